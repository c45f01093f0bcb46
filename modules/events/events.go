// Package events is node:events. The emitter itself is in
// modules/internal/emitter.
package events

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/emitter"
)

// Modules is node:events.
var Modules = []modules.Module{{Name: "events", Load: load}}

// events is the module's state in one runtime.
type events struct {
	env *modules.Env
	*emitter.Emitters
}

func load(env *modules.Env) goja.Value {
	x := &events{env, emitter.New(env)}
	o := x.Constructor
	env.Define(o, true,
		modules.Fn("addAbortListener", 2, x.addAbortListener),
		modules.Fn("once", 2, x.once),
		modules.Fn("on", 2, x.on),
		modules.Fn("getEventListeners", 2, x.getEventListeners),
		modules.Fn("getMaxListeners", 1, x.getMaxListeners),
		modules.Fn("listenerCount", 2, x.listenerCount),
		modules.Val("EventEmitter", o),
		modules.Val("usingDomains", false),
		modules.Val("captureRejectionSymbol", x.Rejection),
		modules.Accessor("captureRejections", x.captureRejections, x.setCaptureRejections).ReadOnly(),
		modules.Getter("EventEmitterAsyncResource", x.asyncResourceClass()),
		modules.Val("errorMonitor", x.ErrorMonitor),
		modules.Accessor("defaultMaxListeners", x.defaultMaxListeners, x.setDefaultMaxListeners).ReadOnly(),
		modules.Val("kMaxEventTargetListeners", emitter.MaxEventTargetListeners).Hidden().ReadOnly(),
		modules.Val("kMaxEventTargetListenersWarned", emitter.MaxEventTargetListenersWarned).Hidden().ReadOnly(),
		modules.Val("setMaxListeners", env.Func("", 0, x.setMaxListeners)),
		modules.Val("init", x.InitFunc()),
	)
	return o
}

// captureRejections is the getter of events.captureRejections.
func (x *events) captureRejections(modules.Call) (goja.Value, error) {
	return x.Prototype.GetSymbol(x.Capture), nil
}

func (x *events) setCaptureRejections(c modules.Call) (goja.Value, error) {
	if _, err := c.Bool(0, "EventEmitter.captureRejections"); err != nil {
		return nil, err
	}
	return nil, x.Prototype.SetSymbol(x.Capture, c.Argument(0))
}

// defaultMaxListeners is the getter of events.defaultMaxListeners.
func (x *events) defaultMaxListeners(modules.Call) (goja.Value, error) { return x.MaxListeners, nil }

func (x *events) setDefaultMaxListeners(c modules.Call) (goja.Value, error) {
	if _, err := c.Number(0, "defaultMaxListeners", 0, math.Inf(1)); err != nil {
		return nil, err
	}
	x.MaxListeners = c.Argument(0)
	return nil, nil
}

// setMaxListeners is events.setMaxListeners(n[, ...eventTargets]).
func (x *events) setMaxListeners(c modules.Call) (goja.Value, error) {
	n := x.MaxListeners
	if c.Has(0) {
		n = c.Argument(0)
	}
	if _, err := x.env.ValidateNumber(n, "setMaxListeners", 0, math.Inf(1)); err != nil {
		return nil, err
	}
	if len(c.Arguments) < 2 {
		x.MaxListeners = n
		return nil, nil
	}
	for _, target := range c.Arguments[1:] {
		o, _ := target.(*goja.Object)
		switch {
		case o == nil:
			return nil, x.env.InvalidArgType("eventTargets", target, "EventEmitter", "EventTarget")
		case x.isEventTarget(o):
			if err := o.SetSymbol(emitter.MaxEventTargetListeners, n); err != nil {
				return nil, err
			}
			if err := o.SetSymbol(emitter.MaxEventTargetListenersWarned, false); err != nil {
				return nil, err
			}
		case modules.IsFunction(o.Get("setMaxListeners")):
			if _, err := x.env.Method(o, "setMaxListeners", n); err != nil {
				return nil, err
			}
		default:
			return nil, x.env.InvalidArgType("eventTargets", target, "EventEmitter", "EventTarget")
		}
	}
	return nil, nil
}

func (x *events) isEventTarget(o *goja.Object) bool {
	return modules.IsFunction(o.GetSymbol(emitter.TargetListeners))
}

// targetListeners lists the listeners of an EventTarget, or returns nil for
// anything else.
func (x *events) targetListeners(o *goja.Object, name goja.Value) (*goja.Object, error) {
	list := o.GetSymbol(emitter.TargetListeners)
	if !modules.IsFunction(list) {
		return nil, nil
	}
	v, err := x.env.Invoke(list, o, x.env.VM.ToValue(name.String()))
	if err != nil {
		return nil, err
	}
	return v.(*goja.Object), nil
}

// getEventListeners is events.getEventListeners(emitterOrTarget, eventName).
func (x *events) getEventListeners(c modules.Call) (goja.Value, error) {
	if o, ok := c.Argument(0).(*goja.Object); ok {
		if listeners := o.Get("listeners"); modules.IsFunction(listeners) {
			return x.env.Invoke(listeners, o, c.Argument(1))
		}
		if list, err := x.targetListeners(o, c.Argument(1)); list != nil || err != nil {
			return list, err
		}
	}
	return nil, x.notEmitter(c.Argument(0), "listeners", "EventEmitter", "EventTarget")
}

// getMaxListeners is events.getMaxListeners(emitterOrTarget).
func (x *events) getMaxListeners(c modules.Call) (goja.Value, error) {
	if o, ok := c.Argument(0).(*goja.Object); ok {
		if modules.IsFunction(o.Get("getMaxListeners")) {
			return x.Limit(o), nil
		}
		if n := o.GetSymbol(emitter.MaxEventTargetListeners); n != nil && goja.IsNumber(n) {
			return n, nil
		}
	}
	return nil, x.env.InvalidArgType("emitter", c.Argument(0), "EventEmitter", "EventTarget")
}

// listenerCount is events.listenerCount(emitterOrTarget, eventName).
func (x *events) listenerCount(c modules.Call) (goja.Value, error) {
	if o, ok := c.Argument(0).(*goja.Object); ok {
		if count := o.Get("listenerCount"); modules.IsFunction(count) {
			return x.env.Invoke(count, o, c.Argument(1))
		}
		if list, err := x.targetListeners(o, c.Argument(1)); list != nil || err != nil {
			if err != nil {
				return nil, err
			}
			return list.Get("length"), nil
		}
	}
	return nil, x.notEmitter(c.Argument(0), "listenerCount", "EventEmitter", "EventTarget")
}

// notEmitter is the error of a value that is neither. Node reads a property of
// it first, which fails on undefined and null.
func (x *events) notEmitter(v goja.Value, property string, expected ...string) error {
	if modules.IsNullish(v) {
		return &modules.Error{Class: "TypeError", Message: "Cannot read properties of " + v.String() + " (reading '" + property + "')"}
	}
	return x.env.InvalidArgType("emitter", v, expected...)
}
