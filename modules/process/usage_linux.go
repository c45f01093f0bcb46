package process

import (
	"bytes"
	"os"
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/gonode/gonode/modules"
)

// maxrssUnit is what the system counts ru_maxrss in, in kilobytes.
const maxrssUnit = 1

func threadTimes() cpuTimes { return timesOf(unix.RUSAGE_THREAD) }

// systemResidentSize reads /proc, as libuv does.
func systemResidentSize(fs modules.FS) (int64, bool) {
	data, err := fs.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, false
	}
	fields := bytes.Fields(data)
	if len(fields) < 2 {
		return 0, false
	}
	pages, err := strconv.ParseInt(string(fields[1]), 10, 64)
	return pages * int64(os.Getpagesize()), err == nil
}

// constrainedMemory is the limit of the process's control group in bytes, or
// the largest number when there is none.
func constrainedMemory(e *modules.Env) float64 {
	for _, name := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		data, err := e.FS.ReadFile(name)
		if err != nil {
			continue
		}
		if n, err := strconv.ParseUint(string(bytes.TrimSpace(data)), 10, 64); err == nil {
			return float64(n)
		}
	}
	return 1 << 64
}

func availableMemory(e *modules.Env) float64 {
	data, err := e.FS.ReadFile("/proc/meminfo")
	if err != nil {
		return 0
	}
	_, after, _ := bytes.Cut(data, []byte("MemAvailable:"))
	fields := bytes.Fields(after)
	if len(fields) == 0 {
		return 0
	}
	kilobytes, _ := strconv.ParseFloat(string(fields[0]), 64)
	return min(kilobytes*1024, constrainedMemory(e))
}
