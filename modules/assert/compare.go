package assert

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/deepequal"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// compareException checks the properties of an error against those of an object.
func (a *assert) compareException(name string, actual goja.Value, expected *goja.Object, message goja.Value) error {
	thrown, ok := actual.(*goja.Object)
	if !ok || modules.IsFunction(thrown) {
		o, err := a.newError(errorSpec{
			actual: actual, expected: expected, message: given(message), operator: a.vm.ToValue("deepStrictEqual"),
			start: a.methods[name],
		})
		if err != nil {
			return err
		}
		_ = o.Set("operator", name)
		return &modules.ThrownError{Value: o}
	}
	keys := expected.Keys()
	if class, _ := a.vm.Get("Error").(*goja.Object); a.instanceOf(expected, class) {
		keys = append(keys, "name", "message")
	} else if len(keys) == 0 {
		return a.env.InvalidArgValue("error", expected, "may not be an empty object")
	}
	for _, key := range keys {
		want := expected.Get(key)
		if matches, err := a.matchesPattern(want, thrown.Get(key)); err != nil {
			return err
		} else if matches {
			continue
		}
		have := thrown.Get(key)
		if have != nil {
			if want == nil {
				want = goja.Undefined()
			}
			equal, err := deepequal.Equal(a.env, have, want, deepequal.Strict)
			if err != nil {
				return err
			}
			if equal {
				continue
			}
		}
		if message.ToBoolean() {
			return a.fail(failure{
				actual: thrown, expected: expected, message: []goja.Value{message}, operator: name, start: a.methods[name],
			})
		}
		return a.differentException(name, thrown, expected, keys)
	}
	return nil
}

// given is a message, or nil for none.
func given(message goja.Value) goja.Value {
	if modules.IsNullish(message) {
		return nil
	}
	return message
}

// matchesPattern reports whether pattern is a regular expression for a string.
func (a *assert) matchesPattern(pattern, text goja.Value) (bool, error) {
	re, ok := pattern.(*goja.Object)
	if !ok || inspect.KindOf(re) != inspect.KindRegExp || text == nil || !goja.IsString(text) {
		return false, nil
	}
	return a.matches(re, text)
}

// differentException shows the difference of the keys that were compared.
func (a *assert) differentException(name string, actual, expected *goja.Object, keys []string) error {
	if a.comparison == nil {
		a.comparison = a.env.Class(modules.ClassSpec{Name: "Comparison", Length: 3})
	}
	stand := func(of, other *goja.Object) (*goja.Object, error) {
		o, err := a.vm.New(a.comparison)
		if err != nil {
			return nil, err
		}
		for _, key := range keys {
			v := of.Get(key)
			if v == nil {
				continue
			}
			if other != nil {
				matches, err := a.matchesPattern(v, other.Get(key))
				if err != nil {
					return nil, err
				}
				if matches {
					v = other.Get(key)
				}
			}
			if err := o.Set(key, v); err != nil {
				return nil, err
			}
		}
		return o, nil
	}
	x, err := stand(actual, nil)
	if err != nil {
		return err
	}
	y, err := stand(expected, actual)
	if err != nil {
		return err
	}
	o, err := a.newError(errorSpec{actual: x, expected: y, operator: a.vm.ToValue("deepStrictEqual"), start: a.methods[name]})
	if err != nil {
		return err
	}
	_ = o.Set("actual", actual)
	_ = o.Set("expected", expected)
	_ = o.Set("operator", name)
	return &modules.ThrownError{Value: o}
}

// ifError is assert.ifError(value).
func (a *assert) ifError(c modules.Call) (goja.Value, error) {
	v := c.Argument(0)
	if modules.IsNullish(v) {
		return nil, nil
	}
	message := "ifError got unwanted exception: "
	o, ok := v.(*goja.Object)
	if ok && !modules.IsFunction(o) && o.Get("message") != nil && goja.IsString(o.Get("message")) {
		text := inspect.Text(o.Get("message"))
		if ctor, is := o.Get("constructor").(*goja.Object); text == "" && is {
			text = textOf(ctor.Get("name"))
		}
		message += text
	} else {
		message += a.show(v)
	}
	err, failed := a.newError(errorSpec{
		actual: v, expected: goja.Null(), operator: a.vm.ToValue("ifError"), message: inspect.Value(a.vm, message),
		start: a.methods["ifError"], diff: settings(c).diff,
	})
	if failed != nil {
		return nil, failed
	}
	if ok {
		a.joinStacks(err, o)
	}
	return nil, &modules.ThrownError{Value: err}
}

// joinStacks puts the frames of the original error below those of the new one that
// it does not share.
func (a *assert) joinStacks(err, original *goja.Object) {
	stack := original.Get("stack")
	if stack == nil || !goja.IsString(stack) {
		return
	}
	text := inspect.Text(stack)
	i := strings.Index(text, "\n    at")
	if i < 0 {
		return
	}
	frames := strings.Split(text[i+1:], "\n")
	lines := strings.Split(textOf(err.Get("stack")), "\n")
cut:
	for _, frame := range frames {
		for j, line := range lines {
			if line == frame {
				lines = lines[:j]
				break cut
			}
		}
	}
	_ = err.Set("stack", inspect.Value(a.vm, strings.Join(lines, "\n")+"\n"+strings.Join(frames, "\n")))
}
