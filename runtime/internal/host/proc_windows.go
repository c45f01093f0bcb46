//go:build windows

package host

import (
	"io/fs"
	"net"
	"os"
	"syscall"

	"golang.org/x/sys/windows"

	"github.com/gonode/gonode/modules"
)

// Kill ends a process for the signals that do so by default, and asks whether
// it is there for signal 0, as libuv does on Windows.
func (p *Proc) Kill(pid, signal int) error {
	process, err := os.FindProcess(pid)
	if err != nil {
		return err
	}
	defer process.Release()
	switch syscall.Signal(signal) {
	case 0:
		return nil
	case syscall.SIGINT, syscall.SIGTERM, syscall.SIGKILL, syscall.SIGQUIT:
		return process.Kill()
	}
	return windows.ERROR_NOT_SUPPORTED
}

func (p *Proc) Umask(int) (old int, err error) { return 0, nil }

func attributes(spec modules.ProcessSpec) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{HideWindow: spec.WindowsHide}
	if spec.Detached {
		attr.CreationFlags = windows.DETACHED_PROCESS | windows.CREATE_NEW_PROCESS_GROUP
	}
	return attr
}

func endedBy(*os.ProcessState) string { return "" }

func notDirectory(op, path string) error {
	return &fs.PathError{Op: op, Path: path, Err: windows.ERROR_DIRECTORY}
}

var errNoSocketPair = os.NewSyscallError("socketpair", windows.ERROR_NOT_SUPPORTED)

func socketPair() (net.Conn, *os.File, error) { return nil, nil, errNoSocketPair }

// duplicate knows the standard streams, which are all that Windows numbers.
func duplicate(fd int) (*os.File, error) {
	standard := [...]*os.File{os.Stdin, os.Stdout, os.Stderr}
	if fd < 0 || fd >= len(standard) {
		return nil, windows.ERROR_INVALID_HANDLE
	}
	var copied windows.Handle
	current := windows.CurrentProcess()
	err := windows.DuplicateHandle(current, windows.Handle(standard[fd].Fd()), current, &copied, 0, true, windows.DUPLICATE_SAME_ACCESS)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(copied), "fd"), nil
}

// Inherited takes over a socket that this process was started with.
func (p *Proc) Inherited(int) (net.Conn, error) { return nil, errNoSocketPair }
