package streamcore

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// Options describe a stream that a module makes. The zero value is a stream
// of bytes with Node's defaults.
type Options struct {
	// ObjectMode makes chunks any values.
	ObjectMode                             bool
	ReadableObjectMode, WritableObjectMode bool
	// High water marks; 0 is Node's default. NoBuffer makes it 0.
	HighWaterMark, ReadableHighWaterMark, WritableHighWaterMark int
	NoBuffer                                                    bool

	// KeepStrings passes strings that are written as they are.
	KeepStrings bool
	// ManualDestroy is autoDestroy: false, SilentClose emitClose: false.
	ManualDestroy, SilentClose bool
	// NoHalfOpen is allowHalfOpen: false.
	NoHalfOpen bool
	// DefaultEncoding is for strings; empty is utf8.
	DefaultEncoding string

	// Read is told that data is wanted.
	Read func()
	// Write takes a chunk; the next comes after done.
	Write func(chunk Chunk, done func(error))
	// Writev takes all that has gathered meanwhile. It may be nil.
	Writev func(chunks []Chunk, done func(error))
	// Transform, of a Transform, takes a chunk and pushes what comes of it.
	Transform func(chunk Chunk, done func(error))
	// Flush, of a Transform, pushes the rest before the readable side ends.
	Flush func(done func(error))
	// Final is called when all is written, before 'finish'.
	Final func(done func(error))
	// Destroy frees what the stream holds; err is nil or why. What it passes
	// to done becomes the stream's error.
	Destroy func(err goja.Value, done func(err goja.Value))
	// Construct is called before anything else is.
	Construct func(done func(error))
}

// sideOptions are what one side of a stream takes from its options.
type sideOptions struct {
	objectMode      bool
	hwm             int // negative for the default
	emitClose       bool
	autoDestroy     bool
	defaultEncoding string
}

func (o *Options) side(readable, duplex bool) sideOptions {
	side := sideOptions{o.ObjectMode, -1, !o.SilentClose, !o.ManualDestroy, o.DefaultEncoding}
	own, ownMode := o.ReadableHighWaterMark, o.ReadableObjectMode
	if !readable {
		own, ownMode = o.WritableHighWaterMark, o.WritableObjectMode
	}
	if duplex && ownMode {
		side.objectMode = true
	}
	switch {
	case o.NoBuffer:
		side.hwm = 0
	case o.HighWaterMark > 0:
		side.hwm = o.HighWaterMark
	case own > 0:
		side.hwm = own
	}
	return side
}

// parseSide reads the options that JavaScript gave.
func (c *Core) parseSide(o *goja.Object, readable, duplex bool) sideOptions {
	side := sideOptions{hwm: -1, emitClose: true, autoDestroy: true}
	if o == nil {
		return side
	}
	ownMode, ownMark := "writableObjectMode", "writableHighWaterMark"
	if readable {
		ownMode, ownMark = "readableObjectMode", "readableHighWaterMark"
	}
	side.objectMode = truthy(o.Get("objectMode")) || duplex && truthy(o.Get(ownMode))
	side.hwm = c.highWaterMark(o, ownMark, duplex)
	side.emitClose = !isFalseValue(o.Get("emitClose"))
	side.autoDestroy = !isFalseValue(o.Get("autoDestroy"))
	if v := o.Get("defaultEncoding"); !modules.IsNullish(v) {
		if _, ok := encoding.Lookup(v.String()); !ok || !goja.IsString(v) {
			c.must(c.unknownEncoding(v))
		}
		side.defaultEncoding = v.String()
	}
	return side
}

// highWaterMark is -1 when none is given.
func (c *Core) highWaterMark(o *goja.Object, own string, duplex bool) int {
	v := o.Get("highWaterMark")
	if modules.IsNullish(v) {
		if !duplex {
			return -1
		}
		if v = o.Get(own); modules.IsNullish(v) {
			return -1
		}
	}
	f := v.ToFloat()
	if !goja.IsNumber(v) || f != math.Trunc(f) || math.IsInf(f, 0) || f < 0 {
		name := "options.highWaterMark"
		if duplex {
			name = "options." + own
		}
		c.must(c.env.InvalidArgValue(name, v, ""))
	}
	return int(f)
}

func isFalseValue(v goja.Value) bool { return modules.IsBoolean(v) && !v.ToBoolean() }

func (c *Core) defaultMark(objectMode bool) int {
	if objectMode {
		return c.hwmObjects
	}
	return c.hwmBytes
}

// DefaultHighWaterMark is stream.getDefaultHighWaterMark(objectMode).
func (c *Core) DefaultHighWaterMark(objectMode bool) int { return c.defaultMark(objectMode) }

// SetDefaultHighWaterMark is stream.setDefaultHighWaterMark(objectMode, n).
func (c *Core) SetDefaultHighWaterMark(objectMode bool, n int) {
	if objectMode {
		c.hwmObjects = n
	} else {
		c.hwmBytes = n
	}
}

// adoptMethods makes methods of the functions among the options.
func (c *Core) adoptMethods(o, options *goja.Object, names ...string) {
	for _, name := range names {
		if f := options.Get(name); modules.IsFunction(f) {
			c.must(o.Set("_"+name, f))
		}
	}
}

// unknownEncoding is ERR_UNKNOWN_ENCODING.
func (c *Core) unknownEncoding(v goja.Value) error {
	text := v.String()
	if _, isObject := v.(*goja.Object); isObject {
		text = c.env.Inspect(v)
	}
	return modules.TypeError("ERR_UNKNOWN_ENCODING", "Unknown encoding: %s", text)
}
