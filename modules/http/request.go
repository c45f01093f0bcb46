package http

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/hostobject"
	"github.com/gonode/gonode/modules/internal/http1"
)

// onHead takes a request: it makes the request and its response, and emits
// 'request' or what else is due.
func (c *serverConn) onHead(head *http1.Head) {
	s := c.server
	if c.idle {
		c.idle = false
		c.setTimeout(millis(s.get("timeout"), 0))
	}
	in := c.newRequest(head)
	c.parsing = in
	if head.Upgrade {
		upgrade := head.Method == http1.MethodConnect || s.upgrades(in.obj)
		c.decide(head, upgrade)
		in.set("upgrade", modules.Bool(upgrade))
		if upgrade {
			c.startUpgrade(in)
			return
		}
	}
	c.pending = append(c.pending, in)
	c.holdBack()
	m := c.newResponse(in)
	if c.lib.channels.requestStart.hasSubscribers() {
		c.lib.channels.requestStart.publish(
			modules.Val("request", in.obj), modules.Val("response", m.obj),
			modules.Val("socket", c.object()), modules.Val("server", s.obj))
	}
	if s.optimizeEmpty && !head.Has("content-length") && !head.Has("transfer-encoding") {
		in.dumped = true
		in.markOver()
	}
	if c.current != nil {
		c.queue = append(c.queue, m)
	} else {
		c.assign(m)
	}
	c.serve(in, m)
}

func (in *incoming) set(name string, v goja.Value) {
	if in.own == nil {
		in.own = map[string]goja.Value{}
	}
	in.own[name] = v
}

func (c *serverConn) newRequest(head *http1.Head) *incoming {
	l, s := c.lib, c.server
	var in *incoming
	if s.incomingClass == nil {
		in = &incoming{lib: l, conn: c, head: head}
		in.obj = incomings.New(l.vm, l.incomingProto, in,
			hostobject.Property{Name: "url", Value: l.vm.ToValue(head.URL())},
			hostobject.Property{Name: "method", Value: l.methodValue(head.Method)})
	} else {
		o, err := l.vm.New(s.incomingClass, c.object())
		must(err)
		if in = incomings.Own(o); in == nil {
			in = l.newIncoming(o, nil)
			in.made = true
		}
		in.conn, in.head = c, head
		in.start(l.vm.ToValue(head.URL()), l.methodValue(head.Method))
	}
	in.joinDuplicates = s.flag("joinDuplicateHeaders")
	return in
}

func (c *serverConn) newResponse(in *incoming) *outgoing {
	l, s := c.lib, c.server
	var m *outgoing
	if s.responseClass == nil {
		m = l.outgoingState()
		m.obj = outgoings.New(l.vm, l.responseProto, m)
		m.answerIncoming(in)
		m.mark, m.rejectBody = c.highWaterMark(), s.flag("rejectNonStandardBodyWrites")
	} else {
		options := l.env.Exports(modules.Val("highWaterMark", c.highWaterMark()),
			modules.Val("rejectNonStandardBodyWrites", s.flag("rejectNonStandardBodyWrites")))
		o, err := l.vm.New(s.responseClass, in.obj, options)
		must(err)
		if m = outgoings.Own(o); m == nil {
			m = l.newOutgoing(o)
			m.answerIncoming(in)
		}
		m.req = in
	}
	m.conn = c
	m.keepAliveTime = s.get("keepAliveTimeout")
	m.maxRequests = s.get("maxRequestsPerSocket")
	m.keepAlive = in.head.KeepAlive
	m.unique = s.unique
	if l.channels.responseCreated.hasSubscribers() {
		l.channels.responseCreated.publish(modules.Val("request", in.obj), modules.Val("response", m.obj))
	}
	return m
}

// assign gives a response its turn.
func (c *serverConn) assign(m *outgoing) {
	c.current = m
	m.wire = c
	if c.socket != nil {
		must(c.socket.obj.Set("_httpMessage", m.obj))
	}
	if m.listening {
		m.emit("socket", c.object())
	}
	m.flush()
}

// serve emits what a request is due.
func (c *serverConn) serve(in *incoming, m *outgoing) {
	l, s, head := c.lib, c.server, in.head
	if head.Major != 1 || head.Minor != 1 {
		l.em.Emit(s.obj, "request", in.obj, m.obj)
		return
	}
	if s.requireHost() && !head.Has("host") {
		c.answerShortly(m, 400, "Connection", "close")
		return
	}
	if limit := s.get("maxRequestsPerSocket"); goja.IsNumber(limit) && limit.ToFloat() > 0 {
		c.requests++
		n := float64(c.requests)
		m.requestsReached = limit.ToFloat() <= n
		if limit.ToFloat() < n {
			l.em.Emit(s.obj, "dropRequest", in.obj, c.object())
			c.answerShortly(m, 503)
			return
		}
	}
	expect, expects := head.Get("expect")
	switch {
	case !expects:
		l.em.Emit(s.obj, "request", in.obj, m.obj)
	case hasWord(expect, "100-continue"):
		m.expects100 = true
		if l.em.Count(s.obj, "checkContinue") > 0 {
			l.em.Emit(s.obj, "checkContinue", in.obj, m.obj)
			return
		}
		throw(l.env.Method(m.obj, "writeContinue"))
		l.em.Emit(s.obj, "request", in.obj, m.obj)
	case l.em.Count(s.obj, "checkExpectation") > 0:
		l.em.Emit(s.obj, "checkExpectation", in.obj, m.obj)
	default:
		c.answerShortly(m, 417)
	}
}

// answerShortly answers without a body.
func (c *serverConn) answerShortly(m *outgoing, status int, headers ...any) {
	vm, env := c.lib.vm, c.lib.env
	args := []goja.Value{vm.ToValue(status)}
	if len(headers) > 0 {
		args = append(args, vm.NewArray(headers...))
	}
	throw(env.Method(m.obj, "writeHead", args...))
	throw(env.Method(m.obj, "end"))
}

// finished is told that a response has gone out. It emits 'finish', after
// the connection has let go of it, and starts with the next one.
func (c *serverConn) finished(m *outgoing) bool {
	l := c.lib
	if l.channels.responseFinish.hasSubscribers() {
		l.channels.responseFinish.publish(modules.Val("request", m.req.obj), modules.Val("response", m.obj),
			modules.Val("socket", c.object()), modules.Val("server", c.server.obj))
	}
	in := m.req
	in.signal.detached = true
	if len(c.pending) > 0 {
		c.pending = c.pending[1:]
	}
	if !in.consuming && (!in.made || !in.is("resumeScheduled")) {
		in.dump()
	}
	c.letGo(in)
	if c.current == m {
		c.current = nil
		if c.socket != nil {
			must(c.socket.obj.Set("_httpMessage", goja.Null()))
		}
	}
	m.wire = nil
	l.nextTick(func() {
		m.destroyed = true
		m.emitClose()
	})
	switch {
	case m.last:
		c.finishAndDestroy()
	case len(c.queue) == 0:
		c.waitForNext()
	default:
		next := c.queue[0]
		c.queue = c.queue[1:]
		c.assign(next)
	}
	m.emit("finish")
	return true
}

// waitForNext starts the time that the connection may be idle.
func (c *serverConn) waitForNext() {
	s := c.server
	if keep := millis(s.get("keepAliveTimeout"), 0); keep > 0 {
		c.setTimeout(keep + millis(s.get("keepAliveTimeoutBuffer"), 1000))
		c.idle = true
	}
}

// letGo forgets a request that was answered, when it has been read.
func (c *serverConn) letGo(in *incoming) {
	switch {
	case c.parsing != in:
	case in.made && !in.over && !in.obj.Get("readableEnded").ToBoolean():
		c.lib.listenOnce(in.obj, "end", func() { c.letGo(in) })
	case in.complete:
		c.parsing = nil
	default:
		in.answered = true
	}
}
