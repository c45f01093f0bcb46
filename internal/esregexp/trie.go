package esregexp

// encode makes a string of code points, lone surrogates included, that decode takes apart.
func encode(text []rune) string {
	b := make([]byte, 0, 3*len(text))
	for _, c := range text {
		b = append(b, byte(c>>16), byte(c>>8), byte(c))
	}
	return string(b)
}

func decode(text string) []rune {
	list := make([]rune, 0, len(text)/3)
	for ; len(text) > 0; text = text[3:] {
		list = append(list, rune(text[0])<<16|rune(text[1])<<8|rune(text[2]))
	}
	return list
}

// trie is the strings of a class, read forwards and backwards, and its single code points.
type trie struct {
	forward, backward *branch
	empty             bool // it has the empty string
	single            *charset
}

type branch struct {
	next map[rune]*branch
	end  bool
}

func newTrie(texts map[string]bool, single *charset) *trie {
	t := &trie{forward: &branch{}, backward: &branch{}, single: single}
	for text := range texts {
		list := decode(text)
		if len(list) == 0 {
			t.empty = true
			continue
		}
		f, b := t.forward, t.backward
		for i := range list {
			f, b = f.add(list[i]), b.add(list[len(list)-1-i])
		}
		f.end, b.end = true, true
	}
	return t
}

func (b *branch) add(c rune) *branch {
	if b.next == nil {
		b.next = map[rune]*branch{}
	}
	n := b.next[c]
	if n == nil {
		n = &branch{}
		b.next[c] = n
	}
	return n
}
