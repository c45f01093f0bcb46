// Package v8 is node:v8: values in V8's wire format, and what can be told of
// the heap, which is Go's.
package v8

import (
	_ "embed"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Modules is node:v8.
var Modules = []modules.Module{{Name: "v8", Load: load}}

//go:embed v8.js
var code string

var script = modules.NewScript("node:v8", code, "exports", "Buffer", "Serializer", "Deserializer", "notBuilding")

// names are the exports in Node's order.
const names = `cachedDataVersionTag getHeapSnapshot getHeapStatistics getHeapSpaceStatistics getHeapCodeStatistics
	getCppHeapStatistics setFlagsFromString Serializer Deserializer DefaultSerializer DefaultDeserializer deserialize
	takeCoverage stopCoverage serialize writeHeapSnapshot promiseHooks queryObjects startupSnapshot
	setHeapSnapshotNearHeapLimit setHeapProfileNearHeapLimit GCProfiler isStringOneByteRepresentation startCpuProfile
	startHeapProfile`

func load(env *modules.Env) goja.Value {
	serializer, deserializer := serializerClass(env), deserializerClass(env)
	parts := env.Exports(
		modules.Fn("cachedDataVersionTag", 0, func(modules.Call) (goja.Value, error) { return env.VM.ToValue(0), nil }),
		modules.Fn("getHeapStatistics", 0, heapStatistics),
		modules.Fn("getHeapSpaceStatistics", 0, heapSpaceStatistics),
		modules.Fn("getHeapCodeStatistics", 0, heapCodeStatistics),
		modules.Fn("getCppHeapStatistics", 0, cppHeapStatistics),
		modules.Fn("setFlagsFromString", 1, func(c modules.Call) (goja.Value, error) {
			_, err := c.String(0, "flags")
			return nil, err
		}),
		modules.Val("Serializer", serializer), modules.Val("Deserializer", deserializer),
		modules.Fn("isStringOneByteRepresentation", 1, func(c modules.Call) (goja.Value, error) {
			if _, err := c.String(0, "content"); err != nil {
				return nil, err
			}
			return modules.Bool(oneByte(c.Argument(0).(goja.String))), nil
		}),
		missing("getHeapSnapshot", 1), missing("takeCoverage", 0), missing("stopCoverage", 0), missing("writeHeapSnapshot", 2),
		missing("queryObjects", 1), missing("setHeapSnapshotNearHeapLimit", 1), missing("setHeapProfileNearHeapLimit", 1),
		missing("startCpuProfile", 1), missing("startHeapProfile", 1),
		modules.Val("promiseHooks", promiseHooks(env)),
		modules.Val("GCProfiler", env.Class(modules.ClassSpec{
			Name: "GCProfiler", NewOnly: true,
			Construct: func(modules.ConstructCall) (*goja.Object, error) { return nil, modules.NotImplemented("v8.GCProfiler") },
		})),
	)
	script.Run(env, parts, env.RequireObject("buffer").Get("Buffer"), serializer, deserializer,
		env.Func("", 0, func(modules.Call) (goja.Value, error) {
			return nil, modules.PlainError("ERR_NOT_BUILDING_SNAPSHOT", "Operation cannot be invoked when not building startup snapshot")
		}))
	exports := env.VM.NewObject()
	for _, name := range strings.Fields(names) {
		env.Define(exports, true, modules.Val(name, parts.Get(name)))
	}
	return exports
}

// missing exports a function that Node has and gonode not.
func missing(name string, length int) modules.Export {
	return modules.Fn(name, length, func(modules.Call) (goja.Value, error) { return nil, modules.NotImplemented("v8." + name) })
}
