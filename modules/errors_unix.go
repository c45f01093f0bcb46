//go:build unix

package modules

import (
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// codeOfErrno names a system error; EOPNOTSUPP and the like are folded into
// the name that libuv uses.
func codeOfErrno(errno syscall.Errno) string {
	switch name := unix.ErrnoName(errno); name {
	case "EOPNOTSUPP":
		return "ENOTSUP"
	case "EWOULDBLOCK":
		return "EAGAIN"
	case "":
		return "UNKNOWN"
	default:
		return name
	}
}

func errnoByName(code string) int { return -int(errnos()[code]) }

var errnos = sync.OnceValue(func() map[string]syscall.Errno {
	m := map[string]syscall.Errno{}
	for n := syscall.Errno(255); n > 0; n-- {
		if unix.ErrnoName(n) != "" {
			m[codeOfErrno(n)] = n
		}
	}
	return m
})
