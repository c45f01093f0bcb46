package webassembly

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// instance is an instance of a module.
type instance struct {
	holder
	*binary
	compiled *compiled
	engine   *engine
	module   api.Module

	functions map[uint32]*goja.Object
	tables    []*goja.Object
	memories  []*goja.Object
	globals   []*goja.Object
	tags      []*goja.Object
	linear    *linear // of a memory of its own
	// imported and importedEnd are where references to imported functions lie.
	imported, importedEnd uintptr
}

// source is where an import comes from: what is at an index of an instance.
type source struct {
	module api.Module
	kind   kind
	index  uint32
}

// linker gathers what an instance imports.
type linker struct {
	*engine
	instance *instance
	sources  []source
	values   []goja.Value
	hosts    []hostFunction
	hosted   []int // the imports that hosts are
}

// instantiate makes an instance; what is thrown begins with the name of the API's function.
func (x *engine) instantiate(c *compiled, imports goja.Value, api string) (*instance, error) {
	i := &instance{
		binary: c.binary, compiled: c, engine: x, functions: map[uint32]*goja.Object{},
		tables: make([]*goja.Object, len(c.binary.tables)), memories: make([]*goja.Object, len(c.binary.memories)),
		globals: make([]*goja.Object, len(c.binary.globals)), tags: make([]*goja.Object, len(c.binary.tags)),
	}
	l := &linker{engine: x, instance: i}
	if err := l.read(imports, api); err != nil {
		return nil, err
	}
	// V8 looks at the memories first.
	for _, memories := range [...]bool{true, false} {
		for n := range c.imports {
			if (c.imports[n].kind == kindMemory) != memories {
				continue
			}
			if err := l.link(n, api); err != nil {
				return nil, err
			}
		}
	}
	if err := l.linkHosts(); err != nil {
		return nil, err
	}
	if err := l.start(api); err != nil {
		return nil, err
	}
	return i, nil
}

// read gets the properties that the module imports.
func (l *linker) read(imports goja.Value, api string) error {
	list := l.instance.binary.imports
	l.values = make([]goja.Value, len(list))
	l.sources = make([]source, len(list))
	if len(list) == 0 {
		return nil
	}
	from, ok := imports.(*goja.Object)
	if !ok {
		return typeError(api + ": Imports argument must be present and must be an object")
	}
	for n, entry := range list {
		var module goja.Value
		if exception := l.VM.Try(func() { module = from.Get(entry.module) }); exception != nil {
			return exception
		}
		o, ok := module.(*goja.Object)
		if !ok {
			return typeError(fmt.Sprintf("%s: Import #%d %q: module is not an object or function", api, n, entry.module))
		}
		if exception := l.VM.Try(func() { l.values[n] = o.Get(entry.name) }); exception != nil {
			return exception
		}
		if l.values[n] == nil {
			l.values[n] = goja.Undefined()
		}
	}
	return nil
}

// link finds out where import n comes from.
func (l *linker) link(n int, api string) error {
	entry, v := &l.instance.binary.imports[n], l.values[n]
	at := fmt.Sprintf("%s: Import #%d %q %q: ", api, n, entry.module, entry.name)
	fail := func(format string, args ...any) error {
		return l.newError(l.classes.linkError, at+fmt.Sprintf(format, args...))
	}
	place := 0
	for _, before := range l.instance.binary.imports[:n] {
		if before.kind == entry.kind {
			place++
		}
	}
	switch entry.kind {
	case kindFunction:
		return l.linkFunction(n, uint32(place), fail)
	case kindMemory:
		return l.linkMemory(n, place, fail)
	case kindTable:
		return l.linkTable(n, place, api, fail)
	case kindGlobal:
		return l.linkGlobal(n, place, fail)
	}
	t := tagSlot.Get(v)
	if t == nil {
		return fail("tag import requires a WebAssembly.Tag")
	}
	if err := l.ready(t); err != nil {
		return err
	}
	if string(t.params) != string(l.instance.types[entry.index].params) {
		return fail("imported tag does not match the expected type")
	}
	l.sources[n], l.instance.tags[place] = source{t.module, kindTag, t.index}, v.(*goja.Object)
	return nil
}

type failure func(format string, args ...any) error

func (l *linker) linkFunction(n int, place uint32, fail failure) error {
	v := l.values[n]
	call, ok := goja.AssertFunction(v)
	if !ok {
		return fail("function import requires a callable")
	}
	sig := &l.instance.types[l.instance.binary.imports[n].index]
	if f := l.functionOf(v); f != nil {
		if string(f.sig.params) != string(sig.params) || string(f.sig.results) != string(sig.results) {
			return fail("imported function does not match the expected type")
		}
		l.sources[n] = source{f.instance.module, kindFunction, f.index}
		l.instance.functions[place] = v.(*goja.Object)
		l.instance.hold(f.instance)
		f.instance.lend(l.instance, sig)
		return nil
	}
	l.sources[n] = source{nil, kindFunction, uint32(len(l.hosts))}
	l.hosts = append(l.hosts, l.imported(call, sig, &l.instance.holder))
	l.hosted = append(l.hosted, n)
	return nil
}

// lend keeps an importer alive that may hand over references to its functions.
func (i *instance) lend(importer *instance, sig *signature) {
	for _, t := range sig.params {
		if t == typeFuncref {
			i.hold(importer)
		}
	}
}

func (l *linker) linkMemory(n, place int, fail failure) error {
	v, want := l.values[n], l.instance.binary.imports[n].limits
	m := memorySlot.Get(v)
	if m == nil {
		return fail("memory import must be a WebAssembly.Memory object")
	}
	if m.limits.shared != want.shared {
		return fail("mismatch in shared state of memory, declared = %d, imported = %d", digit(want.shared), digit(m.limits.shared))
	}
	if pages := m.pages(); pages < want.min {
		return fail("memory import has %d pages which is smaller than the declared initial of %d", pages, want.min)
	}
	if want.hasMax {
		if !m.limits.hasMax {
			return fail("memory import has no maximum limit, expected at most %d", uint32(math.MaxUint32))
		}
		if m.limits.max > want.max {
			return fail("memory import has a larger maximum size %d than the module's declared maximum %d", m.limits.max, want.max)
		}
	}
	l.sources[n], l.instance.memories[place] = source{m.module, kindMemory, 0}, v.(*goja.Object)
	return nil
}

func digit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (l *linker) linkTable(n, place int, api string, fail failure) error {
	v, want := l.values[n], &l.instance.binary.imports[n]
	t := tableSlot.Get(v)
	if t == nil {
		return fail("table import requires a WebAssembly.Table")
	}
	if t.element != want.value {
		return fail("imported table does not match the expected type")
	}
	problem := ""
	switch size := uint32(len(*t.elements)); {
	case size < want.limits.min:
		problem = fmt.Sprintf("is smaller than initial %d, got %d", want.limits.min, size)
	case want.limits.hasMax && !t.limits.hasMax:
		problem = fmt.Sprintf("has no maximum length; required: %d", want.limits.max)
	case want.limits.hasMax && t.limits.max > want.limits.max:
		problem = fmt.Sprintf("has a larger maximum size %d than the module's declared maximum %d", t.limits.max, want.limits.max)
	}
	if problem != "" {
		return l.newError(l.classes.linkError, fmt.Sprintf("%s: table import %d %s", api, n, problem))
	}
	t.hold(l.instance)
	l.sources[n], l.instance.tables[place] = source{t.module, kindTable, t.index}, v.(*goja.Object)
	return nil
}

func (l *linker) linkGlobal(n, place int, fail failure) error {
	v, want := l.values[n], &l.instance.binary.imports[n]
	g := globalSlot.Get(v)
	if g == nil {
		if want.mutable {
			return fail("imported mutable global must be a WebAssembly.Global object")
		}
		_, isObject := v.(*goja.Object)
		switch {
		case want.value == typeV128, want.value == typeExnref, want.value == typeOther,
			want.value == typeI64 && (isObject || !goja.IsBigInt(v)),
			want.value <= typeI32 && want.value >= typeF64 && want.value != typeI64 && (isObject || !goja.IsNumber(v)):
			return fail("global import must be a number, valid Wasm reference, or WebAssembly.Global object")
		case want.value == typeFuncref && !goja.IsNull(v) && l.functionOf(v) == nil:
			return fail("imported funcref global must be null or WebAssembly function ('function') object")
		}
		var err error
		if g, err = l.newGlobal(want.external, v); err != nil {
			return err
		}
		v = globalSlot.New(l.VM, l.classes.global, g)
	}
	if g.mutable != want.mutable {
		return fail("imported global does not match the expected mutability")
	}
	if g.value != want.value {
		return fail("imported global does not match the expected type")
	}
	if held := g.owner; held != nil {
		l.instance.hold(held)
	}
	l.sources[n], l.instance.globals[place] = source{g.module, kindGlobal, g.index}, v.(*goja.Object)
	return nil
}

// linkHosts makes one instance of all imports that are functions of JavaScript.
func (l *linker) linkHosts() error {
	if len(l.hosts) == 0 {
		return nil
	}
	m, err := l.machine().host(l.hosts)
	if err != nil {
		return err
	}
	for _, n := range l.hosted {
		l.sources[n].module = m
	}
	return nil
}

// start makes the instance and runs its start function.
func (l *linker) start(name string) error {
	i := l.instance
	ctx := experimental.WithImportResolver(context.Background(), func(module string) api.Module {
		n, err := strconv.Atoi(module)
		if err != nil || n >= len(l.sources) {
			return nil
		}
		s := l.sources[n]
		offer(s.module, s.kind, s.index)
		return s.module
	})
	ctx = experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(func(_, limit uint64) experimental.LinearMemory {
		i.linear = &linear{limit: limit, shared: i.binary.memories[0].limits.shared}
		return i.linear
	}))
	m, err := l.machine().InstantiateModule(ctx, i.compiled.machine, moduleConfig())
	if err != nil {
		return l.failed(err, name)
	}
	release(m)
	i.module = m
	l.instances.put(identity(m), i)
	if n := i.binary.imported[kindFunction]; n > 0 {
		i.imported = functionsOf(m).FunctionInstanceReference(0)
		i.importedEnd = i.imported + uintptr(n)*importStride
	}
	if len(i.binary.functions) > i.binary.imported[kindFunction] {
		_, check := tableOf(m, uint32(len(i.binary.tables)))
		(*check)[0] = l.machine().reference
	}
	for _, o := range i.tables {
		if o != nil {
			tableSlot.Get(o).hold(i)
		}
	}
	if err := l.fits(name); err != nil {
		return err
	}
	if i.binary.start < 0 {
		return nil
	}
	f := &function{instance: i, index: uint32(i.binary.start), sig: i.signatureOf(uint32(i.binary.start))}
	return f.run(nil)
}
