package ecma

import (
	"strings"
	"unicode/utf16"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/internal/esregexp"
)

// maxStringLength is V8's.
const maxStringLength = 1<<29 - 24

// text is a string that is put together.
type text struct {
	r     *goja.Runtime
	ascii []byte
	wide  []uint16 // instead of ascii, with the byte order mark in front
}

func (t *text) check(more int) {
	if len(t.ascii)+len(t.wide)+more > maxStringLength {
		panic(rangeError(t.r, "Invalid string length"))
	}
}

// write adds a part of a string.
func (t *text) write(s goja.String, from, to int) {
	if from >= to {
		return
	}
	t.check(to - from)
	ascii, units := textOf(s)
	switch {
	case units == nil && t.wide == nil:
		t.ascii = append(t.ascii, ascii[from:to]...)
	case units == nil:
		for i := from; i < to; i++ {
			t.wide = append(t.wide, uint16(ascii[i]))
		}
	default:
		units = units[from:to]
		if t.wide == nil && !isASCII(units) {
			t.wide = make([]uint16, 1, len(t.ascii)+len(units)+64)
			t.wide[0] = unistring.BOM
			for _, c := range t.ascii {
				t.wide = append(t.wide, uint16(c))
			}
			t.ascii = nil
		}
		if t.wide != nil {
			t.wide = append(t.wide, units...)
			return
		}
		for _, u := range units {
			t.ascii = append(t.ascii, byte(u))
		}
	}
}

func isASCII(units []uint16) bool {
	for _, u := range units {
		if u >= 0x80 {
			return false
		}
	}
	return true
}

func (t *text) writeAll(s goja.String) { t.write(s, 0, s.Length()) }

// string ends the writing.
func (t *text) string() goja.Value {
	if t.wide == nil {
		s := string(t.ascii)
		return engine.Assemble(known().ASCII, unsafe.Pointer(&s))
	}
	return engine.Assemble(known().Unicode, unsafe.Pointer(&t.wide))
}

// found is a match to replace.
type found struct {
	s        goja.String
	from, to int
	captures []goja.Value // without the whole match
	groups   goja.Value
}

// regExpReplace is RegExp.prototype[Symbol.replace](string, replacement).
func regExpReplace(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	o := receiverOf(r, c, "@@replace")
	s := toString(r, c.Argument(0))
	replacement := c.Argument(1)
	var template goja.String
	f := callFunc(nil)
	if isCallable(replacement) {
		f = toMethod(replacement)
	} else {
		template = toString(r, replacement)
	}
	if re := checkStandard(r, o); re != nil {
		return re.replace(r, s, template, f)
	}
	flags := flagsOf(r, o)
	var results []*goja.Object
	if strings.Contains(flags, "g") {
		results = everyMatch(r, o, s, isFull(flags))
	} else if result, ok := execute(r, o, s).(*goja.Object); ok {
		results = append(results, result)
	}
	out := text{r: r}
	done := 0
	for _, result := range results {
		m := found{s: s}
		n := toLength(orUndefined(result.Get("length")))
		matched := toString(r, orUndefined(result.Get("0")))
		m.from = int(min(max(toInteger(orUndefined(result.Get("index"))), 0), float64(s.Length())))
		m.to = m.from + matched.Length()
		for i := 1; i < n; i++ {
			v := orUndefined(result.Get(r.ToValue(i).String()))
			if !goja.IsUndefined(v) {
				v = toString(r, v)
			}
			m.captures = append(m.captures, v)
		}
		m.groups = orUndefined(result.Get("groups"))
		var with goja.String
		if f != nil {
			with = m.call(r, f, matched)
		} else {
			if !goja.IsUndefined(m.groups) {
				m.groups = m.groups.ToObject(r)
			}
			part := text{r: r}
			m.expand(r, &part, template, matched)
			with = toString(r, part.string())
		}
		if m.from >= done {
			out.write(s, done, m.from)
			out.writeAll(with)
			done = m.to
		}
	}
	if done >= s.Length() {
		return out.string()
	}
	out.write(s, done, s.Length())
	return out.string()
}

// call asks a function for the replacement.
func (m *found) call(r *goja.Runtime, f callFunc, matched goja.String) goja.String {
	args := make([]goja.Value, 0, len(m.captures)+4)
	args = append(append(append(args, matched), m.captures...), r.ToValue(m.from), m.s)
	if !goja.IsUndefined(m.groups) {
		args = append(args, m.groups)
	}
	return toString(r, f(goja.FunctionCall{This: goja.Undefined(), Arguments: args}))
}

// replace replaces the matches of a regular expression that nobody has changed.
func (re *regExp) replace(r *goja.Runtime, s, template goja.String, f callFunc) goja.Value {
	p := re.own(r)
	x := realmOf(r)
	program := p.compiled()
	width := 2 * program.Captures
	var places []int32
	if p.global {
		re.setLastIndex(r, 0)
		x.all(r, p, s, 0, func(captures []int32) bool {
			places = append(places, captures...)
			return true
		})
	} else {
		places = append(places, re.run(r, s)...)
	}
	if places == nil {
		return s
	}
	out := text{r: r}
	plain := template != nil && !hasDollar(template)
	done := 0
	for ; len(places) > 0; places = places[width:] {
		from, to := int(places[0]), int(places[1])
		out.write(s, done, from)
		done = to
		if plain {
			out.writeAll(template)
			continue
		}
		m := found{s: s, from: from, to: to, groups: goja.Undefined()}
		if f == nil {
			m.expandPlaces(&out, template, places[:width], program)
			continue
		}
		for i := 1; i < width/2; i++ {
			m.captures = append(m.captures, captured(s, places, i))
		}
		matched := s.Substring(from, to)
		if len(program.Names) > 0 {
			m.groups = newGroups(r, program, append([]goja.Value{matched}, m.captures...))
		}
		out.writeAll(m.call(r, f, matched))
	}
	out.write(s, done, s.Length())
	return out.string()
}

func hasDollar(s goja.String) bool {
	ascii, units := textOf(s)
	if units == nil {
		return strings.IndexByte(ascii, '$') >= 0
	}
	for _, u := range units {
		if u == '$' {
			return true
		}
	}
	return false
}

// expandPlaces is expand for the places of captures.
func (m *found) expandPlaces(out *text, template goja.String, places []int32, p *esregexp.Program) {
	substitute(out, template, m, len(places)/2-1, func(i int) {
		if from, to := places[2*i], places[2*i+1]; from >= 0 && to >= 0 {
			out.write(m.s, int(from), int(to))
		}
	}, len(p.Names) > 0, func(name string) {
		for _, g := range p.Names {
			if g.Name != name {
				continue
			}
			for _, i := range g.Indexes {
				if from, to := places[2*i], places[2*i+1]; from >= 0 && to >= 0 {
					out.write(m.s, int(from), int(to))
				}
			}
		}
	})
}

// expand is the specification's GetSubstitution.
func (m *found) expand(r *goja.Runtime, out *text, template, matched goja.String) {
	groups, _ := m.groups.(*goja.Object)
	substitute(out, template, m, len(m.captures), func(i int) {
		if i == 0 {
			out.writeAll(matched)
		} else if v := m.captures[i-1]; !goja.IsUndefined(v) {
			out.writeAll(toString(r, v))
		}
	}, groups != nil, func(name string) {
		if v := orUndefined(groups.Get(name)); !goja.IsUndefined(v) {
			out.writeAll(toString(r, v))
		}
	})
}

// substitute writes a replacement with what the dollars in it stand for. There are n captures.
func substitute(out *text, template goja.String, m *found, n int, capture func(int), hasNames bool, group func(string)) {
	at := func(i int) uint16 {
		if i < template.Length() {
			return template.CharAt(i)
		}
		return 0
	}
	written := 0
	for i := 0; i < template.Length(); {
		if template.CharAt(i) != '$' {
			i++
			continue
		}
		width := 2
		var write func()
		switch c := at(i + 1); {
		case c == '$':
			write = func() { out.write(template, i, i+1) }
		case c == '&':
			write = func() { capture(0) }
		case c == '`':
			write = func() { out.write(m.s, 0, m.from) }
		case c == '\'':
			write = func() { out.write(m.s, min(m.to, m.s.Length()), m.s.Length()) }
		case c >= '0' && c <= '9':
			index := int(c - '0')
			if d := at(i + 2); d >= '0' && d <= '9' && index*10+int(d-'0') <= n && index*10+int(d-'0') > 0 {
				index, width = index*10+int(d-'0'), 3
			}
			if index > 0 && index <= n {
				write = func() { capture(index) }
			}
		case c == '<' && hasNames:
			end := i + 2
			for end < template.Length() && template.CharAt(end) != '>' {
				end++
			}
			if end < template.Length() {
				name := string(utf16.Decode(unitsOf(template)[i+2 : end]))
				width = end + 1 - i
				write = func() { group(name) }
			}
		}
		if write == nil {
			i++
			continue
		}
		out.write(template, written, i)
		write()
		i += width
		written = i
	}
	out.write(template, written, template.Length())
}
