package netconn

import (
	"net"
	"time"
)

// TCP is a stream over TCP: a *net.TCPConn, or what a [Conn] makes of one.
type TCP interface {
	net.Conn
	CloseWrite() error
	SetNoDelay(bool) error
	SetLinger(seconds int) error
	SetKeepAlive(bool) error
	SetKeepAliveConfig(net.KeepAliveConfig) error
}

// keepAliveDefault is what Go takes for zero in a [net.KeepAliveConfig], and keepAliveCount for its count.
const (
	keepAliveDefault = 15 * time.Second
	keepAliveCount   = 9
)
