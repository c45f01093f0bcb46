// Package zlib is node:zlib: the codecs in Go, off the loop, and the stream
// classes on top of them in JavaScript, since they are there to be extended.
package zlib

import (
	"context"
	_ "embed"
	"hash/crc32"
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// Modules has node:zlib.
var Modules = []modules.Module{{Name: "zlib", Load: load}}

//go:embed zlib.js
var source string

var script = modules.NewScript("node:zlib", source, "binding", "require")

// Modes, as in zlib.constants.
const (
	deflateMode = iota + 1
	inflateMode
	gzipMode
	gunzipMode
	deflateRawMode
	inflateRawMode
	unzipMode
	brotliDecodeMode
	brotliEncodeMode
	zstdCompressMode
	zstdDecompressMode
)

// Flush operations of zlib.
const (
	noFlush = 0
	finish  = 4
)

type module struct {
	env *modules.Env
}

func load(e *modules.Env) goja.Value {
	m := &module{env: e}
	constants, codes := m.constants()
	require := e.Func("require", 1, func(c modules.Call) (goja.Value, error) {
		return e.Require(c.Argument(0).String()), nil
	})
	binding := e.Exports(
		modules.Val("constants", constants), modules.Val("codes", codes),
		modules.Val("Handle", m.handleClass()),
		modules.Fn("crc32", 1, crc32Function),
		modules.Fn("oneShot", 7, m.oneShot),
		modules.Fn("range", 5, m.checkRange),
		modules.Fn("finite", 2, m.checkFinite),
		modules.Fn("dictionary", 1, m.dictionary),
		modules.Fn("input", 1, m.input),
		modules.Fn("bool", 2, func(c modules.Call) (goja.Value, error) {
			_, err := c.Bool(0, c.Argument(1).String())
			return nil, err
		}),
		modules.Fn("callback", 1, func(c modules.Call) (goja.Value, error) {
			_, err := c.Func(0, "callback")
			return nil, err
		}),
		modules.Fn("argType", 3, func(c modules.Call) (goja.Value, error) {
			return nil, m.env.InvalidArgType(c.Argument(0).String(), c.Argument(1), c.Argument(2).String())
		}),
		modules.Fn("invalidParam", 2, func(c modules.Call) (goja.Value, error) {
			if c.Argument(0).String() == "Brotli" {
				return nil, modules.RangeError("ERR_BROTLI_INVALID_PARAM", "%s is not a valid Brotli parameter", c.Argument(1).String())
			}
			return nil, modules.RangeError("ERR_ZSTD_INVALID_PARAM", "%s is not a valid zstd parameter", c.Argument(1).String())
		}),
		modules.Fn("tooSmall", 1, func(c modules.Call) (goja.Value, error) {
			return nil, e.OutOfRange("options.chunkSize", ">= 64", c.Argument(0))
		}),
		modules.Fn("notInitialized", 0, func(modules.Call) (goja.Value, error) {
			return nil, modules.PlainError("ERR_ZLIB_INITIALIZATION_FAILED", "Initialization failed")
		}),
		modules.Fn("missing", 1, func(c modules.Call) (goja.Value, error) {
			return nil, modules.NotImplemented("zlib: " + c.Argument(0).String())
		}),
		modules.Fn("tooLarge", 1, func(c modules.Call) (goja.Value, error) {
			return e.Error(tooLarge(c.Argument(0).ToInteger())), nil
		}),
		modules.Fn("trailingJunk", 0, func(modules.Call) (goja.Value, error) { return e.Error(trailingJunk()), nil }),
		modules.Fn("closed", 0, func(modules.Call) (goja.Value, error) {
			return nil, modules.PlainError("ERR_INTERNAL_ASSERTION", "zlib binding closed")
		}),
	)
	exports := script.Run(e, binding, require).(*goja.Object)
	e.Define(exports, true, modules.Val("constants", constants).ReadOnly(), modules.Val("codes", codes))
	e.Define(exports, true, modules.Missing("zlib", "ZipEntry", "ZipFile", "ZipBuffer", "createZipArchive",
		"createZipArchiveSync", "zipFiles", "getMaxZipContentSize", "setMaxZipContentSize")...)
	m.defineOldConstants(exports)
	return exports
}

// crc32Function is zlib.crc32(data[, value]).
func crc32Function(c modules.Call) (goja.Value, error) {
	v := c.Argument(0)
	var b []byte
	switch {
	case goja.IsString(v):
		b = encoding.Bytes(v)
	case buffers.IsView(c.Env, v):
		b, _ = buffers.Bytes(c.Env, v)
	default:
		return nil, c.Env.InvalidArgType("data", v, "Buffer", "TypedArray", "DataView", "string")
	}
	start := int64(0)
	if c.Has(1) {
		var err error
		if start, err = c.Int(1, "value", 0, math.MaxUint32); err != nil {
			return nil, err
		}
	}
	return c.Env.VM.ToValue(int64(crc32.Update(uint32(start), crc32.IEEETable, b))), nil
}

// checkRange returns a number within bounds, or the fallback for undefined:
// range(value, name, min, max, fallback).
func (m *module) checkRange(c modules.Call) (goja.Value, error) {
	v, name := c.Argument(0), c.Argument(1).String()
	if ok, err := m.isFinite(v, name); !ok {
		return c.Argument(4), err
	}
	lo, hi := c.Argument(2).ToFloat(), c.Argument(3).ToFloat()
	if f := v.ToFloat(); f < lo || f > hi {
		return nil, m.env.OutOfRange(name, ">= "+c.Argument(2).String()+" and <= "+c.Argument(3).String(), v)
	}
	return v, nil
}

// isFinite reports whether there is a number; NaN counts as none.
func (m *module) isFinite(v goja.Value, name string) (bool, error) {
	if goja.IsUndefined(v) {
		return false, nil
	}
	if !goja.IsNumber(v) {
		return false, m.env.InvalidArgType(name, v, "number")
	}
	f := v.ToFloat()
	if math.IsNaN(f) {
		return false, nil
	}
	if math.IsInf(f, 0) {
		return false, m.env.OutOfRange(name, "a finite number", v)
	}
	return true, nil
}

func (m *module) checkFinite(c modules.Call) (goja.Value, error) {
	ok, err := m.isFinite(c.Argument(0), c.Argument(1).String())
	return modules.Bool(ok), err
}

// dictionary takes the option of that name.
func (m *module) dictionary(c modules.Call) (goja.Value, error) {
	v := c.Argument(0)
	if goja.IsUndefined(v) {
		return nil, nil
	}
	b, ok := buffers.Copy(m.env, v)
	if !ok {
		return nil, m.env.InvalidArgType("options.dictionary", v, "Buffer", "TypedArray", "DataView", "ArrayBuffer")
	}
	return buffers.New(m.env, b), nil
}

// input takes what a convenience function shall process, as a Buffer.
func (m *module) input(c modules.Call) (goja.Value, error) {
	b, err := m.inputBytes(c.Argument(0))
	if err != nil {
		return nil, err
	}
	return buffers.New(m.env, b), nil
}

func (m *module) inputBytes(v goja.Value) ([]byte, error) {
	if goja.IsString(v) {
		return encoding.Bytes(v), nil
	}
	b, ok := buffers.Bytes(m.env, v)
	if !ok {
		return nil, m.env.InvalidArgType("buffer", v, "string", "Buffer", "TypedArray", "DataView", "ArrayBuffer")
	}
	return b, nil
}

// oneShot processes all of a buffer: oneShot(handle, buffer, flush,
// chunkSize, maxOutputLength, rejectGarbage, callback). Without a callback it
// returns the result.
func (m *module) oneShot(c modules.Call) (goja.Value, error) {
	h := handleSlot.Get(c.Argument(0))
	in, err := m.inputBytes(c.Argument(1))
	if err != nil {
		return nil, err
	}
	flush := int(c.Argument(2).ToInteger())
	maximum := c.Argument(4).ToInteger()
	reject := c.Argument(5).ToBoolean()
	run := func(ctx context.Context, in []byte) ([]byte, error) {
		defer h.codec.close()
		out, err := drain(ctx, h.codec, in, flush, min(maximum+1, 1<<20), maximum)
		left := h.codec.leftover()
		h.used = int64(len(in) - left)
		if err == nil && reject && left > 0 {
			err = trailingJunk()
		}
		return out, err
	}
	if !c.Has(6) {
		out, err := run(m.env.Ctx, in)
		if err != nil {
			return nil, err
		}
		return buffers.New(m.env, out), nil
	}
	cb, err := c.Callback(6, "callback")
	if err != nil {
		return nil, err
	}
	in = append([]byte(nil), in...)
	modules.AsyncAs(m.env, "ZLIB", func(ctx context.Context) ([]byte, error) { return run(ctx, in) }, func(out []byte, err error) {
		if err != nil {
			cb.Call(m.env.Error(err))
			return
		}
		cb.Call(goja.Null(), buffers.New(m.env, out))
	})
	return nil, nil
}
