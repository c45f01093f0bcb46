package inspect

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/namespaces"
)

var inspectors = modules.NewLocal(func(e *modules.Env) *Inspector {
	in := New(e.VM)
	in.Directory = func() (string, error) {
		v, err := e.Method(e.RequireObject("process"), "cwd")
		if err != nil {
			return "", err
		}
		return v.String(), nil
	}
	in.IsClass = e.IsClass
	in.Concealed = func(proxy *goja.Object) bool { return namespaces.IsConcealed(e, proxy) }
	in.Namespace = func(proxy *goja.Object) bool { return namespaces.Is(e, proxy) }
	in.CheckObject = func(v goja.Value, name string) {
		if _, err := e.ValidateObject(v, name); err != nil {
			panic(e.Panic(err))
		}
	}
	return in
})

// Of returns the inspector of an Env, which all modules share.
func Of(e *modules.Env) *Inspector { return inspectors.Of(e) }

// KindOf tells what the engine made an object as. Plain objects and those of
// classes written in JavaScript are KindPlain; what has no kind of its own here is
// KindUnknown.
func KindOf(obj *goja.Object) Kind { return engine().kindOf(obj) }

// TypedArrayName is the kind of a typed array, such as "Uint8Array", or "".
func (in *Inspector) TypedArrayName(obj *goja.Object) string {
	if KindOf(obj) != KindTypedArray {
		return ""
	}
	return in.typedName(obj)
}

// Boxed finds the primitive that a wrapper object holds. name is "Number",
// "String", "Boolean", "BigInt" or "Symbol", or empty for other objects.
func (in *Inspector) Boxed(obj *goja.Object) (name string, v goja.Value) { return in.boxed(obj) }

// IsNamespace reports whether obj is the namespace object of a module.
func (in *Inspector) IsNamespace(obj *goja.Object) bool {
	if in.Namespace != nil && in.Namespace(obj) {
		return true
	}
	tag, ok := obj.GetSymbol(goja.SymToStringTag).(goja.String)
	return ok && isNamespace(in, &frame{obj: obj, null: obj.Prototype() == nil, tag: tag.String()})
}

// IsError reports whether obj is an error, of the engine or by its prototype.
func (in *Inspector) IsError(obj *goja.Object) bool { return in.isError(obj) }

// Entries lists what a Map, a Set, or what is left of an iterator of one holds.
// pairs reports that keys and values follow each other.
func (in *Inspector) Entries(obj *goja.Object) (values []goja.Value, pairs, ok bool) {
	switch k := KindOf(obj); k {
	case KindMap, KindSet:
		forEach := in.method("Set", "forEach")
		if k == KindMap {
			forEach = in.method("Map", "forEach")
		}
		forEach(goja.FunctionCall{This: obj, Arguments: []goja.Value{
			in.vm.ToValue(func(call goja.FunctionCall) goja.Value {
				if k == KindMap {
					values = append(values, call.Argument(1))
				}
				values = append(values, call.Argument(0))
				return goja.Undefined()
			})}})
		return values, k == KindMap, true
	case KindMapIterator, KindSetIterator:
		return engine().remaining(obj)
	}
	return nil, false, false
}

// OnlyElements reports whether an array or typed array certainly has no string keys
// but its indices and its length; false may also mean that it is not known.
func OnlyElements(obj *goja.Object) bool { return engine().onlyElements(obj) }

// Elements are the elements of an array, if all of them are plain values; the slice
// is the engine's own and must not be kept.
func Elements(obj *goja.Object) (list []goja.Value, ok bool) {
	l := engine()
	list = l.elements(obj)
	for _, v := range list {
		if v == nil || !l.isData(v) {
			return nil, false
		}
	}
	return list, list != nil
}

// DataProperty reads an own property that is enumerable plain data. ok is false for
// others, and where that cannot be told without asking the object.
func DataProperty(obj *goja.Object, name string) (v goja.Value, ok bool) {
	l := engine()
	v = l.properties(obj)[unistring.NewFromString(name)]
	return v, v != nil && l.isData(v)
}
