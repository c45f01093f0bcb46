// Package stream is node:stream and its submodules. The streams themselves
// are in modules/internal/streamcore.
package stream

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/scriptenv"
	"github.com/gonode/gonode/modules/internal/streamcore"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

// Modules are node:stream, its submodules and its old names.
var Modules = []modules.Module{
	{Name: "stream", Load: load},
	{Name: "stream/promises", Load: loadPromises},
	{Name: "stream/consumers", Load: loadConsumers},
	{Name: "internal/streams/core", Load: func(env *modules.Env) goja.Value { return local.Of(env).coreObject() }, Internal: true},
	{Name: "_stream_readable", Load: classOf("Readable")},
	{Name: "_stream_writable", Load: classOf("Writable")},
	{Name: "_stream_duplex", Load: classOf("Duplex")},
	{Name: "_stream_transform", Load: classOf("Transform")},
	{Name: "_stream_passthrough", Load: classOf("PassThrough")},
}

func classOf(name string) func(env *modules.Env) goja.Value {
	return func(env *modules.Env) goja.Value { return env.RequireObject("stream").Get(name) }
}

// streams is the module's state in one runtime.
type streams struct {
	env *modules.Env
	*streamcore.Core
	// scripts are what the embedded scripts returned, by name.
	scripts map[*modules.Script]*goja.Object
	core    *goja.Object
}

var local = modules.NewLocal(func(env *modules.Env) *streams {
	return &streams{env: env, Core: streamcore.Of(env), scripts: map[*modules.Script]*goja.Object{}}
})

//go:embed pipeline.js
var pipelineSource string

//go:embed operators.js
var operatorsSource string

//go:embed duplexify.js
var duplexifySource string

//go:embed consumers.js
var consumersSource string

var (
	pipelineScript  = modules.NewScript("node:internal/streams/pipeline", pipelineSource, "core", "node")
	operatorsScript = modules.NewScript("node:internal/streams/operators", operatorsSource, "core", "node")
	duplexifyScript = modules.NewScript("node:internal/streams/duplexify", duplexifySource, "core", "node")
	consumersScript = modules.NewScript("node:internal/streams/consumers", consumersSource, "core", "node")
)

// script runs an embedded script, once.
func (x *streams) script(s *modules.Script) *goja.Object {
	if o := x.scripts[s]; o != nil {
		return o
	}
	o := s.Run(x.env, x.coreObject(), scriptenv.Of(x.env)).(*goja.Object)
	x.scripts[s] = o
	return o
}

// scripted exports a function of a script, which is loaded on the first call.
func (x *streams) scripted(name string, length int, s *modules.Script, function string) modules.Export {
	return modules.Fn(name, length, func(c modules.Call) (goja.Value, error) {
		return x.env.Invoke(x.script(s).Get(function), c.This, c.Arguments...)
	})
}

// coreObject is what the embedded scripts use of Go.
func (x *streams) coreObject() *goja.Object {
	if x.core != nil {
		return x.core
	}
	public, internal := x.Predicates()
	o := x.env.Exports(append(public, internal...)...)
	x.env.Define(o, true,
		modules.Val("Readable", x.Readable), modules.Val("Writable", x.Writable), modules.Val("Duplex", x.Duplex),
		modules.Val("PassThrough", x.PassThrough),
		modules.Fn("finished", 3, x.FinishedMethod),
		modules.Fn("destroyer", 2, x.destroyer),
		modules.Fn("errorOrDestroy", 2, func(c modules.Call) (goja.Value, error) {
			if s := streamcore.StreamOf(c.Argument(0)); s != nil {
				s.ErrorOrDestroy(&modules.ThrownError{Value: c.Argument(1)})
			}
			return nil, nil
		}),
		modules.Fn("from", 3, func(c modules.Call) (goja.Value, error) {
			class, _ := c.Argument(0).(*goja.Object)
			return x.From(class, c.Argument(1), c.Argument(2))
		}),
		modules.Val("addAbortListener", x.Emitters().Constructor.Get("addAbortListener")),
		modules.Fn("pipeline", 0, func(c modules.Call) (goja.Value, error) {
			return x.env.Invoke(x.script(pipelineScript).Get("pipeline"), goja.Undefined(), c.Arguments...)
		}),
	)
	x.core = o
	return o
}

func (x *streams) destroyer(c modules.Call) (goja.Value, error) {
	o, _ := c.Argument(0).(*goja.Object)
	x.Destroyer(o, c.Argument(1))
	return nil, nil
}

func load(env *modules.Env) goja.Value {
	x := local.Of(env)
	x.extendReadable()
	x.extendDuplex()
	public, _ := x.Predicates()
	o := x.Stream
	custom := env.SymbolFor("nodejs.util.promisify.custom")
	promisified := func(f *goja.Object, name string) *goja.Object {
		env.Define(f, true, modules.Getter(name, func(modules.Call) (goja.Value, error) {
			return env.RequireObject("stream/promises").Get(name), nil
		}).WithSymbol(custom))
		return f
	}
	pipeline := env.Exports(x.scripted("pipeline", 0, pipelineScript, "pipeline")).Get("pipeline").(*goja.Object)
	env.Define(o, true, public...)
	env.Define(o, true,
		modules.Val("Readable", x.Readable),
		modules.Val("Writable", x.Writable),
		modules.Val("Duplex", x.Duplex),
		modules.Val("Transform", x.Transform),
		modules.Val("PassThrough", x.PassThrough),
		x.scripted("duplexPair", 1, duplexifyScript, "duplexPair"),
		modules.Val("pipeline", promisified(pipeline, "pipeline")),
		modules.Fn("addAbortSignal", 2, x.AddAbortSignal),
		modules.Val("finished", promisified(env.Func("eos", 3, x.FinishedMethod), "finished")),
		modules.Val("destroy", env.Func("destroyer", 2, x.destroyer)),
		x.scripted("compose", 0, duplexifyScript, "compose"),
		modules.Fn("setDefaultHighWaterMark", 2, func(c modules.Call) (goja.Value, error) {
			n, err := c.Int(1, "value", 0, modules.MaxSafeInteger)
			if err == nil {
				x.SetDefaultHighWaterMark(c.Argument(0).ToBoolean(), int(n))
			}
			return nil, err
		}),
		modules.Fn("getDefaultHighWaterMark", 1, func(c modules.Call) (goja.Value, error) {
			return env.VM.ToValue(x.DefaultHighWaterMark(c.Argument(0).ToBoolean())), nil
		}),
		modules.Getter("promises", func(modules.Call) (goja.Value, error) { return env.Require("stream/promises"), nil }),
		modules.Val("Stream", o),
		modules.Fn("_isArrayBufferView", 1, func(c modules.Call) (goja.Value, error) {
			return modules.Bool(buffers.IsView(env, c.Argument(0))), nil
		}),
		modules.Fn("_isUint8Array", 1, func(c modules.Call) (goja.Value, error) {
			return modules.Bool(buffers.IsUint8Array(env, c.Argument(0))), nil
		}),
		modules.Fn("_uint8ArrayToBuffer", 1, func(c modules.Call) (goja.Value, error) {
			b, ok := buffers.Bytes(env, c.Argument(0))
			if !ok {
				return nil, env.InvalidArgType("chunk", c.Argument(0), "Uint8Array")
			}
			return buffers.Of(env).Slice(c.Argument(0).(*goja.Object), 0, len(b)), nil
		}),
	)
	return o
}

// extendReadable adds what is not part of the state machine.
func (x *streams) extendReadable() {
	env, p := x.env, x.Readable.Get("prototype").(*goja.Object)
	iterate := func(name string, length int) *goja.Object {
		return env.Func(name, length, func(c modules.Call) (goja.Value, error) {
			destroyOnReturn := true
			if length > 0 && c.Has(0) {
				options, err := c.Object(0, "options")
				if err != nil {
					return nil, err
				}
				v := options.Get("destroyOnReturn")
				destroyOnReturn = !modules.IsBoolean(v) || v.ToBoolean()
			}
			return x.AsyncIterator(c.This.ToObject(env.VM), destroyOnReturn), nil
		})
	}
	env.Define(p, true,
		modules.Val("wrap", env.Func("", 1, func(c modules.Call) (goja.Value, error) {
			return env.Invoke(x.script(duplexifyScript).Get("wrap"), c.This, c.Arguments...)
		})),
		modules.Val("iterator", iterate("", 1)),
		x.scripted("compose", 2, duplexifyScript, "composeMethod"),
	)
	dispose := env.Func("", 0, func(c modules.Call) (goja.Value, error) {
		return env.Invoke(x.script(duplexifyScript).Get("disposeReadable"), c.This)
	})
	env.Define(p, true,
		modules.Val("dispose", dispose).WithSymbol(wellknown.AsyncDispose(env)),
		modules.Val("iterate", iterate("", 0)).WithSymbol(wellknown.AsyncIterator(env)),
	)
	for _, op := range []struct {
		name   string
		length int
	}{
		{"drop", 1}, {"filter", 2}, {"flatMap", 2}, {"map", 2}, {"take", 1},
		{"every", 1}, {"forEach", 2}, {"reduce", 3}, {"toArray", 1}, {"some", 1}, {"find", 2},
	} {
		env.Define(p, false, x.scripted(op.name, op.length, operatorsScript, op.name))
	}
	env.Define(x.Readable, true,
		modules.Val("from", env.Func("", 2, func(c modules.Call) (goja.Value, error) {
			return x.From(x.Readable, c.Argument(0), c.Argument(1))
		})),
		x.web("fromWeb", 2, "readableFromWeb"), x.web("toWeb", 2, "readableToWeb"),
		modules.Val("wrap", env.Func("", 2, func(c modules.Call) (goja.Value, error) {
			return env.Invoke(x.script(duplexifyScript).Get("wrapStatic"), c.This, c.Arguments...)
		})),
	)
	env.Define(x.Writable, true, x.web("fromWeb", 2, "writableFromWeb"), x.web("toWeb", 1, "writableToWeb"))
	env.Define(x.Writable.Get("prototype").(*goja.Object), true, modules.Val("dispose", env.Func("", 0,
		func(c modules.Call) (goja.Value, error) {
			return env.Invoke(x.script(duplexifyScript).Get("disposeWritable"), c.This)
		})).WithSymbol(wellknown.AsyncDispose(env)))
}

func (x *streams) extendDuplex() {
	x.env.Define(x.Duplex, true,
		x.web("fromWeb", 2, "duplexFromWeb"), x.web("toWeb", 2, "duplexToWeb"),
		modules.Val("from", x.env.Func("", 1, func(c modules.Call) (goja.Value, error) {
			return x.env.Invoke(x.script(duplexifyScript).Get("duplexify"), goja.Undefined(), c.Argument(0), x.env.VM.ToValue("body"))
		})),
	)
}

// web exports a bridge to web streams; bridge is its name among the adapters.
func (x *streams) web(name string, length int, bridge string) modules.Export {
	return modules.Val(name, x.env.Func("", length, func(c modules.Call) (goja.Value, error) {
		return c.Env.Invoke(c.Env.RequireObject("internal/webstreams/adapters").Get(bridge), goja.Undefined(), c.Arguments...)
	}))
}

func loadPromises(env *modules.Env) goja.Value {
	x := local.Of(env)
	env.Require("stream")
	return env.Exports(
		modules.Fn("finished", 2, func(c modules.Call) (goja.Value, error) {
			return env.Invoke(x.script(duplexifyScript).Get("finishedPromise"), goja.Undefined(), c.Arguments...)
		}),
		x.scripted("pipeline", 0, pipelineScript, "pipelinePromise"),
	)
}

func loadConsumers(env *modules.Env) goja.Value {
	x := local.Of(env)
	env.Require("stream")
	var list []modules.Export
	for _, name := range []string{"arrayBuffer", "blob", "buffer", "bytes", "text", "json"} {
		list = append(list, x.scripted(name, 1, consumersScript, name))
	}
	return env.Exports(list...)
}
