package http

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// outgoing is the state of an OutgoingMessage: a ServerResponse, a
// ClientRequest, or one that a program made.
type outgoing struct {
	lib *library
	obj *goja.Object
	// listening: the object is an EventEmitter by now. It becomes one when
	// somebody looks, since most responses are never listened to.
	listening bool

	headers headerList
	unique  map[string]bool // uniqueHeaders, in lower case

	// head is message._header, in UTF-8: the start line and the headers.
	head     []byte
	hasHead  bool
	headSent bool

	// What a program sees under Node's names, see outgoingFlags.
	writable, destroyed, last, chunked, keepAlive, requestsReached bool
	defaultKeepAlive, chunkedByDefault, sendDate                   bool
	removedConnection, removedLength, removedCoding                bool
	strictLength, hasBody, finished, closed, sent100, expects100   bool

	length        int64 // Content-Length, with hasLength
	hasLength     bool
	written       int64 // bytes of body, counted with strictLength
	trailer       []byte
	keepAliveTime goja.Value
	maxRequests   goja.Value
	needDrain     bool
	rejectBody    bool
	mark          int // high water mark

	wire wire

	corked     int
	parts      []piece // of the chunk that is being gathered
	partsSize  int
	output     []piece // what waits for a connection
	outputSize int
	onPending  goja.Value

	errored     goja.Value
	finishedOut bool // 'finish' has been emitted
	endings     []callback
	flushError  goja.Value

	// prepared is the chunk that end encoded for its length already.
	prepared []byte

	// Of a response. status and message are nil until they are set.
	status, message goja.Value
	req             *incoming
	conn            *serverConn
}

// piece is a write that waits.
type piece struct {
	data []byte
	cb   callback
}

// callback is a function that JavaScript gave, or one in Go, that takes an
// error. The zero value does nothing.
type callback struct {
	fn goja.Callable
	f  func(err goja.Value)
}

func callbackOf(v goja.Value) callback {
	if f, ok := goja.AssertFunction(v); ok {
		return callback{fn: f}
	}
	return callback{}
}

func (cb callback) none() bool { return cb.fn == nil && cb.f == nil }

// call passes an error or null; a nil err passes nothing.
func (cb callback) call(err goja.Value) {
	switch {
	case cb.f != nil:
		cb.f(err)
	case cb.fn != nil && err == nil:
		throw(cb.fn(goja.Undefined()))
	case cb.fn != nil:
		throw(cb.fn(goja.Undefined(), err))
	}
}

// throw passes on what a function threw.
func throw(v goja.Value, err error) goja.Value {
	if err != nil {
		panic(err)
	}
	return v
}

var outgoings = modules.NewSlot[outgoing]("outgoing")

// newOutgoing gives an object the state of OutgoingMessage.
func (l *library) newOutgoing(o *goja.Object) *outgoing {
	m := l.outgoingState()
	m.obj = o
	outgoings.Set(l.vm, o, m)
	return m
}

func (l *library) outgoingState() *outgoing {
	return &outgoing{
		lib: l, writable: true, keepAlive: true, defaultKeepAlive: true, chunkedByDefault: true, hasBody: true,
		mark: l.core.DefaultHighWaterMark(false),
	}
}

func (m *outgoing) options(v goja.Value) {
	o, ok := v.(*goja.Object)
	if !ok {
		return
	}
	if mark := o.Get("highWaterMark"); !modules.IsNullish(mark) {
		m.mark = int(mark.ToInteger())
	}
	if reject := o.Get("rejectNonStandardBodyWrites"); !modules.IsNullish(reject) {
		m.rejectBody = reject.ToBoolean()
	}
}

func (l *library) defineOutgoing() {
	l.outgoing = l.env.Class(modules.ClassSpec{
		Name: "OutgoingMessage", Length: 1, Parent: l.core.Stream, EnumerableMethods: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			l.newOutgoing(c.This).options(c.Argument(0))
			return nil, nil
		},
	})
	proto := l.outgoing.Get("prototype").(*goja.Object)
	l.lazyEmitter(proto)
	l.env.Define(proto, false, l.outgoingFlags()...)
	l.env.Define(proto, false, l.outgoingViews()...)
	l.env.Define(proto, true, l.headerMethods()...)
	l.env.Define(proto, true, l.bodyMethods()...)
	must(proto.SetSymbol(l.em.Rejection, l.env.Func("", 2, func(c modules.Call) (goja.Value, error) {
		return l.env.Method(c.This.ToObject(l.vm), "destroy", c.Argument(0))
	})))
	l.outgoingProto = proto
}

// lazyEmitter makes the objects below a prototype EventEmitters when their
// listeners are first asked for.
func (l *library) lazyEmitter(proto *goja.Object) {
	l.env.Define(proto, false, modules.Accessor("_events",
		func(c modules.Call) (goja.Value, error) {
			m := outgoings.Get(c.This)
			if m == nil || m.listening {
				return nil, nil
			}
			m.listen()
			return m.obj.Get("_events"), nil
		}, ownProperty("_events", goja.FLAG_TRUE)).Hidden())
}

func (m *outgoing) listen() {
	m.listening = true
	must(m.lib.em.Init(m.obj, goja.Undefined()))
}

// ownProperty is the setter of an accessor on a prototype: it makes a plain
// property of the object.
func ownProperty(name string, enumerable goja.Flag) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		o, ok := c.This.(*goja.Object)
		if !ok {
			return nil, nil
		}
		return nil, o.DefineDataProperty(name, c.Argument(0), goja.FLAG_TRUE, goja.FLAG_TRUE, enumerable)
	}
}

// emit is this.emit(name, ...args).
func (m *outgoing) emit(name string, args ...goja.Value) bool {
	if !m.listening && m.obj.Get("emit") == m.lib.emitFunc {
		return false
	}
	return m.lib.em.Emit(m.obj, name, args...)
}

func (m *outgoing) emitError(err goja.Value) { m.lib.em.Emit(m.obj, "error", err) }

// outgoingMethod exports a method of messages. On an object that is none it
// throws as Node does, somewhere.
func (l *library) outgoingMethod(name string, length int, f func(m *outgoing, c modules.Call) (goja.Value, error)) modules.Export {
	return modules.Fn(name, length, func(c modules.Call) (goja.Value, error) {
		m := outgoings.Get(c.This)
		if m == nil {
			o, ok := c.This.(*goja.Object)
			if !ok {
				return nil, &modules.Error{Class: "TypeError", Message: "Illegal invocation"}
			}
			// Old code puts the methods on objects without the constructor.
			head := o.Get("_header")
			m = l.newOutgoing(o)
			if head != nil && head.ToBoolean() {
				m.head, m.hasHead = []byte(head.String()), true
			}
		}
		return f(m, c)
	})
}

// outgoingFlags are the boolean properties, under Node's names.
func (l *library) outgoingFlags() []modules.Export {
	flag := func(name string, field func(m *outgoing) *bool) modules.Export {
		return modules.Accessor(name, func(c modules.Call) (goja.Value, error) {
			if m := outgoings.Get(c.This); m != nil {
				return modules.Bool(*field(m)), nil
			}
			return nil, nil
		}, func(c modules.Call) (goja.Value, error) {
			if m := outgoings.Get(c.This); m != nil {
				*field(m) = c.Argument(0).ToBoolean()
				return nil, nil
			}
			return ownProperty(name, goja.FLAG_TRUE)(c)
		}).Enumerable()
	}
	return []modules.Export{
		flag("writable", func(m *outgoing) *bool { return &m.writable }),
		flag("destroyed", func(m *outgoing) *bool { return &m.destroyed }),
		flag("_last", func(m *outgoing) *bool { return &m.last }),
		flag("chunkedEncoding", func(m *outgoing) *bool { return &m.chunked }),
		flag("shouldKeepAlive", func(m *outgoing) *bool { return &m.keepAlive }),
		flag("maxRequestsOnConnectionReached", func(m *outgoing) *bool { return &m.requestsReached }),
		flag("_defaultKeepAlive", func(m *outgoing) *bool { return &m.defaultKeepAlive }),
		flag("useChunkedEncodingByDefault", func(m *outgoing) *bool { return &m.chunkedByDefault }),
		flag("sendDate", func(m *outgoing) *bool { return &m.sendDate }),
		flag("_removedConnection", func(m *outgoing) *bool { return &m.removedConnection }),
		flag("_removedContLen", func(m *outgoing) *bool { return &m.removedLength }),
		flag("_removedTE", func(m *outgoing) *bool { return &m.removedCoding }),
		flag("strictContentLength", func(m *outgoing) *bool { return &m.strictLength }),
		flag("_hasBody", func(m *outgoing) *bool { return &m.hasBody }),
		flag("finished", func(m *outgoing) *bool { return &m.finished }),
		flag("_headerSent", func(m *outgoing) *bool { return &m.headSent }),
		flag("_closed", func(m *outgoing) *bool { return &m.closed }),
		flag("_sent100", func(m *outgoing) *bool { return &m.sent100 }),
		flag("_expect_continue", func(m *outgoing) *bool { return &m.expects100 }),
	}
}

// view exports a property that is computed; set may be nil.
func (l *library) view(name string, get func(m *outgoing) goja.Value, set func(m *outgoing, v goja.Value)) modules.Export {
	getter := func(c modules.Call) (goja.Value, error) {
		if m := outgoings.Get(c.This); m != nil {
			return get(m), nil
		}
		return nil, nil
	}
	if set == nil {
		return modules.Getter(name, getter)
	}
	return modules.Accessor(name, getter, func(c modules.Call) (goja.Value, error) {
		if m := outgoings.Get(c.This); m != nil {
			set(m, c.Argument(0))
			return nil, nil
		}
		return ownProperty(name, goja.FLAG_TRUE)(c)
	})
}

func (l *library) outgoingViews() []modules.Export {
	vm := l.vm
	boolean := func(name string, get func(m *outgoing) bool) modules.Export {
		return l.view(name, func(m *outgoing) goja.Value { return modules.Bool(get(m)) }, nil)
	}
	number := func(name string, get func(m *outgoing) int) modules.Export {
		return l.view(name, func(m *outgoing) goja.Value { return vm.ToValue(get(m)) }, nil)
	}
	return []modules.Export{
		boolean("closed", func(m *outgoing) bool { return m.closed }),
		boolean("writableFinished", func(m *outgoing) bool { return m.finishedOut }),
		boolean("writableObjectMode", func(m *outgoing) bool { return false }),
		boolean("writableEnded", func(m *outgoing) bool { return m.finished }),
		boolean("writableNeedDrain", func(m *outgoing) bool { return !m.destroyed && !m.finished && m.needDrain }),
		boolean("headersSent", func(m *outgoing) bool { return m.hasHead }).Enumerable(),
		number("writableLength", (*outgoing).queued),
		number("writableHighWaterMark", (*outgoing).highWaterMark),
		number("writableCorked", func(m *outgoing) int { return m.corked }),
		number("outputSize", func(m *outgoing) int { return m.outputSize }),
		l.view("errored", func(m *outgoing) goja.Value { return orNull(m.errored) }, nil),
		l.view("outputData", (*outgoing).outputData, func(*outgoing, goja.Value) {}),
		l.view("_contentLength", func(m *outgoing) goja.Value {
			if !m.hasLength {
				return goja.Null()
			}
			return vm.ToValue(m.length)
		}, func(m *outgoing, v goja.Value) { m.length, m.hasLength = v.ToInteger(), !modules.IsNullish(v) }),
		l.view("_trailer", func(m *outgoing) goja.Value { return vm.ToValue(string(m.trailer)) },
			func(m *outgoing, v goja.Value) { m.trailer = []byte(v.String()) }),
		l.view("_header", func(m *outgoing) goja.Value {
			if !m.hasHead {
				return goja.Null()
			}
			return vm.ToValue(string(m.head))
		}, func(m *outgoing, v goja.Value) {
			m.head, m.hasHead = nil, v.ToBoolean()
			if m.hasHead {
				m.head = []byte(v.String())
			}
		}),
		l.view("_keepAliveTimeout", func(m *outgoing) goja.Value { return orZero(vm, m.keepAliveTime) },
			func(m *outgoing, v goja.Value) { m.keepAliveTime = v }),
		l.view("_maxRequestsPerSocket", func(m *outgoing) goja.Value { return m.maxRequests },
			func(m *outgoing, v goja.Value) { m.maxRequests = v }),
		l.view("_onPendingData", func(m *outgoing) goja.Value { return m.onPending },
			func(m *outgoing, v goja.Value) { m.onPending = v }),
		l.view("socket", (*outgoing).socket, (*outgoing).setSocket),
		l.view("connection", (*outgoing).socket, func(m *outgoing, v goja.Value) { must(m.obj.Set("socket", v)) }),
		l.view("_uniqueHeaders", func(m *outgoing) goja.Value { return nil },
			func(m *outgoing, v goja.Value) { m.unique = l.uniqueHeaders(v) }),
	}
}

func orNull(v goja.Value) goja.Value {
	if v == nil {
		return goja.Null()
	}
	return v
}

func orZero(vm *goja.Runtime, v goja.Value) goja.Value {
	if v == nil {
		return vm.ToValue(0)
	}
	return v
}

// outputData lists what waits for a connection.
func (m *outgoing) outputData() goja.Value {
	list := make([]any, len(m.output))
	for i, p := range m.output {
		list[i] = m.lib.env.Exports(
			modules.Val("data", m.lib.buffers.New(p.data)), modules.Val("encoding", "latin1"), modules.Val("callback", nil))
	}
	return m.lib.vm.NewArray(list...)
}

func (m *outgoing) queued() int {
	n := m.outputSize
	if m.partsSize != 0 {
		n += m.partsSize + len(hex(m.partsSize)) + 4
		if !m.headSent {
			n += len(m.head)
		}
	}
	if m.wire != nil {
		n += m.wire.queued()
	}
	return n
}

func (m *outgoing) highWaterMark() int {
	if m.wire != nil {
		return m.wire.highWaterMark()
	}
	return m.mark
}

func (m *outgoing) socket() goja.Value {
	if m.wire == nil {
		return goja.Null()
	}
	return m.wire.object()
}

// setSocket moves the message's corks from one connection to the other.
func (m *outgoing) setSocket(v goja.Value) {
	next := m.lib.wireOf(v)
	for range m.corked {
		if next != nil {
			next.cork()
		}
		if m.wire != nil {
			m.wire.uncork()
		}
	}
	m.wire = next
}

func (l *library) uniqueHeaders(v goja.Value) map[string]bool {
	list, ok := v.(*goja.Object)
	if !ok || !modules.IsArray(v) {
		return nil
	}
	unique := map[string]bool{}
	for _, name := range items(list) {
		unique[lower(name.(goja.Value).String())] = true
	}
	return unique
}

// chunkOf checks what is to be written and encodes it. Bytes are the
// program's own: they are copied before the call returns.
func (m *outgoing) chunkOf(v, enc goja.Value) ([]byte, error) {
	if goja.IsNull(v) {
		return nil, modules.TypeError("ERR_STREAM_NULL_VALUES", "May not write null values to stream")
	}
	if goja.IsString(v) {
		return m.encode(v, enc)
	}
	if b, ok := m.lib.buffers.Bytes(v); ok && m.lib.buffers.KindOf(v) == buffers.Uint8Array {
		return b, nil
	}
	return nil, m.lib.env.InvalidArgType("chunk", v, "string", "Buffer", "Uint8Array")
}
