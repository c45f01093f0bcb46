package os

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/gonode/gonode/modules"
)

// lines are those of a file, none if it cannot be read.
func lines(env *modules.Env, name string) []string {
	data, err := env.FS.ReadFile(name)
	if err != nil {
		return nil
	}
	return strings.Split(string(data), "\n")
}

// memory is all memory and what of it is available, in bytes.
func memory(env *modules.Env) (total, free float64) {
	for _, line := range lines(env, "/proc/meminfo") {
		name, rest, _ := strings.Cut(line, ":")
		fields := strings.Fields(rest)
		if len(fields) == 0 {
			continue
		}
		kilobytes, _ := strconv.ParseFloat(fields[0], 64)
		switch name {
		case "MemTotal":
			total = kilobytes * 1024
		case "MemAvailable":
			free = kilobytes * 1024
		}
	}
	var info unix.Sysinfo_t
	if total == 0 && unix.Sysinfo(&info) == nil {
		total = float64(info.Totalram) * float64(info.Unit)
		free = float64(info.Freeram) * float64(info.Unit)
	}
	return total, free
}

// uptime is the time since the system started, in seconds.
func uptime(env *modules.Env) float64 {
	if list := lines(env, "/proc/uptime"); len(list) > 0 {
		first, _, _ := strings.Cut(list[0], " ")
		if seconds, err := strconv.ParseFloat(first, 64); err == nil {
			return seconds
		}
	}
	var t unix.Timespec
	if unix.ClockGettime(unix.CLOCK_BOOTTIME, &t) != nil {
		return 0
	}
	return float64(t.Sec)
}

func loadAverage(env *modules.Env) (average [3]float64) {
	if list := lines(env, "/proc/loadavg"); len(list) > 0 {
		if n, _ := fmt.Sscan(list[0], &average[0], &average[1], &average[2]); n == 3 {
			return average
		}
	}
	var info unix.Sysinfo_t
	if unix.Sysinfo(&info) == nil {
		for i := range average {
			average[i] = float64(info.Loads[i]) / 65536
		}
	}
	return average
}

// tick is the unit of /proc/stat in milliseconds.
const tick = 10

func processors(env *modules.Env) []processor {
	models := map[int]string{}
	at := 0
	for _, line := range lines(env, "/proc/cpuinfo") {
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(name) {
		case "processor":
			at, _ = strconv.Atoi(value)
		case "model name":
			models[at] = value
		}
	}
	var list []processor
	for _, line := range lines(env, "/proc/stat") {
		fields := strings.Fields(line)
		if len(fields) < 8 || !strings.HasPrefix(fields[0], "cpu") || fields[0] == "cpu" {
			continue
		}
		number, err := strconv.Atoi(fields[0][3:])
		if err != nil {
			continue
		}
		p := processor{model: models[number]}
		if p.model == "" {
			p.model = "unknown"
		}
		for i, into := range []*float64{&p.user, &p.nice, &p.sys, &p.idle, nil, &p.irq} {
			if into != nil {
				*into, _ = strconv.ParseFloat(fields[i+1], 64)
				*into *= tick
			}
		}
		frequency := lines(env, fmt.Sprintf("/sys/devices/system/cpu/cpu%d/cpufreq/scaling_cur_freq", number))
		if len(frequency) > 0 {
			kilohertz, _ := strconv.Atoi(frequency[0])
			p.speed = kilohertz / 1000
		}
		list = append(list, p)
	}
	return list
}
