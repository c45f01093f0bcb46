package net

import (
	"io"
	"os"
	"syscall"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/netconn"
)

// standardFile is a standard stream that is a file of the system. Closing it
// leaves it open: it belongs to whoever made the runtime.
type standardFile struct{ *os.File }

func (standardFile) Close() error { return nil }

// readOnly is standard input, writeOnly standard output or error, when a Go
// program has put something of its own there.
type readOnly struct{ io.Reader }

func (readOnly) Write([]byte) (int, error) { return 0, syscall.EBADF }
func (readOnly) Close() error              { return nil }

type writeOnly struct{ io.Writer }

func (writeOnly) Read([]byte) (int, error) { return 0, io.EOF }
func (writeOnly) Close() error             { return nil }

// openStandard is openStandard(fd): a handle on a standard stream, or
// undefined for another descriptor. Output is written at once, so that
// nothing is lost when the program ends.
func (n *library) openStandard(c modules.Call) (goja.Value, error) {
	var given any
	var stream netconn.Stream
	fd := c.Argument(0).ToInteger()
	switch fd {
	case 0:
		given, stream = n.env.Stdin, readOnly{n.env.Stdin}
	case 1:
		given, stream = n.env.Stdout, writeOnly{n.env.Stdout}
	case 2:
		given, stream = n.env.Stderr, writeOnly{n.env.Stderr}
	default:
		return nil, nil
	}
	if file, ok := given.(*os.File); ok {
		stream = standardFile{file}
	}
	conn := netconn.New(n.env, stream)
	if fd > 0 {
		conn.SetBlocking()
	}
	return n.adopt(conn).object, nil
}
