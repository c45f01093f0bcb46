package bytecode

import (
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/dop251/goja/file"

	"github.com/gonode/gonode/internal/engine"
)

// TestSamples wants the samples to have every instruction of goja's, but for those that only code in eval has.
func TestSamples(t *testing.T) {
	k, err := load()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/dop251/goja").Output()
	if err != nil {
		t.Skip("no source of goja:", err)
	}
	method := regexp.MustCompile(`(?m)^func \((?:\w+ )?(\*?\w+)\) exec\(`)
	var missing []string
	known := map[string]bool{}
	for _, k := range k.byName {
		known[k.typ.String()] = true
	}
	for _, name := range []string{"vm.go", "func.go"} {
		text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), name))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range method.FindAllStringSubmatch(string(text), -1) {
			name := "goja." + m[1]
			if star, ok := strings.CutPrefix(m[1], "*"); ok {
				name = "*goja." + star
			}
			if !known[name] {
				missing = append(missing, name)
			}
		}
	}
	const unreachable = "goja.initStack goja.initStack1 goja.initGlobal goja.deleteGlobal goja.setGlobal goja.setGlobalStrict *goja.bindVars " +
		"goja.getThisDynamic goja.resolveThisDynamic *goja.getPrivatePropId *goja.getPrivatePropIdCallee *goja.setPrivatePropId " +
		"*goja.setPrivatePropIdP *goja.privateInId *goja.getPrivateRefId"
	if got := strings.Join(missing, " "); got != unreachable {
		t.Errorf("missing: %s\nwant: %s", got, unreachable)
	}
}

// roundTrip is a program written and read.
func roundTrip(t testing.TB, text string) *goja.Program {
	p, err := goja.Compile("test.js", text, false)
	if err != nil {
		t.Fatal(err)
	}
	data, err := Encode(p, text, []byte("extra"))
	if err != nil {
		t.Fatal(err, text)
	}
	a, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if string(a.Extra) != "extra" {
		t.Error("extra:", a.Extra)
	}
	p, err = a.Program(file.NewFile("test.js", text, 1), func(*goja.Program, bool) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestRoundTrip(t *testing.T) {
	for _, c := range [...]struct{ text, want string }{
		{`1 + 2`, "3"},
		{`var o = []; function f(n) { o.push(n); return n && f(n - 1) } f(3); o.join()`, "3,2,1,0"},
		{`/a(b)\/é/gi.exec('xAB/É').join()`, "AB/É,B"},
		{`[10n ** 20n, -0, 1.5, 'é😀', null, undefined, true].map(String).join()`, "100000000000000000000,0,1.5,é😀,null,undefined,true"},
		{`class A { #p = 1; static s = 2; get p() { return this.#p } } class B extends A { constructor() { super(); this.q = super.p } } new B().q + A.s`, "3"},
		{`function t(s) { return s } function u() { return t` + "`a`" + ` } u() === u()`, "true"},
		{`(function f(a, b) { return 1 }).toString()`, "function f(a, b) { return 1 }"},
		{`function* g() { const x = yield 1; yield x } var i = g(); i.next(); i.next(5).value`, "5"},
		{`try { (function inner() { throw new Error('x') })() } catch (e) { e.stack }`, "Error: x\n\tat inner (test.js:1:30(2))\n\tat test.js:1:56(5)\n"},
		{`function* g(it, f) { for (const x of it) yield f(x) } [...g([1, 2], x => x + 1)].join()`, "2,3"},
		{`with ({ a: 1 }) { (() => a)() }`, "1"},
		{`{ let ä = 2; eval('ä') }`, "2"},
		{`'é'.length + { 'ü': 1 }['ü']`, "2"},
	} {
		want, err := goja.New().RunString(c.text)
		if err != nil {
			t.Fatal(err)
		}
		p := roundTrip(t, c.text)
		for range 2 {
			got, err := goja.New().RunProgram(p)
			if err != nil {
				t.Errorf("%s: %v", c.text, err)
			} else if !strings.Contains(c.text, "stack") && (got.String() != want.String() || got.String() != c.want) {
				t.Errorf("%s: got %v, want %v", c.text, got, want)
			}
		}
	}
}

// FuzzOpen wants damaged bytes, with a checksum that is right, to be refused or to make a program.
func FuzzOpen(f *testing.F) {
	const text = "class A { #p = /a/g; m(a, { b }, ...c) { for (const x of c) try { return () => x + `é` + 1.5 + 2n } finally { a() } } } function* g() { yield arguments }"
	p, err := goja.Compile("test.js", text, false)
	if err != nil {
		f.Fatal(err)
	}
	data, err := Encode(p, text, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data[len(magic)+4:])
	f.Fuzz(func(t *testing.T, rest []byte) {
		data := binary.LittleEndian.AppendUint32([]byte(magic), checksum(rest))
		a, err := Open(append(data, rest...))
		if err != nil {
			return
		}
		if _, err = a.Program(file.NewFile("test.js", text, 1), func(*goja.Program, bool) error { return nil }); err != nil {
			return
		}
		for i := range a.lazies {
			if l, ok := a.lazy(uint64(i)); ok {
				_, _ = l.make()
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	if _, err := engine.Load(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := inspect(); err != nil {
			b.Fatal(err)
		}
	}
}
