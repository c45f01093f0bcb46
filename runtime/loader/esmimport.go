package loader

import (
	"errors"
	"path/filepath"
	"sort"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/esm"
	"github.com/gonode/gonode/runtime/internal/realm"
	"github.com/gonode/gonode/runtime/resolve"
	"github.com/gonode/gonode/runtime/source"
)

// bindImport gives code with import() the function behind it.
func (l *Loader) bindImport() error {
	if l.importBound {
		return nil
	}
	l.importBound = true
	return source.BindImport(l.env.VM, l.env.Func("import", 1, l.dynamicImport))
}

// Importer is what import() goes to in code that has an owner.
type Importer interface {
	// Referrer gives the URL or path that the loader resolves from, "" for the working directory. If it is not ok, Import
	// carries out the import.
	Referrer() (from string, ok bool)
	// Import is import(specifier, { with: attributes }). It returns a promise.
	Import(specifier string, attributes *goja.Object) (goja.Value, error)
}

// Refuse makes the engine's next complaint about a proxy that refused, in these words, another one.
func (l *Loader) Refuse(complaint, words string) { l.complaint, l.refusal = complaint, words }

// Refused is what V8 says where the engine says that a proxy refused, if that was the namespace of a module.
func (l *Loader) Refused(message string) string {
	if l.complaint != "" && l.complaint == message {
		l.complaint = ""
		return l.refusal
	}
	if l.esm == nil {
		return ""
	}
	return l.esm.engine.Refused(message)
}

// dynamicImport is import(specifier, options): a promise for the namespace of a module.
func (l *Loader) dynamicImport(c modules.Call) (goja.Value, error) {
	referrer := l.callerURL()
	p, resolve, reject := c.Env.VM.NewPromise()
	promise := c.Env.VM.ToValue(p)
	fail := func(err error) error {
		var interrupted *goja.InterruptedError
		if errors.As(err, &interrupted) {
			return err
		}
		return reject(c.Env.Thrown(err))
	}
	specifier, attributes, err := l.importArguments(c)
	if err != nil {
		return promise, fail(err)
	}
	if owner := l.importer(); owner != nil {
		from, ok := owner.Referrer()
		if !ok {
			with := c.Env.VM.CreateObject(nil)
			for _, a := range attributes {
				if err := with.Set(a.Key, a.Value); err != nil {
					return promise, fail(err)
				}
			}
			return owner.Import(specifier, with)
		}
		switch {
		case from == "":
			referrer = fileURL(l.cwd() + string(filepath.Separator))
		case filepath.IsAbs(from):
			referrer = fileURL(from)
		default:
			referrer = from
		}
	}
	if trace := l.channel("module.import"); trace != nil {
		context := c.Env.VM.CreateObject(nil)
		l.set(context, "parentURL", referrer)
		l.set(context, "url", specifier)
		return c.Env.Method(trace, "tracePromise", c.Env.Func("", 0, func(modules.Call) (goja.Value, error) {
			l.importLater(specifier, referrer, attributes, resolve, fail)
			return promise, nil
		}), context)
	}
	l.importLater(specifier, referrer, attributes, resolve, fail)
	return promise, nil
}

// importLater loads and evaluates a module in a job of its own.
func (l *Loader) importLater(specifier, referrer string, attributes []source.ModuleAttribute, resolve func(any) error, fail func(error) error) {
	l.env.Host.Microtask(func() error {
		m, err := l.importModule(specifier, referrer, attributes)
		if err != nil {
			return fail(err)
		}
		evaluation, err := l.evaluate(m)
		if err != nil {
			return fail(err)
		}
		return l.whenSettled(evaluation, func(goja.Value) error { return resolve(m.Namespace()) },
			func(reason goja.Value) error {
				l.explain(reason, m)
				return fail(&modules.ThrownError{Value: reason})
			})
	})
}

// whenSettled is promise.then.
func (l *Loader) whenSettled(p *goja.Promise, fulfilled, rejected func(goja.Value) error) error {
	wrap := func(f func(goja.Value) error) goja.Value {
		return l.env.Func("", 1, func(c modules.Call) (goja.Value, error) { return nil, f(c.Argument(0)) })
	}
	return l.esm.engine.Then(p, wrap(fulfilled), wrap(rejected))
}

// importArguments reads the arguments of import().
func (l *Loader) importArguments(c modules.Call) (specifier string, attributes []source.ModuleAttribute, err error) {
	text, err := l.toString(c.Argument(0))
	if err != nil || !c.Has(1) {
		return text, nil, err
	}
	options, ok := c.Argument(1).(*goja.Object)
	if !ok {
		return "", nil, &modules.Error{Class: "TypeError", Message: "The second argument to import() must be an object"}
	}
	with, err := l.property(options, "with")
	if err != nil || goja.IsUndefined(with) {
		return text, nil, err
	}
	object, ok := with.(*goja.Object)
	if !ok {
		return "", nil, &modules.Error{Class: "TypeError", Message: "The 'with' option must be an object"}
	}
	var keys []string
	if ex := l.env.VM.Try(func() { keys = object.Keys() }); ex != nil {
		return "", nil, ex
	}
	for _, key := range keys {
		v, err := l.property(object, key)
		if err != nil {
			return "", nil, err
		}
		if !goja.IsString(v) {
			return "", nil, &modules.Error{Class: "TypeError", Message: "Import attribute value must be a string"}
		}
		attributes = append(attributes, source.ModuleAttribute{Key: key, Value: v.String()})
	}
	sort.Slice(attributes, func(i, j int) bool { return attributes[i].Key < attributes[j].Key })
	return text, attributes, nil
}

// toString is ToString of the language.
func (l *Loader) toString(v goja.Value) (text string, err error) {
	if _, isSymbol := v.(*goja.Symbol); isSymbol {
		return "", &modules.Error{Class: "TypeError", Message: "Cannot convert a Symbol value to a string"}
	}
	if ex := l.env.VM.Try(func() { text = v.ToString().String() }); ex != nil {
		return "", ex
	}
	return text, nil
}

// callerURL is the URL of the script or module that calls now.
func (l *Loader) callerURL() string {
	for _, frame := range l.env.VM.CaptureCallStack(8, nil) {
		name := frame.SrcName()
		switch {
		case strings.HasPrefix(name, "file:"), strings.HasPrefix(name, "data:"):
			return name
		case filepath.IsAbs(name):
			return fileURL(name)
		}
	}
	return fileURL(filepath.Join(l.cwd(), "[eval1]"))
}

// importer is the one of the code that calls now, or nil.
func (l *Loader) importer() Importer {
	owner, _ := realm.Owner(l.env.VM, func(name string) bool {
		return strings.HasPrefix(name, "file:") || strings.HasPrefix(name, "data:") || filepath.IsAbs(name)
	}).(Importer)
	return owner
}

// metaResolve is import.meta.resolve(specifier).
func (l *Loader) metaResolve(specifier, parent string) (goja.Value, error) {
	if name := l.builtinID(specifier); name != "" {
		return l.env.VM.ToValue("node:" + name), nil
	}
	found, err := l.resolve().ResolveImport(specifier, parent, nil)
	var missing *resolve.Error
	if errors.As(err, &missing) && missing.Code == "ERR_MODULE_NOT_FOUND" && missing.URL != "" {
		return l.env.VM.ToValue(missing.URL), nil
	}
	if err != nil {
		return nil, errorOf(err)
	}
	return l.env.VM.ToValue(found), nil
}

// runMainModule imports the main module. The first of it runs as a promise job, as in Node.
func (l *Loader) runMainModule(u string) error {
	state, err := l.modules()
	if err != nil {
		return err
	}
	state.main = u
	l.env.Host.Microtask(func() error {
		m, err := l.importModule(u, "", nil)
		if err != nil {
			return err
		}
		return l.evaluateMain(m)
	})
	return nil
}

func (l *Loader) evaluateMain(m *esm.Module) error {
	if err := l.link(m); err != nil {
		return err
	}
	l.esm.mainModule = m
	evaluation, err := m.Evaluate()
	if err != nil {
		return err
	}
	return l.whenSettled(evaluation, func(goja.Value) error { return nil }, func(reason goja.Value) error {
		l.explain(reason, m)
		l.env.Host.(MainRunner).UncaughtRejection(reason)
		return nil
	})
}

// Unsettled is the warning about a main module that still waits at its top, or "".
func (l *Loader) Unsettled() string {
	if l.esm == nil || l.esm.mainModule == nil {
		return ""
	}
	m := l.esm.mainModule.Unsettled()
	if m == nil {
		return ""
	}
	p := m.Unit.Map.PlaceOf(m.Unit.Module.Awaits)
	return "Warning: Detected unsettled top-level await at " + source.Snippet(p.File, p.Line, p.Column, 1, m.Unit.Map.Line(p.Line)) + "\n\n\n"
}
