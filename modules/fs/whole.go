package fs

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// target is a path, or a descriptor that stays open.
type target struct {
	fd          int
	given, full string
	handle      *goja.Object // the FileHandle that was given
}

// target takes a path or a descriptor, or a FileHandle, which promises allow.
func (m *module) target(v goja.Value) (t target, err error) {
	t.fd = -1
	if goja.IsNumber(v) && float64(int32(v.ToInteger())) == v.ToFloat() {
		t.fd, err = m.fd(v)
		return t, err
	}
	if o, ok := v.(*goja.Object); ok {
		if fd := m.handleDescriptor(o); fd >= 0 {
			t.fd, t.handle = fd, o
			return t, nil
		}
	}
	t.given, t.full, err = m.file(v, "path")
	return t, err
}

// readFile is fs.readFile(path[, options]).
func (m *module) readFile(c modules.Call) (*operation, error) {
	opts, err := m.options(c.Argument(1))
	if err != nil {
		return nil, err
	}
	flags, err := m.flags(opts.get("flag"), "options.flag")
	if err != nil {
		return nil, err
	}
	t, err := m.target(c.Argument(0))
	if err != nil {
		return nil, err
	}
	given := opts.get("buffer")
	if !goja.IsUndefined(given) && !modules.IsFunction(given) && !buffers.IsView(m.env, given) {
		return nil, m.env.InvalidArgType("options.buffer", given, "Buffer", "TypedArray", "DataView", "Function")
	}
	return &operation{
		syscall: "open", path: t.given, signal: opts.signal(),
		work: func(ctx context.Context) (any, error) { return m.readAll(ctx, t, flags) },
		wrap: func(v any) (goja.Value, error) {
			b, err := m.intoBuffer(given, v.([]byte))
			if err != nil || b != nil && opts.encoding == "" {
				return b, err
			}
			return m.text(v.([]byte), opts.encoding)
		},
	}, nil
}

// intoBuffer puts content into the buffer that the caller gave, if any.
func (m *module) intoBuffer(given goja.Value, content []byte) (goja.Value, error) {
	if goja.IsUndefined(given) {
		return nil, nil
	}
	name := "options.buffer.byteLength"
	if modules.IsFunction(given) {
		name = "options.buffer().byteLength"
		var err error
		if given, err = m.env.Invoke(given, goja.Undefined(), m.integer(len(content))); err != nil {
			return nil, err
		}
		if !buffers.IsView(m.env, given) {
			return nil, m.env.InvalidArgType("options.buffer()", given, "Buffer", "TypedArray", "DataView")
		}
	}
	memory, _ := buffers.Bytes(m.env, given)
	if len(content) > len(memory) {
		return nil, m.env.InvalidArgValue(name, m.integer(len(memory)),
			"is smaller than the file size of "+m.integer(len(content)).String()+" bytes")
	}
	n := copy(memory, content)
	view := given.(*goja.Object)
	classes := buffers.Of(m.env)
	offset := int(view.Get("byteOffset").ToInteger())
	return classes.View(view.Get("buffer"), offset, n), nil
}

// readAll reads a whole file, or what is left of an open one.
func (m *module) readAll(ctx context.Context, t target, flags int) ([]byte, error) {
	if t.fd >= 0 {
		f, err := m.files.get(t.fd)
		if err != nil {
			return nil, modules.SystemError(err, "fstat", "", "")
		}
		b, err := readRest(ctx, f)
		return b, readError(err)
	}
	if flags == readOnly {
		b, err := m.env.FS.ReadFile(t.full)
		var pathErr *fs.PathError
		if errors.As(err, &pathErr) && pathErr.Op == "read" {
			err = readError(err)
		}
		return b, err
	}
	f, err := m.env.FS.Open(t.full, flags, 0o666)
	if err != nil {
		return nil, err
	}
	b, err := readRest(ctx, f)
	return b, errors.Join(readError(err), f.Close())
}

// readError is the error of a read, which names no path.
func readError(err error) error {
	if err == nil {
		return nil
	}
	return modules.SystemError(err, "read", "", "")
}

func readRest(ctx context.Context, f io.Reader) ([]byte, error) {
	var b bytes.Buffer
	chunk := make([]byte, 64*1024)
	for {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		n, err := f.Read(chunk)
		b.Write(chunk[:n])
		switch {
		case errors.Is(err, io.EOF):
			return b.Bytes(), nil
		case err != nil:
			return nil, err
		case n == 0:
			return b.Bytes(), nil
		}
	}
}

// writeFile is fs.writeFile(file, data[, options]), appendFile
// fs.appendFile(path, data[, options]).
func (m *module) writeFile(c modules.Call) (*operation, error)  { return m.writeWhole(c, "w") }
func (m *module) appendFile(c modules.Call) (*operation, error) { return m.writeWhole(c, "a") }

func (m *module) writeWhole(c modules.Call, flag string) (*operation, error) {
	opts, err := m.options(c.Argument(2))
	if err != nil {
		return nil, err
	}
	flush, err := m.bool(opts, "flush", false)
	if err != nil {
		return nil, err
	}
	flags := flagNames[flag]
	if v := opts.get("flag"); v.ToBoolean() {
		if flags, err = m.flags(v, "options.flag"); err != nil {
			return nil, err
		}
	}
	data, err := m.data(c.Argument(1), "data", opts.encoding)
	if err != nil {
		return nil, err
	}
	t, err := m.target(c.Argument(0))
	if err != nil {
		return nil, err
	}
	mode, err := m.mode(opts.get("mode"), "mode", 0o666)
	return &operation{
		syscall: "open", path: t.given, signal: opts.signal(),
		work: func(ctx context.Context) (any, error) { return nil, m.writeAll(ctx, t, flags, mode, data, flush) },
	}, err
}

func (m *module) writeAll(ctx context.Context, t target, flags int, mode fs.FileMode, data []byte, flush bool) error {
	if t.fd >= 0 {
		f, err := m.files.get(t.fd)
		if err != nil {
			return modules.SystemError(err, "write", "", "")
		}
		return writeRest(ctx, f, data, flush)
	}
	f, err := m.env.FS.Open(t.full, flags, mode)
	if err != nil {
		return err
	}
	return errors.Join(writeRest(ctx, f, data, flush), f.Close())
}

// writeRest writes in parts, so that it can be aborted between them.
func writeRest(ctx context.Context, f modules.File, data []byte, flush bool) error {
	const part = 512 * 1024
	for len(data) > 0 {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		n, err := f.Write(data[:min(part, len(data))])
		if err != nil {
			return modules.SystemError(err, "write", "", "")
		}
		data = data[n:]
	}
	if flush {
		if err := f.Sync(); err != nil {
			return modules.SystemError(err, "fsync", "", "")
		}
	}
	return nil
}
