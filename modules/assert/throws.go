package assert

import (
	"errors"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// thrownBy calls fn; nil means that it threw nothing.
func (a *assert) thrownBy(c modules.Call) (goja.Value, error) {
	fn, err := c.Func(0, "fn")
	if err != nil {
		return nil, err
	}
	_, err = fn(goja.Undefined())
	var exception *goja.Exception
	if errors.As(err, &exception) {
		return exception.Value(), nil
	}
	return nil, err
}

func rest(c modules.Call) []goja.Value {
	if len(c.Arguments) > 1 {
		return c.Arguments[1:]
	}
	return nil
}

// throws is assert.throws(fn[, error][, message]).
func (a *assert) throws(c modules.Call) (goja.Value, error) {
	thrown, err := a.thrownBy(c)
	if err != nil {
		return nil, err
	}
	return nil, a.expectError("throws", thrown, rest(c))
}

// doesNotThrow is assert.doesNotThrow(fn[, error][, message]).
func (a *assert) doesNotThrow(c modules.Call) (goja.Value, error) {
	thrown, err := a.thrownBy(c)
	if err != nil {
		return nil, err
	}
	return nil, a.expectNoError("doesNotThrow", thrown, rest(c))
}

// rejects is assert.rejects(asyncFn[, error][, message]).
func (a *assert) rejects(c modules.Call) (goja.Value, error) {
	args := slices.Clone(rest(c)) // the engine uses the memory of arguments again
	return a.settled("rejects", c, func(reason goja.Value) error { return a.expectError("rejects", reason, args) }), nil
}

// doesNotReject is assert.doesNotReject(asyncFn[, error][, message]).
func (a *assert) doesNotReject(c modules.Call) (goja.Value, error) {
	args := slices.Clone(rest(c)) // the engine uses the memory of arguments again
	return a.settled("doesNotReject", c, func(reason goja.Value) error { return a.expectNoError("doesNotReject", reason, args) }), nil
}

// settled waits for a promise, or for the one a function returns, and settles a
// promise with what check makes of its reason, nil where it was fulfilled.
func (a *assert) settled(name string, c modules.Call, check func(reason goja.Value) error) goja.Value {
	e := a.env
	waited, err := a.promiseOf(c.Argument(0))
	if err != nil {
		return e.Rejected(err)
	}
	promise, resolve, reject := a.vm.NewPromise()
	finish := func(reason goja.Value) error {
		if err := check(reason); err != nil {
			return reject(a.async(e.Thrown(err), name))
		}
		return resolve(goja.Undefined())
	}
	native, err := e.Method(a.vm.Get("Promise").(*goja.Object), "resolve", waited)
	if err != nil {
		return e.Rejected(err)
	}
	_, err = e.Method(native.(*goja.Object), "then",
		e.Func("", 1, func(modules.Call) (goja.Value, error) { return nil, finish(nil) }),
		e.Func("", 1, func(c modules.Call) (goja.Value, error) { return nil, finish(c.Argument(0)) }))
	if err != nil {
		return e.Rejected(err)
	}
	return a.vm.ToValue(promise)
}

// async adds to the stack of an assertion error the frame of the asynchronous
// function that it is thrown in, which no longer runs.
func (a *assert) async(v goja.Value, name string) goja.Value {
	o, ok := v.(*goja.Object)
	if !ok || !a.instanceOf(o, a.errorClass) {
		return v
	}
	if stack := o.Get("stack"); stack != nil && goja.IsString(stack) && !strings.Contains(stack.String(), "at async Function."+name) {
		_ = o.Set("stack", inspect.Value(a.vm, inspect.Text(stack)+"\n    at async Function."+name+" (node:assert)"))
	}
	return v
}

func (a *assert) promiseOf(v goja.Value) (goja.Value, error) {
	if modules.IsFunction(v) {
		result, err := a.env.Invoke(v, goja.Undefined())
		if err != nil {
			return nil, err
		}
		if !isPromise(result) {
			return nil, modules.TypeError("ERR_INVALID_RETURN_VALUE",
				`Expected instance of Promise to be returned from the "promiseFn" function but got %s.`, determine(a.env, result))
		}
		return result, nil
	}
	if !isPromise(v) {
		return nil, a.env.InvalidArgType("promiseFn", v, "Function", "Promise")
	}
	return v, nil
}

// determine names the type of a value that a function returned.
func determine(e *modules.Env, v goja.Value) string { return e.Received(v) }

func isPromise(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if !ok || modules.IsFunction(o) {
		return false
	}
	return inspect.KindOf(o) == inspect.KindPromise || modules.IsFunction(o.Get("then")) && modules.IsFunction(o.Get("catch"))
}

// expectError checks what was thrown or rejected with against what was expected.
func (a *assert) expectError(name string, thrown goja.Value, args []goja.Value) error {
	expected, message := argument(args, 0), argument(args, 1)
	wrongType := func() error {
		return a.env.InvalidArgType("error", expected, "Object", "Error", "Function", "RegExp")
	}
	if goja.IsString(expected) {
		if len(args) > 1 {
			return wrongType()
		}
		if err := ambiguousMessage(thrown, expected); err != nil {
			return err
		}
		expected, message = goja.Undefined(), expected
	} else if _, ok := expected.(*goja.Object); !ok && !modules.IsNullish(expected) {
		return wrongType()
	}
	if thrown == nil {
		details := ""
		if o, ok := expected.(*goja.Object); ok {
			if n := o.Get("name"); n != nil && n.ToBoolean() {
				details = " (" + n.String() + ")"
			}
		}
		if message.ToBoolean() {
			details += ": " + inspect.Text(message)
		} else {
			details += "."
		}
		return a.fail(failure{
			actual: goja.Undefined(), expected: expected, operator: name, start: a.methods[name],
			message: []goja.Value{inspect.Value(a.vm, "Missing expected "+what(name)+details)},
		})
	}
	if !expected.ToBoolean() {
		return nil
	}
	return a.expectException(name, thrown, expected.(*goja.Object), message)
}

func what(name string) string {
	if name == "rejects" || name == "doesNotReject" {
		return "rejection"
	}
	return "exception"
}

func argument(args []goja.Value, i int) goja.Value {
	if i < len(args) {
		return args[i]
	}
	return goja.Undefined()
}

// ambiguousMessage refuses a message that may have been meant as what is expected.
func ambiguousMessage(thrown, message goja.Value) error {
	const ambiguous = `The "error/message" argument is ambiguous. The error %s"%s" is identical to the message.`
	if o, ok := thrown.(*goja.Object); ok && !modules.IsFunction(o) {
		if m := o.Get("message"); m != nil && m.StrictEquals(message) {
			return modules.TypeError("ERR_AMBIGUOUS_ARGUMENT", ambiguous, "message ", m.String())
		}
	} else if thrown != nil && thrown.StrictEquals(message) {
		return modules.TypeError("ERR_AMBIGUOUS_ARGUMENT", ambiguous, "", thrown.String())
	}
	return nil
}

// instanceOf is v instanceof class; what it throws counts as no.
func (a *assert) instanceOf(v goja.Value, class *goja.Object) bool {
	is := false
	if ex := a.vm.Try(func() { is = a.vm.InstanceOf(v, class) }); ex != nil {
		return false
	}
	return is
}

// isErrorClass reports whether a constructor extends Error.
func (a *assert) isErrorClass(class *goja.Object) bool {
	base, _ := a.vm.Get("Error").(*goja.Object)
	for p := class.Prototype(); p != nil; p = p.Prototype() {
		if p == base {
			return true
		}
	}
	return false
}

// isClassOf reports whether expected is a constructor that actual is made by.
func (a *assert) isClassOf(expected *goja.Object, actual goja.Value) bool {
	prototype := expected.Get("prototype")
	return prototype != nil && !goja.IsUndefined(prototype) && a.instanceOf(actual, expected)
}

func (a *assert) expectException(name string, actual goja.Value, expected *goja.Object, message goja.Value) error {
	text := ""
	switch {
	case !modules.IsFunction(expected) && inspect.KindOf(expected) == inspect.KindRegExp:
		s, err := a.stringOf(actual)
		if err != nil {
			return err
		}
		if matches, err := a.matches(expected, s); err != nil || matches {
			return err
		}
		text = "The input did not match the regular expression " + a.show(expected) + ". Input:\n\n" + a.show(s) + "\n"
	case !modules.IsFunction(expected):
		return a.compareException(name, actual, expected, message)
	case a.isClassOf(expected, actual):
		return nil
	case a.isErrorClass(expected):
		text = a.wrongClass(actual, expected)
	default:
		result, err := a.env.Invoke(expected, a.vm.NewObject(), actual)
		if err != nil || modules.IsBoolean(result) && result.ToBoolean() {
			return err
		}
		text = a.notTrue(actual, expected, result)
	}
	generated := !message.ToBoolean()
	if generated {
		message = inspect.Value(a.vm, text)
	}
	o, err := a.newError(errorSpec{
		actual: actual, expected: expected, operator: a.vm.ToValue(name), message: message, start: a.methods[name],
	})
	if err != nil {
		return err
	}
	_ = o.Set("generatedMessage", generated)
	return &modules.ThrownError{Value: o}
}

// stringOf is String(v).
func (a *assert) stringOf(v goja.Value) (goja.Value, error) {
	return a.env.Invoke(a.vm.Get("String"), goja.Undefined(), v)
}

func (a *assert) wrongClass(actual goja.Value, expected *goja.Object) string {
	var b strings.Builder
	want := expected.Get("name")
	b.WriteString(`The error is expected to be an instance of "` + want.String() + `". Received `)
	o, ok := actual.(*goja.Object)
	if !ok || !a.inspect.IsError(o) {
		options := a.inspect.Options()
		options.Depth = -1
		return b.String() + `"` + a.inspect.Inspect(actual, options) + `"`
	}
	var name goja.Value
	if ctor, ok := o.Get("constructor").(*goja.Object); ok {
		name = ctor.Get("name")
	}
	if name == nil || !name.ToBoolean() {
		name = o.Get("name")
	}
	if name != nil && want.StrictEquals(name) {
		b.WriteString("an error with identical name but a different prototype.")
	} else {
		b.WriteString(`"` + textOf(name) + `"`)
	}
	if m := o.Get("message"); m != nil && m.ToBoolean() {
		b.WriteString("\n\nError message:\n\n" + inspect.Text(m))
	}
	return b.String()
}

func textOf(v goja.Value) string {
	if v == nil {
		return "undefined"
	}
	return inspect.Text(v)
}

func (a *assert) notTrue(actual goja.Value, expected *goja.Object, result goja.Value) string {
	name := ""
	if n := expected.Get("name"); n != nil && n.ToBoolean() {
		name = `"` + n.String() + `" `
	}
	text := "The " + name + `validation function is expected to return "true". Received ` + a.show(result)
	if o, ok := actual.(*goja.Object); ok && a.inspect.IsError(o) {
		if s, err := a.stringOf(o); err == nil {
			text += "\n\nCaught error:\n\n" + inspect.Text(s)
		}
	}
	return text
}

// expectNoError fails when something was thrown, and throws it on where it is not
// what the assertion is about.
func (a *assert) expectNoError(name string, thrown goja.Value, args []goja.Value) error {
	if thrown == nil {
		return nil
	}
	expected, message := argument(args, 0), argument(args, 1)
	if goja.IsString(expected) {
		expected, message = goja.Undefined(), expected
	}
	if expected.ToBoolean() {
		if matches, err := a.matchesError(thrown, expected); err != nil {
			return err
		} else if !matches {
			return &modules.ThrownError{Value: thrown}
		}
	}
	details := "."
	if message.ToBoolean() {
		details = ": " + inspect.Text(message)
	}
	actualMessage := "undefined"
	if !modules.IsNullish(thrown) {
		actualMessage = textOf(thrown.ToObject(a.vm).Get("message"))
	}
	return a.fail(failure{
		actual: thrown, expected: expected, operator: name, start: a.methods[name],
		message: []goja.Value{inspect.Value(a.vm,
			"Got unwanted "+what(name)+details+"\nActual message: \""+actualMessage+"\"")},
	})
}

func (a *assert) matchesError(actual, expected goja.Value) (bool, error) {
	o, ok := expected.(*goja.Object)
	if ok && !modules.IsFunction(o) && inspect.KindOf(o) == inspect.KindRegExp {
		s, err := a.stringOf(actual)
		if err != nil {
			return false, err
		}
		return a.matches(o, s)
	}
	if !modules.IsFunction(expected) {
		return false, a.env.InvalidArgType("expected", expected, "Function", "RegExp")
	}
	if a.isClassOf(o, actual) {
		return true, nil
	}
	if a.isErrorClass(o) {
		return false, nil
	}
	v, err := a.env.Invoke(o, a.vm.NewObject(), actual)
	return err == nil && modules.IsBoolean(v) && v.ToBoolean(), err
}
