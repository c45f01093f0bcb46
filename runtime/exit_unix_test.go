//go:build unix

package runtime_test

import (
	"os"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// exitOf says how a process ended: its code, or the signal that ended it.
func exitOf(state *os.ProcessState) string {
	if status, ok := state.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return unix.SignalName(status.Signal())
	}
	return strconv.Itoa(state.ExitCode())
}
