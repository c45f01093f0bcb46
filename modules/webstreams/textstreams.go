package webstreams

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// textStream is the state of a TextEncoderStream or a TextDecoderStream.
type textStream struct {
	transform *transform
	decoder   *goja.Object // a TextDecoder, of a TextDecoderStream
}

var encoderSlot, decoderSlot = modules.NewSlot[textStream]("TextEncoderStream"), modules.NewSlot[textStream]("TextDecoderStream")

// converting makes a TransformStream that converts with Go functions, which
// return nil for nothing.
func (l *library) converting(convert func(goja.Value) goja.Value, flush func() goja.Value) *transform {
	var x *transform
	emit := func(f func() goja.Value) promise {
		err := l.attempt(func() {
			if v := f(); v != nil {
				l.must(x.enqueue(v))
			}
		})
		if err != nil {
			return l.rejected(l.env.Thrown(err))
		}
		return l.settled
	}
	x = l.newTransform(l.transforms, l.settled, transformer{
		transform: func(v goja.Value) promise { return emit(func() goja.Value { return convert(v) }) },
		flush:     func() promise { return emit(flush) },
	}, strategies{writableMark: 1})
	return x
}

func (l *library) defineTextStreams() {
	l.class("TextEncoderStream", 0, func(c modules.ConstructCall) (*goja.Object, error) {
		e := &textEncoding{library: l}
		return encoderSlot.New(l.vm, c.This.Prototype(), &textStream{transform: l.converting(e.encode, e.flush)}), nil
	}, l.pairOf("TextEncoderStream", encoderSlot,
		modules.Getter("encoding", func(c modules.Call) (goja.Value, error) {
			_, err := own(encoderSlot, "TextEncoderStream", c)
			return l.vm.ToValue("utf-8"), err
		}))...)
	var fields []modules.Export
	for _, name := range [...]string{"encoding", "fatal", "ignoreBOM"} {
		fields = append(fields, modules.Getter(name, func(c modules.Call) (goja.Value, error) {
			s, err := own(decoderSlot, "TextDecoderStream", c)
			if err != nil {
				return nil, err
			}
			return s.decoder.Get(name), nil
		}))
	}
	l.class("TextDecoderStream", 0, l.constructDecoder, l.pairOf("TextDecoderStream", decoderSlot, fields...)...)
}

// pairOf are the properties of a class around a TransformStream: those given,
// readable and writable.
func (l *library) pairOf(name string, slot modules.Slot[textStream], list ...modules.Export) []modules.Export {
	side := func(side string, get func(*transform) *goja.Object) modules.Export {
		return modules.Getter(side, func(c modules.Call) (goja.Value, error) {
			s, err := own(slot, name, c)
			if err != nil {
				return nil, err
			}
			return get(s.transform), nil
		})
	}
	return append(list,
		side("readable", func(x *transform) *goja.Object { return x.readable.object }),
		side("writable", func(x *transform) *goja.Object { return x.writable.object }),
		inspected(l, slot, name, func(self *goja.Object, s *textStream) []modules.Export {
			fields := []modules.Export{modules.Val("encoding", self.Get("encoding"))}
			if s.decoder != nil {
				fields = append(fields, modules.Val("fatal", self.Get("fatal")), modules.Val("ignoreBOM", self.Get("ignoreBOM")))
			}
			return append(fields, modules.Val("readable", s.transform.readable.object), modules.Val("writable", s.transform.writable.object))
		}))
}

// constructDecoder is new TextDecoderStream([encoding[, options]]).
func (l *library) constructDecoder(c modules.ConstructCall) (*goja.Object, error) {
	class := l.env.RequireObject("util").Get("TextDecoder").(*goja.Object)
	args := append([]goja.Value(nil), c.Arguments[:min(2, len(c.Arguments))]...)
	decoder, err := l.vm.New(class, args...)
	if err != nil {
		return nil, err
	}
	decode := class.Get("prototype").(*goja.Object).Get("decode").(*goja.Object)
	more := l.vm.NewObject()
	must(more.Set("stream", true))
	call := func(args ...goja.Value) goja.Value {
		v, err := engine.Call(decode, decoder, args)
		l.must(err)
		if text, ok := v.(goja.String); ok && text.Length() == 0 {
			return nil
		}
		return v
	}
	x := l.converting(func(v goja.Value) goja.Value { return call(v, more) }, func() goja.Value { return call() })
	return decoderSlot.New(l.vm, c.This.Prototype(), &textStream{transform: x, decoder: decoder}), nil
}

// textEncoding is the state of the conversion to UTF-8: a surrogate may have
// its other half in the next chunk.
type textEncoding struct {
	*library
	pending rune
}

func (e *textEncoding) encode(v goja.Value) goja.Value {
	if _, symbol := v.(*goja.Symbol); symbol {
		e.must(modules.TypeError("", "Cannot convert a Symbol value to a string"))
	}
	units := encoding.TextOf(v.ToString())
	if ascii, ok := units.ASCII(); ok && e.pending == 0 {
		return e.chunkOf([]byte(ascii))
	}
	b := make([]byte, 0, units.Len()*3+3)
	for i := range units.Len() {
		u := rune(units.Unit(i))
		if e.pending != 0 {
			if r := utf16.DecodeRune(e.pending, u); r != utf8.RuneError {
				b, e.pending = utf8.AppendRune(b, r), 0
				continue
			}
			b, e.pending = utf8.AppendRune(b, utf8.RuneError), 0
		}
		if u >= 0xD800 && u <= 0xDBFF {
			e.pending = u
			continue
		}
		b = utf8.AppendRune(b, u)
	}
	return e.chunkOf(b)
}

func (e *textEncoding) chunkOf(b []byte) goja.Value {
	if len(b) == 0 {
		return nil
	}
	return e.view(e.bytesClass(), e.newMemory(b), 0, len(b))
}

func (e *textEncoding) flush() goja.Value {
	if e.pending == 0 {
		return nil
	}
	return e.chunkOf([]byte("\uFFFD"))
}
