package host

import (
	"io/fs"
	"time"

	"github.com/gonode/gonode/modules"
)

// fileInfo is the result of stat(2) as a [fs.FileInfo].
type fileInfo struct {
	name string
	mode fs.FileMode
	stat modules.Stat
}

func (i *fileInfo) Name() string       { return i.name }
func (i *fileInfo) Size() int64        { return int64(i.stat.Size) }
func (i *fileInfo) Mode() fs.FileMode  { return i.mode }
func (i *fileInfo) ModTime() time.Time { return i.stat.Mtime }
func (i *fileInfo) IsDir() bool        { return i.mode.IsDir() }
func (i *fileInfo) Sys() any           { return &i.stat }
