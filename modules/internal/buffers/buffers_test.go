package buffers_test

import (
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/buffer"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/modulestest"
)

// run gives JavaScript the functions view (what Bytes sees, in hex) and kind.
func run(t *testing.T, code string) string {
	t.Helper()
	probe := modules.Module{Name: "probe", Load: func(e *modules.Env) goja.Value {
		return e.Exports(
			modules.Fn("view", 1, func(c modules.Call) (goja.Value, error) {
				b, ok := buffers.Bytes(e, c.Argument(0))
				if !ok {
					return e.VM.ToValue("none"), nil
				}
				return e.VM.ToValue("[" + strings.ToUpper(string(hexOf(b))) + "]"), nil
			}),
			modules.Fn("detach", 1, func(c modules.Call) (goja.Value, error) {
				return modules.Bool(c.Argument(0).Export().(goja.ArrayBuffer).Detach()), nil
			}),
			modules.Fn("pooled", 1, func(c modules.Call) (goja.Value, error) {
				return buffers.Of(e).FromPool(1024, int(c.Argument(0).ToInteger()), func(memory []byte) int { return len(memory) }), nil
			}),
			modules.Fn("make", 0, func(modules.Call) (goja.Value, error) { return buffers.New(e, []byte("abc")), nil }),
		)
	}}
	return modulestest.Run(t, modules.Env{}, append([]modules.Module{probe}, buffer.Modules...),
		"const { view, detach, pooled, make } = require('probe');"+code)
}

func hexOf(b []byte) []byte {
	const digits = "0123456789abcdef"
	var out []byte
	for _, x := range b {
		out = append(out, digits[x>>4], digits[x&15])
	}
	return out
}

func TestBytes(t *testing.T) {
	got := run(t, `
		const ab = new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7]).buffer;
		print(view(ab));
		print(view(new Uint8Array(ab, 1, 2)));
		print(view(new Uint16Array(ab, 2, 2)));
		print(view(new DataView(ab, 3, 2)));
		print(view(new Float64Array(ab)));
		print(view(new Uint8ClampedArray(ab, 7)));
		print(view(new BigInt64Array(ab)));
		print(view(new Uint8Array(0)), view(new DataView(ab, 8)));
		for (const v of [null, undefined, 1, 'a', {}, [], [1], new Date(), () => 1, new Map(), Object.create(DataView.prototype),
			Object.create(Uint8Array.prototype), new Proxy({}, {}), Symbol()]) print(view(v));
	`)
	want := strings.Join(append([]string{"[0001020304050607]", "[0102]", "[02030405]", "[0304]", "[0001020304050607]", "[07]",
		"[0001020304050607]", "[] []"}, strings.Split(strings.Repeat("none ", 14), " ")[:14]...), "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDetachedMemoryIsNotSeen(t *testing.T) {
	got := run(t, `
		const b = make();
		print(view(b), view(b));
		detach(b.buffer);
		print(view(b), b.length);
		const other = new Uint16Array(2);
		detach(other.buffer);
		print(view(other), view(other.buffer));
	`)
	if want := "[616263] [616263]\n[] 0\n[] []"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPool(t *testing.T) {
	got := run(t, `
		const a = pooled(3), b = pooled(5), c = pooled(512), d = pooled(0);
		print(a.buffer === b.buffer, b.byteOffset - a.byteOffset, c.buffer === a.buffer, c.buffer.byteLength, d.length);
		let many = [];
		for (let i = 0; i < 10; i++) many.push(pooled(200).buffer);
		print(new Set(many).size);
	`)
	if want := "true 8 false 512 0\n2"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestABufferHasItsMethodsAtOnce(t *testing.T) {
	got := run(t, `const b = make(); print(b.toString(), b instanceof Uint8Array, b.constructor.name)`)
	if want := "abc true Buffer"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
