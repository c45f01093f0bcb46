package util

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/textdecode"
)

// textDecoder is the state of a TextDecoder.
type textDecoder struct {
	encoding         string
	fatal, ignoreBOM bool
	decoder          *textdecode.Decoder
}

var textDecoders = modules.NewSlot[textDecoder]("TextDecoder")

func newTextDecoder(e *modules.Env) goja.Value {
	var class *goja.Object
	getter := func(name string, get func(*textDecoder) any) modules.Export {
		return modules.Getter(name, func(c modules.Call) (goja.Value, error) {
			d, err := decoderOf(c)
			if err != nil {
				return nil, err
			}
			return e.Value(get(d)), nil
		})
	}
	class = e.Class(modules.ClassSpec{
		Name: "TextDecoder", NewOnly: true, EnumerableMethods: true,
		Construct: constructTextDecoder,
		Methods: []modules.Export{
			modules.Fn("decode", 0, decodeText),
			getter("encoding", func(d *textDecoder) any { return d.encoding }),
			getter("fatal", func(d *textDecoder) any { return d.fatal }),
			getter("ignoreBOM", func(d *textDecoder) any { return d.ignoreBOM }),
			modules.Fn("[nodejs.util.inspect.custom]", 2, func(c modules.Call) (goja.Value, error) {
				d, err := decoderOf(c)
				if err != nil {
					return nil, err
				}
				return inspectFields(c, class, "TextDecoder", modules.Val("encoding", d.encoding),
					modules.Val("fatal", d.fatal), modules.Val("ignoreBOM", d.ignoreBOM))
			}).WithSymbol(e.SymbolFor("nodejs.util.inspect.custom")).Hidden(),
		},
	})
	setTag(class, "TextDecoder", e.VM)
	return class
}

func decoderOf(c modules.Call) (*textDecoder, error) {
	d := textDecoders.Get(c.This)
	if d == nil {
		return nil, modules.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type TextDecoder`)
	}
	return d, nil
}

// constructTextDecoder is new TextDecoder([encoding[, options]]).
func constructTextDecoder(cc modules.ConstructCall) (*goja.Object, error) {
	c := cc.Call()
	label := "utf-8"
	if c.Has(0) {
		v, err := toString(c.Argument(0))
		if err != nil {
			return nil, err
		}
		label = v.String()
	}
	d := &textDecoder{}
	if options, err := decoderOptions(c, 1); err != nil {
		return nil, err
	} else if options != nil {
		d.fatal = flagOf(options, "fatal")
		d.ignoreBOM = flagOf(options, "ignoreBOM")
	}
	var known bool
	if d.encoding, known = textdecode.Lookup(label); !known {
		return nil, modules.RangeError("ERR_ENCODING_NOT_SUPPORTED", `The "%s" encoding is not supported`, label)
	}
	d.decoder = textdecode.New(d.encoding, d.fatal, d.ignoreBOM)
	textDecoders.Set(c.Env.VM, cc.This, d)
	return nil, nil
}

// decoderOptions takes any object, null or nothing for options.
func decoderOptions(c modules.Call, i int) (*goja.Object, error) {
	v := c.Argument(i)
	if modules.IsNullish(v) {
		return nil, nil
	}
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, c.Env.InvalidArgType("options", v, "Object")
	}
	return o, nil
}

func flagOf(o *goja.Object, name string) bool {
	v := o.Get(name)
	return v != nil && v.ToBoolean()
}

// decodeText is textDecoder.decode([input[, options]]).
func decodeText(c modules.Call) (goja.Value, error) {
	d, err := decoderOf(c)
	if err != nil {
		return nil, err
	}
	options, err := decoderOptions(c, 1)
	if err != nil {
		return nil, err
	}
	stream := options != nil && flagOf(options, "stream")
	var input []byte
	if c.Has(0) {
		var ok bool
		if input, ok = buffers.Bytes(c.Env, c.Argument(0)); !ok {
			return nil, d.invalidInput(c)
		}
	}
	text, ok := d.decoder.Decode(input, stream)
	if !ok {
		return nil, modules.TypeError("ERR_ENCODING_INVALID_ENCODED_DATA",
			"The encoded data was not valid for encoding %s", d.encoding)
	}
	return c.Env.VM.ToValue(text), nil
}

func (d *textDecoder) invalidInput(c modules.Call) error {
	switch {
	case d.encoding == "utf-8":
		return modules.TypeError("ERR_INVALID_ARG_TYPE",
			`The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.`)
	case strings.HasPrefix(d.encoding, "utf-16") || textdecode.IsMultiByte(d.encoding):
		return modules.TypeError("ERR_INVALID_ARG_TYPE",
			`The "input" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.`)
	}
	return c.Env.InvalidArgType("input", c.Argument(0), "ArrayBuffer", "ArrayBufferView")
}
