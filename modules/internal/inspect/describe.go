package inspect

import (
	"math"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/ecma"
)

// describe finds out what obj is, fills the frame, and returns the whole text
// where no entries follow.
func (c *context) describe(f *frame, depth int) (string, bool) {
	if text, known, done := c.describeIterable(f); known {
		return text, done
	}
	in, obj := c.in, f.obj
	f.keys = in.keys(obj, c.ShowHidden)
	switch {
	case f.made >= KindFunction || f.made == KindUnknown && isCallable(obj):
		f.base = c.functionBase(f)
		if f.bare() {
			return c.stylize(f.base, "special"), true
		}
	case !f.null && f.name == "Object":
		if obj.ClassName() == "Arguments" {
			f.open = "[Arguments] {"
		} else if f.tag != "" {
			f.open = f.prefix("Object", "") + "{"
		}
		if f.bare() {
			return f.open + "}", true
		}
	case f.made == KindRegExp:
		f.base = in.regexpText(f)
		if p := f.prefix("RegExp", ""); p != "RegExp " {
			f.base = p + f.base
		}
		f.base = c.stylize(f.base, "regexp")
		if f.bare() || c.deeper(depth) {
			return f.base, true
		}
	case f.made == KindDate:
		f.base = c.dateText(obj)
		if p := f.prefix("Date", ""); p != "Date " {
			f.base = p + f.base
		}
		if f.bare() {
			return c.stylize(f.base, "date"), true
		}
	case f.made == KindError || inherits(obj, in.real().errorProto):
		f.base = c.formatError(f)
		if f.bare() {
			return f.base, true
		}
	case f.made == KindArrayBuffer:
		name := "ArrayBuffer"
		if ecma.SharedOf(obj) != nil {
			name = "SharedArrayBuffer"
		}
		p := f.prefix(name, "")
		if !f.inTyped {
			f.entries = func(int) []string { return c.formatArrayBuffer(obj) }
		} else if f.bare() {
			return p + "{ [byteLength]: " + c.stylize(obj.Get("byteLength").String(), "number") + " }", true
		}
		f.open = p + "{"
		f.after = []string{"byteLength"}
	case f.made == KindDataView:
		f.open = f.prefix("DataView", "") + "{"
		f.after = []string{"byteLength", "byteOffset", "buffer"}
	case f.made == KindPromise:
		f.open = f.prefix("Promise", "") + "{"
		f.entries = func(depth int) []string { return c.formatPromise(obj, depth) }
	case f.made == KindWeakSet || f.made == KindWeakMap:
		f.open = f.prefix(kindNames[f.made], "") + "{"
		f.entries = func(int) []string { return []string{c.stylize("<items unknown>", "special")} }
	case isNamespace(in, f):
		f.open = f.prefix("Module", "") + "{"
		keys := f.keys
		f.keys = nil
		f.entries = func(depth int) []string { return c.formatNamespace(obj, keys, depth) }
	default:
		if kind, v := in.boxed(obj); kind != "" {
			f.base = c.boxedBase(f, kind, v)
			if f.bare() {
				return f.base, true
			}
			break
		}
		if f.bare() {
			return c.plainPrefix(f) + "{}", true
		}
		f.open = c.plainPrefix(f) + "{"
	}
	return "", false
}

// describeIterable handles arrays, collections and their iterators.
func (c *context) describeIterable(f *frame) (text string, known, done bool) {
	in, obj := c.in, f.obj
	made := f.made
	if made == KindUnknown && obj.ClassName() == "Array" {
		made = KindArray
	}
	switch made {
	case KindArray, KindSet, KindMap, KindTypedArray, KindMapIterator, KindSetIterator:
	default:
		return "", false, false
	}
	if !f.null && !in.real().has(goja.FunctionCall{Arguments: []goja.Value{obj, goja.SymIterator}}).ToBoolean() {
		return "", false, false
	}
	switch made {
	case KindTypedArray:
		done = c.describeTyped(f)
		text = f.open + "]"
	case KindArray:
		n := int(obj.Get("length").ToInteger())
		p := ""
		if f.null || f.name != "Array" || f.tag != "" {
			p = f.prefix("Array", "("+strconv.Itoa(n)+")")
		}
		f.keys = in.extraKeys(obj, c.ShowHidden)
		f.open, f.close = p+"[", "]"
		f.kind = arrayExtras
		f.entries = func(depth int) []string { return c.formatArray(obj, n, depth) }
		done = n == 0 && f.bare()
		text = f.open + "]"
	case KindSet, KindMap:
		size := in.accessor("Set", "size")
		if made == KindMap {
			size = in.accessor("Map", "size")
		}
		n := int(size(goja.FunctionCall{This: obj}).ToInteger())
		f.keys = in.keys(obj, c.ShowHidden)
		p := f.prefix(kindNames[made], "("+strconv.Itoa(n)+")")
		f.open = p + "{"
		f.entries = func(depth int) []string { return c.formatCollection(obj, made == KindMap, f.null, n, depth) }
		done = n == 0 && f.bare()
		text = p + "{}"
	default:
		f.keys = in.keys(obj, c.ShowHidden)
		c.describeIterator(f, kindNames[made])
	}
	return text, true, done
}

func (c *context) describeTyped(f *frame) (done bool) {
	obj := f.obj
	f.keys = c.in.extraKeys(obj, c.ShowHidden)
	n := int(c.in.accessor("TypedArray", "length")(goja.FunctionCall{This: obj}).ToInteger())
	fallback := ""
	if f.null {
		fallback = c.in.typedName(obj)
	}
	f.open, f.close = f.prefix(fallback, "("+strconv.Itoa(n)+")")+"[", "]"
	f.kind = arrayExtras
	f.entries = func(int) []string { return c.formatTyped(obj, n) }
	if n == 0 && len(f.keys) == 0 && !c.ShowHidden {
		return true
	}
	if c.ShowHidden {
		f.after = []string{"BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset", "buffer"}
		f.afterTyped = true
	}
	return false
}

// typedName is the kind of a typed array, or "".
func (in *Inspector) typedName(obj *goja.Object) string {
	if name, ok := in.accessor("TypedArray", "Symbol.toStringTag")(goja.FunctionCall{This: obj}).(goja.String); ok {
		return name.String()
	}
	return ""
}

func (c *context) dateText(obj *goja.Object) string {
	this := goja.FunctionCall{This: obj}
	text := ""
	if c.in.vm.Try(func() { text = c.in.method("Date", "toISOString")(this).String() }) != nil {
		return c.in.method("Date", "toString")(this).String()
	}
	return text
}

// isNamespace recognises a module's namespace: no prototype, and a fixed tag.
func isNamespace(in *Inspector, f *frame) bool {
	if !f.null {
		return false
	}
	if in.Namespace != nil && in.Namespace(f.obj) {
		return true
	}
	if f.tag != "Module" {
		return false
	}
	d, ok := in.real().getOwnPropertyDescriptor(goja.FunctionCall{
		Arguments: []goja.Value{f.obj, goja.SymToStringTag}}).(*goja.Object)
	return ok && !d.Get("configurable").ToBoolean() && !d.Get("writable").ToBoolean()
}

func (c *context) formatNamespace(obj *goja.Object, keys []key, depth int) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		if c.in.vm.Try(func() { out[i] = c.formatKey(obj, depth, k, objectEntries) }) != nil {
			out[i] = c.formatName(k, true) + ": " + c.stylize("<uninitialized>", "special")
		}
	}
	return out
}

// boxed finds the primitive in a wrapper object.
func (in *Inspector) boxed(obj *goja.Object) (kind string, v goja.Value) {
	if KindOf(obj) == KindProxy {
		return "", nil
	}
	this := goja.FunctionCall{This: obj}
	switch obj.ClassName() {
	case "String":
		return "String", in.method("String", "valueOf")(this)
	case "Number":
		return "Number", in.method("Number", "valueOf")(this)
	case "Boolean":
		return "Boolean", in.method("Boolean", "valueOf")(this)
	case "Object":
		if t := obj.ExportType(); t == objectType || engine().kindOf(obj) != KindUnknown {
			return "", nil
		}
		if in.vm.Try(func() { v = in.method("BigInt", "valueOf")(this) }) == nil {
			return "BigInt", v
		}
		if in.vm.Try(func() { v = in.method("Symbol", "valueOf")(this) }) == nil {
			return "Symbol", v
		}
	}
	return "", nil
}

func (c *context) boxedBase(f *frame, kind string, v goja.Value) string {
	if s, ok := v.(goja.String); ok {
		f.keys = f.keys[min(s.Length(), len(f.keys)):]
	}
	plain := *c
	plain.style = nil
	base := "[" + kind
	if f.null {
		base += " (null prototype)"
	} else if f.name != kind {
		base += " (" + f.name + ")"
	}
	base += ": " + plain.formatPrimitive(v) + "]"
	if f.tag != "" && (f.null || f.tag != f.name) {
		base += " [" + f.tag + "]"
	}
	if len(f.keys) != 0 || c.style == nil {
		return base
	}
	return c.stylize(base, strings.ToLower(kind))
}

// count is how many of n elements the options let through.
func (c *context) count(n int) int {
	limit := math.Max(0, c.MaxArrayLength)
	if math.IsNaN(limit) {
		return 0
	}
	return int(math.Min(limit, float64(n)))
}

// more adds to the shown elements how many of n there are beyond.
func (c *context) more(out []string, n, shown int) []string {
	if n > shown && !math.IsNaN(c.MaxArrayLength) {
		out = append(out, moreItems(n-shown))
	}
	return out
}

func moreItems(n int) string { return "... " + strconv.Itoa(n) + " more item" + plural(n) }
