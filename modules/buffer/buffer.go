// Package buffer is node:buffer: Buffer in Go, on top of Uint8Array, with
// Blob, File, atob, btoa and transcode.
package buffer

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/blobs"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// Modules has node:buffer.
var Modules = []modules.Module{{
	Name:    "buffer",
	Load:    load,
	Globals: []string{"Buffer", "atob", "btoa", "Blob", "File"},
}}

// maxLength is buffer.kMaxLength. allocationLimit is what is tried at all:
// asking Go for more than the machine has ends the process.
const (
	maxLength       = modules.MaxSafeInteger
	allocationLimit = 1 << 33
)

// module is the state of node:buffer in one runtime.
type module struct {
	*buffers.Classes
	env             *modules.Env
	ctor            *goja.Object
	inspectMaxBytes float64
	warned          bool // of the deprecated constructor
}

func load(e *modules.Env) goja.Value {
	m := &module{Classes: buffers.Loading(e), env: e, inspectMaxBytes: 50}
	m.define()
	return m.exports()
}

func (m *module) exports() *goja.Object {
	e := m.env
	constants := e.Exports(
		modules.Val("MAX_LENGTH", int64(maxLength)).ReadOnly(),
		modules.Val("MAX_STRING_LENGTH", encoding.MaxStringLength).ReadOnly(),
	)
	return e.Exports(
		modules.Val("Buffer", m.ctor),
		modules.Fn("transcode", 3, m.transcode),
		modules.Fn("isUtf8", 1, m.isUTF8),
		modules.Fn("isAscii", 1, m.isASCII),
		modules.Val("kMaxLength", int64(maxLength)),
		modules.Val("kStringMaxLength", encoding.MaxStringLength),
		modules.Fn("btoa", 1, btoa),
		modules.Fn("atob", 1, atob),
		modules.Val("constants", constants).ReadOnly(),
		modules.Accessor("INSPECT_MAX_BYTES", m.getInspectMaxBytes, m.setInspectMaxBytes),
		modules.Late("Blob", func(e *modules.Env) goja.Value { return blobs.Of(e).Blob }),
		modules.Fn("resolveObjectURL", 1, resolveObjectURL),
		modules.Late("File", func(e *modules.Env) goja.Value { return blobs.Of(e).File }),
	)
}

func (m *module) getInspectMaxBytes(modules.Call) (goja.Value, error) {
	return m.env.VM.ToValue(m.inspectMaxBytes), nil
}

func (m *module) setInspectMaxBytes(c modules.Call) (goja.Value, error) {
	n, err := c.Number(0, "INSPECT_MAX_BYTES", 0, infinity)
	if err == nil {
		m.inspectMaxBytes = n
	}
	return nil, err
}

// define makes the constructor and gives Buffer.prototype its methods.
func (m *module) define() {
	e := m.env
	m.ctor = e.Class(modules.ClassSpec{
		Name: "Buffer", Length: 3,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) { return m.construct(c) },
	})
	must(m.ctor.SetPrototype(m.Uint8Array))
	must(m.ctor.DefineDataProperty("prototype", m.Prototype, goja.FLAG_TRUE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	must(m.Prototype.DefineDataProperty("constructor", m.ctor, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	e.Define(m.ctor, true,
		modules.Val("poolSize", 64*1024),
		modules.Fn("from", 3, m.from),
		modules.Fn("copyBytesFrom", 3, m.copyBytesFrom),
		modules.Fn("of", 0, m.of),
		modules.Fn("alloc", 3, m.alloc),
		modules.Fn("allocUnsafe", 2, m.allocUnsafe),
		modules.Fn("allocUnsafeSlow", 2, m.allocUnsafeSlow),
		modules.Fn("isBuffer", 1, func(c modules.Call) (goja.Value, error) {
			return modules.Bool(buffers.IsBuffer(e, c.Argument(0))), nil
		}),
		modules.Fn("compare", 2, m.compareStatic),
		modules.Fn("isEncoding", 1, isEncoding),
		modules.Fn("concat", 2, m.concat),
		modules.Fn("byteLength", 2, m.byteLength),
	)
	must(m.ctor.DefineAccessorPropertySymbol(goja.SymSpecies,
		e.Func("get", 0, func(modules.Call) (goja.Value, error) { return m.Fast, nil }), nil,
		goja.FLAG_TRUE, goja.FLAG_FALSE))
	m.defineNumbers()
	m.defineText()
	m.defineAccessors()
	inspect := e.Func("inspect", 2, m.inspect)
	e.Define(m.Prototype, true,
		modules.Fn("copy", 4, m.copy),
		modules.Fn("toString", 3, m.toString),
		modules.Fn("equals", 1, m.equals),
		modules.Val("inspect", inspect),
		modules.Fn("compare", 5, m.compare),
		modules.Fn("indexOf", 4, m.indexOf),
		modules.Fn("lastIndexOf", 4, m.lastIndexOf),
		modules.Fn("includes", 4, m.includes),
		modules.Fn("fill", 4, m.fill),
		modules.Fn("write", 4, m.write),
		modules.Fn("toJSON", 0, m.toJSON),
		modules.Fn("subarray", 2, m.subarray),
		modules.Fn("slice", 2, m.slice),
		modules.Fn("swap16", 0, m.swapper(2)),
		modules.Fn("swap32", 0, m.swapper(4)),
		modules.Fn("swap64", 0, m.swapper(8)),
		modules.Val("toLocaleString", m.Prototype.Get("toString")),
	)
	e.Define(m.Prototype, true, modules.Val("toLocaleString", m.Prototype.Get("toString")))
	must(m.Prototype.DefineDataPropertySymbol(e.SymbolFor("nodejs.util.inspect.custom"), inspect,
		goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

// defineAccessors defines parent and offset, which old code reads.
func (m *module) defineAccessors() {
	get := func(property string) *goja.Object {
		return m.env.Func("get", 0, func(c modules.Call) (goja.Value, error) {
			if !buffers.IsBuffer(c.Env, c.This) {
				return nil, nil
			}
			return c.This.(*goja.Object).Get(property), nil
		})
	}
	must(m.Prototype.DefineAccessorProperty("parent", get("buffer"), nil, goja.FLAG_FALSE, goja.FLAG_TRUE))
	must(m.Prototype.DefineAccessorProperty("offset", get("byteOffset"), nil, goja.FLAG_FALSE, goja.FLAG_TRUE))
}

// this is the receiver's memory, or the TypeError that V8 throws when the
// getter of a typed array is called on something else.
func (m *module) this(c modules.Call, getter string) ([]byte, *goja.Object, error) {
	if b, ok := m.Bytes(c.This); ok && m.KindOf(c.This) == buffers.Uint8Array {
		return b, c.This.(*goja.Object), nil
	}
	return nil, nil, &modules.Error{Class: "TypeError", Message: "Method get TypedArray.prototype." + getter +
		" called on incompatible receiver " + receiver(c.This)}
}

func receiver(v goja.Value) string {
	if o, ok := v.(*goja.Object); ok {
		if ctor, ok := o.Get("constructor").(*goja.Object); ok {
			return "#<" + ctor.Get("name").String() + ">"
		}
		return "[object Object]"
	}
	return v.String()
}

// uint8Array is an argument's memory when it is a Buffer or Uint8Array.
func (m *module) uint8Array(v goja.Value, name string) ([]byte, error) {
	if m.KindOf(v) != buffers.Uint8Array {
		return nil, m.env.InvalidArgType(name, v, "Buffer", "Uint8Array")
	}
	b, _ := m.Bytes(v)
	return b, nil
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
