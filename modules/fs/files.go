package fs

import (
	"context"
	"io"
	"io/fs"
	"os"
	"sync"
	"syscall"

	"github.com/gonode/gonode/modules"
)

// fileTable has the files that a runtime opened, by descriptor. It may be
// used from any goroutine.
type fileTable struct {
	mu    sync.Mutex
	files map[int]*openFile
}

type openFile struct {
	modules.File
	// appends tells that writing at a position is not possible.
	appends bool
}

func newFileTable(e *modules.Env) *fileTable {
	t := &fileTable{files: map[int]*openFile{
		0: {File: &stdio{name: "/dev/stdin", in: e.Stdin}},
		1: {File: &stdio{name: "/dev/stdout", fd: 1, out: e.Stdout}},
		2: {File: &stdio{name: "/dev/stderr", fd: 2, out: e.Stderr}},
	}}
	for fd, stream := range []any{e.Stdin, e.Stdout, e.Stderr} {
		if f, ok := stream.(*os.File); ok {
			t.files[fd] = &openFile{File: f}
		}
	}
	context.AfterFunc(e.Ctx, t.closeAll)
	return t
}

func (t *fileTable) add(f modules.File, flags int) int {
	fd := int(f.Fd())
	t.mu.Lock()
	t.files[fd] = &openFile{File: f, appends: flags&os.O_APPEND != 0}
	t.mu.Unlock()
	return fd
}

// get returns the file of a descriptor, or EBADF.
func (t *fileTable) get(fd int) (*openFile, error) {
	t.mu.Lock()
	f := t.files[fd]
	t.mu.Unlock()
	if f == nil {
		return nil, syscall.EBADF
	}
	return f, nil
}

func (t *fileTable) close(fd int) error {
	t.mu.Lock()
	f := t.files[fd]
	delete(t.files, fd)
	t.mu.Unlock()
	switch {
	case f == nil:
		return syscall.EBADF
	case fd <= 2:
		return nil // the stream is the Go program's
	}
	return f.Close()
}

func (t *fileTable) closeAll() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for fd, f := range t.files {
		if fd > 2 {
			_ = f.Close()
		}
	}
	t.files = map[int]*openFile{}
}

// stdio is a standard stream that the Go program gave, as a file.
type stdio struct {
	name string
	fd   uintptr
	in   io.Reader
	out  io.Writer
}

func (s *stdio) Name() string { return s.name }
func (s *stdio) Fd() uintptr  { return s.fd }
func (s *stdio) Close() error { return nil }
func (s *stdio) Sync() error  { return syscall.EINVAL }

func (s *stdio) Read(b []byte) (int, error) {
	if s.in == nil {
		return 0, io.EOF
	}
	return s.in.Read(b)
}

func (s *stdio) Write(b []byte) (int, error) {
	if s.out == nil {
		return 0, syscall.EBADF
	}
	return s.out.Write(b)
}

func (s *stdio) ReadAt([]byte, int64) (int, error)      { return 0, syscall.ESPIPE }
func (s *stdio) WriteAt(b []byte, _ int64) (int, error) { return 0, syscall.ESPIPE }
func (s *stdio) Stat() (fs.FileInfo, error)             { return stdioInfo{s}, nil }
func (s *stdio) ReadDir(int) ([]fs.DirEntry, error)     { return nil, syscall.ENOTDIR }
func (s *stdio) Truncate(int64) error                   { return syscall.EINVAL }
func (s *stdio) Chmod(fs.FileMode) error                { return syscall.EPERM }
func (s *stdio) Chown(int, int) error                   { return syscall.EPERM }
