package vm

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/source"
)

// program is what a vm.Script compiles.
type program struct {
	source   source.Source
	importer *importer
}

var programs = modules.NewSlot[program]("kSource")

// compile(script, code, filename, line, column, importer) returns a handle for run.
func compile(c modules.Call) (goja.Value, error) {
	p := &program{source: source.Source{
		Name: c.Argument(2).String(), Text: c.Argument(1).String(),
		Line: int(c.Argument(3).ToInteger()), Column: int(c.Argument(4).ToInteger()),
	}}
	p.importer = newImporter(c.Env, c.Argument(5), c.Argument(0), p.source.Name)
	if _, err := loaderOf(c.Env).Compile(p.source); err != nil {
		return nil, err
	}
	o := c.Env.VM.NewObject()
	programs.Set(c.Env.VM, o, p)
	return o, nil
}

// run(handle, context, timeout, breakOnSigint, displayErrors) returns the value of the script; the context may be null, the timeout -1.
func run(c modules.Call) (goja.Value, error) {
	p, x := programs.Get(c.Argument(0)), contextOf(c.Env, c.Argument(1))
	unit, err := x.compile(c.Env, p.source, p.importer)
	if err != nil {
		return nil, err
	}
	limits := limits{c.Argument(2).ToInteger(), c.Argument(3).ToBoolean()}
	v, err := limits.within(c.Env, func() (goja.Value, error) {
		return x.evaluate(func() (goja.Value, error) { return x.run(c.Env, unit, nil) })
	})
	if err != nil && c.Argument(4).ToBoolean() {
		loaderOf(c.Env).Decorate(err)
	}
	return v, err
}

// compileFunction(code, params, filename, line, column, context, extensions, importer) returns the function.
func compileFunction(c modules.Call) (goja.Value, error) {
	src := source.Source{
		Kind: source.Function, Text: c.Argument(0).String(), Name: c.Argument(2).String(),
		Line: int(c.Argument(3).ToInteger()), Column: int(c.Argument(4).ToInteger()),
	}
	src.Params = stringsOf(c.Argument(1))
	var extensions []*goja.Object
	list := c.Argument(6).(*goja.Object)
	for _, key := range list.Keys() {
		if o, ok := list.Get(key).(*goja.Object); ok {
			extensions = append(extensions, o)
		}
	}
	holder := c.Env.VM.NewObject()
	x := contextOf(c.Env, c.Argument(5))
	importer := newImporter(c.Env, c.Argument(7), holder, src.Name)
	unit, err := x.compile(c.Env, src, importer)
	if err != nil {
		return nil, err
	}
	f, err := x.run(c.Env, unit, extensions)
	importer.referrer = f
	return f, err
}

func stringsOf(list goja.Value) (all []string) {
	o := list.(*goja.Object)
	for _, key := range o.Keys() {
		all = append(all, o.Get(key).String())
	}
	return all
}

// makeContext(object, strings, wasm, afterEvaluate, importer) returns the object, or a new global object for null.
func makeContext(c modules.Call) (goja.Value, error) {
	sandbox, _ := c.Argument(0).(*goja.Object)
	x, err := newContext(c.Env, sandbox, contextOptions{
		noStrings: !c.Argument(1).ToBoolean(), noWasm: !c.Argument(2).ToBoolean(), afterEvaluate: c.Argument(3).ToBoolean(),
		importer: newImporter(c.Env, c.Argument(4), c.Argument(0), ""),
	})
	if err != nil {
		return nil, err
	}
	return x, nil
}
