package inspect

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// StripVT removes ANSI escape sequences.
func StripVT(s string) string {
	i := nextEscape(s, 0)
	if i < 0 {
		return s
	}
	var out strings.Builder
	last := 0
	for i >= 0 {
		if n := escapeLength(s[i:]); n > 0 {
			out.WriteString(s[last:i])
			last = i + n
			i = nextEscape(s, last)
			continue
		}
		i = nextEscape(s, i+1)
	}
	out.WriteString(s[last:])
	return out.String()
}

// nextEscape finds the next ESC or CSI introducer at or after from.
func nextEscape(s string, from int) int {
	for i := from; i < len(s); i++ {
		if s[i] == 0x1B || s[i] == 0xC2 && i+1 < len(s) && s[i+1] == 0x9B {
			return i
		}
	}
	return -1
}

// escapeLength is the length of the escape sequence that s starts with, or 0.
func escapeLength(s string) int {
	if strings.HasPrefix(s, "\x1b]") {
		if n := stringTerminator(s[2:]); n > 0 {
			return 2 + n
		}
	}
	i := introducer(s)
	for i < len(s) && strings.IndexByte("[]()#;?", s[i]) >= 0 {
		i++
	}
	// The parameters are optional, and so are their last digits: what counts is
	// the longest run that a final byte follows.
	best := 0
	if i < len(s) && isFinal(s[i]) {
		best = i + 1
	}
	j, digits := i, 0
	for j < len(s) && isDigit(s[j]) && digits < 4 {
		j++
		digits++
		if j < len(s) && isFinal(s[j]) {
			best = j + 1
		}
	}
	if digits == 0 {
		return best
	}
	for j < len(s) && (s[j] == ';' || s[j] == ':') {
		j++
		if j < len(s) && isFinal(s[j]) {
			best = j + 1
		}
		for digits = 0; j < len(s) && isDigit(s[j]) && digits < 4; digits++ {
			j++
			if j < len(s) && isFinal(s[j]) {
				best = j + 1
			}
		}
	}
	return best
}

// stringTerminator is the length of s up to and including what ends an
// operating system command.
func stringTerminator(s string) int {
	best := 0
	for _, end := range []string{"\a", "\x1b\\", "\u009c"} {
		if i := strings.Index(s, end); i >= 0 && (best == 0 || i+len(end) < best) {
			best = i + len(end)
		}
	}
	return best
}

func introducer(s string) int {
	switch {
	case strings.HasPrefix(s, "\x1b"):
		return 1
	case strings.HasPrefix(s, "\u009b"):
		return 2
	}
	return 0
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isFinal(c byte) bool {
	return isDigit(c) || c >= 'A' && c <= 'P' || c >= 'R' && c <= 'T' || c == 'Z' || c == 'c' ||
		c >= 'f' && c <= 'n' || c >= 'q' && c <= 'u' || c == 'y' || strings.IndexByte("=><~", c) >= 0
}

// Width is the number of terminal columns s takes, escape sequences not counted
// when strip is set.
func Width(s string, strip bool) int {
	if strip {
		s = StripVT(s)
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x7F {
			return n + wideWidth(norm.NFC.String(s[i:]))
		}
		if s[i] >= 0x20 {
			n++
		}
	}
	return n
}

func wideWidth(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

func runeWidth(r rune) int {
	const softHyphen = 0xAD
	if r != softHyphen && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Me, unicode.Mn) || r >= 0x1F3FB && r <= 0x1F3FF {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	case width.EastAsianAmbiguous, width.Neutral:
		if unicode.Is(narrowEmoji, r) {
			return 2
		}
	}
	return 1
}

// narrowEmoji are the emoji whose East Asian width is not wide; terminals give
// them two columns all the same.
var narrowEmoji = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x00A9, 0x00A9, 1}, {0x00AE, 0x00AE, 1}, {0x203C, 0x203C, 1}, {0x2049, 0x2049, 1},
		{0x2122, 0x2122, 1}, {0x2139, 0x2139, 1}, {0x2194, 0x2199, 1}, {0x21A9, 0x21AA, 1},
		{0x2328, 0x2328, 1}, {0x23CF, 0x23CF, 1}, {0x23ED, 0x23EF, 1}, {0x23F1, 0x23F2, 1},
		{0x23F8, 0x23FA, 1}, {0x24C2, 0x24C2, 1}, {0x25AA, 0x25AB, 1}, {0x25B6, 0x25B6, 1},
		{0x25C0, 0x25C0, 1}, {0x25FB, 0x25FC, 1}, {0x2600, 0x2604, 1}, {0x260E, 0x260E, 1},
		{0x2611, 0x2611, 1}, {0x2618, 0x2618, 1}, {0x261D, 0x261D, 1}, {0x2620, 0x2620, 1},
		{0x2622, 0x2623, 1}, {0x2626, 0x2626, 1}, {0x262A, 0x262A, 1}, {0x262E, 0x262F, 1},
		{0x2638, 0x263A, 1}, {0x2640, 0x2640, 1}, {0x2642, 0x2642, 1}, {0x265F, 0x2660, 1},
		{0x2663, 0x2663, 1}, {0x2665, 0x2666, 1}, {0x2668, 0x2668, 1}, {0x267B, 0x267B, 1},
		{0x267E, 0x267E, 1}, {0x2692, 0x2692, 1}, {0x2694, 0x2697, 1}, {0x2699, 0x2699, 1},
		{0x269B, 0x269C, 1}, {0x26A0, 0x26A0, 1}, {0x26A7, 0x26A7, 1}, {0x26B0, 0x26B1, 1},
		{0x26C8, 0x26C8, 1}, {0x26CF, 0x26CF, 1}, {0x26D1, 0x26D1, 1}, {0x26D3, 0x26D3, 1},
		{0x26E9, 0x26E9, 1}, {0x26F0, 0x26F1, 1}, {0x26F4, 0x26F4, 1}, {0x26F7, 0x26F9, 1},
		{0x2702, 0x2702, 1}, {0x2708, 0x2709, 1}, {0x270C, 0x270D, 1}, {0x270F, 0x270F, 1},
		{0x2712, 0x2712, 1}, {0x2714, 0x2714, 1}, {0x2716, 0x2716, 1}, {0x271D, 0x271D, 1},
		{0x2721, 0x2721, 1}, {0x2733, 0x2734, 1}, {0x2744, 0x2744, 1}, {0x2747, 0x2747, 1},
		{0x2763, 0x2764, 1}, {0x27A1, 0x27A1, 1}, {0x2934, 0x2935, 1}, {0x2B05, 0x2B07, 1},
	},
	R32: []unicode.Range32{
		{0x1F170, 0x1F171, 1}, {0x1F17E, 0x1F17F, 1}, {0x1F1E6, 0x1F1FF, 1}, {0x1F321, 0x1F321, 1},
		{0x1F324, 0x1F32C, 1}, {0x1F336, 0x1F336, 1}, {0x1F37D, 0x1F37D, 1}, {0x1F396, 0x1F397, 1},
		{0x1F399, 0x1F39B, 1}, {0x1F39E, 0x1F39F, 1}, {0x1F3CB, 0x1F3CE, 1}, {0x1F3D4, 0x1F3DF, 1},
		{0x1F3F3, 0x1F3F3, 1}, {0x1F3F5, 0x1F3F5, 1}, {0x1F3F7, 0x1F3F7, 1}, {0x1F43F, 0x1F43F, 1},
		{0x1F441, 0x1F441, 1}, {0x1F4FD, 0x1F4FD, 1}, {0x1F549, 0x1F54A, 1}, {0x1F56F, 0x1F570, 1},
		{0x1F573, 0x1F579, 1}, {0x1F587, 0x1F587, 1}, {0x1F58A, 0x1F58D, 1}, {0x1F590, 0x1F590, 1},
		{0x1F5A5, 0x1F5A5, 1}, {0x1F5A8, 0x1F5A8, 1}, {0x1F5B1, 0x1F5B2, 1}, {0x1F5BC, 0x1F5BC, 1},
		{0x1F5C2, 0x1F5C4, 1}, {0x1F5D1, 0x1F5D3, 1}, {0x1F5DC, 0x1F5DE, 1}, {0x1F5E1, 0x1F5E1, 1},
		{0x1F5E3, 0x1F5E3, 1}, {0x1F5E8, 0x1F5E8, 1}, {0x1F5EF, 0x1F5EF, 1}, {0x1F5F3, 0x1F5F3, 1},
		{0x1F5FA, 0x1F5FA, 1}, {0x1F6CB, 0x1F6CB, 1}, {0x1F6CD, 0x1F6CF, 1}, {0x1F6E0, 0x1F6E5, 1},
		{0x1F6E9, 0x1F6E9, 1}, {0x1F6F0, 0x1F6F0, 1}, {0x1F6F3, 0x1F6F3, 1},
	},
	LatinOffset: 2,
}
