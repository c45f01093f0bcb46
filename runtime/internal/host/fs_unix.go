//go:build unix

package host

import (
	"io/fs"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/gonode/gonode/modules"
)

func (FS) Rmdir(name string) error {
	return pathError("rmdir", name, retry(func() error { return unix.Rmdir(name) }))
}

func (FS) Unlink(name string) error {
	return pathError("unlink", name, retry(func() error { return unix.Unlink(name) }))
}

func (FS) Access(name string, mode uint32) error {
	return pathError("access", name, retry(func() error { return unix.Access(name, mode) }))
}

func (FS) Lutimes(name string, atime, mtime time.Time) error {
	times := []unix.Timespec{unix.NsecToTimespec(atime.UnixNano()), unix.NsecToTimespec(mtime.UnixNano())}
	return pathError("lutime", name, unix.UtimesNanoAt(unix.AT_FDCWD, name, times, unix.AT_SYMLINK_NOFOLLOW))
}

func pathError(op, name string, err error) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: op, Path: name, Err: err}
}

// retry repeats a system call that a signal interrupted.
func retry(call func() error) error {
	for {
		if err := call(); err != syscall.EINTR {
			return err
		}
	}
}

func (FS) Futimes(f modules.File, atime, mtime time.Time) error {
	times := []unix.Timeval{unix.NsecToTimeval(atime.UnixNano()), unix.NsecToTimeval(mtime.UnixNano())}
	return pathError("futime", f.Name(), unix.Futimes(int(f.Fd()), times))
}
