package ecma

import (
	"reflect"
	"strconv"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/internal/esregexp"
)

// match runs a pattern on a string from a position on. What it returns is good until the next match.
func (x *realm) match(r *goja.Runtime, p *RegExpPattern, s goja.String, from int, sticky bool) []int32 {
	program := p.compiled()
	var captures []int32
	var err error
	if ascii, units := textOf(s); units != nil {
		captures, err = x.regExps.machine.MatchUnits(program, units, from, sticky)
	} else {
		captures, err = x.regExps.machine.Match(program, ascii, from, sticky)
	}
	if err == esregexp.ErrStack {
		panic(rangeError(r, "Maximum call stack size exceeded"))
	}
	// The engine sees to an interrupt itself, when this function has returned to it.
	if captures != nil {
		x.regExps.last.set(s, captures)
	}
	return captures
}

// lastIndex is the value of the property.
func (re *regExp) lastIndex() *property {
	return known().PropertyOf(re.Values["lastIndex"])
}

// from reads lastIndex, as a number that may be beyond the end of any string.
func (re *regExp) from() int {
	v := re.lastIndex().Value
	if f := engine.Parts(v); f.Table == known().Integer {
		return max(int(*(*int64)(f.Data)), 0)
	}
	return toLength(v)
}

// toLength is the specification's ToLength.
func toLength(v goja.Value) int {
	return int(min(max(toInteger(v), 0), 1<<53-1))
}

func (re *regExp) setLastIndex(r *goja.Runtime, i int) {
	p := re.lastIndex()
	if !p.Writable {
		panic(r.NewTypeError("Cannot assign to read only property 'lastIndex' of object '[object RegExp]'"))
	}
	p.Value = r.ToValue(i)
}

// run is the specification's RegExpBuiltinExec up to its result.
func (re *regExp) run(r *goja.Runtime, s goja.String) (captures []int32) {
	from := re.from()
	p := re.own(r) // reading lastIndex may have changed it
	keeps := p.global || p.sticky
	if !keeps {
		from = 0
	}
	if from <= s.Length() {
		captures = realmOf(r).match(r, p, s, from, p.sticky)
	}
	if keeps {
		if captures == nil {
			re.setLastIndex(r, 0)
		} else {
			re.setLastIndex(r, int(captures[1]))
		}
	}
	return captures
}

// execBuiltin is RegExpBuiltinExec.
func (re *regExp) execBuiltin(r *goja.Runtime, s goja.String) goja.Value {
	captures := re.run(r, s)
	if captures == nil {
		return goja.Null()
	}
	return newMatch(r, re.own(r), s, captures)
}

// captured is the text of a capture, or undefined.
func captured(s goja.String, captures []int32, i int) goja.Value {
	if from, to := captures[2*i], captures[2*i+1]; from >= 0 && to >= 0 {
		return s.Substring(int(from), int(to))
	}
	return goja.Undefined()
}

// The keys of the arrays that matches are, in order, as goja shares them.
var matchKeys = sharedKeys("length", "index", "input", "groups")

// sharedKeys makes keys that several objects can have: the mark behind their end makes goja copy them before a change.
func sharedKeys(keys ...unistring.String) []unistring.String {
	list := append(make([]unistring.String, 0, len(keys)+1), keys...)
	list[:len(keys)+1][len(keys)] = " "
	return list
}

// newMatch makes the result of a match.
func newMatch(r *goja.Runtime, p *RegExpPattern, s goja.String, captures []int32) goja.Value {
	values := make([]goja.Value, len(captures)/2)
	for i := range values {
		values[i] = captured(s, captures, i)
	}
	array := newArrayValues(r, values)
	b := engine.BaseOf(array)
	b.Values["index"] = r.ToValue(int(captures[0]))
	b.Values["input"] = s
	b.Values["groups"] = newGroups(r, p.compiled(), values)
	b.PropNames = matchKeys
	if p.flags&esregexp.HasIndices != 0 {
		places := make([]goja.Value, len(values))
		for i := range places {
			places[i] = goja.Undefined()
			if from, to := captures[2*i], captures[2*i+1]; from >= 0 && to >= 0 {
				places[i] = newArrayValues(r, []goja.Value{r.ToValue(int(from)), r.ToValue(int(to))})
			}
		}
		indices := newArrayValues(r, places)
		createDataPropertyOrThrow(indices, r.ToValue("groups"), newGroups(r, p.compiled(), places))
		createDataPropertyOrThrow(array, r.ToValue("indices"), indices)
	}
	return array
}

// newGroups makes the object with the named ones of values, or undefined if there are no names.
func newGroups(r *goja.Runtime, p *esregexp.Program, values []goja.Value) goja.Value {
	if len(p.Names) == 0 {
		return goja.Undefined()
	}
	groups := r.CreateObject(nil)
	for _, g := range p.Names {
		value := goja.Undefined()
		for _, i := range g.Indexes {
			if !goja.IsUndefined(values[i]) {
				value = values[i]
				break
			}
		}
		createDataPropertyOrThrow(groups, r.ToValue(g.Name), value)
	}
	return groups
}

// regExpExec is RegExp.prototype.exec(string).
func regExpExec(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	re := regExpOf(c.This)
	if re == nil {
		panic(r.NewTypeError("Method RegExp.prototype.exec called on incompatible receiver %s", display(c.This)))
	}
	return re.execBuiltin(r, toString(r, c.Argument(0)))
}

// execute is the specification's RegExpExec.
func execute(r *goja.Runtime, o *goja.Object, s goja.String) goja.Value {
	if exec := o.Get("exec"); exec != nil && isCallable(exec) {
		result := call(exec, o, s)
		if _, ok := result.(*goja.Object); !ok && !goja.IsNull(result) {
			panic(r.NewTypeError("RegExp exec method returned something other than an Object or null"))
		}
		return result
	}
	re := regExpOf(o)
	if re == nil {
		panic(r.NewTypeError("Method RegExp.prototype.exec called on incompatible receiver %s", display(o)))
	}
	return re.execBuiltin(r, s)
}

// regExpTest is RegExp.prototype.test(string).
func regExpTest(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	o, ok := c.This.(*goja.Object)
	if !ok {
		panic(r.NewTypeError("Method RegExp.prototype.test called on incompatible receiver %s", display(c.This)))
	}
	s := toString(r, c.Argument(0))
	if re := checkStandard(r, o); re != nil {
		return r.ToValue(re.run(r, s) != nil)
	}
	return r.ToValue(!goja.IsNull(execute(r, o, s)))
}

// lastMatch is the last match of a runtime, which properties of RegExp show.
type lastMatch struct {
	text     goja.String
	captures []int32
	input    goja.String // what the program has set it to
}

func (l *lastMatch) set(s goja.String, captures []int32) {
	l.text, l.input = s, nil
	l.captures = append(l.captures[:0], captures...)
}

// part is a capture of the last match, or a piece of its text.
func (l *lastMatch) part(from, to int) goja.Value {
	if l.text == nil || from < 0 || to < 0 {
		return literals().ToValue("")
	}
	return l.text.Substring(from, to)
}

func (l *lastMatch) capture(i int) goja.Value {
	if 2*i+1 >= len(l.captures) {
		return literals().ToValue("")
	}
	return l.part(int(l.captures[2*i]), int(l.captures[2*i+1]))
}

// addLastMatch adds the properties of RegExp that tell of the last match.
func addLastMatch(a *additions) {
	property := func(get func(*lastMatch) goja.Value, set func(r *goja.Runtime, v goja.Value), names ...string) {
		for _, name := range names {
			a.add(name, func(r *goja.Runtime) goja.Value {
				last := &realmOf(r).regExps.last
				return accessorProp(r, name, func(goja.FunctionCall) goja.Value { return get(last) }, func(c goja.FunctionCall) goja.Value {
					if set != nil {
						set(r, c.Argument(0))
					}
					return goja.Undefined()
				}, true)
			})
		}
	}
	property(func(l *lastMatch) goja.Value {
		switch {
		case l.input != nil:
			return l.input
		case l.text != nil:
			return l.text
		}
		return literals().ToValue("")
	}, func(r *goja.Runtime, v goja.Value) { realmOf(r).regExps.last.input = toString(r, v) }, "input", "$_")
	property(func(l *lastMatch) goja.Value { return l.capture(0) }, nil, "lastMatch", "$&")
	property(func(l *lastMatch) goja.Value {
		if len(l.captures) <= 2 {
			return literals().ToValue("")
		}
		return l.capture(len(l.captures)/2 - 1)
	}, nil, "lastParen", "$+")
	property(func(l *lastMatch) goja.Value {
		if l.text == nil {
			return literals().ToValue("")
		}
		return l.part(0, int(l.captures[0]))
	}, nil, "leftContext", "$`")
	property(func(l *lastMatch) goja.Value {
		if l.text == nil {
			return literals().ToValue("")
		}
		return l.part(int(l.captures[1]), l.text.Length())
	}, nil, "rightContext", "$'")
	for i := 1; i <= 9; i++ {
		property(func(l *lastMatch) goja.Value { return l.capture(i) }, nil, "$"+strconv.Itoa(i))
	}
}

// regExps compares goja's regular expressions with their mirrors, and gives their table.
func (l *layout) regExps() unsafe.Pointer {
	self := l.Object(engine.RegExp).Type
	engine.Mirrors(self, reflect.TypeFor[regExp]())
	engine.Mirrors(engine.Field(self, "pattern").Type.Elem(), reflect.TypeFor[pattern]())
	if unsafe.Offsetof(RegExpPattern{}.pattern) != 0 {
		panic("fields of RegExpPattern")
	}
	return l.Object(engine.RegExp).Table
}
