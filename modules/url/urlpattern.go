package url

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/urlpattern"
)

var patternSlot = modules.NewSlot[urlpattern.Pattern]("urlPattern")

// patternProperties are those that are read of an object, in their order;
// the number is that of the component, -1 that of the base URL.
var patternProperties = [...]struct {
	name      string
	component int
}{
	{"baseURL", -1}, {"hash", 7}, {"hostname", 3}, {"password", 2}, {"pathname", 5},
	{"port", 4}, {"protocol", 0}, {"search", 6}, {"username", 1},
}

// patternClass is the constructor URLPattern.
func (u *urls) patternClass() *goja.Object {
	methods := make([]modules.Export, 0, 11)
	for i, name := range urlpattern.ComponentNames {
		methods = append(methods, modules.Getter(name, func(c modules.Call) (goja.Value, error) {
			p, err := thisPattern(c)
			if err != nil {
				return nil, err
			}
			return u.env.VM.ToValue(p.Components[i].Pattern), nil
		}))
	}
	methods = append(methods,
		modules.Getter("hasRegExpGroups", func(c modules.Call) (goja.Value, error) {
			p, err := thisPattern(c)
			if err != nil {
				return nil, err
			}
			return modules.Bool(p.HasRegExpGroups()), nil
		}),
		modules.Fn("exec", 0, u.execPattern),
		modules.Fn("test", 0, u.testPattern),
	)
	class := u.env.Class(modules.ClassSpec{
		Name: "URLPattern", NewOnly: true, Construct: u.newPattern, EnumerableMethods: true, Methods: methods,
		PlainCall: modules.TypeError("ERR_CONSTRUCT_CALL_REQUIRED", "Cannot call constructor without `new`"),
	})
	u.tag(prototypeOf(class), "URLPattern")
	return class
}

func thisPattern(c modules.Call) (*urlpattern.Pattern, error) {
	if p := patternSlot.Get(c.This); p != nil {
		return p, nil
	}
	return nil, &modules.Error{Class: "TypeError", Message: "Illegal invocation"}
}

func invalidArgument(message string) error {
	return modules.TypeError("ERR_INVALID_ARG_TYPE", "%s", message)
}

// newPattern is new URLPattern([input[, baseURL]][, options]).
func (u *urls) newPattern(c modules.ConstructCall) (*goja.Object, error) {
	input, options := c.Argument(0), goja.Value(goja.Undefined())
	var base *string
	switch second := c.Argument(1); {
	case goja.IsString(second):
		base = new(string)
		*base = u.text(second)
		options = c.Argument(2)
	case len(c.Arguments) > 2 && modules.IsNullish(second):
		base = new(string)
		*base = second.String()
		options = c.Argument(2)
	case len(c.Arguments) > 2:
		return nil, invalidArgument("second argument must be a string")
	case isObject(second):
		options = second
	case !modules.IsNullish(second):
		return nil, invalidArgument("second argument must be a string or object")
	}
	if third := c.Argument(2); !modules.IsNullish(third) && !isObject(third) {
		return nil, invalidArgument("options must be an object")
	}
	ignoreCase := false
	if o, ok := options.(*goja.Object); ok {
		if v := o.Get("ignoreCase"); v != nil && modules.IsBoolean(v) {
			ignoreCase = v.ToBoolean()
		}
	}
	var p *urlpattern.Pattern
	var err error
	switch {
	case goja.IsString(input):
		p, err = urlpattern.FromString(u.text(input), base, ignoreCase, u.compileRegExp)
	case modules.IsNullish(input) || isObject(input):
		if base != nil {
			err = urlpattern.ErrSyntax
			break
		}
		p, err = urlpattern.FromInit(u.patternInit(input), ignoreCase, u.compileRegExp)
	default:
		return nil, invalidArgument("Input must be an object or a string")
	}
	if err != nil {
		return nil, modules.TypeError("ERR_INVALID_URL_PATTERN", "Failed to construct URLPattern")
	}
	patternSlot.Set(u.env.VM, c.This, p)
	return nil, nil
}

func isObject(v goja.Value) bool {
	_, ok := v.(*goja.Object)
	return ok
}

// patternInit reads the components that an object has; what is no string
// counts as missing.
func (u *urls) patternInit(v goja.Value) (n urlpattern.Init) {
	o, ok := v.(*goja.Object)
	if !ok {
		return n
	}
	for _, p := range patternProperties {
		value := o.Get(p.name)
		if value == nil || !goja.IsString(value) {
			continue
		}
		text := value.String()
		if p.component < 0 {
			n.BaseURL = &text
		} else {
			n.Components[p.component] = &text
		}
	}
	return n
}

// initObject is the object that shows components.
func (u *urls) initObject(n urlpattern.Init) *goja.Object {
	o := u.env.VM.NewObject()
	for _, p := range patternProperties {
		value := n.BaseURL
		if p.component >= 0 {
			value = n.Components[p.component]
		}
		if value != nil {
			must(o.Set(p.name, *value))
		}
	}
	return o
}

// match matches what exec and test are given; inputs shows it.
func (u *urls) match(c modules.Call, name string) (p *urlpattern.Pattern, r *urlpattern.Result, inputs []any, err error) {
	if p, err = thisPattern(c); err != nil {
		return nil, nil, nil, err
	}
	input := c.Argument(0)
	if !goja.IsString(input) && !isObject(input) && !modules.IsNullish(input) {
		return nil, nil, nil, invalidArgument("URLPattern input needs to be a string or an object")
	}
	var base *string
	switch v := c.Argument(1); {
	case goja.IsString(v), goja.IsNull(v):
		text := v.String()
		base = &text
	case !goja.IsUndefined(v):
		return nil, nil, nil, invalidArgument("baseURL must be a string")
	}
	if goja.IsString(input) {
		inputs = append(inputs, input)
		if base != nil {
			inputs = append(inputs, *base)
		}
		r, _ = p.MatchURL(input.String(), base)
		return p, r, inputs, nil
	}
	if base != nil {
		return nil, nil, nil, modules.TypeError("ERR_OPERATION_FAILED", "%s", "Failed to "+name+" URLPattern")
	}
	n := u.patternInit(input)
	r, _ = p.MatchInit(n)
	return p, r, []any{u.initObject(n)}, nil
}

// testPattern is urlPattern.test([input[, baseURL]]).
func (u *urls) testPattern(c modules.Call) (goja.Value, error) {
	_, r, _, err := u.match(c, "test")
	return modules.Bool(r != nil), err
}

// execPattern is urlPattern.exec([input[, baseURL]]).
func (u *urls) execPattern(c modules.Call) (goja.Value, error) {
	p, r, inputs, err := u.match(c, "exec")
	if err != nil {
		return nil, err
	}
	if r == nil {
		return goja.Null(), nil
	}
	vm := u.env.VM
	result := vm.CreateObject(nil)
	for _, property := range patternProperties[1:] {
		i := property.component
		groups := vm.NewObject()
		names := p.Components[i].Names
		for j := len(names) - 1; j >= 0; j-- {
			group := goja.Undefined()
			if text := r.Groups[i][j]; text != nil {
				group = vm.ToValue(*text)
			}
			must(groups.Set(names[j], group))
		}
		must(result.Set(property.name, u.env.Exports(modules.Val("groups", groups), modules.Val("input", r.Inputs[i]))))
		if property.name == "hostname" {
			must(result.Set("inputs", vm.NewArray(inputs...)))
		}
	}
	return result, nil
}

// matcher is a RegExp of JavaScript.
type matcher struct {
	u      *urls
	regexp *goja.Object
	exec   goja.Callable
}

// compileRegExp compiles a regular expression with the flag v, or where the
// engine has none with u.
func (u *urls) compileRegExp(source string, ignoreCase bool) (urlpattern.Matcher, error) {
	vm := u.env.VM
	var failed error
	for _, flags := range []string{"v", "u"} {
		if ignoreCase {
			flags += "i"
		}
		re, err := vm.New(u.regexp, vm.ToValue(source), vm.ToValue(flags))
		if err == nil {
			exec, _ := goja.AssertFunction(re.Get("exec"))
			return &matcher{u, re, exec}, nil
		}
		failed = err
	}
	return nil, failed
}

func (m *matcher) Match(input string) ([]*string, bool) {
	v, err := m.exec(m.regexp, m.u.env.VM.ToValue(input))
	if err != nil || goja.IsNull(v) {
		return nil, false
	}
	found := v.(*goja.Object)
	n := int(found.Get("length").ToInteger())
	groups := make([]*string, n-1)
	for i := range groups {
		if g := found.Get(m.u.env.VM.ToValue(i + 1).String()); !modules.IsNullish(g) {
			text := g.String()
			groups[i] = &text
		}
	}
	return groups, true
}
