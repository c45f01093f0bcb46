package fast

import (
	"slices"
	"strings"
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/runtime/internal/stack"
)

// arraySort is Array.prototype.sort([compare]).
func (b *Builtins) arraySort(call goja.FunctionCall, original stack.Native) goja.Value {
	o, a := b.sortable(call, false)
	if a == nil {
		if a := b.sorted(call); a != nil && a.Length < 2 {
			return call.This // V8 does not write to it, frozen or not
		}
		return original(call)
	}
	values := make([]goja.Value, 0, len(a.Values))
	undefined := 0
	for _, v := range a.Values {
		if table(v) == b.undefined {
			undefined++
			continue
		}
		values = append(values, v)
	}
	b.sort(values, call.Argument(0), shortSlice)
	for range undefined {
		values = append(values, goja.Undefined())
	}
	if mirror(o).Self.Data == unsafe.Pointer(a) && len(a.Values) == len(values) && a.PropValueCount == 0 && a.Base.Extensible {
		copy(a.Values, values)
		a.ObjCount = len(values) // the comparison function may have deleted some
		return o
	}
	// The comparison function has changed the array.
	for i, v := range values {
		if err := o.Set(b.integer(int64(i)).String(), v); err != nil {
			panic(err)
		}
	}
	return o
}

// arrayToSorted is Array.prototype.toSorted([compare]).
func (b *Builtins) arrayToSorted(call goja.FunctionCall, original stack.Native) goja.Value {
	o, a := b.sortable(call, true)
	if a == nil {
		return original(call)
	}
	values := make([]goja.Value, 0, len(a.Values))
	for i, v := range a.Values {
		if v == nil {
			v = orUndefined(getProperty(o, b.integer(int64(i)), nil))
		}
		if table(v) != b.undefined {
			values = append(values, v)
		}
	}
	undefined := len(a.Values) - len(values)
	b.sort(values, call.Argument(0), 0)
	for range undefined {
		values = append(values, goja.Undefined())
	}
	return b.list(values)
}

// sortable gives the array that a call sorts, or copies sorted, if it is a plain one and the arguments are right. One
// that is not copied has no holes.
func (b *Builtins) sortable(call goja.FunctionCall, copied bool) (*goja.Object, *array) {
	a := b.sorted(call)
	if a == nil {
		return nil, nil
	}
	o := call.This.(*goja.Object)
	if a.PropValueCount != 0 || int(a.Length) != len(a.Values) || !copied && !a.Base.Extensible {
		return nil, nil
	}
	if slices.Contains(a.Values, nil) && !copied {
		return nil, nil
	}
	return o, a
}

// sorted gives the array that a call sorts, or nil if it is no array or the comparison function is none.
func (b *Builtins) sorted(call goja.FunctionCall) *array {
	o, ok := call.This.(*goja.Object)
	if !ok || mirror(o).Self.Table != b.array {
		return nil
	}
	if compare := call.Argument(0); table(compare) != b.undefined {
		if _, ok := goja.AssertFunction(compare); !ok {
			return nil
		}
	}
	return (*array)(mirror(o).Self.Data)
}

// keyed is a value with what it is sorted by.
type keyed[K any] struct {
	key   K
	value goja.Value
}

func sortBy[K any](values []goja.Value, keys []keyed[K], less func(x, y keyed[K]) bool) {
	sortStable(keys, shortSlice, less)
	for i, k := range keys {
		values[i] = k.value
	}
}

// sort sorts values, and looks for runs in them if there are as many as runs says.
func (b *Builtins) sort(values []goja.Value, compare goja.Value, runs int) {
	if len(values) < 2 {
		return
	}
	if table(compare) == b.undefined {
		b.sortTexts(values, runs)
		return
	}
	if direction := difference(b.traces.SourceOf(compare.(*goja.Object))); direction != 0 {
		if numbers := b.numbers(values); numbers != nil {
			if direction > 0 {
				sortBy(values, numbers, func(x, y keyed[float64]) bool { return x.key-y.key < 0 })
			} else {
				sortBy(values, numbers, func(x, y keyed[float64]) bool { return y.key-x.key < 0 })
			}
			return
		}
	}
	f, _ := goja.AssertFunction(compare)
	sortStable(values, runs, func(x, y goja.Value) bool {
		v, err := f(goja.Undefined(), x, y)
		must(err)
		if t := parts(v); t.Table == b.kinds.integer {
			return *(*int64)(t.Data) < 0
		}
		return v.ToNumber().ToFloat() < 0
	})
}

// numbers are the keys of values that are all numbers.
func (b *Builtins) numbers(values []goja.Value) []keyed[float64] {
	keys := make([]keyed[float64], len(values))
	for i, v := range values {
		switch f := parts(v); f.Table {
		case b.kinds.integer:
			keys[i] = keyed[float64]{float64(*(*int64)(f.Data)), v}
		case b.float:
			keys[i] = keyed[float64]{*(*float64)(f.Data), v}
		default:
			return nil
		}
	}
	return keys
}

// sortTexts sorts by what the values are as strings.
func (b *Builtins) sortTexts(values []goja.Value, runs int) {
	for _, v := range values {
		if t := table(v); t == b.kinds.object || t == b.symbol {
			// How often an object is made a text can be seen.
			sortStable(values, runs, func(x, y goja.Value) bool {
				s := b.toString(x)
				return s.CompareTo(b.toString(y)) < 0
			})
			return
		}
	}
	texts := make([]keyed[goja.String], len(values))
	keys := make([]keyed[string], len(values))
	ascii := true
	for i, v := range values {
		text := b.toString(v)
		texts[i] = keyed[goja.String]{text, v}
		if ascii {
			s, wide := b.text(text)
			keys[i] = keyed[string]{s, v}
			ascii = wide == nil
		}
	}
	if ascii {
		sortBy(values, keys, func(x, y keyed[string]) bool { return x.key < y.key })
		return
	}
	sortBy(values, texts, func(x, y keyed[goja.String]) bool { return x.key.CompareTo(y.key) < 0 })
}

// difference tells whether the source of a function says that it subtracts its second argument from its first, which
// gives 1, or the first from the second, which gives -1.
func difference(source string) int {
	if len(source) > 100 {
		return 0
	}
	x, rest, ok := parameters(source)
	if !ok {
		return 0
	}
	body, block := strings.CutPrefix(strings.TrimSpace(rest), "{")
	if block {
		if body, ok = strings.CutSuffix(body, "}"); !ok {
			return 0
		}
		body = strings.TrimSpace(body)
		if body, ok = strings.CutPrefix(body, "return "); !ok {
			return 0
		}
		body = strings.TrimSuffix(strings.TrimSpace(body), ";")
	}
	left, right, ok := strings.Cut(body, "-")
	left, right = strings.TrimSpace(left), strings.TrimSpace(right)
	switch {
	case !ok || strings.ContainsAny(body, "\r\n"):
		return 0
	case left == x[0] && right == x[1]:
		return 1
	case left == x[1] && right == x[0]:
		return -1
	}
	return 0
}

// parameters takes the head of a function with two parameters.
func parameters(source string) (names [2]string, body string, ok bool) {
	head, rest, ok := strings.Cut(source, "(")
	if !ok {
		return names, "", false
	}
	list, body, ok := strings.Cut(rest, ")")
	if !ok {
		return names, "", false
	}
	first, second, ok := strings.Cut(list, ",")
	names = [2]string{strings.TrimSpace(first), strings.TrimSpace(second)}
	if !ok || !isName(names[0]) || !isName(names[1]) || names[0] == names[1] {
		return names, "", false
	}
	if head = strings.TrimSpace(head); head == "" {
		body, ok = strings.CutPrefix(strings.TrimSpace(body), "=>")
		return names, body, ok
	}
	word, name, _ := strings.Cut(head, " ")
	return names, body, word == "function" && (strings.TrimSpace(name) == "" || isName(strings.TrimSpace(name)))
}

// isName tells whether a text is an identifier of ASCII letters, which no operator can be part of.
func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c != '_' && c != '$' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}
