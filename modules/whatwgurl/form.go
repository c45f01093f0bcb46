package whatwgurl

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Pairs is a list of names and values, one behind the other.
type Pairs []string

// ParseForm reads application/x-www-form-urlencoded text; a leading "?" is no
// part of it.
func ParseForm(s string) Pairs {
	s = strings.TrimPrefix(s, "?")
	if s == "" {
		return nil
	}
	pairs := make(Pairs, 0, 2*(strings.Count(s, "&")+1))
	for s != "" {
		var pair string
		if i := strings.IndexByte(s, '&'); i >= 0 {
			pair, s = s[:i], s[i+1:]
		} else {
			pair, s = s, ""
		}
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		pairs = append(pairs, decodeForm(name), decodeForm(value))
	}
	return pairs
}

func decodeForm(s string) string {
	if strings.IndexByte(s, '+') >= 0 {
		s = strings.ReplaceAll(s, "+", " ")
	}
	if strings.IndexByte(s, '%') >= 0 {
		s = PercentDecode(s)
	}
	return DecodeUTF8(s)
}

// String is p in application/x-www-form-urlencoded.
func (p Pairs) String() string {
	n := 0
	for _, s := range p {
		n += len(s) + 1
	}
	b := make([]byte, 0, n+n/4)
	for i, s := range p {
		if i%2 == 1 {
			b = append(b, '=')
		} else if i > 0 {
			b = append(b, '&')
		}
		for j := range len(s) {
			switch c := s[j]; {
			case charClass[c]&FormSet == 0:
				b = append(b, c)
			case c == ' ':
				b = append(b, '+')
			default:
				b = append(b, '%', upperHex[c>>4], upperHex[c&15])
			}
		}
	}
	return string(b)
}

// Get is the first value of a name.
func (p Pairs) Get(name string) (value string, ok bool) {
	for i := 0; i < len(p); i += 2 {
		if p[i] == name {
			return p[i+1], true
		}
	}
	return "", false
}

// Delete is p without the pairs of a name, and of a value if that is not nil.
// It reuses p's memory.
func (p Pairs) Delete(name string, value *string) Pairs {
	kept := p[:0]
	for i := 0; i < len(p); i += 2 {
		if p[i] != name || value != nil && p[i+1] != *value {
			kept = append(kept, p[i], p[i+1])
		}
	}
	return kept
}

// Set is p with a value for the first pair of a name and no other of that
// name. It may reuse p's memory.
func (p Pairs) Set(name, value string) Pairs {
	kept, found := p[:0], false
	for i := 0; i < len(p); i += 2 {
		switch {
		case p[i] != name:
			kept = append(kept, p[i], p[i+1])
		case !found:
			kept, found = append(kept, name, value), true
		}
	}
	if !found {
		kept = append(kept, name, value)
	}
	return kept
}

// Sort sorts p by name, in the order of UTF-16 code units, and keeps the order
// of pairs with the same name.
func (p Pairs) Sort() { sort.Stable(byName(p)) }

type byName Pairs

func (p byName) Len() int           { return len(p) / 2 }
func (p byName) Less(i, j int) bool { return lessUTF16(p[2*i], p[2*j]) }
func (p byName) Swap(i, j int) {
	p[2*i], p[2*j] = p[2*j], p[2*i]
	p[2*i+1], p[2*j+1] = p[2*j+1], p[2*i+1]
}

// lessUTF16 compares by code units: what needs a surrogate pair comes before
// U+E000 and up.
func lessUTF16(a, b string) bool {
	for a != "" && b != "" {
		ra, na := utf8.DecodeRuneInString(a)
		rb, nb := utf8.DecodeRuneInString(b)
		if ra != rb {
			if (ra >= 0x10000) != (rb >= 0x10000) {
				return firstUnit(ra) < firstUnit(rb)
			}
			return ra < rb
		}
		a, b = a[na:], b[nb:]
	}
	return a == "" && b != ""
}

func firstUnit(r rune) rune {
	if r >= 0x10000 {
		return 0xD800 + (r-0x10000)>>10
	}
	return r
}
