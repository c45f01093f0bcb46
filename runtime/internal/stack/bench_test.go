package stack_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/runtime/internal/stack"
	"github.com/gonode/gonode/runtime/source"
)

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		goja.New()
	}
}

func BenchmarkInstall(b *testing.B) {
	compiler := source.NewCompiler(0)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := stack.Install(goja.New(), compiler); err != nil {
			b.Fatal(err)
		}
	}
}

func benchmarkError(b *testing.B, install bool, code string) {
	vm := goja.New()
	if install {
		if _, err := stack.Install(vm, source.NewCompiler(0)); err != nil {
			b.Fatal(err)
		}
	}
	v, err := vm.RunString("(function (n) { for (var i = 0; i < n; i++) " + code + " })")
	if err != nil {
		b.Fatal(err)
	}
	f, _ := goja.AssertFunction(v)
	b.ReportAllocs()
	b.ResetTimer()
	if _, err := f(goja.Undefined(), vm.ToValue(b.N)); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkNewErrorBare(b *testing.B)  { benchmarkError(b, false, "new Error('x')") }
func BenchmarkNewError(b *testing.B)      { benchmarkError(b, true, "new Error('x')") }
func BenchmarkReadStackBare(b *testing.B) { benchmarkError(b, false, "new Error('x').stack") }
func BenchmarkReadStack(b *testing.B)     { benchmarkError(b, true, "new Error('x').stack") }
