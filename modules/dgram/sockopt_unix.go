//go:build unix

package dgram

import (
	"net"

	"golang.org/x/sys/unix"
)

func setBroadcast(conn *net.UDPConn, on bool) error {
	value := 0
	if on {
		value = 1
	}
	return control(conn, func(fd int) error { return unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_BROADCAST, value) })
}

// bufferSize sets the size of a buffer, unless it is zero, and returns it.
func bufferSize(conn *net.UDPConn, size int, receive bool) (got int, err error) {
	option := unix.SO_SNDBUF
	if receive {
		option = unix.SO_RCVBUF
	}
	err = control(conn, func(fd int) (err error) {
		if size != 0 {
			if err = unix.SetsockoptInt(fd, unix.SOL_SOCKET, option, size); err != nil {
				return err
			}
		}
		got, err = unix.GetsockoptInt(fd, unix.SOL_SOCKET, option)
		return err
	})
	return got, err
}

func control(conn *net.UDPConn, f func(fd int) error) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var failure error
	if err := raw.Control(func(fd uintptr) { failure = f(int(fd)) }); err != nil {
		return err
	}
	return failure
}
