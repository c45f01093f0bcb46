package ecma

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/regexprop"
)

// regExp mirrors goja's regexpObject.
type regExp struct {
	base
	pattern  unsafe.Pointer
	source   goja.String
	standard bool
}

// richRegExp is a regular expression with flags that goja does not know. To goja it is one without them, which has
// the same fields in front.
type richRegExp struct {
	regExp
	indices, sets bool
	flags         string
}

// richClass is the class of such regular expressions. It reads as that of all; where its bytes are tells them apart.
var richClass = strings.Clone("RegExp")

// matchResult mirrors goja's regexpResult.
type matchResult struct {
	indexes []int
	groups  []string
}

//go:linkname execRegExp github.com/dop251/goja.(*regexpObject).execRegexp
func execRegExp(re unsafe.Pointer, s goja.String) (match bool, result matchResult)

//go:linkname execResultToArray github.com/dop251/goja.(*regexpObject).execResultToArray
func execResultToArray(re unsafe.Pointer, s goja.String, result matchResult) goja.Value

func regExpOf(v goja.Value) *regExp {
	if o, ok := v.(*goja.Object); ok && mirror(o).Self.Table == known().rare().regExp {
		return (*regExp)(mirror(o).Self.Data)
	}
	return nil
}

// rich gives what a regular expression has beyond goja's, or nil.
func (re *regExp) rich() *richRegExp {
	if re == nil || unsafe.StringData(re.Class) != unsafe.StringData(richClass) {
		return nil
	}
	return (*richRegExp)(unsafe.Pointer(re))
}

// wrapRegExp makes the constructor and the prototype know the flags d and v.
func wrapRegExp(constructor *goja.Object) {
	r := mirror(constructor).Runtime
	n := known().native(constructor)
	construct, f := n.Construct, n.F
	n.Construct = func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		pattern, flags, ok := richArguments(r, args)
		if !ok {
			return construct(args, newTarget)
		}
		if newTarget == nil {
			newTarget = constructor
		}
		return newRichRegExp(r, pattern, flags, func(pattern, flags string) *goja.Object {
			return construct([]goja.Value{r.ToValue(pattern), r.ToValue(flags)}, newTarget)
		})
	}
	n.F = func(c goja.FunctionCall) goja.Value {
		if _, _, ok := richArguments(r, c.Arguments); !ok {
			return f(c)
		}
		if o, ok := c.Argument(0).(*goja.Object); ok && goja.IsUndefined(c.Argument(1)) && o.Get("constructor") == goja.Value(constructor) {
			return o
		}
		return n.Construct(c.Arguments, constructor)
	}
	own(constructor, func(a *additions) { a.method("escape", 1, regExpEscape) })
	proto := constructor.Get("prototype").(*goja.Object)
	own(proto, func(a *additions) {
		flag := func(name string, of func(*richRegExp) bool) {
			a.getter(name, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
				if re := regExpOf(c.This); re != nil {
					x := re.rich()
					return r.ToValue(x != nil && of(x))
				}
				if c.This == goja.Value(proto) {
					return goja.Undefined()
				}
				panic(r.NewTypeError("RegExp.prototype.%s getter called on non-RegExp object", name))
			})
		}
		flag("hasIndices", func(x *richRegExp) bool { return x.indices })
		flag("unicodeSets", func(x *richRegExp) bool { return x.sets })
		a.getter("flags", regExpFlags)
	})
	text := known().native(proto.Get("toString").(*goja.Object))
	plainText := text.F
	text.F = func(c goja.FunctionCall) goja.Value {
		if regExpOf(c.This).rich() != nil {
			o := c.This.(*goja.Object)
			return r.ToValue("/" + o.Get("source").String() + "/" + o.Get("flags").String())
		}
		return plainText(c)
	}
	exec := known().native(proto.Get("exec").(*goja.Object))
	plain := exec.F
	exec.F = func(c goja.FunctionCall) goja.Value {
		if x := regExpOf(c.This).rich(); x != nil && x.indices {
			return x.exec(r, toString(r, c.Argument(0)))
		}
		return plain(c)
	}
}

// richArguments are the pattern and flags of a call of RegExp that goja alone would not understand.
func richArguments(r *goja.Runtime, args []goja.Value) (pattern, flags string, ok bool) {
	re := regExpOf(argument(args, 0))
	x := re.rich()
	given := argument(args, 1)
	switch {
	case goja.IsUndefined(given) && x != nil:
		return x.source.String(), x.flags, true
	case !goja.IsString(given):
		return "", "", false
	}
	flags = given.String()
	if x == nil && !strings.ContainsAny(flags, "dv") {
		return "", "", false
	}
	switch {
	case re != nil:
		pattern = re.source.String()
	case !goja.IsUndefined(argument(args, 0)):
		pattern = toString(r, args[0]).String()
	}
	return pattern, flags, true
}

func newRichRegExp(r *goja.Runtime, pattern, flags string, construct func(pattern, flags string) *goja.Object) *goja.Object {
	x := richRegExp{indices: strings.Contains(flags, "d"), sets: strings.Contains(flags, "v"), flags: flags}
	if strings.Count(flags, "d") > 1 || strings.Count(flags, "v") > 1 || x.sets && strings.Contains(flags, "u") {
		panic(newError(r, "SyntaxError", "Invalid flags supplied to RegExp constructor '"+flags+"'"))
	}
	known := strings.NewReplacer("d", "", "v", "u").Replace(flags)
	expanded := pattern
	var err error
	switch {
	case x.sets:
		expanded, err = regexprop.ExpandSets(pattern)
	case strings.Contains(flags, "u"):
		expanded, err = regexprop.Expand(pattern)
	}
	if err != nil {
		panic(newError(r, "SyntaxError", "Invalid regular expression: /"+pattern+"/"+flags+": "+err.Error()))
	}
	o := construct(expanded, known)
	re := regExpOf(o)
	if re == nil {
		return o
	}
	x.regExp = *re
	x.Class = richClass
	x.source = toString(r, r.ToValue(pattern))
	x.standard = re.standard && !x.indices
	mirror(o).Self.Data = unsafe.Pointer(&x)
	return o
}

// exec is RegExp.prototype.exec(string) with the places of the groups.
func (x *richRegExp) exec(r *goja.Runtime, s goja.String) goja.Value {
	re := unsafe.Pointer(&x.regExp)
	match, result := execRegExp(re, s)
	if !match {
		return goja.Null()
	}
	array := execResultToArray(re, s, result).(*goja.Object)
	places := make([]any, len(result.indexes)/2)
	var groups *goja.Object
	for i := range places {
		places[i] = goja.Undefined()
		if v := array.Get(strconv.Itoa(i)); v != nil && !goja.IsUndefined(v) {
			places[i] = r.NewArray(result.indexes[2*i], result.indexes[2*i+1])
		}
		if i > 0 && i < len(result.groups) && result.groups[i] != "" {
			if groups == nil {
				groups = r.CreateObject(nil)
			}
			createDataPropertyOrThrow(groups, r.ToValue(result.groups[i]), places[i].(goja.Value))
		}
	}
	indices := r.NewArray(places...)
	if groups != nil {
		createDataPropertyOrThrow(indices, r.ToValue("groups"), groups)
	} else {
		createDataPropertyOrThrow(indices, r.ToValue("groups"), goja.Undefined())
	}
	createDataPropertyOrThrow(array, r.ToValue("indices"), indices)
	return array
}

// regExpFlags is the getter of RegExp.prototype.flags.
func regExpFlags(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	o, ok := c.This.(*goja.Object)
	if !ok {
		panic(r.NewTypeError("RegExp.prototype.flags getter called on non-object %s", display(c.This)))
	}
	var b strings.Builder
	for _, f := range [...]struct {
		name string
		flag byte
	}{
		{"hasIndices", 'd'}, {"global", 'g'}, {"ignoreCase", 'i'}, {"multiline", 'm'}, {"dotAll", 's'}, {"unicode", 'u'},
		{"unicodeSets", 'v'}, {"sticky", 'y'},
	} {
		if v := o.Get(f.name); v != nil && v.ToBoolean() {
			if x := regExpOf(o).rich(); f.flag == 'u' && x != nil && x.sets {
				continue // goja has it for v
			}
			b.WriteByte(f.flag)
		}
	}
	return r.ToValue(b.String())
}

// regExpEscape is RegExp.escape(string).
func regExpEscape(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	s, ok := c.Argument(0).(goja.String)
	if !ok {
		panic(r.NewTypeError("RegExp.escape must be called with a string"))
	}
	units := make([]uint16, 0, s.Length()+8)
	add := func(text string) {
		for i := range len(text) {
			units = append(units, uint16(text[i]))
		}
	}
	hex := func(u uint16) {
		if u <= 0xff {
			add(`\x` + string("0123456789abcdef"[u>>4]) + string("0123456789abcdef"[u&15]))
		} else {
			add(`\u` + strconv.FormatInt(0x10000+int64(u), 16)[1:])
		}
	}
	for i := 0; i < s.Length(); i++ {
		u := s.CharAt(i)
		letter := u|0x20 >= 'a' && u|0x20 <= 'z' && u < 0x80 || u >= '0' && u <= '9'
		switch {
		case i == 0 && letter:
			hex(u)
		case u < 0x80 && strings.IndexByte(`^$\.*+?()[]{}|/`, byte(u)) >= 0:
			add(`\` + string(rune(u)))
		case u >= '\t' && u <= '\r':
			add(`\` + string("tnvfr"[u-'\t']))
		case u < 0x80 && strings.IndexByte(",-=<>#&!%:;@~'`\"", byte(u)) >= 0, isSpace(u):
			hex(u)
		case utf16.IsSurrogate(rune(u)) && loneSurrogate(s.Substring(i, min(i+2, s.Length())), 0) == 0:
			hex(u)
		case u&0xfc00 == 0xd800:
			units = append(units, u, s.CharAt(i+1))
			i++
		default:
			units = append(units, u)
		}
	}
	return goja.StringFromUTF16(units)
}

// isSpace tells what the specification calls white space or the end of a line, from the space on.
func isSpace(u uint16) bool {
	switch u {
	case ' ', 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff:
		return true
	}
	return u >= 0x2000 && u <= 0x200a
}
