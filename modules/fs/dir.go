package fs

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"math"
	"syscall"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

// dirState is an open directory.
type dirState struct {
	file     modules.File
	given    goja.Value
	encoding string
	batch    int
	entries  []fs.DirEntry
	ended    bool
	closed   bool
	busy     int // operations that are under way
	waiting  []func()
}

var dirSlot = modules.NewSlot[dirState]("kDirHandle")

func (m *module) dirClass() *goja.Object {
	if m.dirs != nil {
		return m.dirs
	}
	m.dirs = m.env.Class(modules.ClassSpec{
		Name: "Dir", Length: 3, NewOnly: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			return nil, modules.MissingArgs("handle")
		},
		Methods: []modules.Export{
			modules.Getter("path", func(c modules.Call) (goja.Value, error) {
				d, err := m.dir(c)
				if err != nil {
					return nil, err
				}
				return d.given, nil
			}),
			modules.Fn("read", 1, func(c modules.Call) (goja.Value, error) { return m.dirAsync(c, m.dirRead) }),
			modules.Fn("readSync", 0, func(c modules.Call) (goja.Value, error) { return m.dirSync(c, m.dirRead) }),
			modules.Fn("close", 1, func(c modules.Call) (goja.Value, error) { return m.dirAsync(c, m.dirClose) }),
			modules.Fn("closeSync", 0, func(c modules.Call) (goja.Value, error) { return m.dirSync(c, m.dirClose) }),
			modules.Fn("entries", 0, m.dirEntries),
		},
	})
	proto := m.dirs.Get("prototype").(*goja.Object)
	m.env.Define(proto, false,
		modules.Fn("[Symbol.dispose]", 0, m.dirDispose).WithSymbol(wellknown.Dispose(m.env)),
		modules.Fn("[Symbol.asyncDispose]", 0, m.dirAsyncDispose).WithSymbol(wellknown.AsyncDispose(m.env)))
	must(proto.DefineDataPropertySymbol(wellknown.AsyncIterator(m.env), proto.Get("entries"),
		goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return m.dirs
}

// opendir is fs.opendir(path[, options]).
func (m *module) opendir(c modules.Call) (*operation, error) {
	given, full, err := m.file(c.Argument(0), "path")
	if err != nil {
		return nil, err
	}
	opts, err := m.options(c.Argument(1))
	if err != nil {
		return nil, err
	}
	batch := int64(32)
	if v := opts.get("bufferSize"); !goja.IsUndefined(v) {
		if batch, err = m.env.ValidateInteger(v, "options.bufferSize", 1, math.MaxUint32); err != nil {
			return nil, err
		}
	}
	recursive := opts.flag("recursive")
	return &operation{
		syscall: "opendir", path: given,
		work: func(ctx context.Context) (any, error) {
			f, err := m.openDirectory(full)
			if err != nil || !recursive {
				return &dirState{file: f, batch: int(batch)}, err
			}
			entries, err := m.list(ctx, full, true)
			return &dirState{file: f, ended: true, entries: recursiveEntries(entries)}, err
		},
		wrap: func(v any) (goja.Value, error) {
			d := v.(*dirState)
			d.given, d.encoding = m.env.VM.ToValue(given), opts.encoding
			o := m.env.VM.CreateObject(m.dirClass().Get("prototype").(*goja.Object))
			dirSlot.Set(m.env.VM, o, d)
			return o, nil
		},
	}, nil
}

func (m *module) openDirectory(full string) (modules.File, error) {
	info, err := m.env.FS.Stat(full)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, syscall.ENOTDIR
	}
	return m.env.FS.Open(full, readOnly, 0)
}

// inDirectory is an entry of a directory below the one that was opened.
type inDirectory struct{ dirEntry }

func (e inDirectory) Name() string               { return e.name }
func (e inDirectory) IsDir() bool                { return e.kind == direntDir }
func (e inDirectory) Type() fs.FileMode          { return 0 }
func (e inDirectory) Info() (fs.FileInfo, error) { return nil, fs.ErrInvalid }

func recursiveEntries(list []dirEntry) []fs.DirEntry {
	entries := make([]fs.DirEntry, len(list))
	for i, entry := range list {
		entries[i] = inDirectory{entry}
	}
	return entries
}

func (m *module) dir(c modules.Call) (*dirState, error) {
	if d := dirSlot.Get(c.This); d != nil {
		return d, nil
	}
	return nil, modules.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type Dir`)
}

func dirClosed() error { return modules.PlainError("ERR_DIR_CLOSED", "Directory handle was closed") }

// dirRead and dirClose are the operations of an open directory.
func (m *module) dirRead(d *dirState) *operation {
	return &operation{
		syscall: "scandir", path: d.given.String(),
		work: func(context.Context) (any, error) {
			if len(d.entries) == 0 && !d.ended {
				entries, err := d.file.ReadDir(d.batch)
				if errors.Is(err, io.EOF) {
					d.ended, err = true, nil
				}
				d.entries = entries
				return nil, err
			}
			return nil, nil
		},
		wrap: func(any) (goja.Value, error) {
			if len(d.entries) == 0 {
				return goja.Null(), nil
			}
			entry := d.entries[0]
			d.entries = d.entries[1:]
			name, err := m.name(entry.Name(), d.encoding)
			if err != nil {
				return nil, err
			}
			if deep, ok := entry.(inDirectory); ok {
				parent := d.given
				if deep.dir != "" {
					parent = m.env.VM.ToValue(d.given.String() + "/" + deep.dir)
				}
				return m.newDirent(name, deep.kind, parent), nil
			}
			return m.newDirent(name, direntType(entry.Type()), d.given), nil
		},
	}
}

func (m *module) dirClose(d *dirState) *operation {
	d.closed = true
	return &operation{syscall: "closedir", work: func(context.Context) (any, error) { return nil, d.file.Close() }}
}

func (m *module) dirSync(c modules.Call, make func(*dirState) *operation) (goja.Value, error) {
	d, err := m.dir(c)
	switch {
	case err != nil:
		return nil, err
	case d.closed:
		return nil, dirClosed()
	case d.busy > 0:
		return nil, modules.PlainError("ERR_DIR_CONCURRENT_OPERATION", "%s",
			"Cannot do synchronous work on directory handle with concurrent asynchronous operations")
	}
	op := make(d)
	v, err := op.work(m.env.Ctx)
	if err != nil {
		return nil, op.fail(err)
	}
	return op.result(v)
}

// dirAsync calls back, or returns a promise when no callback is given.
// Operations on one directory run one after the other.
func (m *module) dirAsync(c modules.Call, make func(*dirState) *operation) (goja.Value, error) {
	d, err := m.dir(c)
	if err != nil {
		return nil, err
	}
	if c.Has(0) {
		cb, err := c.Callback(0, "cb")
		if err != nil {
			return nil, err
		}
		if d.closed {
			m.env.Host.NextTick(func() error { cb.Call(m.env.Error(dirClosed())); return nil })
			return nil, nil
		}
		m.dirQueue(d, make, func(op *operation, v goja.Value, err error) { m.report(op, cb, v, err) })
		return nil, nil
	}
	if d.closed {
		return m.env.Rejected(dirClosed()), nil
	}
	p, resolve, reject := m.env.VM.NewPromise()
	m.dirQueue(d, make, func(_ *operation, v goja.Value, err error) {
		if err != nil {
			err = reject(m.env.Error(err))
		} else if v == nil {
			err = resolve(goja.Undefined())
		} else {
			err = resolve(v)
		}
		if err != nil {
			m.env.Host.Uncaught(err)
		}
	})
	return m.env.VM.ToValue(p), nil
}

func (m *module) dirQueue(d *dirState, make func(*dirState) *operation, done func(*operation, goja.Value, error)) {
	run := func() {
		op := make(d)
		m.start(op, func(v goja.Value, err error) {
			d.busy--
			done(op, v, err)
			if len(d.waiting) > 0 {
				next := d.waiting[0]
				d.waiting = d.waiting[1:]
				next()
			}
		})
	}
	d.busy++
	if d.busy > 1 {
		d.waiting = append(d.waiting, run)
		return
	}
	run()
}

// dirEntries is dir.entries(), which closes the directory at its end.
func (m *module) dirEntries(c modules.Call) (goja.Value, error) {
	d, err := m.dir(c)
	if err != nil {
		return nil, err
	}
	closing := func(v goja.Value) (goja.Value, error) {
		result := wellknown.IterResult(m.env.VM, v, true)
		if d.closed {
			return m.env.Resolved(result), nil
		}
		p, resolve, reject := m.env.VM.NewPromise()
		m.dirQueue(d, m.dirClose, func(_ *operation, _ goja.Value, err error) {
			if err != nil {
				err = reject(m.env.Error(err))
			} else {
				err = resolve(result)
			}
			must(err)
		})
		return m.env.VM.ToValue(p), nil
	}
	return wellknown.NewAsyncIterator(m.env,
		modules.Fn("next", 0, func(modules.Call) (goja.Value, error) {
			if d.closed {
				return m.env.Resolved(wellknown.IterResult(m.env.VM, goja.Undefined(), true)), nil
			}
			p, resolve, reject := m.env.VM.NewPromise()
			m.dirQueue(d, m.dirRead, func(_ *operation, v goja.Value, err error) {
				switch {
				case err != nil:
					err = reject(m.env.Error(err))
				case goja.IsNull(v):
					var last goja.Value
					if last, err = closing(goja.Undefined()); err == nil {
						err = resolve(last)
					}
				default:
					err = resolve(wellknown.IterResult(m.env.VM, v, false))
				}
				must(err)
			})
			return m.env.VM.ToValue(p), nil
		}),
		modules.Fn("return", 1, func(c modules.Call) (goja.Value, error) { return closing(c.Argument(0)) }),
	), nil
}

func (m *module) dirDispose(c modules.Call) (goja.Value, error) {
	d, err := m.dir(c)
	if err != nil || d.closed {
		return nil, err
	}
	return m.dirSync(c, m.dirClose)
}

func (m *module) dirAsyncDispose(c modules.Call) (goja.Value, error) {
	d, err := m.dir(c)
	if err != nil {
		return nil, err
	}
	if d.closed {
		return m.env.Resolved(goja.Undefined()), nil
	}
	c.Arguments = nil
	return m.dirAsync(c, m.dirClose)
}
