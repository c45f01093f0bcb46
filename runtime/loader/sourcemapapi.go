package loader

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/sourcemap"
	"github.com/gonode/gonode/modules"
)

func (l *Loader) sourceMapExports() []modules.Export {
	return []modules.Export{
		modules.Fn("findSourceMap", 1, l.findSourceMap),
		modules.Fn("getSourceMapsSupport", 0, l.getSourceMapsSupport),
		modules.Fn("setSourceMapsSupport", 1, l.setSourceMapsSupport),
		modules.Lazy("SourceMap", func(*modules.Env) goja.Value { return l.sourceMapClassOf() }),
	}
}

// sourceMapClassOf is module.SourceMap.
func (l *Loader) sourceMapClassOf() *goja.Object {
	if l.sourceMapClass == nil {
		l.sourceMapClass = l.env.Class(modules.ClassSpec{
			Name: "SourceMap", Length: 1, NewOnly: true, Construct: l.newSourceMap,
			Methods: []modules.Export{
				modules.Getter("payload", func(c modules.Call) (goja.Value, error) {
					m, err := l.thisSourceMap(c)
					if err != nil {
						return nil, err
					}
					return l.clonePayload(m.payload)
				}),
				modules.Getter("lineLengths", func(c modules.Call) (goja.Value, error) {
					m, err := l.thisSourceMap(c)
					if o, ok := m.lineLengths.(*goja.Object); ok && err == nil {
						return l.env.Method(o, "slice")
					}
					return nil, err
				}),
				modules.Fn("findEntry", 2, l.findEntry),
				modules.Fn("findOrigin", 2, l.findOrigin),
			},
		})
	}
	return l.sourceMapClass
}

func (l *Loader) thisSourceMap(c modules.Call) (*sourceMap, error) {
	if o, ok := c.This.(*goja.Object); ok {
		if m := sourceMapSlot.Get(o); m != nil {
			return m, nil
		}
	}
	return &sourceMap{}, &modules.Error{Class: "TypeError", Message: "Cannot read private member #mappings from an object whose class did not declare it"}
}

// newSourceMap is new SourceMap(payload[, { lineLengths }]).
func (l *Loader) newSourceMap(c modules.ConstructCall) (*goja.Object, error) {
	payload, err := c.Env.ValidateObject(c.Argument(0), "payload")
	if err != nil {
		return nil, err
	}
	m := &sourceMap{lineLengths: goja.Undefined()}
	if m.payload, err = l.clonePayload(payload); err != nil {
		return nil, err
	}
	if v := m.payload.Get("sections"); v == nil || !v.ToBoolean() {
		if v := m.payload.Get("sources"); v == nil || goja.IsUndefined(v) {
			return nil, &modules.Error{Class: "TypeError", Message: "Cannot read properties of undefined (reading 'length')"}
		}
		if v := m.payload.Get("mappings"); v == nil || goja.IsUndefined(v) {
			return nil, &modules.Error{Class: "TypeError", Message: "String.prototype.charAt called on null or undefined"}
		}
	}
	text, err := l.env.Method(l.env.VM.Get("JSON").(*goja.Object), "stringify", m.payload)
	if err != nil {
		return nil, err
	}
	if m.entries, err = sourcemap.Parse([]byte(text.String())); err != nil {
		return nil, &modules.Error{Class: "TypeError", Message: err.Error()}
	}
	if o, ok := c.Argument(1).(*goja.Object); ok {
		if lengths, ok := o.Get("lineLengths").(*goja.Object); ok && lengths.Get("length").ToBoolean() {
			if m.lineLengths, err = l.env.Method(lengths, "slice"); err != nil {
				return nil, err
			}
		}
	}
	sourceMapSlot.Set(l.env.VM, c.This, m)
	return nil, nil
}

// clonePayload copies a payload, and the arrays that it has.
func (l *Loader) clonePayload(payload *goja.Object) (*goja.Object, error) {
	clone := l.env.VM.NewObject()
	for _, key := range payload.Keys() {
		v := payload.Get(key)
		if o, ok := v.(*goja.Object); ok && o.ClassName() == "Array" {
			var err error
			if v, err = l.env.Method(o, "slice"); err != nil {
				return nil, err
			}
		}
		if err := clone.Set(key, v); err != nil {
			return nil, err
		}
	}
	return clone, nil
}

// findEntry is sourceMap.findEntry(lineOffset, columnOffset).
func (l *Loader) findEntry(c modules.Call) (goja.Value, error) {
	m, err := l.thisSourceMap(c)
	if err != nil {
		return nil, err
	}
	o := l.env.VM.NewObject()
	e, ok := m.entries.Find(place(c.Argument(0), 0), place(c.Argument(1), 0))
	if !ok {
		return o, nil
	}
	undefined := goja.Undefined()
	source, sourceLine, sourceColumn, name := undefined, undefined, undefined, undefined
	if e.Mapped {
		source, sourceLine, sourceColumn = l.env.Value(e.Source), l.env.Value(e.SourceLine), l.env.Value(e.SourceColumn)
	}
	if e.Named {
		name = l.env.Value(e.Name)
	}
	l.set(o, "generatedLine", e.Line)
	l.set(o, "generatedColumn", e.Column)
	l.set(o, "originalSource", source)
	l.set(o, "originalLine", sourceLine)
	l.set(o, "originalColumn", sourceColumn)
	l.set(o, "name", name)
	return o, nil
}

// place is a line or column that counts from `from`. What is no number lies behind everything, as comparisons with NaN
// have it.
func place(v goja.Value, from float64) int {
	n := v.ToFloat() - from
	if math.IsNaN(n) || n > math.MaxInt32 {
		return math.MaxInt32
	}
	return int(max(math.Floor(n), math.MinInt32))
}

// findOrigin is sourceMap.findOrigin(lineNumber, columnNumber).
func (l *Loader) findOrigin(c modules.Call) (goja.Value, error) {
	m, err := l.thisSourceMap(c)
	if err != nil {
		return nil, err
	}
	o := l.env.VM.NewObject()
	e, ok := m.entries.Find(place(c.Argument(0), 1), place(c.Argument(1), 1))
	if !ok || !e.Mapped {
		return o, nil
	}
	name := goja.Undefined()
	if e.Named {
		name = l.env.Value(e.Name)
	}
	l.set(o, "name", name)
	l.set(o, "fileName", e.Source)
	l.set(o, "lineNumber", l.env.VM.ToValue(c.Argument(0).ToFloat()+float64(e.SourceLine-e.Line)))
	l.set(o, "columnNumber", l.env.VM.ToValue(c.Argument(1).ToFloat()+float64(e.SourceColumn-e.Column)))
	return o, nil
}

// findSourceMap is module.findSourceMap(path).
func (l *Loader) findSourceMap(c modules.Call) (goja.Value, error) {
	if !goja.IsString(c.Argument(0)) {
		return nil, nil
	}
	m := l.sourceMaps[l.mapKey(c.Argument(0).String())]
	if m == nil {
		return nil, nil
	}
	if m.object == nil {
		payload, err := l.env.Method(l.env.VM.Get("JSON").(*goja.Object), "parse", l.env.Value(string(m.data)))
		if err != nil {
			return nil, err
		}
		object, err := l.env.VM.New(l.sourceMapClassOf(), payload)
		if err != nil {
			return nil, err
		}
		var lengths []any
		for _, n := range sourcemap.LineLengths(m.text) {
			lengths = append(lengths, n)
		}
		sourceMapSlot.Get(object).lineLengths = l.env.VM.NewArray(lengths...)
		m.object = object
	}
	return m.object, nil
}

// getSourceMapsSupport is module.getSourceMapsSupport().
func (l *Loader) getSourceMapsSupport(modules.Call) (goja.Value, error) {
	support := sourcemap.Of(l.env)
	o := l.env.VM.CreateObject(nil)
	l.set(o, "enabled", support.Enabled)
	l.set(o, "nodeModules", support.NodeModules)
	l.set(o, "generatedCode", support.GeneratedCode)
	return l.env.Method(l.env.VM.Get("Object").(*goja.Object), "freeze", o)
}

// setSourceMapsSupport is module.setSourceMapsSupport(enabled[, { nodeModules, generatedCode }]).
func (l *Loader) setSourceMapsSupport(c modules.Call) (goja.Value, error) {
	enabled, err := c.Bool(0, "enabled")
	if err != nil {
		return nil, err
	}
	options, err := c.OptObject(1, "options")
	if err != nil {
		return nil, err
	}
	next := sourcemap.Support{Enabled: enabled}
	for _, o := range []struct {
		name string
		to   *bool
	}{{"nodeModules", &next.NodeModules}, {"generatedCode", &next.GeneratedCode}} {
		if options == nil {
			break
		}
		v := options.Get(o.name)
		if v == nil || goja.IsUndefined(v) {
			continue
		}
		if !modules.IsBoolean(v) {
			return nil, c.Env.InvalidArgType("options."+o.name, v, "boolean")
		}
		*o.to = v.ToBoolean()
	}
	*sourcemap.Of(l.env) = next
	return nil, nil
}
