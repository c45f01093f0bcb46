package fs

import (
	"context"
	"errors"
	"io"
	"os"
	"syscall"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Bits of the mode of copyFile.
const (
	copyExclusive  = 1
	copyCloneForce = 4
)

// copyMode takes the mode of copyFile and cp.
func (m *module) copyMode(v goja.Value) (int, error) {
	if modules.IsNullish(v) {
		return 0, nil
	}
	n, err := m.env.ValidateInteger(v, "mode", 0, 7)
	return int(n), err
}

// copyFile is fs.copyFile(src, dest[, mode]).
func (m *module) copyFile(c modules.Call) (*operation, error) {
	from, fullFrom, err := m.file(c.Argument(0), "src")
	if err != nil {
		return nil, err
	}
	to, fullTo, err := m.file(c.Argument(1), "dest")
	if err != nil {
		return nil, err
	}
	mode, err := m.copyMode(c.Argument(2))
	return &operation{syscall: "copyfile", path: from, dest: to, work: func(context.Context) (any, error) {
		return nil, m.copyContent(fullFrom, fullTo, mode)
	}}, err
}

// copyContent copies a file and its mode.
func (m *module) copyContent(from, to string, mode int) error {
	if mode&copyCloneForce != 0 {
		return syscall.ENOTSUP
	}
	source, err := m.env.FS.Open(from, readOnly, 0)
	if err != nil {
		return err
	}
	defer source.Close()
	info, err := source.Stat()
	if err != nil {
		return err
	}
	if info.IsDir() {
		return syscall.EISDIR
	}
	flags := os.O_WRONLY | os.O_CREATE
	if mode&copyExclusive != 0 {
		flags |= os.O_EXCL
	} else if there, err := m.env.FS.Stat(to); err == nil && sameStat(statOf(there), m.fstatOf(source)) {
		return nil
	}
	target, err := m.env.FS.Open(to, flags, info.Mode().Perm())
	if err != nil {
		return err
	}
	if err = target.Truncate(0); err == nil {
		_, err = io.Copy(target, source)
	}
	if err == nil {
		err = target.Chmod(info.Mode().Perm())
	}
	return errors.Join(err, target.Close())
}

func (m *module) fstatOf(f modules.File) *modules.Stat {
	info, err := m.env.FS.Fstat(f)
	if err != nil {
		return &modules.Stat{}
	}
	return statOf(info)
}

// sameStat reports whether two results are of one file.
func sameStat(a, b *modules.Stat) bool { return a.Ino != 0 && a.Ino == b.Ino && a.Dev == b.Dev }
