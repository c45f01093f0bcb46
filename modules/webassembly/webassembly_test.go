package webassembly

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
)

// sum adds up n numbers in a loop; it imports a function that it does not call.
var sum = func() []byte {
	w := newWriter()
	w.section(sectionType, []byte{1, 0x60, 1, typeI32, 1, typeI32})
	w.section(sectionImport, []byte{1, 1, 'a', 1, 'f', 0, 0})
	w.section(sectionFunction, []byte{1, 0})
	w.section(sectionExport, []byte{1, 3, 's', 'u', 'm', 0, 1})
	w.section(sectionCode, []byte{1, 25, 1, 1, typeI32, opLoop, blockVoid, 0x20, 1, 0x20, 0, 0x6a, 0x21, 1,
		0x20, 0, opI32Const, 1, opI32Sub, 0x22, 0, 0x0d, 0, opEnd, 0x20, 1, opEnd})
	return w
}()

func TestParse(t *testing.T) {
	b, err := parse(sum)
	if err != nil {
		t.Fatal(err)
	}
	if !b.sound() || len(b.functions) != 2 || b.imports[0].name != "f" || b.exports[0].name != "sum" || b.exports[0].index != 1 {
		t.Errorf("parsed as %+v", b)
	}
}

func TestMalformed(t *testing.T) {
	for _, c := range []struct{ module, want string }{
		{"\x00asm", "expected 4 bytes, fell off end @+4"},
		{"abcd\x01\x00\x00\x00", "expected magic word 00 61 73 6d, found 61 62 63 64 @+0"},
		{"\x00asm\x02\x00\x00\x00", "expected version 01 00 00 00, found 02 00 00 00 @+4"},
		{"\x00asm\x01\x00\x00\x00\x01", "reached end while decoding section length @+9"},
		{"\x00asm\x01\x00\x00\x00\x01\x05\x00", `section (code 1, "Type") extends past end of the module (length 5, remaining bytes 1) @+8`},
	} {
		if _, err := parse([]byte(c.module)); err == nil || err.Error() != c.want {
			t.Errorf("parse(%q) = %v, want %s", c.module, err, c.want)
		}
	}
}

// What is compiled is valid, and has the checks: the global and the table at the end.
func TestRewrite(t *testing.T) {
	b, err := parse(sum)
	if err != nil {
		t.Fatal(err)
	}
	code, err := b.rewrite()
	if err != nil {
		t.Fatal(err)
	}
	changed, err := parse(code)
	if err != nil {
		t.Fatal(err)
	}
	if len(changed.globals) != 1 || len(changed.tables) != 1 || len(changed.types) != 2 || changed.imports[0].module != "0" {
		t.Errorf("rewritten as %+v", changed)
	}
	if !bytes.Contains(code, b.check()) {
		t.Error("the loop has no check")
	}
	r := wazero.NewRuntimeWithConfig(context.Background(), wazero.NewRuntimeConfigInterpreter().WithCoreFeatures(features))
	if _, err := r.CompileModule(context.Background(), code); err != nil {
		t.Error(err)
	}
}

// FuzzModule reads and rewrites what may be a module, as new WebAssembly.Module(bytes) does before it compiles.
func FuzzModule(f *testing.F) {
	f.Add([]byte(sum))
	f.Add(moduleOf(external{kind: kindMemory, limits: limits{min: 1, max: 2, hasMax: true, shared: true}}))
	f.Add(moduleOf(external{kind: kindTable, value: typeFuncref}))
	f.Add(moduleOf(external{kind: kindGlobal, value: typeI64, mutable: true}))
	f.Add(moduleOf(external{kind: kindTag}, typeI32))
	r := wazero.NewRuntimeWithConfig(context.Background(), wazero.NewRuntimeConfigInterpreter().WithCoreFeatures(features))
	f.Fuzz(func(t *testing.T, module []byte) {
		b, err := parse(module)
		if err != nil || !b.sound() || len(b.custom) > 0 { // wazero refuses section "name" where it should ignore it
			return
		}
		code, err := b.rewrite()
		_, originally := r.CompileModule(context.Background(), module)
		if err != nil {
			if originally == nil {
				t.Fatalf("a valid module cannot be rewritten: %v", err)
			}
			return
		}
		if originally != nil && strings.Contains(originally.Error(), "empty module name") {
			return // which is fine, says the specification
		}
		if _, err := r.CompileModule(context.Background(), code); (err == nil) != (originally == nil) {
			t.Fatalf("the module: %v; rewritten: %v", originally, err)
		}
	})
}
