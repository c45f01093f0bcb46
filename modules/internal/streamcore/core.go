// Package streamcore is the state machine of Node's streams, in Go: what
// module stream exports as Readable, Writable, Duplex, Transform and
// PassThrough, and what other modules build their streams on.
//
// # For modules
//
// A module makes a class whose parent is one of the constructors of [Core],
// and in its constructor calls [Core.InitReadable], [Core.InitWritable] or
// [Core.InitDuplex] on the object with Go functions in [Options]:
//
//	core := streamcore.Of(env)
//	env.Class(modules.ClassSpec{Name: "Socket", Parent: core.Duplex,
//		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
//			s := core.InitDuplex(c.This, streamcore.Options{
//				Read:  func() { … },                                  // wants data: push some, soon
//				Write: func(chunk streamcore.Chunk, done func(error)) { … },
//			})
//			…
//		}})
//
// Read, Write, Writev, Final, Destroy and Construct stand in for _read,
// _write and so on; a method of that name which JavaScript puts on the object
// or on a subclass wins. Data goes in with [Stream.Push] and
// [Stream.PushBytes]: bytes become a Buffer only if JavaScript looks at them.
// Data written comes as a [Chunk], whose Bytes are valid until done is called,
// and may be shared with JavaScript: who hands them to a goroutine copies
// them, or keeps done back until the goroutine has finished with them, which
// Node's own streams do as well.
//
// Everything here runs on the loop's goroutine during a task (Host.Enter).
// What JavaScript throws passes through as a panic with the exception, as in
// package emitter.
package streamcore

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/emitter"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// Core is what the streams of a runtime share.
type Core struct {
	env     *modules.Env
	vm      *goja.Runtime
	em      *emitter.Emitters
	buffers *buffers.Classes

	// The constructors, as module stream exports them. Stream is the legacy
	// one that all others extend.
	Stream, Readable, Writable, Duplex, Transform, PassThrough *goja.Object

	readableStateProto, writableStateProto *goja.Object
	protos                                 prototypes
	fn                                     builtins
	str                                    strings

	hwmBytes, hwmObjects int

	decoderClass *goja.Object
	promiseThen  goja.Value
	// iteratorProto is the prototype of async iterators.
	iteratorProto *goja.Object
}

// prototypes are those of the constructors.
type prototypes struct {
	stream, readable, writable, duplex, transform *goja.Object
}

// builtins are the methods that are called in Go while nobody has replaced
// them.
type builtins struct {
	read, push, write, end, pause, resume, unpipe, destroy, on, final  *goja.Object
	_read, _write, _transform, _destroy, transformWrite, transformRead *goja.Object
	passTransform                                                      *goja.Object
}

// strings are values that are passed on hot paths.
type strings struct{ buffer, utf8, empty goja.Value }

var local = modules.NewLocal(newCore)

// Of returns the streams of a runtime.
func Of(env *modules.Env) *Core { return local.Of(env) }

func newCore(env *modules.Env) *Core {
	c := &Core{
		env: env, vm: env.VM, em: emitter.Of(env), buffers: buffers.Of(env),
		hwmBytes: 64 << 10, hwmObjects: 16,
	}
	c.str = strings{c.vm.ToValue("buffer"), c.vm.ToValue("utf8"), c.vm.ToValue("")}
	c.promiseThen = c.vm.Get("Promise").(*goja.Object).Get("prototype").(*goja.Object).Get("then")
	c.defineStream()
	c.defineReadable()
	c.defineWritable()
	c.defineDuplex()
	c.defineTransform()
	return c
}

// Stream is the state of one stream object: its readable side, its writable
// side, or both.
type Stream struct {
	core *Core
	obj  *goja.Object
	r    *readable
	w    *writable
	opts Options
	t    *transform

	// source is what Readable.from feeds the stream with, while sourceRead
	// is still its _read.
	source     *source
	sourceRead *goja.Object

	constructed []func()
	destroyNow  func(err goja.Value)
}

// Object is the JavaScript object of the stream.
func (s *Stream) Object() *goja.Object { return s.obj }

// StreamOf returns the state of a stream object, or nil for anything else.
func StreamOf(v goja.Value) *Stream {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	if r := readableOf(o); r != nil {
		return r.s
	}
	if w := writableOf(o); w != nil {
		return w.s
	}
	return nil
}

// tri is a boolean that may be null or undefined.
type tri int8

const (
	unset tri = iota
	isFalse
	isTrue
)

func triOf(v goja.Value) tri {
	switch {
	case modules.IsNullish(v):
		return unset
	case v.ToBoolean():
		return isTrue
	}
	return isFalse
}

func (t tri) value(absent goja.Value) goja.Value {
	switch t {
	case isTrue:
		return modules.Bool(true)
	case isFalse:
		return modules.Bool(false)
	}
	return absent
}

// Chunk is a piece of data: any value in object mode, else bytes or a string.
type Chunk struct {
	core  *Core
	value goja.Value
	bytes []byte
	n     int
}

// Value is the chunk for JavaScript: a Buffer if it is bytes.
func (k *Chunk) Value() goja.Value {
	if k.value == nil {
		k.value = k.core.buffers.New(k.bytes)
	}
	return k.value
}

// Bytes is the chunk's data; a string is encoded in UTF-8. It is nil for
// other values.
func (k *Chunk) Bytes() []byte {
	if k.bytes == nil && k.value != nil {
		if goja.IsString(k.value) {
			k.bytes = encoding.Bytes(k.value)
		} else {
			k.bytes, _ = k.core.buffers.Bytes(k.value)
		}
	}
	return k.bytes
}

// IsString reports whether the chunk is a string, which it is only where
// strings are not decoded.
func (k *Chunk) IsString() bool { return k.value != nil && goja.IsString(k.value) }

// nextTick queues f behind process.nextTick's callbacks.
func (c *Core) nextTick(f func()) {
	c.env.Host.NextTick(func() error {
		f()
		return nil
	})
}

// callback is a function that JavaScript gave, or one in Go. The zero value
// does nothing.
type callback struct {
	fn *goja.Object
	f  func(err goja.Value)
}

func callbackOf(v goja.Value) callback {
	if o, ok := v.(*goja.Object); ok && modules.IsFunction(o) {
		return callback{fn: o}
	}
	return callback{}
}

func (cb callback) none() bool { return cb.fn == nil && cb.f == nil }

func (cb callback) same(other callback) bool { return cb.fn != nil && cb.fn == other.fn }

// call passes an error, null or undefined. A nil err passes no argument.
func (cb callback) call(c *Core, err goja.Value) {
	switch {
	case cb.fn != nil && err == nil:
		c.invoke(cb.fn, goja.Undefined())
	case cb.fn != nil:
		c.invoke(cb.fn, goja.Undefined(), err)
	case cb.f != nil:
		cb.f(err)
	}
}

// invoke calls a function; what it throws goes on up.
func (c *Core) invoke(fn, this goja.Value, args ...goja.Value) goja.Value {
	if o, ok := fn.(*goja.Object); ok {
		if f, ok := o.Export().(func(goja.FunctionCall) goja.Value); ok {
			return f(goja.FunctionCall{This: this, Arguments: args})
		}
	}
	v, err := c.env.Invoke(fn, this, args...)
	c.must(err)
	return v
}

// method calls a method by name; what it throws goes on up.
func (c *Core) method(o *goja.Object, name string, args ...goja.Value) goja.Value {
	fn := o.Get(name)
	if !modules.IsFunction(fn) {
		panic(c.env.Error(&modules.Error{Class: "TypeError", Message: "stream." + name + " is not a function"}))
	}
	return c.invoke(fn, o, args...)
}

// try returns what f threw, or nil.
func (c *Core) try(f func()) goja.Value {
	if exception := c.vm.Try(f); exception != nil {
		return exception.Value()
	}
	return nil
}

func (c *Core) must(err error) {
	if err != nil {
		panic(c.env.Panic(err))
	}
}

func truthy(v goja.Value) bool { return v != nil && v.ToBoolean() }

func isNull(v goja.Value) bool { return v != nil && goja.IsNull(v) }

func nullIfNil(v goja.Value) goja.Value {
	if v == nil {
		return goja.Null()
	}
	return v
}

// anonymous exports a method whose function has no name, as those of Node's
// streams.
func (c *Core) anonymous(name string, length int, f modules.Func) modules.Export {
	return modules.Val(name, c.env.Func("", length, f))
}
