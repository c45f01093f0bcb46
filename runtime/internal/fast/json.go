package fast

import (
	"strings"
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/runtime/internal/stack"
)

// Builtins are the functions of this package for one runtime.
type Builtins struct {
	*maker
	vm     *goja.Runtime
	traces *stack.Traces

	stacks scratch // of the parser
	out    []byte  // of stringify, when it is not running
}

// scratch is the storage of a parser's stacks.
type scratch struct {
	values []goja.Value
	open   []container
}

// New makes the functions. It fails if goja is not laid out as this package knows it.
func New(vm *goja.Runtime, traces *stack.Traces) (*Builtins, error) {
	k, err := layout()
	if err != nil {
		return nil, err
	}
	return &Builtins{maker: newMaker(vm, k), vm: vm, traces: traces}, nil
}

// Replaced are the builtins that Replace changes.
var Replaced = []string{"JSON", "Array.prototype.sort", "Array.prototype.toSorted"}

// Replace puts a function in the place of goja's, before it is called.
func (b *Builtins) Replace(name string, made *goja.Object) {
	with := func(function goja.Value, f func(goja.FunctionCall, stack.Native) goja.Value) {
		b.traces.Replace(function, func(original stack.Native) stack.Native {
			return func(call goja.FunctionCall) goja.Value { return f(call, original) }
		})
	}
	switch name {
	case "JSON":
		b.traces.Replace(made.Get("parse"), func(stack.Native) stack.Native { return b.jsonParse })
		with(made.Get("stringify"), b.jsonStringify)
		with(made.Get("rawJSON"), b.jsonRaw)
	case "Array.prototype.sort":
		with(made, b.arraySort)
	case "Array.prototype.toSorted":
		with(made, b.arrayToSorted)
	}
}

// jsonParse is JSON.parse(text[, reviver]).
func (b *Builtins) jsonParse(call goja.FunctionCall) goja.Value {
	source := b.toString(call.Argument(0))
	var record *recorder
	callback, ok := goja.AssertFunction(call.Argument(1))
	if ok {
		record = &recorder{}
	}
	v, part := b.parse(source, record)
	if v == nil {
		b.throw("SyntaxError", stack.JSONMessage(source.String()))
	}
	if !ok {
		return v
	}
	r := &reviver{maker: b.maker, source: part, call: func(this goja.Value, args ...goja.Value) goja.Value {
		v, err := callback(this, args...)
		must(err)
		return v
	}}
	root := b.vm.NewObject()
	key := b.asciiString("")
	createDataProperty(root, key, v)
	return r.revive(root, key, record.nodes[0])
}

// parse gives the value of a text, or nil, and a function that gives a part of the text.
func (b *Builtins) parse(source goja.Value, record *recorder) (goja.Value, func(start, end int) string) {
	ascii, wide := b.text(source)
	if wide == nil {
		p := parser[byte]{maker: b.maker, text: unsafe.Slice(unsafe.StringData(ascii), len(ascii)), record: record}
		return run(b, &p), p.utf8
	}
	p := parser[uint16]{maker: b.maker, text: wide, record: record}
	return run(b, &p), p.utf8
}

// run parses on the stacks that the last parser left.
func run[C byte | uint16](b *Builtins, p *parser[C]) goja.Value {
	const keep = 4096
	p.values, p.open = b.stacks.values[:0], b.stacks.open[:0]
	v, ok := p.parse()
	clear(p.values[:cap(p.values)])
	if cap(p.values) <= keep {
		b.stacks.values = p.values
	}
	if cap(p.open) <= keep {
		b.stacks.open = p.open
	}
	if !ok {
		return nil
	}
	return v
}

// jsonRaw is JSON.rawJSON(text).
func (b *Builtins) jsonRaw(call goja.FunctionCall, original stack.Native) goja.Value {
	source := b.toString(call.Argument(0))
	text := source.String()
	const space = " \t\r\n"
	if text == "" || strings.IndexByte(space, text[len(text)-1]) >= 0 {
		b.throw("SyntaxError", "Invalid value for JSON.rawJSON")
	}
	if strings.IndexByte(space+"{[", text[0]) >= 0 && text != "[object Object]" {
		b.throw("SyntaxError", "Unexpected token '"+text[:1]+"', \""+text+"\" is not valid JSON")
	}
	if v, _ := b.parse(source, nil); v == nil {
		b.throw("SyntaxError", stack.JSONMessage(text))
	}
	call.Arguments = []goja.Value{source}
	return original(call)
}

// throw throws an error of the engine's.
func (b *Builtins) throw(class, message string) {
	e, err := b.vm.New(b.vm.GlobalObject().Get(class), b.vm.ToValue(message))
	must(err)
	panic(e)
}

// must throws an error of goja's as the JavaScript exception it is.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
