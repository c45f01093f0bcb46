package util

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// textEncoder marks the objects of class TextEncoder.
type textEncoder struct{}

var textEncoders = modules.NewSlot[textEncoder]("TextEncoder")

func newTextEncoder(e *modules.Env) goja.Value {
	check := func(c modules.Call) error {
		if textEncoders.Get(c.This) == nil {
			return &modules.Error{Class: "TypeError", Message: "Receiver must be an instance of class TextEncoder"}
		}
		return nil
	}
	var class *goja.Object
	class = e.Class(modules.ClassSpec{
		Name: "TextEncoder", NewOnly: true, EnumerableMethods: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			textEncoders.Set(e.VM, c.This, &textEncoder{})
			return nil, nil
		},
		Methods: []modules.Export{
			modules.Getter("encoding", func(c modules.Call) (goja.Value, error) {
				if textEncoders.Get(c.This) == nil {
					return nil, &modules.Error{Class: "TypeError",
						Message: "Cannot read private member #encoding from an object whose class did not declare it"}
				}
				return e.VM.ToValue("utf-8"), nil
			}),
			modules.Fn("encode", 0, func(c modules.Call) (goja.Value, error) {
				if err := check(c); err != nil {
					return nil, err
				}
				return encodeText(c)
			}),
			modules.Fn("encodeInto", 2, func(c modules.Call) (goja.Value, error) {
				if err := check(c); err != nil {
					return nil, err
				}
				return encodeInto(c)
			}),
			modules.Fn("[nodejs.util.inspect.custom]", 2, func(c modules.Call) (goja.Value, error) {
				return inspectFields(c, class, "", modules.Val("encoding", "utf-8"))
			}).WithSymbol(e.SymbolFor("nodejs.util.inspect.custom")).Hidden(),
		},
	})
	setTag(class, "TextEncoder", e.VM)
	return class
}

// setTag gives the objects of a class their Symbol.toStringTag.
func setTag(class *goja.Object, name string, vm *goja.Runtime) {
	proto := class.Get("prototype").(*goja.Object)
	if err := proto.DefineDataPropertySymbol(goja.SymToStringTag, vm.ToValue(name),
		goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
}

// inspectFields is a custom inspect function that shows an object with fields and
// the name of the receiver's class.
func inspectFields(c modules.Call, class *goja.Object, prefix string, fields ...modules.Export) (goja.Value, error) {
	e := c.Env
	if depth := c.Argument(0); goja.IsNumber(depth) && depth.ToFloat() < 0 {
		return c.This, nil
	}
	ctor, ok := c.This.ToObject(e.VM).Get("constructor").(*goja.Object)
	if !ok {
		ctor = class
	}
	proto := e.Exports(modules.Val("constructor", ctor))
	shown := e.VM.CreateObject(proto)
	e.Define(shown, true, fields...)
	in := inspect.Of(e)
	o := in.Options()
	if prefix == "" {
		o = o.With(c.Argument(1))
	} else {
		prefix = ctor.Get("name").String() + " "
	}
	return inspect.Value(e.VM, prefix+in.Inspect(shown, o)), nil
}

// encodeText is textEncoder.encode([input]).
func encodeText(c modules.Call) (goja.Value, error) {
	if !c.Has(0) {
		return buffers.NewUint8Array(c.Env, nil), nil
	}
	v, err := toString(c.Argument(0))
	if err != nil {
		return nil, err
	}
	return buffers.NewUint8Array(c.Env, encoding.Bytes(v)), nil
}

// toString is `${v}`.
func toString(v goja.Value) (goja.Value, error) {
	if _, ok := v.(*goja.Symbol); ok {
		return nil, &modules.Error{Class: "TypeError", Message: "Cannot convert a Symbol value to a string"}
	}
	return v.ToString(), nil
}

// encodeInto is textEncoder.encodeInto(src, dest).
func encodeInto(c modules.Call) (goja.Value, error) {
	if _, err := c.String(0, "src"); err != nil {
		return nil, err
	}
	if !buffers.IsUint8Array(c.Env, c.Argument(1)) {
		return nil, c.Env.InvalidArgType("dest", c.Argument(1), "Uint8Array")
	}
	dest, _ := buffers.Bytes(c.Env, c.Argument(1))
	text := encoding.TextOf(c.Argument(0))
	written := encoding.UTF8.Write(dest, text)
	return c.Env.Exports(modules.Val("read", unitsOf(dest[:written])), modules.Val("written", written)), nil
}

// unitsOf is how many UTF-16 units encoded to these bytes.
func unitsOf(b []byte) int {
	n := 0
	for _, c := range b {
		switch {
		case c >= 0xF0:
			n += 2
		case c < 0x80 || c >= 0xC0:
			n++
		}
	}
	return n
}
