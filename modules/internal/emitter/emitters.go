// Package emitter is the EventEmitter: its state and its methods, and the way
// in which other modules emit and listen from Go.
//
// An emitter's listeners live in Go, in a table behind the object that
// JavaScript sees as emitter._events: emitting reads that property and goes
// on in Go. So everything works on any object, whether its constructor was
// called or methods were only copied to it, and code that reads or assigns
// _events finds what it expects.
//
// Functions of this package run during a task, below JavaScript: what a
// listener throws passes through them as a panic with the exception, up to
// the JavaScript or the Host that called.
package emitter

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Emitters is what the emitters of a runtime share.
type Emitters struct {
	env *modules.Env
	vm  *goja.Runtime

	// Constructor is EventEmitter, Prototype its prototype.
	Constructor, Prototype *goja.Object
	// Capture is the symbol of the own property that says whether rejected
	// promises of listeners become 'error' events; Rejection and
	// ErrorMonitor are captureRejectionSymbol and errorMonitor.
	Capture, Rejection, ErrorMonitor, ShapeMode *goja.Symbol

	// MaxListeners is defaultMaxListeners.
	MaxListeners goja.Value

	emitFunc, onFunc, prependFunc, removeFunc, initFunc *goja.Object

	eventsCount [32]goja.Value
}

var slot = modules.NewSlot[Emitters]("emitters")

// Symbols that are the same in all runtimes; symbols belong to none.
var (
	captureSymbol   = goja.NewSymbol("kCapture")
	shapeModeSymbol = goja.NewSymbol("shapeMode")
	monitorSymbol   = goja.NewSymbol("events.errorMonitor")
)

// Of returns the emitters of a runtime.
func Of(env *modules.Env) *Emitters { return slot.Get(env.RequireObject("events")) }

// New makes the EventEmitter constructor of a runtime, which module events
// exports.
func New(env *modules.Env) *Emitters {
	m := &Emitters{
		env: env, vm: env.VM,
		Capture: captureSymbol, ShapeMode: shapeModeSymbol, ErrorMonitor: monitorSymbol,
		Rejection:    env.SymbolFor("nodejs.rejection"),
		MaxListeners: env.VM.ToValue(10),
	}
	for i := range m.eventsCount {
		m.eventsCount[i] = env.VM.ToValue(i)
	}
	m.emitFunc = env.Func("emit", 1, m.emit)
	m.onFunc = env.Func("addListener", 2, m.addListener)
	m.prependFunc = env.Func("prependListener", 2, m.prependListener)
	m.removeFunc = env.Func("removeListener", 2, m.removeListener)
	m.initFunc = env.Func("", 1, m.init)
	m.Constructor = env.Class(modules.ClassSpec{
		Name: "EventEmitter", Length: 1, EnumerableMethods: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			return nil, m.construct(c.This, c.Argument(0))
		},
	})
	m.Prototype = m.Constructor.Get("prototype").(*goja.Object)
	env.Define(m.Prototype, true,
		modules.Val("kCapture", false).WithSymbol(m.Capture).Hidden(),
		modules.Val("_events", goja.Undefined()),
		modules.Val("_eventsCount", 0),
		modules.Val("_maxListeners", goja.Undefined()),
		modules.Fn("setMaxListeners", 1, m.setMaxListeners),
		modules.Fn("getMaxListeners", 0, m.getMaxListeners),
		modules.Val("emit", m.emitFunc),
		modules.Val("addListener", m.onFunc),
		modules.Val("on", m.onFunc),
		modules.Val("prependListener", m.prependFunc),
		modules.Fn("once", 2, m.once),
		modules.Fn("prependOnceListener", 2, m.prependOnceListener),
		modules.Val("removeListener", m.removeFunc),
		modules.Val("off", m.removeFunc),
		modules.Fn("removeAllListeners", 1, m.removeAllListeners),
		modules.Fn("listeners", 1, m.listeners),
		modules.Fn("rawListeners", 1, m.rawListeners),
		modules.Fn("listenerCount", 2, m.listenerCount),
		modules.Fn("eventNames", 0, m.eventNames),
	)
	slot.Set(env.VM, m.Constructor, m)
	return m
}

// construct is the constructor: EventEmitter.init, which may be replaced.
func (m *Emitters) construct(o *goja.Object, options goja.Value) error {
	init := m.Constructor.Get("init")
	if init == goja.Value(m.initFunc) || init == nil {
		return m.Init(o, options)
	}
	_, err := m.env.Invoke(init, o, options)
	return err
}

// InitFunc is EventEmitter.init(options).
func (m *Emitters) InitFunc() *goja.Object { return m.initFunc }

func (m *Emitters) init(c modules.Call) (goja.Value, error) {
	return nil, m.Init(c.This.ToObject(m.vm), c.Argument(0))
}

// Preset gives an object _events, before its constructor does, in which the
// given names come first in the order of eventNames.
func (m *Emitters) Preset(o *goja.Object, names []string) {
	if modules.IsNullish(o.Get("_events")) {
		must(o.Set("_events", m.newTable(o, names)))
	}
}

// Init makes an emitter of an object, as the constructor does.
func (m *Emitters) Init(o *goja.Object, options goja.Value) error {
	capture := m.Prototype.GetSymbol(m.Capture)
	if given, ok := options.(*goja.Object); ok {
		if v := given.Get("captureRejections"); v != nil && v.ToBoolean() {
			if !modules.IsBoolean(v) {
				return m.env.InvalidArgType("options.captureRejections", v, "boolean")
			}
			capture = v
		}
	}
	events := o.Get("_events")
	fresh := events == nil || goja.IsUndefined(events)
	if !fresh {
		if proto := o.Prototype(); proto != nil {
			fresh = proto.Get("_events") == events
		}
	}
	if fresh {
		must(o.Set("_events", m.newTable(o, nil)))
		must(o.Set("_eventsCount", m.eventsCount[0]))
	}
	if v := o.Get("_maxListeners"); v == nil || !v.ToBoolean() {
		must(o.Set("_maxListeners", goja.Undefined()))
	}
	must(o.SetSymbol(m.ShapeMode, modules.Bool(!fresh)))
	must(o.SetSymbol(m.Capture, capture))
	return nil
}

// newTable makes the object for _events.
func (m *Emitters) newTable(owner *goja.Object, shape []string) *goja.Object {
	t := &table{vm: m.vm, shape: shape, wrap: m.onceWrapper, owner: owner}
	t.object = m.vm.NewDynamicObject(t)
	if shape == nil {
		must(t.object.SetPrototype(nil))
	}
	return t.object
}

// table returns the listeners of o, or nil when it has no _events. A plain
// object that somebody put there is replaced by a table of its functions.
func (m *Emitters) table(o *goja.Object) *table {
	events, ok := o.Get("_events").(*goja.Object)
	if !ok {
		return nil
	}
	if events.ExportType() == tableType {
		return events.Export().(*table)
	}
	made := m.newTable(o, nil)
	t := made.Export().(*table)
	for _, name := range events.Keys() {
		t.assign(key{name: name}, events.Get(name))
	}
	for _, s := range events.Symbols() {
		t.assign(key{symbol: s}, events.GetSymbol(s))
	}
	must(o.Set("_events", made))
	return t
}

func (m *Emitters) setCount(o *goja.Object, t *table) {
	if n := t.count(); n < len(m.eventsCount) {
		must(o.Set("_eventsCount", m.eventsCount[n]))
	} else {
		must(o.Set("_eventsCount", n))
	}
}

// must throws what a call of JavaScript returned.
func (m *Emitters) must(err error) {
	if err != nil {
		panic(m.env.Panic(err))
	}
}

// must is for definitions, which fail only with an exception.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
