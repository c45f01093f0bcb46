// Package stringdecoder is node:string_decoder. The decoding is in
// modules/internal/encoding.
package stringdecoder

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// Modules are the modules of this package.
var Modules = []modules.Module{{Name: "string_decoder", Load: load}}

// native is the property that holds a decoder's state as a Buffer.
var native = goja.NewSymbol("kNativeDecoder")

func load(env *modules.Env) goja.Value {
	class := env.Class(modules.ClassSpec{
		Name: "StringDecoder", Length: 1, Construct: construct, EnumerableMethods: true,
		Methods: []modules.Export{
			modules.Fn("write", 1, write),
			modules.Fn("end", 1, end),
			modules.Fn("text", 2, text),
			modules.Getter("lastChar", lastChar),
			modules.Getter("lastNeed", lastNeed),
			modules.Getter("lastTotal", lastTotal),
		},
	})
	return env.Exports(modules.Val("StringDecoder", class))
}

// construct is new StringDecoder([encoding]).
func construct(c modules.ConstructCall) (*goja.Object, error) {
	e, err := encodingOf(c.Env, c.Argument(0))
	if err != nil {
		return nil, err
	}
	var d encoding.Decoder
	d.Reset(e)
	if err := c.This.Set("encoding", e.String()); err != nil {
		return nil, err
	}
	return nil, c.This.SetSymbol(native, buffers.New(c.Env, d[:]))
}

func encodingOf(env *modules.Env, v goja.Value) (encoding.Encoding, error) {
	if modules.IsNullish(v) {
		return encoding.UTF8, nil
	}
	if goja.IsString(v) {
		name := v.String()
		if e, ok := encoding.Lookup(name); ok || name == "" {
			return e, nil
		}
	}
	shown, err := env.Method(env.RequireObject("util"), "format", env.VM.ToValue("%s"), v)
	if err != nil {
		return 0, err
	}
	return 0, modules.TypeError("ERR_UNKNOWN_ENCODING", "%s", "Unknown encoding: "+shown.String())
}

// state is the decoder that a StringDecoder holds.
func state(this goja.Value) (*encoding.Decoder, error) {
	if o, ok := this.(*goja.Object); ok {
		if held, ok := o.GetSymbol(native).(*goja.Object); ok {
			if b, ok := held.Export().([]byte); ok && len(b) == encoding.DecoderSize {
				return (*encoding.Decoder)(b), nil
			}
		}
	}
	return nil, modules.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type StringDecoder`)
}

// write is stringDecoder.write(buffer).
func write(c modules.Call) (goja.Value, error) { return decode(c, c.Argument(0)) }

func decode(c modules.Call, v goja.Value) (goja.Value, error) {
	if goja.IsString(v) {
		return v, nil
	}
	classes := buffers.Of(c.Env)
	if kind := classes.KindOf(v); kind == buffers.None || kind == buffers.ArrayBuffer {
		return nil, c.Env.InvalidArgType("buf", v, "Buffer", "TypedArray", "DataView")
	}
	d, err := state(c.This)
	if err != nil {
		return nil, err
	}
	b, _ := classes.Bytes(v)
	return d.Write(c.Env.VM, b)
}

// end is stringDecoder.end([buffer]). A write that a program has replaced is
// called.
func end(c modules.Call) (goja.Value, error) {
	var head goja.Value = c.Env.VM.ToValue("")
	if c.Has(0) {
		o, ok := c.This.(*goja.Object)
		if !ok {
			return nil, modules.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type StringDecoder`)
		}
		var err error
		if head, err = c.Env.Method(o, "write", c.Argument(0)); err != nil {
			return nil, err
		}
	}
	d, err := state(c.This)
	if err != nil {
		return nil, err
	}
	if d.Buffered() == 0 {
		return head, nil
	}
	tail, err := d.End(c.Env.VM)
	if err != nil {
		return nil, err
	}
	return head.ToString().(goja.String).Concat(tail.(goja.String)), nil
}

// text is stringDecoder.text(buffer, offset), which nothing documents.
func text(c modules.Call) (goja.Value, error) {
	d, err := state(c.This)
	if err != nil {
		return nil, err
	}
	d.Forget()
	buf := c.Argument(0)
	if modules.IsNullish(buf) {
		return nil, &modules.Error{Class: "TypeError", Message: "Cannot read properties of " + buf.String() + " (reading 'slice')"}
	}
	o := buf.ToObject(c.Env.VM)
	if !modules.IsFunction(o.Get("slice")) {
		return nil, &modules.Error{Class: "TypeError", Message: "buf.slice is not a function"}
	}
	slice, err := c.Env.Method(o, "slice", c.Argument(1))
	if err != nil {
		return nil, err
	}
	return c.Env.Method(c.This.(*goja.Object), "write", slice)
}

// lastChar is the getter of stringDecoder.lastChar: the bytes kept back.
func lastChar(c modules.Call) (goja.Value, error) {
	if _, err := state(c.This); err != nil {
		return nil, err
	}
	held := c.This.(*goja.Object).GetSymbol(native).(*goja.Object)
	return buffers.Of(c.Env).Slice(held, 0, 4), nil
}

// lastNeed is the getter of stringDecoder.lastNeed.
func lastNeed(c modules.Call) (goja.Value, error) {
	d, err := state(c.This)
	if err != nil {
		return nil, err
	}
	return c.Env.VM.ToValue(d.Missing()), nil
}

// lastTotal is the getter of stringDecoder.lastTotal.
func lastTotal(c modules.Call) (goja.Value, error) {
	d, err := state(c.This)
	if err != nil {
		return nil, err
	}
	return c.Env.VM.ToValue(d.Buffered() + d.Missing()), nil
}
