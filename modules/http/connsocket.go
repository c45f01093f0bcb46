package http

import (
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/http1"
	"github.com/gonode/gonode/modules/internal/netconn"
)

// object is the socket of the connection, for JavaScript.
func (c *serverConn) object() goja.Value {
	if c.socket != nil {
		return c.socket.obj
	}
	l := c.lib
	c.flush()
	socket := l.sockets().Socket(c.raw)
	must(socket.Set("server", c.server.obj))
	must(socket.Set("_server", c.server.obj)) // which counts it until it closes
	c.released = nil
	c.attach(socket)
	corks := c.corks
	c.corks = 0
	c.socket = &socketWire{l, socket}
	for range corks {
		c.socket.cork()
	}
	if c.current != nil {
		must(socket.Set("_httpMessage", c.current.obj))
	}
	if c.timer != nil {
		c.timer.Stop()
		c.timer = nil
		if c.timeout > 0 {
			c.socket.call("setTimeout", l.vm.ToValue(c.timeout))
		}
	}
	if c.gone {
		c.socket.call("destroy")
	}
	return socket
}

// attach listens to the socket and keeps the program from taking its data
// unnoticed.
func (c *serverConn) attach(socket *goja.Object) {
	l := c.lib
	connections.Set(l.vm, socket, c)
	must(socket.Set("_paused", false))
	must(socket.Set("parser", l.parserView(c)))
	c.listen(socket, "timeout", func(modules.Call) { c.onTimeout() })
	c.listen(socket, "error", func(call modules.Call) { c.fail(call.Argument(0)) })
	c.listen(socket, "end", func(modules.Call) { c.onEnd() })
	c.listen(socket, "close", func(modules.Call) { c.closed() })
	c.listen(socket, "drain", func(modules.Call) { c.onDrain() })
	c.listenData(socket)
	if c.reader == nil {
		return
	}
	c.listen(socket, "resume", func(modules.Call) { c.userPaused = false; c.steer() })
	c.listen(socket, "pause", func(modules.Call) { c.userPaused = true; c.steer() })
	for _, name := range []string{"on", "addListener", "prependListener"} {
		builtin := socket.Get(name)
		must(socket.Set(name, l.env.Func("socketListenerWrap", 2, func(call modules.Call) (goja.Value, error) {
			if event := call.Argument(0); goja.IsString(event) && (event.String() == "data" || event.String() == "readable") {
				c.unconsume()
			}
			return l.env.Invoke(builtin, call.This, call.Arguments...)
		})))
	}
	must(socket.Set("setEncoding", l.env.Func("socketSetEncoding", 0, func(modules.Call) (goja.Value, error) {
		return nil, modules.PlainError("ERR_HTTP_SOCKET_ENCODING", "Changing the socket encoding is not allowed per RFC7230 Section 3.")
	})))
}

func (c *serverConn) listen(socket *goja.Object, name string, f func(modules.Call)) {
	fn := c.lib.env.Func("", 1, func(call modules.Call) (goja.Value, error) {
		f(call)
		return nil, nil
	})
	c.listeners = append(c.listeners, socketListener{name, fn})
	c.lib.em.Add(socket, "on", name, fn)
}

// unlisten takes the engine's listeners of an event, or of all, from the
// socket.
func (c *serverConn) unlisten(name string) {
	if c.socket == nil {
		return
	}
	kept := c.listeners[:0]
	for _, x := range c.listeners {
		if name != "" && x.name != name {
			kept = append(kept, x)
			continue
		}
		throw(c.lib.env.Method(c.socket.obj, "removeListener", c.lib.vm.ToValue(x.name), x.fn))
	}
	c.listeners = kept
}

func (c *serverConn) listenData(socket *goja.Object) {
	c.listen(socket, "data", func(call modules.Call) {
		b, ok := c.lib.buffers.Bytes(call.Argument(0))
		if !ok {
			return
		}
		c.touch()
		data := append([]byte(nil), b...)
		if c.reader != nil { // the program made the socket read something
			c.early = append(c.early, data)
			c.unconsume()
			return
		}
		c.execute(data)
	})
}

// unconsume lets the socket read, because the program wants to see the data.
func (c *serverConn) unconsume() {
	if c.reader == nil || c.gone {
		return
	}
	if r := c.reader; r.polled {
		if !r.over {
			r.over = true
			c.raw.ReadBytes(nil)
			c.lib.env.Loop.Post((&batch{reader: r, events: []event{{kind: onStopped}}}).run)
		}
		return
	}
	c.reader.flow.set(func() { c.reader.flow.stop = true })
	_ = c.reader.stream.SetReadDeadline(time.Unix(1, 0)) // wakes the reader
}

// handOver goes on with the socket where the reader has stopped.
func (c *serverConn) handOver() {
	if c.gone || c.reader == nil {
		return
	}
	r := c.reader
	c.object()
	c.reader = nil
	if !r.polled {
		_ = r.stream.SetReadDeadline(time.Time{})
	}
	c.feed = &feed{lib: c.lib, parser: &r.parser, take: c.takeFed}
	c.feed.incoming = c.parsing
	c.raw.ReadElsewhere(false)
	must(c.socket.obj.Delete("setEncoding"))
	for _, name := range []string{"on", "addListener", "prependListener"} {
		must(c.socket.obj.Delete(name))
	}
	c.unlisten("pause")
	c.unlisten("resume")
	if c.parsing != nil {
		c.parsing.socket = c.socket.obj
	}
	early := c.early
	c.early = nil
	for _, data := range early {
		c.execute(data)
	}
}

// adopt serves a socket that the program emitted 'connection' with.
func (s *server) adopt(socket *goja.Object) {
	if connections.Own(socket) != nil {
		return // one of the server's own
	}
	l := s.lib
	c := &serverConn{lib: l, server: s, asyncContext: l.env.Host.AsyncContext(), socket: &socketWire{l, socket}}
	c.raw = l.sockets().Conn(socket)
	must(socket.Set("server", s.obj))
	s.conns = append(s.conns, c)
	parser := new(http1.Parser)
	parser.Reset(http1.Request, s.parserOptions())
	c.feed = &feed{lib: l, parser: parser, take: c.takeFed}
	if t := s.get("timeout"); t.ToBoolean() && modules.IsFunction(socket.Get("setTimeout")) {
		c.socket.call("setTimeout", t)
	}
	c.attach(socket)
}

// execute parses what the socket read.
func (c *serverConn) execute(b []byte) {
	rest, err := c.feed.execute(b)
	switch {
	case err != nil:
		c.unlisten("data")
		c.fail(c.lib.parseError(err, b))
	case c.upgraded && c.feed.upgraded:
		c.takenOver(rest)
	}
}

// takeFed is told of the messages that the socket's data is made of.
func (c *serverConn) takeFed(kind http1.Event, f *feed) {
	switch kind {
	case http1.Headers:
		head := f.parser.Head()
		c.onHead(head)
		f.incoming = c.parsing
		f.upgrading = c.upgraded
		if c.parsing != nil && c.socket != nil {
			c.parsing.socket = c.socket.obj
		}
	case http1.Complete:
		c.lib.resumeSocket(c.socket.obj)
	}
}

// startUpgrade notes that the connection will be the program's after this
// request.
func (c *serverConn) startUpgrade(in *incoming) {
	c.upgraded = true
	c.parsing = in
}

// takenOver hands the connection to the program, with what came behind the
// request.
func (c *serverConn) takenOver(rest []byte) {
	l, s := c.lib, c.server
	in := c.parsing
	socket := c.object().(*goja.Object)
	name := "upgrade"
	if in.head.Method == http1.MethodConnect {
		name = "connect"
	}
	c.unlisten("")
	if c.reader != nil {
		if c.reader.polled {
			c.reader.over = true
			c.raw.ReadBytes(nil)
		}
		c.reader = nil
		c.raw.ReadElsewhere(false)
		for _, name := range []string{"setEncoding", "on", "addListener", "prependListener"} {
			must(socket.Delete(name))
		}
	}
	in.socket = socket
	must(socket.Set("parser", goja.Null()))
	c.isClosed = true
	s.forget(c)
	if c.timer != nil {
		c.timer.Stop()
		c.timer = nil
	}
	if l.em.Count(s.obj, name) == 0 {
		throw(l.env.Method(socket, "destroy"))
		return
	}
	must(socket.Set("readableFlowing", goja.Null()))
	throw(l.env.Method(socket, "read", l.vm.ToValue(0)))
	l.em.Emit(s.obj, name, in.obj, socket, l.buffers.New(rest))
}

func (l *library) sockets() netconn.Sockets { return netconn.SocketsOf(l.env) }
