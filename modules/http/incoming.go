package http

import (
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/http1"
	"github.com/gonode/gonode/modules/internal/streamcore"
)

// incoming is the state of an IncomingMessage: a request on its server, or a
// response at its client.
type incoming struct {
	lib *library
	obj *goja.Object

	conn   *serverConn // of a request
	socket goja.Value  // unless conn stands for it
	head   *http1.Head
	tail   http1.Fields

	// stream is nil until somebody looks: most requests have no body, and are
	// never read.
	stream *streamcore.Stream
	made   bool
	// over: the message went by without anybody looking at the stream.
	over bool

	complete, aborted, consuming, dumped, joinDuplicates bool
	// answered: the response went out before the message was complete.
	answered bool
	// skipped: another message came in the place of the rest of this one.
	skipped bool

	// own are properties that the program has set.
	own map[string]goja.Value

	headers, headersDistinct, trailers, trailersDistinct, rawHeaders, rawTrailers goja.Value

	signal abortSignal
}

var incomings = modules.NewSlot[incoming]("incoming")

func (l *library) newIncoming(o *goja.Object, socket goja.Value) *incoming {
	in := &incoming{lib: l, obj: o, socket: socket}
	incomings.Set(l.vm, o, in)
	return in
}

// start shows the program what it reads most as plain properties.
func (in *incoming) start(url, method goja.Value) {
	must(in.obj.Set("url", url))
	must(in.obj.Set("method", method))
}

func (l *library) defineIncoming() {
	l.incoming = l.env.Class(modules.ClassSpec{
		Name: "IncomingMessage", Length: 1, Parent: l.core.Readable, EnumerableMethods: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			in := l.newIncoming(c.This, c.Argument(0))
			in.start(l.emptyString, goja.Null())
			in.make()
			return nil, nil
		},
	})
	proto := l.incoming.Get("prototype").(*goja.Object)
	l.incomingProto = proto
	for _, name := range []string{"_events", "_readableState"} {
		l.env.Define(proto, false, modules.Accessor(name, func(c modules.Call) (goja.Value, error) {
			in := incomings.Get(c.This)
			if in == nil || in.made {
				return nil, nil
			}
			in.make()
			return in.obj.Get(name), nil
		}, ownProperty(name, goja.FLAG_TRUE)).Hidden())
	}
	l.env.Define(proto, false, l.incomingProperties()...)
	l.env.Define(proto, false, l.incomingHeaders()...)
	l.env.Define(proto, true,
		l.incomingMethod("setTimeout", 2, (*incoming).setTimeout),
		l.incomingMethod("_read", 0, func(in *incoming, c modules.Call) (goja.Value, error) {
			in.read()
			return nil, nil
		}),
		l.incomingMethod("_destroy", 2, (*incoming).destroyMethod),
		l.incomingMethod("_addHeaderLines", 2, (*incoming).addHeaderLines),
		l.incomingMethod("_addHeaderLine", 3, (*incoming).addHeaderLine),
		l.incomingMethod("_addHeaderLineDistinct", 3, (*incoming).addHeaderLineDistinct),
		l.incomingMethod("_dumpAndCloseReadable", 0, func(in *incoming, c modules.Call) (goja.Value, error) {
			in.dumped = true
			in.markOver()
			return nil, nil
		}),
		l.incomingMethod("_dump", 0, func(in *incoming, c modules.Call) (goja.Value, error) {
			in.dump()
			return nil, nil
		}),
	)
}

func (l *library) incomingMethod(name string, length int, f func(in *incoming, c modules.Call) (goja.Value, error)) modules.Export {
	return modules.Fn(name, length, func(c modules.Call) (goja.Value, error) {
		in := incomings.Get(c.This)
		if in == nil {
			o, ok := c.This.(*goja.Object)
			if !ok {
				return nil, &modules.Error{Class: "TypeError", Message: "Illegal invocation"}
			}
			in = l.newIncoming(o, goja.Undefined())
			in.made = true
		}
		return f(in, c)
	})
}

// make makes the stream, in the state that the message has reached.
func (in *incoming) make() {
	in.made = true
	in.stream = in.lib.core.InitReadable(in.obj, streamcore.Options{HighWaterMark: in.highWaterMark()})
	switch {
	case in.over:
		in.markOver()
	case in.complete:
		in.setState("readingMore", true)
		in.stream.PushEnd()
	default:
		in.setState("readingMore", true)
	}
}

// highWaterMark is that of the socket; 0 stands for the default.
func (in *incoming) highWaterMark() int {
	if in.socket == nil && in.conn != nil {
		return in.conn.server.mark
	}
	if socket, ok := in.socket.(*goja.Object); ok {
		if mark := socket.Get("readableHighWaterMark"); mark != nil && goja.IsNumber(mark) {
			return int(mark.ToInteger())
		}
	}
	return 0
}

func (in *incoming) state() *goja.Object {
	o, _ := in.obj.Get("_readableState").(*goja.Object)
	return o
}

func (in *incoming) setState(name string, v bool) {
	if o := in.state(); o != nil {
		must(o.Set(name, v))
	}
}

func (in *incoming) is(name string) bool {
	o := in.state()
	if o == nil {
		return false
	}
	v := o.Get(name)
	return v != nil && v.ToBoolean()
}

// markOver makes the stream one that has ended and closed.
func (in *incoming) markOver() {
	in.over = true
	if !in.made {
		return
	}
	for _, name := range []string{"ended", "endEmitted", "destroyed", "closed", "closeEmitted"} {
		in.setState(name, true)
	}
}

// property exports a property that has the value of get until it is set.
func (l *library) property(name string, get func(in *incoming) goja.Value) modules.Export {
	return modules.Accessor(name, func(c modules.Call) (goja.Value, error) {
		in := incomings.Get(c.This)
		if in == nil {
			return nil, nil
		}
		if v, ok := in.own[name]; ok {
			return v, nil
		}
		return get(in), nil
	}, func(c modules.Call) (goja.Value, error) {
		in := incomings.Own(c.This)
		if in == nil {
			return ownProperty(name, goja.FLAG_TRUE)(c)
		}
		if in.own == nil {
			in.own = map[string]goja.Value{}
		}
		in.own[name] = c.Argument(0)
		return nil, nil
	}).Enumerable()
}

func (l *library) incomingProperties() []modules.Export {
	vm := l.vm
	ofHead := func(name string, get func(in *incoming) goja.Value) modules.Export {
		return l.property(name, func(in *incoming) goja.Value {
			if in.head == nil {
				return goja.Null()
			}
			return get(in)
		})
	}
	flag := func(name string, field func(in *incoming) *bool) modules.Export {
		return modules.Accessor(name, func(c modules.Call) (goja.Value, error) {
			if in := incomings.Get(c.This); in != nil {
				return modules.Bool(*field(in)), nil
			}
			return nil, nil
		}, func(c modules.Call) (goja.Value, error) {
			if in := incomings.Get(c.This); in != nil {
				*field(in) = c.Argument(0).ToBoolean()
				return nil, nil
			}
			return ownProperty(name, goja.FLAG_TRUE)(c)
		}).Enumerable()
	}
	socket := func(in *incoming) goja.Value { return in.socketValue() }
	return []modules.Export{
		modules.Accessor("socket", func(c modules.Call) (goja.Value, error) {
			if in := incomings.Get(c.This); in != nil {
				return in.socketValue(), nil
			}
			return nil, nil
		}, func(c modules.Call) (goja.Value, error) {
			if in := incomings.Own(c.This); in != nil {
				in.socket = c.Argument(0)
				return nil, nil
			}
			return ownProperty("socket", goja.FLAG_TRUE)(c)
		}).Enumerable(),
		ofHead("httpVersionMajor", func(in *incoming) goja.Value { return vm.ToValue(int(in.head.Major)) }),
		ofHead("httpVersionMinor", func(in *incoming) goja.Value { return vm.ToValue(int(in.head.Minor)) }),
		ofHead("httpVersion", func(in *incoming) goja.Value {
			if in.head.Major == 1 && in.head.Minor == 1 {
				return l.version11
			}
			return vm.ToValue(strconv.Itoa(int(in.head.Major)) + "." + strconv.Itoa(int(in.head.Minor)))
		}),
		flag("complete", func(in *incoming) *bool { return &in.complete }),
		flag("joinDuplicateHeaders", func(in *incoming) *bool { return &in.joinDuplicates }),
		flag("aborted", func(in *incoming) *bool { return &in.aborted }),
		l.property("upgrade", func(in *incoming) goja.Value {
			if in.head == nil {
				return goja.Null()
			}
			return modules.Bool(in.head.Upgrade)
		}),
		ofHead("statusCode", func(in *incoming) goja.Value {
			if in.conn != nil {
				return goja.Null()
			}
			return vm.ToValue(in.head.StatusCode)
		}),
		ofHead("statusMessage", func(in *incoming) goja.Value {
			if in.conn != nil {
				return goja.Null()
			}
			return vm.ToValue(in.head.StatusMessage())
		}),
		l.property("client", socket),
		flag("_consuming", func(in *incoming) *bool { return &in.consuming }),
		flag("_dumped", func(in *incoming) *bool { return &in.dumped }),
		modules.Accessor("connection", func(c modules.Call) (goja.Value, error) {
			return c.This.ToObject(vm).Get("socket"), nil
		}, func(c modules.Call) (goja.Value, error) {
			return nil, c.This.ToObject(vm).Set("socket", c.Argument(0))
		}),
		modules.Getter("signal", func(c modules.Call) (goja.Value, error) {
			if in := incomings.Get(c.This); in != nil {
				return in.signalValue(), nil
			}
			return nil, nil
		}),
	}
}

func (in *incoming) socketValue() goja.Value {
	if in.socket != nil {
		return in.socket
	}
	if in.conn != nil {
		in.socket = in.conn.object()
		return in.socket
	}
	return goja.Undefined()
}

func (in *incoming) setTimeout(c modules.Call) (goja.Value, error) {
	if callback, ok := c.Argument(1).(*goja.Object); ok {
		throw(in.lib.env.Method(in.obj, "on", in.lib.vm.ToValue("timeout"), callback))
	}
	_, err := in.lib.env.Method(in.socketValue().ToObject(in.lib.vm), "setTimeout", c.Argument(0))
	return c.This, err
}

// read is this._read(): data comes by itself, if the connection is not
// paused.
func (in *incoming) read() {
	if !in.consuming {
		in.setState("readingMore", false)
		in.consuming = true
	}
	in.readStart()
}

func (in *incoming) readStart() {
	if in.usesConn() {
		in.conn.resumeBody()
		return
	}
	in.lib.resumeSocket(in.socket)
}

func (in *incoming) readStop() {
	if in.usesConn() {
		in.conn.pauseBody()
		return
	}
	if socket, ok := in.socket.(*goja.Object); ok {
		throw(in.lib.env.Method(socket, "pause"))
	}
}

// usesConn reports whether the message comes straight from a connection.
func (in *incoming) usesConn() bool { return in.conn != nil && in.conn.direct() }

// resumeSocket is readStart(socket).
func (l *library) resumeSocket(v goja.Value) {
	socket, ok := v.(*goja.Object)
	if !ok {
		return
	}
	if paused := socket.Get("_paused"); paused != nil && paused.ToBoolean() {
		return
	}
	if readable := socket.Get("readable"); readable != nil && readable.ToBoolean() {
		throw(l.env.Method(socket, "resume"))
	}
}

// body takes a piece of the body, which belongs to the message from now on.
func (in *incoming) body(b []byte) {
	if in.dumped || in.skipped {
		return
	}
	if !in.made {
		in.make()
	}
	var more bool
	if in.stream != nil {
		more = in.stream.PushBytes(b)
	} else {
		more = throw(in.lib.env.Method(in.obj, "push", in.lib.buffers.New(b))).ToBoolean()
	}
	if !more {
		in.readStop()
	}
}

// end takes the end of the message.
func (in *incoming) end(trailers http1.Fields) {
	if in.skipped {
		return
	}
	in.complete = true
	in.tail = trailers
	switch {
	case in.made && in.stream != nil:
		in.stream.PushEnd()
	case in.made:
		throw(in.lib.env.Method(in.obj, "push", goja.Null()))
	case in.dumped:
		in.over = true
	}
}

// dump lets go of what the program has not read.
func (in *incoming) dump() {
	if in.dumped {
		return
	}
	in.dumped = true
	if !in.made {
		if in.complete {
			in.over = true
		} else {
			in.readStart()
		}
		return
	}
	env, vm := in.lib.env, in.lib.vm
	throw(env.Method(in.obj, "removeAllListeners", vm.ToValue("data")))
	if destroyed := in.obj.Get("destroyed"); in.complete && !destroyed.ToBoolean() && in.obj.Get("readableLength").ToInteger() == 0 {
		throw(env.Method(in.obj, "read", vm.ToValue(0)))
	} else {
		throw(env.Method(in.obj, "resume"))
	}
}

// destroyMethod is this._destroy(error, callback).
func (in *incoming) destroyMethod(c modules.Call) (goja.Value, error) {
	err, done := c.Argument(0), callbackOf(c.Argument(1))
	ended := in.obj.Get("readableEnded")
	if ended == nil || !ended.ToBoolean() || !in.complete {
		in.aborted = true
		in.lib.em.Emit(in.obj, "aborted")
		in.abort()
	}
	later := func(err goja.Value) { in.lib.nextTick(func() { in.report(err, done) }) }
	switch {
	case in.aborted && in.usesConn() && !in.conn.destroyed():
		in.conn.destroy(err)
		in.conn.onceClosed(func() { later(err) })
	case in.aborted && in.destroySocket(err, later):
	case modules.IsNullish(err) && !in.aborted:
		done.call(nil)
	default:
		later(err)
	}
	return nil, nil
}

// destroySocket destroys the message's socket, if it is not yet, and tells
// later when that is done.
func (in *incoming) destroySocket(err goja.Value, later func(goja.Value)) bool {
	if in.usesConn() {
		return false
	}
	socket, ok := in.socket.(*goja.Object)
	if !ok || socket.Get("destroyed") != nil && socket.Get("destroyed").ToBoolean() {
		return false
	}
	env := in.lib.env
	throw(env.Method(socket, "destroy", err))
	var cleanup goja.Value
	cleanup = throw(env.Method(env.RequireObject("stream"), "finished", socket, env.Func("", 1, func(c modules.Call) (goja.Value, error) {
		e := c.Argument(0)
		if o, ok := e.(*goja.Object); ok {
			if code := o.Get("code"); code != nil && code.String() == "ERR_STREAM_PREMATURE_CLOSE" {
				e = goja.Null()
			}
		}
		if cleanup != nil {
			throw(env.Invoke(cleanup, goja.Undefined()))
		}
		if !e.ToBoolean() {
			e = err
		}
		later(e)
		return nil, nil
	})))
	return true
}

// report calls back, with the error only if somebody listens to errors.
func (in *incoming) report(err goja.Value, done callback) {
	if in.lib.em.Count(in.obj, "error") == 0 || err == nil {
		done.call(nil)
		return
	}
	done.call(err)
}
