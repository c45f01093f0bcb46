package os

import (
	"runtime"
	"time"

	"golang.org/x/sys/unix"

	"github.com/gonode/gonode/modules"
)

// memory is all memory and what of it is free, in bytes.
func memory(*modules.Env) (total, free float64) {
	size, _ := unix.SysctlUint64("hw.memsize")
	pages, _ := unix.SysctlUint32("vm.page_free_count")
	pageSize, _ := unix.SysctlUint32("hw.pagesize")
	return float64(size), float64(pages) * float64(pageSize)
}

// uptime is the time since the system started, in seconds.
func uptime(*modules.Env) float64 {
	started, err := unix.SysctlTimeval("kern.boottime")
	if err != nil {
		return 0
	}
	return float64(int64(time.Since(time.Unix(started.Unix())).Seconds()))
}

func loadAverage(*modules.Env) (average [3]float64) {
	raw, err := unix.SysctlRaw("vm.loadavg")
	if err != nil || len(raw) < 24 {
		return average
	}
	word := func(i int) float64 {
		return float64(uint32(raw[i]) | uint32(raw[i+1])<<8 | uint32(raw[i+2])<<16 | uint32(raw[i+3])<<24)
	}
	scale := word(16)
	for i := range average {
		average[i] = word(4*i) / scale
	}
	return average
}

// processors lists the processors without their times, which only the Mach
// kernel interface tells.
func processors(*modules.Env) []processor {
	model, _ := unix.Sysctl("machdep.cpu.brand_string")
	hertz, _ := unix.SysctlUint64("hw.cpufrequency")
	list := make([]processor, runtime.NumCPU())
	for i := range list {
		list[i] = processor{model: model, speed: int(hertz / 1e6)}
	}
	return list
}
