package esregexp

import (
	"slices"
)

// charset is a set of code points, made to be asked. It does not change.
type charset struct {
	low    [4]uint64 // those below 256
	ranges []span    // all, sorted and apart
}

func newCharset(list []span) *charset {
	s := &charset{ranges: merge(list)}
	for _, r := range s.ranges {
		for c := r.Lo; c <= min(r.Hi, 255); c++ {
			s.low[c>>6] |= 1 << (c & 63)
		}
	}
	return s
}

func (s *charset) has(c rune) bool {
	if uint32(c) < 256 {
		return s.low[c>>6]>>(c&63)&1 != 0
	}
	return s.hasHigh(c)
}

func (s *charset) hasHigh(c rune) bool {
	list := s.ranges
	if n := len(list); n == 0 || c > list[n-1].Hi {
		return false
	}
	for len(list) > 4 {
		half := len(list) / 2
		if c < list[half].Lo {
			list = list[:half]
		} else {
			list = list[half:]
		}
	}
	for _, r := range list {
		if c <= r.Hi {
			return c >= r.Lo
		}
	}
	return false
}

// single is the only member of a set.
func (s *charset) single() (rune, bool) {
	if len(s.ranges) == 1 && s.ranges[0].Lo == s.ranges[0].Hi {
		return s.ranges[0].Lo, true
	}
	return 0, false
}

func disjoint(a, b *charset) bool {
	for i, j := 0, 0; i < len(a.ranges) && j < len(b.ranges); {
		x, y := a.ranges[i], b.ranges[j]
		switch {
		case x.Hi < y.Lo:
			i++
		case y.Hi < x.Lo:
			j++
		default:
			return false
		}
	}
	return true
}

// merge sorts ranges and joins those that touch.
func merge(list []span) []span {
	sorted := slices.IsSortedFunc(list, func(a, b span) int {
		if a.Lo <= b.Hi+1 {
			return -1
		}
		return 1
	})
	if !sorted || len(list) > 1 {
		list = slices.Clone(list)
		slices.SortFunc(list, func(a, b span) int { return int(a.Lo - b.Lo) })
	}
	kept := list[:0]
	for _, r := range list {
		if n := len(kept); n > 0 && r.Lo <= kept[n-1].Hi+1 {
			kept[n-1].Hi = max(kept[n-1].Hi, r.Hi)
		} else {
			kept = append(kept, r)
		}
	}
	return kept
}

// points are single code points as ranges.
func points(list []rune) []span {
	ranges := make([]span, len(list))
	for i, c := range list {
		ranges[i] = span{Lo: c, Hi: c}
	}
	return ranges
}

// set is what a class matches while it is put together: code points, and strings of none or several.
type set struct {
	ranges []span
	texts  map[string]bool
}

func (s *set) addText(text []rune) {
	if len(text) == 1 {
		s.ranges = append(s.ranges, span{Lo: text[0], Hi: text[0]})
		return
	}
	if s.texts == nil {
		s.texts = map[string]bool{}
	}
	s.texts[encode(text)] = true
}

func (s *set) unite(other set) {
	s.ranges = append(s.ranges, other.ranges...)
	if s.texts == nil {
		s.texts = other.texts
		return
	}
	for text := range other.texts {
		s.texts[text] = true
	}
}

func (s *set) sorted() []span {
	s.ranges = merge(s.ranges)
	return s.ranges
}

func (s *set) intersect(other set) {
	var list []span
	a, b := s.sorted(), other.sorted()
	for len(a) > 0 && len(b) > 0 {
		if lo, hi := max(a[0].Lo, b[0].Lo), min(a[0].Hi, b[0].Hi); lo <= hi {
			list = append(list, span{Lo: lo, Hi: hi})
		}
		if a[0].Hi < b[0].Hi {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	s.ranges = list
	for text := range s.texts {
		if !other.texts[text] {
			delete(s.texts, text)
		}
	}
}

func (s *set) subtract(other set) {
	kept := s.texts
	s.texts = nil
	s.intersect(set{ranges: negate(other.sorted())})
	for text := range other.texts {
		delete(kept, text)
	}
	s.texts = kept
}

// node is the set as a term.
func (s *set) node(p *parser) *node {
	list := s.ranges
	if p.flags&IgnoreCase != 0 {
		list = closeOver(list, p.unicode)
	}
	n := &node{kind: kindSet, set: newCharset(list)}
	if len(s.texts) > 0 {
		return &node{kind: kindTexts, texts: newTrie(s.texts, n.set), fold: p.flags&IgnoreCase != 0}
	}
	return n
}
