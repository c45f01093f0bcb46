//go:build windows

package host

import (
	"io/fs"
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
