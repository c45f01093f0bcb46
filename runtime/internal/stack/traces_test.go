package stack_test

import (
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/ecma"
	"github.com/gonode/gonode/runtime/internal/stack"
	"github.com/gonode/gonode/runtime/source"
)

// run runs a CommonJS body with Node's stacks in place and gives what it prints.
func run(t testing.TB, name, text string) string {
	t.Helper()
	var out strings.Builder
	vm := goja.New()
	if err := ecma.Install(vm, ecma.Options{}); err != nil {
		t.Fatal(err)
	}
	compiler := source.NewCompiler(0)
	if _, err := stack.Install(vm, compiler); err != nil {
		t.Fatal(err)
	}
	print := func(call goja.FunctionCall) goja.Value {
		for i, v := range call.Arguments {
			if i > 0 {
				out.WriteByte(' ')
			}
			out.WriteString(v.String())
		}
		out.WriteByte('\n')
		return goja.Undefined()
	}
	_ = vm.Set("print", print)
	unit, err := compiler.Compile(source.CommonJS(name, text))
	if err != nil {
		t.Fatal(err)
	}
	f, err := vm.RunProgram(unit.Program)
	if err != nil {
		t.Fatal(err)
	}
	call, _ := goja.AssertFunction(f)
	exports := vm.NewObject()
	if _, err := call(exports, exports); err != nil {
		t.Errorf("threw %v", err)
	}
	return out.String()
}

func TestStackProperty(t *testing.T) {
	got := run(t, "/dir/file.js", `
const names = o => Object.getOwnPropertyNames(o).join()
const e = new Error('a', { cause: 1 })
print(names(e))
e.message = 'b'
print(e.stack)
`)
	want := `stack,message,cause
Error: b
    at Object.<anonymous> (/dir/file.js:3:11)
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
