package os

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// constant is a name and its number.
type constant struct {
	name  string
	value int
}

var priorities = []constant{
	{"PRIORITY_LOW", 19}, {"PRIORITY_BELOW_NORMAL", 10}, {"PRIORITY_NORMAL", 0},
	{"PRIORITY_ABOVE_NORMAL", -7}, {"PRIORITY_HIGH", -14}, {"PRIORITY_HIGHEST", -20},
}

// udpReuseAddr is libuv's flag, the same on all systems.
const udpReuseAddr = 4

// constantObjects are os.constants and its parts in a runtime.
type constantObjects struct {
	object, dlopen, errno, signals, priority *goja.Object
}

var constants = modules.NewLocal(func(env *modules.Env) *constantObjects {
	group := func(list []constant) *goja.Object {
		o := env.VM.CreateObject(nil)
		for _, c := range list {
			must(o.DefineDataProperty(c.name, env.VM.ToValue(c.value), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
		}
		return o
	}
	c := &constantObjects{
		object: group([]constant{{"UV_UDP_REUSEADDR", udpReuseAddr}}),
		dlopen: group(dlopenFlags), errno: group(errnos), signals: group(signals), priority: group(priorities),
	}
	freeze(env, c.signals)
	env.Define(c.object, true,
		modules.Val("dlopen", c.dlopen), modules.Val("errno", c.errno),
		modules.Val("signals", c.signals), modules.Val("priority", c.priority),
	)
	return c
})

func object(env *modules.Env) *goja.Object { return env.VM.Get("Object").(*goja.Object) }

func freeze(env *modules.Env, o *goja.Object) {
	_, err := env.Method(object(env), "freeze", o)
	must(err)
}

// loadConstants makes node:constants: all constants of os, fs and crypto in
// one object.
func loadConstants(env *modules.Env) goja.Value {
	c := constants.Of(env)
	all := env.VM.NewObject()
	sources := []goja.Value{all, c.dlopen, c.errno, c.priority, c.signals}
	for _, name := range []string{"fs", "crypto"} {
		// A program may embed a runtime without one of them.
		_ = env.VM.Try(func() { sources = append(sources, env.RequireObject(name).Get("constants")) })
	}
	_, err := env.Method(object(env), "assign", sources...)
	must(err)
	freeze(env, all)
	return all
}
