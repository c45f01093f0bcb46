package deepequal

import (
	"slices"
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// elements says what an object holds besides its properties.
type elements uint8

const (
	noElements elements = iota
	arrayElements
	setElements
	mapElements
)

// properties compares own enumerable properties, and then the elements.
func (c *comparison) properties(a, b *goja.Object, what elements) bool {
	keysB := b.Keys()
	var symbolsB []*goja.Symbol
	if c.mode == Partial {
		symbolsB = b.Symbols()
	} else {
		keysA := a.Keys()
		if len(keysA) != len(keysB) {
			return false
		}
		if c.mode != Loose {
			symbolsB = b.Symbols()
			if len(a.Symbols()) != len(symbolsB) {
				return false
			}
		}
	}
	return c.guarded(a, b, keysB, symbolsB, what)
}

// guarded compares the contents of two objects unless they are being compared
// already, further out: then they are equal if both are met again together.
func (c *comparison) guarded(a, b *goja.Object, keys []string, symbols []*goja.Symbol, what elements) bool {
	if c.seen == nil {
		return c.contents(a, b, keys, symbols, what)
	}
	if c.seen[a] || c.seen[b] {
		return c.seen[a] && c.seen[b]
	}
	c.seen[a], c.seen[b] = true, true
	equal := c.contents(a, b, keys, symbols, what)
	delete(c.seen, a)
	delete(c.seen, b)
	return equal
}

func (c *comparison) contents(a, b *goja.Object, keys []string, symbols []*goja.Symbol, what elements) bool {
	for _, key := range keys {
		x, ok := inspect.DataProperty(a, key)
		if !ok {
			if !c.isEnumerable(a, key) {
				return false
			}
			x = get(a, key)
		}
		if !c.values(x, get(b, key)) {
			return false
		}
	}
	for _, sym := range symbols {
		if !c.propertyIsEnumerable(goja.FunctionCall{This: a, Arguments: []goja.Value{sym}}).ToBoolean() {
			return false
		}
		if !c.values(a.GetSymbol(sym), b.GetSymbol(sym)) {
			return false
		}
	}
	switch what {
	case arrayElements:
		return c.items(a, b)
	case setElements:
		return c.sets(a, b)
	case mapElements:
		return c.maps(a, b)
	}
	return true
}

func length(o *goja.Object) int { return int(get(o, "length").ToInteger()) }

// extraKeys are the enumerable string keys of an array that are no index.
func extraKeys(o *goja.Object) []string {
	if inspect.OnlyElements(o) {
		return nil
	}
	keys := o.Keys()
	i := 0
	for i < len(keys) && isIndex(keys[i]) {
		i++
	}
	return keys[i:]
}

func isIndex(s string) bool {
	n, err := strconv.ParseUint(s, 10, 64)
	return err == nil && n < 1<<32-1 && (s == "0" || s[0] != '0' && s[0] != '+')
}

func (c *comparison) arrays(a, b *goja.Object) bool {
	if !modules.IsArray(b) {
		return false
	}
	if n, m := length(a), length(b); n != m && (c.mode != Partial || n < m) || unequalTag(a, b) {
		return false
	}
	return c.indexed(a, b, arrayElements)
}

// indexed compares the properties of array-like objects that are no elements.
func (c *comparison) indexed(a, b *goja.Object, what elements) bool {
	keys := extraKeys(b)
	var symbols []*goja.Symbol
	if c.mode != Loose {
		symbols = b.Symbols()
	}
	if c.mode != Partial {
		if len(extraKeys(a)) != len(keys) || c.mode != Loose && len(a.Symbols()) != len(symbols) {
			return false
		}
	}
	return c.guarded(a, b, keys, symbols, what)
}

func at(o *goja.Object, i int) (v goja.Value, present bool) {
	v = o.Get(strconv.Itoa(i))
	if v == nil {
		return goja.Undefined(), false
	}
	return v, true
}

// has reports whether index i, whose value is v, is no hole.
func (c *comparison) hasIndex(o *goja.Object, i int, v goja.Value) bool {
	return !goja.IsUndefined(v) || c.hasOwn(o, strconv.Itoa(i))
}

func (c *comparison) items(a, b *goja.Object) bool {
	if c.mode == Partial {
		return c.partialItems(a, b)
	}
	n := length(a)
	if list, ok := inspect.Elements(a); ok && len(list) == n && c.mode != Loose {
		if other, ok := inspect.Elements(b); ok && len(other) == n {
			return c.sameItems(list, other)
		}
	}
	for i := range n {
		x, _ := at(a, i)
		y, _ := at(b, i)
		if goja.IsUndefined(y) {
			if !c.hasIndex(b, i, y) {
				return c.sparseItems(a, b, i)
			}
			if (!goja.IsUndefined(x) || !c.hasIndex(a, i, x)) && (c.mode != Loose || !goja.IsNull(x)) {
				return false
			}
		} else if (goja.IsUndefined(x) || !c.values(x, y)) && (c.mode != Loose || !goja.IsNull(y)) {
			return false
		}
	}
	return true
}

// sameItems compares the elements of arrays without holes. Comparing objects can
// run code that changes the arrays, hence the copies.
func (c *comparison) sameItems(a, b []goja.Value) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	for i := range a {
		if !c.values(a[i], b[i]) {
			return false
		}
	}
	return true
}

func (c *comparison) sparseItems(a, b *goja.Object, i int) bool {
	keysA, keysB := a.Keys(), b.Keys()
	if len(keysA) != len(keysB) {
		return false
	}
	for ; i < len(keysB); i++ {
		x := get(a, keysB[i])
		if goja.IsUndefined(x) && !c.hasOwn(a, keysB[i]) || !c.values(x, get(b, keysB[i])) {
			return false
		}
	}
	return true
}

// partialItems finds the items of b in a, in order.
func (c *comparison) partialItems(a, b *goja.Object) bool {
	n, m, pos := length(a), length(b), 0
	for i := range m {
		y, _ := at(b, i)
		if !c.hasIndex(b, i, y) {
			return c.partialSparseItems(a, b, pos, i)
		}
		for {
			x, _ := at(a, pos)
			if !c.hasIndex(a, pos, x) {
				return c.partialSparseItems(a, b, pos, i)
			}
			if c.values(x, y) {
				break
			}
			pos++
			if pos > n-m+i {
				return false
			}
		}
		pos++
	}
	return true
}

func (c *comparison) partialSparseItems(a, b *goja.Object, startA, startB int) bool {
	keysA, keysB := a.Keys(), b.Keys()
	n, m, pos := len(keysA)-startA, len(keysB)-startB, startA
	if n < m {
		return false
	}
	for i := range m {
		y := get(b, keysB[startB+i])
		for pos >= len(keysA) || !c.values(get(a, keysA[pos]), y) {
			pos++
			if pos > len(keysA)-m+i {
				return false
			}
		}
		pos++
	}
	return true
}
