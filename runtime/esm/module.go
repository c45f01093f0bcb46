// Package esm is the module records of ECMAScript: linking, evaluation with top-level await, and namespaces, as
// https://tc39.es/ecma262/#sec-modules has them. Which module a request means, and where its text comes from, is the
// affair of package loader.
//
// Everything here belongs to the goroutine of the event loop.
package esm

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/internal/realm"
	"github.com/gonode/gonode/runtime/source"
)

type status uint8

const (
	unlinked status = iota
	linking
	linked
	evaluating
	evaluatingAsync
	evaluated
)

// Module is a module record: of a source text, or synthetic.
type Module struct {
	// URL names the module.
	URL string
	// Unit is what a source text was compiled to, nil of a synthetic module.
	Unit *source.Unit
	// Requested are the modules for Unit.Module.Requests, in that order. Whoever loads the module sets them.
	Requested []*Module
	// Meta fills import.meta when it is first asked for.
	Meta func(meta *goja.Object) error
	// Realm is where the text runs, nil for the runtime's own global scope.
	Realm *realm.Realm
	// Host is whatever the loader keeps with the module.
	Host any

	engine *Engine
	// names are the exports of a synthetic module, steps its evaluation.
	names []string
	steps func(*Module) error

	status       status
	err          error // of the evaluation
	index        int
	ancestor     int
	root         *Module
	order        int // of asynchronous evaluation: 0 for none, -1 when done
	pending      int
	asyncParents []*Module
	promise      *capability

	record    *goja.Object
	namespace *goja.Object
	keys      []string
	body      *goja.Object
}

// Engine has what the modules of a runtime share.
type Engine struct {
	env         *modules.Env
	next, throw goja.Value
	then        goja.Value
	resolve     goja.Value
	promise     *goja.Object
	accessors   map[string]accessor
	order       int
	refused     *string
}

// accessor stands for a variable that is not initialised yet.
type accessor struct{ get, set goja.Value }

// New makes an engine.
func New(env *modules.Env) (*Engine, error) {
	e := &Engine{env: env, accessors: map[string]accessor{}}
	generator, err := env.VM.RunString("Object.getPrototypeOf(function* () {}.prototype)")
	if err != nil {
		return nil, err
	}
	prototype := generator.(*goja.Object)
	e.next, e.throw = prototype.Get("next"), prototype.Get("throw")
	e.promise = env.VM.Get("Promise").(*goja.Object)
	e.resolve = e.promise.Get("resolve")
	e.then = e.promise.Get("prototype").(*goja.Object).Get("then")
	return e, nil
}

// SourceText makes a module of a compiled text.
func (e *Engine) SourceText(url string, unit *source.Unit) *Module {
	return &Module{
		URL: url, Unit: unit, engine: e,
		Requested: make([]*Module, len(unit.Module.Requests)),
		record:    e.newRecord(localNames(unit.Module)),
	}
}

// Synthetic makes a module with these exports, which steps sets when the module is evaluated.
func (e *Engine) Synthetic(url string, names []string, steps func(*Module) error) *Module {
	return &Module{URL: url, engine: e, names: names, steps: steps, record: e.newRecord(names)}
}

func localNames(info *source.ModuleInfo) []string {
	var names []string
	for _, x := range info.Exports {
		if x.Request < 0 && !x.Star {
			names = append(names, x.Name)
		}
	}
	return names
}

// Set gives an export of a synthetic module its value.
func (m *Module) Set(name string, v goja.Value) error { return m.record.Set(name, v) }

// Names are the exports of a synthetic module.
func (m *Module) Names() []string { return m.names }

// HasTopLevelAwait tells whether the module, or one that it asks for, awaits at its top.
func (m *Module) HasTopLevelAwait() bool {
	return m.findAwait(map[*Module]bool{}) != nil
}

func (m *Module) findAwait(seen map[*Module]bool) *Module {
	if m == nil || seen[m] {
		return nil
	}
	seen[m] = true
	if m.async() {
		return m
	}
	for _, r := range m.Requested {
		if found := r.findAwait(seen); found != nil {
			return found
		}
	}
	return nil
}

// Evaluating tells whether the module has begun to evaluate and not ended.
func (m *Module) Evaluating() bool { return m.status == evaluating || m.status == evaluatingAsync }

// Started tells whether the module has been evaluated, or waits for something at its top.
func (m *Module) Started() bool { return m.status >= evaluatingAsync }

// Linked tells whether the module has been linked.
func (m *Module) Linked() bool { return m.status >= linked }

// Evaluated tells whether the evaluation has ended, well or not.
func (m *Module) Evaluated() bool { return m.status == evaluated }

// Err is what the evaluation has thrown.
func (m *Module) Err() error { return m.err }

func (m *Module) async() bool { return m.Unit != nil && m.Unit.Module.Async }

// Unsettled is a module below this one that waits at its top for something, or nil.
func (m *Module) Unsettled() *Module { return m.findUnsettled(map[*Module]bool{}) }

func (m *Module) findUnsettled(seen map[*Module]bool) *Module {
	if m == nil || seen[m] || m.status != evaluatingAsync {
		return nil
	}
	seen[m] = true
	for _, r := range m.Requested {
		if found := r.findUnsettled(seen); found != nil {
			return found
		}
	}
	if m.async() {
		return m
	}
	return nil
}
