package netconn

import (
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/gonode/gonode/eventloop"
)

// polled is a TCP connection that the loop itself waits for, as libuv does: no goroutine reads it, and Go's own poller,
// which would wake a thread for every packet, does not know it. It has the descriptor of a *net.TCPConn under another
// number.
type polled struct {
	local, remote net.Addr

	mu sync.Mutex
	fd int // -1 when closed
}

// adopt takes a connection over from Go's poller. It returns nil, and leaves the connection alone, if it is no TCP
// connection of the system's or the loop cannot wait for it.
func adopt(loop *eventloop.Loop, stream Stream, readable, writable func()) (*polled, *eventloop.Watch) {
	conn, ok := stream.(*net.TCPConn)
	if !ok {
		return nil, nil
	}
	raw, err := conn.SyscallConn()
	if err != nil {
		return nil, nil
	}
	fd := -1
	if raw.Control(func(original uintptr) { fd, err = unix.FcntlInt(original, unix.F_DUPFD_CLOEXEC, 0) }) != nil || err != nil {
		return nil, nil
	}
	watch, err := loop.Watch(fd, readable, writable)
	if err != nil {
		_ = unix.Close(fd)
		return nil, nil
	}
	p := &polled{local: conn.LocalAddr(), remote: conn.RemoteAddr(), fd: fd}
	_ = conn.Close()
	return p, watch
}

// use calls f with the descriptor, which stays open meanwhile.
func (p *polled) use(f func(fd int) error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fd < 0 {
		return net.ErrClosed
	}
	return f(p.fd)
}

func (p *polled) LocalAddr() net.Addr  { return p.local }
func (p *polled) RemoteAddr() net.Addr { return p.remote }

// Read and Write make raw system calls: on a descriptor that does not block they are over before Go's scheduler could
// put the processor to another use, and telling it costs as much as a tenth of the call.

// Read reads what is there. EAGAIN says that nothing is.
func (p *polled) Read(b []byte) (n int, err error) {
	n, errno := p.call(unix.SYS_READ, b)
	switch {
	case errno == unix.EBADF:
		return 0, net.ErrClosed
	case errno != 0:
		return 0, os.NewSyscallError("read", errno)
	case n == 0 && len(b) > 0:
		return 0, io.EOF
	}
	return n, nil
}

// Write writes what the system takes without waiting.
func (p *polled) Write(b []byte) (n int, err error) {
	n, errno := p.call(unix.SYS_WRITE, b)
	switch errno {
	case 0, unix.EAGAIN:
		return n, nil
	case unix.EBADF:
		return 0, net.ErrClosed
	}
	return 0, errno
}

func (p *polled) call(trap uintptr, b []byte) (int, syscall.Errno) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fd < 0 {
		return 0, unix.EBADF
	}
	for {
		n, _, errno := unix.RawSyscall(trap, uintptr(p.fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)))
		if errno == unix.EINTR {
			continue
		}
		if errno != 0 {
			return 0, errno
		}
		return int(n), 0
	}
}

func (p *polled) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fd < 0 {
		return net.ErrClosed
	}
	err := unix.Close(p.fd)
	p.fd = -1
	return err
}

func (p *polled) CloseWrite() error {
	return p.use(func(fd int) error { return os.NewSyscallError("shutdown", unix.Shutdown(fd, unix.SHUT_WR)) })
}

func (p *polled) set(level, option, value int) error {
	return p.use(func(fd int) error {
		return os.NewSyscallError("setsockopt", unix.SetsockoptInt(fd, level, option, value))
	})
}

func flag(on bool) int {
	if on {
		return 1
	}
	return 0
}

func (p *polled) SetNoDelay(on bool) error {
	return p.set(unix.IPPROTO_TCP, unix.TCP_NODELAY, flag(on))
}

func (p *polled) SetKeepAlive(on bool) error {
	return p.set(unix.SOL_SOCKET, unix.SO_KEEPALIVE, flag(on))
}

func (p *polled) SetLinger(seconds int) error {
	linger := unix.Linger{Onoff: int32(flag(seconds >= 0)), Linger: int32(max(seconds, 0))}
	return p.use(func(fd int) error {
		return os.NewSyscallError("setsockopt", unix.SetsockoptLinger(fd, unix.SOL_SOCKET, unix.SO_LINGER, &linger))
	})
}

// SetKeepAliveConfig takes zero and negative numbers as [net.TCPConn.SetKeepAliveConfig] does.
func (p *polled) SetKeepAliveConfig(config net.KeepAliveConfig) error {
	if err := p.SetKeepAlive(config.Enable); err != nil {
		return err
	}
	count := config.Count
	if count == 0 {
		count = keepAliveCount
	}
	for _, x := range []struct{ option, value int }{
		{unix.TCP_KEEPIDLE, keepAliveSeconds(config.Idle)}, {unix.TCP_KEEPINTVL, keepAliveSeconds(config.Interval)}, {unix.TCP_KEEPCNT, count},
	} {
		if x.value < 0 {
			continue
		}
		if err := p.set(unix.IPPROTO_TCP, x.option, x.value); err != nil {
			return err
		}
	}
	return nil
}

func keepAliveSeconds(d time.Duration) int {
	switch {
	case d < 0:
		return -1
	case d == 0:
		d = keepAliveDefault
	}
	return int((d + time.Second - 1) / time.Second)
}

// The loop has timers of its own; nothing waits in a read or write that a deadline could end.

func (p *polled) SetDeadline(time.Time) error      { return os.ErrNoDeadline }
func (p *polled) SetReadDeadline(time.Time) error  { return os.ErrNoDeadline }
func (p *polled) SetWriteDeadline(time.Time) error { return os.ErrNoDeadline }

// SyscallConn gives access to the descriptor, for Control only.
func (p *polled) SyscallConn() (syscall.RawConn, error) { return rawPolled{p}, nil }

type rawPolled struct{ p *polled }

func (r rawPolled) Control(f func(fd uintptr)) error {
	return r.p.use(func(fd int) error { f(uintptr(fd)); return nil })
}

func (r rawPolled) Read(f func(fd uintptr) (done bool)) error  { return syscall.ENOTSUP }
func (r rawPolled) Write(f func(fd uintptr) (done bool)) error { return syscall.ENOTSUP }
