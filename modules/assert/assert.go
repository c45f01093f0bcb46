// Package assert is node:assert and node:assert/strict.
package assert

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/deepequal"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// Modules are the modules of this package.
var Modules = []modules.Module{
	{Name: "assert", Load: func(e *modules.Env) goja.Value { return load(e).function }},
	{Name: "assert/strict", Load: func(e *modules.Env) goja.Value {
		return e.RequireObject("assert").Get("strict")
	}},
}

// assert is the module in a runtime.
type assert struct {
	env     *modules.Env
	vm      *goja.Runtime
	inspect *inspect.Inspector
	// function is the export, methods the functions it carries, by name.
	function *goja.Object
	methods  map[string]*goja.Object

	class      *goja.Object // Assert
	errorClass *goja.Object // AssertionError
	comparison *goja.Object // the class of what stands for errors in differences
	exec       goja.Callable
}

// options are those of an instance of class Assert.
type options struct {
	diff          string
	skipPrototype bool
}

var optionSlot = modules.NewSlot[options]("assert options")

// settings are the options of the receiver of a method, which may be none.
func settings(c modules.Call) options {
	if o := optionSlot.Get(c.This); o != nil {
		return *o
	}
	return options{}
}

// names of the methods, in order.
var names = []string{
	"fail", "ok", "equal", "notEqual", "deepEqual", "notDeepEqual", "deepStrictEqual", "notDeepStrictEqual",
	"strictEqual", "notStrictEqual", "partialDeepStrictEqual", "throws", "rejects", "doesNotThrow", "doesNotReject",
	"ifError", "match", "doesNotMatch",
}

func load(e *modules.Env) *assert {
	a := &assert{env: e, vm: e.VM, inspect: inspect.Of(e), methods: map[string]*goja.Object{}}
	a.errorClass = a.newErrorClass()
	compare := func(name string, differ bool, test func(c modules.Call) (bool, error)) {
		a.add(name, 2, func(c modules.Call) (goja.Value, error) {
			if len(c.Arguments) < 2 {
				return nil, modules.MissingArgs("actual", "expected")
			}
			equal, err := test(c)
			if err != nil || equal != differ {
				return nil, err
			}
			return nil, a.fail(failure{
				actual: c.Argument(0), expected: c.Argument(1), message: c.Arguments[2:],
				operator: operatorOf(name), start: a.methods[name], diff: settings(c).diff,
			})
		})
	}
	deep := func(mode deepequal.Mode) func(c modules.Call) (bool, error) {
		return func(c modules.Call) (bool, error) {
			mode := mode
			if mode == deepequal.Strict && settings(c).skipPrototype {
				mode = deepequal.StrictWithoutPrototypes
			}
			return deepequal.Equal(e, c.Argument(0), c.Argument(1), mode)
		}
	}
	a.add("fail", 1, a.failWith)
	a.add("ok", 0, func(c modules.Call) (goja.Value, error) { return nil, a.okOrFail("ok", c.Arguments) })
	compare("equal", false, looseEqual)
	compare("notEqual", true, looseEqual)
	compare("deepEqual", false, deep(deepequal.Loose))
	compare("notDeepEqual", true, deep(deepequal.Loose))
	compare("deepStrictEqual", false, deep(deepequal.Strict))
	compare("notDeepStrictEqual", true, deep(deepequal.Strict))
	compare("strictEqual", false, sameValue)
	compare("notStrictEqual", true, sameValue)
	compare("partialDeepStrictEqual", false, deep(deepequal.Partial))
	a.add("throws", 1, a.throws)
	a.add("rejects", 1, a.rejects)
	a.add("doesNotThrow", 1, a.doesNotThrow)
	a.add("doesNotReject", 1, a.doesNotReject)
	a.add("ifError", 1, a.ifError)
	a.add("match", 2, func(c modules.Call) (goja.Value, error) { return nil, a.matchOrFail("match", c) })
	a.add("doesNotMatch", 2, func(c modules.Call) (goja.Value, error) { return nil, a.matchOrFail("doesNotMatch", c) })
	a.export()
	return a
}

func (a *assert) add(name string, length int, f modules.Func) {
	a.methods[name] = a.env.Func(name, length, f)
}

// operatorOf is what an AssertionError names as its operator.
func operatorOf(name string) string {
	switch name {
	case "equal":
		return "=="
	case "notEqual":
		return "!="
	}
	return name
}

func looseEqual(c modules.Call) (bool, error) {
	x, y := c.Argument(0), c.Argument(1)
	if x.Equals(y) {
		return true, nil
	}
	return goja.IsNumber(x) && goja.IsNaN(x) && goja.IsNumber(y) && goja.IsNaN(y), nil
}

func sameValue(c modules.Call) (bool, error) { return c.Argument(0).SameAs(c.Argument(1)), nil }

// export makes the functions that node:assert and its strict form export.
func (a *assert) export() {
	e := a.env
	top := func(name string) *goja.Object {
		f := e.Func(name, 0, func(c modules.Call) (goja.Value, error) { return nil, a.okOrFail(name, c.Arguments) })
		a.methods[name] = f
		return f
	}
	a.function = top("assert")
	strict := top("strict")
	order := []string{
		"ok", "fail", "equal", "notEqual", "deepEqual", "notDeepEqual", "deepStrictEqual", "notDeepStrictEqual",
		"strictEqual", "notStrictEqual", "partialDeepStrictEqual", "match", "doesNotMatch", "throws", "rejects",
		"doesNotThrow", "doesNotReject", "ifError",
	}
	strictly := map[string]string{
		"equal": "strictEqual", "deepEqual": "deepStrictEqual", "notEqual": "notStrictEqual", "notDeepEqual": "notDeepStrictEqual",
	}
	e.Define(a.function, true, modules.Val("AssertionError", a.errorClass))
	e.Define(strict, true, modules.Val("AssertionError", a.errorClass))
	for _, name := range order {
		e.Define(a.function, true, modules.Val(name, a.methods[name]))
		if other, ok := strictly[name]; ok {
			e.Define(strict, true, modules.Val(name, a.methods[other]))
		} else {
			e.Define(strict, true, modules.Val(name, a.methods[name]))
		}
	}
	a.class = a.newClass(strictly)
	e.Define(a.function, true, modules.Val("strict", strict), modules.Val("Assert", a.class))
	e.Define(strict, true, modules.Val("Assert", a.class), modules.Val("strict", strict))
}

// newClass makes the class Assert, whose instances are assert with options.
func (a *assert) newClass(strictly map[string]string) *goja.Object {
	e := a.env
	var methods []modules.Export
	for _, name := range names {
		methods = append(methods, modules.Val(name, a.methods[name]))
	}
	return e.Class(modules.ClassSpec{
		Name: "Assert", Length: 1, NewOnly: true, EnumerableMethods: true, Methods: methods,
		CallError: modules.TypeError("ERR_CONSTRUCT_CALL_REQUIRED", "Class constructor Assert cannot be invoked without `new`"),
		Construct: func(cc modules.ConstructCall) (*goja.Object, error) {
			given := &options{}
			strict := true
			if o, ok := cc.Argument(0).(*goja.Object); ok {
				if diff := o.Get("diff"); diff != nil && !goja.IsUndefined(diff) {
					if !goja.IsString(diff) || diff.String() != "simple" && diff.String() != "full" {
						return nil, modules.TypeError("ERR_INVALID_ARG_VALUE",
							"The property 'options.diff' must be one of: 'simple', 'full'. Received %s", e.Inspect(diff))
					}
					given.diff = diff.String()
				}
				if v := o.Get("strict"); v != nil {
					strict = v.ToBoolean()
				}
				if v := o.Get("skipPrototype"); v != nil {
					given.skipPrototype = v.ToBoolean()
				}
			}
			e.Define(cc.This, true, modules.Val("AssertionError", a.errorClass))
			optionSlot.Set(a.vm, cc.This, given)
			if strict {
				for _, name := range []string{"equal", "deepEqual", "notEqual", "notDeepEqual"} {
					e.Define(cc.This, true, modules.Val(name, a.methods[strictly[name]]))
				}
			}
			return nil, nil
		},
	})
}
