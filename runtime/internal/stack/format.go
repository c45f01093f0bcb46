package stack

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/dop251/goja/unistring"
	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/runtime/source"
)

// text is the value of a trace's stack property. It is made when first read, as in V8.
func (t *Traces) text(tr *trace) goja.Value {
	switch {
	case tr.text != nil:
	case tr.disabled:
		return goja.Undefined()
	default:
		tr.text = goja.Undefined() // while the error is asked for its name and message
		tr.text = t.prepared(tr)
		tr.frames = nil
	}
	return tr.text
}

// prepared asks Error.prepareStackTrace, if that is a function of the user's.
func (t *Traces) prepared(tr *trace) goja.Value {
	prepare := t.errorConstructor.Get("prepareStackTrace")
	if f, ok := goja.AssertFunction(prepare); ok && prepare != goja.Value(t.prepare) {
		sites := make([]any, len(tr.frames))
		for i := range tr.frames {
			sites[i] = t.callSite(&tr.frames[i])
		}
		v, err := f(t.errorConstructor, tr.holder, t.vm.NewArray(sites...))
		must(err)
		return v
	}
	var b strings.Builder
	if tr.header != "" {
		b.WriteString(tr.header)
	} else {
		b.WriteString(t.header(tr.holder))
	}
	for i := range tr.frames {
		b.WriteString("\n    at ")
		t.writeMapped(&b, &tr.frames[i])
	}
	return t.vm.ToValue(b.String())
}

// prepareStackTrace is what Error.prepareStackTrace is to begin with.
func (t *Traces) prepareStackTrace(call goja.FunctionCall) goja.Value {
	var b strings.Builder
	if o, ok := call.Argument(0).(*goja.Object); ok {
		b.WriteString(t.header(o))
	}
	if o, ok := call.Argument(1).(*goja.Object); ok {
		for i := range o.Get("length").ToInteger() {
			b.WriteString("\n    at " + o.Get(strconv.FormatInt(i, 10)).String())
		}
	}
	return t.vm.ToValue(b.String())
}

// header is what Error.prototype.toString gives for any object.
func (t *Traces) header(o *goja.Object) string {
	name, message := "Error", ""
	if v := o.Get("name"); v != nil && !goja.IsUndefined(v) {
		name = v.String()
	}
	if v := o.Get("message"); v != nil && !goja.IsUndefined(v) {
		message = v.String()
	}
	switch {
	case name == "":
		return message
	case message == "":
		return name
	}
	return name + ": " + message
}

// writeMapped writes a frame with the place in its author's source, if a source map says where that is.
func (t *Traces) writeMapped(b *strings.Builder, f *frame) {
	if t.Original != nil && f.program != nil && !f.eval() {
		if p, ok := t.position(f); ok {
			if original, _, ok := t.Original(p); ok {
				mapped := *f
				mapped.original = &original
				f = &mapped
			}
		}
	}
	t.write(b, f)
}

// write writes a frame as V8 does, after "at ".
func (t *Traces) write(b *strings.Builder, f *frame) {
	if f.async {
		b.WriteString("async ")
	}
	name := t.functionName(f)
	switch {
	case !f.constructor && !t.topLevel(f):
		t.writeMethod(b, f, name)
	case f.constructor && name == "":
		b.WriteString("new <anonymous>")
	case f.constructor:
		b.WriteString("new " + name)
	case name != "":
		b.WriteString(name)
	case f.original != nil:
		b.WriteString("<anonymous>")
	default:
		t.writeLocation(b, f)
		return
	}
	b.WriteString(" (")
	t.writeLocation(b, f)
	b.WriteByte(')')
}

func (t *Traces) writeMethod(b *strings.Builder, f *frame, name string) {
	typeName, method := t.typeName(f), t.methodName(f)
	if class, ok := f.this.(*goja.Object); ok && t.isClass(class) {
		if n := t.nameOf(class); n != "" {
			typeName = n
		}
	}
	if name == "" {
		if typeName != "" {
			b.WriteString(typeName + ".")
		}
		if method == "" {
			method = "<anonymous>"
		}
		b.WriteString(method)
		return
	}
	if typeName != "" && typeName != name && source.IsIdentifier(name) {
		b.WriteString(typeName + ".")
	}
	b.WriteString(name)
	if method != "" && name != method && !strings.HasSuffix(name, "."+method) && !strings.HasSuffix(name, " "+method) {
		b.WriteString(" [as " + method + "]")
	}
}

func (t *Traces) writeLocation(b *strings.Builder, f *frame) {
	if f.program == nil {
		b.WriteString("<anonymous>")
		return
	}
	p, ok := t.position(f)
	if f.original != nil {
		p = *f.original
	}
	switch {
	case f.eval():
		if url := f.sourceURL(); url != "" {
			b.WriteString(url)
		} else {
			b.WriteString(t.evalOrigin(f) + ", <anonymous>")
		}
	case p.File == "":
		b.WriteString("<anonymous>")
	default:
		b.WriteString(p.File)
	}
	if ok {
		b.WriteString(":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column))
	}
}

func (f *frame) eval() bool { return f.program != nil && f.program.Src.Name() == evalName }

// sourceURL is the name that a text for eval gives itself in a comment.
func (f *frame) sourceURL() string {
	text := f.program.Src.Source()
	for _, start := range [...]string{"//# sourceURL=", "//@ sourceURL="} {
		if i := strings.LastIndex(text, start); i >= 0 {
			line, _, _ := strings.Cut(text[i+len(start):], "\n")
			if url := strings.TrimSpace(line); !strings.ContainsAny(url, " \t\"'") {
				return url
			}
		}
	}
	return ""
}

// evalOrigin says where eval was called.
func (t *Traces) evalOrigin(f *frame) string {
	if f.origin == nil {
		return "eval at <anonymous>"
	}
	var b strings.Builder
	b.WriteString("eval at ")
	if name := t.functionName(f.origin); name != "" {
		b.WriteString(name)
	} else {
		b.WriteString("<anonymous>")
	}
	b.WriteString(" (")
	if f.origin.eval() {
		b.WriteString(t.evalOrigin(f.origin))
	} else {
		t.writeLocation(&b, f.origin)
	}
	b.WriteByte(')')
	return b.String()
}

// position is where in the author's source a frame is.
func (t *Traces) position(f *frame) (source.Position, bool) {
	if f.moved >= 0 {
		return t.positionAt(f.program, f.moved)
	}
	return t.positionAt(f.program, callOffset(f.program.Src.Source(), f.program.SourceOffset(f.pc)))
}

// callOffset moves from the parenthesis of a call, which is where goja has it, to the name in front of it, where V8
// has it. A call of what is not a name stays at the parenthesis.
func callOffset(text string, offset int) int {
	if offset >= len(text) || text[offset] != '(' {
		return offset
	}
	end := len(strings.TrimRight(text[:offset], " \t\r\n"))
	start := len(strings.TrimRightFunc(text[:end], source.IsIdentifierPart))
	if start == end || start > 0 && text[start-1] == '#' || !source.IsIdentifier(text[start:end]) {
		return offset
	}
	return start
}

func (t *Traces) positionAt(p *program, offset int) (source.Position, bool) {
	if m := t.maps.Map(p.Src); m != nil {
		return m.Position(offset)
	}
	at := p.Src.Position(offset)
	return source.Position{File: at.Filename, Line: at.Line, Column: at.Column}, true
}

// functionName is the name a function has in stacks, or "".
func (t *Traces) functionName(f *frame) string {
	switch {
	case f.name != "":
		return f.name
	case f.program == nil:
		return t.nameOf(f.function)
	}
	name := f.program.FuncName
	if f.function != nil {
		if s, _ := t.layout.script(f.function); s != nil && s.prg == f.program {
			if n := t.nameOf(f.function); n != "" {
				name = unistring.NewFromString(n)
			} else if inferred := t.inferredName(f, s.src); inferred != "" {
				return inferred
			}
		}
	}
	if f.eval() && (name == "" || name == "anonymous") {
		return "eval"
	}
	return name.String()
}

// nameOf is the name property of a function, if it is a string.
func (t *Traces) nameOf(o *goja.Object) string {
	if v := t.lookup(o, "name"); v != nil && goja.IsString(v) {
		return v.String()
	}
	return ""
}

// lookup finds the value of a property without running any code. It knows nothing of accessors.
func (t *Traces) lookup(o *goja.Object, name string) goja.Value {
	k := key(name)
	for ; o != nil; o = o.Prototype() {
		switch {
		case t.layout.hasBase(o):
			if p, ok := t.layout.own(o, k); ok {
				return p.Value
			}
		case o.ExportType() == proxyType:
			return nil
		default:
			return o.Get(name)
		}
	}
	return nil
}

// key is the form in which goja has a property's name.
func key(name string) unistring.String { return unistring.NewFromString(name) }

var proxyType = reflect.TypeFor[goja.Proxy]()

func (t *Traces) isClass(o *goja.Object) bool {
	s, kind := t.layout.script(o)
	return s != nil && kind == engine.Class
}

// topLevel tells whether a function was called on nothing or on the global object.
func (t *Traces) topLevel(f *frame) bool {
	return f.this == nil || goja.IsUndefined(f.this) || goja.IsNull(f.this) || f.this == goja.Value(t.vm.GlobalObject())
}

// typeName is the name of the constructor of the receiver.
func (t *Traces) typeName(f *frame) string {
	if f.constructor || t.topLevel(f) {
		return ""
	}
	if o, ok := f.this.(*goja.Object); ok {
		return t.constructorName(f, o)
	}
	switch f.this.ExportType().Kind().String() {
	case "string":
		return "String"
	case "bool":
		return "Boolean"
	case "int64", "float64":
		return "Number"
	}
	if _, ok := f.this.(*goja.Symbol); ok {
		return "Symbol"
	}
	return "BigInt"
}

func (t *Traces) constructorName(f *frame, o *goja.Object) string {
	if o.ExportType() == proxyType {
		return "Proxy"
	}
	if _, function := goja.AssertFunction(o); function {
		if n := t.nameOf(o); n != "" {
			return n
		}
		return "Function"
	}
	if f.program == nil {
		// A namespace such as JSON, perhaps.
		if tag := o.GetSymbol(goja.SymToStringTag); tag != nil && goja.IsString(tag) {
			return tag.String()
		}
	}
	if c, ok := t.lookup(o, "constructor").(*goja.Object); ok {
		if n := t.nameOf(c); n != "" {
			return n
		}
	}
	return "Object"
}

// methodName is the property of the receiver that the function is the value of.
func (t *Traces) methodName(f *frame) string {
	o, ok := f.this.(*goja.Object)
	if !ok || f.function == nil {
		return ""
	}
	name := strings.TrimPrefix(strings.TrimPrefix(t.nameOf(f.function), "get "), "set ")
	if name != "" && t.isProperty(o, name, f.function) {
		return name
	}
	return t.inferMethodName(o, f.function)
}

// isProperty tells whether a function is what an object has under a name, as a value or as an accessor.
func (t *Traces) isProperty(o *goja.Object, name string, function *goja.Object) bool {
	k := key(name)
	for ; o != nil && t.layout.hasBase(o); o = o.Prototype() {
		if p, ok := t.layout.own(o, k); ok {
			return holds(&p, function)
		}
	}
	return false
}

// holds tells whether a property has a function as its value or accessor.
func holds(p *property, function *goja.Object) bool {
	return p.Value == goja.Value(function) || p.GetterFunc == function || p.SetterFunc == function
}

// inferMethodName looks through the enumerable properties of an object and what it inherits from. A function that
// is there under two names has none.
func (t *Traces) inferMethodName(o, function *goja.Object) (found string) {
	if !t.layout.hasBase(o) && o.ExportType() != proxyType {
		return hostMethodName(o, function)
	}
	for ; o != nil && t.layout.hasBase(o); o = o.Prototype() {
		for _, key := range engine.BaseOf(o).PropNames {
			p, ok := t.layout.own(o, key)
			if !ok || !p.Enumerable || !holds(&p, function) {
				continue
			}
			if name := key.String(); found == "" || found == name {
				found = name
			} else {
				return ""
			}
		}
	}
	return found
}

// hostMethodName looks at the properties of an object of the host, such as a Timeout, which has the callback as its
// _onTimeout.
func hostMethodName(o, function *goja.Object) string {
	if _, ok := o.Export().(goja.DynamicObject); !ok {
		return ""
	}
	for _, name := range o.Keys() {
		if o.Get(name) == goja.Value(function) {
			return name
		}
	}
	return ""
}
