//go:build unix

package host

import (
	"io/fs"
	"net"
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/gonode/gonode/modules"
)

func (p *Proc) Kill(pid, signal int) error {
	if pid == os.Getpid() && syscall.Signal(signal) == syscall.SIGABRT {
		abort()
	}
	return syscall.Kill(pid, syscall.Signal(signal))
}

// Exec is [modules.ProcessReplacer].
func (p *Proc) Exec(path string, args, env []string) error { return syscall.Exec(path, args, env) }

func attributes(spec modules.ProcessSpec) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setsid: spec.Detached}
	if spec.UID >= 0 || spec.GID >= 0 {
		attr.Credential = &syscall.Credential{Uid: uint32(os.Getuid()), Gid: uint32(os.Getgid()), NoSetGroups: true}
		if spec.UID >= 0 {
			attr.Credential.Uid = uint32(spec.UID)
		}
		if spec.GID >= 0 {
			attr.Credential.Gid = uint32(spec.GID)
		}
	}
	return attr
}

func endedBy(state *os.ProcessState) string {
	if status, ok := state.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return unix.SignalName(status.Signal())
	}
	return ""
}

func notDirectory(op, path string) error {
	return &fs.PathError{Op: op, Path: path, Err: syscall.ENOTDIR}
}

// Umask sets the mask, or only tells it when mask is negative.
func (p *Proc) Umask(mask int) (old int, err error) {
	if mask < 0 {
		old = syscall.Umask(0)
		syscall.Umask(old)
		return old, nil
	}
	return syscall.Umask(mask), nil
}

// socketPair is a socket between this process and one to be started.
func socketPair() (ours net.Conn, theirs *os.File, err error) {
	fds, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		return nil, nil, os.NewSyscallError("socketpair", err)
	}
	for _, fd := range fds {
		syscall.CloseOnExec(fd)
	}
	file := os.NewFile(uintptr(fds[0]), "socket")
	defer file.Close()
	theirs = os.NewFile(uintptr(fds[1]), "socket")
	if ours, err = net.FileConn(file); err != nil {
		_ = theirs.Close()
		return nil, nil, err
	}
	return ours, theirs, nil
}

// duplicate is a file of its own for a descriptor of this process.
func duplicate(fd int) (*os.File, error) {
	copied, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 3)
	if err != nil {
		return nil, os.NewSyscallError("dup", err)
	}
	return os.NewFile(uintptr(copied), "fd"), nil
}

// Inherited takes over a socket that this process was started with.
func (p *Proc) Inherited(fd int) (net.Conn, error) {
	file := os.NewFile(uintptr(fd), "channel")
	if file == nil {
		return nil, syscall.EBADF
	}
	defer file.Close()
	return net.FileConn(file)
}
