//go:build windows

package host

import (
	"io/fs"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/windows"

	"github.com/gonode/gonode/modules"
)

func (FS) Rmdir(name string) error {
	p, err := windows.UTF16PtrFromString(name)
	if err == nil {
		err = windows.RemoveDirectory(p)
	}
	return pathError("rmdir", name, err)
}

func (FS) Unlink(name string) error {
	p, err := windows.UTF16PtrFromString(name)
	if err == nil {
		err = windows.DeleteFile(p)
	}
	return pathError("unlink", name, err)
}

// Access can tell no more than whether the file is there and may be written.
func (FS) Access(name string, mode uint32) error {
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	const writeAccess = 2
	if mode&writeAccess != 0 && !info.IsDir() && info.Mode()&0o200 == 0 {
		return pathError("access", name, windows.ERROR_ACCESS_DENIED)
	}
	return nil
}

func (FS) Lutimes(name string, atime, mtime time.Time) error { return os.Chtimes(name, atime, mtime) }

func (FS) Statfs(name string) (modules.Statfs, error) {
	p, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return modules.Statfs{}, pathError("statfs", name, err)
	}
	var available, total, free uint64
	if err := windows.GetDiskFreeSpaceEx(p, &available, &total, &free); err != nil {
		return modules.Statfs{}, pathError("statfs", name, err)
	}
	const block = 4096
	return modules.Statfs{Bsize: block, Frsize: block, Blocks: total / block, Bfree: free / block, Bavail: available / block}, nil
}

func pathError(op, name string, err error) error {
	if err == nil {
		return nil
	}
	if errno, ok := err.(syscall.Errno); ok {
		return &fs.PathError{Op: op, Path: name, Err: errno}
	}
	return &fs.PathError{Op: op, Path: name, Err: err}
}

func (FS) Futimes(f modules.File, atime, mtime time.Time) error {
	a, m := windows.NsecToFiletime(atime.UnixNano()), windows.NsecToFiletime(mtime.UnixNano())
	return pathError("futime", f.Name(), windows.SetFileTime(windows.Handle(f.Fd()), nil, &a, &m))
}
