//go:build unix

package process

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// signalNumber is the number of a signal by its name, or 0.
func signalNumber(name string) int {
	switch name {
	case "SIGIOT":
		return int(unix.SIGABRT)
	case "SIGPOLL":
		return int(unix.SIGIO)
	case "SIGUNUSED":
		return int(unix.SIGSYS)
	}
	return int(unix.SignalNum(name))
}

func osSignal(number int) os.Signal { return syscall.Signal(number) }

// errnoName is the code of a negative error number.
func errnoName(errno int) string {
	if name := unix.ErrnoName(syscall.Errno(-errno)); name != "" {
		return name
	}
	return "UNKNOWN"
}
