//go:build unix && !linux

package process

import (
	goruntime "runtime"

	"golang.org/x/sys/unix"

	"github.com/gonode/gonode/modules"
)

// maxrssUnit is what the system counts ru_maxrss in: bytes on macOS.
const maxrssUnit = 1024

func threadTimes() cpuTimes { return timesOf(unix.RUSAGE_SELF) }

func systemResidentSize(modules.FS) (int64, bool) { return 0, false }

func constrainedMemory(*modules.Env) float64 { return 0 }

// availableMemory is what the Go heap holds but does not use: these systems
// have no simple call for the rest.
func availableMemory(*modules.Env) float64 {
	var m goruntime.MemStats
	goruntime.ReadMemStats(&m)
	return float64(m.HeapIdle)
}
