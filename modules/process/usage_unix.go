//go:build unix

package process

import (
	"golang.org/x/sys/unix"
)

func processTimes() cpuTimes { return timesOf(unix.RUSAGE_SELF) }

func timesOf(who int) cpuTimes {
	var r unix.Rusage
	if unix.Getrusage(who, &r) != nil {
		return cpuTimes{}
	}
	return cpuTimes{microseconds(r.Utime), microseconds(r.Stime)}
}

func microseconds(t unix.Timeval) float64 { return float64(t.Sec)*1e6 + float64(t.Usec) }

func systemUsage() usage {
	var r unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &r) != nil {
		return usage{}
	}
	return usage{
		times:        cpuTimes{microseconds(r.Utime), microseconds(r.Stime)},
		maxRSS:       int64(r.Maxrss) / maxrssUnit,
		sharedMemory: int64(r.Ixrss), unsharedData: int64(r.Idrss), unsharedStack: int64(r.Isrss),
		minorFaults: int64(r.Minflt), majorFaults: int64(r.Majflt), swaps: int64(r.Nswap),
		blocksIn: int64(r.Inblock), blocksOut: int64(r.Oublock),
		messagesOut: int64(r.Msgsnd), messagesIn: int64(r.Msgrcv),
		signals: int64(r.Nsignals), voluntarySwitches: int64(r.Nvcsw), involuntarySwitches: int64(r.Nivcsw),
	}
}
