package http

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/http1"
)

// clientBinding is what client.js calls.
func (l *library) clientBinding() []modules.Export {
	on := func(name string, f func(m *outgoing, c modules.Call) error) modules.Export {
		return modules.Fn(name, 2, func(c modules.Call) (goja.Value, error) {
			if m := outgoings.Get(c.Argument(0)); m != nil {
				return nil, f(m, c)
			}
			return nil, nil
		})
	}
	return []modules.Export{
		on("setHighWaterMark", func(m *outgoing, c modules.Call) error {
			m.mark = int(c.Argument(1).ToInteger())
			return nil
		}),
		on("storeHead", func(m *outgoing, c modules.Call) error {
			return m.storeHead([]byte(c.Argument(1).String()), nil)
		}),
		on("drained", func(m *outgoing, c modules.Call) error {
			if !m.finished && m.needDrain {
				m.needDrain = false
				m.emit("drain")
			}
			return nil
		}),
		on("dropOutput", func(m *outgoing, c modules.Call) error {
			m.output = nil
			return nil
		}),
		modules.Fn("detachSignal", 1, func(c modules.Call) (goja.Value, error) {
			if in := incomings.Get(c.Argument(0)); in != nil {
				in.signal.detached = true
			}
			return nil, nil
		}),
		modules.Fn("newParser", 2, l.newParser),
		modules.Val("clientChannels", l.clientChannels()),
	}
}

// responseParser is what a request's parser property is.
type responseParser struct {
	feed *feed // of the request that it serves now
	obj  *goja.Object
	join bool // joinDuplicateHeaders
}

// newParser is newParser(req, socket): an object with execute(data), which
// returns an Error, or what follows an upgrade; finish(), close(), and
// skip(res), after which the rest counts as part of res and is dropped.
func (l *library) newParser(c modules.Call) (goja.Value, error) {
	req, ok := c.Argument(0).(*goja.Object)
	if !ok {
		return nil, nil
	}
	options := http1.Options{Lenient: l.lenience(req), MaxHeaders: maxHeaders(req.Get("maxHeadersCount"))}
	if v := req.Get("maxHeaderSize"); v != nil && goja.IsNumber(v) {
		options.MaxHeaderSize = int(v.ToInteger())
	}
	if options.MaxHeaderSize == 0 {
		options.MaxHeaderSize = l.maxHeaderSize()
	}
	p := l.freeParser()
	p.join = false
	if join := req.Get("joinDuplicateHeaders"); join != nil {
		p.join = join.ToBoolean()
	}
	p.feed = &feed{lib: l, parser: http1.NewParser(http1.Response, options), take: p.take}
	return p.obj, nil
}

// freeParser is a parser that no request uses: programs may notice that it
// is the same one.
func (l *library) freeParser() *responseParser {
	if n := len(l.freeParsers); n > 0 {
		p := l.freeParsers[n-1]
		l.freeParsers = l.freeParsers[:n-1]
		return p
	}
	p := &responseParser{}
	p.obj = l.env.Exports(
		modules.Fn("execute", 1, p.execute),
		modules.Fn("finish", 0, func(modules.Call) (goja.Value, error) {
			if err := p.feed.finish(); err != nil {
				return l.parseError(err, nil), nil
			}
			return nil, nil
		}),
		modules.Fn("close", 0, func(modules.Call) (goja.Value, error) {
			if !p.feed.closed {
				p.feed.closed = true
				l.freeParsers = append(l.freeParsers, p)
			}
			return nil, nil
		}),
		modules.Fn("skip", 1, func(c modules.Call) (goja.Value, error) {
			if in := incomings.Get(c.Argument(0)); in != nil {
				in.skipped = true
				p.feed.incoming = in
			}
			return nil, nil
		}),
		modules.Getter("incoming", func(modules.Call) (goja.Value, error) {
			if p.feed.incoming == nil {
				return goja.Null(), nil
			}
			return p.feed.incoming.obj, nil
		}),
	)
	return p
}

// execute is parser.execute(data).
func (p *responseParser) execute(c modules.Call) (goja.Value, error) {
	l := p.feed.lib
	b, ok := l.buffers.Bytes(c.Argument(0))
	if !ok {
		b = []byte(c.Argument(0).String())
	}
	data := append([]byte(nil), b...)
	f := p.feed
	rest, err := f.execute(data)
	if err != nil {
		return l.parseError(err, data), nil
	}
	if f.upgraded {
		return l.buffers.New(rest), nil
	}
	return nil, nil
}

// take makes the response of a head and offers it to the request.
func (p *responseParser) take(kind http1.Event, f *feed) {
	l := f.lib
	socket := p.obj.Get("socket")
	if kind == http1.Complete {
		l.resumeSocket(socket)
		return
	}
	head := f.parser.Head()
	in := l.newIncoming(l.vm.CreateObject(l.incomingProto), socket)
	in.start(l.emptyString, goja.Null())
	in.head, in.joinDuplicates = head, p.join
	f.incoming = in
	switch throw(l.env.Method(p.obj, "onIncoming", in.obj, modules.Bool(head.KeepAlive))).ToInteger() {
	case 1:
		f.parser.SkipBody()
	case 2:
		f.parser.Upgrade()
		f.upgrading = true
	}
}

// clientChannels are the diagnostics channels of the client.
func (l *library) clientChannels() goja.Value {
	o := l.vm.NewObject()
	l.channels.named(func(name string, channel goja.Value) { must(o.Set(name, channel)) }, map[string]string{
		"created": "http.client.request.created",
		"start":   "http.client.request.start",
		"error":   "http.client.request.error",
		"finish":  "http.client.response.finish",
	})
	return o
}

// maxHeaders is a maxHeadersCount for the parser: 0 there is no bound.
func maxHeaders(v goja.Value) int {
	if v == nil || !goja.IsNumber(v) {
		return http1.DefaultMaxHeaders
	}
	if n := int(v.ToInteger()); n > 0 {
		return n
	}
	return -1
}
