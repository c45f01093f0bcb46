package modules

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

// Error is an error that becomes a JavaScript error with Node's properties.
// Return one from a binding, or give it to a callback through [Env.Error].
type Error struct {
	// Class is the constructor's name; empty means Error.
	Class   string
	Code    string
	Message string
	// Plain keeps the code out of the first line of the stack.
	Plain bool

	// What failed system calls carry. Empty ones are left out.
	Errno   int
	Syscall string
	Path    string
	Dest    string
	Address string
	// Port is left out unless HasPort or not zero.
	Port     int
	HasPort  bool
	Hostname string
	// Props are further properties, set after the others.
	Props []Prop
	// Cause becomes the error's cause, if not nil.
	Cause goja.Value
}

// Prop is a property of an error.
type Prop struct {
	Name  string
	Value any
}

func (e *Error) Error() string {
	if e.Code != "" && e.Syscall == "" {
		return e.class() + " [" + e.Code + "]: " + e.Message
	}
	return e.class() + ": " + e.Message
}

func (e *Error) class() string {
	if e.Class == "" {
		return "Error"
	}
	return e.Class
}

// ThrownError is a JavaScript value that was thrown, or that a promise was
// rejected with, on its way through Go.
type ThrownError struct{ Value goja.Value }

func (e *ThrownError) Error() string { return e.Value.String() }

// TypeError, RangeError and PlainError make an error with one of Node's codes
// (https://nodejs.org/api/errors.html#nodejs-error-codes).
func TypeError(code, format string, args ...any) *Error {
	return &Error{Class: "TypeError", Code: code, Message: sprintf(format, args)}
}

func RangeError(code, format string, args ...any) *Error {
	return &Error{Class: "RangeError", Code: code, Message: sprintf(format, args)}
}

func PlainError(code, format string, args ...any) *Error {
	return &Error{Code: code, Message: sprintf(format, args)}
}

func sprintf(format string, args []any) string {
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

// AbortError is what an operation fails with that its signal aborted; cause is
// the signal's reason, or nil.
func AbortError(cause goja.Value) *Error {
	return &Error{
		Message: "The operation was aborted", Cause: cause,
		Props: []Prop{{"code", "ABORT_ERR"}, {"name", "AbortError"}},
	}
}

// UncaughtStack is the symbol of a hidden property of an error: the stack that
// it takes on when it is printed because nothing caught it.
var UncaughtStack = goja.NewSymbol("kEnhanceStackBeforeInspector")

// NotImplemented is the error of a name that Node has and gonode not yet.
func NotImplemented(name string) *Error {
	return PlainError("ERR_METHOD_NOT_IMPLEMENTED", "The %s method is not implemented", name)
}

// Missing exports functions that Node has and gonode not yet. They throw
// ERR_METHOD_NOT_IMPLEMENTED.
func Missing(module string, names ...string) []Export {
	list := make([]Export, len(names))
	for i, name := range names {
		list[i] = Fn(name, 0, func(Call) (goja.Value, error) { return nil, NotImplemented(module + "." + name) })
	}
	return list
}

// InvalidArgType is ERR_INVALID_ARG_TYPE: expected are type names such as
// "string", class names such as "Buffer", or other phrases.
func (e *Env) InvalidArgType(name string, actual goja.Value, expected ...string) *Error {
	var b strings.Builder
	b.WriteString("The ")
	if strings.HasSuffix(name, " argument") {
		b.WriteString(name)
	} else {
		b.WriteString(`"` + name + `" ` + argumentOrProperty(name))
	}
	b.WriteString(" must be ")
	b.WriteString(expectation(expected))
	b.WriteString(". Received " + e.Received(actual))
	return TypeError("ERR_INVALID_ARG_TYPE", "%s", b.String())
}

func argumentOrProperty(name string) string {
	if strings.Contains(name, ".") {
		return "property"
	}
	return "argument"
}

func expectation(expected []string) string {
	var types, instances, other []string
	for _, x := range expected {
		switch {
		case strings.Contains(" string function number object Function Object boolean bigint symbol ", " "+x+" "):
			types = append(types, strings.ToLower(x))
		case isClassName(x):
			instances = append(instances, x)
		default:
			other = append(other, x)
		}
	}
	if len(instances) > 0 {
		for i, t := range types {
			if t == "object" {
				types = append(types[:i], types[i+1:]...)
				instances = append(instances, "Object")
				break
			}
		}
	}
	var parts []string
	if len(types) == 1 {
		parts = append(parts, "of type "+types[0])
	} else if len(types) > 1 {
		parts = append(parts, "one of type "+List(types, "or"))
	}
	if len(instances) > 0 {
		parts = append(parts, "an instance of "+List(instances, "or"))
	}
	if len(other) > 1 {
		parts = append(parts, "one of "+List(other, "or"))
	} else if len(other) == 1 {
		article := ""
		if strings.ToLower(other[0]) != other[0] {
			article = "an "
		}
		parts = append(parts, article+other[0])
	}
	return strings.Join(parts, " or ")
}

func isClassName(s string) bool {
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return false
	}
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') {
			return false
		}
	}
	return true
}

// List joins words as English does: "a", "a or b", "a, b, or c".
func List(words []string, conjunction string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	case 2:
		return words[0] + " " + conjunction + " " + words[1]
	default:
		return strings.Join(words[:n-1], ", ") + ", " + conjunction + " " + words[n-1]
	}
}

// OutOfRange is ERR_OUT_OF_RANGE; want is such as ">= 0 && <= 10".
func (e *Env) OutOfRange(name, want string, actual goja.Value) *Error {
	return RangeError("ERR_OUT_OF_RANGE", `The value of "%s" is out of range. It must be %s. Received %s`,
		name, want, e.receivedNumber(actual))
}

func (e *Env) receivedNumber(v goja.Value) string {
	switch {
	case goja.IsNumber(v):
		if f := v.ToFloat(); f == math.Trunc(f) && !math.IsInf(f, 0) && math.Abs(f) > 1<<32 {
			return separateThousands(v.String())
		}
	case goja.IsBigInt(v):
		s := v.String()
		if len(strings.TrimLeft(s, "-")) > 10 || len(s) == 10 && s > "4294967296" {
			s = separateThousands(s)
		}
		return s + "n"
	}
	return e.Inspect(v)
}

func separateThousands(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	out := ""
	for len(s) > 3 {
		out = "_" + s[len(s)-3:] + out
		s = s[:len(s)-3]
	}
	return sign + s + out
}

// InvalidArgValue is ERR_INVALID_ARG_VALUE; an empty reason is "is invalid".
func (e *Env) InvalidArgValue(name string, actual goja.Value, reason string) *Error {
	if reason == "" {
		reason = "is invalid"
	}
	inspected := e.Inspect(actual)
	if len(inspected) > 128 {
		inspected = inspected[:128] + "..."
	}
	return TypeError("ERR_INVALID_ARG_VALUE", "The %s '%s' %s. Received %s",
		argumentOrProperty(name), name, reason, inspected)
}

// MissingArgs is ERR_MISSING_ARGS.
func MissingArgs(names ...string) *Error {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = `"` + n + `"`
	}
	if len(names) == 1 {
		return TypeError("ERR_MISSING_ARGS", "The %s argument must be specified", quoted[0])
	}
	return TypeError("ERR_MISSING_ARGS", "The %s arguments must be specified", List(quoted, "and"))
}

// Received describes a value as Node's messages do after "Received".
func (e *Env) Received(v goja.Value) string {
	o, ok := v.(*goja.Object)
	if !ok {
		return Describe(v)
	}
	if IsFunction(v) {
		return "function " + o.Get("name").String()
	}
	if c, ok := o.Get("constructor").(*goja.Object); ok {
		if name := c.Get("name"); name != nil {
			return "an instance of " + name.String()
		}
	}
	return e.Inspect(v)
}

// Describe is Received for primitive values.
func Describe(v goja.Value) string {
	switch {
	case v == nil, goja.IsUndefined(v):
		return "undefined"
	case goja.IsNull(v):
		return "null"
	case goja.IsString(v):
		s := v.String()
		if r := []rune(s); len(r) > 28 {
			s = string(r[:25]) + "..."
		}
		if strings.Contains(s, "'") {
			return "type string (" + strconv.Quote(s) + ")"
		}
		return "type string ('" + s + "')"
	case goja.IsBigInt(v):
		return "type bigint (" + v.String() + "n)"
	case goja.IsNumber(v):
		return "type number (" + formatNumber(v.ToFloat()) + ")"
	case IsBoolean(v):
		return "type boolean (" + v.String() + ")"
	}
	if s, ok := v.(*goja.Symbol); ok {
		return "type symbol (" + symbolText(s) + ")"
	}
	return v.String()
}

func symbolText(s *goja.Symbol) string { return "Symbol(" + s.String() + ")" }

// formatNumber is Number.prototype.toString, but for -0.
func formatNumber(f float64) string {
	if f == 0 && math.Signbit(f) {
		return "-0"
	}
	return literals.ToValue(f).String()
}

// Inspect is util.inspect(v) without options.
func (e *Env) Inspect(v goja.Value) string {
	s, err := e.Method(e.RequireObject("util"), "inspect", v)
	if err != nil {
		return v.String()
	}
	return s.String()
}

// Error makes the JavaScript error of err: the thrown value itself if err is
// an exception, Node's error if it is an [Error] or a failed system call, and
// a plain Error otherwise.
func (e *Env) Error(err error) *goja.Object {
	v := e.Thrown(err)
	if o, ok := v.(*goja.Object); ok {
		return o
	}
	return v.ToObject(e.VM)
}

// Panic is what Go code panics with to throw err: the JavaScript error, or err
// itself if it ends the program or the call, as an interrupt does. A call that
// went too deep becomes the RangeError that JavaScript can catch.
func (e *Env) Panic(err error) any {
	var interrupted *goja.InterruptedError
	if errors.As(err, &interrupted) {
		return interrupted
	}
	var overflow *goja.StackOverflowError
	if errors.As(err, &overflow) {
		err = &Error{Class: "RangeError", Message: "Maximum call stack size exceeded"}
	}
	var exception *goja.Exception
	if errors.As(err, &exception) {
		return exception // it knows where it was thrown
	}
	return e.Thrown(err)
}

// Thrown is Error for where a thrown value may be no object.
func (e *Env) Thrown(err error) goja.Value {
	var exception *goja.Exception
	if errors.As(err, &exception) {
		return exception.Value()
	}
	var thrown *ThrownError
	if errors.As(err, &thrown) {
		return thrown.Value
	}
	var known *Error
	if !errors.As(err, &known) {
		known = SystemError(err, "", "", "")
	}
	return e.newError(known)
}

func (e *Env) newError(x *Error) *goja.Object {
	args := []goja.Value{e.VM.ToValue(x.Message)}
	if x.Cause != nil {
		options := e.VM.NewObject()
		must(options.Set("cause", x.Cause))
		args = append(args, options)
	}
	o, err := e.VM.New(e.VM.Get(x.class()), args...)
	must(err)
	if x.Code != "" && !x.Plain && x.Syscall == "" && x.Errno == 0 {
		e.Host.SetStackHeader(o, x.class()+" ["+x.Code+"]: "+x.Message)
		must(o.SetPrototype(e.codedPrototype(x.class())))
	}
	set := func(name string, v any, present bool) {
		if present {
			must(o.Set(name, e.Value(v)))
		}
	}
	set("errno", x.Errno, x.Errno != 0)
	set("code", x.Code, x.Code != "")
	set("syscall", x.Syscall, x.Syscall != "")
	set("path", x.Path, x.Path != "")
	set("dest", x.Dest, x.Dest != "")
	set("address", x.Address, x.Address != "")
	set("port", x.Port, x.Port != 0 || x.HasPort)
	set("hostname", x.Hostname, x.Hostname != "")
	for _, p := range x.Props {
		set(p.Name, p.Value, true)
	}
	return o
}

// codedPrototype is the prototype of Node's errors with a code: below that of
// their class, a toString that shows the code, and below that the constructor.
func (e *Env) codedPrototype(class string) *goja.Object {
	if p := e.codedPrototypes[class]; p != nil {
		return p
	}
	ctor := e.VM.Get(class).(*goja.Object)
	text := e.VM.CreateObject(ctor.Get("prototype").(*goja.Object))
	e.Define(text, false, Fn("toString", 0, errorToString))
	p := e.VM.CreateObject(text)
	e.Define(p, false, Val("constructor", ctor))
	if e.codedPrototypes == nil {
		e.codedPrototypes = map[string]*goja.Object{}
	}
	e.codedPrototypes[class] = p
	return p
}

// errorToString is the toString that Node gives errors with a code.
func errorToString(c Call) (goja.Value, error) {
	o := c.This.ToObject(c.Env.VM)
	return c.Env.VM.ToValue(o.Get("name").String() + " [" + o.Get("code").String() + "]: " + o.Get("message").String()), nil
}
