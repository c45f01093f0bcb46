package webassembly

import (
	"context"
	"runtime"
	"unicode/utf16"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/ecma"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

var (
	moduleSlot   = modules.NewSlot[compiled]("kModule")
	instanceSlot = modules.NewSlot[instanceObject]("kInstance")
)

// instanceObject is a WebAssembly.Instance.
type instanceObject struct{ exports *goja.Object }

// bytesOf copies the bytes of a buffer source.
func (x *engine) bytesOf(v goja.Value, problem string) ([]byte, error) {
	b, ok := buffers.Copy(x.Env, v)
	if !ok || ecma.SharedOf(v) != nil {
		return nil, typeError(problem)
	}
	return b, nil
}

// build compiles for the function of the API called name.
func (x *engine) build(code []byte, name string) (*compiled, error) {
	if len(code) == 0 {
		return nil, x.newError(x.classes.compileError, name+": BufferSource argument is empty")
	}
	c, err := x.compile(context.Background(), code)
	return c, x.compileError(err, name)
}

func (x *engine) compileError(err error, name string) error {
	if err == nil {
		return nil
	}
	return x.newError(x.classes.compileError, name+": "+err.Error())
}

// moduleConstructor is new WebAssembly.Module(bytes).
func (x *engine) moduleConstructor(c modules.ConstructCall) (*goja.Object, error) {
	const name = "WebAssembly.Module()"
	code, err := x.bytesOf(c.Argument(0), name+": Argument 0 must be a buffer source")
	if err != nil {
		return nil, err
	}
	m, err := x.build(code, name)
	if err != nil {
		return nil, err
	}
	return moduleSlot.New(x.VM, c.This.Prototype(), m), nil
}

// moduleArgument is the argument 0 of a static method of WebAssembly.Module.
func moduleArgument(c modules.Call, name string) (*compiled, error) {
	if m := moduleSlot.Get(c.Argument(0)); m != nil {
		return m, nil
	}
	return nil, typeError(name + ": Argument 0 must be a WebAssembly.Module")
}

// moduleExports is WebAssembly.Module.exports(module).
func (x *engine) moduleExports(c modules.Call) (goja.Value, error) {
	m, err := moduleArgument(c, "WebAssembly.Module.exports()")
	if err != nil {
		return nil, err
	}
	list := make([]any, len(m.exports))
	for i, entry := range m.exports {
		list[i] = x.Exports(modules.Val("name", entry.name), modules.Val("kind", entry.kind.String()))
	}
	return x.VM.NewArray(list...), nil
}

// moduleImports is WebAssembly.Module.imports(module).
func (x *engine) moduleImports(c modules.Call) (goja.Value, error) {
	m, err := moduleArgument(c, "WebAssembly.Module.imports()")
	if err != nil {
		return nil, err
	}
	list := make([]any, len(m.imports))
	for i, entry := range m.imports {
		list[i] = x.Exports(modules.Val("module", entry.module), modules.Val("name", entry.name),
			modules.Val("kind", entry.kind.String()))
	}
	return x.VM.NewArray(list...), nil
}

// moduleSections is WebAssembly.Module.customSections(module, name).
func (x *engine) moduleSections(c modules.Call) (goja.Value, error) {
	const name = "WebAssembly.Module.customSections()"
	m, err := moduleArgument(c, name)
	if err != nil {
		return nil, err
	}
	if !c.Has(1) {
		return nil, typeError(name + ": Argument 1 is required")
	}
	want := c.Argument(1).ToString().(goja.String)
	list := []any{}
	for _, s := range m.custom {
		if goja.StringFromUTF16(utf16.Encode([]rune(s.name))).SameAs(want) {
			list = append(list, x.VM.NewArrayBuffer(append([]byte(nil), s.data...)))
		}
	}
	return x.VM.NewArray(list...), nil
}

// instanceConstructor is new WebAssembly.Instance(module[, imports]).
func (x *engine) instanceConstructor(c modules.ConstructCall) (*goja.Object, error) {
	const name = "WebAssembly.Instance()"
	m := moduleSlot.Get(c.Argument(0))
	if m == nil {
		return nil, typeError(name + ": Argument 0 must be a WebAssembly.Module")
	}
	if err := importsArgument(c.Argument(1), name); err != nil {
		return nil, err
	}
	return x.newInstance(c.This.Prototype(), m, c.Argument(1), name)
}

func importsArgument(v goja.Value, name string) error {
	if _, ok := v.(*goja.Object); !ok && !goja.IsUndefined(v) {
		return typeError(name + ": Argument 1 must be an object")
	}
	return nil
}

func (x *engine) newInstance(prototype *goja.Object, m *compiled, imports goja.Value, name string) (*goja.Object, error) {
	i, err := x.instantiate(m, imports, name)
	if err != nil {
		return nil, err
	}
	exports, err := i.exportsObject()
	if err != nil {
		return nil, err
	}
	runtime.KeepAlive(i)
	return instanceSlot.New(x.VM, prototype, &instanceObject{exports}), nil
}

// instanceExports is instance.exports.
func (x *engine) instanceExports(c modules.Call) (goja.Value, error) {
	if i := instanceSlot.Get(c.This); i != nil {
		return i.exports, nil
	}
	return nil, typeError("WebAssembly.Instance.exports: Receiver is not a WebAssembly.Instance")
}

// exportsObject makes the frozen object with an instance's exports.
func (i *instance) exportsObject() (*goja.Object, error) {
	o := i.engine.VM.CreateObject(nil)
	for _, entry := range i.binary.exports {
		if err := o.DefineDataProperty(entry.name, i.export(entry), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE); err != nil {
			return nil, err
		}
	}
	_, err := i.engine.classes.freeze(goja.Undefined(), o)
	return o, err
}

// export is the object of what the instance exports, always the same one.
func (i *instance) export(entry exportEntry) *goja.Object {
	x, n := i.engine, entry.index
	if entry.kind == kindFunction {
		return i.function(n)
	}
	place := &[...][]*goja.Object{kindTable: i.tables, kindMemory: i.memories, kindGlobal: i.globals, kindTag: i.tags}[entry.kind][n]
	if *place != nil {
		return *place
	}
	switch entry.kind {
	case kindTable:
		t := &table{engine: x, module: i.module, index: n, element: i.binary.tables[n].value, limits: i.binary.tables[n].limits}
		t.grower, t.elements = tableOf(i.module, n)
		t.hold(i)
		*place = tableSlot.New(x.VM, x.classes.table, t)
	case kindMemory:
		*place = x.newMemory(x.classes.memory, &memory{engine: x, module: i.module, limits: i.binary.memories[n].limits, linear: i.linear})
	case kindGlobal:
		t := i.binary.globals[n]
		*place = globalSlot.New(x.VM, x.classes.global,
			&global{engine: x, module: i.module, index: n, value: t.value, mutable: t.mutable, cell: globalOf(i.module, n), owner: i})
	case kindTag:
		*place = tagSlot.New(x.VM, x.classes.tag, &tag{module: i.module, index: n, id: tagOf(i.module, n),
			params: i.types[i.binary.tags[n].index].params})
	}
	return *place
}

// validate is WebAssembly.validate(bytes).
func (x *engine) validate(c modules.Call) (goja.Value, error) {
	code, err := x.bytesOf(c.Argument(0), "WebAssembly.validate(): Argument 0 must be a buffer source")
	if err != nil {
		return nil, err
	}
	_, err = x.compile(context.Background(), code)
	return modules.Bool(err == nil), nil
}
