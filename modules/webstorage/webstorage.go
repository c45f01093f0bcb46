// Package webstorage has the globals Storage, sessionStorage and localStorage.
//
// localStorage is kept in the file that --localstorage-file names. Node's file
// is an SQLite database; ours is a log of its own (see log.go), because a
// database engine would be several times as large as all the rest of gonode
// for the sake of a list of strings. A file that Node has written is refused
// and left as it is.
package webstorage

import (
	"path/filepath"
	"reflect"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wtf8"
)

// Modules are internal: what they export are globals.
var Modules = []modules.Module{
	{Name: "internal/webstorage", Internal: true, Load: load, Globals: []string{"Storage", "sessionStorage", "localStorage"}},
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
				if err := s.refresh(); err != nil {
					return nil, err
				}
				return env.VM.ToValue(len(s.keys)), nil
			}),
			method("clear", 0, func(s *storage, _ modules.Call) (goja.Value, error) { return nil, s.clear() }),
			method("getItem", 1, func(s *storage, c modules.Call) (goja.Value, error) {
				key, err := text(c.Argument(0))
				if err != nil {
					return nil, err
				}
				if v, ok := s.items[key]; ok {
					return wtf8.Value(env.VM, v), nil
				}
				return goja.Null(), nil
			}),
			method("key", 1, func(s *storage, c modules.Call) (goja.Value, error) {
				i := uint32(c.Argument(0).ToInteger())
				if int64(i) >= int64(len(s.keys)) {
					return goja.Null(), nil
				}
				return wtf8.Value(env.VM, s.keys[i]), nil
			}),
			method("removeItem", 1, func(s *storage, c modules.Call) (goja.Value, error) {
				key, err := text(c.Argument(0))
				if err != nil {
					return nil, err
				}
				return nil, s.remove(key)
			}),
			method("setItem", 2, func(s *storage, c modules.Call) (goja.Value, error) {
				key, err := text(c.Argument(0))
				if err != nil {
					return nil, err
				}
				value, err := text(c.Argument(1))
				if err != nil {
					return nil, err
				}
				return nil, s.set(key, value)
			}),
		},
	})
	proto := class.Get("prototype").(*goja.Object)
	must(proto.Delete("constructor"))
	env.Define(proto, false, modules.Val("constructor", class))
	return env.Exports(
		modules.Val("Storage", class),
		modules.Lazy("sessionStorage", func(env *modules.Env) goja.Value { return newStorage(env, proto, nil) }),
		modules.Lazy("localStorage", func(env *modules.Env) goja.Value { return localStorage(env, proto) }),
	)
}

// localStorage is undefined without a file to keep it in.
func localStorage(env *modules.Env, proto *goja.Object) goja.Value {
	if name := env.Host.Info().Options["localstorage-file"]; name != "" {
		if !filepath.IsAbs(name) {
			dir, err := env.Proc.Getwd()
			if err != nil {
				panic(env.Panic(err))
			}
			name = filepath.Join(dir, name)
		}
		return newStorage(env, proto, &log{fs: env.FS, name: name})
	}
	_, err := env.Method(env.RequireObject("process"), "emitWarning",
		env.VM.ToValue("localStorage is not available because --localstorage-file was not provided."), env.VM.ToValue("ExperimentalWarning"))
	if err != nil {
		panic(env.Panic(err))
	}
	return goja.Undefined()
}

func newStorage(env *modules.Env, proto *goja.Object, l *log) *goja.Object {
	s := &storage{env: env, log: l}
	s.reset()
	s.object = env.VM.NewDynamicObject(s)
	must(s.object.SetPrototype(proto))
	return s.object
}

func this(c modules.Call) (*storage, error) {
	if o, ok := c.This.(*goja.Object); ok && o.ExportType() == reflect.TypeFor[*storage]() {
		return o.Export().(*storage), nil
	}
	return nil, &modules.Error{Class: "TypeError", Message: "Illegal invocation"}
}

// method checks this and the number of arguments, and reads what another
// process may have written.
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
		if err := s.refresh(); err != nil {
			return nil, err
		}
		return f(s, c)
	})
}

// text is the string of a value.
func text(v goja.Value) (string, error) {
	if _, symbol := v.(*goja.Symbol); symbol {
		return "", modules.TypeError("", "Cannot convert a Symbol value to a string")
	}
	return wtf8.Of(v.ToString()), nil
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
