// Package clone is the structured clone algorithm of HTML: what
// structuredClone does, and what messages go through.
//
// https://html.spec.whatwg.org/multipage/structured-data.html
package clone

import (
	"reflect"
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/ecma"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/blobs"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// Transferred gives an object that was listed for transfer a new one in its
// place, or nil when it is no object that can be transferred.
type Transferred func(o *goja.Object) *goja.Object

// Host clones objects that the engine does not know, such as a DOMException.
// It returns nil for an object that is not its own.
type Host func(o *goja.Object) (*goja.Object, error)

// cloner is one run of the algorithm.
type cloner struct {
	env  *modules.Env
	vm   *goja.Runtime
	seen map[*goja.Object]*goja.Object
	host Host
	// listed are the objects to transfer.
	listed map[*goja.Object]bool
}

// Clone copies a value. ArrayBuffers in the list move: the original is
// detached. transferred handles other objects in the list; moved are what
// they became.
func Clone(env *modules.Env, v goja.Value, list []*goja.Object, host Host, transferred Transferred) (copied goja.Value, moved []*goja.Object, err error) {
	c := &cloner{env: env, vm: env.VM, host: host}
	if exception := env.VM.Try(func() { copied, moved, err = c.run(v, list, transferred) }); exception != nil {
		return nil, nil, exception
	}
	return copied, moved, err
}

func (c *cloner) run(v goja.Value, list []*goja.Object, transferred Transferred) (goja.Value, []*goja.Object, error) {
	if o, ok := v.(*goja.Object); ok || len(list) > 0 {
		c.seen = map[*goja.Object]*goja.Object{}
		_ = o
	}
	var buffersToMove []*goja.Object
	var others []*goja.Object
	for _, o := range list {
		if _, twice := c.listed[o]; twice {
			kind := "ArrayBuffer"
			if !buffers.IsArrayBuffer(c.env, o) {
				kind = "MessagePort"
			}
			return nil, nil, c.fail("Transfer list contains duplicate " + kind)
		}
		if c.listed == nil {
			c.listed = map[*goja.Object]bool{}
		}
		c.listed[o] = true
		if buffers.IsArrayBuffer(c.env, o) {
			buffersToMove = append(buffersToMove, o)
		} else {
			others = append(others, o)
		}
	}
	// The copy may fail, so nothing moves before it is complete: until then a
	// buffer to move has an empty one in its place, which gets the memory.
	moves := map[*goja.Object]*goja.Object{}
	for _, o := range buffersToMove {
		if buffers.IsUntransferable(o) {
			return nil, nil, c.fail("Cannot transfer object of unsupported type.")
		}
		b := o.Export().(goja.ArrayBuffer)
		if b.Detached() {
			return nil, nil, c.fail("An ArrayBuffer is detached and could not be cloned.")
		}
		made := c.vm.ToValue(c.vm.NewArrayBuffer(b.Bytes())).(*goja.Object)
		c.seen[o], moves[o] = made, made
	}
	var moved []*goja.Object
	for _, o := range others {
		if buffers.IsUntransferable(o) {
			return nil, nil, c.fail("Cannot transfer object of unsupported type.")
		}
		if buffers.IsUntransferable(o) {
			return nil, nil, c.fail("Cannot transfer object of unsupported type.")
		}
		made := transferred(o)
		if made == nil {
			return nil, nil, c.fail("Found invalid value in transferList.")
		}
		c.seen[o] = made
		moved = append(moved, made)
	}
	copied, err := c.value(v)
	if err != nil {
		return nil, nil, err
	}
	for o := range moves {
		o.Export().(goja.ArrayBuffer).Detach()
	}
	return copied, moved, nil
}

// fail is a DataCloneError.
func (c *cloner) fail(message string) error { return DataCloneError(c.env, message) }

// DataCloneError is the DOMException of that name.
func DataCloneError(env *modules.Env, message string) error {
	class := env.RequireObject("internal/dom_exception").Get("DOMException")
	o, err := env.VM.New(class, env.VM.ToValue(message), env.VM.ToValue("DataCloneError"))
	if err != nil {
		return err
	}
	return &modules.ThrownError{Value: o}
}

func (c *cloner) value(v goja.Value) (goja.Value, error) {
	switch v := v.(type) {
	case *goja.Symbol:
		return nil, c.fail("Symbol(" + v.String() + ") could not be cloned.")
	case *goja.Object:
		return c.object(v)
	case nil:
		return goja.Undefined(), nil
	}
	return v, nil
}

func (c *cloner) uncloneable(o *goja.Object) error {
	if modules.IsFunction(o) {
		return c.fail(o.String() + " could not be cloned.")
	}
	name := "Object"
	if ctor, ok := o.Get("constructor").(*goja.Object); ok && o.ExportType() != proxyType {
		name = ctor.Get("name").String()
	}
	return c.fail("#<" + name + "> could not be cloned.")
}

var proxyType = reflect.TypeFor[goja.Proxy]()

func (c *cloner) object(o *goja.Object) (goja.Value, error) {
	if made, ok := c.seen[o]; ok {
		return made, nil
	}
	if c.env.Host.Info().Environment == o {
		return c.plain(o) // a proxy that nobody should see as one
	}
	if o.ExportType() == proxyType || modules.IsFunction(o) {
		return nil, c.uncloneable(o)
	}
	if c.marked(o) {
		return nil, c.fail("Cannot clone object of unsupported type.")
	}
	if c.host != nil {
		if made, err := c.host(o); made != nil || err != nil {
			if made != nil {
				c.seen[o] = made
			}
			return made, err
		}
	}
	if made, err := blobs.Clone(c.env, o); made != nil || err != nil {
		if made != nil {
			c.seen[o] = made
		}
		return made, err
	}
	switch o.ClassName() {
	case "Array":
		return c.array(o)
	case "Date":
		return c.construct(o, "Date", c.call(o, "Date", "getTime"))
	case "RegExp":
		return c.construct(o, "RegExp", o.Get("source"), o.Get("flags"))
	case "Error":
		return c.error(o)
	case "Number", "String", "Boolean", "BigInt":
		return c.wrapper(o)
	case "Symbol", "Promise", "WeakMap", "WeakSet", "Arguments", "Generator", "Map Iterator", "Set Iterator":
		return nil, c.uncloneable(o)
	}
	switch buffers.Of(c.env).KindOf(o) {
	case buffers.ArrayBuffer:
		if shared := ecma.SharedOf(o); shared != nil {
			return c.keep(o, ecma.NewSharedArrayBuffer(c.vm, shared)), nil
		}
		if copied := ecma.CloneBuffer(c.vm, o); copied != nil {
			return c.keep(o, copied), nil
		}
		b := o.Export().(goja.ArrayBuffer)
		if b.Detached() {
			return nil, c.fail("An ArrayBuffer is detached and could not be cloned.")
		}
		return c.keep(o, c.vm.ToValue(c.vm.NewArrayBuffer(append([]byte(nil), b.Bytes()...)))), nil
	case buffers.Uint8Array, buffers.OtherTypedArray:
		return c.typedArray(o)
	case buffers.DataView:
		return c.view(o, "DataView", "byteLength")
	}
	if ecma.HasSlots(o) {
		return nil, c.uncloneable(o)
	}
	if proto := o.Prototype(); proto != nil && proto.Prototype() != nil {
		switch c.classAmong(o, classesByPrototype) {
		case "":
		case "Map":
			return c.entries(o)
		case "Set":
			return c.members(o)
		case "BigInt":
			return c.keep(o, c.call(o, "BigInt", "valueOf").ToObject(c.vm)), nil
		default:
			return nil, c.uncloneable(o)
		}
	}
	return c.plain(o)
}

func (c *cloner) keep(o *goja.Object, v goja.Value) *goja.Object {
	made := v.(*goja.Object)
	c.seen[o] = made
	return made
}

func (c *cloner) construct(o *goja.Object, class string, args ...goja.Value) (goja.Value, error) {
	made, err := c.vm.New(c.vm.Get(class), args...)
	if err != nil {
		return nil, err
	}
	return c.keep(o, made), nil
}

// call calls a method of a class's prototype, whatever the object overrides.
func (c *cloner) call(o *goja.Object, class, method string, args ...goja.Value) goja.Value {
	proto := c.vm.Get(class).(*goja.Object).Get("prototype").(*goja.Object)
	v, err := c.env.Invoke(proto.Get(method), o, args...)
	if err != nil {
		panic(c.env.Panic(err))
	}
	return v
}

func (c *cloner) wrapper(o *goja.Object) (goja.Value, error) {
	primitive := c.call(o, o.ClassName(), "valueOf")
	return c.keep(o, primitive.ToObject(c.vm)), nil
}

func (c *cloner) plain(o *goja.Object) (goja.Value, error) {
	made := c.keep(o, c.vm.NewObject())
	return made, c.properties(o, made)
}

// properties copies the own enumerable properties with string names.
func (c *cloner) properties(from, to *goja.Object) error {
	for _, name := range from.Keys() {
		v, err := c.value(from.Get(name))
		if err != nil {
			return err
		}
		if err := to.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
			return err
		}
	}
	return nil
}

func (c *cloner) array(o *goja.Object) (goja.Value, error) {
	made := c.keep(o, c.vm.NewArray())
	if err := made.Set("length", o.Get("length")); err != nil {
		return nil, err
	}
	return made, c.properties(o, made)
}

func (c *cloner) entries(o *goja.Object) (goja.Value, error) {
	made, err := c.vm.New(c.vm.Get("Map"))
	if err != nil {
		return nil, err
	}
	c.seen[o] = made
	// The entries are those before any getter of theirs runs.
	var list []goja.Value
	c.vm.ForOf(c.call(o, "Map", "entries"), func(pair goja.Value) bool {
		list = append(list, pair)
		return true
	})
	for _, pair := range list {
		k, err := c.value(pair.(*goja.Object).Get("0"))
		if err != nil {
			return nil, err
		}
		v, err := c.value(pair.(*goja.Object).Get("1"))
		if err != nil {
			return nil, err
		}
		c.call(made, "Map", "set", k, v)
	}
	return made, nil
}

func (c *cloner) members(o *goja.Object) (goja.Value, error) {
	made, err := c.vm.New(c.vm.Get("Set"))
	if err != nil {
		return nil, err
	}
	c.seen[o] = made
	var list []goja.Value
	c.vm.ForOf(c.call(o, "Set", "values"), func(v goja.Value) bool {
		list = append(list, v)
		return true
	})
	for _, v := range list {
		v, err := c.value(v)
		if err != nil {
			return nil, err
		}
		c.call(made, "Set", "add", v)
	}
	return made, nil
}

var errorClasses = map[string]bool{
	"EvalError": true, "RangeError": true, "ReferenceError": true, "SyntaxError": true, "TypeError": true, "URIError": true,
}

// error copies what matters of an error: its class, by name, if it is one of
// the language's own, message, stack and cause.
func (c *cloner) error(o *goja.Object) (goja.Value, error) {
	class := "Error"
	if name := o.Get("name"); name != nil && errorClasses[name.String()] {
		class = name.String()
	}
	proto := c.vm.Get(class).(*goja.Object).Get("prototype").(*goja.Object)
	made, err := c.vm.New(c.vm.Get("Error"))
	if err != nil {
		return nil, err
	}
	if err := made.SetPrototype(proto); err != nil {
		return nil, err
	}
	c.seen[o] = made
	hidden := func(name string, v goja.Value) error {
		return made.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	if stack := o.Get("stack"); stack != nil && goja.IsString(stack) {
		if err := hidden("stack", stack); err != nil {
			return nil, err
		}
	}
	for _, name := range o.GetOwnPropertyNames() {
		switch name {
		case "message":
			if err := hidden(name, c.vm.ToValue(o.Get(name).String())); err != nil {
				return nil, err
			}
		case "cause":
			v, err := c.value(o.Get(name))
			if err != nil {
				return nil, err
			}
			if err := hidden(name, v); err != nil {
				return nil, err
			}
		}
	}
	return made, nil
}

// typedArrayClasses are the classes of typed arrays; a Buffer is a Uint8Array.
var typedArrayClasses = []string{
	"Uint8Array", "Int8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
	"BigInt64Array", "BigUint64Array", "Float16Array", "Float32Array", "Float64Array",
}

// typedArray makes an array of the same kind.
func (c *cloner) typedArray(o *goja.Object) (goja.Value, error) {
	class := c.classAmong(o, typedArrayClasses)
	if class == "" {
		return nil, c.uncloneable(o)
	}
	return c.view(o, class, "length")
}

// classAmong is the first of the classes that an object is an instance of.
func (c *cloner) classAmong(o *goja.Object, classes []string) string {
	for _, name := range classes {
		if class, ok := c.vm.Get(name).(*goja.Object); ok && c.vm.InstanceOf(o, class) {
			return name
		}
	}
	return ""
}

// classesByPrototype are those whose objects only their prototype tells from
// plain ones.
var classesByPrototype = []string{"Map", "Set", "BigInt", "Promise", "WeakMap", "WeakSet", "WeakRef", "FinalizationRegistry"}

// view makes a view of a copied buffer.
func (c *cloner) view(o *goja.Object, class, length string) (goja.Value, error) {
	buffer, err := c.value(o.Get("buffer"))
	if err != nil {
		return nil, err
	}
	return c.construct(o, class, buffer, o.Get("byteOffset"), c.vm.ToValue(int(o.Get(length).ToInteger())))
}

// List reads a transfer list; name is what messages call it.
func List(env *modules.Env, v goja.Value, name string) ([]*goja.Object, error) {
	if modules.IsNullish(v) {
		return nil, nil
	}
	o, ok := v.(*goja.Object)
	if !ok || !modules.IsFunction(o.GetSymbol(goja.SymIterator)) {
		return nil, modules.TypeError("ERR_INVALID_ARG_TYPE", "%s cannot be converted to sequence.", name)
	}
	var list []*goja.Object
	var failed error
	if exception := env.VM.Try(func() {
		env.VM.ForOf(o, func(item goja.Value) bool {
			object, ok := item.(*goja.Object)
			if !ok {
				failed = modules.TypeError("ERR_INVALID_ARG_TYPE", "%s[%s] is not an object.", name, strconv.Itoa(len(list)))
				return false
			}
			list = append(list, object)
			return true
		})
	}); exception != nil {
		return nil, exception
	}
	return list, failed
}
