package host

import (
	"golang.org/x/sys/unix"

	"github.com/gonode/gonode/modules"
)

func (FS) Statfs(name string) (modules.Statfs, error) {
	var s unix.Statfs_t
	if err := retry(func() error { return unix.Statfs(name, &s) }); err != nil {
		return modules.Statfs{}, pathError("statfs", name, err)
	}
	return modules.Statfs{
		Type: uint64(s.Type), Bsize: uint64(s.Bsize), Frsize: uint64(s.Bsize), Blocks: s.Blocks,
		Bfree: s.Bfree, Bavail: s.Bavail, Files: s.Files, Ffree: s.Ffree,
	}, nil
}
