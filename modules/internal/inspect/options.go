package inspect

import (
	"math"

	"github.com/dop251/goja"
)

// Options are the options of util.inspect. The zero value is not useful; start
// from Inspector.Options.
type Options struct {
	ShowHidden, Colors, CustomInspect, ShowProxy, NumericSeparator bool
	// Depth is how many levels below the value are shown; +Inf and NaN mean all.
	Depth float64
	// MaxArrayLength and MaxStringLength may be +Inf. BreakLength is in UTF-16 units.
	MaxArrayLength, MaxStringLength, BreakLength float64
	// CompactAll is compact: true; Compact is its number, 0 for false.
	CompactAll bool
	Compact    float64
	Sorted     bool
	// Getters says which accessors are called: "" for none, "all", "get", "set".
	Getters string

	raw     [optionCount]goja.Value // what JavaScript passed, where it passed something
	sortBy  goja.Callable
	stylize *goja.Object
	user    *goja.Object // the options object, when it has names of the user's own
}

const (
	optionCount  = 12
	sortedOption = 9
)

// optionNames are in the order in which Node lists them.
var optionNames = [optionCount]string{
	"showHidden", "depth", "colors", "customInspect", "showProxy", "maxArrayLength",
	"maxStringLength", "breakLength", "compact", "sorted", "getters", "numericSeparator",
}

func builtinOptions() Options {
	return Options{
		CustomInspect: true, Depth: 2, MaxArrayLength: 100, MaxStringLength: 10000,
		BreakLength: 80, Compact: 3,
	}
}

// set takes over one option as JavaScript gave it.
func (o *Options) set(i int, v goja.Value) {
	o.raw[i] = v
	switch i {
	case 0:
		o.ShowHidden = v.ToBoolean()
	case 1:
		o.Depth = limit(v)
	case 2:
		o.Colors = v.ToBoolean()
	case 3:
		o.CustomInspect = v.ToBoolean()
	case 4:
		o.ShowProxy = v.ToBoolean()
	case 5:
		o.MaxArrayLength = limit(v)
	case 6:
		o.MaxStringLength = limit(v)
	case 7:
		o.BreakLength = v.ToFloat()
	case 8:
		o.CompactAll, o.Compact = false, 0
		if goja.IsNumber(v) {
			o.Compact = v.ToFloat()
		} else {
			o.CompactAll = isTrue(v)
		}
	case 9:
		o.Sorted = v.ToBoolean()
		o.sortBy, _ = goja.AssertFunction(v)
	case 10:
		o.Getters = ""
		if isTrue(v) {
			o.Getters = "all"
		} else if s, ok := v.(goja.String); ok {
			o.Getters = s.String()
		}
	case 11:
		o.NumericSeparator = v.ToBoolean()
	}
}

// limit reads a number for which null means no limit.
func limit(v goja.Value) float64 {
	if goja.IsNull(v) {
		return math.Inf(1)
	}
	if _, ok := v.(*goja.Symbol); ok {
		return math.NaN()
	}
	return v.ToFloat()
}

func isTrue(v goja.Value) bool {
	b, ok := v.Export().(bool)
	_, object := v.(*goja.Object)
	return ok && b && !object
}

// Options returns the options in force: Node's, or what JavaScript made of
// util.inspect.defaultOptions.
func (in *Inspector) Options() Options {
	o := builtinOptions()
	if in.defaults != nil {
		for i, name := range optionNames {
			o.set(i, in.defaults.Get(name))
		}
	}
	return o
}

// With is o changed by the own enumerable properties of a JavaScript value.
func (o Options) With(v goja.Value) Options {
	obj, ok := v.(*goja.Object)
	if !ok {
		return o
	}
	for _, key := range obj.Keys() {
		if key == "stylize" {
			o.stylize, _ = obj.Get(key).(*goja.Object)
			continue
		}
		i := optionIndex(key)
		if i < 0 {
			o.user = obj
			continue
		}
		o.set(i, obj.Get(key))
	}
	return o
}

func optionIndex(key string) int {
	for i, name := range optionNames {
		if name == key {
			return i
		}
	}
	return -1
}

// defaultOptions is the object behind util.inspect.defaultOptions. It is made
// when first asked for: until then nobody can have changed it.
func (in *Inspector) defaultOptions() *goja.Object {
	if in.defaults == nil {
		obj := in.vm.NewObject()
		o := builtinOptions()
		for i, name := range optionNames {
			in.define(obj, name, o.value(in.vm, i), true)
		}
		call(in.class("Object").Get("seal"))(goja.FunctionCall{Arguments: []goja.Value{obj}})
		in.defaults = obj
	}
	return in.defaults
}

// value is option i as JavaScript sees it.
func (o *Options) value(vm *goja.Runtime, i int) goja.Value {
	if o.raw[i] != nil {
		return o.raw[i]
	}
	switch i {
	case 0:
		return vm.ToValue(o.ShowHidden)
	case 1:
		return number(vm, o.Depth)
	case 2:
		return vm.ToValue(o.Colors)
	case 3:
		return vm.ToValue(o.CustomInspect)
	case 4:
		return vm.ToValue(o.ShowProxy)
	case 5:
		return number(vm, o.MaxArrayLength)
	case 6:
		return number(vm, o.MaxStringLength)
	case 7:
		return number(vm, o.BreakLength)
	case 8:
		if o.CompactAll {
			return vm.ToValue(true)
		}
		return number(vm, o.Compact)
	case 9:
		return vm.ToValue(o.Sorted)
	case 10:
		switch o.Getters {
		case "":
			return vm.ToValue(false)
		case "all":
			return vm.ToValue(true)
		}
		return vm.ToValue(o.Getters)
	}
	return vm.ToValue(o.NumericSeparator)
}

func number(vm *goja.Runtime, f float64) goja.Value {
	if i := int64(f); float64(i) == f {
		return vm.ToValue(i)
	}
	return vm.ToValue(f)
}

// userOptions is the options object a custom inspect function receives. For a
// value of another realm, or behind a proxy, it carries nothing of this one.
func (c *context) userOptions(foreign bool) *goja.Object {
	vm := c.in.vm
	ret := vm.NewObject()
	stylize := c.stylizeFunction()
	set := func(name string, v goja.Value) { _ = ret.Set(name, v) }
	set("stylize", stylize)
	for i, name := range optionNames {
		switch {
		case i == 1 && c.exhausted:
			set(name, vm.ToValue(-1))
		case i == 5 && c.raw[i] != nil && goja.IsNull(c.raw[i]), i == 6 && c.raw[i] != nil && goja.IsNull(c.raw[i]):
			set(name, goja.PositiveInf())
		default:
			set(name, c.value(vm, i))
		}
	}
	if c.user != nil {
		for _, key := range c.user.Keys() {
			set(key, c.user.Get(key))
		}
	}
	if !foreign {
		return ret
	}
	_ = ret.SetPrototype(nil)
	for _, key := range ret.Keys() {
		if _, ok := ret.Get(key).(*goja.Object); ok {
			_ = ret.Delete(key)
		}
	}
	plain := c.in.function("", 2, func(call goja.FunctionCall) goja.Value {
		var styled goja.Value
		call1, _ := goja.AssertFunction(stylize)
		if ex := vm.Try(func() {
			v, err := call1(goja.Undefined(), call.Argument(0), call.Argument(1))
			if err != nil {
				panic(err)
			}
			styled = Value(vm, Text(v))
		}); ex != nil {
			return call.Argument(0)
		}
		return styled
	})
	_ = plain.SetPrototype(nil)
	set("stylize", plain)
	return ret
}
