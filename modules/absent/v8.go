package absent

import (
	"runtime"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

var v8 = module("v8",
	"getHeapSnapshot getCppHeapStatistics Serializer Deserializer DefaultSerializer DefaultDeserializer deserialize "+
		"takeCoverage stopCoverage serialize writeHeapSnapshot queryObjects setHeapSnapshotNearHeapLimit "+
		"setHeapProfileNearHeapLimit GCProfiler isStringOneByteRepresentation startCpuProfile startHeapProfile",
	func(*modules.Env) []modules.Export {
		return []modules.Export{
			modules.Fn("cachedDataVersionTag", 0, func(c modules.Call) (goja.Value, error) { return c.Env.VM.ToValue(0), nil }),
			modules.Fn("getHeapStatistics", 0, heapStatistics),
			modules.Fn("setFlagsFromString", 1, func(c modules.Call) (goja.Value, error) {
				_, err := c.String(0, "flags")
				return nil, err
			}),
		}
	})

// heapStatistics is v8.getHeapStatistics(), told of Go's heap.
func heapStatistics(c modules.Call) (goja.Value, error) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return c.Env.Exports(
		modules.Val("total_heap_size", int64(m.HeapSys)),
		modules.Val("total_heap_size_executable", 0),
		modules.Val("total_physical_size", int64(m.HeapSys-m.HeapReleased)),
		modules.Val("total_available_size", int64(m.HeapIdle)),
		modules.Val("used_heap_size", int64(m.HeapAlloc)),
		modules.Val("heap_size_limit", int64(m.Sys)),
		modules.Val("malloced_memory", int64(m.Sys-m.HeapSys)),
		modules.Val("peak_malloced_memory", int64(m.Sys)),
		modules.Val("does_zap_garbage", 0),
		modules.Val("number_of_native_contexts", 1),
		modules.Val("number_of_detached_contexts", 0),
		modules.Val("total_global_handles_size", 0),
		modules.Val("used_global_handles_size", 0),
		modules.Val("external_memory", 0),
	), nil
}
