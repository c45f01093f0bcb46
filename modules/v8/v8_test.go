package v8_test

import (
	"encoding/hex"
	"testing"

	"github.com/gonode/gonode/runtime"
)

// FuzzDeserialize reads texts that nobody wrote: they are refused, or give a value that can be written again.
func FuzzDeserialize(f *testing.F) {
	for _, seed := range []string{
		"ff0f6f22016149022201624902017b02", "ff0f410249024904240002", "ff0f61034900490249044906400203", "ff0f3b490249043a02",
		"ff0f5a2000000000000000000100000000000000", "ff0f6304226f575b", "ff0f4203000000", "ff0f5c01020102", "ff0f41026f7b005e01240002",
		"ff0f726d22016d2e", "ff0f5222016107", "ff0f440000000000001440", "ff0f42020000564200020000", "ff0f2749022201612c02",
	} {
		b, err := hex.DecodeString(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	rt, err := runtime.New(runtime.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = rt.Close() })
	f.Fuzz(func(t *testing.T, b []byte) {
		code := `(() => { const v8 = process.getBuiltinModule('v8'), { Buffer } = process.getBuiltinModule('buffer'); let v; try { v = v8.deserialize(Buffer.from('` + hex.EncodeToString(b) + `', 'hex')); } catch {} v8.serialize(v) })()`
		if _, err := rt.Eval(t.Context(), "fuzz.js", code); err != nil {
			t.Fatal(err)
		}
	})
}
