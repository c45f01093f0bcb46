// Package deepequal compares JavaScript values by their content, as
// util.isDeepStrictEqual and the deep assertions of node:assert do.
package deepequal

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// Mode says what counts as equal.
type Mode uint8

const (
	// Loose compares primitives by == and ignores prototypes and symbols.
	Loose Mode = iota
	// Partial is Strict, but the first value may have more than the second.
	Partial
	// Strict compares primitives by Object.is, and prototypes.
	Strict
	// StrictWithoutPrototypes is Strict that ignores prototypes.
	StrictWithoutPrototypes
)

// Equal compares two values. Getters and proxy traps run; what they throw becomes
// the error.
func Equal(e *modules.Env, a, b goja.Value, mode Mode) (equal bool, err error) {
	n := intrinsicsOf.Of(e)
	c := &comparison{natives: n, env: e, mode: mode}
	if ex := e.VM.Try(func() { equal = c.values(a, b) }); ex != nil {
		return false, ex
	}
	if c.tooDeep {
		// Only structures that contain themselves are that deep; comparing again
		// with the objects on the way remembered ends.
		c = &comparison{natives: n, env: e, mode: mode, seen: map[*goja.Object]bool{}}
		if ex := e.VM.Try(func() { equal = c.values(a, b) }); ex != nil {
			return false, ex
		}
	}
	return equal, nil
}

// maxDepth is where a structure is taken for a circular one.
const maxDepth = 2000

// comparison is one call of Equal.
type comparison struct {
	*natives
	env     *modules.Env
	mode    Mode
	depth   int
	tooDeep bool
	seen    map[*goja.Object]bool // the objects being compared; nil in the first attempt
}

func isZero(v goja.Value) bool { return goja.IsNumber(v) && v.ToFloat() == 0 }

// object returns v as an object in the sense of typeof: no function.
func object(v goja.Value) (*goja.Object, bool) {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, false
	}
	if k := inspect.KindOf(o); k >= inspect.KindFunction || k == inspect.KindProxy && modules.IsFunction(o) {
		return nil, false
	}
	return o, true
}

func (c *comparison) values(a, b goja.Value) bool {
	if c.tooDeep {
		return false
	}
	if a.StrictEquals(b) {
		return !isZero(a) || a.SameAs(b) || c.mode == Loose
	}
	x, xok := object(a)
	y, yok := object(b)
	if xok && yok {
		return c.objects(x, y)
	}
	if c.mode != Loose {
		return goja.IsNumber(a) && goja.IsNaN(a) && goja.IsNumber(b) && goja.IsNaN(b)
	}
	if xok || yok {
		return false
	}
	return a.Equals(b) || isNaN(a) && isNaN(b)
}

func isNaN(v goja.Value) bool { return goja.IsNumber(v) && goja.IsNaN(v) }

func get(o *goja.Object, name string) goja.Value {
	if v := o.Get(name); v != nil {
		return v
	}
	return goja.Undefined()
}

func tagOf(o *goja.Object) goja.Value {
	if v := o.GetSymbol(goja.SymToStringTag); v != nil {
		return v
	}
	return goja.Undefined()
}

func unequalTag(a, b *goja.Object) bool { return !tagOf(a).StrictEquals(tagOf(b)) }

// unequalName compares what Object.prototype.toString makes of two objects.
func (c *comparison) unequalName(a, b *goja.Object) bool {
	x, y := tagOf(a), tagOf(b)
	if !goja.IsUndefined(x) && !goja.IsUndefined(y) {
		return !x.StrictEquals(y)
	}
	return c.name(a) != c.name(b)
}

// isOrdinary reports whether Object.prototype.toString makes "[object Object]" of an
// object that holds nothing but properties.
func isOrdinary(o *goja.Object, kind inspect.Kind) bool {
	return kind == inspect.KindPlain && o.ClassName() == "Object" && goja.IsUndefined(tagOf(o))
}

func (c *comparison) name(o *goja.Object) string {
	return c.objectToString(goja.FunctionCall{This: o}).String()
}

// unequalPrototype compares prototypes by the constructors they name.
func (c *comparison) unequalPrototype(a, b *goja.Object) bool {
	ctor := get(a, "constructor")
	if o, ok := ctor.(*goja.Object); ok && c.known[o] || !goja.IsUndefined(ctor) && !c.hasOwn(a, "constructor") {
		return !ctor.StrictEquals(get(b, "constructor"))
	}
	return a.Prototype() != b.Prototype()
}

func (c *comparison) objects(a, b *goja.Object) bool {
	c.depth++
	defer func() { c.depth-- }()
	if c.depth > maxDepth && c.seen == nil {
		c.tooDeep = true
		return false
	}
	if c.mode == Strict && c.unequalPrototype(a, b) {
		return false
	}
	if modules.IsArray(a) {
		return c.arrays(a, b)
	}
	kind := inspect.KindOf(a)
	if isOrdinary(a, kind) && isOrdinary(b, inspect.KindOf(b)) {
		return c.properties(a, b, noElements)
	}
	if goja.IsUndefined(tagOf(a)) && c.name(a) == "[object Object]" {
		return !c.unequalName(a, b) && c.properties(a, b, noElements)
	}
	switch kind {
	case inspect.KindSet:
		return c.sameKind(a, b) && c.sizes(c.setSize, a, b) && !unequalTag(a, b) && c.properties(a, b, setElements)
	case inspect.KindMap:
		return c.sameKind(a, b) && c.sizes(c.mapSize, a, b) && !unequalTag(a, b) && c.properties(a, b, mapElements)
	case inspect.KindTypedArray, inspect.KindDataView:
		return c.views(a, b)
	}
	return c.special(a, b, kind) && c.properties(a, b, noElements)
}

func (c *comparison) sameKind(a, b *goja.Object) bool { return inspect.KindOf(a) == inspect.KindOf(b) }

// sizes compares the sizes of two collections.
func (c *comparison) sizes(size native, a, b *goja.Object) bool {
	x, y := size(goja.FunctionCall{This: a}).ToInteger(), size(goja.FunctionCall{This: b}).ToInteger()
	return x == y || c.mode == Partial && x > y
}

// special compares what objects with a content of their own hold.
func (c *comparison) special(a, b *goja.Object, kind inspect.Kind) bool {
	switch kind {
	case inspect.KindDate:
		if !c.sameKind(a, b) || unequalTag(a, b) {
			return false
		}
		x, y := c.getTime(goja.FunctionCall{This: a}), c.getTime(goja.FunctionCall{This: b})
		return x.StrictEquals(y) || isNaN(x) && isNaN(y)
	case inspect.KindRegExp:
		return c.sameKind(a, b) && get(a, "source").StrictEquals(get(b, "source")) &&
			get(a, "flags").StrictEquals(get(b, "flags")) && get(a, "lastIndex").StrictEquals(get(b, "lastIndex")) &&
			!unequalTag(a, b)
	case inspect.KindArrayBuffer:
		return c.sameKind(a, b) && !unequalTag(a, b) && c.bytes(a, b)
	}
	if c.unequalName(a, b) || modules.IsArray(b) {
		return false
	}
	other := inspect.KindOf(b)
	switch other {
	case inspect.KindTypedArray, inspect.KindDataView, inspect.KindSet, inspect.KindMap, inspect.KindDate,
		inspect.KindRegExp, inspect.KindArrayBuffer:
		return false
	}
	if c.inspector.IsError(a) {
		return c.inspector.IsError(b) && c.errors(a, b)
	}
	if kind != inspect.KindWeakMap && kind != inspect.KindWeakSet && kind != inspect.KindPromise {
		if name, x := c.inspector.Boxed(a); name != "" {
			name2, y := c.inspector.Boxed(b)
			return name == name2 && x.SameAs(y)
		}
		if href, ok := c.href(a); ok {
			href2, ok2 := c.href(b)
			return ok2 && href == href2
		}
		if equals := a.Get("equals"); kind == inspect.KindPlain && c.isKey(a) && modules.IsFunction(equals) {
			v, err := c.env.Invoke(equals, a, b)
			return err == nil && v.ToBoolean()
		}
	}
	boxed, _ := c.inspector.Boxed(b)
	return boxed == "" && !c.inspector.IsError(b) && kind != inspect.KindWeakMap &&
		kind != inspect.KindWeakSet && kind != inspect.KindPromise
}

// errors compares what tells errors apart, even where it is not enumerable.
func (c *comparison) errors(a, b *goja.Object) bool {
	for _, name := range []string{"message", "name", "cause", "errors"} {
		if c.isEnumerable(b, name) {
			continue // compared with the other properties
		}
		y := get(b, name)
		if c.mode == Partial && (goja.IsUndefined(y) || name == "message" && goja.IsString(y) && y.String() == "") {
			continue
		}
		if !c.values(get(a, name), y) {
			return false
		}
	}
	x, y := c.hasOwn(a, "cause"), c.hasOwn(b, "cause")
	return x == y || c.mode == Partial && !y
}

// href is the address of a URL object.
func (c *comparison) href(o *goja.Object) (string, bool) {
	v := o.Get("href")
	if v == nil || !goja.IsString(v) {
		return "", false
	}
	class, ok := c.env.VM.Get("URL").(*goja.Object)
	return v.String(), ok && c.env.VM.InstanceOf(o, class)
}

func (c *comparison) isKey(o *goja.Object) bool {
	tag := tagOf(o)
	return goja.IsString(tag) && tag.String() == "KeyObject"
}
