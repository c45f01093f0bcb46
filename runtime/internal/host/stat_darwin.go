package host

import (
	"io/fs"
	"time"

	"golang.org/x/sys/unix"

	"github.com/gonode/gonode/modules"
)

func stat(name string, follow bool) (fs.FileInfo, error) {
	var s unix.Stat_t
	op, call := "stat", unix.Stat
	if !follow {
		op, call = "lstat", unix.Lstat
	}
	if err := retry(func() error { return call(name, &s) }); err != nil {
		return nil, pathError(op, name, err)
	}
	return newFileInfo(name, fromStat(&s)), nil
}

func fstat(f modules.File) (fs.FileInfo, error) {
	var s unix.Stat_t
	if err := retry(func() error { return unix.Fstat(int(f.Fd()), &s) }); err != nil {
		return nil, pathError("fstat", f.Name(), err)
	}
	return newFileInfo(f.Name(), fromStat(&s)), nil
}

func fromStat(s *unix.Stat_t) modules.Stat {
	at := func(t unix.Timespec) time.Time { return time.Unix(t.Sec, t.Nsec) }
	return modules.Stat{
		Dev: uint64(s.Dev), Mode: uint64(s.Mode), Nlink: uint64(s.Nlink), UID: uint64(s.Uid), GID: uint64(s.Gid),
		Rdev: uint64(s.Rdev), Blksize: uint64(s.Blksize), Ino: s.Ino, Size: uint64(s.Size), Blocks: uint64(s.Blocks),
		Atime: at(s.Atim), Mtime: at(s.Mtim), Ctime: at(s.Ctim), Birthtime: at(s.Btim),
	}
}
