package inspect

import (
	"regexp"
	"strings"
	"sync"

	"github.com/dop251/goja"
)

var (
	classHead = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\s+[^(]*?)\s*\{`) })
	comments  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(//.*?\n)|(/\*(.|\n)*?\*/)`) })
)

func (c *context) functionBase(f *frame) string {
	obj := f.obj
	if c.isClass(obj) {
		return c.classBase(f)
	}
	kind := "Function"
	if f.made == KindGeneratorFunction || f.made == KindAsyncFunction {
		kind = kindNames[f.made]
	}
	if f.made == KindGeneratorFunction && c.in.IsAsyncGenerator(obj) {
		kind = "AsyncGeneratorFunction"
	}
	base := "[" + kind
	if f.null {
		base += " (null prototype)"
	}
	name := obj.Get("name")
	if name == nil {
		name = goja.Undefined()
	}
	if s, ok := name.(goja.String); !ok {
		base += ": " + c.formatValue(name, 0, false)
	} else if s.Length() == 0 {
		base += " (anonymous)"
	} else {
		base += ": " + Text(s)
	}
	base += "]"
	if !f.null && f.name != kind {
		base += " " + f.name
	}
	if f.tag != "" && (f.null || f.name != f.tag) {
		base += " [" + f.tag + "]"
	}
	return base
}

// IsAsyncGenerator reports whether a generator function is an async one: the engine makes them of the same kind.
func (in *Inspector) IsAsyncGenerator(obj *goja.Object) bool {
	source := in.method("Function", "toString")(goja.FunctionCall{This: obj}).String()
	return strings.HasPrefix(source, "async")
}

// isClass reports whether a function's source is that of a class.
func (c *context) isClass(obj *goja.Object) bool {
	if c.in.IsClass != nil && c.in.IsClass(obj) {
		return true
	}
	source := c.in.method("Function", "toString")(goja.FunctionCall{This: obj}).String()
	if !strings.HasPrefix(source, "class") || !strings.HasSuffix(source, "}") {
		return false
	}
	body := source[5 : len(source)-1]
	brace := strings.IndexByte(body, '{')
	if brace < 0 {
		return false
	}
	return !strings.Contains(body[:brace], "(") || classHead().MatchString(comments().ReplaceAllString(body, ""))
}

func (c *context) classBase(f *frame) string {
	name := "(anonymous)"
	if c.in.hasOwn(f.obj, c.in.vm.ToValue("name")) {
		if v := f.obj.Get("name"); v != nil && v.ToBoolean() {
			name = c.display(v)
		}
	}
	base := "class " + name
	if !f.null && f.name != "Function" {
		base += " [" + f.name + "]"
	}
	if f.tag != "" && (f.null || f.name != f.tag) {
		base += " [" + f.tag + "]"
	}
	if f.null {
		base += " extends [null prototype]"
	} else if parent := f.obj.Prototype(); parent != nil {
		if super := parent.Get("name"); super != nil && super.ToBoolean() {
			base += " extends " + c.display(super)
		}
	}
	return "[" + base + "]"
}

// display is a value as a template literal shows it.
func (c *context) display(v goja.Value) string {
	if _, ok := v.(*goja.Symbol); ok {
		panic(c.in.vm.NewTypeError("Cannot convert a Symbol value to a string"))
	}
	return Text(v)
}
