package inspect

import "github.com/dop251/goja"

// Function is util.inspect, with its properties custom, defaultOptions, colors
// and styles.
func (in *Inspector) Function() *goja.Object {
	if in.inspect == nil {
		in.bind()
	}
	return in.inspect
}

// Custom is Symbol.for('nodejs.util.inspect.custom').
func (in *Inspector) Custom() *goja.Symbol { return in.real().custom }

func (in *Inspector) bind() {
	in.inspect = in.function("inspect", 2, in.jsInspect)
	prototype := in.vm.NewObject()
	_ = prototype.DefineDataProperty("constructor", in.inspect, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	_ = in.inspect.DefineDataProperty("prototype", prototype, goja.FLAG_TRUE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	in.define(in.inspect, "custom", in.Custom(), true)
	_ = in.inspect.DefineAccessorProperty("defaultOptions",
		in.function("get", 0, func(goja.FunctionCall) goja.Value { return in.defaultOptions() }),
		in.function("set", 1, in.setDefaultOptions), goja.FLAG_FALSE, goja.FLAG_FALSE)
	in.define(in.inspect, "colors", in.colored().colors, true)
	in.define(in.inspect, "styles", in.colored().styles, true)
}

// stylizeFunctions makes the stylize functions that custom inspection is given.
func (in *Inspector) stylizeFunctions() {
	if in.noColor != nil {
		return
	}
	in.noColor = in.function("stylizeNoColor", 1, func(call goja.FunctionCall) goja.Value { return call.Argument(0) })
	in.color = in.function("stylizeWithColor", 2, func(call goja.FunctionCall) goja.Value {
		return Value(in.vm, in.colored().stylize(Text(call.Argument(0)), Text(call.Argument(1))))
	})
}

// jsInspect is util.inspect(object[, options]), and in its old form
// util.inspect(object[, showHidden[, depth[, colors]]]).
func (in *Inspector) jsInspect(call goja.FunctionCall) goja.Value {
	o := in.Options()
	args := call.Arguments
	if len(args) > 2 && !goja.IsUndefined(args[2]) {
		o.set(1, args[2])
	}
	if len(args) > 3 && !goja.IsUndefined(args[3]) {
		o.set(2, args[3])
	}
	if len(args) > 1 {
		switch v := args[1].(type) {
		case *goja.Object:
			o = o.With(v)
		default:
			if b, ok := v.Export().(bool); ok {
				o.set(0, in.vm.ToValue(b))
			}
		}
	}
	return Value(in.vm, in.Inspect(call.Argument(0), o))
}

// setDefaultOptions assigns the properties of options to
// util.inspect.defaultOptions.
func (in *Inspector) setDefaultOptions(call goja.FunctionCall) goja.Value {
	if in.CheckObject != nil {
		in.CheckObject(call.Argument(0), "options")
	}
	defaults := in.defaultOptions()
	if options, ok := call.Argument(0).(*goja.Object); ok {
		for _, key := range options.Keys() {
			if err := defaults.Set(key, options.Get(key)); err != nil {
				panic(err)
			}
		}
	}
	return defaults
}

// function returns a native function with a name and a length.
func (in *Inspector) function(name string, length int, f native) *goja.Object {
	fn := in.vm.ToValue(f).(*goja.Object)
	_ = fn.DefineDataProperty("name", in.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	_ = fn.DefineDataProperty("length", in.vm.ToValue(length), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return fn
}

func (in *Inspector) define(obj *goja.Object, name string, v goja.Value, enumerable bool) {
	_ = obj.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.ToFlag(enumerable))
}
