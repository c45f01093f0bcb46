package stack

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

// builtinMessage puts into V8's words what a builtin function of the engine throws.
func (t *Traces) builtinMessage(message string) string {
	f := t.frame(t.context(len(t.machine.CallStack)), 0)
	if f.function == nil {
		return ""
	}
	if target, ok := f.this.(*goja.Object); ok && t.forwards(f.function) {
		// The builtin that fails has no frame of its own.
		f.function, f.this = target, t.argument(0)
	}
	switch {
	case message == "Cannot convert undefined or null to object":
		if callbacks[t.nameOf(f.function)] && f.this != nil && !goja.IsUndefined(f.this) && !goja.IsNull(f.this) {
			return t.notCallable(&f)
		}
		if (f.this == nil || goja.IsUndefined(f.this) || goja.IsNull(f.this)) && !t.ofAllObjects(f.function) {
			return t.qualifiedName(&f) + " called on null or undefined"
		}
	case message == "Value is not object coercible":
		return t.qualifiedName(&f) + " called on null or undefined"
	case message == "Value is not a number":
		return t.qualifiedName(&f) + " requires that 'this' be a Number"
	case message == "ArrayBuffer is detached":
		return "Cannot perform " + t.onBytes(f.function) + " on a detached ArrayBuffer"
	case message == "object is not iterable":
		return describe(t, t.argument(0)) + notIterable
	case message == "Invalid count value":
		return message + ": " + t.argument(0).String()
	case message == "The comparison function must be either a function or undefined":
		return message + ": " + t.detail(t.argument(0))
	case strings.HasPrefix(message, "Value is not callable: "), strings.HasPrefix(message, "Value is not an object: "):
		return t.notCallable(&f)
	case message == "Converting circular structure to JSON":
		if o, ok := t.argument(0).(*goja.Object); ok {
			return message + t.circle(o)
		}
	case strings.HasSuffix(message, " called on incompatible receiver [object Object]"):
		return strings.TrimSuffix(message, "[object Object]") + t.detail(f.this)
	}
	return ""
}

// callbacks are the builtin functions whose first argument is a function.
var callbacks = map[string]bool{
	"every": true, "filter": true, "find": true, "findIndex": true, "findLast": true, "findLastIndex": true, "flatMap": true,
	"forEach": true, "map": true, "reduce": true, "reduceRight": true, "some": true,
}

func (t *Traces) notCallable(f *frame) string {
	switch name := t.nameOf(f.function); {
	case callbacks[name]:
		return describe(t, t.argument(0)) + " is not a function"
	case name == "fromEntries":
		return "Iterator value " + t.detail(t.argument(0)) + " is not an entry object"
	case f.this == t.vm.Get("Reflect"):
		return "Reflect." + name + " called on non-object"
	case name == "add":
		return "Invalid value used in weak set"
	case name == "set":
		return "Invalid value used as weak map key"
	}
	return ""
}

// argument is one of the running builtin function.
func (t *Traces) argument(i int) goja.Value {
	m := t.machine
	if i += m.Sb; i < m.Sp && i < len(m.Stack) && m.Stack[i] != nil {
		return m.Stack[i]
	}
	return goja.Undefined()
}

// qualifiedName is a builtin's with that of the constructor it belongs to, such as Array.prototype.map.
func (t *Traces) qualifiedName(f *frame) string {
	name := t.nameOf(f.function)
	for _, owner := range [...]string{"String", "Array", "Object", "RegExp", "Number"} {
		constructor, ok := t.vm.Get(owner).(*goja.Object)
		if !ok {
			continue
		}
		if constructor.Get(name) == goja.Value(f.function) {
			return owner + "." + name
		}
		if prototype, ok := constructor.Get("prototype").(*goja.Object); ok && prototype.Get(name) == goja.Value(f.function) {
			return owner + ".prototype." + name
		}
	}
	return name
}

// ofAllObjects tells whether a builtin is a method of Object.prototype.
func (t *Traces) ofAllObjects(function *goja.Object) bool {
	object, ok := t.vm.Get("Object").(*goja.Object)
	if !ok {
		return false
	}
	prototype, ok := object.Get("prototype").(*goja.Object)
	return ok && prototype.Get(t.nameOf(function)) == goja.Value(function)
}

// onBytes names a builtin of ArrayBuffers and their views as V8 does in messages.
func (t *Traces) onBytes(function *goja.Object) string {
	name := t.nameOf(function)
	for _, owner := range [...]struct{ constructor, prefix string }{
		{"ArrayBuffer", "ArrayBuffer.prototype."}, {"DataView", "DataView.prototype."},
	} {
		prototype := t.vm.Get(owner.constructor).(*goja.Object).Get("prototype").(*goja.Object)
		for _, key := range prototype.GetOwnPropertyNames() {
			if "get "+key == name {
				return "get " + owner.prefix + key
			} else if key == name {
				return owner.prefix + key
			}
		}
	}
	return "%TypedArray%.prototype." + name
}

// circle describes the way from an object back to one on the way, as V8 does: the object the circle starts at, what
// is next, and what closes it.
func (t *Traces) circle(root *goja.Object) string {
	type step struct {
		object *goja.Object
		key    string
	}
	var path []step
	seen := 0
	var find func(o *goja.Object, key string) *goja.Object
	find = func(o *goja.Object, key string) *goja.Object {
		for _, s := range path {
			if s.object == o {
				path = append(path, step{nil, key})
				return o
			}
		}
		if seen++; seen > 100_000 || len(path) > 1000 {
			return nil
		}
		path = append(path, step{o, key})
		for _, k := range o.Keys() {
			if child, ok := o.Get(k).(*goja.Object); ok {
				if start := find(child, k); start != nil {
					return start
				}
			}
		}
		path = path[:len(path)-1]
		return nil
	}
	start := find(root, "")
	if start == nil {
		return ""
	}
	for path[0].object != start {
		path = path[1:]
	}
	property := func(key string) string {
		if _, err := strconv.Atoi(key); err == nil {
			return "index " + key
		}
		return "property '" + key + "'"
	}
	constructor := func(o *goja.Object) string {
		return "object with constructor '" + t.constructorName(&frame{program: &program{}}, o) + "'"
	}
	var b strings.Builder
	b.WriteString("\n    --> starting at " + constructor(start))
	between, last := path[1:len(path)-1], path[len(path)-1]
	for i, s := range between {
		if i > 0 && i < len(between)-1 {
			if i == 1 {
				b.WriteString("\n    |     ...")
			}
			continue
		}
		b.WriteString("\n    |     " + property(s.key) + " -> " + constructor(s.object))
	}
	b.WriteString("\n    --- " + property(last.key) + " closes the circle")
	return b.String()
}
