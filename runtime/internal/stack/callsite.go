package stack

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/dop251/goja"
)

// callSite is what Error.prepareStackTrace gets for a frame.
type callSite struct {
	traces *Traces
	frame  frame
}

func (t *Traces) callSite(f *frame) *goja.Object {
	if t.callSites == nil {
		t.callSites = t.callSitePrototype()
	}
	o := t.vm.ToValue(&callSite{t, *f}).(*goja.Object)
	must(o.SetPrototype(t.callSites))
	return o
}

func (t *Traces) callSitePrototype() *goja.Object {
	prototype := t.vm.NewObject()
	constructor := t.function("CallSite", 0, func(goja.FunctionCall) goja.Value {
		panic(t.vm.NewTypeError("Illegal constructor"))
	})
	must(prototype.DefineDataProperty("constructor", constructor, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	for _, m := range callSiteMethods {
		f := t.function(m.name, 0, func(call goja.FunctionCall) goja.Value {
			o, _ := call.This.(*goja.Object)
			if o != nil {
				if site, ok := o.Export().(*callSite); ok {
					return t.vm.ToValue(m.get(site))
				}
			}
			panic(t.vm.NewTypeError("CallSite method %s expects CallSite as receiver", m.name))
		})
		must(prototype.DefineDataProperty(m.name, f, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	return prototype
}

var callSiteMethods = [...]struct {
	name string
	get  func(*callSite) any
}{
	{"getColumnNumber", (*callSite).column},
	{"getEnclosingColumnNumber", (*callSite).enclosingColumn},
	{"getEnclosingLineNumber", (*callSite).enclosingLine},
	{"getEvalOrigin", (*callSite).evalOrigin},
	{"getFileName", (*callSite).fileName},
	{"getFunction", (*callSite).function},
	{"getFunctionName", func(s *callSite) any { return orNull(s.traces.functionName(&s.frame)) }},
	{"getLineNumber", (*callSite).line},
	{"getMethodName", func(s *callSite) any { return orNull(s.traces.methodName(&s.frame)) }},
	{"getPosition", (*callSite).position},
	{"getPromiseIndex", func(*callSite) any { return goja.Null() }},
	{"getScriptNameOrSourceURL", (*callSite).nameOrSourceURL},
	{"getScriptHash", (*callSite).scriptHash},
	{"getThis", (*callSite).this},
	{"getTypeName", func(s *callSite) any { return orNull(s.traces.typeName(&s.frame)) }},
	{"isAsync", func(s *callSite) any { return s.frame.async }},
	{"isConstructor", func(s *callSite) any { return s.frame.constructor }},
	{"isEval", func(s *callSite) any { return s.frame.eval() }},
	{"isNative", func(*callSite) any { return false }},
	{"isPromiseAll", func(*callSite) any { return false }},
	{"isToplevel", func(s *callSite) any { return s.traces.topLevel(&s.frame) }},
	{"toString", (*callSite).text},
}

func orNull(s string) any {
	if s == "" {
		return goja.Null()
	}
	return s
}

func (s *callSite) line() any {
	if s.frame.program == nil {
		return goja.Null()
	}
	p, _ := s.traces.position(&s.frame)
	return p.Line
}

func (s *callSite) column() any {
	if s.frame.program == nil {
		return goja.Null()
	}
	p, _ := s.traces.position(&s.frame)
	return p.Column
}

func (s *callSite) fileName() any {
	if s.frame.program == nil || s.frame.eval() {
		return goja.Undefined()
	}
	p, _ := s.traces.position(&s.frame)
	return p.File
}

func (s *callSite) nameOrSourceURL() any {
	if s.frame.program != nil && s.frame.eval() {
		if url := s.frame.sourceURL(); url != "" {
			return url
		}
	}
	return s.fileName()
}

// position counts UTF-16 units from the start of the source.
func (s *callSite) position() any {
	if s.frame.program == nil {
		return 0
	}
	p, _ := s.traces.position(&s.frame)
	if m := s.traces.maps.Map(s.frame.program.Src); m != nil {
		return m.Units(p)
	}
	return s.frame.program.SourceOffset(s.frame.pc)
}

func (s *callSite) enclosingLine() any   { line, _ := s.enclosing(); return line }
func (s *callSite) enclosingColumn() any { _, column := s.enclosing(); return column }

// enclosing is where the function itself is.
func (s *callSite) enclosing() (line, column any) {
	f := &s.frame
	if f.program == nil {
		return goja.Null(), goja.Null()
	}
	if f.function != nil {
		if code, _ := s.traces.layout.script(f.function); code != nil && code.prg == f.program {
			at := len(textBefore(f.program.Src.Source(), code.src))
			if p, ok := s.traces.positionAt(f.program, at); ok {
				return p.Line, p.Column
			}
		}
	}
	return 1, 1
}

func (s *callSite) evalOrigin() any {
	if !s.frame.eval() {
		return goja.Undefined()
	}
	return s.traces.evalOrigin(&s.frame)
}

// strict functions do not give themselves or their receivers away.
func (s *callSite) strict() bool {
	if s.frame.function == nil {
		return false
	}
	code, _ := s.traces.layout.script(s.frame.function)
	return code != nil && code.strict
}

func (s *callSite) function() any {
	if s.frame.function == nil || s.strict() {
		return goja.Undefined()
	}
	return s.frame.function
}

func (s *callSite) this() any {
	switch {
	case s.strict():
		return goja.Undefined()
	case s.traces.topLevel(&s.frame):
		return s.traces.vm.GlobalObject()
	}
	return s.frame.this
}

func (s *callSite) scriptHash() any {
	if s.frame.program == nil {
		return ""
	}
	text := s.frame.program.Src.Source()
	if m := s.traces.maps.Map(s.frame.program.Src); m != nil {
		text = m.Text()
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func (s *callSite) text() any {
	var b strings.Builder
	s.traces.write(&b, &s.frame)
	return b.String()
}
