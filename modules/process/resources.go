package process

import (
	"math"
	goruntime "runtime"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

func (p *process) resources() []modules.Export {
	memory := p.env.Func("memoryUsage", 0, p.memoryUsage)
	p.env.Define(memory, true, modules.Val("rss", p.env.Func("rss", 0, func(c modules.Call) (goja.Value, error) {
		return c.Env.VM.ToValue(residentSize(c.Env)), nil
	})))
	empty := func(c modules.Call) (goja.Value, error) { return c.Env.VM.NewArray(), nil }
	return []modules.Export{
		modules.Fn("dlopen", 0, dlopen),
		modules.Fn("uptime", 0, func(c modules.Call) (goja.Value, error) {
			return c.Env.VM.ToValue(float64(p.nanoseconds()) / 1e9), nil
		}),
		modules.Fn("_getActiveRequests", 0, empty),
		modules.Fn("_getActiveHandles", 0, activeHandles),
		modules.Fn("getActiveResourcesInfo", 0, activeResources),
		modules.Fn("reallyExit", 0, p.reallyExit),
		modules.Fn("_kill", 0, p.rawKill),
		modules.Fn("loadEnvFile", 0, p.loadEnvFile),
		modules.Fn("cpuUsage", 1, func(c modules.Call) (goja.Value, error) { return cpuUsage(c, processTimes) }),
		modules.Fn("threadCpuUsage", 1, func(c modules.Call) (goja.Value, error) { return cpuUsage(c, threadTimes) }),
		modules.Fn("resourceUsage", 0, resourceUsage),
		modules.Val("memoryUsage", memory),
		modules.Fn("constrainedMemory", 0, func(c modules.Call) (goja.Value, error) {
			return c.Env.VM.ToValue(constrainedMemory(c.Env)), nil
		}),
		modules.Fn("availableMemory", 0, func(c modules.Call) (goja.Value, error) {
			return c.Env.VM.ToValue(availableMemory(c.Env)), nil
		}),
	}
}

func dlopen(c modules.Call) (goja.Value, error) {
	if len(c.Arguments) < 2 {
		return nil, modules.TypeError("ERR_MISSING_ARGS", "process.dlopen needs at least 2 arguments")
	}
	return nil, modules.PlainError("ERR_DLOPEN_DISABLED", "Cannot load native addon because loading addons is disabled.")
}

// memoryUsage is process.memoryUsage(). The heap is Go's, which holds all
// that JavaScript allocates, buffers included.
func (p *process) memoryUsage(c modules.Call) (goja.Value, error) {
	var m goruntime.MemStats
	goruntime.ReadMemStats(&m)
	return c.Env.Exports(
		modules.Val("rss", float64(residentSize(c.Env))),
		modules.Val("heapTotal", float64(m.HeapSys)),
		modules.Val("heapUsed", float64(m.HeapAlloc)),
		modules.Val("external", float64(m.StackSys+m.OtherSys)),
		modules.Val("arrayBuffers", 0),
	), nil
}

// residentSize is the memory of the process in bytes.
func residentSize(e *modules.Env) int64 {
	if n, ok := systemResidentSize(e.FS); ok {
		return n
	}
	var m goruntime.MemStats
	goruntime.ReadMemStats(&m)
	return int64(m.Sys)
}

// cpuTimes are in microseconds.
type cpuTimes struct{ user, system float64 }

// cpuUsage is process.cpuUsage([previous]).
func cpuUsage(c modules.Call, read func() cpuTimes) (goja.Value, error) {
	var before cpuTimes
	if c.Argument(0).ToBoolean() {
		previous, ok := c.Argument(0).(*goja.Object)
		if !ok {
			return nil, c.Env.InvalidArgType("prevValue", c.Argument(0), "Object")
		}
		var err error
		if before.user, err = previousTime(c, previous, "user"); err != nil {
			return nil, err
		}
		if before.system, err = previousTime(c, previous, "system"); err != nil {
			return nil, err
		}
	}
	now := read()
	return c.Env.Exports(
		modules.Val("user", now.user-before.user),
		modules.Val("system", now.system-before.system),
	), nil
}

func previousTime(c modules.Call, previous *goja.Object, name string) (float64, error) {
	v := valueOr(previous.Get(name))
	full := "prevValue." + name
	if !goja.IsNumber(v) {
		if name == "user" {
			if _, err := c.Env.ValidateObject(previous, "prevValue"); err != nil {
				return 0, err
			}
		}
		return 0, c.Env.InvalidArgType(full, v, "number")
	}
	f := v.ToFloat()
	if math.IsNaN(f) || f < 0 || f > modules.MaxSafeInteger {
		err := c.Env.InvalidArgValue(full, v, "")
		err.Class = "RangeError"
		return 0, err
	}
	return f, nil
}

// resourceUsage is process.resourceUsage().
func resourceUsage(c modules.Call) (goja.Value, error) {
	u := systemUsage()
	return c.Env.Exports(
		modules.Val("userCPUTime", u.times.user),
		modules.Val("systemCPUTime", u.times.system),
		modules.Val("maxRSS", u.maxRSS),
		modules.Val("sharedMemorySize", u.sharedMemory),
		modules.Val("unsharedDataSize", u.unsharedData),
		modules.Val("unsharedStackSize", u.unsharedStack),
		modules.Val("minorPageFault", u.minorFaults),
		modules.Val("majorPageFault", u.majorFaults),
		modules.Val("swappedOut", u.swaps),
		modules.Val("fsRead", u.blocksIn),
		modules.Val("fsWrite", u.blocksOut),
		modules.Val("ipcSent", u.messagesOut),
		modules.Val("ipcReceived", u.messagesIn),
		modules.Val("signalsCount", u.signals),
		modules.Val("voluntaryContextSwitches", u.voluntarySwitches),
		modules.Val("involuntaryContextSwitches", u.involuntarySwitches),
	), nil
}

// usage is what the system counts for a process; memory is in kilobytes.
type usage struct {
	times                                             cpuTimes
	maxRSS, sharedMemory, unsharedData, unsharedStack int64
	minorFaults, majorFaults, swaps                   int64
	blocksIn, blocksOut, messagesOut, messagesIn      int64
	signals, voluntarySwitches, involuntarySwitches   int64
}
