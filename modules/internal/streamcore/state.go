package streamcore

import (
	"reflect"
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// readable is the state of a readable side. It stands behind the object that
// JavaScript sees as stream._readableState.
type readable struct {
	s      *Stream
	object *goja.Object

	objectMode, ended, endEmitted, endScheduled, eofReadablePending bool
	reading, constructed, sync, needReadable, emittedReadable       bool
	readableListening, dataListening, resumeScheduled, readingMore  bool
	errorEmitted, emitClose, autoDestroy                            bool
	destroyed, closed, closeEmitted, multiAwaitDrain, dataEmitted   bool
	flowing, paused                                                 tri
	// readable is false for a side that the options turn off.
	readable tri

	errored         goja.Value
	defaultEncoding string
	decoder         *decoder
	encoding        goja.Value

	hwm    int
	length int
	buffer chunkQueue
	pipes  []*goja.Object
	// awaitDrain are the destinations that want to be waited for.
	awaitDrain []*goja.Object

	extra extraProperties
}

var readableType = reflect.TypeFor[*readable]()

func readableOf(o *goja.Object) *readable {
	state, ok := o.Get("_readableState").(*goja.Object)
	if !ok || state.ExportType() != readableType {
		return nil
	}
	return state.Export().(*readable)
}

var readableKeys = []string{"highWaterMark", "buffer", "bufferIndex", "length", "pipes", "awaitDrainWriters"}

// flag is the boolean field of a name, or nil.
func (r *readable) flag(name string) *bool {
	switch name {
	case "objectMode":
		return &r.objectMode
	case "ended":
		return &r.ended
	case "endEmitted":
		return &r.endEmitted
	case "reading":
		return &r.reading
	case "constructed":
		return &r.constructed
	case "sync":
		return &r.sync
	case "needReadable":
		return &r.needReadable
	case "emittedReadable":
		return &r.emittedReadable
	case "readableListening":
		return &r.readableListening
	case "resumeScheduled":
		return &r.resumeScheduled
	case "errorEmitted":
		return &r.errorEmitted
	case "emitClose":
		return &r.emitClose
	case "autoDestroy":
		return &r.autoDestroy
	case "destroyed":
		return &r.destroyed
	case "closed":
		return &r.closed
	case "closeEmitted":
		return &r.closeEmitted
	case "multiAwaitDrain":
		return &r.multiAwaitDrain
	case "readingMore":
		return &r.readingMore
	case "dataEmitted":
		return &r.dataEmitted
	}
	return nil
}

// Get is _readableState[name].
func (r *readable) Get(name string) goja.Value {
	if f := r.flag(name); f != nil {
		return modules.Bool(*f)
	}
	vm := r.s.core.vm
	switch name {
	case "highWaterMark":
		return vm.ToValue(r.hwm)
	case "length":
		return vm.ToValue(r.length)
	case "buffer":
		return r.buffer.array(vm)
	case "bufferIndex":
		return vm.ToValue(0)
	case "pipes":
		return objectArray(vm, r.pipes)
	case "pipesCount":
		return vm.ToValue(len(r.pipes))
	case "awaitDrainWriters":
		return r.awaitDrainWriters()
	case "flowing":
		return r.flowing.value(goja.Null())
	case "paused":
		return modules.Bool(r.paused == isTrue)
	case "errored":
		return nullIfNil(r.errored)
	case "defaultEncoding":
		return vm.ToValue(r.defaultEncoding)
	case "decoder":
		if r.decoder == nil {
			return goja.Null()
		}
		return r.decoder.object
	case "encoding":
		return nullIfNil(r.encoding)
	case "readable":
		if r.readable == unset {
			return r.extra.get(name)
		}
		return r.readable.value(nil)
	}
	return r.extra.get(name)
}

func (r *readable) awaitDrainWriters() goja.Value {
	if len(r.awaitDrain) == 0 && !r.multiAwaitDrain {
		return goja.Null()
	}
	if !r.multiAwaitDrain {
		return r.awaitDrain[0]
	}
	set, err := r.s.core.vm.New(r.s.core.vm.Get("Set"), objectArray(r.s.core.vm, r.awaitDrain))
	r.s.core.must(err)
	return set
}

// Set is _readableState[name] = v.
func (r *readable) Set(name string, v goja.Value) bool {
	if f := r.flag(name); f != nil {
		*f = v.ToBoolean()
		return true
	}
	switch name {
	case "highWaterMark":
		r.hwm = int(v.ToInteger())
	case "length":
		r.length = int(v.ToInteger())
	case "flowing":
		r.flowing = triOf(v)
	case "paused":
		r.paused = triOf(v)
	case "errored":
		r.errored = nil
		if v.ToBoolean() {
			r.errored = v
		}
	case "defaultEncoding":
		r.defaultEncoding = v.String()
	case "encoding":
		r.encoding = v
	case "readable":
		r.readable = triOf(v)
	case "buffer", "bufferIndex", "pipes", "pipesCount", "awaitDrainWriters", "decoder":
	default:
		r.extra.set(name, v)
	}
	return true
}

// Has is name in _readableState.
func (r *readable) Has(name string) bool { return r.Get(name) != nil }

// Delete is delete _readableState[name].
func (r *readable) Delete(name string) bool { return r.extra.delete(name) }

// Keys is Object.keys(_readableState).
func (r *readable) Keys() []string { return r.extra.appendTo(readableKeys) }

// writable is the state of a writable side. It stands behind the object that
// JavaScript sees as stream._writableState.
type writable struct {
	s      *Stream
	object *goja.Object

	objectMode, finalCalled, needDrain, ending, ended, finished bool
	destroyed, decodeStrings, writing, sync, bufferProcessing   bool
	constructed, prefinished, errorEmitted, emitClose           bool
	autoDestroy, closed, closeEmitted, allBuffers, allNoop      bool
	expectWriteCallback, afterWritePending                      bool
	writable                                                    tri

	errored         goja.Value
	defaultEncoding string

	hwm, length, corked, writelen, pendingcb int
	buffered                                 []request
	first                                    int
	writecb                                  callback
	afterWrites                              *afterWrites
	onFinished                               []callback
	onwriteFunc                              *goja.Object

	extra extraProperties
}

// request is a write that waits.
type request struct {
	chunk    Chunk
	encoding goja.Value
	cb       callback
}

// afterWrites counts writes with one callback that ended in one tick.
type afterWrites struct {
	count int
	cb    callback
}

var writableType = reflect.TypeFor[*writable]()

func writableOf(o *goja.Object) *writable {
	state, ok := o.Get("_writableState").(*goja.Object)
	if !ok || state.ExportType() != writableType {
		return nil
	}
	return state.Export().(*writable)
}

var writableKeys = []string{"highWaterMark", "length", "corked", "onwrite", "writelen", "bufferedIndex", "pendingcb"}

func (w *writable) flag(name string) *bool {
	switch name {
	case "objectMode":
		return &w.objectMode
	case "finalCalled":
		return &w.finalCalled
	case "needDrain":
		return &w.needDrain
	case "ending":
		return &w.ending
	case "ended":
		return &w.ended
	case "finished":
		return &w.finished
	case "destroyed":
		return &w.destroyed
	case "decodeStrings":
		return &w.decodeStrings
	case "writing":
		return &w.writing
	case "sync":
		return &w.sync
	case "bufferProcessing":
		return &w.bufferProcessing
	case "constructed":
		return &w.constructed
	case "prefinished":
		return &w.prefinished
	case "errorEmitted":
		return &w.errorEmitted
	case "emitClose":
		return &w.emitClose
	case "autoDestroy":
		return &w.autoDestroy
	case "closed":
		return &w.closed
	case "closeEmitted":
		return &w.closeEmitted
	case "allBuffers":
		return &w.allBuffers
	case "allNoop":
		return &w.allNoop
	}
	return nil
}

// Get is _writableState[name].
func (w *writable) Get(name string) goja.Value {
	if f := w.flag(name); f != nil {
		return modules.Bool(*f)
	}
	vm := w.s.core.vm
	switch name {
	case "highWaterMark":
		return vm.ToValue(w.hwm)
	case "length":
		return vm.ToValue(w.length)
	case "corked":
		return vm.ToValue(w.corked)
	case "onwrite":
		return w.onwriteFunction()
	case "writelen":
		return vm.ToValue(w.writelen)
	case "bufferedIndex":
		return vm.ToValue(0)
	case "pendingcb":
		return vm.ToValue(w.pendingcb)
	case "errored":
		return nullIfNil(w.errored)
	case "writable":
		if w.writable == unset {
			return w.extra.get(name)
		}
		return w.writable.value(nil)
	case "defaultEncoding":
		return vm.ToValue(w.defaultEncoding)
	case "buffered":
		return w.bufferArray(true)
	case "bufferedRequestCount":
		return vm.ToValue(len(w.buffered) - w.first)
	}
	return w.extra.get(name)
}

// Set is _writableState[name] = v.
func (w *writable) Set(name string, v goja.Value) bool {
	if f := w.flag(name); f != nil {
		*f = v.ToBoolean()
		return true
	}
	switch name {
	case "highWaterMark":
		w.hwm = int(v.ToInteger())
	case "length":
		w.length = int(v.ToInteger())
	case "corked":
		w.corked = int(v.ToInteger())
	case "pendingcb":
		w.pendingcb = int(v.ToInteger())
	case "writelen":
		w.writelen = int(v.ToInteger())
	case "errored":
		w.errored = nil
		if v.ToBoolean() {
			w.errored = v
		}
	case "writable":
		w.writable = triOf(v)
	case "defaultEncoding":
		w.defaultEncoding = v.String()
	case "onwrite", "bufferedIndex", "buffered", "bufferedRequestCount":
	default:
		w.extra.set(name, v)
	}
	return true
}

// Has is name in _writableState.
func (w *writable) Has(name string) bool { return w.Get(name) != nil }

// Delete is delete _writableState[name].
func (w *writable) Delete(name string) bool { return w.extra.delete(name) }

// Keys is Object.keys(_writableState).
func (w *writable) Keys() []string { return w.extra.appendTo(writableKeys) }

// bufferArray lists the writes that wait, for JavaScript.
func (w *writable) bufferArray(withCallbacks bool) goja.Value {
	vm := w.s.core.vm
	var items []any
	for i := w.first; i < len(w.buffered); i++ {
		items = append(items, w.requestObject(&w.buffered[i], withCallbacks))
	}
	return vm.NewArray(items...)
}

func (w *writable) requestObject(q *request, withCallback bool) *goja.Object {
	o := w.s.core.vm.NewObject()
	_ = o.Set("chunk", q.chunk.Value())
	_ = o.Set("encoding", q.encoding)
	if withCallback {
		if q.cb.fn != nil {
			_ = o.Set("callback", q.cb.fn)
		} else {
			_ = o.Set("callback", w.s.core.env.Func("nop", 0, func(modules.Call) (goja.Value, error) { return nil, nil }))
		}
	}
	return o
}

func objectArray(vm *goja.Runtime, list []*goja.Object) *goja.Object {
	items := make([]any, len(list))
	for i, o := range list {
		items[i] = o
	}
	return vm.NewArray(items...)
}

// extraProperties are what programs add to a state object.
type extraProperties struct {
	names  []string
	values map[string]goja.Value
}

func (p *extraProperties) get(name string) goja.Value { return p.values[name] }

func (p *extraProperties) set(name string, v goja.Value) {
	if p.values == nil {
		p.values = map[string]goja.Value{}
	}
	if _, ok := p.values[name]; !ok {
		p.names = append(p.names, name)
	}
	p.values[name] = v
}

func (p *extraProperties) delete(name string) bool {
	if _, ok := p.values[name]; ok {
		delete(p.values, name)
		p.names = slices.DeleteFunc(p.names, func(s string) bool { return s == name })
	}
	return true
}

func (p *extraProperties) appendTo(names []string) []string {
	return append(slices.Clip(names), p.names...)
}
