package fs

import (
	"io/fs"
	"math"
	"math/big"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// path takes a path: a string, a Buffer or a file: URL.
func (m *module) path(v goja.Value, name string) (string, error) {
	var path string
	if o, ok := v.(*goja.Object); ok {
		if isURL(o) {
			converted, err := m.env.Method(m.env.RequireObject("url"), "fileURLToPath", o)
			if err != nil {
				return "", err
			}
			return m.path(converted, name)
		}
		if !buffers.IsUint8Array(m.env, o) {
			return "", m.env.InvalidArgType(name, v, "string", "Buffer", "URL")
		}
		b, _ := buffers.Bytes(m.env, o)
		path = string(b)
	} else if goja.IsString(v) {
		path = v.String()
	} else {
		return "", m.env.InvalidArgType(name, v, "string", "Buffer", "URL")
	}
	if strings.IndexByte(path, 0) >= 0 {
		return "", m.env.InvalidArgValue(name, v, "must be a string, Uint8Array, or URL without null bytes")
	}
	return path, nil
}

// isURL tells a URL from other objects as Node does, whatever its class.
func isURL(o *goja.Object) bool {
	href, protocol := o.Get("href"), o.Get("protocol")
	return href != nil && protocol != nil && href.ToBoolean() && protocol.ToBoolean() &&
		modules.IsNullish(o.Get("auth")) && modules.IsNullish(o.Get("path"))
}

// absolute is the path that the FS gets. An empty path stays one: no file has
// it.
func (m *module) absolute(path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	cwd, err := m.env.Proc.Getwd()
	if err != nil {
		return path
	}
	return strings.TrimSuffix(cwd, "/") + "/" + path
}

// file takes a path and makes it absolute.
func (m *module) file(v goja.Value, name string) (given, full string, err error) {
	given, err = m.path(v, name)
	return given, m.absolute(given), err
}

func (m *module) fd(v goja.Value) (int, error) {
	n, err := m.env.ValidateInteger(v, "fd", 0, math.MaxInt32)
	return int(n), err
}

// mode takes a file mode: a number, or a string of octal digits.
func (m *module) mode(v goja.Value, name string, fallback int64) (fs.FileMode, error) {
	if modules.IsNullish(v) {
		if fallback < 0 {
			return 0, m.env.InvalidArgType(name, v, "number")
		}
		return modules.FileMode(uint32(fallback)), nil
	}
	if goja.IsString(v) {
		n, err := strconv.ParseUint(v.String(), 8, 32)
		if err != nil || strings.ContainsAny(v.String(), "+_") {
			return 0, m.env.InvalidArgValue(name, v, "must be a 32-bit unsigned integer or an octal string")
		}
		return modules.FileMode(uint32(n)), nil
	}
	n, err := m.env.ValidateInteger(v, name, 0, math.MaxUint32)
	return modules.FileMode(uint32(n)), err
}

// flags takes the flags of open.
func (m *module) flags(v goja.Value, name string) (int, error) {
	if goja.IsNumber(v) {
		n, err := m.env.ValidateInteger(v, name, math.MinInt32, math.MaxInt32)
		return int(n), err
	}
	if modules.IsNullish(v) {
		return readOnly, nil
	}
	if goja.IsString(v) {
		if n, ok := flagNames[v.String()]; ok {
			return n, nil
		}
	}
	return 0, m.env.InvalidArgValue("flags", v, "")
}

// options are the options of a call that takes an encoding.
type options struct {
	*goja.Object
	encoding string
}

// options takes an object of options, or a string, which is the encoding.
func (m *module) options(v goja.Value) (options, error) {
	if modules.IsNullish(v) || modules.IsFunction(v) {
		return options{}, nil
	}
	if goja.IsString(v) {
		return options{encoding: v.String()}, m.checkEncoding(v)
	}
	o, ok := v.(*goja.Object)
	if !ok {
		return options{}, m.env.InvalidArgType("options", v, "string", "Object")
	}
	opts := options{Object: o}
	if e := opts.get("encoding"); e.ToBoolean() {
		if err := m.checkEncoding(e); err != nil {
			return options{}, err
		}
		opts.encoding = e.String()
	}
	if s := opts.get("signal"); !goja.IsUndefined(s) && opts.signal() == nil {
		return options{}, m.env.InvalidArgType("options.signal", s, "AbortSignal")
	}
	return opts, nil
}

func (m *module) checkEncoding(v goja.Value) error {
	if name := v.String(); name != "buffer" && name != "" {
		if _, ok := encoding.Lookup(name); !ok || !goja.IsString(v) {
			return m.env.InvalidArgValue("encoding", v, "is invalid encoding")
		}
	}
	return nil
}

// get is a property, or undefined.
func (o options) get(name string) goja.Value {
	if o.Object != nil {
		if v := o.Get(name); v != nil {
			return v
		}
	}
	return goja.Undefined()
}

func (o options) flag(name string) bool { return o.get(name).ToBoolean() }

// signal is the AbortSignal among the options, or nil.
func (o options) signal() *goja.Object {
	s, ok := o.get("signal").(*goja.Object)
	if !ok || s.Get("aborted") == nil {
		return nil
	}
	return s
}

// bool takes an option that must be a boolean.
func (m *module) bool(o options, name string, fallback bool) (bool, error) {
	v := o.get(name)
	if goja.IsUndefined(v) {
		return fallback, nil
	}
	if !modules.IsBoolean(v) {
		return false, m.env.InvalidArgType("options."+name, v, "boolean")
	}
	return v.ToBoolean(), nil
}

// text is the value of bytes in an encoding; "buffer" and, where none is
// given, fallback decide for a Buffer.
func (m *module) text(b []byte, enc string) (goja.Value, error) {
	if enc == "" || enc == "buffer" {
		return buffers.New(m.env, b), nil
	}
	e, _ := encoding.Lookup(enc)
	return e.Decode(m.env.VM, b)
}

// name is the value of a file name in an encoding.
func (m *module) name(s, enc string) (goja.Value, error) {
	switch enc {
	case "", "utf8", "utf-8":
		return m.env.VM.ToValue(encoding.DecodeUTF8([]byte(s))), nil
	}
	return m.text([]byte(s), enc)
}

// data takes what shall be written: a string, or bytes, which belong to the
// operation until it is done, as in Node.
func (m *module) data(v goja.Value, name, enc string) ([]byte, error) {
	if goja.IsString(v) {
		e, ok := encoding.Lookup(enc)
		if !ok {
			e = encoding.UTF8
		}
		return e.Encode(encoding.TextOf(v)), nil
	}
	if buffers.IsView(m.env, v) {
		b, _ := buffers.Bytes(m.env, v)
		return b, nil
	}
	return nil, m.env.InvalidArgType(name, v, "string", "Buffer", "TypedArray", "DataView")
}

// time takes a time in seconds, as a number or string, or a Date.
func (m *module) time(v goja.Value, name string) (time.Time, error) {
	seconds := math.NaN()
	switch {
	case goja.IsString(v), goja.IsNumber(v):
		seconds = v.ToFloat()
	default:
		if o, ok := v.(*goja.Object); ok && o.ClassName() == "Date" {
			seconds = o.ToFloat() / 1000
		}
	}
	if math.IsNaN(seconds) || math.IsInf(seconds, 0) {
		return time.Time{}, m.env.InvalidArgType(name, v, "Date", "Time in seconds")
	}
	if seconds < 0 && goja.IsNumber(v) {
		return m.env.Proc.Now(), nil
	}
	whole := math.Floor(seconds)
	return time.Unix(int64(whole), int64((seconds-whole)*1e9)), nil
}

// position takes a position in a file; -1 is the current one.
func (m *module) position(v goja.Value, length int) (int64, error) {
	switch {
	case modules.IsNullish(v):
		return -1, nil
	case goja.IsNumber(v):
		return m.env.ValidateInteger(v, "position", -1, modules.MaxSafeInteger)
	case goja.IsBigInt(v):
		n := v.Export().(*big.Int)
		if limit := math.MaxInt64 - int64(length); !n.IsInt64() || n.Int64() < -1 || n.Int64() > limit {
			return 0, m.env.OutOfRange("position", ">= -1 && <= "+strconv.FormatInt(limit, 10), v)
		}
		return n.Int64(), nil
	}
	return 0, m.env.InvalidArgType("position", v, "integer", "bigint")
}

func (m *module) integer(n int) goja.Value { return m.env.VM.ToValue(n) }
