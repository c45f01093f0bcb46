package streamcore

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

func (c *Core) newReadable(s *Stream, side sideOptions) *readable {
	r := &readable{
		s: s, emitClose: side.emitClose, autoDestroy: side.autoDestroy, objectMode: side.objectMode,
		constructed: true, sync: true, hwm: side.hwm, defaultEncoding: "utf8",
	}
	if r.hwm < 0 {
		r.hwm = c.defaultMark(r.objectMode)
	}
	if !isUTF8Name(side.defaultEncoding) {
		r.defaultEncoding = side.defaultEncoding
	}
	r.object = c.vm.NewDynamicObject(r)
	c.must(r.object.SetPrototype(c.readableStateProto))
	s.r = r
	return r
}

var readableEvents = []string{"close", "error", "data", "end", "readable"}

// constructReadable is new Readable([options]).
func (c *Core) constructReadable(o *goja.Object, options goja.Value) {
	s := c.streamFor(o)
	given, _ := options.(*goja.Object)
	r := c.newReadable(s, c.parseSide(given, true, false))
	c.em.Preset(o, readableEvents)
	c.must(o.Set("_readableState", r.object))
	if given != nil {
		r.setEncodingOption(given)
		c.adoptMethods(o, given, "read", "destroy", "construct")
		c.signalOption(o, given)
	}
	c.must(c.em.Init(o, options))
	c.startConstruct(s, r.onConstructed)
}

// InitReadable makes a Readable of an object whose prototype is that of one.
func (c *Core) InitReadable(o *goja.Object, opts Options) *Stream {
	s := c.streamFor(o)
	s.opts = opts
	r := c.newReadable(s, s.opts.side(true, false))
	c.em.Preset(o, readableEvents)
	c.must(o.Set("_readableState", r.object))
	c.must(c.em.Init(o, goja.Undefined()))
	c.startConstruct(s, r.onConstructed)
	return s
}

// streamFor is the state that belongs to an object already, by its other
// side, or a new one.
func (c *Core) streamFor(o *goja.Object) *Stream {
	if s := StreamOf(o); s != nil && s.obj == o {
		return s
	}
	return &Stream{core: c, obj: o}
}

func (r *readable) setEncodingOption(options *goja.Object) {
	if enc := options.Get("encoding"); truthy(enc) {
		r.decoder = r.s.core.newDecoder(enc)
		r.encoding = enc
	}
}

func (r *readable) onConstructed() {
	if r.needReadable {
		r.maybeReadMore()
	}
}

func (c *Core) thisReadable(call modules.Call) *readable {
	o, ok := call.This.(*goja.Object)
	if ok {
		if r := readableOf(o); r != nil {
			return r
		}
	}
	c.must(&modules.Error{Class: "TypeError", Message: "Cannot read properties of undefined (reading 'state')"})
	return nil
}

// push is readable.push(chunk[, encoding]).
func (c *Core) push(call modules.Call) (goja.Value, error) {
	r := c.thisReadable(call)
	return modules.Bool(r.pushValue(call.Argument(0), call.Argument(1))), nil
}

// unshift is readable.unshift(chunk[, encoding]).
func (c *Core) unshift(call modules.Call) (goja.Value, error) {
	r := c.thisReadable(call)
	return modules.Bool(r.unshiftValue(call.Argument(0), call.Argument(1))), nil
}

// Push is stream.push(chunk) with any value; null ends the data. It reports
// whether more is wanted now.
func (s *Stream) Push(v goja.Value) bool {
	own := s.obj.Get("push")
	if own == goja.Value(s.core.fn.push) {
		return s.r.pushValue(v, goja.Undefined())
	}
	return truthy(s.core.invoke(own, s.obj, v))
}

// PushBytes is Push for bytes, which become a Buffer when JavaScript looks.
// The stream owns b from then on.
func (s *Stream) PushBytes(b []byte) bool {
	own := s.obj.Get("push")
	if own != goja.Value(s.core.fn.push) {
		return truthy(s.core.invoke(own, s.obj, s.core.buffers.New(b)))
	}
	if s.r.objectMode {
		return s.r.pushValue(s.core.buffers.New(b), goja.Undefined())
	}
	return s.r.pushChunk(Chunk{core: s.core, bytes: b, n: len(b)}, false)
}

// PushEnd is Push(null).
func (s *Stream) PushEnd() { s.Push(goja.Null()) }

func (r *readable) pushValue(v, enc goja.Value) bool {
	if goja.IsNull(v) {
		r.reading = false
		r.onEOF()
		return false
	}
	if r.objectMode {
		return r.pushObject(v, truthy(enc))
	}
	k, decoded, ok := r.chunkOf(v, enc)
	if !ok {
		return false
	}
	return r.pushChunk(k, decoded)
}

func (r *readable) pushObject(v goja.Value, encoded bool) bool {
	if r.ended {
		r.s.ErrorOrDestroy(modules.PlainError("ERR_STREAM_PUSH_AFTER_EOF", "stream.push() after EOF"))
		return false
	}
	if r.destroyed || r.errored != nil {
		return false
	}
	r.reading = false
	if r.decoder != nil && !encoded {
		v = r.decoder.write(v)
	}
	r.addChunk(Chunk{core: r.s.core, value: v, n: 1}, false)
	return r.canPushMore()
}

// chunkOf checks and converts what was pushed in byte mode. decoded tells
// that it is a string in the stream's own encoding.
func (r *readable) chunkOf(v, enc goja.Value) (k Chunk, decoded, ok bool) {
	c := r.s.core
	k.core = c
	if s, isString := v.(goja.String); isString {
		name := r.defaultEncoding
		if truthy(enc) {
			name = enc.String()
		}
		if r.encoding != nil && r.encoding.String() == name {
			k.value, k.n = s, s.Length()
			return k, true, true
		}
		k.bytes = c.encode(s, name)
		k.n = len(k.bytes)
		return k, false, true
	}
	if goja.IsUndefined(v) {
		return k, false, true
	}
	b, isBytes := c.buffers.Bytes(v)
	if !isBytes || c.buffers.KindOf(v) == buffers.ArrayBuffer {
		r.s.ErrorOrDestroy(c.env.InvalidArgType("chunk", v, "string", "Buffer", "TypedArray", "DataView"))
		return k, false, false
	}
	k.value = c.asBuffer(v.(*goja.Object), b)
	k.bytes, k.n = b, len(b)
	return k, false, true
}

// asBuffer is the value itself if it is a Buffer, else a Buffer on its memory.
func (c *Core) asBuffer(o *goja.Object, b []byte) goja.Value {
	if buffers.IsBuffer(c.env, o) {
		return o
	}
	if c.buffers.KindOf(o) == buffers.Uint8Array {
		return c.buffers.Slice(o, 0, len(b))
	}
	start := int(o.Get("byteOffset").ToInteger())
	return c.buffers.View(o.Get("buffer"), start, len(b))
}

func (c *Core) encode(s goja.Value, name string) []byte {
	enc, ok := encoding.Lookup(name)
	if !ok {
		c.must(c.unknownEncoding(c.vm.ToValue(name)))
	}
	return enc.Encode(encoding.TextOf(s))
}

func (r *readable) pushChunk(k Chunk, decoded bool) bool {
	if k.n == 0 {
		r.reading = false
		r.maybeReadMore()
		return r.canPushMore()
	}
	if r.ended {
		r.s.ErrorOrDestroy(modules.PlainError("ERR_STREAM_PUSH_AFTER_EOF", "stream.push() after EOF"))
		return false
	}
	if r.destroyed || r.errored != nil {
		return false
	}
	r.reading = false
	if r.decoder != nil && !decoded {
		s := r.decoder.write(k.Value())
		k = Chunk{core: k.core, value: s, n: lengthOf(s)}
		if k.n == 0 {
			r.maybeReadMore()
			return r.canPushMore()
		}
	}
	r.addChunk(k, false)
	return r.canPushMore()
}

func (r *readable) unshiftValue(v, enc goja.Value) bool {
	if goja.IsNull(v) {
		r.reading = false
		r.onEOF()
		return false
	}
	k := Chunk{core: r.s.core, value: v, n: 1}
	if !r.objectMode {
		var ok, decoded bool
		if k, decoded, ok = r.chunkOf(v, enc); !ok {
			return false
		}
		if k.n == 0 {
			return r.canPushMore()
		}
		if r.encoding != nil && !decoded && goja.IsString(v) {
			s := r.s.core.decodeAll(k.Bytes(), r.encoding)
			k = Chunk{core: k.core, value: s, n: lengthOf(s)}
		}
	}
	switch {
	case r.endEmitted:
		r.s.ErrorOrDestroy(modules.PlainError("ERR_STREAM_UNSHIFT_AFTER_END_EVENT", "stream.unshift() after end event"))
	case r.destroyed || r.errored != nil:
		return false
	default:
		r.addChunk(k, true)
	}
	return r.canPushMore()
}

func lengthOf(v goja.Value) int {
	if s, ok := v.(goja.String); ok {
		return s.Length()
	}
	if o, ok := v.(*goja.Object); ok {
		if n := o.Get("length"); n != nil {
			return int(n.ToInteger())
		}
	}
	return 0
}

func (r *readable) canPushMore() bool { return !r.ended && (r.length < r.hwm || r.length == 0) }

func (r *readable) addChunk(k Chunk, front bool) {
	if r.flowing == isTrue && r.dataListening && !r.sync && r.length == 0 {
		r.awaitDrain = nil
		r.dataEmitted = true
		r.s.core.em.Emit(r.s.obj, "data", k.Value())
	} else {
		r.length += k.n
		if front {
			r.buffer.unshift(k)
		} else {
			r.buffer.push(k)
		}
		if r.needReadable {
			r.emitReadable()
		}
	}
	r.maybeReadMore()
}

// onEOF is what push(null) does.
func (r *readable) onEOF() {
	if r.ended {
		return
	}
	if r.decoder != nil {
		if s := r.decoder.end(); lengthOf(s) > 0 {
			k := Chunk{core: r.s.core, value: s, n: lengthOf(s)}
			if r.objectMode {
				k.n = 1
			}
			r.buffer.push(k)
			r.length += k.n
		}
	}
	r.ended = true
	if !r.sync {
		r.needReadable = false
		r.emittedReadable = true
		r.emitReadableNow()
		return
	}
	if r.flowing == isTrue || r.needReadable || r.s.listenerCount("readable") > 0 {
		r.emitReadable()
	} else {
		r.eofReadablePending = true
	}
}

func (s *Stream) listenerCount(name string) int { return s.core.em.Count(s.obj, name) }

func (r *readable) emitReadable() {
	r.needReadable = false
	if !r.emittedReadable {
		r.emittedReadable = true
		r.s.core.nextTick(r.emitReadableNow)
	}
}

func (r *readable) emitReadableNow() {
	if !r.destroyed && r.errored == nil && (r.length > 0 || r.ended) {
		r.s.core.em.Emit(r.s.obj, "readable")
		r.emittedReadable = false
	}
	if r.flowing != isTrue && !r.ended && r.length <= r.hwm {
		r.needReadable = true
	}
	r.flow()
}

func (r *readable) maybeReadMore() {
	if !r.readingMore && !r.reading && r.constructed {
		r.readingMore = true
		r.s.core.nextTick(r.readMore)
	}
}

func (r *readable) readMore() {
	for !r.reading && !r.ended && (r.length < r.hwm || r.flowing == isTrue && r.length == 0) {
		before := r.length
		r.s.callRead(0)
		if r.length == before {
			break
		}
	}
	r.readingMore = false
}

// callRead is stream.read(n), dispatched.
func (s *Stream) callRead(n float64) goja.Value {
	own := s.obj.Get("read")
	if own == goja.Value(s.core.fn.read) {
		return s.r.read(n)
	}
	if math.IsNaN(n) {
		return s.core.invoke(own, s.obj)
	}
	return s.core.invoke(own, s.obj, s.core.vm.ToValue(n))
}

const maxHighWaterMark = 0x40000000

func (c *Core) nextHighWaterMark(n int) int {
	if n > maxHighWaterMark {
		c.must(c.env.OutOfRange("size", "<= 1GiB", c.vm.ToValue(n)))
	}
	power := 1
	for power < n {
		power <<= 1
	}
	return power
}

func (r *readable) howMuchToRead(n float64) float64 {
	switch {
	case n <= 0 || r.length == 0 && r.ended:
		return 0
	case r.objectMode:
		return 1
	case math.IsNaN(n):
		if r.length > 0 && (r.flowing == isTrue || r.decoder == nil) {
			return float64(r.buffer.first().n)
		}
		return float64(r.length)
	case n <= float64(r.length):
		return n
	case r.ended:
		return float64(r.length)
	}
	return 0
}

// readMethod is readable.read([size]).
func (c *Core) readMethod(call modules.Call) (goja.Value, error) {
	r := c.thisReadable(call)
	n := math.NaN()
	if call.Has(0) {
		n = call.Argument(0).ToFloat()
		if n != math.Trunc(n) {
			v, err := c.env.Invoke(c.vm.Get("parseInt"), goja.Undefined(), call.Argument(0), c.vm.ToValue(10))
			if err != nil {
				return nil, err
			}
			n = v.ToFloat()
		}
	}
	return r.read(n), nil
}

func (r *readable) read(n float64) goja.Value {
	s, c := r.s, r.s.core
	wanted := n
	if n > float64(r.hwm) {
		r.hwm = c.nextHighWaterMark(int(min(n, maxHighWaterMark+1)))
	}
	if n != 0 {
		r.emittedReadable, r.eofReadablePending = false, false
	}
	if n == 0 && r.needReadable && (r.hwm != 0 && r.length >= r.hwm || r.hwm == 0 && r.length > 0 || r.ended) {
		if r.length == 0 && r.ended {
			r.end()
		} else {
			r.emitReadable()
		}
		return goja.Null()
	}
	n = r.howMuchToRead(n)
	if n == 0 && r.ended {
		if r.length == 0 {
			r.end()
		}
		return goja.Null()
	}
	doRead := r.needReadable
	if r.length == 0 || float64(r.length)-n < float64(r.hwm) {
		doRead = true
	}
	if r.reading || r.ended || r.destroyed || r.errored != nil || !r.constructed {
		doRead = false
	} else if doRead {
		r.reading, r.sync = true, true
		if r.length == 0 {
			r.needReadable = true
		}
		s.askForData()
		r.sync = false
		if !r.reading {
			n = r.howMuchToRead(wanted)
		}
	}
	var k Chunk
	got := n > 0 && r.length > 0
	if got {
		if r.objectMode {
			k = r.buffer.shift()
		} else {
			k = r.buffer.take(c, min(int(n), r.length), r.decoder != nil)
		}
	}
	if !got {
		if r.length <= r.hwm {
			r.needReadable = true
		}
		n = 0
	} else {
		r.length -= int(n)
		r.awaitDrain = nil
	}
	if r.length == 0 {
		if !r.ended {
			r.needReadable = true
		}
		if wanted != n && r.ended {
			r.end()
		}
	}
	if !got {
		return goja.Null()
	}
	v := k.Value()
	if !r.errorEmitted && !r.closeEmitted {
		r.dataEmitted = true
		c.em.Emit(s.obj, "data", v)
	}
	return v
}

// askForData is stream._read(highWaterMark).
func (s *Stream) askForData() {
	c := s.core
	own := s.obj.Get("_read")
	if own == goja.Value(c.fn._read) && s.opts.Read != nil {
		s.opts.Read()
		return
	}
	if s.source != nil && own == goja.Value(s.sourceRead) {
		s.source.read()
		return
	}
	if s.t != nil && own == goja.Value(c.fn.transformRead) {
		s.t.read()
		return
	}
	if thrown := c.try(func() { c.invoke(own, s.obj, c.vm.ToValue(s.r.hwm)) }); thrown != nil {
		s.errorOrDestroy(thrown, false)
	}
}

// readBuiltin is readable._read(size), of a stream that has none of its own.
func (c *Core) readBuiltin(call modules.Call) (goja.Value, error) {
	if r := readableOf(call.This.ToObject(c.vm)); r != nil && r.s.opts.Read != nil {
		r.s.opts.Read()
		return nil, nil
	}
	return nil, modules.NotImplemented("_read()")
}

// end is endReadable: 'end' comes next tick.
func (r *readable) end() {
	if r.endEmitted || r.endScheduled {
		return
	}
	r.ended, r.endScheduled = true, true
	r.s.core.nextTick(r.emitEnd)
}

func (r *readable) emitEnd() {
	s, c := r.s, r.s.core
	r.endScheduled = false
	if r.errored != nil || r.closeEmitted || r.endEmitted || r.length != 0 {
		return
	}
	r.endEmitted = true
	c.em.Emit(s.obj, "end")
	if truthy(s.obj.Get("writable")) && isFalseValue(s.obj.Get("allowHalfOpen")) {
		c.nextTick(func() {
			o := s.obj
			if truthy(o.Get("writable")) && !truthy(o.Get("writableEnded")) && !truthy(o.Get("destroyed")) {
				c.method(o, "end")
			}
		})
		return
	}
	if r.autoDestroy {
		w := s.w
		if w == nil || w.autoDestroy && (w.finished || w.writable == isFalse) {
			s.callDestroy(nil)
		}
	}
}

// callDestroy is stream.destroy([err]), dispatched.
func (s *Stream) callDestroy(err goja.Value) {
	if err == nil {
		s.core.method(s.obj, "destroy")
	} else {
		s.core.method(s.obj, "destroy", err)
	}
}
