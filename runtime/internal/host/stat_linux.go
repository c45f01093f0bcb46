package host

import (
	"io/fs"
	"time"

	"golang.org/x/sys/unix"

	"github.com/gonode/gonode/modules"
)

// stat asks for what statx(2) adds to stat(2), the time of birth.
func stat(name string, follow bool) (fs.FileInfo, error) {
	flags, op := 0, "stat"
	if !follow {
		flags, op = unix.AT_SYMLINK_NOFOLLOW, "lstat"
	}
	return statx(unix.AT_FDCWD, name, flags, op)
}

func fstat(f modules.File) (fs.FileInfo, error) {
	return statx(int(f.Fd()), "", unix.AT_EMPTY_PATH, "fstat")
}

func statx(dir int, name string, flags int, op string) (fs.FileInfo, error) {
	var s unix.Statx_t
	err := retry(func() error {
		return unix.Statx(dir, name, flags, unix.STATX_BASIC_STATS|unix.STATX_BTIME, &s)
	})
	if err != nil {
		return nil, pathError(op, name, err)
	}
	return newFileInfo(name, modules.Stat{
		Dev:  unix.Mkdev(s.Dev_major, s.Dev_minor),
		Mode: uint64(s.Mode), Nlink: uint64(s.Nlink), UID: uint64(s.Uid), GID: uint64(s.Gid),
		Rdev:    unix.Mkdev(s.Rdev_major, s.Rdev_minor),
		Blksize: uint64(s.Blksize), Ino: s.Ino, Size: s.Size, Blocks: s.Blocks,
		Atime: statxTime(s.Atime), Mtime: statxTime(s.Mtime), Ctime: statxTime(s.Ctime), Birthtime: statxTime(s.Btime),
	}), nil
}

func statxTime(t unix.StatxTimestamp) time.Time { return time.Unix(t.Sec, int64(t.Nsec)) }
