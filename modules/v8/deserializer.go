package v8

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

var deserializerSlot = modules.NewSlot[reader]("Deserializer")

func deserializerClass(env *modules.Env) *goja.Object {
	method := func(name string, f func(c modules.Call, r *reader) (goja.Value, error)) modules.Export {
		return modules.Fn(name, 0, func(c modules.Call) (goja.Value, error) {
			r := deserializerSlot.Get(c.This)
			if r == nil {
				return nil, errIllegalInvocation
			}
			r.refresh()
			return f(c, r)
		})
	}
	failed := func(name string) error { return &modules.Error{Message: name + "() failed"} }
	return env.Class(modules.ClassSpec{
		Name: "Deserializer", Length: 1, NewOnly: true, EnumerableMethods: true, CallError: callRequired("Deserializer"),
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			source := c.Argument(0)
			if !buffers.IsView(env, source) {
				return nil, modules.TypeError("ERR_INVALID_ARG_TYPE", "buffer must be a TypedArray or a DataView")
			}
			if err := c.This.Set("buffer", source); err != nil {
				return nil, err
			}
			r := &reader{env: env, object: c.This, source: source}
			deserializerSlot.Set(env.VM, c.This, r)
			return nil, nil
		},
		Methods: []modules.Export{
			method("readHeader", func(_ modules.Call, r *reader) (goja.Value, error) {
				tag, ok := r.byte()
				version, valid := uint64(0), false
				if ok && tag == tagVersion {
					version, valid = r.varint()
				}
				if !valid || version > wireVersion {
					return nil, &modules.Error{Message: "Unable to deserialize cloned data due to invalid or unsupported version."}
				}
				r.version = int(version)
				return modules.Bool(true), nil
			}),
			method("readValue", func(_ modules.Call, r *reader) (goja.Value, error) {
				v, ok, err := r.value()
				if err == nil && !ok {
					err = &modules.Error{Message: "Unable to deserialize cloned data."}
				}
				return v, err
			}),
			method("getWireFormatVersion", func(_ modules.Call, r *reader) (goja.Value, error) {
				return env.VM.ToValue(r.version), nil
			}),
			method("transferArrayBuffer", func(c modules.Call, r *reader) (goja.Value, error) {
				o, ok := c.Argument(1).(*goja.Object)
				if !ok || !buffers.IsArrayBuffer(env, o) {
					return nil, modules.TypeError("ERR_INVALID_ARG_TYPE", "arrayBuffer must be an ArrayBuffer or SharedArrayBuffer")
				}
				if r.transferred == nil {
					r.transferred = map[uint64]*goja.Object{}
				}
				r.transferred[uint64(uint32(c.Argument(0).ToInteger()))] = o
				return nil, nil
			}),
			method("readUint32", func(_ modules.Call, r *reader) (goja.Value, error) {
				n, ok := r.varint()
				if !ok {
					return nil, failed("ReadUint32")
				}
				return env.VM.ToValue(uint32(n)), nil
			}),
			method("readUint64", func(_ modules.Call, r *reader) (goja.Value, error) {
				n, ok := r.varint()
				if !ok {
					return nil, failed("ReadUint64")
				}
				return env.VM.NewArray(uint32(n>>32), uint32(n)), nil
			}),
			method("readDouble", func(_ modules.Call, r *reader) (goja.Value, error) {
				f, ok := r.double()
				if !ok {
					return nil, failed("ReadDouble")
				}
				return env.VM.ToValue(f), nil
			}),
			method("_readRawBytes", func(c modules.Call, r *reader) (goja.Value, error) {
				offset := r.at
				n := c.Argument(0).ToInteger()
				if n < 0 || n > int64(len(r.in)) {
					return nil, failed("ReadRawBytes")
				}
				if _, ok := r.bytes(uint64(n)); !ok {
					return nil, failed("ReadRawBytes")
				}
				return env.VM.ToValue(offset), nil
			}),
		},
	})
}
