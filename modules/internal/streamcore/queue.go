package streamcore

import (
	gostrings "strings"

	"github.com/dop251/goja"
)

// chunkQueue holds what a readable side has buffered.
type chunkQueue struct {
	chunks []Chunk
	head   int
}

func (q *chunkQueue) len() int { return len(q.chunks) - q.head }

func (q *chunkQueue) first() *Chunk { return &q.chunks[q.head] }

func (q *chunkQueue) push(k Chunk) { q.chunks = append(q.chunks, k) }

func (q *chunkQueue) unshift(k Chunk) {
	if q.head > 0 {
		q.head--
		q.chunks[q.head] = k
		return
	}
	q.chunks = append(q.chunks, Chunk{})
	copy(q.chunks[1:], q.chunks)
	q.chunks[0] = k
}

func (q *chunkQueue) shift() Chunk {
	k := q.chunks[q.head]
	q.chunks[q.head] = Chunk{}
	q.head++
	if q.head == len(q.chunks) {
		q.chunks, q.head = q.chunks[:0], 0
	} else if q.head > 1024 && q.head*2 > len(q.chunks) {
		n := copy(q.chunks, q.chunks[q.head:])
		clear(q.chunks[n:])
		q.chunks, q.head = q.chunks[:n], 0
	}
	return k
}

func (q *chunkQueue) clear() {
	clear(q.chunks)
	q.chunks, q.head = q.chunks[:0], 0
}

func (q *chunkQueue) array(vm *goja.Runtime) *goja.Object {
	var items []any
	for i := q.head; i < len(q.chunks); i++ {
		items = append(items, q.chunks[i].Value())
	}
	return vm.NewArray(items...)
}

// take removes n units from a buffer of bytes or, where strings is set, of
// code units.
func (q *chunkQueue) take(c *Core, n int, strings bool) Chunk {
	if q.len() == 0 {
		if strings {
			return Chunk{core: c, value: c.str.empty}
		}
		return Chunk{core: c, bytes: []byte{}}
	}
	first := q.first()
	switch {
	case n == first.n:
		return q.shift()
	case n < first.n:
		head, tail := first.split(n)
		*first = tail
		return head
	case strings:
		return q.takeStrings(c, n)
	}
	out := make([]byte, 0, n)
	for n > 0 && q.len() > 0 {
		first := q.first()
		if first.n <= n {
			k := q.shift()
			out = append(out, k.Bytes()...)
			n -= k.n
			continue
		}
		head, tail := first.split(n)
		out = append(out, head.Bytes()...)
		*first = tail
		n = 0
	}
	return Chunk{core: c, bytes: out, n: len(out)}
}

func (q *chunkQueue) takeStrings(c *Core, n int) Chunk {
	var parts []goja.String
	total := 0
	for n > 0 && q.len() > 0 {
		first := q.first()
		var k Chunk
		if first.n <= n {
			k = q.shift()
		} else {
			var tail Chunk
			k, tail = first.split(n)
			*first = tail
		}
		parts = append(parts, k.value.(goja.String))
		n -= k.n
		total += k.n
	}
	var b goja.StringBuilder
	for _, s := range parts {
		b.WriteString(s)
	}
	return Chunk{core: c, value: b.String(), n: total}
}

// split cuts a chunk after n units.
func (k *Chunk) split(n int) (head, tail Chunk) {
	c := k.core
	if s, ok := k.value.(goja.String); ok {
		return Chunk{core: c, value: s.Substring(0, n), n: n}, Chunk{core: c, value: s.Substring(n, s.Length()), n: k.n - n}
	}
	if o, ok := k.value.(*goja.Object); ok {
		return Chunk{core: c, value: c.buffers.Slice(o, 0, n), n: n}, Chunk{core: c, value: c.buffers.Slice(o, n, k.n), n: k.n - n}
	}
	return Chunk{core: c, bytes: k.bytes[:n:n], n: n}, Chunk{core: c, bytes: k.bytes[n:], n: k.n - n}
}

// isUTF8Name reports whether an encoding's name is that of UTF-8 as it is
// kept for default encodings.
func isUTF8Name(s string) bool {
	return s == "" || gostrings.EqualFold(s, "utf8") || gostrings.EqualFold(s, "utf-8")
}
