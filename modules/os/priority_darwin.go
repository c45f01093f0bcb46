package os

import "golang.org/x/sys/unix"

// priority is the nice value of a process.
func priority(pid int) (int, error) { return unix.Getpriority(unix.PRIO_PROCESS, pid) }
