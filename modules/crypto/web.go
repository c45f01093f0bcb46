package crypto

import (
	"context"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// loadWeb makes the Web Crypto API as far as it is there: random values,
// UUIDs and digests. The rest of SubtleCrypto rejects.
func loadWeb(e *modules.Env) goja.Value {
	illegal := func(modules.ConstructCall) (*goja.Object, error) {
		return nil, modules.TypeError("ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor")
	}
	subtleClass := e.Class(modules.ClassSpec{
		Name: "SubtleCrypto", NewOnly: true, Construct: illegal, EnumerableMethods: true,
		Methods: append(missingPromises("encrypt", "decrypt", "sign", "verify", "generateKey", "deriveKey", "deriveBits",
			"importKey", "exportKey", "wrapKey", "unwrapKey"), modules.Fn("digest", 2, subtleDigest)),
	})
	subtle := e.VM.CreateObject(subtleClass.Get("prototype").(*goja.Object))
	class := e.Class(modules.ClassSpec{
		Name: "Crypto", NewOnly: true, Construct: illegal, EnumerableMethods: true,
		Methods: []modules.Export{
			modules.Getter("subtle", func(modules.Call) (goja.Value, error) { return subtle, nil }),
			modules.Fn("getRandomValues", 1, getRandomValues),
			modules.Fn("randomUUID", 0, func(c modules.Call) (goja.Value, error) {
				return e.VM.ToValue(uuid(random(make([]byte, 16)), 4)), nil
			}),
		},
	})
	for _, ctor := range []*goja.Object{subtleClass, class} {
		must(ctor.Get("prototype").(*goja.Object).DefineDataPropertySymbol(goja.SymToStringTag, ctor.Get("name"),
			goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	return e.Exports(
		modules.Val("crypto", e.VM.CreateObject(class.Get("prototype").(*goja.Object))),
		modules.Val("Crypto", class), modules.Val("SubtleCrypto", subtleClass),
		modules.Val("CryptoKey", e.Class(modules.ClassSpec{Name: "CryptoKey", NewOnly: true, Construct: illegal})),
	)
}

func missingPromises(names ...string) []modules.Export {
	var list []modules.Export
	for _, name := range names {
		list = append(list, modules.Fn(name, 0, func(c modules.Call) (goja.Value, error) {
			return c.Env.Rejected(modules.NotImplemented("SubtleCrypto." + name)), nil
		}))
	}
	return list
}

// getRandomValues is crypto.getRandomValues(typedArray).
func getRandomValues(c modules.Call) (goja.Value, error) {
	if web := c.Env.RequireObject("internal/webcrypto"); c.This != web.Get("crypto") {
		return nil, modules.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type Crypto`)
	}
	v := c.Argument(0)
	o, ok := v.(*goja.Object)
	if ok {
		tag := o.GetSymbol(goja.SymToStringTag)
		ok = buffers.IsView(c.Env, v) && tag != nil && strings.HasSuffix(tag.String(), "Array") && !strings.HasPrefix(tag.String(), "Float")
	}
	if !ok {
		return nil, domException(c.Env, "The data argument must be an integer-type TypedArray", "TypeMismatchError")
	}
	b, _ := buffers.Bytes(c.Env, v)
	const quota = 65536
	if len(b) > quota {
		return nil, domException(c.Env, "The requested length exceeds 65,536 bytes", "QuotaExceededError")
	}
	random(b)
	return v, nil
}

func domException(e *modules.Env, message, name string) error {
	o, err := e.VM.New(e.VM.Get("DOMException"), e.VM.ToValue(message), e.VM.ToValue(name))
	if err != nil {
		return err
	}
	return &modules.ThrownError{Value: o}
}

// subtleDigest is crypto.subtle.digest(algorithm, data).
func subtleDigest(c modules.Call) (goja.Value, error) {
	name := c.Argument(0)
	if o, ok := name.(*goja.Object); ok {
		name = o.Get("name")
	}
	var d *digest
	if name != nil {
		switch upper := strings.ToUpper(name.String()); upper {
		case "SHA-1", "SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512":
			d = lookupDigest(upper)
		}
	}
	if d == nil {
		return c.Env.Rejected(domException(c.Env, "Unrecognized algorithm name", "NotSupportedError")), nil
	}
	data, ok := buffers.Copy(c.Env, c.Argument(1))
	if !ok {
		return c.Env.Rejected(c.Env.InvalidArgType("data", c.Argument(1), "ArrayBuffer", "Buffer", "TypedArray", "DataView")), nil
	}
	e := c.Env
	return modules.Promise(e, func(context.Context) ([]byte, error) {
		h := d.make()
		h.Write(data)
		return h.Sum(nil), nil
	}, func(sum []byte) goja.Value { return e.VM.ToValue(e.VM.NewArrayBuffer(sum)) }), nil
}
