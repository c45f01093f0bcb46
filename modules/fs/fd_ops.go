package fs

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// open is fs.open(path[, flags[, mode]]).
func (m *module) open(c modules.Call) (*operation, error) {
	given, full, err := m.file(c.Argument(0), "path")
	if err != nil {
		return nil, err
	}
	flags, err := m.flags(c.Argument(1), "flags")
	if err != nil {
		return nil, err
	}
	mode, err := m.mode(c.Argument(2), "mode", 0o666)
	return &operation{
		syscall: "open", path: given,
		work: func(context.Context) (any, error) {
			f, err := m.env.FS.Open(full, flags, mode)
			if err != nil {
				return nil, err
			}
			return m.files.add(f, flags), nil
		},
		wrap: func(v any) (goja.Value, error) { return m.integer(v.(int)), nil },
	}, err
}

// close is fs.close(fd).
func (m *module) close(c modules.Call) (*operation, error) {
	fd, err := m.fd(c.Argument(0))
	return &operation{syscall: "close", work: func(context.Context) (any, error) {
		return nil, m.files.close(fd)
	}}, err
}

// onFile is an operation on an open file without a result.
func (m *module) onFile(call string, c modules.Call, do func(f *openFile) error) (*operation, error) {
	fd, err := m.fd(c.Argument(0))
	return &operation{syscall: call, work: func(context.Context) (any, error) {
		f, err := m.files.get(fd)
		if err != nil {
			return nil, err
		}
		return nil, do(f)
	}}, err
}

// fsync is fs.fsync(fd), fdatasync fs.fdatasync of the same.
func (m *module) fsync(c modules.Call) (*operation, error) {
	return m.onFile("fsync", c, func(f *openFile) error { return f.Sync() })
}

func (m *module) fdatasync(c modules.Call) (*operation, error) {
	return m.onFile("fdatasync", c, func(f *openFile) error { return f.Sync() })
}

// ftruncate is fs.ftruncate(fd[, len]).
func (m *module) ftruncate(c modules.Call) (*operation, error) {
	var length int64
	op, err := m.onFile("ftruncate", c, func(f *openFile) error { return f.Truncate(length) })
	if err == nil {
		length, err = m.length(c.Argument(1))
	}
	return op, err
}

// fchmod is fs.fchmod(fd, mode).
func (m *module) fchmod(c modules.Call) (*operation, error) {
	var mode fs.FileMode
	op, err := m.onFile("fchmod", c, func(f *openFile) error { return f.Chmod(mode) })
	if err == nil {
		mode, err = m.mode(c.Argument(1), "mode", -1)
	}
	return op, err
}

// fchown is fs.fchown(fd, uid, gid).
func (m *module) fchown(c modules.Call) (*operation, error) {
	var uid, gid int
	op, err := m.onFile("fchown", c, func(f *openFile) error { return f.Chown(uid, gid) })
	if err == nil {
		uid, gid, err = m.owners(c)
	}
	return op, err
}

// futimes is fs.futimes(fd, atime, mtime).
func (m *module) futimes(c modules.Call) (*operation, error) {
	fd, err := m.fd(c.Argument(0))
	if err != nil {
		return nil, err
	}
	atime, mtime, err := m.times(c)
	return &operation{syscall: "futime", work: func(context.Context) (any, error) {
		f, err := m.files.get(fd)
		if err != nil {
			return nil, err
		}
		return nil, m.env.FS.Futimes(f.File, atime, mtime)
	}}, err
}

// fstat is fs.fstat(fd[, options]).
func (m *module) fstat(c modules.Call) (*operation, error) {
	fd, err := m.fd(c.Argument(0))
	bigInt, _ := m.statOptions(c.Argument(1))
	return &operation{
		syscall: "fstat",
		work: func(context.Context) (any, error) {
			f, err := m.files.get(fd)
			if err != nil {
				return nil, err
			}
			if s, ok := f.File.(*stdio); ok {
				return s.Stat()
			}
			return m.env.FS.Fstat(f.File)
		},
		wrap: func(v any) (goja.Value, error) { return m.newStats(v.(fs.FileInfo), bigInt), nil },
	}, err
}

// span is the part of a buffer that is read or written, and where in a file.
type span struct {
	buffer         goja.Value
	bytes          []byte
	offset, length int
	position       int64
}

// readSpan takes (buffer, offset, length, position), (buffer, options) or
// (options), behind the descriptor.
//
// restByDefault makes a length that is not given the rest of the buffer; else
// only the one of options is.
func (m *module) readSpan(c modules.Call, ownBuffer, restByDefault bool) (s span, err error) {
	s.buffer = c.Argument(1)
	offset, length, position := c.Argument(2), c.Argument(3), c.Argument(4)
	var params goja.Value
	switch isView := buffers.IsView(m.env, s.buffer); {
	case ownBuffer && !isView && len(c.Arguments) <= 2:
		params, s.buffer = s.buffer, goja.Undefined()
		if o, ok := params.(*goja.Object); ok {
			s.buffer = options{Object: o}.get("buffer")
		}
		if goja.IsUndefined(s.buffer) {
			s.buffer = buffers.New(m.env, make([]byte, 16384))
		}
	case len(c.Arguments) <= 3:
		params = offset
	default:
		if _, ok := offset.(*goja.Object); ok {
			params = offset
		}
	}
	if params != nil {
		if !modules.IsNullish(params) {
			if _, err := m.env.ValidateObject(params, "options"); err != nil {
				return s, err
			}
		}
		o, _ := params.(*goja.Object)
		opts := options{Object: o}
		offset, length, position = opts.get("offset"), opts.get("length"), opts.get("position")
	} else if goja.IsUndefined(length) && !restByDefault {
		length = m.integer(0)
	}
	if restByDefault && goja.IsNull(length) {
		length = goja.Undefined()
	}
	if !buffers.IsView(m.env, s.buffer) {
		return s, m.env.InvalidArgType("buffer", s.buffer, "Buffer", "TypedArray", "DataView")
	}
	s.bytes, _ = buffers.Bytes(m.env, s.buffer)
	return s, m.limits(&s, offset, length, position)
}

func (m *module) limits(s *span, offset, length, position goja.Value) error {
	from := int64(0)
	var err error
	if !modules.IsNullish(offset) {
		if from, err = m.env.ValidateInteger(offset, "offset", 0, modules.MaxSafeInteger); err != nil {
			return err
		}
	}
	n := int64(len(s.bytes)) - from
	if !goja.IsUndefined(length) {
		n = int64(int32(length.ToInteger()))
	}
	if s.position, err = m.position(position, int(n)); err != nil {
		return err
	}
	if n == 0 {
		s.length = 0
		return nil
	}
	switch size := int64(len(s.bytes)); {
	case size == 0:
		return m.env.InvalidArgValue("buffer", s.buffer, "is empty and cannot be written")
	case n < 0:
		return m.env.OutOfRange("length", ">= 0", m.env.VM.ToValue(n))
	case from+n > size:
		return m.env.OutOfRange("length", "<= "+m.env.VM.ToValue(size-from).String(), m.env.VM.ToValue(n))
	}
	s.offset, s.length = int(from), int(n)
	return nil
}

// readAt reads once, at a position or, below 0, at the current one. The end
// of the file is no error.
func readAt(f *openFile, b []byte, position int64) (n int, err error) {
	if position >= 0 {
		n, err = f.ReadAt(b, position)
	} else {
		n, err = f.Read(b)
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return n, err
}

func writeAt(f *openFile, b []byte, position int64) (int, error) {
	if position >= 0 && !f.appends {
		return f.WriteAt(b, position)
	}
	return f.Write(b)
}

// read is fs.read(fd, buffer, offset, length, position).
func (m *module) read(c modules.Call) (*operation, error) { return m.readInto(c, false) }

func (m *module) readInto(c modules.Call, restByDefault bool) (*operation, error) {
	fd, err := m.fd(c.Argument(0))
	if err != nil {
		return nil, err
	}
	s, err := m.readSpan(c, true, restByDefault)
	if err != nil {
		return nil, err
	}
	// The memory belongs to the operation until it is done, as in Node.
	memory := s.bytes[s.offset : s.offset+s.length]
	return &operation{
		syscall: "read", second: s.buffer,
		work: func(context.Context) (any, error) {
			if len(memory) == 0 {
				return 0, nil
			}
			f, err := m.files.get(fd)
			if err != nil {
				return nil, err
			}
			return readAt(f, memory, s.position)
		},
		wrap: func(v any) (goja.Value, error) { return m.integer(v.(int)), nil },
	}, nil
}

// readSync is fs.readSync(fd, buffer, offset, length, position): it reads
// right into the buffer.
func (m *module) readSync(c modules.Call) (goja.Value, error) {
	fd, err := m.fd(c.Argument(0))
	if err != nil {
		return nil, err
	}
	s, err := m.readSpan(c, false, false)
	if err != nil || s.length == 0 {
		return m.integer(0), err
	}
	f, err := m.files.get(fd)
	n := 0
	if err == nil {
		n, err = readAt(f, s.bytes[s.offset:s.offset+s.length], s.position)
	}
	if err != nil {
		return nil, modules.SystemError(err, "read", "", "")
	}
	return m.integer(n), nil
}

// writeSpan takes (buffer, offset, length, position), (buffer, options) or
// (string, position, encoding), behind the descriptor. The bytes are those of
// the buffer itself, which belong to the operation until it is done.
func (m *module) writeSpan(c modules.Call) (b []byte, position int64, err error) {
	v := c.Argument(1)
	if goja.IsString(v) {
		e := encoding.UTF8
		if name := c.Argument(3); goja.IsString(name) {
			if err := m.checkEncoding(name); err != nil {
				return nil, 0, err
			}
			e, _ = encoding.Lookup(name.String())
		}
		position = -1
		if p := c.Argument(2); goja.IsNumber(p) || goja.IsBigInt(p) {
			if position, err = m.position(p, 0); err != nil {
				return nil, 0, err
			}
		}
		return e.Encode(encoding.TextOf(v)), position, nil
	}
	if !buffers.IsView(m.env, v) {
		return nil, 0, m.env.InvalidArgType("buffer", v, "string", "Buffer", "TypedArray", "DataView")
	}
	memory, _ := buffers.Bytes(m.env, v)
	offset, length, place := c.Argument(2), c.Argument(3), c.Argument(4)
	if o, ok := offset.(*goja.Object); ok {
		opts := options{Object: o}
		offset, length, place = opts.get("offset"), opts.get("length"), opts.get("position")
	}
	from, n := int64(0), int64(len(memory))
	if !modules.IsNullish(offset) {
		if from, err = m.env.ValidateInteger(offset, "offset", 0, modules.MaxSafeInteger); err != nil {
			return nil, 0, err
		}
		if from > n {
			return nil, 0, m.env.OutOfRange("offset", "<= "+m.env.VM.ToValue(n).String(), offset)
		}
	}
	n -= from
	if goja.IsNumber(length) {
		wanted := length.ToFloat()
		if wanted > float64(n) {
			return nil, 0, m.env.OutOfRange("length", "<= "+m.env.VM.ToValue(n).String(), length)
		}
		if wanted < 0 {
			return nil, 0, m.env.OutOfRange("length", ">= 0", length)
		}
		if n, err = m.env.ValidateInteger(length, "length", 0, math.MaxInt32); err != nil {
			return nil, 0, err
		}
	}
	position = -1
	if goja.IsNumber(place) || goja.IsBigInt(place) {
		if position, err = m.position(place, 0); err != nil {
			return nil, 0, err
		}
	}
	return memory[from : from+n], position, nil
}

// write is fs.write(fd, buffer, …) and fs.write(fd, string, …).
func (m *module) write(c modules.Call) (*operation, error) {
	fd, err := m.fd(c.Argument(0))
	if err != nil {
		return nil, err
	}
	b, position, err := m.writeSpan(c)
	return m.writing(c, fd, b, position), err
}

// writing is the operation that writes b and gives the number of bytes written.
func (m *module) writing(c modules.Call, fd int, b []byte, position int64) *operation {
	return &operation{
		syscall: "write", second: c.Argument(1),
		work: func(context.Context) (any, error) {
			f, err := m.files.get(fd)
			if err != nil {
				return nil, err
			}
			return writeAt(f, b, position)
		},
		wrap: func(v any) (goja.Value, error) { return m.integer(v.(int)), nil },
	}
}

// writeSync is fs.writeSync of the same.
func (m *module) writeSync(c modules.Call) (goja.Value, error) {
	fd, err := m.fd(c.Argument(0))
	if err != nil {
		return nil, err
	}
	b, position, err := m.writeSpan(c)
	if err != nil {
		return nil, err
	}
	f, err := m.files.get(fd)
	n := 0
	if err == nil {
		n, err = writeAt(f, b, position)
	}
	if err != nil {
		return nil, modules.SystemError(err, "write", "", "")
	}
	return m.integer(n), nil
}

// vector takes (fd, buffers, position).
func (m *module) vector(c modules.Call) (fd int, views []goja.Value, position int64, err error) {
	if fd, err = m.fd(c.Argument(0)); err != nil {
		return 0, nil, 0, err
	}
	list, ok := c.Argument(1).(*goja.Object)
	wrong := m.env.InvalidArgType("buffers", c.Argument(1), "ArrayBufferView[]")
	if !ok || !modules.IsArray(list) {
		return 0, nil, 0, wrong
	}
	for i := range int(list.Get("length").ToInteger()) {
		v := list.Get(m.integer(i).String())
		if v == nil || !buffers.IsView(m.env, v) {
			return 0, nil, 0, wrong
		}
		views = append(views, v)
	}
	position = -1
	if goja.IsNumber(c.Argument(2)) {
		position, err = m.position(c.Argument(2), 0)
	}
	return fd, views, position, err
}

// readv is fs.readv(fd, buffers[, position]).
func (m *module) readv(c modules.Call) (*operation, error) {
	fd, views, position, err := m.vector(c)
	if err != nil {
		return nil, err
	}
	total := 0
	for _, v := range views {
		b, _ := buffers.Bytes(m.env, v)
		total += len(b)
	}
	return &operation{
		syscall: "read", second: c.Argument(1),
		work: func(context.Context) (any, error) {
			f, err := m.files.get(fd)
			if err != nil {
				return nil, err
			}
			b := make([]byte, total)
			if total == 0 {
				return b, nil
			}
			n, err := readAt(f, b, position)
			return b[:n], err
		},
		wrap: func(v any) (goja.Value, error) {
			rest := v.([]byte)
			for _, view := range views {
				memory, _ := buffers.Bytes(m.env, view)
				rest = rest[copy(memory, rest):]
			}
			return m.integer(len(v.([]byte))), nil
		},
	}, nil
}

// writev is fs.writev(fd, buffers[, position]).
func (m *module) writev(c modules.Call) (*operation, error) {
	fd, views, position, err := m.vector(c)
	if err != nil {
		return nil, err
	}
	var b []byte
	for _, v := range views {
		part, _ := buffers.Bytes(m.env, v)
		b = append(b, part...)
	}
	return m.writing(c, fd, b, position), nil
}
