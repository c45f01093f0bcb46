package inspect

import (
	"strings"
	"sync"

	"github.com/dop251/goja"
)

// builtins are the names of the language's own global objects; what inherits
// from them is not worth listing under showHidden. Node leaves out those that
// V8 adds to a realm late, SharedArrayBuffer for one.
var builtins = sync.OnceValue(func() map[string]bool {
	set := make(map[string]bool)
	for _, name := range strings.Fields(`Object Function Array Number Infinity NaN Boolean String Symbol Date
		Promise RegExp Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError
		JSON Math Intl ArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array
		Float16Array Float32Array Float64Array Uint8ClampedArray BigUint64Array BigInt64Array DataView Map BigInt
		Set Iterator WeakMap WeakSet WeakRef Proxy Reflect FinalizationRegistry`) {
		set[name] = true
	}
	return set
})

// isInstance reports whether v inherits from the prototype of a constructor.
func (in *Inspector) isInstance(obj, constructor *goja.Object) (is bool) {
	if in.vm.Try(func() { is = in.vm.InstanceOf(obj, constructor) }) != nil {
		return false
	}
	return is
}

// inherits reports whether proto is on obj's prototype chain.
func inherits(obj, proto *goja.Object) bool {
	for p := obj.Prototype(); p != nil; p = p.Prototype() {
		if p == proto {
			return true
		}
	}
	return false
}

// constructorName finds the name to show for obj: that of the first constructor
// on its chain that obj is an instance of. null reports that there is none. With
// hidden, the properties of the user's own prototypes are added to it.
func (c *context) constructorName(obj *goja.Object, depth int, hidden *[]string) (name string, null bool) {
	in := c.in
	var first *goja.Object
	walked := false
	for p := obj; p != nil; {
		if known, ok := in.real().known[p]; ok && p != obj {
			if hidden != nil && first != p {
				c.addPrototypeProperties(obj, first, depth, hidden)
			}
			return known, false
		}
		if ctor, ok := in.ownConstructor(p); ok {
			if text := in.nameOf(ctor); text != "" && in.isInstance(obj, ctor) {
				if hidden != nil && (first != p || !builtins()[text]) {
					start := first
					if start == nil {
						start = obj
					}
					c.addPrototypeProperties(obj, start, depth, hidden)
				}
				return text, false
			}
		}
		p = p.Prototype()
		if !walked {
			first, walked = p, true
		}
	}
	if first == nil {
		return "", true
	}
	for p := first; p != nil; p = p.Prototype() {
		if name, ok := in.wellKnownName(p); ok {
			return name, false
		}
	}
	own := in.className(obj)
	if c.deeper(depth) {
		return own + " <Complex prototype>", false
	}
	protoName, none := c.constructorName(first, depth+1, hidden)
	if !none {
		return own + " <" + protoName + ">", false
	}
	o := c.Options
	o.CustomInspect, o.Depth = false, -1
	return own + " <" + in.Inspect(first, o) + ">", false
}

// nameOf is what a constructor calls itself.
func (in *Inspector) nameOf(ctor *goja.Object) string {
	switch name := ctor.Get("name").(type) {
	case nil:
		return "undefined"
	case *goja.Symbol:
		return in.symbolText(name)
	default:
		return Text(name)
	}
}

// ownConstructor is the function in obj's own constructor property.
func (in *Inspector) ownConstructor(obj *goja.Object) (*goja.Object, bool) {
	if !in.hasOwn(obj, in.real().constructorK) {
		return nil, false
	}
	p, ok := in.own(obj, in.real().constructorK)
	if !ok {
		return nil, false
	}
	ctor, ok := p.value.(*goja.Object)
	return ctor, ok && isCallable(ctor)
}

func (in *Inspector) hasOwn(obj *goja.Object, key goja.Value) bool {
	return in.real().hasOwn(goja.FunctionCall{Arguments: []goja.Value{obj, key}}).ToBoolean()
}

func isCallable(obj *goja.Object) bool {
	_, ok := goja.AssertFunction(obj)
	return ok
}

// kindNames are what the engine's own kinds are called.
var kindNames = map[Kind]string{
	KindArray: "Array", KindMap: "Map", KindSet: "Set", KindWeakMap: "WeakMap", KindWeakSet: "WeakSet",
	KindMapIterator: "Map Iterator", KindSetIterator: "Set Iterator", KindArrayBuffer: "ArrayBuffer",
	KindDataView: "DataView", KindPromise: "Promise", KindDate: "Date", KindRegExp: "RegExp", KindError: "Error",
	KindFunction: "Function", KindAsyncFunction: "AsyncFunction", KindGeneratorFunction: "GeneratorFunction",
	KindClass: "Function",
}

// className is the name of what the engine made, for values without a
// constructor.
func (in *Inspector) className(obj *goja.Object) string {
	k := engine().kindOf(obj)
	if name, ok := kindNames[k]; ok {
		return name
	}
	switch name := obj.ClassName(); {
	case k == KindTypedArray:
		return in.typedName(obj)
	case name == "Number" || name == "String" || name == "Boolean":
		return name
	}
	return "Object"
}

// addPrototypeProperties lists the properties of up to three prototypes that are
// the user's own.
func (c *context) addPrototypeProperties(main, obj *goja.Object, depth int, out *[]string) {
	in := c.in
	above := make(map[string]bool)
	aboveSymbols := make(map[*goja.Symbol]bool)
	for level := 0; level < 3; level++ {
		if level != 0 || main == obj {
			obj = obj.Prototype()
			if obj == nil {
				return
			}
			if ctor, ok := in.ownConstructor(obj); ok {
				if name, ok := ctor.Get("name").(goja.String); ok && builtins()[name.String()] {
					return
				}
			}
		}
		keys := in.keys(obj, true)
		c.seen = append(c.seen, main)
		for _, k := range keys {
			if k.sym == nil && k.name == "constructor" || in.hasOwn(main, k.value(in.vm)) ||
				level != 0 && (k.sym == nil && above[k.name] || k.sym != nil && aboveSymbols[k.sym]) {
				continue
			}
			p, ok := in.own(obj, k.value(in.vm))
			if fn, isObject := p.value.(*goja.Object); !ok || isObject && isCallable(fn) {
				continue
			}
			text := c.formatProperty(obj, depth, k, objectEntries, p, main)
			if c.Colors {
				text = "\x1b[2m" + text + "\x1b[22m"
			}
			*out = append(*out, text)
		}
		c.seen = c.seen[:len(c.seen)-1]
		for _, k := range keys {
			if k.sym == nil {
				above[k.name] = true
			} else {
				aboveSymbols[k.sym] = true
			}
		}
	}
}

// prefix is what stands before the opening bracket, with a trailing space. size
// is "(n)" for what has one.
func prefix(name string, null bool, tag, fallback, size string) string {
	if null {
		if tag != "" && fallback != tag {
			return "[" + fallback + size + ": null prototype] [" + tag + "] "
		}
		return "[" + fallback + size + ": null prototype] "
	}
	if tag != "" {
		last := tag
		if dot := strings.LastIndexByte(tag, '.'); dot >= 1 {
			last = tag[dot+1:]
		}
		if name == last {
			return tag + size + " "
		}
		return name + size + " [" + tag + "] "
	}
	return name + size + " "
}
