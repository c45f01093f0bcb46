package net

import (
	"context"
	"net"
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/netconn"
)

// connectMethod is tcp.connect(callback, address, port[, local]), where local
// is { address, port }, and pipe.connect(callback, path). The callback gets an
// error code, or undefined.
func (h *handle) connectMethod(c modules.Call) (goja.Value, error) {
	callback, err := c.Func(0, "callback")
	if err != nil {
		return nil, err
	}
	network, address, opts := h.target(c)
	ctx, cancel := context.WithCancel(h.n.env.Ctx)
	h.connect = cancel
	finish := h.n.env.Loop.Begin()
	go func() {
		conn, err := h.n.env.Net.Dial(ctx, network, address, opts)
		finish(func() {
			cancel()
			h.connect = nil
			h.enter(func() { h.connected(conn, err, callback) })
		})
	}()
	return nil, nil
}

func (h *handle) target(c modules.Call) (network, address string, opts modules.DialOptions) {
	address = c.Argument(1).String()
	if !c.Has(2) {
		return "unix", socketPath(address), opts
	}
	network = "tcp4"
	if versionOf(address) == 6 {
		network = "tcp6"
	}
	if local, ok := c.Argument(3).(*goja.Object); ok {
		tcp := &net.TCPAddr{Port: int(local.Get("port").ToInteger())}
		if text := local.Get("address"); text.ToBoolean() {
			tcp.IP = net.ParseIP(text.String())
		}
		opts.LocalAddr = tcp
	}
	return network, net.JoinHostPort(address, strconv.FormatInt(c.Argument(2).ToInteger(), 10)), opts
}

// socketPath turns the name of an abstract socket, which starts with a NUL,
// into Go's form.
func socketPath(path string) string {
	if len(path) > 0 && path[0] == 0 {
		return "@" + path[1:]
	}
	return path
}

func (h *handle) connected(conn net.Conn, err error, callback goja.Callable) {
	if h.closed {
		if conn != nil {
			_ = conn.Close()
		}
		h.call(callback, h.n.env.VM.ToValue("ECANCELED"))
		return
	}
	if err != nil {
		h.call(callback, h.code(err))
		return
	}
	h.conn = netconn.New(h.n.env, conn)
	h.opened()
	h.conn.Object = h.owner
	if h.unrefed {
		h.conn.Unref()
	}
	h.call(callback, goja.Undefined())
}
