// Package diagnostics publishes on channels of node:diagnostics_channel from Go,
// without loading that module before the program does.
package diagnostics

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// state is whether node:diagnostics_channel is loaded, and the channels asked for.
type state struct {
	loaded   bool
	channels map[string]*goja.Object
}

var local = modules.NewLocal(func(*modules.Env) *state { return &state{channels: map[string]*goja.Object{}} })

// SetLoaded notes that the program has loaded the module: only then can a channel
// have subscribers.
func SetLoaded(e *modules.Env) { local.Of(e).loaded = true }

// Publish tells the subscribers of a channel, if there are any, a message that is
// made only then.
func Publish(e *modules.Env, name string, message func() goja.Value) error {
	s := local.Of(e)
	if !s.loaded {
		return nil
	}
	channel := s.channels[name]
	if channel == nil {
		v, err := e.Method(e.RequireObject("diagnostics_channel"), "channel", e.VM.ToValue(name))
		if err != nil {
			return err
		}
		channel = v.(*goja.Object)
		s.channels[name] = channel
	}
	if !channel.Get("hasSubscribers").ToBoolean() {
		return nil
	}
	_, err := e.Method(channel, "publish", message())
	return err
}
