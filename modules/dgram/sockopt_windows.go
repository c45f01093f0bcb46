package dgram

import (
	"net"

	"golang.org/x/sys/windows"
)

func setBroadcast(conn *net.UDPConn, on bool) error {
	value := 0
	if on {
		value = 1
	}
	return control(conn, func(fd windows.Handle) error {
		return windows.SetsockoptInt(fd, windows.SOL_SOCKET, windows.SO_BROADCAST, value)
	})
}

// bufferSize sets the size of a buffer, unless it is zero, and returns it.
func bufferSize(conn *net.UDPConn, size int, receive bool) (got int, err error) {
	option := windows.SO_SNDBUF
	if receive {
		option = windows.SO_RCVBUF
	}
	err = control(conn, func(fd windows.Handle) (err error) {
		if size != 0 {
			if err = windows.SetsockoptInt(fd, windows.SOL_SOCKET, option, size); err != nil {
				return err
			}
		}
		got, err = windows.GetsockoptInt(fd, windows.SOL_SOCKET, option)
		return err
	})
	return got, err
}

func control(conn *net.UDPConn, f func(fd windows.Handle) error) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var failure error
	if err := raw.Control(func(fd uintptr) { failure = f(windows.Handle(fd)) }); err != nil {
		return err
	}
	return failure
}
