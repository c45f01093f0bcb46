// Package vm is node:vm as far as it runs code in the one context of a
// runtime. Contexts of their own are not there yet and say so.
package vm

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/loader"
	"github.com/gonode/gonode/runtime/source"
)

// Modules is node:vm.
var Modules = []modules.Module{{Name: "vm", Load: load}}

func load(e *modules.Env) goja.Value {
	m := &module{env: e, loader: e.Host.(loader.Provider).Loader()}
	script := e.Class(modules.ClassSpec{
		Name: "Script", Length: 1, NewOnly: true, Construct: m.construct,
		Methods: []modules.Export{
			modules.Fn("runInThisContext", 1, m.runScript),
			missing("runInContext"), missing("runInNewContext"), missing("createCachedData"),
		},
	})
	exports := e.Exports(
		modules.Val("Script", script),
		missing("createContext"),
		missing("createScript"),
		missing("runInContext"),
		missing("runInNewContext"),
		modules.Fn("runInThisContext", 2, m.runInThisContext),
		modules.Fn("isContext", 1, isContext),
		modules.Fn("compileFunction", 2, m.compileFunction),
		missing("measureMemory"),
	)
	constants := e.VM.CreateObject(nil)
	e.Define(constants, true,
		modules.Val("USE_MAIN_CONTEXT_DEFAULT_LOADER", goja.NewSymbol("vm_dynamic_import_main_context_default")),
		modules.Val("DONT_CONTEXTIFY", goja.NewSymbol("vm_context_no_contextify")),
	)
	e.Define(exports, true, modules.Val("constants", constants))
	return exports
}

func missing(name string) modules.Export { return modules.Missing("vm", name)[0] }

type module struct {
	env    *modules.Env
	loader *loader.Loader
}

// programs keeps what a Script has compiled.
var programs = modules.NewSlot[goja.Program]("vm.Script")

// construct is new vm.Script(code[, options]).
func (m *module) construct(c modules.ConstructCall) (*goja.Object, error) {
	src, err := m.read(c.Call(), source.Script, "evalmachine.<anonymous>")
	if err != nil {
		return nil, err
	}
	unit, err := m.loader.Compile(src)
	if err != nil {
		return nil, err
	}
	programs.Set(m.env.VM, c.This, unit.Program)
	return nil, nil
}

// runScript is script.runInThisContext([options]).
func (m *module) runScript(c modules.Call) (goja.Value, error) {
	program := programs.Get(c.This)
	if program == nil {
		return nil, modules.TypeError("ERR_INVALID_THIS", "Value of \"this\" must be of type Script")
	}
	return m.env.VM.RunProgram(program)
}

// runInThisContext is vm.runInThisContext(code[, options]).
func (m *module) runInThisContext(c modules.Call) (goja.Value, error) {
	src, err := m.read(c, source.Script, "evalmachine.<anonymous>")
	if err != nil {
		return nil, err
	}
	unit, err := m.loader.Compile(src)
	if err != nil {
		return nil, err
	}
	return m.env.VM.RunProgram(unit.Program)
}

// isContext is vm.isContext(object). No object is one.
func isContext(c modules.Call) (goja.Value, error) {
	if _, err := c.Object(0, "object"); err != nil {
		return nil, err
	}
	return modules.Bool(false), nil
}

// compileFunction is vm.compileFunction(code[, params[, options]]).
func (m *module) compileFunction(c modules.Call) (goja.Value, error) {
	options := c
	options.Arguments = []goja.Value{c.Argument(0), c.Argument(2)}
	src, err := m.read(options, source.Function, "")
	if err != nil {
		return nil, err
	}
	if c.Has(1) {
		if !modules.IsArray(c.Argument(1)) {
			return nil, m.env.InvalidArgType("params", c.Argument(1), "Array")
		}
		params := c.Argument(1).(*goja.Object)
		for _, key := range params.Keys() {
			name := params.Get(key)
			if !goja.IsString(name) {
				return nil, m.env.InvalidArgType("params["+key+"]", name, "string")
			}
			src.Params = append(src.Params, name.String())
		}
	}
	unit, err := m.loader.Compile(src)
	if err != nil {
		return nil, err
	}
	return m.env.VM.RunProgram(unit.Program)
}

// read reads code and options. Options that only contexts have are loud.
func (m *module) read(c modules.Call, kind source.Kind, name string) (source.Source, error) {
	src := source.Source{Kind: kind, Name: name}
	code, err := c.String(0, "code")
	if err != nil && kind == source.Function {
		return src, err
	}
	if err != nil {
		code = c.Argument(0).String()
	}
	src.Text = code
	switch options := c.Argument(1).(type) {
	case *goja.Object:
		if v := options.Get("filename"); v != nil && !goja.IsUndefined(v) {
			if !goja.IsString(v) {
				return src, m.env.InvalidArgType("options.filename", v, "string")
			}
			src.Name = v.String()
		}
		for option, field := range map[string]*int{"lineOffset": &src.Line, "columnOffset": &src.Column} {
			v := options.Get(option)
			if v == nil || goja.IsUndefined(v) {
				continue
			}
			n, err := m.env.ValidateInteger(v, "options."+option, -1<<31, 1<<31-1)
			if err != nil {
				return src, err
			}
			*field = int(n)
		}
		for _, option := range []string{"timeout", "parsingContext", "contextExtensions"} {
			if v := options.Get(option); v != nil && !goja.IsUndefined(v) {
				return src, modules.NotImplemented("vm option " + option)
			}
		}
	default:
		if goja.IsString(options) {
			src.Name = options.String()
		} else if !modules.IsNullish(options) {
			return src, m.env.InvalidArgType("options", options, "object")
		}
	}
	return src, nil
}
