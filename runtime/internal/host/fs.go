// Package host implements the capabilities of package modules with the powers
// of the process. It is the only place below runtime and modules that touches
// files, the network and processes itself.
package host

import (
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gonode/gonode/modules"
)

// FS is the file system of the process.
type FS struct{}

var _ modules.FS = FS{}

func (FS) Open(name string, flag int, perm fs.FileMode) (modules.File, error) {
	f, err := os.OpenFile(name, flag, perm)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (FS) Stat(name string) (fs.FileInfo, error)     { return stat(name, true) }
func (FS) Lstat(name string) (fs.FileInfo, error)    { return stat(name, false) }
func (FS) Fstat(f modules.File) (fs.FileInfo, error) { return fstat(f) }
func (FS) ReadFile(name string) ([]byte, error)      { return os.ReadFile(name) }
func (FS) Mkdir(name string, perm fs.FileMode) error { return os.Mkdir(name, perm) }
func (FS) MkdirTemp(prefix string) (string, error)   { return mkdirTemp(prefix) }
func (FS) Rename(from, to string) error              { return os.Rename(from, to) }
func (FS) Link(from, to string) error                { return os.Link(from, to) }
func (FS) Symlink(target, name string) error         { return os.Symlink(target, name) }
func (FS) Readlink(name string) (string, error)      { return os.Readlink(name) }
func (FS) RealPath(name string) (string, error)      { return filepath.EvalSymlinks(name) }
func (FS) Chmod(name string, mode fs.FileMode) error { return os.Chmod(name, mode) }
func (FS) Chown(name string, uid, gid int) error     { return os.Chown(name, uid, gid) }
func (FS) Lchown(name string, uid, gid int) error    { return os.Lchown(name, uid, gid) }
func (FS) Truncate(name string, size int64) error    { return os.Truncate(name, size) }
func (FS) TempDir() string                           { return os.TempDir() }
func (FS) Chtimes(name string, atime, mtime time.Time) error {
	return os.Chtimes(name, atime, mtime)
}

func (FS) ReadDir(name string) ([]fs.DirEntry, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

// mkdirTemp appends six characters to the prefix, as mkdtemp does.
func mkdirTemp(prefix string) (string, error) {
	dir, base := filepath.Split(prefix)
	if dir == "" {
		dir = "."
	}
	return makeTemp(dir, base)
}
