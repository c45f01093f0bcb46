package modules_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/modulestest"
)

func TestLateExportsLookLikeOthersAndAreMadeOnce(t *testing.T) {
	made := 0
	late := modules.Module{Name: "late", Load: func(e *modules.Env) goja.Value {
		return e.Exports(
			modules.Val("first", 1),
			modules.Late("second", func(e *modules.Env) goja.Value { made++; return e.VM.ToValue(2) }),
			modules.Lazy("third", func(e *modules.Env) goja.Value { return e.VM.ToValue(3) }),
			modules.Fn("fourth", 1, func(modules.Call) (goja.Value, error) { return nil, nil }).Hidden(),
			modules.Fn("count", 0, func(c modules.Call) (goja.Value, error) { return c.Env.VM.ToValue(made), nil }),
		)
	}}
	got := modulestest.Run(t, modules.Env{}, []modules.Module{late}, `
		const o = require('late');
		o.first;
		const before = o.count();
		const names = Object.getOwnPropertyNames(o).join();
		const seen = Object.getOwnPropertyDescriptor(o, 'second');
		o.third; delete o.first; o.second++; o.added = 5;
		print(JSON.stringify([before, o.count(), names, seen, o, o.fourth.name, o instanceof Object]));`)
	want := `[0,1,"first,second,third,fourth,count",{"value":2,"writable":true,"enumerable":true,"configurable":true},` +
		`{"second":3,"third":3,"added":5},"fourth",true]`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
