package webstreams

import (
	"errors"
	"reflect"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

var typePromise = reflect.TypeFor[*goja.Promise]()

// promiseTools are the functions that streams make promises with, in Go
// because every chunk needs several. They use the promises of the language as
// they were before a program changed them:
//
//	then(promise, onFulfilled, onRejected)
//	deferred() is { promise, resolve, reject }
//	isPending(promise)
//	attempt(f, self, ...args) is a promise of what f returns or throws
func promiseTools(env *modules.Env) goja.Value {
	vm := env.VM
	class := vm.Get("Promise").(*goja.Object)
	nativeThen := class.Get("prototype").(*goja.Object).Get("then").Export().(func(goja.FunctionCall) goja.Value)
	var resolve, reject goja.Value
	executor := vm.ToValue(func(c goja.FunctionCall) goja.Value {
		resolve, reject = c.Argument(0), c.Argument(1)
		return nil
	})
	tools := vm.NewObject()
	set := func(name string, f func(goja.FunctionCall) goja.Value) { must(tools.Set(name, f)) }
	set("then", func(c goja.FunctionCall) goja.Value {
		return nativeThen(goja.FunctionCall{This: c.Argument(0), Arguments: c.Arguments[1:]})
	})
	set("deferred", func(goja.FunctionCall) goja.Value {
		promise, err := vm.New(class, executor)
		if err != nil {
			panic(env.Panic(err))
		}
		o := vm.NewObject()
		must(o.Set("promise", promise))
		must(o.Set("resolve", resolve))
		must(o.Set("reject", reject))
		return o
	})
	set("isPending", func(c goja.FunctionCall) goja.Value {
		p, ok := c.Argument(0).Export().(*goja.Promise)
		return modules.Bool(ok && p.State() == goja.PromiseStatePending)
	})
	set("attempt", func(c goja.FunctionCall) goja.Value {
		v, err := env.Invoke(c.Argument(0), c.Argument(1), c.Arguments[2:]...)
		if o, ok := v.(*goja.Object); err == nil && ok && o.ExportType() == typePromise && o.Get("constructor") == class {
			return o
		}
		made, fulfil, fail := vm.NewPromise()
		var thrown *goja.Exception
		switch {
		case err == nil:
			must(fulfil(v))
		case errors.As(err, &thrown):
			must(fail(thrown.Value()))
		default:
			panic(env.Panic(err))
		}
		return vm.ToValue(made)
	})
	return tools
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
