package inspect

import (
	"slices"
	"strings"

	"github.com/dop251/goja"
)

// A key is the name of a property: a string or a symbol.
type key struct {
	name string
	sym  *goja.Symbol
	raw  goja.Value // the string as the engine has it, where Go's would lose surrogates
}

func (k key) value(vm *goja.Runtime) goja.Value {
	switch {
	case k.sym != nil:
		return k.sym
	case k.raw != nil:
		return k.raw
	}
	return vm.ToValue(k.name)
}

// A property is what getOwnPropertyDescriptor tells of one.
type property struct {
	value, get, set goja.Value // nil where there is none; value is nil for undefined too
	enumerable      bool
}

// own describes an own property, without calling a getter.
func (in *Inspector) own(obj *goja.Object, key goja.Value) (property, bool) {
	d, ok := in.real().getOwnPropertyDescriptor(goja.FunctionCall{Arguments: []goja.Value{obj, key}}).(*goja.Object)
	if !ok {
		return property{}, false
	}
	p := property{enumerable: d.Get("enumerable").ToBoolean()}
	p.value = defined(d.Get("value"))
	if p.value == nil {
		p.get, p.set = defined(d.Get("get")), defined(d.Get("set"))
	}
	return p, true
}

// defined is v, or nil for undefined.
func defined(v goja.Value) goja.Value {
	if v == nil || goja.IsUndefined(v) {
		return nil
	}
	return v
}

// keys lists the own properties to show: the enumerable ones, or all.
func (in *Inspector) keys(obj *goja.Object, hidden bool) []key {
	if hidden {
		keys := in.keyList(in.real().ownKeys(goja.FunctionCall{Arguments: []goja.Value{obj}}))
		if engine().kindOf(obj) >= KindFunction {
			prototypeThird(keys)
		}
		return keys
	}
	names := []string(nil)
	if in.Namespace != nil && in.Namespace(obj) {
		names = obj.GetOwnPropertyNames() // Keys reads values, which there may not be yet.
	} else {
		names = obj.Keys()
	}
	keys := make([]key, 0, len(names))
	for _, name := range names {
		if strings.Contains(name, "\uFFFD") {
			keys = in.keyList(in.real().objectKeys(goja.FunctionCall{Arguments: []goja.Value{obj}}))
			break
		}
		keys = append(keys, key{name: name})
	}
	for _, sym := range obj.Symbols() {
		keys = append(keys, key{sym: sym})
	}
	return keys
}

// prototypeThird puts a function's prototype right behind its length and name,
// where other engines list it.
func prototypeThird(keys []key) {
	from := slices.IndexFunc(keys, func(k key) bool { return k.name == "prototype" && k.sym == nil })
	if from < 0 {
		return
	}
	prototype, third := keys[from], keys[:0]
	rest := slices.Delete(slices.Clone(keys), from, from+1)
	for len(rest) > 0 && (rest[0].name == "length" || rest[0].name == "name") {
		third, rest = append(third, rest[0]), rest[1:]
	}
	_ = append(append(third, prototype), rest...)
}

// matchOrder lists the keys of the result of a match as other engines do.
func matchOrder(keys []key) {
	for i := 0; i+2 < len(keys); i++ {
		if keys[i].name == "input" && keys[i+1].name == "index" && keys[i+2].name == "groups" {
			keys[i], keys[i+1] = keys[i+1], keys[i]
		}
	}
}

func (in *Inspector) keyList(list goja.Value) []key {
	var values []goja.Value
	_ = in.vm.ExportTo(list, &values)
	keys := make([]key, len(values))
	for i, v := range values {
		if sym, ok := v.(*goja.Symbol); ok {
			keys[i].sym = sym
			continue
		}
		keys[i].name = Text(v)
		if hasSurrogates(keys[i].name) {
			keys[i].raw = v
		}
	}
	return keys
}

// extraKeys are the keys of an array or typed array that are not indices.
func (in *Inspector) extraKeys(obj *goja.Object, hidden bool) []key {
	if !hidden && engine().onlyElements(obj) {
		symbols := obj.Symbols()
		keys := make([]key, len(symbols))
		for i, sym := range symbols {
			keys[i].sym = sym
		}
		return keys
	}
	all := in.keys(obj, hidden)
	i := 0
	for i < len(all) && all[i].sym == nil && isIndex(all[i].name) {
		i++
	}
	rest := all[i:]
	matchOrder(rest)
	return rest
}

// isIndex reports whether a property name is an array index.
func isIndex(name string) bool {
	if name == "" || len(name) > 10 || name[0] == '0' && len(name) > 1 {
		return false
	}
	n := uint64(0)
	for i := 0; i < len(name); i++ {
		if !isDigit(name[i]) {
			return false
		}
		n = n*10 + uint64(name[i]-'0')
	}
	return n < 1<<32-1
}

// entryKind says how the entries of an object are laid out.
type entryKind int

const (
	objectEntries entryKind = iota
	arrayEntry              // an element: no name is shown
	arrayExtras             // the entries of an array, elements and extra keys
)

func (c *context) formatKey(obj *goja.Object, depth int, k key, kind entryKind) string {
	if k.sym == nil && k.raw == nil {
		if v, ok := DataProperty(obj, k.name); ok {
			return c.formatProperty(obj, depth, k, kind, property{value: defined(v), enumerable: true}, obj)
		}
	}
	p, _ := c.in.own(obj, k.value(c.in.vm))
	return c.formatProperty(obj, depth, k, kind, p, obj)
}

// formatProperty renders "name: value". original is the receiver for a getter.
func (c *context) formatProperty(obj *goja.Object, depth int, k key, kind entryKind, p property, original *goja.Object) string {
	separator := ": "
	var text string
	switch {
	case p.value != nil:
		indent := 2
		if c.CompactAll && kind == objectEntries {
			indent = 3
		}
		c.indent += indent
		text = c.formatValue(p.value, depth, false)
		if indent == 3 && c.BreakLength < float64(Width(text, c.Colors)) {
			separator = ":\n" + spaces(c.indent)
		}
		c.indent -= indent
	case p.get != nil:
		text = c.formatGetter(p, depth, original)
	case p.set != nil:
		text = c.stylize("[Setter]", "special")
	default:
		text = c.stylize("undefined", "undefined")
	}
	if kind == arrayEntry {
		return text
	}
	return c.formatName(k, p.enumerable) + separator + text
}

func (c *context) formatName(k key, enumerable bool) string {
	var name string
	switch {
	case k.sym != nil:
		name = c.stylize(escape(c.in.symbolText(k.sym)), "symbol")
	case k.name == "__proto__":
		name = "['__proto__']"
	case isIdentifier(k.name):
		name = c.stylize(k.name, "name")
	default:
		name = c.stylize(quote(k.name), "string")
	}
	if !enumerable {
		return "[" + name + "]"
	}
	return name
}

// isIdentifier reports whether a name needs no quotes: Node leaves out $ and
// all that is not ASCII.
func isIdentifier(s string) bool {
	for i := 0; i < len(s); i++ {
		ch := s[i]
		if ch != '_' && (ch|0x20 < 'a' || ch|0x20 > 'z') && (i == 0 || !isDigit(ch)) {
			return false
		}
	}
	return s != ""
}

func (c *context) formatGetter(p property, depth int, original *goja.Object) string {
	label := "Getter"
	if p.set != nil {
		label = "Getter/Setter"
	}
	if c.Getters != "all" && (c.Getters != "get" || p.set != nil) && (c.Getters != "set" || p.set == nil) {
		return c.stylize("["+label+"]", "special")
	}
	c.indent += 2
	defer func() { c.indent -= 2 }()
	open := c.stylize("["+label+":", "special") + " "
	end := c.stylize("]", "special")
	get, _ := goja.AssertFunction(p.get)
	v, thrown := c.callGetter(get, original)
	if thrown != nil {
		return open + "<Inspection threw (" + c.formatValue(thrown, depth, false) + ")>" + end
	}
	if _, ok := v.(*goja.Object); ok {
		return c.stylize("["+label+"]", "special") + " " + c.formatValue(v, depth, false)
	}
	return open + c.formatPrimitive(v) + end
}

// callGetter returns what the getter returned or what it threw.
func (c *context) callGetter(get goja.Callable, this goja.Value) (v, thrown goja.Value) {
	v, err := get(this)
	if ex, ok := err.(*goja.Exception); ok {
		return nil, ex.Value()
	}
	if err != nil {
		panic(err)
	}
	return v, nil
}

// get reads a property whose getter may throw.
func (in *Inspector) get(obj *goja.Object, name string) (v goja.Value, ok bool) {
	ok = in.vm.Try(func() { v = obj.Get(name) }) == nil
	if v == nil {
		v = goja.Undefined()
	}
	return v, ok
}
