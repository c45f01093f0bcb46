package ecma

import (
	"runtime"
	"weak"

	"github.com/dop251/goja"
)

// weakRef is the state of a WeakRef: an object that may go, or a symbol, which stays.
type weakRef struct {
	target weak.Pointer[goja.Object]
	symbol *goja.Symbol
}

// newWeakRef makes the global WeakRef.
func newWeakRef(r *goja.Runtime) *goja.Object {
	proto := r.NewObject()
	var constructor *goja.Object
	constructor = newClass(r, "WeakRef", 1, proto, func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		target := argument(args, 0)
		if !canBeHeldWeakly(r, target) {
			panic(r.NewTypeError("WeakRef: invalid target"))
		}
		ref := &weakRef{}
		switch target := target.(type) {
		case *goja.Object:
			ref.target = weak.Make(target)
		case *goja.Symbol:
			ref.symbol = target
		}
		o := newRecord(r, getPrototypeFromCtor(r, newTarget, constructor, proto), ref)
		keep(r, target)
		return o
	})
	own(proto, func(a *additions) {
		a.method("deref", 0, weakRefDeref)
		a.tag("WeakRef")
	})
	return constructor
}

// weakRefDeref is weakRef.deref().
func weakRefDeref(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	ref, ok := stateOf[*weakRef](c.This)
	if !ok {
		panic(r.NewTypeError("Method WeakRef.prototype.deref called on incompatible receiver %s", display(c.This)))
	}
	if ref.symbol != nil {
		return ref.symbol
	}
	target := ref.target.Value()
	if target == nil {
		return goja.Undefined()
	}
	keep(r, target)
	return target
}

// keep holds a target until the task is over, so that it does not go while the program looks at it.
func keep(r *goja.Runtime, target goja.Value) {
	m := realmOf(r)
	if len(m.kept) == 0 {
		m.options.Post(func() error {
			clear(m.kept)
			m.kept = m.kept[:0]
			return nil
		})
	}
	if n := len(m.kept); n == 0 || m.kept[n-1] != target {
		m.kept = append(m.kept, target)
	}
}

// registry is the state of a FinalizationRegistry.
type registry struct {
	r       *goja.Runtime
	cleanup callFunc
	cells   map[int]*cell
	last    int
}

// cell is one registration.
type cell struct {
	held   goja.Value
	object weak.Pointer[goja.Object] // the token to unregister by, if it is an object
	symbol *goja.Symbol              // or a symbol
	stop   runtime.Cleanup
}

// collected says which cell's target went. It holds neither the registry nor the target.
type collected struct {
	registry weak.Pointer[registry]
	post     func(func() error)
	cell     int
}

// newFinalizationRegistry makes the global FinalizationRegistry.
func newFinalizationRegistry(r *goja.Runtime) *goja.Object {
	proto := r.NewObject()
	var constructor *goja.Object
	constructor = newClass(r, "FinalizationRegistry", 1, proto, func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		f := argument(args, 0)
		if !isCallable(f) {
			panic(r.NewTypeError("FinalizationRegistry: cleanup must be callable"))
		}
		state := &registry{r: r, cleanup: toMethod(f), cells: map[int]*cell{}}
		return newRecord(r, getPrototypeFromCtor(r, newTarget, constructor, proto), state)
	})
	own(proto, func(a *additions) {
		a.method("register", 2, registryRegister)
		a.method("unregister", 1, registryUnregister)
		a.tag("FinalizationRegistry")
	})
	return constructor
}

func thisRegistry(r *goja.Runtime, c goja.FunctionCall, method string) *registry {
	x, ok := stateOf[*registry](c.This)
	if !ok {
		panic(r.NewTypeError("Method FinalizationRegistry.prototype.%s called on incompatible receiver %s", method, display(c.This)))
	}
	return x
}

// registryRegister is registry.register(target, heldValue[, unregisterToken]).
func registryRegister(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	x := thisRegistry(r, c, "register")
	target, held, token := c.Argument(0), c.Argument(1), c.Argument(2)
	if !canBeHeldWeakly(r, target) {
		panic(r.NewTypeError("FinalizationRegistry.prototype.register: invalid target"))
	}
	if target.SameAs(held) {
		panic(r.NewTypeError("FinalizationRegistry.prototype.register: target and holdings must not be same"))
	}
	n := &cell{held: held}
	switch token := token.(type) {
	case *goja.Object:
		n.object = weak.Make(token)
	default:
		if symbol, ok := token.(*goja.Symbol); ok && !isRegistered(r, symbol) {
			n.symbol = symbol
		} else if !goja.IsUndefined(token) {
			panic(r.NewTypeError("Invalid unregisterToken ('%s')", display(token)))
		}
	}
	object, ok := target.(*goja.Object)
	if !ok {
		return goja.Undefined() // a symbol is never collected
	}
	x.last++
	x.cells[x.last] = n
	n.stop = runtime.AddCleanup(object, finalize, collected{weak.Make(x), realmOf(r).options.Post, x.last})
	return goja.Undefined()
}

// finalize runs on a goroutine of Go's garbage collector.
func finalize(c collected) {
	c.post(func() error {
		x := c.registry.Value()
		if x == nil {
			return nil
		}
		n := x.cells[c.cell]
		if n == nil {
			return nil
		}
		delete(x.cells, c.cell)
		if ex := x.r.Try(func() {
			x.cleanup(goja.FunctionCall{This: goja.Undefined(), Arguments: []goja.Value{n.held}})
		}); ex != nil {
			return ex
		}
		return nil
	})
}

// registryUnregister is registry.unregister(unregisterToken).
func registryUnregister(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	x := thisRegistry(r, c, "unregister")
	token := c.Argument(0)
	if !canBeHeldWeakly(r, token) {
		panic(r.NewTypeError("Invalid unregisterToken ('%s')", display(token)))
	}
	found := false
	object, _ := token.(*goja.Object)
	symbol, _ := token.(*goja.Symbol)
	for id, n := range x.cells {
		if object != nil && n.object == weak.Make(object) || symbol != nil && n.symbol == symbol {
			n.stop.Stop()
			delete(x.cells, id)
			found = true
		}
	}
	return r.ToValue(found)
}

// argument is one of a constructor's arguments.
func argument(args []goja.Value, i int) goja.Value {
	if i < len(args) {
		return args[i]
	}
	return goja.Undefined()
}
