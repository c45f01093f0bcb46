package webassembly

import (
	"context"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// compilePromise is WebAssembly.compile(bytes), or what is left of compileStreaming once the bytes are there.
func (x *engine) compilePromise(name string) modules.Func {
	return func(c modules.Call) (goja.Value, error) { return x.compileFor(c, name) }
}

func (x *engine) compileFor(c modules.Call, name string) (goja.Value, error) {
	code, err := x.bytesOf(c.Argument(0), name+": Argument 0 must be a buffer source")
	if err != nil {
		return x.Rejected(err), nil
	}
	return x.compileAsync(code, name, func(m *compiled) (goja.Value, error) {
		return moduleSlot.New(x.VM, x.classes.module, m), nil
	}), nil
}

// compileAsync compiles on another goroutine. then makes what the promise is fulfilled with.
func (x *engine) compileAsync(code []byte, name string, then func(*compiled) (goja.Value, error)) goja.Value {
	if len(code) == 0 {
		_, err := x.build(code, name)
		return x.Rejected(err)
	}
	p, resolve, reject := x.VM.NewPromise()
	modules.Async(x.Env, func(ctx context.Context) (*compiled, error) { return x.compile(ctx, code) },
		func(m *compiled, err error) {
			var v goja.Value
			if err = x.compileError(err, name); err == nil {
				v, err = then(m)
			}
			if err != nil {
				err = reject(x.Thrown(err))
			} else {
				err = resolve(v)
			}
			if err != nil {
				x.Host.Uncaught(err)
			}
		})
	return x.VM.ToValue(p)
}

// instantiatePromise is WebAssembly.instantiate(bytes or module[, imports]), or what is left of instantiateStreaming.
func (x *engine) instantiatePromise(name string) modules.Func {
	return func(c modules.Call) (goja.Value, error) { return x.instantiateFor(c, name) }
}

func (x *engine) instantiateFor(c modules.Call, name string) (goja.Value, error) {
	source, imports := c.Argument(0), c.Argument(1)
	m := moduleSlot.Get(source)
	var code []byte
	if m == nil {
		var err error
		code, err = x.bytesOf(source, name+": Argument 0 must be a buffer source or a WebAssembly.Module object")
		if err != nil {
			return x.Rejected(err), nil
		}
	}
	if err := importsArgument(imports, name); err != nil {
		return x.Rejected(err), nil
	}
	if m != nil {
		i, err := x.newInstance(x.classes.instance, m, imports, name)
		if err != nil {
			return x.Rejected(err), nil
		}
		return x.Resolved(i), nil
	}
	return x.compileAsync(code, name, func(m *compiled) (goja.Value, error) {
		i, err := x.newInstance(x.classes.instance, m, imports, name)
		if err != nil {
			return nil, err
		}
		return x.Exports(modules.Val("module", moduleSlot.New(x.VM, x.classes.module, m)), modules.Val("instance", i)), nil
	}), nil
}
