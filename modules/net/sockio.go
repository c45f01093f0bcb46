package net

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/eventloop"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// timer is the inactivity timer of a socket.
type timer struct{ *eventloop.Timer }

var timers = modules.NewSlot[timer]("timeout")

// socketMethods are the methods of Socket.prototype on the way of every byte.
func (n *library) socketMethods() []modules.Export {
	return []modules.Export{
		modules.Fn("_unrefTimer", 0, func(c modules.Call) (goja.Value, error) {
			for o, ok := c.This.(*goja.Object); ok; o, ok = o.Get("_parent").(*goja.Object) {
				refresh(o)
			}
			return nil, nil
		}),
		modules.Fn("_writeGeneric", 4, n.writeGeneric),
		modules.Fn("_writev", 2, func(c modules.Call) (goja.Value, error) {
			return n.write(c, true, c.Argument(0), goja.Undefined(), c.Argument(1))
		}),
		modules.Fn("_write", 3, func(c modules.Call) (goja.Value, error) {
			return n.write(c, false, c.Argument(0), c.Argument(1), c.Argument(2))
		}),
	}
}

func refresh(socket *goja.Object) {
	if t := timers.Own(socket); t != nil && t.Timer != nil {
		t.Refresh()
	}
}

// setTimer is setTimer(socket, milliseconds): socket._onTimeout is called when
// nothing has passed for that long. Zero stops it.
func (n *library) setTimer(c modules.Call) (goja.Value, error) {
	socket, ok := c.Argument(0).(*goja.Object)
	if !ok {
		return nil, nil
	}
	t := timers.Own(socket)
	if t == nil {
		t = &timer{}
		timers.Set(n.env.VM, socket, t)
	}
	if t.Timer != nil {
		t.Stop()
		t.Timer = nil
	}
	delay := c.Argument(1).ToInteger()
	if delay <= 0 {
		return nil, nil
	}
	asyncContext := n.env.Host.AsyncContext()
	t.Timer = n.env.Loop.NewTimer(delay, false, func() {
		previous := n.env.Host.SetAsyncContext(asyncContext)
		n.env.Host.Enter(func() {
			if _, err := n.env.Method(socket, "_onTimeout"); err != nil {
				n.env.Host.Uncaught(err)
			}
		})
		n.env.Host.SetAsyncContext(previous)
	})
	t.Unref()
	return nil, nil
}

// writeGeneric is socket._writeGeneric(writev, data, encoding, callback).
func (n *library) writeGeneric(c modules.Call) (goja.Value, error) {
	return n.write(c, c.Argument(0).ToBoolean(), c.Argument(1), c.Argument(2), c.Argument(3))
}

// write sends data, or a list of { chunk, encoding }, and calls back.
func (n *library) write(c modules.Call, list bool, data, enc, callback goja.Value) (goja.Value, error) {
	socket, ok := c.This.(*goja.Object)
	if !ok {
		return nil, nil
	}
	if connecting := socket.Get("connecting"); connecting != nil && connecting.ToBoolean() {
		return n.env.Method(socket, "_writeLater", modules.Bool(list), data, enc, callback)
	}
	h := handles.Get(socket.Get("_handle"))
	if h == nil || h.conn == nil {
		_, err := n.env.Invoke(callback, goja.Undefined(), n.env.Error(errSocketClosed()))
		return modules.Bool(false), err
	}
	for o, ok := socket, true; ok; o, ok = o.Get("_parent").(*goja.Object) {
		refresh(o)
	}
	var bytes []byte
	var err error
	if list {
		bytes, err = n.joined(data.(*goja.Object))
	} else {
		bytes, err = n.bytesOf(data, enc)
	}
	if err != nil {
		return nil, err
	}
	done, ok := goja.AssertFunction(callback)
	if !ok {
		return nil, nil
	}
	complete, err := h.conn.Write(bytes, func(err error) {
		if err != nil {
			h.call(done, n.env.Error(ioError(err, "write")))
			return
		}
		h.call(done)
	})
	if !complete {
		return nil, nil
	}
	if err != nil {
		_, err = done(goja.Undefined(), n.env.Error(ioError(err, "write")))
		return nil, err
	}
	_, err = done(goja.Undefined())
	return nil, err
}

func errSocketClosed() *modules.Error {
	return modules.PlainError("ERR_SOCKET_CLOSED", "Socket is closed")
}

// ioError is the error of a failed read or write: "read ECONNRESET".
func ioError(err error, call string) *modules.Error {
	code := modules.ErrorCode(err)
	if code == "" {
		return modules.SystemError(err, call, "", "")
	}
	name, _ := modules.LookupErrName(code)
	return &modules.Error{Code: code, Errno: name.Errno(), Syscall: call, Message: call + " " + code}
}

func (n *library) bytesOf(data, enc goja.Value) ([]byte, error) {
	if goja.IsString(data) {
		as, ok := encoding.Lookup(enc.String())
		if !ok {
			as = encoding.UTF8
		}
		return as.Encode(encoding.TextOf(data)), nil
	}
	bytes, ok := buffers.Bytes(n.env, data)
	if !ok {
		return nil, n.env.InvalidArgType("chunk", data, "string", "Buffer", "TypedArray", "DataView")
	}
	return bytes, nil
}

func (n *library) joined(list *goja.Object) ([]byte, error) {
	var all []byte
	for i, length := 0, int(list.Get("length").ToInteger()); i < length; i++ {
		item, ok := list.Get(index(i)).(*goja.Object)
		if !ok {
			continue
		}
		chunk, enc := item.Get("chunk"), item.Get("encoding")
		if chunk == nil {
			chunk, enc = item, goja.Undefined()
		}
		bytes, err := n.bytesOf(chunk, enc)
		if err != nil {
			return nil, err
		}
		all = append(all, bytes...)
	}
	return all, nil
}

// Data, End and Fail take what arrives; they make a handle the sink of its
// connection.
func (h *handle) Data(chunk []byte) {
	socket := h.owner
	if socket == nil {
		return
	}
	refresh(socket)
	if socket.Get("destroyed").ToBoolean() {
		return
	}
	if read := socket.Get("_onUserBuffer"); modules.IsFunction(read) {
		h.toUserBuffer(read, chunk)
		return
	}
	more, err := h.n.env.Method(socket, "push", buffers.New(h.n.env, chunk))
	if err != nil {
		h.n.env.Host.Uncaught(err)
		return
	}
	if !more.ToBoolean() && !h.closed {
		h.conn.Pause()
	}
}

// toUserBuffer hands a chunk to the buffer of option onread, part by part:
// the function copies what fits and returns how much that was, negative when
// reading shall stop.
func (h *handle) toUserBuffer(read goja.Value, chunk []byte) {
	for len(chunk) > 0 && !h.closed {
		v, err := h.n.env.Invoke(read, h.owner, buffers.New(h.n.env, append([]byte(nil), chunk...)))
		if err != nil {
			h.n.env.Host.Uncaught(err)
			return
		}
		taken := int(v.ToInteger())
		if taken < 0 {
			h.conn.Pause()
			h.conn.Unread(chunk[-taken:])
			return
		}
		chunk = chunk[taken:]
	}
}

func (h *handle) End() { h.finish("_onEnd") }

func (h *handle) Fail(err error) { h.finish("destroy", h.n.env.Error(ioError(err, "read"))) }

func (h *handle) finish(method string, args ...goja.Value) {
	if h.owner == nil {
		return
	}
	refresh(h.owner)
	if _, err := h.n.env.Method(h.owner, method, args...); err != nil {
		h.n.env.Host.Uncaught(err)
	}
}
