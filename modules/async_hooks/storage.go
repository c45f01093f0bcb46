package asynchooks

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

// frame is the asynchronous context: what each AsyncLocalStorage holds. The
// runtime carries it along with asynchronous work.
type frame struct {
	storages []*storage
	stores   []goja.Value
}

func (f *frame) get(s *storage) (goja.Value, bool) {
	if f == nil {
		return nil, false
	}
	i := slices.Index(f.storages, s)
	if i < 0 {
		return nil, false
	}
	return f.stores[i], true
}

// with is a frame with one store changed.
func (f *frame) with(s *storage, v goja.Value) *frame {
	next := &frame{}
	if f != nil {
		next.storages = slices.Clone(f.storages)
		next.stores = slices.Clone(f.stores)
	}
	if i := slices.Index(next.storages, s); i >= 0 {
		next.stores[i] = v
	} else {
		next.storages = append(next.storages, s)
		next.stores = append(next.stores, v)
	}
	return next
}

func (f *frame) remove(s *storage) {
	if i := slices.Index(f.storages, s); i >= 0 {
		f.storages = slices.Delete(f.storages, i, i+1)
		f.stores = slices.Delete(f.stores, i, i+1)
	}
}

// storage is an AsyncLocalStorage.
type storage struct {
	name     string
	fallback goja.Value
}

var storageSlot = modules.NewSlot[storage]("AsyncLocalStorage")

func (x *hooks) frame() *frame {
	f, _ := x.env.Host.AsyncContext().(*frame)
	return f
}

func (x *hooks) getStore(s *storage) goja.Value {
	if v, ok := x.frame().get(s); ok {
		return v
	}
	return s.fallback
}

func (x *hooks) enterWith(s *storage, v goja.Value) {
	x.env.Host.SetAsyncContext(x.frame().with(s, v))
}

func (x *hooks) storageClass() *goja.Object {
	env := x.env
	own := func(f func(c modules.Call, s *storage) (goja.Value, error)) modules.Func {
		return func(c modules.Call) (goja.Value, error) {
			s := storageSlot.Get(c.This)
			if s == nil {
				return nil, &modules.Error{Class: "TypeError", Message: "Receiver must be an instance of class AsyncLocalStorage"}
			}
			return f(c, s)
		}
	}
	return env.Class(modules.ClassSpec{
		Name: "AsyncLocalStorage", NewOnly: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			s := &storage{fallback: goja.Undefined()}
			options, err := c.Call().OptObject(0, "options")
			if err != nil {
				return nil, err
			}
			if options != nil {
				if v := options.Get("defaultValue"); v != nil {
					s.fallback = v
				}
				if v := options.Get("name"); v != nil && !goja.IsUndefined(v) {
					s.name = v.String()
				}
			}
			storageSlot.Set(env.VM, c.This, s)
			return nil, nil
		},
		Static: []modules.Export{
			modules.Fn("bind", 1, func(c modules.Call) (goja.Value, error) {
				c.Arguments = []goja.Value{c.Argument(0)}
				return x.bindStatic(c)
			}),
			modules.Fn("snapshot", 0, func(c modules.Call) (goja.Value, error) {
				call := env.Func("", 1, func(c modules.Call) (goja.Value, error) {
					if len(c.Arguments) == 0 {
						return env.Invoke(goja.Undefined(), goja.Undefined())
					}
					return env.Invoke(c.Arguments[0], goja.Undefined(), c.Arguments[1:]...)
				})
				c.Arguments = []goja.Value{call}
				return x.bindStatic(c)
			}),
		},
		Methods: []modules.Export{
			modules.Getter("name", own(func(_ modules.Call, s *storage) (goja.Value, error) { return env.VM.ToValue(s.name), nil })),
			modules.Fn("disable", 0, own(func(_ modules.Call, s *storage) (goja.Value, error) {
				if f := x.frame(); f != nil {
					f.remove(s)
				}
				return nil, nil
			})),
			modules.Fn("enterWith", 1, own(func(c modules.Call, s *storage) (goja.Value, error) {
				x.enterWith(s, c.Argument(0))
				return nil, nil
			})),
			modules.Fn("run", 2, own(func(c modules.Call, s *storage) (goja.Value, error) {
				return x.run(s, c.Argument(0), c.Argument(1), rest(c, 2))
			})),
			modules.Fn("exit", 1, own(func(c modules.Call, s *storage) (goja.Value, error) {
				return x.run(s, goja.Undefined(), c.Argument(0), rest(c, 1))
			})),
			modules.Fn("getStore", 0, own(func(_ modules.Call, s *storage) (goja.Value, error) { return x.getStore(s), nil })),
			modules.Fn("withScope", 1, own(func(c modules.Call, s *storage) (goja.Value, error) { return x.withScope(s, c.Argument(0)), nil })),
		},
	})
}

func rest(c modules.Call, n int) []goja.Value {
	if len(c.Arguments) <= n {
		return nil
	}
	return c.Arguments[n:]
}

// run is asyncLocalStorage.run(store, callback[, ...args]).
func (x *hooks) run(s *storage, v, fn goja.Value, args []goja.Value) (goja.Value, error) {
	if !modules.IsFunction(fn) {
		return nil, notApplicable(fn)
	}
	prior := x.getStore(s)
	if prior.SameAs(v) {
		return x.env.Invoke(fn, goja.Null(), args...)
	}
	x.enterWith(s, v)
	result, err := x.env.Invoke(fn, goja.Null(), args...)
	x.enterWith(s, prior)
	return result, err
}

// withScope is asyncLocalStorage.withScope(store): the store until the scope
// is disposed of.
func (x *hooks) withScope(s *storage, v goja.Value) goja.Value {
	prior := x.getStore(s)
	x.enterWith(s, v)
	disposed := false
	dispose := func(modules.Call) (goja.Value, error) {
		if !disposed {
			disposed = true
			x.enterWith(s, prior)
		}
		return nil, nil
	}
	if x.runScope == nil {
		x.runScope = x.env.Class(modules.ClassSpec{Name: "RunScope", Length: 2, NewOnly: true}).Get("prototype").(*goja.Object)
	}
	o := x.env.VM.CreateObject(x.runScope)
	x.env.Define(o, false, modules.Fn("dispose", 0, dispose),
		modules.Fn("[Symbol.dispose]", 0, dispose).WithSymbol(wellknown.Dispose(x.env)))
	return o
}

// notApplicable is the engine's error of Reflect.apply on what is no function.
func notApplicable(fn goja.Value) error {
	kind := "a number"
	switch {
	case modules.IsNullish(fn):
		kind = fn.String()
	case goja.IsString(fn):
		kind = "a string"
	case modules.IsBoolean(fn):
		kind = "a boolean"
	}
	text := fn.String()
	if _, ok := fn.(*goja.Object); ok {
		kind, text = "an object", "#<Object>"
	}
	return &modules.Error{Class: "TypeError",
		Message: "Function.prototype.apply was called on " + text + ", which is " + kind + " and not a function"}
}
