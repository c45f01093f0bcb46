package util

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/colors"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// debugState is what NODE_DEBUG, as it was when first needed, turns on.
type debugState struct {
	ready    bool
	sections *regexp.Regexp
	loggers  map[string]*goja.Object
}

var sectionEscape = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[|\\{}()[\]^$+?.]`) })

func (u *util) debugEnabled(section string) bool {
	d := &u.debug
	if !d.ready {
		d.ready = true
		d.loggers = map[string]*goja.Object{}
		if list, _ := u.env.Proc.Getenv("NODE_DEBUG"); list != "" {
			list = sectionEscape().ReplaceAllString(list, `\$0`)
			list = strings.ReplaceAll(strings.ReplaceAll(list, "*", ".*"), ",", "$|^")
			d.sections, _ = regexp.Compile("(?i)^" + list + "$")
		}
	}
	return d.sections != nil && d.sections.MatchString(section)
}

// debuglog is util.debuglog(section[, callback]).
func (u *util) debuglog(c modules.Call) (goja.Value, error) {
	name, callback := c.Argument(0), c.Argument(1)
	var section string
	var enabled, tested bool
	test := func() bool {
		if !tested {
			tested = true
			section = strings.ToUpper(name.String())
			enabled = u.debugEnabled(section)
		}
		return enabled
	}
	enabledGetter := modules.Getter("enabled", func(modules.Call) (goja.Value, error) { return modules.Bool(test()), nil }).Enumerable()
	var debug *goja.Object
	logger := u.env.Func("logger", 0, func(c modules.Call) (goja.Value, error) {
		if tested && !enabled && debug != nil {
			return nil, nil
		}
		if debug == nil {
			test()
			var err error
			if debug, err = u.debugFunction(section, enabled); err != nil {
				return nil, err
			}
			if modules.IsFunction(callback) {
				u.env.Define(debug, true, enabledGetter)
				if _, err := u.env.Invoke(callback, goja.Undefined(), debug); err != nil {
					return nil, err
				}
			}
		}
		_, err := u.env.Invoke(debug, goja.Undefined(), c.Arguments...)
		return nil, err
	})
	u.env.Define(logger, true, enabledGetter)
	return logger, nil
}

// debugFunction writes to stderr, or does nothing where the section is off.
func (u *util) debugFunction(section string, enabled bool) (*goja.Object, error) {
	if f := u.debug.loggers[section]; f != nil {
		return f, nil
	}
	f := u.env.Func("noop", 0, func(modules.Call) (goja.Value, error) { return nil, nil })
	if enabled {
		if section == "HTTP" || section == "HTTP2" {
			message := "Setting the NODE_DEBUG environment variable to '" + strings.ToLower(section) +
				"' can expose sensitive data (such as passwords, tokens and authentication headers) in the resulting log."
			if _, err := u.env.Method(u.env.RequireObject("process"), "emitWarning", u.vm.ToValue(message)); err != nil {
				return nil, err
			}
		}
		f = u.env.Func("debug", 0, func(c modules.Call) (goja.Value, error) { return nil, u.writeDebug(section, c.Arguments) })
	}
	u.debug.loggers[section] = f
	return f, nil
}

func (u *util) writeDebug(section string, args []goja.Value) error {
	stderr := u.env.RequireObject("process").Get("stderr").(*goja.Object)
	options := u.vm.NewObject()
	pid := strconv.Itoa(u.env.Proc.Pid())
	if colors.Enabled(u.env, stderr) {
		_ = options.Set("colors", true)
		pid = u.inspect.Inspect(u.vm.ToValue(u.env.Proc.Pid()), u.inspect.Options().With(options))
	}
	text := section + " " + pid + ": " + u.inspect.FormatWith(options, args) + "\n"
	_, err := u.env.Method(stderr, "write", inspect.Value(u.vm, text))
	return err
}
