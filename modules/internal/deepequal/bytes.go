package deepequal

import (
	"bytes"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// bytes compares the memory of two buffers or views.
func (c *comparison) bytes(a, b *goja.Object) bool {
	x, _ := buffers.Bytes(c.env, a)
	y, _ := buffers.Bytes(c.env, b)
	if c.mode == Partial && len(x) != len(y) {
		return contains(x, y)
	}
	return bytes.Equal(x, y)
}

// contains reports whether the bytes of part occur in all, in order but not
// necessarily next to each other.
func contains(all, part []byte) bool {
	for _, b := range part {
		i := bytes.IndexByte(all, b)
		if i < 0 {
			return false
		}
		all = all[i+1:]
	}
	return true
}

// views compares typed arrays and DataViews.
func (c *comparison) views(a, b *goja.Object) bool {
	name := c.inspector.TypedArrayName(a)
	if name != c.inspector.TypedArrayName(b) || inspect.KindOf(a) != inspect.KindOf(b) {
		return false
	}
	if c.mode == Loose && (name == "Float32Array" || name == "Float64Array" || name == "Float16Array") {
		if !sameNumbers(a, b) {
			return false
		}
	} else if !c.bytes(a, b) {
		return false
	}
	return c.indexed(a, b, noElements)
}

// sameNumbers compares numbers by ===, for which -0 is 0 and NaN is nothing.
func sameNumbers(a, b *goja.Object) bool {
	n := length(a)
	if n != length(b) {
		return false
	}
	for i := range n {
		x, _ := at(a, i)
		y, _ := at(b, i)
		if !x.StrictEquals(y) {
			return false
		}
	}
	return true
}
