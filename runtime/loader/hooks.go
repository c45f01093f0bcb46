package loader

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/source"
)

// hookPair are the hooks of one registration. Either may be nil.
type hookPair struct {
	resolve, load goja.Value
	// waits says that the hooks may return promises, as those of module.register do.
	waits bool
}

// registerHooks is module.registerHooks({ resolve, load }).
func (l *Loader) registerHooks(c modules.Call) (goja.Value, error) {
	options := c.Argument(0).ToObject(c.Env.VM)
	pair := &hookPair{}
	for _, h := range [...]struct {
		name string
		to   *goja.Value
	}{{"resolve", &pair.resolve}, {"load", &pair.load}} {
		v := options.Get(h.name)
		if v == nil || goja.IsUndefined(v) {
			continue
		}
		if _, err := c.Env.ValidateFunction(v, "hooks."+h.name); err != nil {
			return nil, err
		}
		*h.to = v
	}
	l.hooks = append(l.hooks, pair)
	handle := c.Env.Exports(modules.Fn("deregister", 0, func(modules.Call) (goja.Value, error) {
		if i := slices.Index(l.hooks, pair); i >= 0 {
			l.hooks = slices.Delete(slices.Clone(l.hooks), i, i+1)
		}
		return nil, nil
	}))
	for _, h := range [...]struct {
		name string
		v    goja.Value
	}{{"resolve", pair.resolve}, {"load", pair.load}} {
		v := h.v
		if v == nil {
			v = goja.Undefined()
		}
		if err := handle.Set(h.name, v); err != nil {
			return nil, err
		}
	}
	return handle, nil
}

// hookStep is the end of a chain: what happens without hooks.
type hookStep func(arg string, context *goja.Object) (*goja.Object, error)

// runHooks runs a chain of hooks, the one registered last first.
func (l *Loader) runHooks(name, arg string, context *goja.Object, base hookStep) (*goja.Object, error) {
	var chain []*hookPair
	for _, pair := range slices.Concat(l.asyncHooks, l.hooks) {
		if pair.of(name) != nil {
			chain = append(chain, pair)
		}
	}
	last := len(chain)
	var step func(i int, arg goja.Value) (*goja.Object, error)
	step = func(i int, arg goja.Value) (*goja.Object, error) {
		last = i
		if i < 0 {
			return base(arg.String(), context)
		}
		next := l.env.Func("nextStep", 2, func(c modules.Call) (goja.Value, error) {
			if more, ok := c.Argument(1).(*goja.Object); ok && more != context {
				for _, key := range more.Keys() {
					if err := context.Set(key, more.Get(key)); err != nil {
						return nil, err
					}
				}
			}
			result, err := step(i-1, c.Argument(0))
			if !chain[i].waits {
				return objectOrNil(result), err
			}
			p, resolve, reject := l.env.VM.NewPromise()
			if err != nil {
				err = reject(l.env.Thrown(err))
			} else {
				err = resolve(result)
			}
			return l.env.VM.ToValue(p), err
		})
		v, err := l.env.Invoke(chain[i].of(name), goja.Undefined(), arg, context, next)
		if err == nil && chain[i].waits {
			v, err = l.wait(v)
		}
		if err != nil {
			return nil, err
		}
		result, ok := v.(*goja.Object)
		if !ok {
			return nil, &modules.Error{Class: "TypeError", Code: "ERR_INVALID_RETURN_VALUE",
				Message: `Expected an object to be returned from the "` + name + `" hook function but got ` + modules.Describe(v) + "."}
		}
		if short := result.Get("shortCircuit"); last == i && (short == nil || !short.ToBoolean()) {
			if chain[i].waits {
				return nil, &modules.Error{Code: "ERR_LOADER_CHAIN_INCOMPLETE", Message: `"` + name +
					"\" did not call the next hook in its chain and did not explicitly signal a short circuit. If this is intentional, include `shortCircuit: true` in the hook's return."}
			}
			return nil, invalidReturn("true", name, "shortCircuit", short)
		}
		return result, l.checkHookResult(name, result)
	}
	return step(len(chain)-1, l.env.VM.ToValue(arg))
}

func objectOrNil(o *goja.Object) goja.Value {
	if o == nil {
		return nil
	}
	return o
}

func (p *hookPair) of(name string) goja.Value {
	if name == "resolve" {
		return p.resolve
	}
	return p.load
}

// checkHookResult checks what a hook returned.
func (l *Loader) checkHookResult(name string, result *goja.Object) error {
	if name == "resolve" {
		if u := result.Get("url"); u == nil || !goja.IsString(u) {
			return invalidReturn("a URL string", name, "url", u)
		}
		return nil
	}
	format := result.Get("format")
	if format != nil && format.String() == string(formatBuiltin) {
		return nil
	}
	src := result.Get("source")
	if src != nil {
		if _, ok := l.bytesOf(src); ok || goja.IsString(src) {
			return nil
		}
	}
	return invalidReturn("a string, an ArrayBuffer, or a TypedArray", name, "source", src)
}

func invalidReturn(expected, hook, property string, v goja.Value) error {
	if v == nil {
		v = goja.Undefined()
	}
	return &modules.Error{Class: "TypeError", Code: "ERR_INVALID_RETURN_PROPERTY_VALUE",
		Message: "Expected " + expected + ` to be returned for the "` + property + `" from the "` + hook + `" hook but got ` + modules.Describe(v) + "."}
}

// hooked tells whether there are hooks.
func (l *Loader) hooked() bool { return len(l.hooks)+len(l.asyncHooks) > 0 }

// hookResolution is where a hook says that a module is.
type hookResolution struct {
	url    string
	format goja.Value
}

// resolveHooked resolves by the hooks.
func (l *Loader) resolveHooked(specifier, parent string, conditions []string, attributes []source.ModuleAttribute, base hookStep) (hookResolution, error) {
	e := l.env
	context := e.VM.NewObject()
	e.Define(context, true,
		modules.Val("conditions", e.Value(conditions)),
		modules.Val("importAttributes", l.attributesObject(attributes)),
	)
	parentURL := goja.Undefined()
	if parent != "" {
		parentURL = e.VM.ToValue(parent)
	}
	e.Define(context, true, modules.Val("parentURL", parentURL))
	result, err := l.runHooks("resolve", specifier, context, base)
	if err != nil {
		return hookResolution{}, err
	}
	return hookResolution{result.Get("url").String(), result.Get("format")}, nil
}

// loadHooked gives what the hooks make of a URL: a format, "" for none, and a text.
func (l *Loader) loadHooked(u string, format goja.Value, conditions []string, attributes []source.ModuleAttribute, base hookStep) (moduleFormat, string, error) {
	e := l.env
	if format == nil {
		format = goja.Undefined()
	}
	context := e.VM.NewObject()
	e.Define(context, true,
		modules.Val("conditions", e.Value(conditions)),
		modules.Val("importAttributes", l.attributesObject(attributes)),
		modules.Val("format", format),
	)
	result, err := l.runHooks("load", u, context, base)
	if err != nil {
		return "", "", err
	}
	found := moduleFormat("")
	if f := result.Get("format"); f != nil && goja.IsString(f) {
		found = moduleFormat(strings.TrimSuffix(f.String(), "-typescript"))
	}
	text := ""
	if src := result.Get("source"); src != nil && !goja.IsNull(src) && !goja.IsUndefined(src) {
		if b, ok := l.bytesOf(src); ok {
			text = string(b)
		} else {
			text = src.String()
		}
	}
	return found, text, nil
}

func (l *Loader) attributesObject(attributes []source.ModuleAttribute) *goja.Object {
	o := l.env.VM.CreateObject(nil)
	for _, a := range attributes {
		l.env.Define(o, true, modules.Val(a.Key, a.Value))
	}
	return o
}

// resolution and loaded are the results that the steps without hooks give to hooks.
func (l *Loader) resolution(u string, format moduleFormat) *goja.Object {
	o := l.env.VM.CreateObject(nil)
	l.env.Define(o, true, modules.Val("url", u), modules.Val("format", l.formatValue(format)))
	return o
}

func (l *Loader) formatValue(format moduleFormat) goja.Value {
	if format == "" {
		return goja.Undefined()
	}
	return l.env.VM.ToValue(string(format))
}

func (l *Loader) loaded(format moduleFormat, text *string) (*goja.Object, error) {
	var src goja.Value = goja.Null()
	if text != nil {
		var err error
		from := l.env.RequireObject("buffer").Get("Buffer").(*goja.Object)
		if src, err = l.env.Method(from, "from", l.env.VM.ToValue(*text)); err != nil {
			return nil, err
		}
	}
	o := l.env.VM.CreateObject(nil)
	l.env.Define(o, true, modules.Val("format", l.formatValue(format)), modules.Val("source", src))
	return o, nil
}

// contextConditions are the conditions that a hook's context asks for, nil for the usual ones.
func (l *Loader) contextConditions(context *goja.Object) ([]string, error) {
	v := context.Get("conditions")
	if v == nil || goja.IsUndefined(v) {
		return nil, nil
	}
	if !modules.IsArray(v) {
		return nil, l.env.InvalidArgValue("conditions", v, "expected an array")
	}
	return append([]string{}, stringsOf(v.(*goja.Object))...), nil
}

// bytesOf is the memory of an ArrayBuffer or of a view on one.
func (l *Loader) bytesOf(v goja.Value) (b []byte, ok bool) {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, false
	}
	if buffer, ok := o.Export().(goja.ArrayBuffer); ok {
		return buffer.Bytes(), true
	}
	isView, err := l.env.Method(l.env.VM.Get("ArrayBuffer").(*goja.Object), "isView", o)
	if err != nil || !isView.ToBoolean() {
		return nil, false
	}
	buffer, ok := o.Get("buffer").Export().(goja.ArrayBuffer)
	if !ok {
		return nil, false
	}
	from := o.Get("byteOffset").ToInteger()
	return buffer.Bytes()[from : from+o.Get("byteLength").ToInteger()], true
}
