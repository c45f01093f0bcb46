package deepequal

import (
	"math"

	"github.com/dop251/goja"
)

// isObject is typeof v === 'object' && v !== null.
func isObject(v goja.Value) bool {
	_, ok := object(v)
	return ok
}

// looseCandidate says how a primitive can be loosely equal to one that is not
// strictly equal: never, maybe, or only to other (undefined and null).
func looseCandidate(v goja.Value) (maybe bool, other goja.Value) {
	switch {
	case goja.IsUndefined(v):
		return false, goja.Null()
	case goja.IsNull(v):
		return false, goja.Undefined()
	}
	switch v.(type) {
	case *goja.Symbol, *goja.Object:
		return false, nil
	}
	if goja.IsString(v) || goja.IsNumber(v) {
		return !math.IsNaN(v.ToFloat()), nil
	}
	return true, nil
}

// sets compares the members of two Sets: those that are not the very same have to
// be equal in pairs.
func (c *comparison) sets(a, b *goja.Object) bool {
	var rest []goja.Value
	for _, v := range c.members(b) {
		if c.has(c.setHas, a, v) {
			continue
		}
		if !isObject(v) && (c.mode != Loose || !c.setMayHaveLoosely(a, b, v)) {
			return false
		}
		rest = append(rest, v)
	}
	if len(rest) == 0 {
		return true
	}
	for _, v := range c.members(a) {
		if c.has(c.setHas, b, v) {
			continue
		}
		if !isObject(v) && c.mode == Strict {
			return false
		}
		i := c.find(v, rest)
		if i < 0 {
			if c.mode == Partial {
				continue
			}
			return false
		}
		rest = append(rest[:i], rest[i+1:]...)
	}
	return len(rest) == 0
}

func (c *comparison) find(v goja.Value, list []goja.Value) int {
	for i, w := range list {
		if c.values(v, w) {
			return i
		}
	}
	return -1
}

func (c *comparison) setMayHaveLoosely(a, b *goja.Object, v goja.Value) bool {
	maybe, other := looseCandidate(v)
	if other == nil {
		return maybe
	}
	return !c.has(c.setHas, b, other) && c.has(c.setHas, a, other)
}

// maps compares the entries of two Maps.
func (c *comparison) maps(a, b *goja.Object) bool {
	var rest []entry
	for _, e := range c.entries(b) {
		if isObject(e.key) {
			rest = append(rest, e)
			continue
		}
		v := c.lookup(a, e.key)
		if goja.IsUndefined(v) && !c.has(c.mapHas, a, e.key) || !c.values(v, e.value) {
			if c.mode != Loose || !c.mapMayHaveLoosely(a, b, e) {
				return false
			}
			rest = append(rest, e)
		}
	}
	if len(rest) == 0 {
		return true
	}
	for _, e := range c.entries(a) {
		if !isObject(e.key) {
			if c.mode != Loose || c.has(c.mapHas, b, e.key) && c.values(e.value, c.lookup(b, e.key)) {
				continue
			}
		}
		i := c.findEntry(e, rest)
		if i < 0 {
			if c.mode == Partial {
				continue
			}
			return false
		}
		rest = append(rest[:i], rest[i+1:]...)
	}
	return len(rest) == 0
}

func (c *comparison) findEntry(e entry, list []entry) int {
	for i, other := range list {
		if c.values(e.key, other.key) && c.values(e.value, other.value) {
			return i
		}
	}
	return -1
}

func (c *comparison) mapMayHaveLoosely(a, b *goja.Object, e entry) bool {
	maybe, other := looseCandidate(e.key)
	if other == nil {
		return maybe
	}
	v := c.lookup(a, other)
	if goja.IsUndefined(v) && !c.has(c.mapHas, a, other) || !c.values(v, e.value) {
		return false
	}
	return !c.has(c.mapHas, b, other)
}
