package fs_test

import (
	"io"
	iofs "io/fs"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/buffer"
	"github.com/gonode/gonode/modules/fs"
	"github.com/gonode/gonode/modules/modulestest"
)

// faultyFS has one file, which fails when it is written or read beyond a
// number of bytes.
type faultyFS struct {
	modules.FS
	mu     sync.Mutex
	room   int
	closed int
}

type faultyFile struct {
	modules.File
	fs *faultyFS
}

func (f *faultyFS) Open(name string, flag int, perm iofs.FileMode) (modules.File, error) {
	if strings.HasSuffix(name, "denied") {
		return nil, &iofs.PathError{Op: "open", Path: name, Err: syscall.EACCES}
	}
	return &faultyFile{fs: f}, nil
}

func (f *faultyFS) Fstat(modules.File) (iofs.FileInfo, error) { return nil, syscall.EIO }

func (f *faultyFile) Fd() uintptr { return 77 }

func (f *faultyFile) Write(b []byte) (int, error) {
	f.fs.mu.Lock()
	defer f.fs.mu.Unlock()
	n := min(len(b), f.fs.room)
	if f.fs.room -= n; n < len(b) {
		return n, &iofs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	}
	return n, nil
}

func (f *faultyFile) Read(b []byte) (int, error) {
	f.fs.mu.Lock()
	defer f.fs.mu.Unlock()
	if f.fs.room <= 0 {
		return 0, &iofs.PathError{Op: "read", Path: "x", Err: syscall.EIO}
	}
	n := min(len(b), f.fs.room)
	f.fs.room -= n
	return n, nil
}

func (f *faultyFile) ReadAt([]byte, int64) (int, error) { return 0, io.ErrUnexpectedEOF }

func (f *faultyFile) Close() error {
	f.fs.mu.Lock()
	defer f.fs.mu.Unlock()
	f.fs.closed++
	return nil
}

type clock struct{ modules.Proc }

func (clock) Getwd() (string, error) { return "/cwd", nil }
func (clock) Now() time.Time         { return time.Unix(0, 0) }

func run(t *testing.T, f modules.FS, code string) string {
	t.Helper()
	list := append(append([]modules.Module{}, fs.Modules...), buffer.Modules...)
	return modulestest.Run(t, modules.Env{FS: f, Proc: clock{}}, list, "const fs = require('fs');"+code)
}

func TestFullDisk(t *testing.T) {
	f := &faultyFS{room: 10}
	got := run(t, f, `
		const shown = (e) => e.code + ' ' + e.syscall + ' ' + e.path + ' ' + e.message;
		try { fs.writeFileSync('a', 'x'.repeat(20)) } catch (e) { print(shown(e)) }
		fs.writeFile('a', 'x', (e) => print(shown(e)));
	`)
	line := "ENOSPC write undefined ENOSPC: no space left on device, write"
	if want := line + "\n" + line; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if f.closed != 2 {
		t.Errorf("closed %d files, want 2", f.closed)
	}
}

func TestReaderThatFailsHalfWay(t *testing.T) {
	got := run(t, &faultyFS{room: 5}, `
		const fd = fs.openSync('a');
		print(fs.readSync(fd, new Uint8Array(3)), fs.readSync(fd, new Uint8Array(3)));
		try { fs.readSync(fd, new Uint8Array(3)) } catch (e) { print(e.code, e.message) }
		fs.read(fd, new Uint8Array(3), 0, 3, null, (e, n, b) => print(e.code, n, b.length));
	`)
	if want := "3 2\nEIO EIO: i/o error, read\nEIO 0 3"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDeniedByTheFS(t *testing.T) {
	got := run(t, &faultyFS{}, `
		try { fs.openSync('denied') } catch (e) { print(e.message, e.path) }
		fs.promises.open('/denied').catch((e) => print(e.message));
	`)
	if want := "EACCES: permission denied, open 'denied' denied\nEACCES: permission denied, open '/denied'"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDescriptorsOfOneRuntime(t *testing.T) {
	got := run(t, &faultyFS{room: 1}, `
		const fd = fs.openSync('a');
		print(fd);
		fs.closeSync(fd);
		for (const use of [() => fs.closeSync(fd), () => fs.writeSync(fd, 'a'), () => fs.fstatSync(5)]) {
			try { use() } catch (e) { print(e.code) }
		}
	`)
	if want := "77\nEBADF\nEBADF\nEBADF"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
