package v8

import (
	"runtime"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

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
		modules.Val("total_allocated_bytes", int64(m.TotalAlloc)),
	), nil
}

// heapSpaceStatistics is v8.getHeapSpaceStatistics(). Go's heap is one space.
func heapSpaceStatistics(c modules.Call) (goja.Value, error) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return c.Env.VM.NewArray(c.Env.Exports(
		modules.Val("space_name", "old_space"),
		modules.Val("space_size", int64(m.HeapSys)),
		modules.Val("space_used_size", int64(m.HeapAlloc)),
		modules.Val("space_available_size", int64(m.HeapIdle)),
		modules.Val("physical_space_size", int64(m.HeapSys-m.HeapReleased)),
	)), nil
}

// heapCodeStatistics is v8.getHeapCodeStatistics(). No machine code is made,
// and programs are not counted apart from the rest of the heap.
func heapCodeStatistics(c modules.Call) (goja.Value, error) {
	return c.Env.Exports(
		modules.Val("code_and_metadata_size", 0),
		modules.Val("bytecode_and_metadata_size", 0),
		modules.Val("external_script_source_size", 0),
		modules.Val("cpu_profiler_metadata_size", 0),
	), nil
}

// cppHeapStatistics is v8.getCppHeapStatistics([detailLevel]). There is no
// heap of C++ objects, so it is empty.
func cppHeapStatistics(c modules.Call) (goja.Value, error) {
	level := "detailed"
	if c.Has(0) {
		v := c.Argument(0)
		if level = v.String(); !goja.IsString(v) || level != "brief" && level != "detailed" {
			return nil, modules.TypeError("ERR_INVALID_ARG_VALUE",
				"The argument 'type' must be one of: 'brief', 'detailed'. Received %s", c.Env.Inspect(v))
		}
	}
	o := c.Env.VM.CreateObject(nil)
	c.Env.Define(o, true,
		modules.Val("committed_size_bytes", 0),
		modules.Val("resident_size_bytes", 0),
		modules.Val("used_size_bytes", 0),
		modules.Val("space_statistics", c.Env.VM.NewArray()),
		modules.Val("type_names", c.Env.VM.NewArray()),
		modules.Val("detail_level", level),
	)
	return o, nil
}
