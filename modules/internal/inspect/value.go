package inspect

import (
	"reflect"
	"sort"
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

var (
	proxyType  = reflect.TypeFor[goja.Proxy]()
	objectType = reflect.TypeFor[map[string]interface{}]()
)

const (
	// maxNesting is where a structure counts as too deep for the stack.
	maxNesting = 1000
	// maxOutput is how many characters one indentation level may hold before
	// nothing deeper is shown.
	maxOutput = 1 << 23
)

// formatValue renders any value. inTyped is set for the buffer of a typed array.
func (c *context) formatValue(v goja.Value, depth int, inTyped bool) string {
	obj, ok := v.(*goja.Object)
	if !ok {
		return c.formatPrimitive(v)
	}
	original, proxies := obj, 0
	for obj.ExportType() == proxyType && !(c.in.Namespace != nil && c.in.Namespace(obj)) && !(c.in.Concealed != nil && c.in.Concealed(obj)) {
		proxy := obj.Export().(goja.Proxy)
		target := proxy.Target()
		if c.ShowProxy {
			if target == nil {
				return c.stylize("<Revoked Proxy>", "special")
			}
			return c.formatProxy(target, proxy.Handler(), depth)
		}
		if target == nil {
			return c.wrapProxies(c.stylize("<Revoked Proxy>", "special"), proxies)
		}
		obj = target
		proxies++
	}
	if c.CustomInspect {
		if text, done := c.formatCustom(obj, original, depth, proxies != 0); done {
			return text
		}
	}
	for _, s := range c.seen {
		if s == obj {
			return c.formatCircular(obj)
		}
	}
	text := c.formatRaw(obj, depth, inTyped)
	return c.wrapProxies(text, proxies)
}

func (c *context) wrapProxies(text string, n int) string {
	for ; n > 0; n-- {
		text = c.stylize("Proxy(", "special") + text + c.stylize(")", "special")
	}
	return text
}

func (c *context) formatCircular(obj *goja.Object) string {
	index, ok := c.circular[obj]
	if !ok {
		if c.circular == nil {
			c.circular = make(map[*goja.Object]int)
		}
		index = len(c.circular) + 1
		c.circular[obj] = index
	}
	return c.stylize("[Circular *"+strconv.Itoa(index)+"]", "special")
}

func (c *context) formatProxy(target, handler *goja.Object, depth int) string {
	if c.deeper(depth) {
		return c.stylize("Proxy [Array]", "special")
	}
	depth++
	c.indent += 2
	out := []string{c.formatValue(target, depth, false), c.formatValue(handler, depth, false)}
	c.indent -= 2
	return c.reduce(out, "", "Proxy [", "]", arrayExtras, depth, nil)
}

// formatCustom calls the value's own inspect function, if it has one.
func (c *context) formatCustom(obj, original *goja.Object, depth int, proxied bool) (string, bool) {
	in := c.in
	custom, ok := obj.GetSymbol(in.real().custom).(*goja.Object)
	if !ok || custom == in.Function() {
		return "", false
	}
	f, ok := goja.AssertFunction(custom)
	if !ok || in.isPrototype(obj) {
		return "", false
	}
	var rest goja.Value = goja.Null()
	if raw := c.value(in.vm, 1); !goja.IsNull(raw) {
		rest = number(in.vm, c.Depth-float64(depth))
	}
	foreign := proxied || !inherits(original, in.real().objectProto)
	ret, err := f(original, rest, c.userOptions(foreign), in.Function())
	if err != nil {
		panic(err)
	}
	if ret == goja.Value(original) {
		return "", false
	}
	if s, ok := ret.(goja.String); ok {
		return c.indented(Text(s)), true
	}
	return c.formatValue(ret, depth, false), true
}

// isPrototype reports whether obj is the prototype of its own constructor.
func (in *Inspector) isPrototype(obj *goja.Object) bool {
	if !in.hasOwn(obj, in.real().constructorK) {
		return false
	}
	p, _ := in.own(obj, in.real().constructorK)
	ctor, ok := p.value.(*goja.Object)
	return ok && ctor.Get("prototype") == goja.Value(obj)
}

// indented is text with its further lines brought to the current indentation.
func (c *context) indented(text string) string {
	if c.indent == 0 || strings.IndexByte(text, '\n') < 0 {
		return text
	}
	return strings.ReplaceAll(text, "\n", "\n"+spaces(c.indent))
}

// A frame is what the rendering of one object collects before its entries are
// laid out.
type frame struct {
	obj         *goja.Object
	name        string // of the constructor
	null        bool   // no prototype
	tag         string
	keys        []key
	hidden      []string // properties of prototypes, under showHidden
	base        string
	open, close string
	kind        entryKind
	inTyped     bool
	made        Kind
	entries     func(depth int) []string
	after       []string // extra properties that are not own: byteLength and so on
	afterTyped  bool
}

// bare reports whether there are no properties to show.
func (f *frame) bare() bool { return len(f.keys) == 0 && f.hidden == nil }

func (f *frame) prefix(fallback, size string) string {
	return prefix(f.name, f.null, f.tag, fallback, size)
}

// plainPrefix is what an object without anything special is called.
func (c *context) plainPrefix(f *frame) string {
	fallback := ""
	if f.null {
		fallback = c.in.className(f.obj)
		if fallback == f.tag {
			fallback = "Object"
		}
	}
	return f.prefix(fallback, "")
}

func (c *context) formatRaw(obj *goja.Object, depth int, inTyped bool) string {
	f := frame{obj: obj, made: engine().kindOf(obj), inTyped: inTyped, open: "{", close: "}"}
	if c.ShowHidden && !c.deeper(depth) {
		f.name, f.null = c.constructorName(obj, depth, &f.hidden)
	} else {
		f.name, f.null = c.constructorName(obj, depth, nil)
	}
	f.tag = c.tag(obj)

	text, done := c.describe(&f, depth)
	if done {
		return text
	}
	if c.deeper(depth) {
		name := strings.TrimSuffix(c.plainPrefix(&f), " ")
		if !f.null {
			name = "[" + name + "]"
		}
		return c.stylize(name, "special")
	}
	if len(c.seen) >= maxNesting {
		return c.stylize("["+strings.TrimSuffix(c.plainPrefix(&f), " ")+
			": Inspection interrupted prematurely. Maximum call stack size exceeded.]", "special")
	}
	depth++
	c.seen = append(c.seen, obj)
	c.currentDepth = depth
	out := c.collect(&f, depth)
	if index, ok := c.circular[obj]; ok {
		reference := c.stylize("<ref *"+strconv.Itoa(index)+">", "special")
		switch {
		case c.CompactAll:
			f.open = reference + " " + f.open
		case f.base == "":
			f.base = reference
		default:
			f.base = reference + " " + f.base
		}
	}
	c.seen = c.seen[:len(c.seen)-1]
	if c.Sorted {
		if f.kind == objectEntries {
			c.sort(out)
		} else if n := len(f.keys); n > 1 {
			c.sort(out[len(out)-n:])
		}
	}
	res := c.reduce(out, f.base, f.open, f.close, f.kind, depth, obj)
	c.spend(len(res))
	return res
}

// spend counts output against the limit on its whole size.
func (c *context) spend(n int) {
	if n < 1<<10 && c.budget == nil {
		return
	}
	if c.budget == nil {
		c.budget = make(map[int]int)
	}
	c.budget[c.indent] += n
	if c.budget[c.indent] > maxOutput {
		c.Depth, c.exhausted = -1, true
	}
}

// tag is the value's Symbol.toStringTag, unless it is listed as a property.
func (c *context) tag(obj *goja.Object) string {
	in := c.in
	var v goja.Value
	if in.vm.Try(func() { v = obj.GetSymbol(goja.SymToStringTag) }) != nil {
		return ""
	}
	s, ok := v.(goja.String)
	if !ok || s.Length() == 0 {
		return ""
	}
	if p, own := in.own(obj, goja.SymToStringTag); own && (c.ShowHidden || p.enumerable) {
		return ""
	}
	return Text(s)
}

// collect renders the entries of an object.
func (c *context) collect(f *frame, depth int) []string {
	var out []string
	if f.entries != nil {
		out = f.entries(depth)
	} else {
		out = make([]string, 0, len(f.keys))
	}
	for _, name := range f.after {
		out = append(out, c.formatExtra(f, depth, name))
	}
	for _, k := range f.keys {
		out = append(out, c.formatKey(f.obj, depth, k, f.kind))
	}
	return append(out, f.hidden...)
}

// formatExtra renders a property that is a getter on the prototype.
func (c *context) formatExtra(f *frame, depth int, name string) string {
	v, ok := c.in.get(f.obj, name)
	if !ok {
		c.indent += 2 // as Node does, which does not take it back
		if buffer, isObject := f.obj.Get("buffer").(*goja.Object); isObject {
			v, _ = c.in.get(buffer, name)
		}
	}
	c.indent += 2
	text := c.formatValue(v, depth, f.afterTyped)
	c.indent -= 2
	return c.stylize("["+name+"]", "string") + ": " + text
}

// sort orders entries by the user's comparison or as JavaScript sorts strings.
func (c *context) sort(out []string) {
	if c.sortBy == nil {
		if how := c.raw[sortedOption]; how != nil && !isTrue(how) {
			panic(c.in.vm.NewTypeError("The comparison function must be either a function or undefined: %s", Text(how)))
		}
		sort.SliceStable(out, func(i, j int) bool { return lessUnits(out[i], out[j]) })
		return
	}
	vm := c.in.vm
	sort.SliceStable(out, func(i, j int) bool {
		v, err := c.sortBy(goja.Undefined(), Value(vm, out[i]), Value(vm, out[j]))
		if err != nil {
			panic(err)
		}
		return v.ToFloat() < 0
	})
}

// lessUnits compares by UTF-16 units, which differs from bytes only where a
// character outside the basic plane meets one of its last block.
func lessUnits(a, b string) bool {
	if utf16Len(a) == len(a) || utf16Len(b) == len(b) {
		return a < b
	}
	x, y := toUnits(a), toUnits(b)
	for i := 0; i < len(x) && i < len(y); i++ {
		if x[i] != y[i] {
			return x[i] < y[i]
		}
	}
	return len(x) < len(y)
}
