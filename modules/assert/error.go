package assert

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// errorSpec is what an AssertionError is made of. Values that are nil are
// undefined, a nil message is generated.
type errorSpec struct {
	actual, expected, operator, message goja.Value
	start                               goja.Value
	diff                                string
	details                             *goja.Object
	newTarget                           *goja.Object
}

const (
	maxLongString = 512
	maxMessage    = 1024
)

// newErrorClass makes the class AssertionError.
func (a *assert) newErrorClass() *goja.Object {
	e := a.env
	parent, _ := a.vm.Get("Error").(*goja.Object)
	return e.Class(modules.ClassSpec{
		Name: "AssertionError", Length: 1, NewOnly: true, Parent: parent,
		Construct: func(cc modules.ConstructCall) (*goja.Object, error) {
			o, err := cc.Call().Object(0, "options")
			if err != nil {
				return nil, err
			}
			read := func(name string) goja.Value {
				if v := o.Get(name); v != nil && !goja.IsUndefined(v) {
					return v
				}
				return nil
			}
			s := errorSpec{
				actual: read("actual"), expected: read("expected"), operator: read("operator"), message: read("message"),
				start: read("stackStartFn"), newTarget: cc.NewTarget,
			}
			if s.message != nil && goja.IsNull(s.message) {
				s.message = nil
			}
			if s.start == nil || !s.start.ToBoolean() {
				s.start = read("stackStartFunction")
			}
			if diff := read("diff"); diff != nil {
				s.diff = diff.String()
			}
			s.details, _ = read("details").(*goja.Object)
			return a.newError(s)
		},
		Methods: []modules.Export{
			modules.Fn("toString", 0, func(c modules.Call) (goja.Value, error) {
				o := c.This.ToObject(a.vm)
				return inspect.Value(a.vm, textOf(o.Get("name"))+" ["+textOf(o.Get("code"))+"]: "+textOf(o.Get("message"))), nil
			}),
			modules.Fn("[nodejs.util.inspect.custom]", 2, a.inspectError).WithSymbol(e.SymbolFor("nodejs.util.inspect.custom")),
		},
	})
}

func orUndefined(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}

// newError makes an AssertionError.
func (a *assert) newError(s errorSpec) (*goja.Object, error) {
	s.actual, s.expected = orUndefined(s.actual), orUndefined(s.expected)
	if s.diff == "" {
		s.diff = "simple"
	}
	var err error
	var message string
	if s.message == nil {
		s.actual, s.expected = a.withoutStacks(s.actual, s.expected)
	}
	if ex := a.vm.Try(func() { message = a.errorMessage(s) }); ex != nil {
		return nil, ex
	}
	construct, _ := goja.AssertConstructor(a.vm.Get("Error"))
	target := s.newTarget
	if target == nil {
		target = a.errorClass
	}
	o, err := construct(target, inspect.Value(a.vm, message))
	if err != nil {
		return nil, err
	}
	define := func(name string, v goja.Value, enumerable goja.Flag) {
		if err == nil {
			err = o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, enumerable)
		}
	}
	set := func(name string, v goja.Value) { define(name, v, goja.FLAG_TRUE) }
	set("generatedMessage", modules.Bool(s.message == nil || !s.message.ToBoolean()))
	define("name", a.vm.ToValue("AssertionError [ERR_ASSERTION]"), goja.FLAG_FALSE)
	set("code", a.vm.ToValue("ERR_ASSERTION"))
	if s.details != nil {
		a.setDetails(set, s.details)
	} else {
		set("actual", s.actual)
		set("expected", s.expected)
		set("operator", orUndefined(s.operator))
	}
	if err != nil {
		return nil, err
	}
	if _, err := a.capture(o, orUndefined(s.start)); err != nil {
		return nil, err
	}
	define("name", a.vm.ToValue("AssertionError"), goja.FLAG_FALSE)
	set("diff", a.vm.ToValue(s.diff))
	return o, err
}

// capture gives an object a stack that starts below a function, written with the
// name that the object has now. A function that a built-in called, such as
// Reflect.apply, is not on the stack; then all of it is taken.
func (a *assert) capture(o *goja.Object, start goja.Value) (stack string, err error) {
	class := a.vm.Get("Error").(*goja.Object)
	capture := class.Get("captureStackTrace")
	if !modules.IsFunction(capture) {
		return "", nil
	}
	for _, from := range []goja.Value{start, goja.Undefined()} {
		if _, err := a.env.Invoke(capture, class, o, from); err != nil {
			return "", err
		}
		if stack = textOf(o.Get("stack")); strings.Contains(stack, "\n    at ") {
			break
		}
	}
	return stack, nil
}

// setDetails lists several failures in one error.
func (a *assert) setDetails(set func(string, goja.Value), details *goja.Object) {
	for _, name := range []string{"actual", "expected", "operator"} {
		set(name, goja.Undefined())
	}
	for i := range int(orUndefined(details.Get("length")).ToInteger()) {
		n := strconv.Itoa(i)
		o, ok := details.Get(n).(*goja.Object)
		if !ok {
			continue
		}
		for _, p := range [][2]string{{"message", "message"}, {"actual", "actual"}, {"expected", "expected"},
			{"operator", "operator"}, {"stack trace", "stack"}} {
			set(p[0]+" "+n, orUndefined(o.Get(p[1])))
		}
	}
}

// withoutStacks stands in for two errors, so that their stacks are not compared.
func (a *assert) withoutStacks(actual, expected goja.Value) (x, y goja.Value) {
	class, _ := a.vm.Get("Error").(*goja.Object)
	one, ok1 := actual.(*goja.Object)
	two, ok2 := expected.(*goja.Object)
	if !ok1 || !ok2 || !a.instanceOf(one, class) || !a.instanceOf(two, class) ||
		one.Get("stack") == nil || two.Get("stack") == nil {
		return actual, expected
	}
	return a.copyError(one), a.copyError(two)
}

func (a *assert) copyError(source *goja.Object) *goja.Object {
	target := a.vm.CreateObject(source.Prototype())
	for _, key := range source.Keys() {
		_ = target.Set(key, source.Get(key))
	}
	hidden := func(name string, v goja.Value) {
		_ = target.DefineDataProperty(name, orUndefined(v), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	}
	hidden("message", source.Get("message"))
	for _, name := range source.GetOwnPropertyNames() {
		if name != "cause" {
			continue
		}
		cause := source.Get("cause")
		if o, ok := cause.(*goja.Object); ok && a.inspect.IsError(o) {
			cause = a.copyError(o)
		}
		hidden("cause", cause)
	}
	return target
}

// inspectError shows an AssertionError without its values in full: its message has
// them already.
func (a *assert) inspectError(c modules.Call) (goja.Value, error) {
	o := c.This.ToObject(a.vm)
	actual, expected := o.Get("actual"), o.Get("expected")
	for name, v := range map[string]goja.Value{"actual": actual, "expected": expected} {
		if v != nil && goja.IsString(v) {
			_ = o.Set(name, inspect.Value(a.vm, shorten(inspect.Text(v))))
		}
	}
	options := a.inspect.Options().With(c.Argument(1))
	options.CustomInspect, options.Depth = false, 0
	text := a.inspect.Inspect(o, options)
	if actual != nil {
		_ = o.Set("actual", actual)
	}
	if expected != nil {
		_ = o.Set("expected", expected)
	}
	return inspect.Value(a.vm, text), nil
}

// shorten cuts long text.
func shorten(s string) string {
	if lines := strings.SplitN(s, "\n", 11); len(lines) > 10 {
		return strings.Join(lines[:10], "\n") + "\n..."
	}
	if n := inspect.Length(s); n > maxLongString {
		return inspect.Slice(s, maxLongString, n) + "..."
	}
	return s
}
