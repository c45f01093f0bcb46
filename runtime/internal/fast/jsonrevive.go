package fast

import (
	"strconv"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// node remembers what a value was parsed from, for a reviver that asks.
type node struct {
	value      goja.Value
	start, end int // of the text of what is neither object nor array
	fields     map[unistring.String]*node
	items      []*node
}

// recorder makes the nodes, in the order in which the parser makes values.
type recorder struct{ nodes []*node }

func (r *recorder) leaf(v goja.Value, start, end int) {
	r.nodes = append(r.nodes, &node{value: v, start: start, end: end})
}

func (r *recorder) take(n int) []*node {
	taken := append([]*node(nil), r.nodes[len(r.nodes)-n:]...)
	r.nodes = r.nodes[:len(r.nodes)-n]
	return taken
}

func (r *recorder) object(v goja.Value, keys []unistring.String) {
	n := &node{value: v, fields: make(map[unistring.String]*node, len(keys))}
	for i, child := range r.take(len(keys)) {
		n.fields[keys[i]] = child
	}
	r.nodes = append(r.nodes, n)
}

func (r *recorder) list(v goja.Value, length int) {
	r.nodes = append(r.nodes, &node{value: v, items: r.take(length)})
}

// reviver walks over a parsed value and replaces each part by what a function makes of it.
type reviver struct {
	*maker
	call   func(this goja.Value, args ...goja.Value) goja.Value
	source func(start, end int) string
}

func (r *reviver) revive(holder *goja.Object, key goja.Value, n *node) goja.Value {
	v := orUndefined(getProperty(holder, key, nil))
	if n != nil && !n.value.SameAs(v) {
		n = nil // the program has put something else in its place
	}
	context := r.vm.NewObject()
	if o, ok := v.(*goja.Object); !ok {
		if n != nil {
			createDataProperty(context, r.asciiString("source"), r.vm.ToValue(r.source(n.start, n.end)))
		}
	} else if isArray(o) {
		length := toLength(o.Get("length"))
		for i := range length {
			var child *node
			if n != nil && i < int64(len(n.items)) {
				child = n.items[i]
			}
			r.element(o, r.asciiString(strconv.FormatInt(i, 10)), child)
		}
	} else {
		keys := objectKeys(r.vm, goja.FunctionCall{Arguments: []goja.Value{o}}).(*goja.Object)
		for _, key := range (*array)(mirror(keys).Self.Data).Values {
			var child *node
			if n != nil {
				child = n.fields[propertyKey(r.maker, key)]
			}
			r.element(o, key, child)
		}
	}
	return r.call(holder, key, v, context)
}

func (r *reviver) element(o *goja.Object, key goja.Value, n *node) {
	if v := r.revive(o, key, n); goja.IsUndefined(v) {
		deleteProperty(o, key, false)
	} else {
		createDataProperty(o, key, v)
	}
}

// propertyKey is the string under which goja keeps a property.
func propertyKey(m *maker, v goja.Value) unistring.String {
	ascii, wide := m.text(v)
	if wide == nil {
		return unistring.String(ascii)
	}
	return unistring.FromUtf16(append([]uint16{unistring.BOM}, wide...))
}

func orUndefined(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}
