package util

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// argOption is one of the options that parseArgs is told of.
type argOption struct {
	kind     string // "string" or "boolean"
	short    string
	multiple bool
	fallback goja.Value // undefined when there is none
}

// argParser is a call of parseArgs.
type argParser struct {
	u             *util
	options       map[string]argOption
	order         []string
	strict        bool
	positionals   bool
	tokens        bool
	allowNegative bool
	list          []argToken
}

// argToken is a piece of the command line.
type argToken struct {
	kind, name, raw string
	index           int
	value           *string
	inline          bool
}

// parseArgs is util.parseArgs([config]).
func (u *util) parseArgs(c modules.Call) (goja.Value, error) {
	config := u.vm.NewObject()
	if c.Has(0) {
		config = c.Argument(0).ToObject(u.vm)
	}
	p := &argParser{u: u, options: map[string]argOption{}}
	args, err := p.configure(config)
	if err != nil {
		return nil, err
	}
	p.tokenize(args)
	return p.result()
}

// own reads an own property; nil stands for a missing or nullish one.
func (u *util) own(o *goja.Object, name string) goja.Value {
	for _, key := range o.GetOwnPropertyNames() {
		if key == name {
			if v := o.Get(name); !modules.IsNullish(v) {
				return v
			}
		}
	}
	return nil
}

func (p *argParser) flag(config *goja.Object, name string, fallback bool) (bool, error) {
	v := p.u.own(config, name)
	if v == nil {
		return fallback, nil
	}
	if !modules.IsBoolean(v) {
		return false, p.u.env.InvalidArgType(name, v, "boolean")
	}
	return v.ToBoolean(), nil
}

func (p *argParser) configure(config *goja.Object) (args []string, err error) {
	given := p.u.own(config, "args")
	if given != nil && !modules.IsArray(given) {
		return nil, p.u.env.InvalidArgType("args", given, "Array")
	}
	if p.strict, err = p.flag(config, "strict", true); err != nil {
		return nil, err
	}
	if p.positionals, err = p.flag(config, "allowPositionals", !p.strict); err != nil {
		return nil, err
	}
	if p.tokens, err = p.flag(config, "tokens", false); err != nil {
		return nil, err
	}
	if p.allowNegative, err = p.flag(config, "allowNegative", false); err != nil {
		return nil, err
	}
	if options := p.u.own(config, "options"); options != nil {
		o, err := p.u.env.ValidateObject(options, "options")
		if err != nil {
			return nil, err
		}
		for _, name := range o.Keys() {
			if err := p.addOption(name, o.Get(name)); err != nil {
				return nil, err
			}
		}
	}
	if given == nil {
		return p.mainArgs(), nil
	}
	list := given.(*goja.Object)
	for i := range int(list.Get("length").ToInteger()) {
		arg := "undefined" // of a hole
		if v := list.Get(strconv.Itoa(i)); v != nil {
			arg = v.String()
		}
		args = append(args, arg)
	}
	return args, nil
}

// mainArgs are the program's own arguments.
func (p *argParser) mainArgs() []string {
	var argv []string
	list, ok := p.u.env.RequireObject("process").Get("argv").(*goja.Object)
	if !ok {
		return nil
	}
	for i := range int(list.Get("length").ToInteger()) {
		argv = append(argv, list.Get(strconv.Itoa(i)).String())
	}
	skip := 2
	if p.u.env.Host.Info().Options["eval"] != "" || p.u.env.Host.Info().Options["print"] != "" {
		skip = 1
	}
	return argv[min(skip, len(argv)):]
}

func (p *argParser) addOption(name string, v goja.Value) error {
	e := p.u.env
	path := "options." + name
	config, err := e.ValidateObject(v, path)
	if err != nil {
		return err
	}
	o := argOption{fallback: goja.Undefined()}
	kind := p.u.own(config, "type")
	if kind == nil || !goja.IsString(kind) || kind.String() != "string" && kind.String() != "boolean" {
		if kind == nil {
			kind = goja.Undefined()
			if has(config, "type") {
				kind = config.Get("type")
			}
		}
		return modules.TypeError("ERR_INVALID_ARG_TYPE", `The "%s.type" property must be ('string|boolean'). Received %s`,
			path, e.Received(kind))
	}
	o.kind = kind.String()
	if has(config, "short") {
		short := config.Get("short")
		if !goja.IsString(short) {
			return e.InvalidArgType(path+".short", short, "string")
		}
		if short.(goja.String).Length() != 1 {
			return e.InvalidArgValue(path+".short", short, "must be a single character")
		}
		o.short = short.String()
	}
	if has(config, "multiple") {
		multiple := config.Get("multiple")
		if !modules.IsBoolean(multiple) {
			return e.InvalidArgType(path+".multiple", multiple, "boolean")
		}
		o.multiple = multiple.ToBoolean()
	}
	if has(config, "default") && !goja.IsUndefined(config.Get("default")) {
		o.fallback = config.Get("default")
		if err := p.checkDefault(path+".default", o); err != nil {
			return err
		}
	}
	p.options[name] = o
	p.order = append(p.order, name)
	return nil
}

func has(o *goja.Object, name string) bool {
	for _, key := range o.GetOwnPropertyNames() {
		if key == name {
			return true
		}
	}
	return false
}

func (p *argParser) checkDefault(path string, o argOption) error {
	is := func(v goja.Value) bool {
		return v != nil && (o.kind == "string" && goja.IsString(v) || o.kind == "boolean" && modules.IsBoolean(v))
	}
	if !o.multiple {
		if !is(o.fallback) {
			return p.u.env.InvalidArgType(path, o.fallback, o.kind)
		}
		return nil
	}
	if !modules.IsArray(o.fallback) {
		return p.u.env.InvalidArgType(path, o.fallback, "Array")
	}
	list := o.fallback.(*goja.Object)
	for i := range int(list.Get("length").ToInteger()) {
		if v := list.Get(strconv.Itoa(i)); !is(v) {
			return p.u.env.InvalidArgType(path+"["+strconv.Itoa(i)+"]", v, o.kind)
		}
	}
	return nil
}

// long is the option that a single letter stands for, or the letter.
func (p *argParser) long(short string) string {
	for _, name := range p.order {
		if p.options[name].short == short {
			return name
		}
	}
	return short
}

func (p *argParser) takesValue(name string) bool { return p.options[name].kind == "string" }

func (p *argParser) tokenize(args []string) {
	index, group := -1, 0
	option := func(name, raw string, value *string, inline bool) {
		p.list = append(p.list, argToken{kind: "option", name: name, raw: raw, index: index, value: value, inline: inline})
	}
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		if group > 0 {
			group--
		} else {
			index++
		}
		// separate takes the next argument as the value of an option.
		separate := func(name string) {
			if !p.takesValue(name) || len(args) == 0 {
				option(name, arg, nil, false)
				return
			}
			option(name, arg, &args[0], false)
			args = args[1:]
			index++
		}
		short := len(arg) > 1 && arg[0] == '-' && arg[1] != '-'
		switch {
		case arg == "--":
			p.list = append(p.list, argToken{kind: "option-terminator", index: index})
			for i := range args {
				index++
				p.list = append(p.list, argToken{kind: "positional", index: index, value: &args[i]})
			}
			return
		case short && len([]rune(arg)) == 2:
			separate(p.long(arg[1:]))
		case short && !p.takesValue(p.long(string([]rune(arg)[1]))):
			expanded := p.expand([]rune(arg)[1:])
			args = append(expanded, args...)
			group = len(expanded)
		case short:
			letter := string([]rune(arg)[1])
			value := arg[1+len(letter):]
			option(p.long(letter), "-"+letter, &value, true)
		case strings.HasPrefix(arg, "--") && len(arg) > 2:
			if eq := strings.IndexByte(arg[3:], '='); eq >= 0 {
				name, value := arg[2:3+eq], arg[4+eq:]
				option(name, "--"+name, &value, true)
			} else {
				separate(arg[2:])
			}
		default:
			p.list = append(p.list, argToken{kind: "positional", index: index, value: &arg})
		}
	}
}

// expand turns the letters of -abc into -a -b -c; the first one that takes a value
// takes the rest.
func (p *argParser) expand(letters []rune) []string {
	var out []string
	for i, letter := range letters {
		if p.takesValue(p.long(string(letter))) && i < len(letters)-1 {
			return append(out, "-"+string(letters[i:]))
		}
		out = append(out, "-"+string(letter))
	}
	return out
}

func (p *argParser) result() (goja.Value, error) {
	vm := p.u.vm
	values := vm.CreateObject(nil)
	var positionals []any
	for i := range p.list {
		t := &p.list[i]
		switch t.kind {
		case "option":
			if p.strict {
				if err := p.check(t); err != nil {
					return nil, err
				}
			}
			p.store(t, values)
		case "positional":
			if !p.positionals {
				return nil, modules.TypeError("ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL",
					"Unexpected argument '%s'. This command does not take positional arguments", *t.value)
			}
			positionals = append(positionals, *t.value)
		}
	}
	for _, name := range p.order {
		if o := p.options[name]; !goja.IsUndefined(o.fallback) && name != "__proto__" && values.Get(name) == nil {
			_ = values.Set(name, o.fallback)
		}
	}
	result := vm.NewObject()
	_ = result.Set("values", values)
	_ = result.Set("positionals", vm.NewArray(positionals...))
	if p.tokens {
		_ = result.Set("tokens", p.tokenList())
	}
	return result, nil
}

func (p *argParser) check(t *argToken) error {
	name := t.name
	o, known := p.options[name]
	if !known && p.allowNegative && strings.HasPrefix(name, "no-") {
		if o, known = p.options[name[3:]]; known && o.kind == "boolean" {
			name = name[3:]
		} else {
			known = false
		}
	}
	if !known {
		hint := ""
		if p.positionals {
			quoted, _ := json.Marshal(t.raw)
			hint = ". To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- " +
				string(quoted)
		}
		return modules.TypeError("ERR_PARSE_ARGS_UNKNOWN_OPTION", "Unknown option '%s'%s", t.raw, hint)
	}
	shown := "--" + name
	if o.short != "" {
		shown = "-" + o.short + ", " + shown
	}
	const code = "ERR_PARSE_ARGS_INVALID_OPTION_VALUE"
	switch {
	case o.kind == "string" && t.value == nil:
		return modules.TypeError(code, "Option '%s <value>' argument missing", shown)
	case o.kind == "boolean" && t.value != nil:
		return modules.TypeError(code, "Option '%s' does not take an argument", shown)
	case !t.inline && t.value != nil && len(*t.value) > 1 && (*t.value)[0] == '-':
		example := "'" + t.raw + "=-XYZ'"
		if !strings.HasPrefix(t.raw, "--") {
			example = "'--" + t.name + "=-XYZ' or '" + t.raw + "-XYZ'"
		}
		return modules.TypeError(code, "Option '%s' argument is ambiguous.\nDid you forget to specify the option argument for '%s'?\n"+
			"To specify an option argument starting with a dash use %s.", t.raw, t.raw, example)
	}
	return nil
}

func (p *argParser) store(t *argToken, values *goja.Object) {
	vm := p.u.vm
	if t.name == "__proto__" {
		return
	}
	var v goja.Value = modules.Bool(true)
	if t.value != nil {
		v = vm.ToValue(*t.value)
	} else if p.allowNegative && strings.HasPrefix(t.name, "no-") {
		t.name = t.name[3:]
		v = modules.Bool(false)
	}
	if !p.options[t.name].multiple {
		_ = values.Set(t.name, v)
		return
	}
	if list, ok := values.Get(t.name).(*goja.Object); ok {
		_ = list.Set(list.Get("length").String(), v)
		return
	}
	_ = values.Set(t.name, vm.NewArray(v))
}

func (p *argParser) tokenList() *goja.Object {
	vm := p.u.vm
	var list []any
	for _, t := range p.list {
		o := vm.NewObject()
		_ = o.Set("kind", t.kind)
		var value goja.Value = goja.Undefined()
		if t.value != nil {
			value = vm.ToValue(*t.value)
		}
		switch t.kind {
		case "option":
			_ = o.Set("name", t.name)
			_ = o.Set("rawName", t.raw)
			_ = o.Set("index", t.index)
			_ = o.Set("value", value)
			var inline goja.Value = goja.Undefined()
			if t.value != nil {
				inline = modules.Bool(t.inline)
			}
			_ = o.Set("inlineValue", inline)
		case "positional":
			_ = o.Set("index", t.index)
			_ = o.Set("value", value)
		default:
			_ = o.Set("index", t.index)
		}
		list = append(list, o)
	}
	return vm.NewArray(list...)
}
