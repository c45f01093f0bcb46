package ecma

import (
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/internal/esregexp"
)

// A regular expression is goja's object, but what it matches with is package esregexp: goja's own two engines know
// neither the newer syntax nor all of the older semantics.

// regExp mirrors goja's regexpObject.
type regExp struct {
	base
	pattern  *pattern
	source   goja.String
	standard bool
}

// pattern mirrors goja's regexpPattern.
type pattern struct {
	src                                                    string
	global, ignoreCase, multiline, dotAll, sticky, unicode bool
	regexpWrapper                                          unsafe.Pointer
	regexp2Wrapper                                         unsafe.Pointer
}

// RegExpPattern is the pattern and the flags of regular expressions, compiled when the first of them is used. Any
// number of runtimes may share it.
type RegExpPattern struct {
	pattern // what goja sees
	source  goja.String
	flags   esregexp.Flags
	program atomic.Pointer[esregexp.Program]
}

// nothing is goja's engine in a RegExpPattern, which tells it from a pattern of goja's own. It matches nothing.
var nothing = sync.OnceValue(func() unsafe.Pointer {
	return unsafe.Pointer(regexp.MustCompile(`[^\x00-\x{10FFFF}]`))
})

// NewRegExpPattern makes a pattern of its source, which must be valid for the flags, see [ValidateRegExp].
func NewRegExpPattern(source goja.String, flags esregexp.Flags) *RegExpPattern {
	return &RegExpPattern{
		pattern: pattern{
			global: flags&esregexp.Global != 0, ignoreCase: flags&esregexp.IgnoreCase != 0, multiline: flags&esregexp.Multiline != 0,
			dotAll: flags&esregexp.DotAll != 0, sticky: flags&esregexp.Sticky != 0, unicode: flags&esregexp.Unicode != 0,
			regexpWrapper: nothing(),
		},
		source: source, flags: flags,
	}
}

// Source is the pattern's text.
func (p *RegExpPattern) Source() string { return p.source.String() }

// compiled is the program of a pattern.
func (p *RegExpPattern) compiled() *esregexp.Program {
	program := p.program.Load()
	if program == nil {
		var err error
		if program, err = esregexp.Compile(unitsOf(p.source), p.flags); err != nil {
			panic(err) // it was valid
		}
		p.program.Store(program)
	}
	return program
}

// textOf gives the text of a string: in ASCII, or if there is none as UTF-16.
func textOf(s goja.String) (ascii string, units []uint16) {
	f := engine.Parts(s)
	switch k := known(); f.Table {
	case k.ASCII:
		return *(*string)(f.Data), nil
	case k.Unicode:
		return "", (*(*[]uint16)(f.Data))[1:] // behind the byte order mark
	case k.Imported:
		s.Length() // goja looks into it
		i := (*engine.Imported)(f.Data)
		if i.U == nil {
			return i.S, nil
		}
		return "", i.U[1:]
	}
	units = make([]uint16, s.Length())
	for i := range units {
		units[i] = s.CharAt(i)
	}
	return "", units
}

func unitsOf(s goja.String) []uint16 {
	ascii, units := textOf(s)
	if units != nil {
		return units
	}
	units = make([]uint16, len(ascii))
	for i := range len(ascii) {
		units[i] = uint16(ascii[i])
	}
	return units
}

//go:linkname newRegExpObject github.com/dop251/goja.(*Runtime).newRegexpObject
func newRegExpObject(r *goja.Runtime, proto *goja.Object) *regExp

//go:linkname getRegExp github.com/dop251/goja.(*Runtime).getRegExp
func getRegExp(r *goja.Runtime) *goja.Object

//go:linkname getRegExpPrototype github.com/dop251/goja.(*Runtime).getRegExpPrototype
func getRegExpPrototype(r *goja.Runtime) *goja.Object

//go:linkname checkStandard github.com/dop251/goja.(*Runtime).checkStdRegexp
func checkStandard(r *goja.Runtime, o *goja.Object) *regExp

//go:linkname guard github.com/dop251/goja.(*guardedObject).guard
func guard(o unsafe.Pointer, props ...unistring.String)

//go:linkname isRegExp github.com/dop251/goja.isRegexp
func isRegExp(v goja.Value) bool

//go:linkname newRegExpStringIterator github.com/dop251/goja.(*Runtime).createRegExpStringIterator
func newRegExpStringIterator(r *goja.Runtime, matcher *goja.Object, s goja.String, global, unicode bool) goja.Value

//go:linkname toConstructor github.com/dop251/goja.(*Runtime).toConstructor
func toConstructor(r *goja.Runtime, v goja.Value) constructFunc

//go:linkname newArrayValues github.com/dop251/goja.(*Runtime).newArrayValues
func newArrayValues(r *goja.Runtime, values []goja.Value) *goja.Object

// regExpOf is the regular expression that a value is, or nil.
func regExpOf(v goja.Value) *regExp {
	if o, ok := v.(*goja.Object); ok && mirror(o).Self.Table == known().rare().regExp {
		return (*regExp)(mirror(o).Self.Data)
	}
	return nil
}

// own is the pattern of a regular expression. One that goja has made, as it does for the scripts that ship with this
// project, gets it now.
func (re *regExp) own(r *goja.Runtime) *RegExpPattern {
	if p := re.pattern; p.regexpWrapper == nothing() {
		return (*RegExpPattern)(unsafe.Pointer(p))
	}
	p := re.pattern
	var flags esregexp.Flags
	for _, f := range [...]struct {
		has  bool
		flag esregexp.Flags
	}{{p.global, esregexp.Global}, {p.ignoreCase, esregexp.IgnoreCase}, {p.multiline, esregexp.Multiline}, {p.dotAll, esregexp.DotAll},
		{p.sticky, esregexp.Sticky}, {p.unicode, esregexp.Unicode}} {
		if f.has {
			flags |= f.flag
		}
	}
	own, err := realmOf(r).pattern(re.source, flags)
	if err != nil {
		panic(newError(r, "SyntaxError", regExpMessage(re.source, flags.String(), err)))
	}
	re.pattern = &own.pattern
	return own
}

// regExps is what the regular expressions of a runtime keep.
type regExps struct {
	ready   bool
	machine esregexp.Machine
	// made are the patterns that programs have made of strings, by their flags and source.
	made map[patternKey]*RegExpPattern
	last lastMatch
}

type patternKey struct {
	source string // its UTF-8, or its code units if that is not all
	flags  esregexp.Flags
}

// maxMade is how many patterns are remembered.
const maxMade = 512

// pattern makes or finds a pattern.
func (x *realm) pattern(source goja.String, flags esregexp.Flags) (*RegExpPattern, error) {
	key := patternKey{flags: flags}
	if ascii, units := textOf(source); units != nil {
		key.source = codeUnits(source)
	} else {
		key.source = ascii
	}
	if p := x.regExps.made[key]; p != nil {
		return p, nil
	}
	program, err := esregexp.Compile(unitsOf(source), flags)
	if err != nil {
		return nil, err
	}
	p := NewRegExpPattern(source, flags)
	p.program.Store(program)
	if x.regExps.made == nil || len(x.regExps.made) >= maxMade {
		x.regExps.made = map[patternKey]*RegExpPattern{}
	}
	x.regExps.made[key] = p
	return p, nil
}

// regExpMessage is the message of the SyntaxError for a pattern.
func regExpMessage(source goja.String, flags string, err error) string {
	return "Invalid regular expression: /" + source.String() + "/" + flags + ": " + err.Error()
}

// NewRegExp makes the regular expression of a literal.
func NewRegExp(r *goja.Runtime, p *RegExpPattern) *goja.Object {
	x := realmOf(r)
	if !x.regExps.ready {
		wrapRegExp(getRegExp(r))
	}
	return newRegExp(r, p, getRegExpPrototype(r))
}

func newRegExp(r *goja.Runtime, p *RegExpPattern, proto *goja.Object) *goja.Object {
	re := newRegExpObject(r, proto)
	re.pattern, re.source = &p.pattern, p.source
	return re.Val
}

// wrapRegExp puts our functions behind the constructor and the methods of its prototype, and adds to both.
func wrapRegExp(constructor *goja.Object) {
	r := mirror(constructor).Runtime
	x := realmOf(r)
	if x.regExps.ready {
		return
	}
	x.regExps.ready = true
	x.regExps.machine.Interrupt = &known().Machine(r).Interrupted
	n := known().native(constructor)
	n.Construct = func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		if newTarget == nil {
			newTarget = constructor
		}
		return constructRegExp(r, constructor, argument(args, 0), argument(args, 1), newTarget)
	}
	n.F = func(c goja.FunctionCall) goja.Value {
		p, flags := c.Argument(0), c.Argument(1)
		if o, ok := p.(*goja.Object); ok && goja.IsUndefined(flags) && isRegExp(p) && o.Get("constructor") == goja.Value(constructor) {
			return o
		}
		return constructRegExp(r, constructor, p, flags, constructor)
	}
	proto := constructor.Get("prototype").(*goja.Object)
	own(constructor, func(a *additions) {
		addLastMatch(a)
		a.method("escape", 1, regExpEscape)
	})
	// goja takes the prototype for changed from here on, which it is not.
	unchanged := mirror(proto).Self
	own(proto, func(a *additions) { addRegExpGetters(a, proto) })
	mirror(proto).Self = unchanged
	for name, f := range map[string]builtin{"exec": regExpExec, "test": regExpTest, "compile": regExpCompile, "toString": regExpToString} {
		known().native(proto.Get(name).(*goja.Object)).F = bound(r, f)
	}
	for symbol, f := range map[*goja.Symbol]builtin{
		goja.SymMatch: regExpMatch, goja.SymMatchAll: regExpMatchAll, goja.SymSearch: regExpSearch, goja.SymReplace: regExpReplace,
		goja.SymSplit: regExpSplit,
	} {
		known().native(proto.GetSymbol(symbol).(*goja.Object)).F = bound(r, f)
	}
	// The order in which V8 has them.
	engine.BaseOf(proto).PropNames = []unistring.String{"constructor", "exec", "dotAll", "flags", "global", "hasIndices", "ignoreCase",
		"multiline", "source", "sticky", "unicode", "unicodeSets", "compile", "toString", "test"}
	guard(mirror(proto).Self.Data, "flags", "hasIndices", "unicodeSets", "dotAll")
}

func bound(r *goja.Runtime, f builtin) callFunc {
	return func(c goja.FunctionCall) goja.Value { return f(r, c) }
}

// constructRegExp is the constructor RegExp(pattern, flags).
func constructRegExp(r *goja.Runtime, constructor *goja.Object, from, flags goja.Value, newTarget *goja.Object) *goja.Object {
	pattern := from
	fromIsRegExp := isRegExp(from)
	if re := regExpOf(from); re != nil {
		pattern = re.source
		if goja.IsUndefined(flags) {
			flags = r.ToValue(re.own(r).flags.String())
		}
	} else if fromIsRegExp {
		o := from.(*goja.Object)
		pattern = orUndefined(o.Get("source"))
		if goja.IsUndefined(flags) {
			flags = orUndefined(o.Get("flags"))
		}
	}
	proto := getPrototypeFromCtor(r, newTarget, constructor, getRegExpPrototype(r))
	p := newPattern(r, pattern, flags)
	return newRegExp(r, p, proto)
}

// newPattern makes a pattern of what a program gives for one, and for its flags.
func newPattern(r *goja.Runtime, pattern, flags goja.Value) *RegExpPattern {
	source := goja.String(r.ToValue("").(goja.String))
	if !goja.IsUndefined(pattern) {
		source = toString(r, pattern)
	}
	letters := ""
	if !goja.IsUndefined(flags) {
		letters = toString(r, flags).String()
	}
	parsed, ok := esregexp.ParseFlags(letters)
	if !ok {
		panic(newError(r, "SyntaxError", "Invalid flags supplied to RegExp constructor '"+letters+"'"))
	}
	p, err := realmOf(r).pattern(source, parsed)
	if err != nil {
		panic(newError(r, "SyntaxError", regExpMessage(source, letters, err)))
	}
	return p
}

// regExpCompile is RegExp.prototype.compile(pattern, flags).
func regExpCompile(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	re := regExpOf(c.This)
	if re == nil {
		panic(r.NewTypeError("Method RegExp.prototype.compile called on incompatible receiver %s", display(c.This)))
	}
	pattern, flags := c.Argument(0), c.Argument(1)
	var p *RegExpPattern
	if from := regExpOf(pattern); from != nil {
		if !goja.IsUndefined(flags) {
			panic(r.NewTypeError("Cannot supply flags when constructing one RegExp from another"))
		}
		p = from.own(r)
	} else {
		p = newPattern(r, pattern, flags)
	}
	re.pattern, re.source = &p.pattern, p.source
	re.setLastIndex(r, 0)
	return c.This
}

// regExpToString is RegExp.prototype.toString().
func regExpToString(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	o, ok := c.This.(*goja.Object)
	if !ok {
		panic(r.NewTypeError("Method RegExp.prototype.toString called on incompatible receiver %s", display(c.This)))
	}
	source := toString(r, orUndefined(o.Get("source")))
	return concat("/", source, "/", toString(r, orUndefined(o.Get("flags"))))
}

// addRegExpGetters adds what tells of the flags and the source.
func addRegExpGetters(a *additions, proto *goja.Object) {
	for name, flag := range map[string]esregexp.Flags{
		"dotAll": esregexp.DotAll, "global": esregexp.Global, "hasIndices": esregexp.HasIndices, "ignoreCase": esregexp.IgnoreCase,
		"multiline": esregexp.Multiline, "sticky": esregexp.Sticky, "unicode": esregexp.Unicode, "unicodeSets": esregexp.UnicodeSets,
	} {
		a.getter(name, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			if re := regExpOf(c.This); re != nil {
				return r.ToValue(re.own(r).flags&flag != 0)
			}
			if c.This == goja.Value(proto) {
				return goja.Undefined()
			}
			panic(r.NewTypeError("RegExp.prototype.%s getter called on non-RegExp object", name))
		})
	}
	a.getter("source", func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
		if re := regExpOf(c.This); re != nil {
			return escapedSource(re.source)
		}
		if c.This == goja.Value(proto) {
			return r.ToValue("(?:)")
		}
		panic(r.NewTypeError("RegExp.prototype.source getter called on non-RegExp object"))
	})
	a.getter("flags", regExpFlags)
}

// regExpFlags is the getter of RegExp.prototype.flags.
func regExpFlags(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	o, ok := c.This.(*goja.Object)
	if !ok {
		panic(r.NewTypeError("RegExp.prototype.flags getter called on non-object %s", display(c.This)))
	}
	if re := checkStandard(r, o); re != nil {
		return r.ToValue(re.own(r).flags.String())
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
			b.WriteByte(f.flag)
		}
	}
	return r.ToValue(b.String())
}

// escapedSource is a pattern as it can stand in a literal.
func escapedSource(s goja.String) goja.Value {
	if s.Length() == 0 {
		return s.Concat(goja.StringFromUTF16([]uint16{'(', '?', ':', ')'}))
	}
	units := unitsOf(s)
	out := make([]uint16, 0, len(units)+8)
	escaped, class, changed := false, false, false
	for _, u := range units {
		special := ""
		switch u {
		case '\n':
			special = "n"
		case '\r':
			special = "r"
		case 0x2028:
			special = "u2028"
		case 0x2029:
			special = "u2029"
		case '/':
			if !class && !escaped {
				special = "/"
			}
		case '[':
			class = class || !escaped
		case ']':
			class = class && escaped
		}
		if special == "" {
			out = append(out, u)
		} else {
			changed = true
			if !escaped {
				out = append(out, '\\')
			}
			for i := range len(special) {
				out = append(out, uint16(special[i]))
			}
		}
		escaped = u == '\\' && !escaped
	}
	if !changed {
		return s
	}
	return goja.StringFromUTF16(out)
}
