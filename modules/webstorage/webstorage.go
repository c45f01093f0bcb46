// Package webstorage has the globals Storage, sessionStorage and localStorage.
package webstorage

import (
	"reflect"
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Modules are internal: what they export are globals.
var Modules = []modules.Module{
	{Name: "internal/webstorage", Internal: true, Load: load, Globals: []string{"Storage", "sessionStorage", "localStorage"}},
}

// quota is how many bytes of UTF-16 a Storage holds, keys and values.
const quota = 10 << 20

// storage is the state of a Storage, and what makes its items properties.
type storage struct {
	env   *modules.Env
	proto *goja.Object
	keys  []string
	items map[string]goja.Value
	size  int
}

func load(env *modules.Env) goja.Value {
	class := env.Class(modules.ClassSpec{
		Name: "Storage",
		Construct: func(modules.ConstructCall) (*goja.Object, error) {
			return nil, &modules.Error{Code: "ERR_ILLEGAL_CONSTRUCTOR", Message: "Illegal constructor"}
		},
		EnumerableMethods: true,
		Methods: []modules.Export{
			modules.Getter("length", func(c modules.Call) (goja.Value, error) {
				s, err := this(c)
				if err != nil {
					return nil, err
				}
				return env.VM.ToValue(len(s.keys)), nil
			}),
			method("clear", 0, func(s *storage, _ modules.Call) (goja.Value, error) {
				s.keys, s.items, s.size = nil, map[string]goja.Value{}, 0
				return nil, nil
			}),
			method("getItem", 1, func(s *storage, c modules.Call) (goja.Value, error) {
				if v, ok := s.items[c.Argument(0).String()]; ok {
					return v, nil
				}
				return goja.Null(), nil
			}),
			method("key", 1, func(s *storage, c modules.Call) (goja.Value, error) {
				i := c.Argument(0).ToInteger()
				if i < 0 || i >= int64(len(s.keys)) {
					return goja.Null(), nil
				}
				return env.VM.ToValue(s.keys[i]), nil
			}),
			method("removeItem", 1, func(s *storage, c modules.Call) (goja.Value, error) {
				s.remove(c.Argument(0).String())
				return nil, nil
			}),
			method("setItem", 2, func(s *storage, c modules.Call) (goja.Value, error) {
				return nil, s.set(c.Argument(0).String(), c.Argument(1))
			}),
		},
	})
	proto := class.Get("prototype").(*goja.Object)
	return env.Exports(
		modules.Val("Storage", class),
		modules.Lazy("sessionStorage", func(env *modules.Env) goja.Value { return newStorage(env, proto) }),
		modules.Lazy("localStorage", localStorage),
	)
}

// localStorage is undefined without a file to keep it in.
func localStorage(env *modules.Env) goja.Value {
	if env.Host.Info().Options["localstorage-file"] != "" {
		panic(env.Panic(modules.NotImplemented("localStorage")))
	}
	_, err := env.Method(env.RequireObject("process"), "emitWarning",
		env.VM.ToValue("localStorage is not available because --localstorage-file was not provided."), env.VM.ToValue("ExperimentalWarning"))
	if err != nil {
		panic(env.Panic(err))
	}
	return goja.Undefined()
}

func newStorage(env *modules.Env, proto *goja.Object) *goja.Object {
	o := env.VM.NewDynamicObject(&storage{env: env, proto: proto, items: map[string]goja.Value{}})
	if err := o.SetPrototype(proto); err != nil {
		panic(err)
	}
	return o
}

func this(c modules.Call) (*storage, error) {
	if o, ok := c.This.(*goja.Object); ok && o.ExportType() == reflect.TypeFor[*storage]() {
		return o.Export().(*storage), nil
	}
	return nil, &modules.Error{Class: "TypeError", Message: "Illegal invocation"}
}

// method checks this and the number of arguments.
func method(name string, arguments int, f func(*storage, modules.Call) (goja.Value, error)) modules.Export {
	return modules.Fn(name, arguments, func(c modules.Call) (goja.Value, error) {
		s, err := this(c)
		if err != nil {
			return nil, err
		}
		if len(c.Arguments) < arguments {
			plural := ""
			if arguments > 1 {
				plural = "s"
			}
			return nil, modules.TypeError("ERR_MISSING_ARGS", "Failed to execute '%s' on 'Storage': %d argument%s required", name, arguments, plural)
		}
		return f(s, c)
	})
}

func (s *storage) set(key string, v goja.Value) error {
	if _, symbol := v.(*goja.Symbol); symbol {
		return modules.TypeError("", "Cannot convert a Symbol value to a string")
	}
	value, ok := v.ToString().(goja.String)
	if !ok {
		value = s.env.VM.ToValue(v.String()).(goja.String)
	}
	size := s.size + value.Length()*2
	old, exists := s.items[key]
	if exists {
		size -= old.(goja.String).Length() * 2
	} else {
		size += s.env.VM.ToValue(key).(goja.String).Length() * 2
	}
	if size > quota {
		class := s.env.RequireObject("internal/dom_exception").Get("QuotaExceededError")
		o, err := s.env.VM.New(class, s.env.VM.ToValue("Setting the value exceeded the quota"))
		if err != nil {
			return err
		}
		return &modules.ThrownError{Value: o}
	}
	if !exists {
		s.keys = append(s.keys, key)
	}
	s.items[key], s.size = value, size
	return nil
}

func (s *storage) remove(key string) {
	old, ok := s.items[key]
	if !ok {
		return
	}
	s.size -= (old.(goja.String).Length() + s.env.VM.ToValue(key).(goja.String).Length()) * 2
	delete(s.items, key)
	s.keys = slices.DeleteFunc(s.keys, func(k string) bool { return k == key })
}

// Get is the value of a property; the methods are not hidden by items.
func (s *storage) Get(key string) goja.Value {
	v, ok := s.items[key]
	if !ok || s.proto.Get(key) != nil {
		return nil
	}
	return v
}

// Set assigns a property.
func (s *storage) Set(key string, v goja.Value) bool {
	if err := s.set(key, v); err != nil {
		panic(s.env.Panic(err))
	}
	return true
}

// Has reports whether there is an item.
func (s *storage) Has(key string) bool {
	_, ok := s.items[key]
	return ok
}

// Delete removes an item.
func (s *storage) Delete(key string) bool {
	s.remove(key)
	return true
}

// Keys lists the items in the order in which they were added.
func (s *storage) Keys() []string { return s.keys }
