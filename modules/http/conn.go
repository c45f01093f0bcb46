package http

import (
	"context"
	"net"
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/eventloop"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/http1"
	"github.com/gonode/gonode/modules/internal/netconn"
)

// serverConn is a connection of a Server. It reads either by itself, on a
// goroutine, or by the 'data' events of a socket: of one that the program
// emitted 'connection' with, or after the program began to listen to 'data'
// or took the connection over. The net.Socket of a connection that reads by
// itself is made when the program asks for it.
type serverConn struct {
	lib          *library
	server       *server
	asyncContext any

	raw    *netconn.Conn // nil for a foreign socket
	reader *reader       // nil once the socket reads
	socket *socketWire   // nil until it is asked for
	feed   *feed         // parses what the socket reads
	// listeners are those that the engine has on the socket.
	listeners []socketListener

	current  *outgoing   // the response whose turn it is
	queue    []*outgoing // responses that wait for theirs
	pending  []*incoming // requests that are not answered yet
	parsing  *incoming   // the request that is being read
	waiting  int         // bytes that wait in queue
	requests int

	// What is written while there is no socket.
	out       []byte
	callbacks []callback
	corks     int
	drains    bool // somebody was told to wait
	ended     bool

	gone     bool // destroyed
	isClosed bool
	onClosed []func()
	released func()
	unwatch  func() bool // the end of the runtime, which wakes the reader
	failed   goja.Value

	bodyPaused, floodPaused, userPaused bool

	idle      bool // between messages, with the timer for that
	timer     *eventloop.Timer
	timeout   int64
	active    int64 // when something last happened, in the loop's milliseconds
	upgraded  bool
	inMessage bool     // a head has come, the end of its message has not
	early     [][]byte // what the program gave the socket to read
}

type socketListener struct {
	name string
	fn   *goja.Object
}

// connections finds the connection of a socket.
var connections = modules.NewSlot[serverConn]("serverConnection")

// accept takes a connection, on the goroutine of the listener.
func (s *server) accept(stream net.Conn, released func()) {
	s.lib.env.Loop.Post(func() { s.open(stream, released) })
}

func (s *server) open(stream net.Conn, released func()) {
	l := s.lib
	raw := netconn.New(l.env, stream)
	c := &serverConn{lib: l, server: s, raw: raw, released: released, asyncContext: l.env.Host.AsyncContext()}
	if s.refuses(c) {
		return
	}
	s.conns = append(s.conns, c)
	s.tune(raw.Stream())
	raw.ReadElsewhere(true)
	c.reader = &reader{conn: c, stream: stream, decision: make(chan bool, 1), polled: raw.Polled()}
	if !raw.Polled() {
		c.reader.flow.init()
		flow := &c.reader.flow
		c.unwatch = context.AfterFunc(l.env.Ctx, func() { flow.set(func() { flow.closed = true }) })
	}
	c.reader.parser.Reset(http1.Request, s.parserOptions())
	c.reader.started.Store(l.env.Loop.Clock().Now().UnixNano())
	if t := millis(s.get("timeout"), 0); t > 0 {
		c.setTimeout(t)
	}
	if l.em.Count(s.obj, "connection") != 1 || s.obj.Get("emit") != l.emitFunc {
		c.enter(func() {
			socket := c.object()
			l.em.Emit(s.obj, "connection", socket)
		})
	}
	switch {
	case c.gone:
	case c.reader != nil && c.reader.polled:
		c.steer()
	default:
		go c.reader.run()
	}
}

// tune sets what the server's options ask of its connections.
func (s *server) tune(stream netconn.Stream) {
	tcp, ok := stream.(netconn.TCP)
	if !ok {
		return
	}
	if !s.flag("noDelay") {
		_ = tcp.SetNoDelay(false)
	}
	if s.flag("keepAlive") {
		_ = tcp.SetKeepAlive(true)
	}
}

// enter runs f as a task in the connection's asynchronous context.
func (c *serverConn) enter(f func()) {
	host := c.lib.env.Host
	previous := host.SetAsyncContext(c.asyncContext)
	host.Enter(func() { c.protect(f) })
	host.SetAsyncContext(previous)
}

// protect makes an uncaught exception of what f throws.
func (c *serverConn) protect(f func()) {
	if exception := c.lib.vm.Try(f); exception != nil {
		c.lib.env.Host.Uncaught(exception)
	}
}

// direct reports whether the connection reads by itself.
func (c *serverConn) direct() bool { return c.reader != nil }

// take handles what the reader found.
func (c *serverConn) take(e *event) {
	switch e.kind {
	case onHead:
		c.touch()
		c.inMessage = true
		if c.gone || c.isClosed {
			c.parsing = nil
			c.decide(e.head, false)
			return
		}
		c.onHead(e.head)
	case onBody:
		c.touch()
		if c.parsing != nil {
			c.parsing.body(e.bytes)
		}
	case onComplete:
		c.inMessage = false
		if in := c.parsing; in != nil {
			in.end(e.tail)
			if in.answered {
				c.letGo(in)
			}
		}
		c.resumeBody()
	case onUpgraded:
		c.takenOver(e.bytes)
	case onBadMessage:
		c.fail(c.lib.parseError(e.err, e.bytes))
	case onEnd:
		c.otherSideEnded(e.err)
	case onFailure:
		c.readFailed(e.err)
	case onStopped:
		c.handOver()
	}
}

// decide answers the reader, which waits after the head of a message that
// asks for another protocol.
func (c *serverConn) decide(head *http1.Head, upgrade bool) {
	if head.Upgrade && c.reader != nil {
		c.reader.decision <- upgrade
	}
}

// otherSideEnded is told that the client will send no more.
func (c *serverConn) otherSideEnded(failure error) {
	if c.gone {
		return
	}
	if failure != nil {
		c.fail(c.lib.parseError(failure, nil))
		return
	}
	if c.socket != nil {
		throw(c.lib.env.Method(c.socket.obj, "_onEnd"))
		return
	}
	c.onEnd()
}

func (c *serverConn) onEnd() {
	if c.feed != nil {
		if err := c.feed.finish(); err != nil {
			c.fail(c.lib.parseError(err, nil))
			return
		}
	}
	switch {
	case !c.server.flag("httpAllowHalfOpen"):
		c.end()
	case len(c.queue) > 0:
		c.queue[len(c.queue)-1].last = true
	case c.current != nil:
		c.current.last = true
	default:
		c.end()
	}
}

func (c *serverConn) readFailed(err error) {
	if c.gone {
		return
	}
	c.fail(c.lib.env.Error(systemError(err, "read")))
}

// fail is what becomes of an error of the connection: 'clientError', or a
// short answer and the end.
func (c *serverConn) fail(err goja.Value) {
	if c.gone && c.socket == nil {
		return
	}
	if c.lib.em.Count(c.server.obj, "clientError") > 0 || c.server.obj.Get("emit") != c.lib.emitFunc {
		socket := c.object()
		c.unlisten("error")
		c.lib.em.Add(socket.(*goja.Object), "on", "error", c.lib.noop)
		if c.lib.em.Emit(c.server.obj, "clientError", err, socket) {
			return
		}
	} else if c.socket != nil {
		c.unlisten("error")
		c.lib.em.Add(c.socket.obj, "on", "error", c.lib.noop)
	}
	if c.writable() && (c.current == nil || !c.current.headSent) {
		c.write(nil, shortAnswer(err), callback{})
		c.uncorkAll()
	}
	c.destroy(err)
}

// shortAnswer is the raw response to what cannot be served.
func shortAnswer(err goja.Value) []byte {
	code := ""
	if o, ok := err.(*goja.Object); ok {
		if v := o.Get("code"); v != nil {
			code = v.String()
		}
	}
	status := 400
	switch code {
	case "HPE_HEADER_OVERFLOW":
		status = 431
	case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
		status = 413
	case "ERR_HTTP_REQUEST_TIMEOUT":
		status = 408
	}
	return append(http1.AppendStatusLine(nil, status, http1.StatusText(status)), "Connection: close\r\n\r\n"...)
}

// end closes the writing half, behind what is written.
func (c *serverConn) end() {
	if c.socket != nil {
		c.socket.call("end")
		return
	}
	if c.ended || c.gone {
		return
	}
	c.flush()
	c.ended = true
	c.raw.Shutdown(func(error) { c.destroy(nil) })
}

// finishAndDestroy is socket.destroySoon().
func (c *serverConn) finishAndDestroy() {
	if c.socket == nil {
		c.end()
		return
	}
	if modules.IsFunction(c.socket.obj.Get("destroySoon")) {
		c.socket.call("destroySoon")
	} else {
		c.socket.call("end")
	}
}

// destroy closes the connection at once.
func (c *serverConn) destroy(err goja.Value) {
	if c.socket != nil {
		c.socket.destroy(err)
		return
	}
	if c.gone {
		return
	}
	if err != nil && c.failed == nil && !modules.IsNullish(err) {
		c.failed = err
	}
	c.gone = true
	c.stopReading()
	callbacks := c.callbacks
	c.callbacks, c.out = nil, nil
	if len(callbacks) > 0 {
		failure := c.lib.env.Error(destroyedError("write"))
		c.lib.nextTick(func() {
			for _, cb := range callbacks {
				cb.call(failure)
			}
		})
	}
	c.raw.Close(func() { c.protect(c.closed) })
}

func (c *serverConn) stopReading() {
	if c.unwatch != nil {
		c.unwatch()
	}
	switch {
	case c.reader == nil:
	case c.reader.polled:
		c.raw.ReadBytes(nil)
	default:
		c.reader.flow.set(func() { c.reader.flow.closed = true })
		select {
		case c.reader.decision <- false:
		default:
		}
	}
	if c.timer != nil {
		c.timer.Stop()
		c.timer = nil
	}
}

// onceClosed calls f when the connection has closed.
func (c *serverConn) onceClosed(f func()) {
	if c.isClosed {
		c.lib.nextTick(f)
		return
	}
	c.onClosed = append(c.onClosed, f)
}

// closed is what 'close' of the socket means: what is under way ends early.
func (c *serverConn) closed() {
	if c.isClosed {
		return
	}
	c.isClosed = true
	if c.socket == nil || c.socket.destroyed() { // not if the program emitted 'close'
		c.gone = true
		c.stopReading()
	}
	c.server.forget(c)
	pending, queue, current := c.pending, c.queue, c.current
	c.pending, c.queue = nil, nil
	for _, in := range pending {
		in.destroy(c.lib.resetError("aborted"))
	}
	for _, m := range queue {
		throw(c.lib.env.Method(m.obj, "destroy", c.lib.resetError("aborted")))
	}
	if current != nil {
		current.destroyed = true
		current.emitClose()
	}
	onClosed := c.onClosed
	c.onClosed = nil
	for _, f := range onClosed {
		f()
	}
}

// destroy is in.destroy(err), of a message whose connection is gone.
func (in *incoming) destroy(err goja.Value) {
	if !in.made {
		in.aborted, in.over = true, true
		in.abort()
		return
	}
	throw(in.lib.env.Method(in.obj, "destroy", err))
}

func (s *server) forget(c *serverConn) {
	if i := slices.Index(s.conns, c); i >= 0 {
		s.conns = slices.Delete(s.conns, i, i+1)
	}
	if c.released != nil {
		c.released()
		c.released = nil
	}
}
