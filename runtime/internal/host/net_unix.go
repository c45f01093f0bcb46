//go:build unix

package host

import (
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/gonode/gonode/modules"
)

// listenControl sets the socket options before the socket is bound.
func listenControl(opts modules.ListenOptions) func(network, address string, c syscall.RawConn) error {
	return func(_, _ string, c syscall.RawConn) (err error) {
		set := func(on bool, fd uintptr, level, option int) {
			if on && err == nil {
				err = unix.SetsockoptInt(int(fd), level, option, 1)
			}
		}
		controlErr := c.Control(func(fd uintptr) {
			set(opts.ReuseAddr, fd, unix.SOL_SOCKET, unix.SO_REUSEADDR)
			set(opts.ReusePort, fd, unix.SOL_SOCKET, unix.SO_REUSEPORT)
			set(opts.IPv6Only, fd, unix.IPPROTO_IPV6, unix.IPV6_V6ONLY)
		})
		if err == nil {
			err = controlErr
		}
		return err
	}
}
