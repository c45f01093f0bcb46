package esregexp

import (
	"slices"
	"sync"
	"unicode"
)

// canonical is what characters that differ in case only have in common: ECMAScript's Canonicalize with the flag i. With
// u and v it goes by simple case folding, otherwise by single upper case letters.
func canonical(c rune, full bool) rune {
	switch {
	case c < 0x80:
		if c >= 'a' && c <= 'z' {
			return c - 0x20
		}
		return c
	case full:
		least := c
		for next := fold(c); next != c; next = fold(next) {
			least = min(least, next)
		}
		return least
	}
	if up := upper(c); up >= 0x80 && !uppersToSeveral(c) {
		return up
	}
	return c
}

// uppersToSeveral tells whether the upper case of a character is more than one.
func uppersToSeveral(c rune) bool {
	switch {
	case c < 0x1e96:
		return c == 0xdf || c == 0x149 || c == 0x1f0 || c == 0x390 || c == 0x3b0 || c == 0x587
	case c <= 0x1e9a:
		return true
	case c >= 0x1f80 && c <= 0x1faf:
		return true
	case c >= 0x1f50 && c <= 0x1f56:
		return c&1 == 0
	case c >= 0x1fb2 && c <= 0x1ffc:
		switch c & 0xf {
		case 2, 3, 4, 6, 7, 0xc:
			return c != 0x1fd4 && c != 0x1fdc && c != 0x1fec
		}
	case c >= 0xfb00 && c <= 0xfb17:
		return c <= 0xfb06 || c >= 0xfb13
	}
	return false
}

// variants are all characters that count as c when case does not matter, c among them.
func variants(c rune, full bool) []rune {
	list := []rune{c}
	want := canonical(c, full)
	for next := fold(c); next != c; next = fold(next) {
		if canonical(next, full) == want {
			list = append(list, next)
		}
	}
	return list
}

// later are the letters with two cases that Unicode has got since version 15, the one that package unicode has: the
// upper case letters from Lo to Hi, each Stride apart, and the distance to the lower case ones.
var later = [...]struct{ lo, hi, stride, distance rune }{
	{0x1c89, 0x1c89, 1, 1},
	{0xa7cb, 0xa7cb, 1, 0x264 - 0xa7cb},
	{0xa7cc, 0xa7cc, 1, 1},
	{0xa7ce, 0xa7ce, 1, 1},
	{0xa7d2, 0xa7d2, 1, 1},
	{0xa7d4, 0xa7d4, 1, 1},
	{0xa7da, 0xa7da, 1, 1},
	{0xa7dc, 0xa7dc, 1, 0x19b - 0xa7dc},
	{0x10d50, 0x10d65, 1, 0x20},
	{0x16ea0, 0x16eb8, 1, 0x1b},
}

// counterpart is the other case of a letter that package unicode does not know, or c.
func counterpart(c rune) rune {
	for _, r := range &later {
		if c >= r.lo && c <= r.hi {
			return c + r.distance
		}
		if low := c - r.distance; low >= r.lo && low <= r.hi {
			return low
		}
	}
	return c
}

// fold is the next character in the cycle of those with the same simple case folding.
func fold(c rune) rune {
	if next := unicode.SimpleFold(c); next != c {
		return next
	}
	if c < 0x80 {
		return c
	}
	return counterpart(c)
}

func upper(c rune) rune {
	if up := unicode.ToUpper(c); up != c {
		return up
	}
	for _, r := range &later {
		if up := c - r.distance; up >= r.lo && up <= r.hi {
			return up
		}
	}
	return c
}

// cased are all characters that have variants, in order.
var cased = sync.OnceValue(func() []rune {
	var list []rune
	for _, r := range unicode.CaseRanges {
		for c := rune(r.Lo); c <= rune(r.Hi); c++ {
			for next := unicode.SimpleFold(c); next != c; next = unicode.SimpleFold(next) {
				list = append(list, c, next)
			}
		}
	}
	for _, r := range &later {
		for c := r.lo; c <= r.hi; c++ {
			list = append(list, c, c+r.distance)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
})

// closeOver adds to ranges all characters that differ in case only.
func closeOver(list []span, full bool) []span {
	list = slices.Clip(list)
	for _, r := range list {
		for c := max(r.Lo, 'A'); c <= min(r.Hi, 'z'); c++ {
			if letter := c | 0x20; letter < 'a' || letter > 'z' {
				continue
			} else if full && letter == 'k' {
				list = append(list, span{Lo: 0x212a, Hi: 0x212a})
			} else if full && letter == 's' {
				list = append(list, span{Lo: 0x17f, Hi: 0x17f})
			}
			list = append(list, span{Lo: c ^ 0x20, Hi: c ^ 0x20})
		}
		if r.Hi < 0x80 {
			continue
		}
		all := cased()
		i, _ := slices.BinarySearch(all, max(r.Lo, 0x80))
		for ; i < len(all) && all[i] <= r.Hi; i++ {
			for _, c := range variants(all[i], full)[1:] {
				list = append(list, span{Lo: c, Hi: c})
			}
		}
	}
	return list
}
