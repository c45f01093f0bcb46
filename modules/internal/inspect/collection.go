package inspect

import (
	"math"
	"strconv"

	"github.com/dop251/goja"
)

func (c *context) formatArray(obj *goja.Object, n, depth int) []string {
	limit := c.count(n)
	out := make([]string, 0, limit+1)
	l := engine()
	elements := l.elements(obj)
	for i := range limit {
		if i < len(elements) && elements[i] != nil && l.isData(elements[i]) {
			c.indent += 2
			out = append(out, c.formatValue(elements[i], depth, false))
			c.indent -= 2
			continue
		}
		p, ok := c.in.own(obj, c.in.vm.ToValue(i))
		if !ok {
			return c.formatSparse(obj, n, depth, limit, out, i)
		}
		out = append(out, c.formatProperty(obj, depth, key{}, arrayEntry, p, obj))
	}
	return c.more(out, n, limit)
}

// formatSparse goes on at index i of an array that has holes.
func (c *context) formatSparse(obj *goja.Object, n, depth, limit int, out []string, i int) []string {
	names := obj.Keys()
	index := i
	for ; i < len(names) && len(out) < limit; i++ {
		if !isIndex(names[i]) {
			break
		}
		at, _ := strconv.Atoi(names[i])
		if at != index {
			out = append(out, c.emptyItems(at-index))
			index = at
			if len(out) == limit {
				break
			}
		}
		out = append(out, c.formatKey(obj, depth, key{name: names[i]}, arrayEntry))
		index++
	}
	if rest := n - index; rest > 0 {
		if len(out) != limit {
			out = append(out, c.emptyItems(rest))
		} else {
			out = append(out, moreItems(rest))
		}
	}
	return out
}

func (c *context) emptyItems(n int) string {
	return c.stylize("<"+strconv.Itoa(n)+" empty item"+plural(n)+">", "undefined")
}

func (c *context) formatTyped(obj *goja.Object, n int) []string {
	limit := c.count(n)
	out := make([]string, 0, limit+1)
	// The length may have been redefined; then Node takes elements for BigInts.
	length := obj.Get("length")
	redefined := length != nil && length.ToInteger() <= 0
	for i := range limit {
		v := obj.Get(strconv.Itoa(i))
		if v == nil {
			v = goja.Undefined()
		}
		if redefined {
			out = append(out, c.stylize(formatBigInt(v, c.NumericSeparator), "bigint"))
		} else {
			out = append(out, c.formatPrimitive(v))
		}
	}
	return c.more(out, n, limit)
}

func (c *context) formatArrayBuffer(obj *goja.Object) []string {
	const hex = "0123456789abcdef"
	buffer := obj.Export().(goja.ArrayBuffer)
	if buffer.Detached() {
		return []string{c.stylize("(detached)", "special")}
	}
	data := buffer.Bytes()
	limit := c.count(len(data))
	text := make([]byte, 0, 3*limit)
	for i, b := range data[:limit] {
		if i > 0 {
			text = append(text, ' ')
		}
		text = append(text, hex[b>>4], hex[b&15])
	}
	out := string(text)
	if rest := len(data) - limit; rest > 0 && !math.IsInf(c.MaxArrayLength, 1) {
		out += " ... " + strconv.Itoa(rest) + " more byte" + plural(rest)
	}
	return []string{c.stylize("[Uint8Contents]", "special") + ": <" + out + ">"}
}

// formatCollection renders the entries of a Map or a Set. One without a
// prototype is shown whole, as Node does.
func (c *context) formatCollection(obj *goja.Object, pairs, whole bool, n, depth int) []string {
	limit := c.count(n)
	if whole {
		limit = n
	}
	out := make([]string, 0, limit+1)
	c.indent += 2
	entries := make([]goja.Value, 0, 2*limit)
	visit := c.in.vm.ToValue(func(call goja.FunctionCall) goja.Value {
		if len(entries) < 2*limit {
			entries = append(entries, call.Argument(1), call.Argument(0))
		}
		return goja.Undefined()
	})
	forEach := c.in.method("Set", "forEach")
	if pairs {
		forEach = c.in.method("Map", "forEach")
	}
	forEach(goja.FunctionCall{This: obj, Arguments: []goja.Value{visit}})
	for i := 0; i < len(entries); i += 2 {
		text := c.formatValue(entries[i], depth, false)
		if pairs {
			text += " => " + c.formatValue(entries[i+1], depth, false)
		}
		out = append(out, text)
	}
	if n > limit {
		out = append(out, moreItems(n-limit))
	}
	c.indent -= 2
	return out
}

func (c *context) formatPromise(obj *goja.Object, depth int) []string {
	p := obj.Export().(*goja.Promise)
	if p.State() == goja.PromiseStatePending {
		return []string{c.stylize("<pending>", "special")}
	}
	c.indent += 2
	text := c.formatValue(p.Result(), depth, false)
	c.indent -= 2
	if p.State() == goja.PromiseStateRejected {
		text = c.stylize("<rejected>", "special") + " " + text
	}
	return []string{text}
}

// describeIterator prepares a Map or Set iterator.
func (c *context) describeIterator(f *frame, class string) {
	entries, pairs, known := engine().remaining(f.obj)
	tag := f.tag
	kind := class
	if pairs {
		kind = class[:3] + " Entries"
	}
	if tag == class {
		tag = kind
	} else {
		if tag != "" {
			tag += "] ["
		}
		tag += kind
	}
	f.open = "[" + tag + "] {"
	f.entries = func(depth int) []string {
		if !known {
			return []string{c.stylize("<items unknown>", "special")}
		}
		return c.formatIterator(entries, pairs, depth)
	}
}

func (c *context) formatIterator(entries []goja.Value, pairs bool, depth int) []string {
	step := 1
	if pairs {
		step = 2
	}
	n := len(entries) / step
	limit := c.count(n)
	out := make([]string, 0, limit+1)
	c.indent += 2
	for i := range limit {
		text := c.formatValue(entries[i*step], depth, false)
		if pairs {
			text = c.reduce([]string{text, c.formatValue(entries[i*step+1], depth, false)},
				"", "[", "]", arrayExtras, depth, nil)
		}
		out = append(out, text)
	}
	c.indent -= 2
	return c.more(out, n, limit)
}
