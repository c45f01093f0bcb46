package http

import (
	"github.com/dop251/goja"
)

// abortSignal is message.signal: it aborts when the connection closes before
// the exchange is over.
type abortSignal struct {
	controller *goja.Object
	detached   bool
}

func (in *incoming) signalValue() goja.Value {
	s := &in.signal
	if s.controller == nil {
		made, err := in.lib.vm.New(in.lib.vm.Get("AbortController"))
		must(err)
		s.controller = made
		ended := in.obj.Get("readableEnded").ToBoolean()
		gone := in.obj.Get("destroyed").ToBoolean() && (!ended || !in.complete)
		switch {
		case gone:
			in.abort()
		case in.usesConn():
			in.conn.onceClosed(in.abortUnlessOver)
		default:
			in.watchSocket()
		}
	}
	return s.controller.Get("signal")
}

func (in *incoming) watchSocket() {
	socket, ok := in.socket.(*goja.Object)
	if !ok {
		return
	}
	if socket.Get("destroyed").ToBoolean() {
		in.abortUnlessOver()
		return
	}
	in.lib.listenOnce(socket, "close", in.abortUnlessOver)
}

func (in *incoming) abortUnlessOver() {
	if !in.signal.detached {
		in.abort()
	}
}

func (in *incoming) abort() {
	s := &in.signal
	s.detached = true
	if s.controller != nil {
		throw(in.lib.env.Method(s.controller, "abort"))
	}
}
