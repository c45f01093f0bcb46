package host

import (
	"io/fs"
	"os"
	"syscall"
	"time"

	"github.com/gonode/gonode/modules"
)

func stat(name string, follow bool) (fs.FileInfo, error) {
	call := os.Stat
	if !follow {
		call = os.Lstat
	}
	info, err := call(name)
	if err != nil {
		return nil, err
	}
	return withStat(info), nil
}

func fstat(f modules.File) (fs.FileInfo, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return withStat(info), nil
}

// withStat fills in what Windows has no notion of, as libuv does.
func withStat(info fs.FileInfo) fs.FileInfo {
	s := modules.Stat{
		Mode: uint64(modules.UnixMode(info.Mode())), Nlink: 1, Blksize: 4096,
		Size: uint64(info.Size()), Blocks: (uint64(info.Size()) + 511) / 512,
		Atime: info.ModTime(), Mtime: info.ModTime(), Ctime: info.ModTime(), Birthtime: info.ModTime(),
	}
	if d, ok := info.Sys().(*syscall.Win32FileAttributeData); ok {
		s.Atime = time.Unix(0, d.LastAccessTime.Nanoseconds())
		s.Birthtime = time.Unix(0, d.CreationTime.Nanoseconds())
	}
	return &fileInfo{name: info.Name(), mode: info.Mode(), stat: s}
}
