package realm

import (
	"testing"

	"github.com/dop251/goja"
)

// within runs f as a function that JavaScript has called.
func within(t *testing.T, vm *goja.Runtime, f func()) {
	t.Helper()
	if err := vm.Set("f", func(goja.FunctionCall) goja.Value { f(); return nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := vm.RunString("f()"); err != nil {
		t.Fatal(err)
	}
}

func newRealm(t *testing.T, vm *goja.Runtime) *Realm {
	t.Helper()
	r, err := New(vm)
	if err != nil {
		t.Fatal(err)
	}
	r.Global = r.NewGlobal()
	if err := r.Global.Set("globalThis", r.Global); err != nil {
		t.Fatal(err)
	}
	r.Lookup = r.Global.Get
	return r
}

func TestCodeOfARealmHasItsOwnVariables(t *testing.T) {
	vm := goja.New()
	if _, err := vm.RunString("var outer = 1; let lexical = 2"); err != nil {
		t.Fatal(err)
	}
	r := newRealm(t, vm)
	for _, c := range []struct{ code, want string }{
		{"typeof outer + typeof lexical", "undefinedundefined"},
		{"var a = 1; let b = 2; const c = 3; function d() { return a + b + c } d()", "6"},
		{"a + b + c + d()", "12"},
		{"this === globalThis && (function () { return this })() === this", "true"},
		{"sloppy = 5; sloppy++; delete sloppy", "true"},
		{"try { nope } catch (e) { e.name }", "ReferenceError"},
		{"try { (function () { 'use strict'; nope = 1 })() } catch (e) { e.name }", "ReferenceError"},
	} {
		within(t, vm, func() {
			p := goja.MustCompile("", c.code, false)
			Adopt(p)
			v, err := r.Run(p)
			if err != nil || v.String() != c.want {
				t.Errorf("%s: %v, %v; want %s", c.code, v, err, c.want)
			}
		})
	}
	v, err := vm.RunString("[typeof a, typeof b, typeof sloppy, lexical].join()")
	if err != nil || v.String() != "undefined,undefined,undefined,2" {
		t.Errorf("outside: %v, %v", v, err)
	}
}

func TestAnExceptionLeavesTheGlobalObject(t *testing.T) {
	vm := goja.New()
	r := newRealm(t, vm)
	main := vm.GlobalObject()
	within(t, vm, func() {
		p := goja.MustCompile("", "nope", false)
		Adopt(p)
		if _, err := r.Run(p); err == nil {
			t.Error("nothing thrown")
		}
	})
	if vm.GlobalObject() != main {
		t.Error("the global object is still the realm's")
	}
}

func TestOwner(t *testing.T) {
	vm := goja.New()
	type owner struct{}
	mine := &owner{}
	var found any
	if err := vm.Set("who", func(goja.FunctionCall) goja.Value {
		found = Owner(vm, func(string) bool { return false })
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	p := goja.MustCompile("", "(function () { return () => who() })()", false)
	Own(p, mine)
	f, err := vm.RunProgram(p)
	if err != nil {
		t.Fatal(err)
	}
	call, _ := goja.AssertFunction(f)
	if _, err := call(nil); err != nil || found != mine {
		t.Errorf("found %v, %v", found, err)
	}
	if _, err := vm.RunString("who()"); err != nil || found != nil {
		t.Errorf("found %v for code without owner, %v", found, err)
	}
}
