package emitter

import "github.com/dop251/goja"

// Symbols by which the EventTarget of the web and the functions of module
// events know each other.
var (
	// TargetListeners is the symbol of a method of every EventTarget that
	// lists the listeners of an event.
	TargetListeners = goja.NewSymbol("kEvents")
	// MaxEventTargetListeners and MaxEventTargetListenersWarned are those of
	// the properties in which an EventTarget keeps its limit of listeners.
	MaxEventTargetListeners       = goja.NewSymbol("events.maxEventTargetListeners")
	MaxEventTargetListenersWarned = goja.NewSymbol("events.maxEventTargetListenersWarned")
	// StopPropagationResistant is that of an option of addEventListener: the
	// listener is called even after stopImmediatePropagation.
	StopPropagationResistant = goja.NewSymbol("kResistStopPropagation")
)
