package net

import (
	"net"
	"strconv"
	"sync/atomic"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/netconn"
)

// serverState is what Go knows of a net.Server.
type serverState struct {
	// connections are those that the server has to wait for when it closes.
	connections atomic.Int64
	// accept takes connections in the place of JavaScript, see
	// [netconn.Sockets].
	accept func(conn net.Conn, released func())
}

var servers = modules.NewSlot[serverState]("server")

func (n *library) stateOf(server *goja.Object) *serverState {
	s := servers.Own(server)
	if s == nil {
		s = &serverState{}
		servers.Set(n.env.VM, server, s)
	}
	return s
}

// connections is connections(server): how many are open.
func (n *library) connections(c modules.Call) (goja.Value, error) {
	server, ok := c.Argument(0).(*goja.Object)
	if !ok {
		return nil, nil
	}
	return c.Env.VM.ToValue(n.stateOf(server).connections.Load()), nil
}

// addConnections is addConnections(server, count).
func (n *library) addConnections(c modules.Call) (goja.Value, error) {
	if server, ok := c.Argument(0).(*goja.Object); ok {
		n.stateOf(server).connections.Add(c.Argument(1).ToInteger())
	}
	return nil, nil
}

// listen is handle.listen(server, address, port, options), with options
// { backlog, ipv6Only, reusePort }, or handle.listen(server, path). It returns
// an error code, or undefined.
func (h *handle) listen(c modules.Call) (goja.Value, error) {
	server, err := c.Object(0, "server")
	if err != nil {
		return nil, err
	}
	address := c.Argument(1).String()
	network := "unix"
	opts := modules.ListenOptions{}
	if c.Has(2) {
		network = "tcp4"
		if versionOf(address) == 6 {
			network = "tcp6"
		}
		if options, ok := c.Argument(3).(*goja.Object); ok {
			opts.Backlog = int(options.Get("backlog").ToInteger())
			opts.IPv6Only = options.Get("ipv6Only").ToBoolean()
			opts.ReusePort = options.Get("reusePort").ToBoolean()
		}
		if address == "::" && !opts.IPv6Only {
			network = "tcp" // the only one that takes IPv4 as well
		}
		address = net.JoinHostPort(address, strconv.FormatInt(c.Argument(2).ToInteger(), 10))
	} else {
		h.path = address
		address = socketPath(address)
	}
	raw, err := h.n.env.Net.Listen(h.n.env.Ctx, network, address, opts)
	if err != nil {
		return h.code(err), nil
	}
	h.listener = netconn.NewListener(h.n.env, raw)
	h.owner, h.server = server, h.n.stateOf(server)
	if h.unrefed {
		h.listener.Unref()
	}
	h.opened()
	h.listener.Serve(h.accept)
	return nil, nil
}

// accept takes a connection, on the goroutine of the listener.
func (h *handle) accept(conn net.Conn) {
	if take := h.server.accept; take != nil {
		h.server.connections.Add(1)
		take(conn, h.release)
		return
	}
	h.n.env.Loop.Post(func() {
		if h.closed {
			_ = conn.Close()
			return
		}
		h.enter(func() {
			client := h.n.adopt(netconn.New(h.n.env, conn))
			if _, err := h.n.env.Method(h.object, "onconnection", goja.Undefined(), client.object); err != nil {
				h.n.env.Host.Uncaught(err)
			}
		})
	})
}

// release ends the count of a connection that Go took.
func (h *handle) release() {
	h.server.connections.Add(-1)
	if _, err := h.n.env.Method(h.owner, "_emitCloseIfDrained"); err != nil {
		h.n.env.Host.Uncaught(err)
	}
}
