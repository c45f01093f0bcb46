package fast

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/runtime/internal/stack"
)

// maxDepth bounds how deep stringify goes, which recurses.
const maxDepth = 400_000

// writer writes one value as JSON.
type writer struct {
	*Builtins
	original stack.Native // for values that are Go's

	buf  []byte // UTF-8: a surrogate that stands alone is escaped
	wide bool   // there are other characters than ASCII

	gap, indent string
	only        []unistring.String // the keys that an array for replacer names
	filter      bool               // there is such an array
	replace     goja.Callable

	path  []*goja.Object        // what the value is in
	in    map[*goja.Object]bool // the same, when it is long
	names []unistring.String    // keys that are still to come, of all of path

	// Whether the prototypes of plain objects and of arrays have no toJSON. Code that runs may change it.
	known, without bool
}

// jsonStringify is JSON.stringify(value[, replacer[, space]]).
func (b *Builtins) jsonStringify(call goja.FunctionCall, original stack.Native) goja.Value {
	w := &writer{Builtins: b, original: original, buf: b.out[:0]}
	b.out = nil // toJSON may stringify as well
	w.replacer(call.Argument(1))
	w.space(call.Argument(2))
	v := call.Argument(0)
	var holder *goja.Object
	if w.replace != nil {
		holder = b.vm.NewObject()
		createDataProperty(holder, b.asciiString(""), v)
	}
	ok := w.value("", 0, v, holder)
	var s goja.Value = goja.Undefined()
	if ok {
		if text := string(w.buf); w.wide {
			s = b.vm.ToValue(text)
		} else {
			s = b.asciiString(text)
		}
	}
	if cap(w.buf) <= 1<<16 {
		b.out = w.buf
	}
	return s
}

func (w *writer) replacer(v goja.Value) {
	o, ok := v.(*goja.Object)
	if !ok {
		return
	}
	if f, ok := goja.AssertFunction(o); ok {
		w.replace = f
		return
	}
	if !isArray(o) {
		return
	}
	w.filter = true
	seen := map[unistring.String]bool{}
	for i := range toLength(orUndefined(o.Get("length"))) {
		item := orUndefined(getProperty(o, w.integer(i), nil))
		switch table(item) {
		case w.kinds.ascii, w.unicode, w.imported, w.kinds.integer, w.float:
		case w.kinds.object:
			if class := item.(*goja.Object).ClassName(); class != "Number" && class != "String" {
				continue
			}
		default:
			continue
		}
		if key := propertyKey(w.maker, w.toString(item)); !seen[key] {
			seen[key] = true
			w.only = append(w.only, key)
		}
	}
}

func (w *writer) space(v goja.Value) {
	if o, ok := v.(*goja.Object); ok {
		switch o.ClassName() {
		case "Number":
			v = o.ToNumber()
		case "String":
			v = o.ToString()
		}
	}
	switch table(v) {
	case w.kinds.integer, w.float:
		if n := v.ToFloat(); n >= 1 {
			w.gap = strings.Repeat(" ", int(min(n, 10)))
		}
	case w.kinds.ascii, w.unicode, w.imported:
		text := v.(goja.String)
		w.gap = text.Substring(0, min(text.Length(), 10)).String()
		for i := range len(w.gap) {
			w.wide = w.wide || w.gap[i] >= utf8.RuneSelf
		}
	}
}

// keyOf is the key of a property that is an index, if its name is "\xff".
func (w *writer) keyOf(name unistring.String, index int) goja.Value {
	if name == indexed {
		return w.asciiString(strconv.Itoa(index))
	}
	return stringValueFromRaw(name)
}

// indexed stands for the name of an element, which is only made when somebody wants it.
const indexed = unistring.String("\xff")

// value writes a value, and tells whether there is anything to write. The holder is only needed for a replacer.
func (w *writer) value(name unistring.String, index int, v goja.Value, holder *goja.Object) bool {
	t := table(v)
	if t == w.kinds.object || t == w.bigint {
		v = w.converted(name, index, v)
		t = table(v)
	}
	if w.replace != nil {
		w.known = false
		r, err := w.replace(holder, w.keyOf(name, index), v)
		must(err)
		v = r
		t = table(v)
	}
	if t == w.kinds.object {
		o := v.(*goja.Object)
		self := mirror(o).Self
		if self.Table == w.array || self.Table == w.plain && ownBase(o).Class == "Object" {
			return w.container(o, self.Table)
		}
		if v = w.unwrapped(o); v == nil {
			return true // written already
		}
		if t = table(v); t == w.kinds.object {
			if _, ok := goja.AssertFunction(v); ok {
				return false
			}
			return w.container(o, nil)
		}
	}
	switch t {
	case w.kinds.ascii, w.unicode, w.imported:
		w.quote(v)
	case w.kinds.integer:
		w.buf = strconv.AppendInt(w.buf, *(*int64)(parts(v).Data), 10)
	case w.float:
		w.buf = appendNumber(w.buf, *(*float64)(parts(v).Data))
	case w.kinds.boolean:
		w.buf = strconv.AppendBool(w.buf, v.ToBoolean())
	case w.null:
		w.buf = append(w.buf, "null"...)
	case w.bigint:
		panic(w.vm.NewTypeError("Do not know how to serialize a BigInt"))
	default:
		return false
	}
	return true
}

// converted is what the toJSON of a value makes of it.
func (w *writer) converted(name unistring.String, index int, v goja.Value) goja.Value {
	if o, ok := v.(*goja.Object); ok && w.plainly(o) {
		return v
	}
	f, ok := goja.AssertFunction(orUndefined(getOfValue(w.vm, v, "toJSON")))
	w.known = false
	if !ok {
		return v
	}
	r, err := f(v, w.keyOf(name, index))
	must(err)
	return r
}

// plainly tells whether an object is known to have no toJSON.
func (w *writer) plainly(o *goja.Object) bool {
	self := mirror(o).Self
	if self.Table != w.plain && self.Table != w.array {
		return false
	}
	if !w.known {
		w.known = true
		w.without = w.objectPrototype.Get("toJSON") == nil && w.listPrototype.Get("toJSON") == nil && w.listPrototype.Prototype() == w.objectPrototype
	}
	if !w.without {
		return false
	}
	for depth := 0; depth < 8; depth++ {
		b := (*base)(self.Data)
		if len(b.PropNames) < 8 {
			for _, name := range b.PropNames {
				if len(name) == len("toJSON") && name == "toJSON" {
					return false
				}
			}
		} else if b.Values["toJSON"] != nil {
			return false
		}
		switch o = b.Prototype; o {
		case nil, w.objectPrototype, w.listPrototype:
			return true
		}
		if self = mirror(o).Self; self.Table != w.plain {
			return false
		}
	}
	return false
}

// unwrapped is the primitive that an object stands for, or the object. It gives nil if it has written the object.
func (w *writer) unwrapped(o *goja.Object) goja.Value {
	switch o.ClassName() {
	case "RawJSON":
		text := o.Get("rawJSON").String()
		w.buf = append(w.buf, text...)
		w.wide = true
		return nil
	case "Number":
		return o.ToNumber()
	case "String":
		return o.ToString()
	}
	if mirror(o).Self.Table == w.wrapper {
		if p := (*wrapper)(mirror(o).Self.Data).PValue; table(p) == w.kinds.boolean || table(p) == w.bigint {
			return p
		}
		return o
	}
	if goType(o) {
		text := w.original(goja.FunctionCall{Arguments: []goja.Value{o}})
		if goja.IsUndefined(text) {
			return text
		}
		w.buf = append(w.buf, text.String()...)
		w.wide = true
		return nil
	}
	return o
}

// goType tells whether an object wraps a value of Go's, which may say itself how it is written.
func goType(o *goja.Object) bool {
	if strings.HasPrefix(o.ClassName(), "Object") {
		if _, ok := o.Export().(json.Marshaler); ok && o.ExportType() != nil && o.ExportType().String() != "time.Time" {
			return true
		}
	}
	return false
}

// container writes an object or array. The table says that it is plain.
func (w *writer) container(o *goja.Object, self unsafe.Pointer) bool {
	w.enter(o)
	outer := w.indent
	if w.gap != "" {
		w.indent += w.gap
	}
	switch {
	case self == w.array:
		w.elements(o, (*array)(mirror(o).Self.Data), outer)
	case self == nil && isArray(o):
		w.elements(o, nil, outer)
	default:
		w.fields(o, self == w.plain, outer)
	}
	w.indent = outer
	w.path = w.path[:len(w.path)-1]
	if w.in != nil {
		delete(w.in, o)
	}
	return true
}

// enter notes that an object is open, and fails if it was.
func (w *writer) enter(o *goja.Object) {
	const long = 32
	circular := w.in[o]
	if len(w.path) < long {
		for _, p := range w.path {
			circular = circular || p == o
		}
	} else if len(w.path) == long {
		w.in = make(map[*goja.Object]bool)
		for _, p := range w.path {
			w.in[p] = true
		}
		circular = w.in[o]
	} else if len(w.path) > maxDepth {
		w.throw("RangeError", "Maximum call stack size exceeded")
	}
	if circular {
		panic(w.vm.NewTypeError("Converting circular structure to JSON"))
	}
	w.path = append(w.path, o)
	if w.in != nil {
		w.in[o] = true
	}
}

func (w *writer) newline(indent string) {
	if w.gap != "" {
		w.buf = append(w.buf, '\n')
		w.buf = append(w.buf, indent...)
	}
}

func (w *writer) elements(o *goja.Object, a *array, outer string) {
	var length int
	if a != nil {
		length = int(a.Length)
	} else {
		length = int(toLength(orUndefined(o.Get("length"))))
		w.known = false
	}
	if length == 0 {
		w.buf = append(w.buf, "[]"...)
		return
	}
	w.buf = append(w.buf, '[')
	for i := range length {
		if i > 0 {
			w.buf = append(w.buf, ',')
		}
		w.newline(w.indent)
		var v goja.Value
		if a != nil && mirror(o).Self.Data == unsafe.Pointer(a) && i < len(a.Values) {
			v = a.Values[i]
		}
		if v == nil || table(v) == w.property {
			v = orUndefined(getProperty(o, w.integer(int64(i)), nil))
			w.known = false
		}
		if !w.value(indexed, i, v, o) {
			w.buf = append(w.buf, "null"...)
		}
	}
	w.newline(outer)
	w.buf = append(w.buf, ']')
}

func (w *writer) fields(o *goja.Object, plain bool, outer string) {
	start := len(w.names)
	b := ownBase(o)
	switch {
	case w.filter:
		w.names = append(w.names, w.only...)
	case plain:
		orderKeys(unsafe.Pointer(b))
		w.names = append(w.names, b.PropNames...)
	default:
		keys := objectKeys(w.vm, goja.FunctionCall{Arguments: []goja.Value{o}}).(*goja.Object)
		for _, key := range (*array)(mirror(keys).Self.Data).Values {
			w.names = append(w.names, propertyKey(w.maker, key))
		}
		w.known = false
	}
	end := len(w.names)
	w.buf = append(w.buf, '{')
	empty := true
	for i := start; i < end; i++ {
		name := w.names[i]
		var v goja.Value
		if plain && mirror(o).Self.Table == w.plain {
			v = b.Values[name]
			if v != nil && table(v) == w.property {
				p := (*property)(parts(v).Data)
				if !p.Enumerable && !w.filter {
					continue
				}
				w.known = w.known && !p.Accessor
				v = propertyValue(unsafe.Pointer(p), o)
			}
		}
		if v == nil {
			v = orUndefined(getProperty(o, stringValueFromRaw(name), nil))
			w.known = false
		}
		before := len(w.buf)
		if !empty {
			w.buf = append(w.buf, ',')
		}
		w.newline(w.indent)
		w.key(name)
		w.buf = append(w.buf, ':')
		if w.gap != "" {
			w.buf = append(w.buf, ' ')
		}
		if w.value(name, 0, v, o) {
			empty = false
		} else {
			w.buf = w.buf[:before]
		}
	}
	w.names = w.names[:start]
	if !empty {
		w.newline(outer)
	}
	w.buf = append(w.buf, '}')
}

func (w *writer) key(name unistring.String) {
	if wide := name.AsUtf16(); wide != nil {
		w.quoteWide(wide[1:])
	} else {
		w.quoteASCII(string(name))
	}
}

func (w *writer) quote(v goja.Value) {
	if ascii, wide := w.text(v); wide != nil {
		w.quoteWide(wide)
	} else {
		w.quoteASCII(ascii)
	}
}

func (w *writer) quoteASCII(s string) {
	w.buf = append(w.buf, '"')
	from := 0
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' {
			w.buf = append(w.buf, s[from:i]...)
			w.escape(uint16(c))
			from = i + 1
		}
	}
	w.buf = append(w.buf, s[from:]...)
	w.buf = append(w.buf, '"')
}

func (w *writer) quoteWide(s []uint16) {
	w.wide = true
	w.buf = append(w.buf, '"')
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c < ' ' || c == '"' || c == '\\':
			w.escape(c)
		case c < utf8.RuneSelf:
			w.buf = append(w.buf, byte(c))
		case c < 0xd800 || c > 0xdfff:
			w.buf = utf8.AppendRune(w.buf, rune(c))
		case c < 0xdc00 && i+1 < len(s) && s[i+1] >= 0xdc00 && s[i+1] <= 0xdfff:
			w.buf = utf8.AppendRune(w.buf, utf16.DecodeRune(rune(c), rune(s[i+1])))
			i++
		default:
			w.escape(c)
		}
	}
	w.buf = append(w.buf, '"')
}

func (w *writer) escape(c uint16) {
	const names = "\b\t\n\f\r\"\\"
	if i := strings.IndexByte(names, byte(c)); i >= 0 && c < utf8.RuneSelf {
		w.buf = append(w.buf, '\\', "btnfr\"\\"[i])
		return
	}
	const hex = "0123456789abcdef"
	w.buf = append(w.buf, '\\', 'u', hex[c>>12], hex[c>>8&15], hex[c>>4&15], hex[c&15])
}

// appendNumber appends a number as JavaScript writes it, which has the digits of Go's shortest format.
func appendNumber(b []byte, f float64) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return append(b, "null"...)
	}
	if f == 0 {
		return append(b, '0')
	}
	if size := math.Abs(f); size >= 1e-6 && size < 1e21 {
		return strconv.AppendFloat(b, f, 'f', -1, 64)
	}
	start := len(b)
	b = strconv.AppendFloat(b, f, 'e', -1, 64)
	// Go writes at least two digits of the exponent.
	if e := bytes.IndexByte(b[start:], 'e') + start; b[e+2] == '0' {
		b = append(b[:e+2], b[e+3:]...)
	}
	return b
}
