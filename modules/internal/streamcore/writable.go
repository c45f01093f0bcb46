package streamcore

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

var writableEvents = []string{"close", "error", "prefinish", "finish", "drain"}

func (c *Core) newWritable(s *Stream, side sideOptions, decodeStrings bool) *writable {
	w := &writable{
		s: s, emitClose: side.emitClose, autoDestroy: side.autoDestroy, objectMode: side.objectMode,
		constructed: true, sync: true, hwm: side.hwm, defaultEncoding: "utf8",
		decodeStrings: decodeStrings, allBuffers: true, allNoop: true,
	}
	if w.hwm < 0 {
		w.hwm = c.defaultMark(w.objectMode)
	}
	if !isUTF8Name(side.defaultEncoding) {
		w.defaultEncoding = side.defaultEncoding
	}
	w.object = c.vm.NewDynamicObject(w)
	c.must(w.object.SetPrototype(c.writableStateProto))
	s.w = w
	return w
}

// constructWritable is new Writable([options]).
func (c *Core) constructWritable(o *goja.Object, options goja.Value) {
	s := c.streamFor(o)
	given, _ := options.(*goja.Object)
	w := c.newWritable(s, c.parseSide(given, false, false), given == nil || !isFalseValue(given.Get("decodeStrings")))
	c.em.Preset(o, writableEvents)
	c.must(o.Set("_writableState", w.object))
	if given != nil {
		c.adoptMethods(o, given, "write", "writev", "destroy", "final", "construct")
		c.signalOption(o, given)
	}
	c.must(c.em.Init(o, options))
	c.startConstruct(s, w.onConstructed)
}

// InitWritable makes a Writable of an object whose prototype is that of one.
func (c *Core) InitWritable(o *goja.Object, opts Options) *Stream {
	s := c.streamFor(o)
	s.opts = opts
	w := c.newWritable(s, s.opts.side(false, false), !opts.KeepStrings)
	c.em.Preset(o, writableEvents)
	c.must(o.Set("_writableState", w.object))
	c.must(c.em.Init(o, goja.Undefined()))
	c.startConstruct(s, w.onConstructed)
	return s
}

func (w *writable) onConstructed() {
	if !w.writing {
		w.clearBuffer()
	}
	if w.ending {
		w.finishMaybe(false)
	}
}

func (c *Core) thisWritable(call modules.Call) *writable {
	if o, ok := call.This.(*goja.Object); ok {
		if w := writableOf(o); w != nil {
			return w
		}
	}
	c.must(&modules.Error{Class: "TypeError", Message: "Cannot read properties of undefined (reading 'state')"})
	return nil
}

// write is writable.write(chunk[, encoding][, callback]).
func (c *Core) write(call modules.Call) (goja.Value, error) {
	w := c.thisWritable(call)
	enc, cb := call.Argument(1), callbackOf(call.Argument(2))
	if f := callbackOf(enc); !f.none() {
		cb, enc = f, goja.Undefined()
	}
	ok, err := w.write(call.Argument(0), enc, cb)
	return modules.Bool(ok && err == nil), nil
}

// write reports whether more may be written now. An error is one that the
// stream has been told of already.
func (w *writable) write(v, enc goja.Value, cb callback) (more bool, failure *goja.Object) {
	c := w.s.core
	if v == nil || goja.IsNull(v) {
		c.must(modules.TypeError("ERR_STREAM_NULL_VALUES", "May not write null values to stream"))
	}
	k := Chunk{core: c, value: v, n: 1}
	if !w.objectMode {
		k, enc = w.chunkOf(v, enc)
	} else if enc == nil {
		enc = goja.Undefined()
	}
	return w.writeChunk(k, enc, cb)
}

func (w *writable) writeChunk(k Chunk, enc goja.Value, cb callback) (more bool, failure *goja.Object) {
	c := w.s.core
	switch {
	case w.ending:
		failure = c.env.Error(modules.PlainError("ERR_STREAM_WRITE_AFTER_END", "write after end"))
	case w.destroyed:
		failure = w.destroyedError("write")
	}
	if failure != nil {
		c.nextTick(func() { cb.call(c, failure) })
		w.s.errorOrDestroy(failure, true)
		return false, failure
	}
	w.pendingcb++
	return w.writeOrBuffer(k, enc, cb), nil
}

func (w *writable) destroyedError(call string) *goja.Object {
	return w.s.core.env.Error(modules.PlainError("ERR_STREAM_DESTROYED", "Cannot call %s after a stream was destroyed", call))
}

// chunkOf checks and converts what was written in byte mode.
func (w *writable) chunkOf(v, enc goja.Value) (Chunk, goja.Value) {
	c := w.s.core
	k := Chunk{core: c}
	name := w.defaultEncoding
	if truthy(enc) {
		name = enc.String()
		if _, ok := encoding.Lookup(name); !goja.IsString(enc) || !ok && name != "buffer" {
			c.must(c.unknownEncoding(enc))
		}
	} else {
		enc = c.str.utf8
		if name != "utf8" {
			enc = c.vm.ToValue(name)
		}
	}
	if s, ok := v.(goja.String); ok {
		if name == "buffer" {
			c.must(c.unknownEncoding(c.vm.ToValue(name)))
		}
		if w.decodeStrings {
			k.bytes = c.encode(s, name)
			k.n = len(k.bytes)
			return k, c.str.buffer
		}
		k.value, k.n = s, s.Length()
		return k, enc
	}
	b, ok := c.buffers.Bytes(v)
	if !ok || c.buffers.KindOf(v) == buffers.ArrayBuffer {
		c.must(c.env.InvalidArgType("chunk", v, "string", "Buffer", "TypedArray", "DataView"))
	}
	k.value = c.asBuffer(v.(*goja.Object), b)
	k.bytes, k.n = b, len(b)
	return k, c.str.buffer
}

func (w *writable) writeOrBuffer(k Chunk, enc goja.Value, cb callback) bool {
	w.length += k.n
	if w.writing || w.errored != nil || w.corked > 0 || !w.constructed {
		w.buffered = append(w.buffered, request{k, enc, cb})
		if w.allBuffers && enc != w.s.core.str.buffer {
			w.allBuffers = false
		}
		if !cb.none() {
			w.allNoop = false
		}
	} else {
		w.writelen = k.n
		w.writecb = cb
		w.writing, w.sync, w.expectWriteCallback = true, true, true
		w.s.callWrite(k, enc)
		w.sync = false
	}
	more := w.length < w.hwm || w.length == 0
	if !more {
		w.needDrain = true
	}
	return more && w.errored == nil && !w.destroyed
}

// callWrite is stream._write(chunk, encoding, onwrite), dispatched.
func (s *Stream) callWrite(k Chunk, enc goja.Value) {
	c := s.core
	own := s.obj.Get("_write")
	switch own {
	case goja.Value(c.fn._write):
		if s.opts.Write != nil {
			s.opts.Write(k, s.w.doneWriting)
			return
		}
	case goja.Value(c.fn.transformWrite):
		if s.t != nil {
			s.t.write(&k, enc)
			return
		}
	}
	c.invoke(own, s.obj, k.Value(), enc, s.w.onwriteFunction())
}

func (w *writable) doneWriting(err error) { w.onwrite(w.s.core.valueOf(err)) }

// onwriteFunction is state.onwrite, the callback of _write.
func (w *writable) onwriteFunction() *goja.Object {
	if w.onwriteFunc == nil {
		w.onwriteFunc = w.s.core.doneFunc("", w.onwrite)
	}
	return w.onwriteFunc
}

// writeBuiltin is writable._write(chunk, encoding, callback) of a stream that
// has none of its own.
func (c *Core) writeBuiltin(call modules.Call) (goja.Value, error) {
	o := call.This.ToObject(c.vm)
	if s := StreamOf(o); s != nil && s.opts.Write != nil {
		k := Chunk{core: c, value: call.Argument(0), n: 1}
		cb := callbackOf(call.Argument(2))
		s.opts.Write(k, func(err error) { cb.call(c, undefinedIfNil(c.valueOf(err))) })
		return nil, nil
	}
	if writev := o.Get("_writev"); truthy(writev) {
		entry := c.vm.NewObject()
		_ = entry.Set("chunk", call.Argument(0))
		_ = entry.Set("encoding", call.Argument(1))
		c.invoke(writev, o, c.vm.NewArray(entry), call.Argument(2))
		return nil, nil
	}
	return nil, modules.NotImplemented("_write()")
}

// onwrite is told that a write has ended.
func (w *writable) onwrite(err goja.Value) {
	s, c := w.s, w.s.core
	if !w.expectWriteCallback {
		s.ErrorOrDestroy(modules.PlainError("ERR_MULTIPLE_CALLBACK", "Callback called multiple times"))
		return
	}
	sync, cb := w.sync, w.writecb
	w.writecb = callback{}
	w.writing, w.expectWriteCallback = false, false
	w.length -= w.writelen
	w.writelen = 0
	if truthy(err) {
		s.noteError(err)
		if sync {
			c.nextTick(func() { w.onwriteError(err, cb) })
		} else {
			w.onwriteError(err, cb)
		}
		return
	}
	if len(w.buffered) > w.first {
		w.clearBuffer()
	}
	if !sync {
		w.afterWrite(1, cb)
		return
	}
	needTick := w.needDrain && w.length == 0 || w.destroyed || !cb.none()
	switch {
	case cb.none():
		if !w.afterWritePending && needTick {
			w.afterWritePending = true
			c.nextTick(func() { w.afterWrite(1, callback{}) })
			return
		}
		w.pendingcb--
		if w.ending {
			w.finishMaybe(true)
		}
	case w.afterWrites != nil && w.afterWrites.cb.same(cb):
		w.afterWrites.count++
	default:
		info := &afterWrites{1, cb}
		w.afterWrites, w.afterWritePending = info, true
		c.nextTick(func() {
			w.afterWrites = nil
			w.afterWrite(info.count, info.cb)
		})
	}
}

func (w *writable) onwriteError(err goja.Value, cb callback) {
	w.pendingcb--
	cb.call(w.s.core, err)
	w.errorBuffer()
	w.s.errorOrDestroy(err, false)
}

func (w *writable) afterWrite(count int, cb callback) {
	w.afterWritePending = false
	if w.needDrain && !w.ending && !w.destroyed && w.length == 0 {
		w.needDrain = false
		w.s.core.em.Emit(w.s.obj, "drain")
	}
	for ; count > 0; count-- {
		w.pendingcb--
		cb.call(w.s.core, goja.Null())
	}
	if w.destroyed {
		w.errorBuffer()
	}
	if w.ending {
		w.finishMaybe(true)
	}
}

// errorBuffer fails the writes that wait.
func (w *writable) errorBuffer() {
	if w.writing {
		return
	}
	waiting := w.buffered[w.first:]
	for i := range waiting {
		w.length -= waiting[i].chunk.n
		err := w.errored
		if err == nil {
			err = w.destroyedError("write")
		}
		waiting[i].cb.call(w.s.core, err)
	}
	if len(w.onFinished) > 0 {
		err := w.errored
		if err == nil {
			err = w.destroyedError("end")
		}
		w.callOnFinished(err)
	}
	w.resetBuffer()
}

func (w *writable) resetBuffer() {
	w.buffered, w.first = nil, 0
	w.allBuffers, w.allNoop = true, true
}

// clearBuffer writes what waits: all at once if the stream can, else one by
// one as long as each write ends at once.
func (w *writable) clearBuffer() {
	if w.destroyed || w.bufferProcessing || w.corked > 0 || !w.constructed || len(w.buffered) == w.first {
		return
	}
	w.bufferProcessing = true
	if len(w.buffered)-w.first > 1 && w.canWritev() {
		w.writevAll()
	} else {
		w.writeEach()
	}
	w.bufferProcessing = false
}

func (w *writable) canWritev() bool {
	return w.s.opts.Writev != nil || truthy(w.s.obj.Get("_writev"))
}

func (w *writable) writevAll() {
	c := w.s.core
	waiting := w.buffered[w.first:]
	w.pendingcb -= len(waiting) - 1
	cb := callback{}
	if !w.allNoop {
		cb.f = func(err goja.Value) {
			for i := range waiting {
				waiting[i].cb.call(c, err)
			}
		}
	}
	allBuffers := w.allBuffers
	w.writelen = w.length
	w.writecb = cb
	w.writing, w.sync, w.expectWriteCallback = true, true, true
	own := w.s.obj.Get("_writev")
	switch {
	case w.destroyed:
		w.onwrite(w.destroyedError("write"))
	case w.s.opts.Writev != nil && !truthy(own):
		chunks := make([]Chunk, len(waiting))
		for i := range waiting {
			chunks[i] = waiting[i].chunk
		}
		w.s.opts.Writev(chunks, w.doneWriting)
	default:
		items := make([]any, len(waiting))
		for i := range waiting {
			items[i] = w.requestObject(&waiting[i], true)
		}
		list := c.vm.NewArray(items...)
		c.must(list.Set("allBuffers", allBuffers))
		c.invoke(own, w.s.obj, list, w.onwriteFunction())
	}
	w.sync = false
	w.resetBuffer()
}

func (w *writable) writeEach() {
	i := w.first
	for {
		q := w.buffered[i]
		w.buffered[i] = request{}
		i++
		w.first = i
		w.writelen = q.chunk.n
		w.writecb = q.cb
		w.writing, w.sync, w.expectWriteCallback = true, true, true
		if w.destroyed {
			w.onwrite(w.destroyedError("write"))
		} else {
			w.s.callWrite(q.chunk, q.encoding)
		}
		w.sync = false
		if i >= len(w.buffered) || w.writing {
			break
		}
	}
	switch {
	case i >= len(w.buffered):
		w.resetBuffer()
	case i > 256 && i*2 >= len(w.buffered):
		n := copy(w.buffered, w.buffered[i:])
		clear(w.buffered[n:])
		w.buffered, w.first = w.buffered[:n], 0
	}
}

// cork is writable.cork().
func (c *Core) cork(call modules.Call) (goja.Value, error) {
	c.thisWritable(call).corked++
	return nil, nil
}

// uncork is writable.uncork().
func (c *Core) uncork(call modules.Call) (goja.Value, error) {
	c.thisWritable(call).uncork()
	return nil, nil
}

func (w *writable) uncork() {
	if w.corked == 0 {
		return
	}
	w.corked--
	if !w.writing {
		w.clearBuffer()
	}
}

// setDefaultEncoding is writable.setDefaultEncoding(encoding).
func (c *Core) setDefaultEncoding(call modules.Call) (goja.Value, error) {
	w := c.thisWritable(call)
	v := call.Argument(0)
	if _, ok := encoding.Lookup(v.String()); !goja.IsString(v) || !ok {
		return nil, c.unknownEncoding(v)
	}
	w.defaultEncoding = goLower(v.String())
	return call.This, nil
}

// Write is stream.write(chunk) from Go. done, which may be nil, is told when
// the chunk is written. It reports whether more may be written now.
func (s *Stream) Write(v goja.Value, done func(err goja.Value)) bool {
	own := s.obj.Get("write")
	if own != goja.Value(s.core.fn.write) {
		args := []goja.Value{v}
		if done != nil {
			args = append(args, s.core.doneFunc("", done))
		}
		return truthy(s.core.invoke(own, s.obj, args...))
	}
	more, failure := s.w.write(v, goja.Undefined(), callback{f: done})
	return more && failure == nil
}

// WriteBytes is Write of bytes, which belong to the stream from then on.
func (s *Stream) WriteBytes(b []byte, done func(err goja.Value)) bool {
	if s.w.objectMode || s.obj.Get("write") != goja.Value(s.core.fn.write) {
		return s.Write(s.core.buffers.New(b), done)
	}
	more, failure := s.w.writeChunk(Chunk{core: s.core, bytes: b, n: len(b)}, s.core.str.buffer, callback{f: done})
	return more && failure == nil
}
