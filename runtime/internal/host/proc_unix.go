//go:build unix

package host

import (
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/gonode/gonode/modules"
)

func (p *Proc) Kill(pid, signal int) error { return syscall.Kill(pid, syscall.Signal(signal)) }

func (p *Proc) Umask(mask int) (old int, err error) { return syscall.Umask(mask), nil }

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
