package process

import (
	goruntime "runtime"

	"golang.org/x/sys/windows"

	"github.com/gonode/gonode/modules"
)

func processTimes() cpuTimes {
	var created, exited, kernel, user windows.Filetime
	if windows.GetProcessTimes(windows.CurrentProcess(), &created, &exited, &kernel, &user) != nil {
		return cpuTimes{}
	}
	return cpuTimes{microseconds(user), microseconds(kernel)}
}

// microseconds of a duration, which Windows counts by 100 nanoseconds.
func microseconds(t windows.Filetime) float64 {
	return float64(uint64(t.HighDateTime)<<32|uint64(t.LowDateTime)) / 10
}

func threadTimes() cpuTimes { return processTimes() }

func systemUsage() usage { return usage{times: processTimes()} }

func systemResidentSize(modules.FS) (int64, bool) { return 0, false }

func constrainedMemory(*modules.Env) float64 { return 0 }

func availableMemory(*modules.Env) float64 {
	var m goruntime.MemStats
	goruntime.ReadMemStats(&m)
	return float64(m.HeapIdle)
}
