package webassembly_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gonode/gonode/runtime"
)

// program has the functions spin, which never ends, and add, whose constant makes it a module of its own.
const program = `
const section = (id, ...bytes) => [id, bytes.length, ...bytes];
const program = (n) => new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0,
  ...section(1, 2, 0x60, 0, 0, 0x60, 1, 0x7f, 1, 0x7f), ...section(3, 2, 0, 1),
  ...section(7, 2, 4, 115, 112, 105, 110, 0, 0, 3, 97, 100, 100, 0, 1),
  ...section(10, 2, 7, 0, 0x03, 0x40, 0x0c, 0, 0x0b, 0x0b, 7, 0, 0x20, 0, 0x41, n, 0x6a, 0x0b)]);
`

func eval(ctx context.Context, code string) (string, error) {
	var out bytes.Buffer
	rt, err := runtime.New(runtime.Options{Stdout: &out})
	if err != nil {
		return "", err
	}
	defer rt.Close()
	if _, err = rt.Eval(ctx, "test.js", program+code); err == nil {
		err = rt.Wait(ctx)
	}
	return strings.TrimSpace(out.String()), err
}

// A context ends machine code that would go on for ever.
func TestEndlessLoop(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := eval(ctx, "new WebAssembly.Instance(new WebAssembly.Module(program(1))).exports.spin()"); err == nil {
		t.Error("an endless loop has ended without an error")
	}
}

// Runtimes of a process share machine code, while others compile and let go of theirs.
func TestManyRuntimes(t *testing.T) {
	var group sync.WaitGroup
	for n := range 8 {
		group.Go(func() {
			out, err := eval(t.Context(), fmt.Sprintf(`
for (let i = 0; i < 10; i++) {
  const { add } = new WebAssembly.Instance(new WebAssembly.Module(program(i))).exports;
  if (add(%[1]d) !== i + %[1]d) throw new Error('wrong sum');
}
WebAssembly.instantiate(program(%[1]d)).then(({ instance }) => console.log(instance.exports.add(1)));`, n))
			if want := fmt.Sprint(n + 1); err != nil || out != want {
				t.Errorf("runtime %d printed %q, %v; want %s", n, out, err, want)
			}
		})
	}
	group.Wait()
}
