package ecma

import (
	"runtime"
	"testing"
	"time"

	"github.com/dop251/goja"
)

// A target that nothing holds goes, and its registry is told; a WeakRef is empty then.
func TestCollection(t *testing.T) {
	r := goja.New()
	tasks := make(chan func() error, 10)
	if err := Install(r, Options{Post: func(task func() error) { tasks <- task }}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.RunString(`
		let held = [];
		const registry = new FinalizationRegistry((value) => held.push(value));
		const refs = [];
		(() => {
			for (const name of ['a', 'b']) {
				let target = { name };
				registry.register(target, name, name === 'b' ? target : undefined);
				refs.push(new WeakRef(target));
				if (name === 'b') registry.unregister(target);
			}
		})();
	`); err != nil {
		t.Fatal(err)
	}
	run := func(source, want string) bool {
		v, err := r.RunString(source)
		if err != nil {
			t.Fatal(err)
		}
		return v.String() == want
	}
	deadline := time.After(20 * time.Second)
	for !run(`held.join()`, "a") {
		runtime.GC()
		select {
		case task := <-tasks:
			if err := task(); err != nil {
				t.Fatal(err)
			}
		case <-time.After(time.Millisecond):
		case <-deadline:
			t.Fatal("nothing was collected")
		}
	}
	if !run(`refs.map((ref) => ref.deref() === undefined).join()`, "true,true") {
		t.Error("a WeakRef still has its target")
	}
}

// An engine laid out differently must show up as an error.
func TestLayout(t *testing.T) {
	if _, err := inspected(); err != nil {
		t.Fatal(err)
	}
}
