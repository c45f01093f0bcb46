package netconn

import (
	"net"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Sockets is what node:net does for Go code of other modules.
type Sockets interface {
	// Socket is the net.Socket of a connection, made on the first call. It
	// reads nothing before JavaScript asks it to, and then through
	// [Conn.Start]: whoever reads the connection himself stops before that
	// and gives back the rest by [Conn.Unread].
	Socket(c *Conn) *goja.Object
	// SocketWith is Socket with options for the constructor; nil stands for
	// { manualStart: true, allowHalfOpen: true }.
	SocketWith(c *Conn, options *goja.Object) *goja.Object
	// Conn is the connection of a net.Socket, or nil when it is not connected
	// or closed.
	Conn(socket goja.Value) *Conn
	// TakeConnections makes a net.Server hand the connections that it accepts
	// to accept, on the accepting goroutine, in the place of making a
	// net.Socket and emitting 'connection'. maxConnections and 'drop' are then
	// the taker's, who reports the end of each by calling released on the
	// loop.
	TakeConnections(server *goja.Object, accept func(conn net.Conn, released func()))
}

var socketsSlot = modules.NewSlot[Sockets]("gonode.sockets")

// SocketsOf loads node:net.
func SocketsOf(env *modules.Env) Sockets {
	return *socketsSlot.Get(env.RequireObject("net"))
}

// ProvideSockets is called by node:net when it loads.
func ProvideSockets(env *modules.Env, exports *goja.Object, s Sockets) {
	socketsSlot.Set(env.VM, exports, &s)
}
