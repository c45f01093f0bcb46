// Package asynchooks is node:async_hooks.
package asynchooks

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/asyncscope"
)

// Modules is node:async_hooks.
var Modules = []modules.Module{{Name: "async_hooks", Load: load}}

// hooks is the module's state in one runtime.
type hooks struct {
	env      *modules.Env
	scopes   *asyncscope.Scopes
	resource *goja.Object // AsyncResource
	runScope *goja.Object
	topLevel *goja.Object
}

func load(env *modules.Env) goja.Value {
	x := &hooks{env: env, scopes: asyncscope.Of(env)}
	x.resource = x.resourceClass()
	storage := x.storageClass()
	return env.Exports(
		modules.Getter("AsyncLocalStorage", func(modules.Call) (goja.Value, error) { return storage, nil }),
		modules.Fn("createHook", 1, x.createHook),
		modules.Fn("executionAsyncId", 0, func(modules.Call) (goja.Value, error) {
			return env.VM.ToValue(x.scopes.Current().ID), nil
		}),
		modules.Fn("triggerAsyncId", 0, func(modules.Call) (goja.Value, error) {
			return env.VM.ToValue(x.scopes.Current().Trigger), nil
		}),
		modules.Fn("executionAsyncResource", 0, func(modules.Call) (goja.Value, error) {
			if r := x.scopes.Current().Resource; r != nil {
				return r, nil
			}
			if x.topLevel == nil {
				x.topLevel = env.VM.NewObject()
			}
			return x.topLevel, nil
		}),
		modules.Val("asyncWrapProviders", x.providers()),
		modules.Val("AsyncResource", x.resource),
	)
}

// providerNames are the kinds of resources that Node's core has.
var providerNames = []string{
	"NONE", "DIRHANDLE", "DNSCHANNEL", "ELDHISTOGRAM", "FILEHANDLE", "FILEHANDLECLOSEREQ", "BLOBREADER", "FSEVENTWRAP",
	"FSREQCALLBACK", "FSREQPROMISE", "GETADDRINFOREQWRAP", "GETNAMEINFOREQWRAP", "HEAPSNAPSHOT", "CPUHEAPPROFILE",
	"HTTP2SESSION", "HTTP2STREAM", "HTTP2PING", "HTTP2SETTINGS", "HTTPINCOMINGMESSAGE", "HTTPCLIENTREQUEST", "JSSTREAM",
	"JSUDPWRAP", "MESSAGEPORT", "PIPECONNECTWRAP", "PIPESERVERWRAP", "PIPEWRAP", "PROCESSWRAP", "PROMISE", "QUERYWRAP",
	"SHUTDOWNWRAP", "SIGNALWRAP", "STATWATCHER", "STREAMPIPE", "TCPCONNECTWRAP", "TCPSERVERWRAP", "TCPWRAP", "TTYWRAP",
	"UDPSENDWRAP", "UDPWRAP", "WORKER", "WRITEWRAP", "ZLIB", "Timeout", "Immediate", "TickObject",
}

func (x *hooks) providers() *goja.Object {
	o := x.env.VM.CreateObject(nil)
	for i, name := range providerNames {
		x.env.Define(o, true, modules.Val(name, i).ReadOnly())
	}
	return o
}

// createHook is async_hooks.createHook(options).
func (x *hooks) createHook(c modules.Call) (goja.Value, error) {
	options, ok := c.Argument(0).(*goja.Object)
	if !ok {
		return nil, &modules.Error{Class: "TypeError",
			Message: "Cannot destructure property 'init' of 'object null' as it is undefined."}
	}
	h := &asyncscope.Hook{}
	for _, f := range []struct {
		name string
		to   *goja.Callable
	}{
		{"init", &h.Init}, {"before", &h.Before}, {"after", &h.After}, {"destroy", &h.Destroy}, {"promiseResolve", &h.PromiseResolve},
	} {
		v := options.Get(f.name)
		if v == nil || goja.IsUndefined(v) {
			continue
		}
		fn, ok := goja.AssertFunction(v)
		if !ok {
			return nil, modules.TypeError("ERR_ASYNC_CALLBACK", "hook.%s must be a function", f.name)
		}
		*f.to = fn
	}
	if v := options.Get("trackPromises"); v != nil && !goja.IsUndefined(v) {
		if !modules.IsBoolean(v) {
			return nil, x.env.InvalidArgType("trackPromises", v, "boolean")
		}
		h.NoPromises = !v.ToBoolean()
		if h.NoPromises && h.PromiseResolve != nil {
			return nil, x.env.InvalidArgValue("trackPromises", v, "must not be false when promiseResolve is enabled")
		}
	}
	o := x.env.VM.NewObject()
	x.env.Define(o, false,
		modules.Fn("enable", 0, func(modules.Call) (goja.Value, error) {
			x.scopes.Enable(h)
			return o, nil
		}),
		modules.Fn("disable", 0, func(modules.Call) (goja.Value, error) {
			x.scopes.Disable(h)
			return o, nil
		}),
	)
	return o, nil
}

// resource is an AsyncResource.
type resource struct {
	scope        asyncscope.Scope
	asyncContext any
}

var resourceSlot = modules.NewSlot[resource]("AsyncResource")

func (x *hooks) resourceClass() *goja.Object {
	env := x.env
	own := func(f func(c modules.Call, r *resource) (goja.Value, error)) modules.Func {
		return func(c modules.Call) (goja.Value, error) {
			r := resourceSlot.Get(c.This)
			if r == nil {
				return nil, &modules.Error{Class: "TypeError", Message: "Receiver must be an instance of class AsyncResource"}
			}
			return f(c, r)
		}
	}
	return env.Class(modules.ClassSpec{
		Name: "AsyncResource", Length: 1, NewOnly: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) { return nil, x.construct(c.This, c.Call()) },
		Static:    []modules.Export{modules.Fn("bind", 3, x.bindStatic)},
		Methods: []modules.Export{
			modules.Fn("runInAsyncScope", 2, own(func(c modules.Call, r *resource) (goja.Value, error) {
				return x.runIn(r, c.Argument(0), c.Argument(1), rest(c, 2))
			})),
			modules.Fn("emitDestroy", 0, own(func(c modules.Call, r *resource) (goja.Value, error) {
				x.scopes.Destroyed(r.scope.ID)
				return c.This, nil
			})),
			modules.Fn("asyncId", 0, own(func(_ modules.Call, r *resource) (goja.Value, error) {
				return env.VM.ToValue(r.scope.ID), nil
			})),
			modules.Fn("triggerAsyncId", 0, own(func(_ modules.Call, r *resource) (goja.Value, error) {
				return env.VM.ToValue(r.scope.Trigger), nil
			})),
			modules.Fn("bind", 2, own(func(c modules.Call, r *resource) (goja.Value, error) {
				if _, err := c.Func(0, "fn"); err != nil {
					return nil, err
				}
				return x.bind(r, c.Arguments[0].(*goja.Object), c.Argument(1)), nil
			})),
		},
	})
}

func (x *hooks) construct(o *goja.Object, c modules.Call) error {
	kind, err := c.String(0, "type")
	if err != nil {
		return err
	}
	trigger := x.env.VM.ToValue(x.scopes.Current().ID)
	switch opts := c.Argument(1).(type) {
	case *goja.Object:
		if v := opts.Get("triggerAsyncId"); v != nil && !goja.IsUndefined(v) {
			trigger = v
		}
	default:
		if goja.IsNumber(opts) {
			trigger = opts
		} else if modules.IsNullish(opts) && !goja.IsUndefined(opts) {
			return &modules.Error{Class: "TypeError", Message: "Cannot read properties of null (reading 'triggerAsyncId')"}
		}
	}
	f := trigger.ToFloat()
	if !goja.IsNumber(trigger) || f != math.Trunc(f) || math.Abs(f) > modules.MaxSafeInteger || f < -1 {
		return modules.RangeError("ERR_INVALID_ASYNC_ID", "Invalid triggerAsyncId value: %s", displayed(x.env, trigger))
	}
	if kind == "" && x.scopes.HasInit() {
		return modules.TypeError("ERR_ASYNC_TYPE", `Invalid name for async "type": `)
	}
	r := &resource{asyncContext: x.env.Host.AsyncContext()}
	resourceSlot.Set(x.env.VM, o, r)
	r.scope = x.scopes.New(kind, int64(f), o)
	return nil
}

// runIn is asyncResource.runInAsyncScope(fn[, thisArg, ...args]).
func (x *hooks) runIn(r *resource, fn, this goja.Value, args []goja.Value) (goja.Value, error) {
	host := x.env.Host
	scope := x.scopes.Enter(r.scope)
	context := host.SetAsyncContext(r.asyncContext)
	v, err := x.env.Invoke(fn, this, args...)
	host.SetAsyncContext(context)
	x.scopes.Leave(scope)
	return v, err
}

func (x *hooks) bind(r *resource, fn *goja.Object, this goja.Value) *goja.Object {
	bound := x.env.Func("bound", int(fn.Get("length").ToInteger()), func(c modules.Call) (goja.Value, error) {
		receiver := c.This
		if !goja.IsUndefined(this) {
			receiver = this
		}
		return x.runIn(r, fn, receiver, c.Arguments)
	})
	return bound
}

// bindStatic is AsyncResource.bind(fn[, type[, thisArg]]).
func (x *hooks) bindStatic(c modules.Call) (goja.Value, error) {
	kind := c.Argument(1)
	if !kind.ToBoolean() {
		if modules.IsNullish(c.Argument(0)) {
			return nil, &modules.Error{Class: "TypeError",
				Message: "Cannot read properties of " + c.Argument(0).String() + " (reading 'name')"}
		}
		kind = c.Argument(0).ToObject(x.env.VM).Get("name")
	}
	if kind == nil || !kind.ToBoolean() {
		kind = x.env.VM.ToValue("bound-anonymous-fn")
	}
	o, err := x.env.VM.New(x.resource, kind)
	if err != nil {
		return nil, err
	}
	if _, err := c.Func(0, "fn"); err != nil {
		return nil, err
	}
	return x.bind(resourceSlot.Get(o), c.Arguments[0].(*goja.Object), c.Argument(2)), nil
}

// displayed is a value as %s shows it.
func displayed(env *modules.Env, v goja.Value) string {
	if goja.IsString(v) {
		return v.String()
	}
	return env.Inspect(v)
}
