package ecma

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/esregexp"
)

// receiverOf is the object that a method of RegExp.prototype is called on.
func receiverOf(r *goja.Runtime, c goja.FunctionCall, method string) *goja.Object {
	o, ok := c.This.(*goja.Object)
	if !ok {
		panic(r.NewTypeError("Method RegExp.prototype.%s called on incompatible receiver %s", method, display(c.This)))
	}
	return o
}

// setLastIndexOf sets the property of whatever serves as a regular expression.
func setLastIndexOf(o *goja.Object, v goja.Value) {
	if re := regExpOf(o); re != nil && re.lastIndex().Writable {
		re.lastIndex().Value = v
		return
	}
	if err := o.Set("lastIndex", v); err != nil {
		panic(err)
	}
}

// flagsOf reads the property flags.
func flagsOf(r *goja.Runtime, o *goja.Object) string {
	return toString(r, orUndefined(o.Get("flags"))).String()
}

func isFull(flags string) bool { return strings.ContainsAny(flags, "uv") }

// advance is the specification's AdvanceStringIndex.
func advance(s goja.String, i int, full bool) int {
	if full && i+1 < s.Length() && s.CharAt(i)&0xfc00 == 0xd800 && s.CharAt(i+1)&0xfc00 == 0xdc00 {
		return i + 2
	}
	return i + 1
}

// all runs a pattern over a whole string and calls f with each match, until it returns false.
func (x *realm) all(r *goja.Runtime, p *RegExpPattern, s goja.String, from int, f func(captures []int32) bool) {
	full := p.flags&(esregexp.Unicode|esregexp.UnicodeSets) != 0
	for length := s.Length(); from <= length; {
		captures := x.match(r, p, s, from, p.sticky)
		if captures == nil {
			return
		}
		if from = int(captures[1]); captures[0] == captures[1] {
			from = advance(s, from, full)
		}
		if !f(captures) {
			return
		}
	}
}

// regExpMatch is RegExp.prototype[Symbol.match](string).
func regExpMatch(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	o := receiverOf(r, c, "@@match")
	s := toString(r, c.Argument(0))
	re := checkStandard(r, o)
	if re != nil && !re.own(r).global {
		return re.execBuiltin(r, s)
	}
	var list []goja.Value
	if re != nil {
		re.setLastIndex(r, 0)
		realmOf(r).all(r, re.own(r), s, 0, func(captures []int32) bool {
			list = append(list, s.Substring(int(captures[0]), int(captures[1])))
			return true
		})
	} else {
		flags := flagsOf(r, o)
		if !strings.Contains(flags, "g") {
			return execute(r, o, s)
		}
		for _, match := range everyMatch(r, o, s, isFull(flags)) {
			list = append(list, toString(r, orUndefined(match.Get("0"))))
		}
	}
	if list == nil {
		return goja.Null()
	}
	return newArrayValues(r, list)
}

// everyMatch are the results of exec, called again and again.
func everyMatch(r *goja.Runtime, o *goja.Object, s goja.String, full bool) (list []*goja.Object) {
	setLastIndexOf(o, number(0))
	for {
		result, ok := execute(r, o, s).(*goja.Object)
		if !ok {
			return list
		}
		list = append(list, result)
		if toString(r, orUndefined(result.Get("0"))).Length() == 0 {
			i := toLength(orUndefined(o.Get("lastIndex")))
			setLastIndexOf(o, r.ToValue(advance(s, i, full)))
		}
	}
}

// regExpMatchAll is RegExp.prototype[Symbol.matchAll](string).
func regExpMatchAll(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	o := receiverOf(r, c, "@@matchAll")
	s := toString(r, c.Argument(0))
	constructor := speciesConstructorObj(r, o, getRegExp(r))
	flags := toString(r, orUndefined(o.Get("flags")))
	matcher := toConstructor(r, constructor)([]goja.Value{o, flags}, nil)
	setLastIndexOf(matcher, r.ToValue(toLength(orUndefined(o.Get("lastIndex")))))
	letters := flags.String()
	return newRegExpStringIterator(r, matcher, s, strings.Contains(letters, "g"), isFull(letters))
}

// regExpSearch is RegExp.prototype[Symbol.search](string).
func regExpSearch(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	o := receiverOf(r, c, "@@search")
	s := toString(r, c.Argument(0))
	if re := checkStandard(r, o); re != nil && re.lastIndex().Writable {
		p := re.own(r)
		if captures := realmOf(r).match(r, p, s, 0, p.sticky); captures != nil {
			return r.ToValue(int(captures[0]))
		}
		return r.ToValue(-1)
	}
	before := orUndefined(o.Get("lastIndex"))
	if !before.SameAs(number(0)) {
		setLastIndexOf(o, number(0))
	}
	result, ok := execute(r, o, s).(*goja.Object)
	if !orUndefined(o.Get("lastIndex")).SameAs(before) {
		setLastIndexOf(o, before)
	}
	if !ok {
		return r.ToValue(-1)
	}
	return orUndefined(result.Get("index"))
}

// regExpSplit is RegExp.prototype[Symbol.split](string, limit).
func regExpSplit(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	o := receiverOf(r, c, "@@split")
	s := toString(r, c.Argument(0))
	constructor := speciesConstructorObj(r, o, getRegExp(r))
	if re := checkStandard(r, o); re != nil && constructor == getRegExp(r) {
		p := re.own(r)
		return newArrayValues(r, realmOf(r).split(r, p, s, limitOf(c.Argument(1))))
	}
	flags := toString(r, orUndefined(o.Get("flags")))
	letters := flags.String()
	if !strings.Contains(letters, "y") {
		flags = toString(r, concat(flags, "y"))
	}
	splitter := toConstructor(r, constructor)([]goja.Value{o, flags}, nil)
	return newArrayValues(r, splitWith(r, splitter, s, isFull(letters), limitOf(c.Argument(1))))
}

func limitOf(v goja.Value) uint32 {
	if goja.IsUndefined(v) {
		return 1<<32 - 1
	}
	return toUint32(v)
}

// split takes a string apart where a pattern matches.
func (x *realm) split(r *goja.Runtime, p *RegExpPattern, s goja.String, limit uint32) (list []goja.Value) {
	if limit == 0 {
		return nil
	}
	length := s.Length()
	if length == 0 {
		if x.match(r, p, s, 0, true) == nil {
			list = append(list, s)
		}
		return list
	}
	full := p.flags&(esregexp.Unicode|esregexp.UnicodeSets) != 0
	done := 0
	for from := 0; from < length; {
		captures := x.match(r, p, s, from, false)
		if captures == nil || int(captures[0]) >= length {
			break
		}
		end := min(int(captures[1]), length)
		if end == done {
			from = advance(s, max(from, int(captures[0])), full)
			continue
		}
		list = append(list, s.Substring(done, int(captures[0])))
		if uint32(len(list)) == limit {
			return list
		}
		done, from = end, end
		for i := 1; i < len(captures)/2; i++ {
			list = append(list, captured(s, captures, i))
			if uint32(len(list)) == limit {
				return list
			}
		}
	}
	return append(list, s.Substring(done, length))
}

// splitWith is split with whatever serves as a sticky regular expression.
func splitWith(r *goja.Runtime, splitter *goja.Object, s goja.String, full bool, limit uint32) (list []goja.Value) {
	if limit == 0 {
		return nil
	}
	length := s.Length()
	if length == 0 {
		if goja.IsNull(execute(r, splitter, s)) {
			list = append(list, s)
		}
		return list
	}
	done := 0
	for from := 0; from < length; {
		setLastIndexOf(splitter, r.ToValue(from))
		match, ok := execute(r, splitter, s).(*goja.Object)
		if !ok {
			from = advance(s, from, full)
			continue
		}
		end := min(toLength(orUndefined(splitter.Get("lastIndex"))), length)
		if end == done {
			from = advance(s, from, full)
			continue
		}
		list = append(list, s.Substring(done, from))
		if uint32(len(list)) == limit {
			return list
		}
		done, from = end, end
		for i := 1; i < toLength(orUndefined(match.Get("length"))); i++ {
			list = append(list, orUndefined(match.Get(r.ToValue(i).String())))
			if uint32(len(list)) == limit {
				return list
			}
		}
	}
	return append(list, s.Substring(done, length))
}
