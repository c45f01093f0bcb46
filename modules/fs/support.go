package fs

import (
	"context"
	_ "embed"
	"errors"
	"math"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

var (
	//go:embed streams.js
	streamsSource string
	//go:embed filehandle.js
	fileHandleSource string
	//go:embed utf8stream.js
	utf8StreamSource string
	//go:embed watch.js
	watchSource string
	//go:embed cp.js
	cpSource string
)

// scripts are the parts of node:fs that are JavaScript, by name.
var scripts = map[string]*modules.Script{
	"streams":    modules.NewScript("node:internal/fs/streams", streamsSource, "binding", "require"),
	"filehandle": modules.NewScript("node:internal/fs/promises", fileHandleSource, "binding", "require"),
	"utf8stream": modules.NewScript("node:internal/streams/fast-utf8-stream", utf8StreamSource, "binding", "require"),
	"watch":      modules.NewScript("node:internal/fs/watchers", watchSource, "binding", "require"),
	"cp":         modules.NewScript("node:internal/fs/cp/cp", cpSource, "binding", "require"),
}

// part runs a JavaScript part on first use and returns what it exports.
func (m *module) part(name string) *goja.Object {
	if o := m.parts[name]; o != nil {
		return o
	}
	require := m.env.Func("require", 1, func(c modules.Call) (goja.Value, error) {
		return m.env.Require(c.Argument(0).String()), nil
	})
	if name == "streams" {
		m.binding().Set("FileHandle", m.part("filehandle").Get("FileHandle"))
	}
	o := scripts[name].Run(m.env, m.binding(), require).(*goja.Object)
	m.parts[name] = o
	return o
}

// binding is what the JavaScript parts are given.
func (m *module) binding() *goja.Object {
	if m.bound != nil {
		return m.bound
	}
	m.bound = m.env.Exports(
		modules.Val("fs", m.fs),
		modules.Val("errors", m.errorMakers()),
		modules.Val("validate", m.validators()),
		modules.Fn("getOptions", 1, m.optionsObject),
		modules.Fn("toPath", 1, m.toPath),
		modules.Fn("checkPath", 1, func(c modules.Call) (goja.Value, error) {
			_, err := m.path(c.Argument(0), "path")
			return nil, err
		}),
		modules.Fn("absolute", 1, func(c modules.Call) (goja.Value, error) {
			_, full, err := m.file(c.Argument(0), "filename")
			return m.env.VM.ToValue(full), err
		}),
		modules.Fn("rest", 2, m.rest),
		modules.Fn("ref", 1, m.handleFunction("ref")), modules.Fn("unref", 1, m.handleFunction("unref")),
		modules.Fn("watch", 6, m.watch), modules.Fn("globMatcher", 1, m.globMatcher), modules.Fn("checkIgnore", 2, m.checkIgnore),
		modules.Fn("emptyStats", 1, func(c modules.Call) (goja.Value, error) {
			zero := time.Unix(0, 0)
			return m.statsValue(&modules.Stat{Atime: zero, Mtime: zero, Ctime: zero, Birthtime: zero}, c.Argument(0).ToBoolean()), nil
		}),
		m.promise("stat", 2, m.stat), m.promise("lstat", 2, m.lstat), m.promise("copy", 4, m.cp),
		m.promise("close", 1, m.close), m.promise("appendFile", 3, m.appendFile), m.promise("writeFile", 3, m.writeFile),
		m.promise("readFile", 2, m.readFile), m.promise("fchmod", 2, m.fchmod), m.promise("fchown", 3, m.fchown),
		m.promise("fdatasync", 1, m.fdatasync), m.promise("fsync", 1, m.fsync), m.promise("ftruncate", 2, m.ftruncate),
		m.promise("futimes", 3, m.futimes), m.promise("fstat", 2, m.fstat), m.promise("read", 5, m.readResult),
		m.promise("readv", 3, m.readv), m.promise("write", 5, m.write), m.promise("writev", 3, m.writev),
		m.promise("readdir", 2, m.readdir),
	)
	return m.bound
}

// readResult is read whose value is { bytesRead, buffer }.
func (m *module) readResult(c modules.Call) (*operation, error) {
	op, err := m.readInto(c, true)
	if err != nil {
		return nil, err
	}
	wrap := op.wrap
	op.wrap = func(v any) (goja.Value, error) {
		n, err := wrap(v)
		return m.env.Exports(modules.Val("bytesRead", n), modules.Val("buffer", op.second)), err
	}
	return op, nil
}

// rest is what remains of a chunk, or of a list of chunks, after n bytes.
func (m *module) rest(c modules.Call) (goja.Value, error) {
	n := int(c.Argument(1).ToInteger())
	o := c.Argument(0).(*goja.Object)
	if !modules.IsArray(o) {
		b, _ := buffers.Bytes(m.env, o)
		return buffers.Of(m.env).Slice(o, min(n, len(b)), len(b)), nil
	}
	var all []byte
	for i := range int(o.Get("length").ToInteger()) {
		b, _ := buffers.Bytes(m.env, o.Get(m.integer(i).String()))
		all = append(all, b...)
	}
	return buffers.New(m.env, all[min(n, len(all)):]), nil
}

func (m *module) handleFunction(name string) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		return m.env.Invoke(m.part("filehandle").Get(name), goja.Undefined(), c.Arguments...)
	}
}

// handleDescriptor is the descriptor of a FileHandle, or -1.
func (m *module) handleDescriptor(o *goja.Object) int {
	if m.parts["filehandle"] == nil {
		return -1
	}
	v, err := m.env.Invoke(m.parts["filehandle"].Get("descriptor"), goja.Undefined(), o)
	if err != nil || goja.IsUndefined(v) {
		return -1
	}
	return int(v.ToInteger())
}

// openHandle is promises.open(path[, flags[, mode]]).
func (m *module) openHandle(c modules.Call) (*operation, error) {
	op, err := m.open(c)
	if err != nil {
		return nil, err
	}
	op.wrap = func(v any) (goja.Value, error) {
		return m.env.VM.New(m.part("filehandle").Get("FileHandle"), m.integer(v.(int)))
	}
	return op, nil
}

func (m *module) optionsObject(c modules.Call) (goja.Value, error) {
	opts, err := m.options(c.Argument(0))
	switch {
	case err != nil:
		return nil, err
	case opts.Object != nil:
		return opts.Object, nil
	case opts.encoding != "":
		return m.env.Exports(modules.Val("encoding", opts.encoding)), nil
	}
	return m.env.VM.NewObject(), nil
}

// toPath turns a URL into a path and leaves all else alone.
func (m *module) toPath(c modules.Call) (goja.Value, error) {
	if o, ok := c.Argument(0).(*goja.Object); ok && isURL(o) {
		return m.env.Method(m.env.RequireObject("url"), "fileURLToPath", o)
	}
	return c.Argument(0), nil
}

// errorMakers make Node's errors for the JavaScript parts.
func (m *module) errorMakers() *goja.Object {
	maker := func(name string, make func(c modules.Call) error) modules.Export {
		return modules.Fn(name, 0, func(c modules.Call) (goja.Value, error) { return m.env.Error(make(c)), nil })
	}
	return m.env.Exports(
		maker("notImplemented", func(c modules.Call) error { return modules.NotImplemented(c.Argument(0).String()) }),
		maker("argType", func(c modules.Call) error {
			var expected []string
			for _, v := range c.Arguments[2:] {
				expected = append(expected, v.String())
			}
			return m.env.InvalidArgType(c.Argument(0).String(), c.Argument(1), expected...)
		}),
		maker("range", func(c modules.Call) error {
			return m.env.OutOfRange(c.Argument(0).String(), c.Argument(1).String(), c.Argument(2))
		}),
		maker("destroyed", func(c modules.Call) error {
			return modules.PlainError("ERR_STREAM_DESTROYED", "Cannot call %s after a stream was destroyed", c.Argument(0).String())
		}),
		maker("system", func(c modules.Call) error {
			return modules.PlainError("ERR_SYSTEM_ERROR", "%s", c.Argument(0).String())
		}),
		maker("state", func(c modules.Call) error {
			return modules.PlainError("ERR_INVALID_STATE", "Invalid state: %s", c.Argument(0).String())
		}),
		maker("operation", func(c modules.Call) error {
			return modules.PlainError("ERR_OPERATION_FAILED", "Operation failed: %s", c.Argument(0).String())
		}),
		maker("argValue", func(c modules.Call) error {
			err := m.env.InvalidArgValue(c.Argument(1).String(), c.Argument(2), c.Argument(3).String())
			err.Class = c.Argument(0).String()
			return err
		}),
		maker("closed", func(c modules.Call) error {
			return &modules.Error{Message: "file closed", Props: []modules.Prop{{Name: "code", Value: "EBADF"}, {Name: "syscall", Value: c.Argument(0).String()}}}
		}),
		maker("aborted", func(c modules.Call) error { return modules.AbortError(c.Argument(0)) }),
		maker("queue", func(c modules.Call) error {
			return modules.PlainError("ERR_FS_WATCH_QUEUE_OVERFLOW", "fs.watch() queued more than %s events", c.Argument(0).String())
		}),
	)
}

// validators check arguments for the JavaScript parts.
func (m *module) validators() *goja.Object {
	return m.env.Exports(
		modules.Fn("func", 2, func(c modules.Call) (goja.Value, error) {
			_, err := m.env.ValidateFunction(c.Argument(0), c.Argument(1).String())
			return nil, err
		}),
		modules.Fn("bool", 2, func(c modules.Call) (goja.Value, error) {
			_, err := c.Bool(0, c.Argument(1).String())
			return nil, err
		}),
		modules.Fn("object", 2, func(c modules.Call) (goja.Value, error) {
			_, err := c.Object(0, c.Argument(1).String())
			return nil, err
		}),
		modules.Fn("string", 2, func(c modules.Call) (goja.Value, error) {
			_, err := c.String(0, c.Argument(1).String())
			return nil, err
		}),
		modules.Fn("uint32", 2, func(c modules.Call) (goja.Value, error) {
			_, err := c.Int(0, c.Argument(1).String(), 0, math.MaxUint32)
			return nil, err
		}),
		modules.Fn("integer", 2, func(c modules.Call) (goja.Value, error) {
			_, err := c.Int(0, c.Argument(1).String(), 0, modules.MaxSafeInteger)
			return nil, err
		}),
		modules.Fn("fd", 1, func(c modules.Call) (goja.Value, error) {
			_, err := m.fd(c.Argument(0))
			return c.Argument(0), err
		}),
		modules.Fn("stream", 3, func(c modules.Call) (goja.Value, error) {
			if o, ok := c.Argument(0).(*goja.Object); ok && o.GetSymbol(c.Argument(1).(*goja.Symbol)) != nil {
				return o, nil
			}
			return nil, modules.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type %s`, c.Argument(2).String())
		}),
	)
}

var errFileChanged = errors.New("the file changed after it was opened")

func (m *module) notReadable() goja.Value {
	o, err := m.env.VM.New(m.env.VM.Get("DOMException"), m.env.VM.ToValue("The blob could not be read"), m.env.VM.ToValue("NotReadableError"))
	if err != nil {
		panic(err)
	}
	return o
}

// disposableDirectory is a temporary directory that knows how to remove
// itself, also by a using declaration.
func (m *module) disposableDirectory(name goja.Value, full string, sync bool) *goja.Object {
	work := func(ctx context.Context) (any, error) { return nil, m.removeTree(ctx, full, 100*time.Millisecond, 0) }
	parse := func(modules.Call) (*operation, error) {
		return &operation{syscall: "rm", path: name.String(), work: work}, nil
	}
	form, symbol := m.promise, wellknown.AsyncDispose(m.env)
	if sync {
		form, symbol = m.sync, wellknown.Dispose(m.env)
	}
	o := m.env.Exports(modules.Val("path", name), form("remove", 0, parse))
	must(o.SetSymbol(symbol, o.Get("remove")))
	return o
}

// cpAsync is fs.cp(src, dest[, options], callback).
func (m *module) cpAsync(c modules.Call) (goja.Value, error) {
	at := callbackIndex(c.Arguments, 2, 3)
	cb, err := c.Callback(at, "cb")
	if err != nil {
		return nil, err
	}
	arguments := c
	arguments.Arguments = c.Arguments[:at]
	if _, err := m.copyArguments(arguments); err != nil {
		return nil, err
	}
	return nil, m.settled(m.part("cp").Get("cp"), arguments.Arguments, cb)
}

// settled calls a function that returns a promise, and the callback with its
// outcome.
func (m *module) settled(f goja.Value, args []goja.Value, cb *modules.Callback) error {
	v, err := m.env.Invoke(f, goja.Undefined(), args...)
	if err != nil {
		return err
	}
	later := func(call func(v goja.Value)) goja.Value {
		return m.env.Func("", 1, func(c modules.Call) (goja.Value, error) {
			v := c.Argument(0)
			m.env.Host.NextTick(func() error { call(v); return nil })
			return nil, nil
		})
	}
	_, err = m.env.Method(v.(*goja.Object), "then",
		later(func(goja.Value) { cb.Call(goja.Null()) }), later(func(v goja.Value) { cb.Call(v) }))
	return err
}
