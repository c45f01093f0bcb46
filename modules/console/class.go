package console

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
)

const maxIndentWidth = 1000

// constructor is the class Console.
func (c *consoles) constructor() *goja.Object {
	if c.class != nil {
		return c.class
	}
	e := c.env
	var methods []modules.Export
	for _, m := range c.methods {
		methods = append(methods, modules.Fn(m.name, 0, func(call modules.Call) (goja.Value, error) {
			s := states.Get(call.This)
			if s == nil {
				return nil, &modules.Error{Class: "TypeError", Message: "Receiver is not a console"}
			}
			return nil, m.call(s, call)
		}).Enumerable())
	}
	c.class = e.Class(modules.ClassSpec{Name: "Console", Length: 1, Construct: c.construct, Methods: methods})
	c.prototype = c.class.Get("prototype").(*goja.Object)
	err := c.class.DefineDataPropertySymbol(goja.SymHasInstance,
		e.Func("[Symbol.hasInstance]", 1, func(call modules.Call) (goja.Value, error) {
			return modules.Bool(states.Get(call.Argument(0)) != nil), nil
		}), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	if err != nil {
		panic(err)
	}
	return c.class
}

// construct is new Console(stdout[, stderr][, ignoreErrors]) and new
// Console(options).
func (c *consoles) construct(cc modules.ConstructCall) (*goja.Object, error) {
	e, call := c.env, cc.Call()
	stdout, stderr, ignore := call.Argument(0), call.Argument(1), call.Argument(2)
	options, isOptions := stdout.(*goja.Object)
	if isOptions && modules.IsFunction(options.Get("write")) {
		isOptions = false
	}
	s := &state{c: c, object: cc.This, colorMode: c.vm.ToValue("auto"), indentWidth: 2}
	option := func(name string) goja.Value {
		if !isOptions {
			return nil
		}
		if v := options.Get(name); v != nil && !goja.IsUndefined(v) {
			return v
		}
		return nil
	}
	if isOptions {
		stdout, stderr, ignore = option("stdout"), option("stderr"), option("ignoreErrors")
	} else if stdout.ToBoolean() && !hasWrite(stdout) {
		stdout = nil
	}
	if stderr == nil || goja.IsUndefined(stderr) {
		stderr = stdout
	}
	for _, stream := range []struct {
		name  string
		value goja.Value
	}{{"stdout", stdout}, {"stderr", stderr}} {
		if !hasWrite(stream.value) {
			return nil, modules.TypeError("ERR_CONSOLE_WRITABLE_STREAM", "Console expects a writable stream instance for %s", stream.name)
		}
	}
	if err := s.configure(option); err != nil {
		return nil, err
	}
	if err := s.takeInspectOptions(option("inspectOptions"), option("colorMode"), stdout, stderr); err != nil {
		return nil, err
	}
	states.Set(c.vm, cc.This, s)
	if err := c.bindMethods(s); err != nil {
		return nil, err
	}
	e.Define(cc.This, false, modules.Val("_stdout", stdout), modules.Val("_stderr", stderr))
	c.defineProperties(s, ignore == nil || goja.IsUndefined(ignore) || ignore.ToBoolean())
	return nil, nil
}

func hasWrite(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	return ok && modules.IsFunction(o.Get("write"))
}

func (s *state) configure(option func(string) goja.Value) error {
	if mode := option("colorMode"); mode != nil {
		if !modules.IsBoolean(mode) && !(goja.IsString(mode) && mode.String() == "auto") {
			return modules.TypeError("ERR_INVALID_ARG_VALUE", "The argument 'colorMode' must be one of: 'auto', true, false. Received %s",
				s.c.env.Inspect(mode))
		}
		s.colorMode = mode
	}
	if width := option("groupIndentation"); width != nil {
		n, err := s.c.env.ValidateInteger(width, "groupIndentation", 0, maxIndentWidth)
		if err != nil {
			return err
		}
		s.indentWidth = int(n)
	}
	return nil
}

// takeInspectOptions keeps the inspectOptions, an object or a Map from streams to
// objects.
func (s *state) takeInspectOptions(v, colorMode, stdout, stderr goja.Value) error {
	if v == nil {
		return nil
	}
	e := s.c.env
	options, err := e.ValidateObject(v, "options.inspectOptions")
	if err != nil {
		return err
	}
	s.inspectOptions = map[*goja.Object]*goja.Object{}
	if inspect.KindOf(options) != inspect.KindMap {
		s.inspectOptions[stdout.(*goja.Object)] = options
		s.inspectOptions[stderr.(*goja.Object)] = options
	} else if _, err := e.Method(options, "forEach", e.Func("", 2, func(c modules.Call) (goja.Value, error) {
		stream, isStream := c.Argument(1).(*goja.Object)
		value, isObject := c.Argument(0).(*goja.Object)
		if isStream && isObject {
			s.inspectOptions[stream] = value
		}
		return nil, nil
	})); err != nil {
		return err
	}
	for _, o := range s.inspectOptions {
		if colors := o.Get("colors"); colorMode != nil && colors != nil && !goja.IsUndefined(colors) {
			return modules.TypeError("ERR_INCOMPATIBLE_OPTION_PAIR",
				`Option "options.inspectOptions.color" cannot be used in combination with option "colorMode"`)
		}
	}
	return nil
}

// bindMethods gives the console its own methods, bound to it. They come from the
// object, so that those of a subclass count.
func (c *consoles) bindMethods(s *state) error {
	for _, name := range c.prototype.Keys() {
		own := s.object.Get(name)
		m := c.methodNamed(name)
		var bound *goja.Object
		if m != nil && own == c.prototype.Get(name) {
			bound = c.bound(s, *m)
		} else {
			f, ok := own.(*goja.Object)
			if !ok {
				continue
			}
			v, err := c.env.Method(f, "bind", s.object)
			if err != nil {
				return err
			}
			bound = v.(*goja.Object)
			if err := bound.DefineDataProperty("name", c.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
				return err
			}
		}
		if err := s.object.Set(name, bound); err != nil {
			return err
		}
	}
	return nil
}

func (c *consoles) methodNamed(name string) *method {
	for i := range c.methods {
		if c.methods[i].name == name {
			return &c.methods[i]
		}
	}
	return nil
}
