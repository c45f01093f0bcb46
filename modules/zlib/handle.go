package zlib

import (
	"context"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// handle is the codec of a stream.
type handle struct {
	codec   codec
	used    int64 // bytes of input taken by oneShot
	busy    bool
	closing bool
}

var handleSlot = modules.NewSlot[handle]("kHandle")

func (m *module) handleClass() *goja.Object {
	return m.env.Class(modules.ClassSpec{
		Name: "Handle", NewOnly: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			made, err := m.newCodec(c)
			if err != nil {
				return nil, err
			}
			handleSlot.Set(m.env.VM, c.This, &handle{codec: made})
			return nil, nil
		},
		Methods: []modules.Export{
			modules.Fn("write", 5, m.handleWrite),
			modules.Fn("params", 2, func(c modules.Call) (goja.Value, error) {
				handleSlot.Get(c.This).codec.params(int(c.Argument(0).ToInteger()), int(c.Argument(1).ToInteger()))
				return nil, nil
			}),
			modules.Fn("reset", 0, func(c modules.Call) (goja.Value, error) {
				handleSlot.Get(c.This).codec.reset()
				return nil, nil
			}),
			modules.Fn("close", 0, func(c modules.Call) (goja.Value, error) {
				h := handleSlot.Get(c.This)
				if h.closing = true; !h.busy {
					h.codec.close()
				}
				return nil, nil
			}),
			modules.Getter("used", func(c modules.Call) (goja.Value, error) {
				return m.env.VM.ToValue(handleSlot.Get(c.This).used), nil
			}),
		},
	})
}

// newCodec is new Handle(mode, windowBits, level, strategy, dictionary,
// rejectGarbage) for zlib, new Handle(mode, params, dictionary) for others.
func (m *module) newCodec(c modules.ConstructCall) (codec, error) {
	mode := int(c.Argument(0).ToInteger())
	number := func(i int) int { return int(c.Argument(i).ToInteger()) }
	if mode < brotliDecodeMode {
		dictionary, _ := buffers.Copy(m.env, c.Argument(4))
		switch mode {
		case deflateMode, gzipMode, deflateRawMode:
			return newDeflater(mode, number(2), number(3), number(1), dictionary), nil
		}
		if _, given := c.Argument(4).(*goja.Object); !given {
			dictionary = nil
		}
		return newInflater(m.env.Ctx, inflater{
			mode: mode, windowBits: number(1), dictionary: dictionary, single: c.Argument(5).ToBoolean(),
		}), nil
	}
	dictionary, _ := buffers.Copy(m.env, c.Argument(2))
	param := func(key string, fallback int) int {
		o, ok := c.Argument(1).(*goja.Object)
		if !ok {
			return fallback
		}
		v := o.Get(key)
		if v == nil || goja.IsUndefined(v) {
			return fallback
		}
		return int(v.ToNumber().ToInteger())
	}
	const (
		brotliQuality, brotliWindow       = "1", "2"
		zstdLevel, zstdWindow, zstdChecks = "100", "101", "201"
	)
	switch mode {
	case brotliEncodeMode:
		return newBrotliEncoder(min(max(param(brotliQuality, 11), 0), 11), min(max(param(brotliWindow, 22), 10), 24))
	case brotliDecodeMode:
		return newBrotliDecoder(m.env.Ctx), nil
	case zstdCompressMode:
		return newZstdEncoder(zstdOptions{
			level: param(zstdLevel, 3), checksum: param(zstdChecks, 0) != 0, windowBits: param(zstdWindow, 0),
			dictionary: dictionary, size: pledgedSize(c.Argument(3)),
		})
	}
	return newZstdDecoder(m.env.Ctx, dictionary), nil
}

// pledgedSize is how long the input will be, -1 if nobody said.
func pledgedSize(v goja.Value) int64 {
	if !goja.IsNumber(v) {
		return -1
	}
	return v.ToInteger()
}

// handleWrite is handle.write(flush, chunk, last, limit, callback), where
// callback gets (error, output, more, leftover).
func (m *module) handleWrite(c modules.Call) (goja.Value, error) {
	h := handleSlot.Get(c.This)
	flush, last, limit := int(c.Argument(0).ToInteger()), c.Argument(2).ToBoolean(), int(c.Argument(3).ToInteger())
	in, _ := buffers.Copy(m.env, c.Argument(1))
	cb, err := c.Callback(4, "callback")
	if err != nil {
		return nil, err
	}
	h.busy = true
	type result struct {
		out  []byte
		more bool
		left int
	}
	modules.AsyncAs(m.env, "ZLIB", func(context.Context) (result, error) {
		out, more, err := h.codec.write(in, flush, last, limit)
		return result{out, more, h.codec.leftover()}, err
	}, func(r result, err error) {
		if h.busy = false; h.closing {
			h.codec.close()
		}
		if err != nil {
			cb.Call(m.env.Error(err))
			return
		}
		cb.Call(goja.Null(), buffers.New(m.env, r.out), modules.Bool(r.more), m.env.VM.ToValue(r.left))
	})
	return nil, nil
}
