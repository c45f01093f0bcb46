package fetch

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/clone"
)

// pair is a name and its value.
type pair struct {
	name  string
	value goja.Value
}

// kind says what an iterator gives.
type kind uint8

const (
	byKey kind = iota
	byValue
	byEntry
)

// iterable describes a class whose objects are lists of pairs.
type iterable[T any] struct {
	env   *modules.Env
	name  string
	slot  modules.Slot[T]
	pairs func(*T) []pair // as they are now
	proto *goja.Object    // of its iterators
}

// iterator is the state of an iterator over such an object, which sees its
// changes.
type iterator struct {
	pairs func() []pair
	next  int
	kind  kind
}

var iteratorSlot = modules.NewSlot[iterator]("iterator")

func newIterable[T any](env *modules.Env, name string, slot modules.Slot[T], pairs func(*T) []pair) *iterable[T] {
	x := &iterable[T]{env: env, name: name, slot: slot, pairs: pairs}
	list := env.VM.NewArray()
	arrayIterator, err := env.Invoke(list.GetSymbol(goja.SymIterator), list)
	if err != nil {
		panic(env.Panic(err))
	}
	x.proto = env.VM.CreateObject(arrayIterator.(*goja.Object).Prototype().Prototype())
	env.Define(x.proto, true, modules.Fn("next", 0, func(c modules.Call) (goja.Value, error) {
		it := iteratorSlot.Own(c.This)
		if it == nil {
			return nil, typeError("'next' called on an object that does not implement interface %s Iterator.", name)
		}
		list := it.pairs()
		if it.next >= len(list) {
			return x.result(goja.Undefined(), true), nil
		}
		it.next++
		return x.result(x.item(list[it.next-1], it.kind), false), nil
	}))
	tag(env, x.proto, name+" Iterator")
	return x
}

func tag(env *modules.Env, proto *goja.Object, name string) {
	must(proto.DefineDataPropertySymbol(goja.SymToStringTag, env.VM.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

func (x *iterable[T]) result(v goja.Value, done bool) goja.Value {
	o := x.env.VM.NewObject()
	must(o.Set("value", v))
	must(o.Set("done", done))
	return o
}

func (x *iterable[T]) item(p pair, k kind) goja.Value {
	switch k {
	case byKey:
		return x.env.VM.ToValue(p.name)
	case byValue:
		return p.value
	}
	return x.env.VM.NewArray(p.name, p.value)
}

// this is the state of this.
func (x *iterable[T]) this(c modules.Call) (*T, error) {
	if s := x.slot.Own(c.This); s != nil {
		return s, nil
	}
	return nil, illegalInvocation
}

// methods are what all such classes have, after their own methods.
func (x *iterable[T]) methods(inspected func(*T) *goja.Object) []modules.Export {
	iterate := func(name string, k kind) modules.Export {
		return modules.Fn(name, 0, func(c modules.Call) (goja.Value, error) {
			s, err := x.this(c)
			if err != nil {
				return nil, err
			}
			return iteratorSlot.New(x.env.VM, x.proto, &iterator{pairs: func() []pair { return x.pairs(s) }, kind: k}), nil
		})
	}
	return []modules.Export{
		iterate("keys", byKey), iterate("values", byValue), iterate("entries", byEntry),
		modules.Fn("forEach", 1, x.forEach),
		modules.Fn("[nodejs.util.inspect.custom]", 2, func(c modules.Call) (goja.Value, error) {
			s, err := x.this(c)
			if err != nil {
				return nil, err
			}
			args := []goja.Value{inspected(s)}
			if options, ok := c.Argument(1).(*goja.Object); ok {
				args = append(args, options)
			}
			text, err := x.env.Method(x.env.RequireObject("util"), "inspect", args...)
			if err != nil {
				return nil, err
			}
			return x.env.VM.ToValue(x.name + " " + text.String()), nil
		}).WithSymbol(x.env.SymbolFor("nodejs.util.inspect.custom")).Hidden(),
	}
}

// class makes the constructor.
func (x *iterable[T]) class(construct func(modules.ConstructCall) (*goja.Object, error), methods []modules.Export) *goja.Object {
	class := x.env.Class(modules.ClassSpec{
		Name: x.name, NewOnly: true, EnumerableMethods: true, Construct: construct, Methods: methods,
		PlainCall: typeError("Class constructor _%s cannot be invoked without 'new'", x.name),
	})
	proto := class.Get("prototype").(*goja.Object)
	x.env.Define(proto, false, modules.Val("[Symbol.iterator]", proto.Get("entries")).WithSymbol(goja.SymIterator))
	tag(x.env, proto, x.name)
	clone.MarkClass(x.env, proto)
	return class
}

// forEach is list.forEach(callback[, thisArg]).
func (x *iterable[T]) forEach(c modules.Call) (goja.Value, error) {
	s, err := x.this(c)
	if err != nil {
		return nil, err
	}
	if err := arguments(c, x.name+".forEach", 1); err != nil {
		return nil, err
	}
	f, ok := goja.AssertFunction(c.Argument(0))
	if !ok {
		return nil, typeError("Failed to execute 'forEach' on '%s': parameter 1 is not of type 'Function'.", x.name)
	}
	for i := 0; ; i++ {
		list := x.pairs(s)
		if i >= len(list) {
			return nil, nil
		}
		if _, err := f(c.Argument(1), list[i].value, x.env.VM.ToValue(list[i].name), c.This); err != nil {
			return nil, err
		}
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
