package blobs

import (
	"context"
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// slice is blob.slice([start[, end[, type]]]).
func slice(c modules.Call) (goja.Value, error) {
	b, err := this(c)
	if err != nil {
		return nil, err
	}
	from, err := position(c, 0, "start", 0, b.Size)
	if err != nil {
		return nil, err
	}
	to, err := position(c, 1, "end", b.Size, b.Size)
	if err != nil {
		return nil, err
	}
	contentType := ""
	if c.Has(2) {
		contentType = MediaType(c.Arguments[2].String())
	}
	return New(c.Env, b.slice(from, max(from, to), contentType)), nil
}

// position is an argument that counts from the end when negative.
func position(c modules.Call, i int, name string, fallback, size int64) (int64, error) {
	if !c.Has(i) {
		return fallback, nil
	}
	if _, isSymbol := c.Arguments[i].(*goja.Symbol); isSymbol {
		return 0, modules.TypeError("ERR_INVALID_ARG_TYPE", "%s is a Symbol and cannot be converted to a number.", name)
	}
	f := math.RoundToEven(c.Arguments[i].ToFloat())
	if math.IsNaN(f) {
		f = 0
	}
	if f < 0 {
		f = max(0, f+float64(size))
	}
	return int64(min(f, float64(size))), nil
}

// read settles a promise with what wrap makes of the whole content.
func read(c modules.Call, wrap func(e *modules.Env, content []byte) goja.Value) (goja.Value, error) {
	b, err := this(c)
	if err != nil {
		return c.Env.Rejected(err), nil
	}
	e := c.Env
	return b.promise(e, 0, b.Size, func(content []byte) goja.Value { return wrap(e, content) }), nil
}

// promise settles with what wrap makes of a part, which it may keep.
func (b *Blob) promise(e *modules.Env, from, to int64, wrap func([]byte) goja.Value) goja.Value {
	p, resolve, reject := e.VM.NewPromise()
	modules.Async(e, func(ctx context.Context) ([]byte, error) {
		content, err := b.Read(ctx, from, to)
		return append([]byte(nil), content...), err
	}, func(content []byte, err error) {
		switch {
		case err != nil && b.Fail != nil:
			err = reject(e.Error(b.Fail(e, err)))
		case err != nil:
			err = reject(e.Error(err))
		default:
			err = resolve(wrap(content))
		}
		if err != nil {
			e.Host.Uncaught(err)
		}
	})
	return e.VM.ToValue(p)
}

// arrayBuffer is blob.arrayBuffer().
func arrayBuffer(c modules.Call) (goja.Value, error) {
	return read(c, func(e *modules.Env, content []byte) goja.Value {
		if content == nil {
			content = []byte{}
		}
		return e.VM.ToValue(e.VM.NewArrayBuffer(content))
	})
}

// bytes is blob.bytes().
func bytes(c modules.Call) (goja.Value, error) {
	return read(c, func(e *modules.Env, content []byte) goja.Value {
		return buffers.NewUint8Array(e, content)
	})
}

// text is blob.text(), without a byte order mark.
func text(c modules.Call) (goja.Value, error) {
	return read(c, func(e *modules.Env, content []byte) goja.Value {
		s := encoding.DecodeUTF8(content)
		if len(s) >= 3 && s[:3] == "\ufeff" {
			s = s[3:]
		}
		return e.VM.ToValue(s)
	})
}

// chunkSize is how much of a blob a stream delivers at once.
const chunkSize = 64 * 1024

// stream is blob.stream().
func stream(c modules.Call) (goja.Value, error) {
	b, err := this(c)
	if err != nil {
		return nil, err
	}
	return newStream(c.Env, b)
}

func newStream(e *modules.Env, b *Blob) (*goja.Object, error) {
	offset := int64(0)
	source := e.Exports(
		modules.Val("type", "bytes"),
		modules.Fn("pull", 1, func(c modules.Call) (goja.Value, error) {
			controller := c.Argument(0).ToObject(e.VM)
			from := offset
			to := min(from+chunkSize, b.Size)
			offset = to
			return b.promise(e, from, to, func(part []byte) goja.Value {
				if err := deliver(e, controller, part); err != nil {
					return e.Rejected(err)
				}
				return goja.Undefined()
			}), nil
		}),
	)
	strategy := e.Exports(modules.Val("highWaterMark", 0))
	ReadableStream := e.RequireObject("stream/web").Get("ReadableStream")
	return e.VM.New(ReadableStream, source, strategy)
}

// deliver enqueues bytes, or closes the stream when there are none left.
func deliver(e *modules.Env, controller *goja.Object, part []byte) error {
	if len(part) > 0 {
		_, err := e.Method(controller, "enqueue", buffers.NewUint8Array(e, part))
		return err
	}
	if _, err := e.Method(controller, "close"); err != nil {
		return err
	}
	request, ok := controller.Get("byobRequest").(*goja.Object)
	if !ok {
		return nil
	}
	_, err := e.Method(request, "respond", e.VM.ToValue(0))
	return err
}

// textStream is blob.textStream().
func textStream(c modules.Call) (goja.Value, error) {
	b, err := this(c)
	if err != nil {
		return nil, err
	}
	s, err := newStream(c.Env, b)
	if err != nil {
		return nil, err
	}
	decoder, err := c.Env.VM.New(c.Env.RequireObject("stream/web").Get("TextDecoderStream"))
	if err != nil {
		return nil, err
	}
	return c.Env.Method(s, "pipeThrough", decoder)
}

// inspect is blob[util.inspect.custom](depth, options).
func inspect(c modules.Call) (goja.Value, error) {
	b, err := this(c)
	if err != nil {
		return nil, err
	}
	e := c.Env
	depth := c.Argument(0)
	if goja.IsNumber(depth) && depth.ToFloat() < 0 {
		return c.This, nil
	}
	shown := e.Exports(modules.Val("size", b.Size), modules.Val("type", b.Type))
	name := "Blob"
	if f := fileSlot.Get(c.This); f != nil {
		name = "File"
		e.Define(shown, true, modules.Val("name", f.name), modules.Val("lastModified", f.lastModified))
	}
	options := e.VM.NewObject()
	if given, ok := c.Argument(1).(*goja.Object); ok {
		for _, key := range given.Keys() {
			must(options.Set(key, given.Get(key)))
		}
	}
	if d := options.Get("depth"); d == nil || modules.IsNullish(d) {
		must(options.Set("depth", goja.Null()))
	} else {
		must(options.Set("depth", d.ToFloat()-1))
	}
	text, err := e.Method(e.RequireObject("util"), "inspect", shown, options)
	if err != nil {
		return nil, err
	}
	return e.VM.ToValue(name + " " + text.String()), nil
}
