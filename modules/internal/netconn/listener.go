package netconn

import (
	"context"
	"errors"
	"net"
	"time"

	"github.com/gonode/gonode/eventloop"
	"github.com/gonode/gonode/modules"
)

// Listener accepts connections. While open and referenced it keeps the loop
// alive.
type Listener struct {
	env     *modules.Env
	raw     net.Listener
	handle  *eventloop.Handle
	unwatch func() bool
	closed  bool
}

// NewListener takes over a listening socket. It is closed when the runtime
// closes.
func NewListener(env *modules.Env, raw net.Listener) *Listener {
	return &Listener{
		env: env, raw: raw, handle: env.Loop.NewHandle(),
		unwatch: context.AfterFunc(env.Ctx, func() { _ = raw.Close() }),
	}
}

// Serve accepts connections on a goroutine of its own until Close, and calls
// accept for each, on that goroutine. Failures that pass, such as too many
// open files, are waited out.
func (l *Listener) Serve(accept func(net.Conn)) {
	go func() {
		delay := time.Millisecond
		for {
			conn, err := l.raw.Accept()
			if err == nil {
				delay = time.Millisecond
				accept(conn)
				continue
			}
			if errors.Is(err, net.ErrClosed) || l.env.Ctx.Err() != nil {
				return
			}
			select {
			case <-l.env.Ctx.Done():
				return
			case <-time.After(delay):
				delay = min(2*delay, time.Second)
			}
		}
	}()
}

// Addr is where it listens. Any goroutine may call it.
func (l *Listener) Addr() net.Addr { return l.raw.Addr() }

// Ref, Unref and HasRef are those of the loop's handle.
func (l *Listener) Ref()         { l.handle.Ref() }
func (l *Listener) Unref()       { l.handle.Unref() }
func (l *Listener) HasRef() bool { return l.handle.HasRef() }

// Close stops listening. Connections stay open.
func (l *Listener) Close() {
	if l.closed {
		return
	}
	l.closed = true
	l.unwatch()
	l.handle.Close()
	_ = l.raw.Close()
}

// Raw is the listening socket itself. Any goroutine may call it.
func (l *Listener) Raw() net.Listener { return l.raw }
