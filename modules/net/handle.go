package net

import (
	"context"
	"net"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/netconn"
)

// handle is what socket._handle and server._handle are: a connection, a
// listener, or what becomes one of them.
type handle struct {
	n            *library
	object       *goja.Object
	owner        *goja.Object // the Socket or Server
	asyncContext any

	conn     *netconn.Conn
	listener *netconn.Listener
	server   *serverState
	connect  context.CancelFunc // while connecting

	unrefed bool
	closed  bool
	path    string
}

var handles = modules.NewSlot[handle]("handle")

// handleClass makes the constructor of TCP or Pipe.
func (n *library) handleClass(name string, extra []modules.Export) *goja.Object {
	return n.env.Class(modules.ClassSpec{
		Name: name, NewOnly: true, EnumerableMethods: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			n.newHandle(c.This)
			return nil, nil
		},
		Methods: append(n.handleMethods(), extra...),
	})
}

func (n *library) newHandle(o *goja.Object) *handle {
	h := &handle{n: n, object: o, asyncContext: n.env.Host.AsyncContext()}
	handles.Set(n.env.VM, o, h)
	return h
}

// adopt makes a handle of an open connection.
func (n *library) adopt(conn *netconn.Conn) *handle {
	class := n.tcp
	if _, isTCP := conn.Stream().(netconn.TCP); !isTCP {
		class = n.pipe
	}
	h := n.newHandle(n.env.VM.CreateObject(class.Get("prototype").(*goja.Object)))
	h.conn = conn
	h.opened()
	return h
}

// method exports a function of the handle that this is.
func method(name string, length int, f func(h *handle, c modules.Call) (goja.Value, error)) modules.Export {
	return modules.Fn(name, length, func(c modules.Call) (goja.Value, error) {
		h := handles.Get(c.This)
		if h == nil {
			return nil, &modules.Error{Class: "TypeError", Message: "Illegal invocation"}
		}
		return f(h, c)
	})
}

func getter(name string, f func(h *handle) any) modules.Export {
	return modules.Getter(name, func(c modules.Call) (goja.Value, error) {
		h := handles.Get(c.This)
		if h == nil {
			return nil, nil
		}
		return c.Env.Value(f(h)), nil
	})
}

func (n *library) handleMethods() []modules.Export {
	return []modules.Export{
		method("close", 1, (*handle).closeMethod),
		method("ref", 0, func(h *handle, _ modules.Call) (goja.Value, error) { h.setRef(true); return nil, nil }),
		method("unref", 0, func(h *handle, _ modules.Call) (goja.Value, error) { h.setRef(false); return nil, nil }),
		method("hasRef", 0, func(h *handle, _ modules.Call) (goja.Value, error) {
			return modules.Bool(!h.unrefed && !h.closed), nil
		}),
		method("readStart", 0, func(h *handle, _ modules.Call) (goja.Value, error) {
			if h.conn == nil || h.closed {
				return h.n.env.VM.ToValue("EBADF"), nil
			}
			h.conn.Start(h)
			return nil, nil
		}),
		method("readStop", 0, func(h *handle, _ modules.Call) (goja.Value, error) {
			if h.conn != nil {
				h.conn.Pause()
			}
			return h.n.env.VM.ToValue(0), nil
		}),
		method("shutdown", 1, (*handle).shutdown),
		method("getAsyncId", 0, func(h *handle, _ modules.Call) (goja.Value, error) { return h.n.env.VM.ToValue(0), nil }),
		method("connect", 4, (*handle).connectMethod),
		method("listen", 1, (*handle).listen),
		method("setBlocking", 1, func(h *handle, c modules.Call) (goja.Value, error) {
			if h.conn != nil && c.Argument(0).ToBoolean() {
				h.conn.SetBlocking()
			}
			return c.Env.VM.ToValue(0), nil
		}),
		modules.Accessor("owner", func(c modules.Call) (goja.Value, error) {
			if h := handles.Get(c.This); h != nil && h.owner != nil {
				return h.owner, nil
			}
			return goja.Null(), nil
		}, func(c modules.Call) (goja.Value, error) {
			if h := handles.Get(c.This); h != nil {
				h.owner, _ = c.Argument(0).(*goja.Object)
				if h.conn != nil {
					h.conn.Object = h.owner
				}
			}
			return nil, nil
		}),
		modules.Accessor("reading", func(c modules.Call) (goja.Value, error) {
			h := handles.Get(c.This)
			return modules.Bool(h != nil && h.conn != nil && h.conn.Reading()), nil
		}, func(modules.Call) (goja.Value, error) { return nil, nil }),
		getter("fd", func(h *handle) any { return h.descriptor() }),
		getter("bytesRead", func(h *handle) any {
			if h.conn == nil {
				return 0
			}
			return h.conn.BytesRead()
		}),
		getter("bytesWritten", func(h *handle) any {
			if h.conn == nil {
				return 0
			}
			return h.conn.BytesWritten() + int64(h.conn.Queued())
		}),
		getter("writeQueueSize", func(h *handle) any {
			if h.conn == nil {
				return 0
			}
			return h.conn.Queued()
		}),
	}
}

func (n *library) tcpMethods() []modules.Export {
	return []modules.Export{
		method("getsockname", 1, func(h *handle, c modules.Call) (goja.Value, error) {
			return h.describe(c, h.localAddr())
		}),
		method("getpeername", 1, func(h *handle, c modules.Call) (goja.Value, error) {
			if h.conn == nil {
				return h.describe(c, nil)
			}
			return h.describe(c, h.conn.RemoteAddr())
		}),
		method("setNoDelay", 1, (*handle).setNoDelay),
		method("setKeepAlive", 4, (*handle).setKeepAlive),
		method("reset", 1, func(h *handle, c modules.Call) (goja.Value, error) {
			if h.conn == nil {
				return h.closeMethod(c)
			}
			h.closed = true
			h.ended()
			if err := h.conn.Reset(h.closing(c)); err != nil {
				return c.Env.VM.ToValue(modules.ErrorCode(err)), nil
			}
			return nil, nil
		}),
	}
}

func (h *handle) localAddr() net.Addr {
	switch {
	case h.conn != nil:
		return h.conn.LocalAddr()
	case h.listener != nil:
		return h.listener.Addr()
	}
	return nil
}

// describe fills in the object of getsockname and getpeername. It returns an
// error code, or undefined.
func (h *handle) describe(c modules.Call, a net.Addr) (goja.Value, error) {
	if a == nil {
		return c.Env.VM.ToValue("EBADF"), nil
	}
	out, ok := c.Argument(0).(*goja.Object)
	if !ok {
		return nil, nil
	}
	return nil, describeInto(c, a, out)
}

func (h *handle) setRef(on bool) {
	h.unrefed = !on
	switch {
	case h.conn != nil && on:
		h.conn.Ref()
	case h.conn != nil:
		h.conn.Unref()
	case h.listener != nil && on:
		h.listener.Ref()
	case h.listener != nil:
		h.listener.Unref()
	}
}

// closeMethod is handle.close([callback]); the callback runs in the loop's
// close phase.
func (h *handle) closeMethod(c modules.Call) (goja.Value, error) {
	if h.closed {
		return nil, nil
	}
	h.closed = true
	h.ended()
	done := h.closing(c)
	if h.connect != nil {
		h.connect()
	}
	if h.listener != nil {
		h.listener.Close()
	}
	if h.conn != nil {
		h.conn.Close(done)
		return nil, nil
	}
	h.n.env.Loop.Closing(func() {
		if done != nil {
			h.enter(done)
		}
	})
	return nil, nil
}

func (h *handle) closing(c modules.Call) func() {
	callback, ok := goja.AssertFunction(c.Argument(0))
	if !ok {
		return nil
	}
	return func() { h.call(callback) }
}

// call calls back during a task.
func (h *handle) call(f goja.Callable, args ...goja.Value) {
	if _, err := f(h.object, args...); err != nil {
		h.n.env.Host.Uncaught(err)
	}
}

// enter runs f as a task in the asynchronous context of the handle.
func (h *handle) enter(f func()) {
	host := h.n.env.Host
	previous := host.SetAsyncContext(h.asyncContext)
	host.Enter(f)
	host.SetAsyncContext(previous)
}

// shutdown is handle.shutdown(callback): the callback gets an error code, or
// undefined.
func (h *handle) shutdown(c modules.Call) (goja.Value, error) {
	if h.conn == nil || h.closed {
		return c.Env.VM.ToValue("ENOTCONN"), nil
	}
	callback, err := c.Func(0, "callback")
	if err != nil {
		return nil, err
	}
	h.conn.Shutdown(func(err error) { h.call(callback, h.code(err)) })
	return nil, nil
}

// code is the code of an error for JavaScript, or undefined.
func (h *handle) code(err error) goja.Value {
	if err == nil {
		return goja.Undefined()
	}
	code := modules.ErrorCode(err)
	if code == "" {
		code = "UNKNOWN"
	}
	return h.n.env.VM.ToValue(code)
}
