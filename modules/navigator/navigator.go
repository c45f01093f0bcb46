// Package navigator is the global navigator: what programs made for browsers
// and servers alike ask to learn where they run.
package navigator

import (
	_ "embed"
	"runtime"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/diagnostics"
	"github.com/gonode/gonode/modules/internal/scriptenv"
)

// Modules are the modules of this package.
var Modules = []modules.Module{
	{Name: "internal/navigator", Internal: true, Load: load, Globals: []string{"Navigator", "navigator"}},
}

// navigator is the state of the one Navigator of a runtime.
type navigator struct {
	languages, locks *goja.Object
}

var slot = modules.NewSlot[navigator]("kNavigator")

func load(env *modules.Env) goja.Value {
	state := &navigator{}
	// get is an accessor that only the Navigator has.
	get := func(name string, value func(*navigator) goja.Value) modules.Export {
		return modules.Getter(name, func(c modules.Call) (goja.Value, error) {
			n := slot.Get(c.This)
			if n == nil {
				return nil, modules.TypeError("", "Cannot read private member #%s from an object whose class did not declare it", name)
			}
			return value(n), nil
		})
	}
	text := func(s string) func(*navigator) goja.Value {
		return func(*navigator) goja.Value { return env.VM.ToValue(s) }
	}
	class := env.Class(modules.ClassSpec{
		Name: "Navigator", NewOnly: true, EnumerableMethods: true,
		Construct: func(modules.ConstructCall) (*goja.Object, error) {
			return nil, modules.TypeError("ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor")
		},
		Methods: []modules.Export{
			get("hardwareConcurrency", func(*navigator) goja.Value { return env.VM.ToValue(runtime.NumCPU()) }),
			get("locks", func(n *navigator) goja.Value {
				if n.locks == nil {
					n.locks = lockManager(env)
				}
				return n.locks
			}),
			get("language", func(*navigator) goja.Value { return env.VM.ToValue(language(env)) }),
			get("languages", func(n *navigator) goja.Value {
				if n.languages == nil {
					n.languages = env.VM.NewArray(language(env))
					object := env.VM.Get("Object").(*goja.Object)
					if _, err := env.Method(object, "freeze", n.languages); err != nil {
						panic(env.Panic(err))
					}
				}
				return n.languages
			}),
			get("userAgent", text("Node.js/"+major(modules.NodeVersion))),
			get("platform", text(platform(runtime.GOOS, runtime.GOARCH))),
		},
	})
	o := slot.New(env.VM, class.Get("prototype").(*goja.Object), state)
	return env.Exports(modules.Val("Navigator", class), modules.Val("navigator", o))
}

//go:embed locks.js
var locksSource string

var locksScript = modules.NewScript("node:internal/locks", locksSource, "node", "clientId", "publish")

// lockManager makes the one LockManager of a runtime.
func lockManager(env *modules.Env) *goja.Object {
	publish := env.Func("publish", 2, func(c modules.Call) (goja.Value, error) {
		return nil, diagnostics.Publish(env, c.Argument(0).String(), func() goja.Value {
			message, err := env.Invoke(c.Argument(1), goja.Undefined())
			if err != nil {
				panic(env.Panic(err))
			}
			return message
		})
	})
	client := "node-" + strconv.Itoa(env.Proc.Pid()) + "-0"
	return locksScript.Run(env, scriptenv.Of(env), env.VM.ToValue(client), publish).(*goja.Object)
}

// major is the 26 of v26.10.0.
func major(version string) string {
	number, _, _ := strings.Cut(strings.TrimPrefix(version, "v"), ".")
	return number
}

// language is the locale that Intl takes when none is given.
func language(env *modules.Env) string {
	intl, ok := env.VM.Get("Intl").(*goja.Object)
	if !ok {
		return "en-US"
	}
	var tag string
	if env.VM.Try(func() {
		format, err := env.Method(intl, "NumberFormat")
		if err != nil {
			panic(env.Panic(err))
		}
		options, err := env.Method(format.(*goja.Object), "resolvedOptions")
		if err != nil {
			panic(env.Panic(err))
		}
		tag = options.(*goja.Object).Get("locale").String()
	}) != nil {
		return "en-US"
	}
	return tag
}

// platform is what browsers call a system.
func platform(system, machine string) string {
	switch system {
	case "darwin":
		return "MacIntel"
	case "windows":
		return "Win32"
	case "linux":
		switch machine {
		case "386":
			return "Linux i686"
		case "amd64":
			return "Linux x86_64"
		}
	case "freebsd", "openbsd":
		if machine == "386" {
			machine = "i386"
		}
		return strings.ToUpper(system[:1]) + system[1:4] + "BSD " + machine
	}
	if machine == "amd64" {
		machine = "x64"
	}
	return strings.ToUpper(system[:1]) + system[1:] + " " + machine
}
