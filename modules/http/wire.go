package http

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// A wire is what a message is written to: a connection of the server itself,
// or any socket that JavaScript has.
type wire interface {
	// serves reports whether it is this message's turn.
	serves(m *outgoing) bool
	destroyed() bool
	writable() bool
	cork()
	uncork()
	// uncorkAll undoes all corks at once.
	uncorkAll()
	isCorked() bool
	// write sends a head and data, in one piece. It reports whether more may
	// follow at once. Neither is kept.
	write(head, data []byte, cb callback) (more bool)
	queued() int
	highWaterMark() int
	destroy(err goja.Value)
	// errored is the error that the connection broke with, or nil.
	errored() goja.Value
	hadError() bool
	// object is the socket, for JavaScript.
	object() goja.Value
}

// socketWire is a socket of JavaScript: a net.Socket, or anything that is
// like one.
type socketWire struct {
	lib *library
	obj *goja.Object
}

// wireOf is the wire of a value that somebody assigned as the socket.
func (l *library) wireOf(v goja.Value) wire {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	if c := connections.Own(o); c != nil {
		return c
	}
	return &socketWire{l, o}
}

func (w *socketWire) flag(name string) bool {
	v := w.obj.Get(name)
	return v != nil && v.ToBoolean()
}

func (w *socketWire) number(name string) int {
	if v := w.obj.Get(name); v != nil {
		return int(v.ToInteger())
	}
	return 0
}

// call calls a method if there is one.
func (w *socketWire) call(name string, args ...goja.Value) goja.Value {
	f := w.obj.Get(name)
	if !modules.IsFunction(f) {
		return goja.Undefined()
	}
	return throw(w.lib.env.Invoke(f, w.obj, args...))
}

func (w *socketWire) serves(m *outgoing) bool { return w.obj.Get("_httpMessage") == goja.Value(m.obj) }
func (w *socketWire) destroyed() bool         { return w.flag("destroyed") }
func (w *socketWire) writable() bool          { return w.flag("writable") }
func (w *socketWire) cork()                   { w.call("cork") }
func (w *socketWire) uncork()                 { w.call("uncork") }

func (w *socketWire) uncorkAll() {
	if state, ok := w.obj.Get("_writableState").(*goja.Object); ok {
		must(state.Set("corked", 1))
	}
	w.uncork()
}

func (w *socketWire) isCorked() bool         { return w.number("writableCorked") > 0 }
func (w *socketWire) queued() int            { return w.number("writableLength") }
func (w *socketWire) highWaterMark() int     { return w.number("writableHighWaterMark") }
func (w *socketWire) destroy(err goja.Value) { w.call("destroy", orUndefined(err)) }
func (w *socketWire) hadError() bool         { return w.flag("_hadError") }
func (w *socketWire) object() goja.Value     { return w.obj }

func (w *socketWire) errored() goja.Value {
	if v := w.obj.Get("errored"); v != nil && v.ToBoolean() {
		return v
	}
	return nil
}

func (w *socketWire) write(head, data []byte, cb callback) bool {
	b := make([]byte, 0, len(head)+len(data))
	chunk := w.lib.buffers.New(append(append(b, head...), data...))
	if cb.none() {
		return w.call("write", chunk).ToBoolean()
	}
	return w.call("write", chunk, w.lib.callbackFunc(cb)).ToBoolean()
}

// callbackFunc is a callback as a function of JavaScript.
func (l *library) callbackFunc(cb callback) goja.Value {
	return l.env.Func("", 1, func(c modules.Call) (goja.Value, error) {
		if len(c.Arguments) == 0 {
			cb.call(nil)
		} else {
			cb.call(c.Arguments[0])
		}
		return nil, nil
	})
}

func orUndefined(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}
