package emitter

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Target is the state of an EventTarget, as far as module events asks for it.
type Target interface {
	// Listeners are the listeners of an event, in order.
	Listeners(name string) []goja.Value
}

var targetSlot = modules.NewSlot[targetState]("eventTarget")

type targetState struct{ Target }

// SetTarget says that o is an EventTarget.
func SetTarget(vm *goja.Runtime, o *goja.Object, t Target) { targetSlot.Set(vm, o, &targetState{t}) }

// TargetOf returns the state of an EventTarget, or nil for anything else.
func TargetOf(v goja.Value) Target {
	if s := targetSlot.Get(v); s != nil {
		return s.Target
	}
	return nil
}

// MaxEventTargetListeners and MaxEventTargetListenersWarned are the symbols
// of the properties in which an EventTarget keeps its limit of listeners.
var (
	MaxEventTargetListeners       = goja.NewSymbol("events.maxEventTargetListeners")
	MaxEventTargetListenersWarned = goja.NewSymbol("events.maxEventTargetListenersWarned")
)

// StopPropagationResistant is the symbol of an option of addEventListener: the
// listener is called even after stopImmediatePropagation.
var StopPropagationResistant = goja.NewSymbol("kResistStopPropagation")
