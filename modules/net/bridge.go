package net

import (
	"net"
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/netconn"
)

var _ netconn.Sockets = (*library)(nil)

// Socket is [netconn.Sockets.Socket].
func (n *library) Socket(c *netconn.Conn) *goja.Object {
	return n.SocketWith(c, nil)
}

// SocketWith is [netconn.Sockets.SocketWith].
func (n *library) SocketWith(c *netconn.Conn, options *goja.Object) *goja.Object {
	if c.Object != nil {
		return c.Object
	}
	if options == nil {
		options = n.env.Exports(modules.Val("manualStart", true), modules.Val("allowHalfOpen", true))
	}
	if err := options.Set("handle", n.adopt(c).object); err != nil {
		panic(err)
	}
	socket, err := n.env.VM.New(n.socket, options)
	if err != nil {
		panic(n.env.Thrown(err))
	}
	c.Object = socket
	return socket
}

// Conn is [netconn.Sockets.Conn].
func (n *library) Conn(socket goja.Value) *netconn.Conn {
	o, ok := socket.(*goja.Object)
	if !ok {
		return nil
	}
	h := handles.Get(o.Get("_handle"))
	if h == nil || h.closed {
		return nil
	}
	return h.conn
}

// TakeConnections is [netconn.Sockets.TakeConnections].
func (n *library) TakeConnections(server *goja.Object, accept func(conn net.Conn, released func())) {
	n.stateOf(server).accept = accept
}

func index(i int) string { return strconv.Itoa(i) }
