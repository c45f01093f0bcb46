package stack

import (
	"reflect"
	"strings"
	"unsafe"

	"github.com/dop251/goja"
)

// engineMessage puts the message of an error that the engine makes into V8's words. It leaves alone what it does not
// know, such as the messages of errors that Go makes through goja.
func (t *Traces) engineMessage(constructor *goja.Object, args []goja.Value) []goja.Value {
	if len(args) != 1 {
		return args
	}
	message := args[0].String()
	words := ""
	if t.Refused != nil && strings.Contains(message, "on proxy: trap returned falsish") {
		if words = t.Refused(message); words != "" {
			return []goja.Value{t.vm.ToValue(words)}
		}
	}
	if constructor == t.syntaxError {
		words = t.syntaxMessage(message)
	} else if t.machine.Prg == nil {
		words = t.builtinMessage(message)
	} else if f := t.fault(); f != nil {
		words = f.message(message)
		t.moved = f.moved
	}
	if words == "" && constructor == t.rangeErrorConstructor {
		words = notInteger(message)
	}
	if words == "" {
		words = notExtensible(message)
	}
	if words == "" {
		if words = plainMessages[message]; words == "" {
			words = reworded(message)
		}
	}
	if words == "" {
		return args
	}
	return []goja.Value{t.vm.ToValue(words)}
}

// plainMessages are the messages that need nothing but other words.
var plainMessages = map[string]string{
	"Cannot access a variable before initialization":                       "Cannot access variable before initialization",
	"Illegal generator state":                                              "Generator is already running",
	"Malformed URI":                                                        "URI malformed",
	"No initial value":                                                     "Reduce of empty array with no initial value",
	"RegExp doesn't have global flag set":                                  "String.prototype.matchAll called with a non-global RegExp argument",
	"Source is too large":                                                  "offset is out of bounds",
	"Value is not a number":                                                "Number.prototype.valueOf requires that 'this' be a Number",
	"exponent must be positive":                                            "Exponent must be positive",
	"toExponential() precision must be between 0 and 100":                  "toExponential() argument must be between 0 and 100",
	"toFixed() precision must be between 0 and 100":                        "toFixed() digits argument must be between 0 and 100",
	"toPrecision() precision must be between 1 and 100":                    "toPrecision() argument must be between 1 and 100",
	"prototype is not an object":                                           "Function has non-object prototype 'undefined' in instanceof check",
	"iterator.next is missing or not a function":                           "object is not iterable",
	"Must call super constructor in derived class before accessing 'this'": superNotCalled,
	"Must call super constructor in derived class before returning from derived constructor": superNotCalled,
	"The normalization form should be one of NFC, NFD, NFKC, NFKD":                           "The normalization form should be one of NFC, NFD, NFKC, NFKD.",
}

const superNotCalled = "Must call super constructor in derived class before accessing 'this' or returning from derived constructor"

// notExtensible is of a global variable that there is no room for, or "".
func notExtensible(message string) string {
	name, ok := strings.CutPrefix(message, "Cannot define global variable '")
	if name, ok2 := strings.CutSuffix(name, "', global object is not extensible"); ok && ok2 {
		return "Cannot add property " + name + ", object is not extensible"
	}
	return ""
}

// notInteger is of a number that BigInt refuses, or "".
func notInteger(message string) string {
	number, ok := strings.CutPrefix(message, "Cannot convert ")
	if number, ok2 := strings.CutSuffix(number, " to a BigInt"); ok && ok2 {
		return "The number " + number + " cannot be converted to a BigInt because it is not an integer"
	}
	return ""
}

// reworded handles messages with a variable part that stays.
func reworded(message string) string {
	for _, r := range [...]struct{ prefix, suffix, words string }{
		{"Could not convert &{", "", "Cannot convert object to primitive value"},
		{"Byte length of ", "", "byte length of "},
		{"Start offset of ", "", "start offset of "},
		{"Index ", " is out of bounds", "Offset is outside the bounds of the DataView"},
		{"Constructor Promise requires 'new'", "", "Promise constructor cannot be invoked without 'new'"},
	} {
		rest, ok := strings.CutPrefix(message, r.prefix)
		if !ok || !strings.HasSuffix(rest, r.suffix) {
			continue
		}
		if strings.HasSuffix(r.words, " ") {
			return r.words + rest
		}
		return r.words
	}
	return ""
}

// fault is the instruction that failed.
type fault struct {
	t      *Traces
	op     string // the name of its type in goja
	values []goja.Value
	text   string // of the file
	offset int    // where goja has it
	moved  int    // where V8 has it, or -1
}

func (t *Traces) fault() *fault {
	m := t.machine
	code := reflect.ValueOf((*goja.Program)(unsafe.Pointer(m.Prg))).Elem().FieldByName("code")
	if m.Pc < 0 || m.Pc >= code.Len() || m.Sp > len(m.Stack) {
		return nil
	}
	op := code.Index(m.Pc).Elem().Type()
	if op.Kind() == reflect.Pointer {
		op = op.Elem()
	}
	text := m.Prg.Src.Source()
	return &fault{t: t, op: strings.TrimPrefix(op.Name(), "_"), values: m.Stack[:m.Sp], text: text,
		offset: min(m.Prg.SourceOffset(m.Pc), len(text)), moved: -1}
}

// top is a value on goja's stack, counted from the top.
func (f *fault) top(n int) goja.Value {
	if n = len(f.values) - n; n < 0 || n >= len(f.values) || f.values[n] == nil {
		return goja.Undefined()
	}
	v := f.values[n]
	if strings.HasSuffix(reflect.TypeOf(v).Name(), "Unresolved") {
		return goja.Undefined() // goja's stand-in for what is not there, which throws when it is looked at
	}
	return v
}

func (f *fault) message(message string) string {
	switch {
	case message == "Cannot access a variable before initialization":
		if name := nameAt(f.text, f.offset); name != "" {
			return "Cannot access '" + name + "' before initialization"
		}
	case message == "Assignment to constant variable.":
		f.moved = afterName(f.text, f.offset)
	case strings.HasSuffix(message, " is not defined"):
		if f.moved = assignment(f.text, f.offset); f.moved < 0 {
			f.moved = statementStart(f.text, f.offset)
		}
	case message == "Class extends value is not a constructor or null":
		f.moved = extended(f.text, f.offset)
		return "Class extends value " + f.t.detail(f.top(1)) + " is not a constructor or null"
	case strings.HasPrefix(message, "Cannot read property '"):
		return f.read(message)
	case strings.HasPrefix(f.op, "set"):
		return f.set(message)
	case strings.HasPrefix(f.op, "delete"):
		return f.remove(message)
	case strings.HasPrefix(f.op, "call"), strings.HasPrefix(f.op, "new"), strings.HasPrefix(f.op, "superCall"):
		return f.call(message)
	case message == "object is not iterable", message == "Cannot convert undefined or null to object":
		return f.iterate()
	case message == "Value is not object coercible":
		return f.destructure()
	case f.op == "op_in":
		return f.in()
	case f.op == "op_instanceof" && strings.HasPrefix(message, "Value is not an object: "):
		return "Right-hand side of 'instanceof' is not an object"
	case strings.HasPrefix(message, "Expecting a function in instanceof check"):
		return "Right-hand side of 'instanceof' is not callable"
	}
	return ""
}

// read is of a property of undefined or null.
func (f *fault) read(message string) string {
	object, key := f.top(1), ""
	switch f.op {
	case "getElem", "getKey", "getElemCallee", "getElemRecvCallee":
		object, key = f.top(2), f.t.detail(f.top(1))
	case "getElemRecv":
		key = f.t.detail(f.top(2))
	default:
		key, _, _ = strings.Cut(strings.TrimPrefix(message, "Cannot read property '"), "' of undefined")
		f.moved = findMember(f.text, f.offset, key)
	}
	if key == "Symbol(Symbol.iterator)" {
		return describe(f.t, object) + notIterable
	}
	if start := updated(f.text, max(f.moved, f.offset)); start >= 0 {
		f.moved = start
	}
	if destructuring(f.text, f.offset) {
		f.moved = -1
	}
	return "Cannot read properties of " + object.String() + " (reading '" + key + "')"
}

// set is an assignment to a property.
func (f *fault) set(message string) string {
	object, key := f.top(2), ""
	switch {
	case strings.HasPrefix(f.op, "setElemRecv"):
		object, key = f.top(4), f.t.detail(f.top(3))
	case strings.HasPrefix(f.op, "setElem"):
		object, key = f.top(3), f.t.detail(f.top(2))
	case strings.HasPrefix(f.op, "setProp"):
		if strings.HasPrefix(f.op, "setPropRecv") {
			object = f.top(3)
		}
		key = nameAt(f.text, f.offset)
	default:
		return ""
	}
	f.moved = assignment(f.text, f.offset)
	switch {
	case goja.IsUndefined(object) || goja.IsNull(object):
		return "Cannot set properties of " + object.String() + " (setting '" + key + "')"
	case strings.HasPrefix(message, "Receiver is not an object"):
		return "Cannot create property '" + key + "' on " + f.t.typeOf(object) + " '" + object.String() + "'"
	case message == "" || strings.HasPrefix(message, "Cannot assign to read only property"):
		o, ok := object.(*goja.Object)
		if !ok {
			return "Cannot assign to read only property '" + key + "' of " + f.t.typeOf(object) + " '" + object.String() + "'"
		}
		if f.t.hasGetter(o, key) {
			return "Cannot set property " + key + " of " + f.t.detail(object) + " which has only a getter"
		}
		return "Cannot assign to read only property '" + key + "' of object '" + f.t.detail(object) + "'"
	}
	return ""
}

// remove is a delete.
func (f *fault) remove(message string) string {
	f.moved = deletion(f.text, f.offset)
	if key, ok := strings.CutPrefix(message, "Cannot delete property '"); ok {
		key, _, _ = strings.Cut(key, "' of ")
		object := f.top(1)
		if strings.HasPrefix(f.op, "deleteElem") {
			object = f.top(2)
		}
		return "Cannot delete property '" + key + "' of " + f.t.detail(object)
	}
	return ""
}

// call is a call of what is no function, or a new of what is no constructor.
func (f *fault) call(message string) string {
	if strings.HasPrefix(message, "Class constructor cannot be invoked") {
		if class, ok := f.callee().(*goja.Object); ok {
			return "Class constructor " + f.t.nameOf(class) + " cannot be invoked without 'new'"
		}
		return ""
	}
	refused := strings.HasPrefix(message, "Object has no member '") || strings.HasPrefix(message, "Value is not an object: ") ||
		strings.HasPrefix(message, "Not a function: ") || message == "Value is not a constructor" ||
		message == "Cannot convert undefined or null to object" || message == "object is not iterable"
	if !refused {
		return ""
	}
	if strings.HasPrefix(f.op, "new") {
		if o, ok := f.callee().(*goja.Object); ok && f.t.layout.isNative(o) {
			return f.construct(o, message)
		}
		return constructed(f.text, f.offset) + " is not a constructor"
	}
	if tick := tag(f.text, f.offset); tick > 0 {
		f.moved = tick
		return calleeBefore(f.text, tick) + " is not a function"
	}
	if f.offset < len(f.text) && f.text[f.offset] == '(' {
		return calleeBefore(f.text, f.offset) + " is not a function"
	}
	return describe(f.t, f.callee()) + " is not a function"
}

// construct is of what a builtin constructor refuses.
func (f *fault) construct(constructor *goja.Object, message string) string {
	first := goja.Undefined()
	if n := f.count(); n > 0 {
		first = f.top(n)
	}
	name := f.t.nameOf(constructor)
	switch {
	case name == "Promise":
		return "Promise resolver " + f.t.detail(first) + " is not a function"
	case message == "object is not iterable":
		return describe(f.t, first) + notIterable
	case message == "Value is not a constructor":
		return constructed(f.text, f.offset) + " is not a constructor"
	case name == "WeakMap":
		return "Invalid value used as weak map key"
	case name == "WeakSet":
		return "Invalid value used in weak set"
	}
	if v, ok := strings.CutPrefix(message, "Value is not an object: "); ok && (name == "Map") {
		return "Iterator value " + v + " is not an entry object"
	}
	return ""
}

// callee is what a call instruction calls.
func (f *fault) callee() goja.Value {
	if n := f.count(); n >= 0 {
		return f.top(n + 1)
	}
	return goja.Undefined()
}

// count is the number of arguments that a call instruction passes, or -1 if that is on the stack.
func (f *fault) count() int {
	m := f.t.machine
	op := reflect.ValueOf((*goja.Program)(unsafe.Pointer(m.Prg))).Elem().FieldByName("code").Index(m.Pc).Elem()
	if op.Kind() == reflect.Pointer {
		op = op.Elem()
	}
	if op.Kind() != reflect.Uint32 {
		return -1
	}
	return int(op.Uint())
}

const notIterable = " is not iterable (cannot read property Symbol(Symbol.iterator))"

// iterate is of what is not iterable.
func (f *fault) iterate() string {
	expression := expressionAt(f.text, f.offset)
	if spread := spreadIn(f.text, f.offset); spread >= 0 {
		expression = expressionAt(f.text, spread)
	}
	if f.offset < len(f.text) && strings.HasPrefix(f.text[f.offset:], "function") {
		expression = "" // goja does not know better where it is
	}
	switch {
	case expression == "":
		return describe(f.t, f.top(1)) + notIterable
	case initializes(f.text, f.offset) && !isLiteral(expression):
		return describe(f.t, f.top(1)) + notIterable
	}
	return expression + " is not iterable"
}

// destructure is of undefined or null.
func (f *fault) destructure() string {
	value := f.top(1)
	name := value.String()
	key, at := patternBefore(f.text, f.offset)
	if key == "" {
		if key, at = patternAfter(f.text, f.offset); key == "" {
			key, at = patternOf(f.text, f.offset, name)
		}
	} else if e := expressionAt(f.text, f.offset); e != "" {
		name = e
	}
	if key == "" {
		return "Cannot destructure '" + name + "' as it is " + value.String() + "."
	}
	f.moved = at
	return "Cannot destructure property '" + key + "' of '" + name + "' as it is " + value.String() + "."
}

func (f *fault) in() string {
	return "Cannot use 'in' operator to search for '" + f.t.detail(f.top(2)) + "' in " + f.top(1).String()
}

// hasGetter tells whether a property is an accessor.
func (t *Traces) hasGetter(o *goja.Object, name string) bool {
	for ; o != nil && t.layout.hasBase(o); o = o.Prototype() {
		if p, ok := t.layout.own(o, key(name)); ok {
			return p.Accessor
		}
	}
	return false
}

// typeOf is what typeof gives.
func (t *Traces) typeOf(v goja.Value) string {
	switch {
	case goja.IsUndefined(v):
		return "undefined"
	case goja.IsNull(v):
		return "object"
	case goja.IsString(v):
		return "string"
	case goja.IsNumber(v):
		return "number"
	case goja.IsBigInt(v):
		return "bigint"
	}
	switch v := v.(type) {
	case *goja.Symbol:
		return "symbol"
	case *goja.Object:
		if _, ok := goja.AssertFunction(v); ok {
			return "function"
		}
		return "object"
	}
	return "boolean"
}

// describe is how V8 names a value it has no source text for.
func describe(t *Traces, v goja.Value) string {
	switch typeOf := t.typeOf(v); {
	case goja.IsString(v):
		return typeOf + " \"" + v.String() + "\""
	case goja.IsNull(v), typeOf == "number", typeOf == "boolean":
		return typeOf + " " + v.String()
	default:
		return typeOf
	}
}

// detail is how V8 shows a value in a message, without running any code.
func (t *Traces) detail(v goja.Value) string {
	switch v := v.(type) {
	case *goja.Symbol:
		return "Symbol(" + v.String() + ")"
	case *goja.Object:
		if s, _ := t.layout.script(v); s != nil {
			return s.src
		}
		switch class := v.ClassName(); class {
		case "Object":
			if v.ExportType() == proxyType {
				return "#<Object>"
			}
			return "#<" + t.constructorName(&frame{program: t.machine.Prg}, v) + ">"
		case "Error":
			return t.header(v)
		default:
			return "[object " + class + "]"
		}
	}
	return v.String()
}
