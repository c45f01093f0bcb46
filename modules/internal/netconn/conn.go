// Package netconn drives stream connections from the event loop: TCP and Unix
// sockets, pipes. It holds no JavaScript, so that the HTTP engine and node:net
// use one connection alike; the net.Socket is made around a [Conn] when a
// program asks for it, by [Sockets].
//
// Everything is called on the loop's goroutine, unless a comment says that any
// goroutine may.
package netconn

import (
	"context"
	"io"
	"net"
	"sync/atomic"
	"syscall"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/eventloop"
	"github.com/gonode/gonode/modules"
)

// Stream is what a Conn drives: a net.Conn, or a pipe.
type Stream interface {
	io.ReadWriteCloser
}

// Sink takes what arrives on a connection. Its methods run on the loop, each
// as a task of its own. Nothing arrives after End, Fail or Close.
type Sink interface {
	// Data hands over bytes, which the sink then owns.
	Data(chunk []byte)
	// End tells that the other side will send no more.
	End()
	// Fail tells of a failed read, such as ECONNRESET.
	Fail(err error)
}

// Conn is an open connection.
type Conn struct {
	// Object is the net.Socket of the connection, if there is one.
	Object *goja.Object

	env          *modules.Env
	stream       Stream
	raw          syscall.RawConn  // of the stream, if it has one
	watch        *eventloop.Watch // of the stream, if the loop waits for it
	handle       *eventloop.Handle
	asyncContext any
	unwatch      func() bool

	refed  bool
	closed bool
	in     reader
	out    writer

	bytesRead, bytesWritten atomic.Int64
}

// New takes over a connection. It is closed when the runtime closes. Reading
// starts with [Conn.Start].
func New(env *modules.Env, stream Stream) *Conn {
	c := &Conn{env: env, stream: stream, refed: true, asyncContext: env.Host.AsyncContext()}
	c.handle = env.Loop.NewHandle()
	c.handle.Unref()
	c.in.init()
	if p, watch := adopt(env.Loop, stream, c.readable, c.writable); p != nil {
		stream = p
		c.stream, c.watch = p, watch
	} else if conn, ok := stream.(syscall.Conn); ok {
		c.raw, _ = conn.SyscallConn() // without it a goroutine writes
	}
	c.unwatch = context.AfterFunc(env.Ctx, func() {
		_ = stream.Close()
		c.in.window.close()
	})
	return c
}

// Stream is what the connection drives. Any goroutine may call it. Whoever
// reads from it himself says so by [Conn.ReadElsewhere], and before Start is
// called he stops and gives back what he read too far by [Conn.Unread].
func (c *Conn) Stream() Stream { return c.stream }

// LocalAddr and RemoteAddr may be nil. Any goroutine may call them.
func (c *Conn) LocalAddr() net.Addr {
	if conn, ok := c.stream.(net.Conn); ok {
		return conn.LocalAddr()
	}
	return nil
}

func (c *Conn) RemoteAddr() net.Addr {
	if conn, ok := c.stream.(net.Conn); ok {
		return conn.RemoteAddr()
	}
	return nil
}

// BytesRead and BytesWritten count what has passed. Any goroutine may call
// them, and CountRead, with which a reader of Stream reports what it read.
func (c *Conn) BytesRead() int64    { return c.bytesRead.Load() }
func (c *Conn) BytesWritten() int64 { return c.bytesWritten.Load() }
func (c *Conn) CountRead(n int)     { c.bytesRead.Add(int64(n)) }

// Ref makes the connection keep the loop alive while it reads, which it does
// from the start. Pending writes always keep it alive.
func (c *Conn) Ref() { c.refed = true; c.updateRef() }

// Unref lets the loop end although the connection reads.
func (c *Conn) Unref() { c.refed = false; c.updateRef() }

// HasRef reports what Ref and Unref have set.
func (c *Conn) HasRef() bool { return c.refed }

func (c *Conn) updateRef() {
	if c.refed && (c.Reading() || c.in.elsewhere) {
		c.handle.Ref()
	} else {
		c.handle.Unref()
	}
}

// Closed reports whether Close was called.
func (c *Conn) Closed() bool { return c.closed }

// Close closes the connection at once; what is not written yet fails with
// ECANCELED. The loop stays alive for its close phase, in which done runs,
// unless it is nil.
func (c *Conn) Close(done func()) {
	if c.closed {
		return
	}
	c.closed = true
	c.unwatch()
	c.in.close()
	c.handle.Close()
	if c.watch != nil {
		c.watch.Close()
		c.out.cancel(c)
	}
	_ = c.stream.Close() // nobody waits for the outcome
	c.env.Loop.Closing(func() {
		if done != nil {
			c.enter(done)
		}
	})
}

// Reset closes the connection by sending RST instead of FIN.
func (c *Conn) Reset(done func()) error {
	if conn, ok := c.stream.(TCP); ok && !c.closed {
		if err := conn.SetLinger(0); err != nil {
			return err
		}
	}
	c.Close(done)
	return nil
}

// enter runs f as a task, in the asynchronous context of the connection.
func (c *Conn) enter(f func()) {
	previous := c.env.Host.SetAsyncContext(c.asyncContext)
	c.env.Host.Enter(f)
	c.env.Host.SetAsyncContext(previous)
}
