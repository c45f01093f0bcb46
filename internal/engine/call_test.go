package engine

import (
	"testing"

	"github.com/dop251/goja"
)

func TestACallThatThrowsLeavesTheStackAsItWas(t *testing.T) {
	r := goja.New()
	f, err := r.RunString(`(function (a, b) { throw new Error(a + b) })`)
	if err != nil {
		t.Fatal(err)
	}
	attempt := func(c goja.FunctionCall) goja.Value {
		_, err := Call(f.(*goja.Object), goja.Undefined(), c.Arguments)
		if err == nil {
			t.Error("no error")
		}
		return r.ToValue("caught")
	}
	if err := r.Set("attempt", attempt); err != nil {
		t.Fatal(err)
	}
	got, err := r.RunString(`const join = (...list) => list.join(); join(1, attempt(1, 2), attempt(3, 4), 5)`)
	if err != nil || got.String() != "1,caught,caught,5" {
		t.Error(got, err)
	}
}

func TestPromisesAreSettledAndReactFromGo(t *testing.T) {
	if err := CheckPromises(); err != nil {
		t.Fatal(err)
	}
	r := goja.New()
	var order []string
	note := func(text string) func(goja.Value) {
		return func(v goja.Value) { order = append(order, text+v.String()) }
	}
	rejections := 0
	r.SetPromiseRejectionTracker(func(_ *goja.Promise, operation goja.PromiseRejectionOperation) {
		if operation == goja.PromiseRejectionReject {
			rejections++
		}
	})
	if err := r.Set("run", func(c goja.FunctionCall) goja.Value {
		plain, thenable, failed := NewPromise(r), NewPromise(r), NewPromise(r)
		React(thenable, note("thenable "), nil)
		React(plain, note("plain "), nil)
		React(failed, nil, note("failed "))
		Resolve(r, thenable, c.Argument(0))
		Resolve(r, plain, r.ToValue(1))
		Reject(failed, r.ToValue(2))
		silent := NewPromise(r)
		MarkHandled(silent)
		Reject(silent, goja.Null())
		return r.ToValue(plain)
	}); err != nil {
		t.Fatal(err)
	}
	v, err := r.RunString(`run({ then(resolve) { resolve(3) } }) instanceof Promise`)
	if err != nil || !v.ToBoolean() {
		t.Fatal(v, err)
	}
	if len(order) != 3 || order[0] != "plain 1" || order[1] != "failed 2" || order[2] != "thenable 3" || rejections != 0 {
		t.Error(order, rejections)
	}
}
