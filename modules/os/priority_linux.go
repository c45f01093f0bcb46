package os

import "golang.org/x/sys/unix"

// priority is the nice value of a process. The kernel's call returns 20 less
// it, so that no result looks like a failure.
func priority(pid int) (int, error) {
	n, err := unix.Getpriority(unix.PRIO_PROCESS, pid)
	return 20 - n, err
}
