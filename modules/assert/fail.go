package assert

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// failure is what an assertion that fails tells.
type failure struct {
	actual, expected goja.Value
	message          []goja.Value // as given to the assertion
	operator         string
	start            *goja.Object // the function at which the stack starts
	diff             string
	generated        *bool
}

// fail returns the AssertionError to throw, or the error that was given in place
// of a message.
func (a *assert) fail(f failure) error {
	message, err := a.message(f)
	if err != nil {
		return err
	}
	o, err := a.newError(errorSpec{
		actual: f.actual, expected: f.expected, operator: a.vm.ToValue(f.operator), message: message,
		start: f.start, diff: f.diff,
	})
	if err != nil {
		return err
	}
	if f.generated != nil {
		_ = o.Set("generatedMessage", *f.generated)
	}
	return &modules.ThrownError{Value: o}
}

// message is the message that was given, or nil.
func (a *assert) message(f failure) (goja.Value, error) {
	args := f.message
	if len(args) == 0 {
		return nil, nil
	}
	ambiguous := func(what string) error {
		return modules.TypeError("ERR_AMBIGUOUS_ARGUMENT",
			`The "message" argument is ambiguous. The error message %s has trailing arguments that would be ignored.`, what)
	}
	first, isObject := args[0].(*goja.Object)
	switch {
	case goja.IsString(args[0]):
		if len(args) > 1 {
			return inspect.Value(a.vm, a.inspect.Format(args)), nil
		}
		return args[0], nil
	case isObject && a.inspect.IsError(first):
		if len(args) > 1 {
			text, _ := a.env.Method(a.errorPrototype(), "toString")
			if f, ok := goja.AssertFunction(a.errorPrototype().Get("toString")); ok {
				text, _ = f(first)
			}
			return nil, ambiguous(`was passed as error object "` + inspect.Text(text) + `"`)
		}
		return nil, &modules.ThrownError{Value: first}
	case modules.IsFunction(args[0]):
		if len(args) > 1 {
			name := "anonymous"
			if v := first.Get("name"); v != nil && v.ToBoolean() {
				name = v.String()
			}
			return nil, ambiguous(`with function "` + name + `"`)
		}
		v, err := a.env.Invoke(first, goja.Undefined(), f.actual, f.expected)
		if err != nil || !goja.IsString(v) {
			return nil, nil
		}
		return v, nil
	case goja.IsUndefined(args[0]) && f.generated != nil:
		return nil, nil
	}
	return nil, a.env.InvalidArgType("message", args[0], "string", "function")
}

func (a *assert) errorPrototype() *goja.Object {
	return a.vm.Get("Error").(*goja.Object).Get("prototype").(*goja.Object)
}

// okOrFail is assert(value[, message]) and assert.ok.
func (a *assert) okOrFail(name string, args []goja.Value) error {
	if len(args) > 0 && args[0].ToBoolean() {
		return nil
	}
	f := failure{actual: goja.Undefined(), expected: modules.Bool(true), operator: "==", start: a.methods[name]}
	generated := true
	switch {
	case len(args) == 0:
		f.message = []goja.Value{a.vm.ToValue("No value argument passed to `assert.ok()`")}
	case len(args) == 1 || modules.IsNullish(args[1]):
		f.actual = args[0]
		f.message = []goja.Value{goja.Undefined()}
		if source := a.expression(a.methods[name]); source != "" {
			f.message[0] = inspect.Value(a.vm, "The expression evaluated to a falsy value:\n\n  "+escapeControls(source)+"\n")
		}
	default:
		f.actual = args[0]
		f.message = args[1:]
		generated = false
	}
	f.generated = &generated
	return a.fail(f)
}

// escapeControls escapes control characters but line breaks and tabs.
func escapeControls(s string) string {
	const hex = "0123456789abcdef"
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\b':
			out.WriteString(`\b`)
		case c == '\f':
			out.WriteString(`\f`)
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r':
			out.WriteString(`\u00` + string(hex[c>>4]) + string(hex[c&15]))
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

// failWith is assert.fail([message]).
func (a *assert) failWith(c modules.Call) (goja.Value, error) {
	message := c.Argument(0)
	if o, ok := message.(*goja.Object); ok && a.inspect.IsError(o) {
		return nil, &modules.ThrownError{Value: o}
	}
	generated := goja.IsUndefined(message)
	if generated {
		message = a.vm.ToValue("Failed")
	}
	o, err := a.newError(errorSpec{
		operator: a.vm.ToValue("fail"), message: given(message), start: a.methods["fail"], diff: settings(c).diff,
	})
	if err != nil {
		return nil, err
	}
	if generated {
		_ = o.Set("generatedMessage", true)
	}
	return nil, &modules.ThrownError{Value: o}
}

// matchOrFail is assert.match(string, regexp[, message]) and doesNotMatch.
func (a *assert) matchOrFail(name string, c modules.Call) error {
	text, pattern := c.Argument(0), c.Argument(1)
	re, ok := pattern.(*goja.Object)
	if !ok || inspect.KindOf(re) != inspect.KindRegExp {
		return a.env.InvalidArgType("regexp", pattern, "RegExp")
	}
	if goja.IsString(text) {
		matches, err := a.matches(re, text)
		if err != nil || matches == (name == "match") {
			return err
		}
	}
	var message []goja.Value
	if len(c.Arguments) > 2 {
		message = append(message, c.Arguments[2:]...)
	}
	generated := len(message) == 0
	if generated {
		message = []goja.Value{goja.Undefined()}
	}
	if !message[0].ToBoolean() {
		message[0] = inspect.Value(a.vm, a.mismatch(name, text, re))
	}
	return a.fail(failure{
		actual: text, expected: re, message: message, operator: name, start: a.methods[name],
		diff: settings(c).diff, generated: &generated,
	})
}

func (a *assert) mismatch(name string, text goja.Value, re *goja.Object) string {
	shown := a.show(text)
	if !goja.IsString(text) {
		return `The "string" argument must be of type string. Received type ` + typeOf(text) + " (" + shown + ")"
	}
	how := "The input did not match the regular expression "
	if name != "match" {
		how = "The input was expected to not match the regular expression "
	}
	return how + a.show(re) + ". Input:\n\n" + shown + "\n"
}

// show is inspect without options.
func (a *assert) show(v goja.Value) string { return a.inspect.Inspect(v, a.inspect.Options()) }

func typeOf(v goja.Value) string {
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
	case modules.IsBoolean(v):
		return "boolean"
	case modules.IsFunction(v):
		return "function"
	}
	if _, ok := v.(*goja.Symbol); ok {
		return "symbol"
	}
	return "object"
}

// matches runs a regular expression by the original RegExp.prototype.exec.
func (a *assert) matches(re *goja.Object, text goja.Value) (bool, error) {
	if a.exec == nil {
		proto := a.vm.Get("RegExp").(*goja.Object).Get("prototype").(*goja.Object)
		a.exec, _ = goja.AssertFunction(proto.Get("exec"))
	}
	v, err := a.exec(re, text)
	return err == nil && !goja.IsNull(v), err
}
