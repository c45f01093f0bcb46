package fs

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// onPath is an operation on one path without a result.
func (m *module) onPath(call string, c modules.Call, do func(full string) error) (*operation, error) {
	given, full, err := m.file(c.Argument(0), "path")
	return &operation{syscall: call, path: given, work: func(context.Context) (any, error) { return nil, do(full) }}, err
}

// access is fs.access(path[, mode]).
func (m *module) access(c modules.Call) (*operation, error) {
	mode := int64(0)
	op, err := m.onPath("access", c, func(full string) error { return m.env.FS.Access(full, uint32(mode)) })
	if err == nil && !modules.IsNullish(c.Argument(1)) {
		mode, err = c.Int(1, "mode", 0, 7)
	}
	return op, err
}

// exists is fs.existsSync(path): of what went wrong nothing is told.
func (m *module) exists(c modules.Call) (goja.Value, error) {
	_, full, err := m.file(c.Argument(0), "path")
	if x, ok := err.(*modules.Error); ok && x.Code == "ERR_INVALID_ARG_TYPE" && !m.warned {
		m.warned = true
		_, err := m.env.Method(m.env.RequireObject("process"), "emitWarning",
			m.env.VM.ToValue("Passing invalid argument types to fs.existsSync is deprecated"),
			m.env.VM.ToValue("DeprecationWarning"), m.env.VM.ToValue("DEP0187"))
		return modules.Bool(false), err
	}
	return modules.Bool(err == nil && m.env.FS.Access(full, 0) == nil), nil
}

// chmod is fs.chmod(path, mode).
func (m *module) chmod(c modules.Call) (*operation, error) {
	var mode fs.FileMode
	op, err := m.onPath("chmod", c, func(full string) error { return m.env.FS.Chmod(full, mode) })
	if err == nil {
		mode, err = m.mode(c.Argument(1), "mode", -1)
	}
	return op, err
}

// owner takes a user's or group's number; -1 leaves it as it is.
func (m *module) owner(c modules.Call, i int, name string) (int, error) {
	n, err := c.Int(i, name, -1, math.MaxUint32)
	return int(int32(uint32(n))), err
}

func (m *module) owners(c modules.Call) (uid, gid int, err error) {
	if uid, err = m.owner(c, 1, "uid"); err != nil {
		return 0, 0, err
	}
	gid, err = m.owner(c, 2, "gid")
	return uid, gid, err
}

// chown is fs.chown(path, uid, gid), lchown fs.lchown of the same.
func (m *module) chown(c modules.Call) (*operation, error) {
	var uid, gid int
	op, err := m.onPath("chown", c, func(full string) error { return m.env.FS.Chown(full, uid, gid) })
	if err == nil {
		uid, gid, err = m.owners(c)
	}
	return op, err
}

func (m *module) lchown(c modules.Call) (*operation, error) {
	var uid, gid int
	op, err := m.onPath("lchown", c, func(full string) error { return m.env.FS.Lchown(full, uid, gid) })
	if err == nil {
		uid, gid, err = m.owners(c)
	}
	return op, err
}

// utimes is fs.utimes(path, atime, mtime), lutimes fs.lutimes of the same.
func (m *module) utimes(c modules.Call) (*operation, error) {
	return m.changeTimes(c, "utime", m.env.FS.Chtimes)
}

func (m *module) lutimes(c modules.Call) (*operation, error) {
	return m.changeTimes(c, "lutime", m.env.FS.Lutimes)
}

func (m *module) changeTimes(c modules.Call, call string, change func(string, time.Time, time.Time) error) (*operation, error) {
	var atime, mtime time.Time
	op, err := m.onPath(call, c, func(full string) error { return change(full, atime, mtime) })
	if err == nil {
		atime, mtime, err = m.times(c)
	}
	return op, err
}

func (m *module) times(c modules.Call) (atime, mtime time.Time, err error) {
	if atime, err = m.time(c.Argument(1), "time"); err != nil {
		return atime, mtime, err
	}
	mtime, err = m.time(c.Argument(2), "time")
	return atime, mtime, err
}

// unlink is fs.unlink(path).
func (m *module) unlink(c modules.Call) (*operation, error) {
	return m.onPath("unlink", c, m.env.FS.Unlink)
}

// rmdir is fs.rmdir(path[, options]).
func (m *module) rmdir(c modules.Call) (*operation, error) {
	op, err := m.onPath("rmdir", c, m.env.FS.Rmdir)
	if err != nil || !c.Has(1) {
		return op, err
	}
	o, err := c.Object(1, "options")
	if err == nil && !goja.IsUndefined((options{Object: o}).get("recursive")) {
		err = m.env.InvalidArgValue("options.recursive", o.Get("recursive"), "is no longer supported")
	}
	return op, err
}

// onPaths is an operation on two paths.
func (m *module) onPaths(call string, c modules.Call, names [2]string, do func(from, to string) error) (*operation, error) {
	from, fullFrom, err := m.file(c.Argument(0), names[0])
	if err != nil {
		return nil, err
	}
	to, fullTo, err := m.file(c.Argument(1), names[1])
	return &operation{syscall: call, path: from, dest: to, work: func(context.Context) (any, error) {
		return nil, do(fullFrom, fullTo)
	}}, err
}

// rename is fs.rename(oldPath, newPath).
func (m *module) rename(c modules.Call) (*operation, error) {
	return m.onPaths("rename", c, [2]string{"oldPath", "newPath"}, m.env.FS.Rename)
}

// link is fs.link(existingPath, newPath).
func (m *module) link(c modules.Call) (*operation, error) {
	return m.onPaths("link", c, [2]string{"existingPath", "newPath"}, m.env.FS.Link)
}

// symlink is fs.symlink(target, path[, type]). The target is not resolved.
func (m *module) symlink(c modules.Call) (*operation, error) {
	if kind := c.Argument(2); !modules.IsNullish(kind) {
		switch s := kind.String(); {
		case !goja.IsString(kind), s != "dir" && s != "file" && s != "junction":
			return nil, m.env.InvalidArgValue("type", kind, "must be one of: 'dir', 'file', 'junction', null, undefined")
		}
	}
	target, err := m.path(c.Argument(0), "target")
	if err != nil {
		return nil, err
	}
	path, full, err := m.file(c.Argument(1), "path")
	return &operation{syscall: "symlink", path: target, dest: path, work: func(context.Context) (any, error) {
		return nil, m.env.FS.Symlink(target, full)
	}}, err
}

// readlink is fs.readlink(path[, options]).
func (m *module) readlink(c modules.Call) (*operation, error) {
	opts, err := m.options(c.Argument(1))
	if err != nil {
		return nil, err
	}
	given, full, err := m.file(c.Argument(0), "path")
	return &operation{
		syscall: "readlink", path: given,
		work: func(context.Context) (any, error) { return m.env.FS.Readlink(full) },
		wrap: func(v any) (goja.Value, error) { return m.name(v.(string), opts.encoding) },
	}, err
}

// realpath is fs.realpath(path[, options]): it names the part that is missing.
func (m *module) realpath(c modules.Call) (*operation, error) { return m.resolvePath(c, "") }

// nativeRealpath is fs.realpath.native(path[, options]).
func (m *module) nativeRealpath(c modules.Call) (*operation, error) {
	return m.resolvePath(c, "realpath")
}

func (m *module) resolvePath(c modules.Call, call string) (*operation, error) {
	opts, err := m.options(c.Argument(1))
	if err != nil {
		return nil, err
	}
	v := c.Argument(0)
	if call == "" && !goja.IsString(v) {
		if _, isObject := v.(*goja.Object); !isObject {
			v = v.ToString()
		}
	}
	given, full, err := m.file(v, "path")
	if err != nil {
		return nil, err
	}
	if full == "" {
		full = m.absolute(".")
	}
	op := &operation{
		syscall: call, path: given,
		wrap: func(v any) (goja.Value, error) { return m.name(v.(string), opts.encoding) },
	}
	op.work = func(context.Context) (any, error) {
		path, err := m.env.FS.RealPath(full)
		if err == nil {
			return path, nil
		}
		if modules.ErrorCode(err) == "" && strings.Contains(err.Error(), "too many links") {
			err = &fs.PathError{Op: "stat", Path: given, Err: syscall.ELOOP}
		}
		var pathErr *fs.PathError
		if call == "" && errors.As(err, &pathErr) {
			return nil, modules.SystemError(err, pathErr.Op, pathErr.Path, "")
		}
		return nil, err
	}
	return op, nil
}

// stat is fs.stat(path[, options]), lstat fs.lstat of the same.
func (m *module) stat(c modules.Call) (*operation, error) {
	return m.statOperation(c, "stat", m.env.FS.Stat)
}
func (m *module) lstat(c modules.Call) (*operation, error) {
	return m.statOperation(c, "lstat", m.env.FS.Lstat)
}

func (m *module) statOperation(c modules.Call, call string, stat func(string) (fs.FileInfo, error)) (*operation, error) {
	given, full, err := m.file(c.Argument(0), "path")
	if err != nil {
		return nil, err
	}
	bigInt, throws := m.statOptions(c.Argument(1))
	return &operation{
		syscall: call, path: given,
		work: func(context.Context) (any, error) {
			info, err := stat(full)
			if err != nil && !throws {
				if code := modules.ErrorCode(err); code == "ENOENT" || code == "ENOTDIR" {
					return nil, nil
				}
			}
			return info, err
		},
		wrap: func(v any) (goja.Value, error) {
			if v == nil {
				return nil, nil
			}
			return m.newStats(v.(fs.FileInfo), bigInt), nil
		},
	}, nil
}

func (m *module) statOptions(v goja.Value) (bigInt, throwIfNoEntry bool) {
	o, ok := v.(*goja.Object)
	if !ok {
		return false, true
	}
	opts := options{Object: o}
	throws := opts.get("throwIfNoEntry")
	return opts.flag("bigint"), goja.IsUndefined(throws) || throws.ToBoolean()
}

// statfs is fs.statfs(path[, options]).
func (m *module) statfs(c modules.Call) (*operation, error) {
	given, full, err := m.file(c.Argument(0), "path")
	if err != nil {
		return nil, err
	}
	bigInt, _ := m.statOptions(c.Argument(1))
	return &operation{
		syscall: "statfs", path: given,
		work: func(context.Context) (any, error) { return m.env.FS.Statfs(full) },
		wrap: func(v any) (goja.Value, error) { return m.newStatfs(v.(modules.Statfs), bigInt), nil },
	}, nil
}

// truncate is fs.truncate(path[, len]).
func (m *module) truncate(c modules.Call) (*operation, error) {
	length, err := m.length(c.Argument(1))
	if err != nil {
		return nil, err
	}
	given, full, err := m.file(c.Argument(0), "path")
	return &operation{syscall: "open", path: given, work: func(context.Context) (any, error) {
		f, err := m.env.FS.Open(full, flagNames["r+"], 0o666)
		if err != nil {
			return nil, err
		}
		err = f.Truncate(length)
		return nil, errors.Join(err, f.Close())
	}}, err
}

// length takes the length of a file; a negative one is 0.
func (m *module) length(v goja.Value) (int64, error) {
	if goja.IsUndefined(v) {
		return 0, nil
	}
	n, err := m.env.ValidateInteger(v, "len", modules.MinSafeInteger, modules.MaxSafeInteger)
	return max(n, 0), err
}

// mkdir is fs.mkdir(path[, options]).
func (m *module) mkdir(c modules.Call) (*operation, error) {
	given, full, err := m.file(c.Argument(0), "path")
	if err != nil {
		return nil, err
	}
	var modeValue goja.Value = goja.Undefined()
	recursive := false
	switch v := c.Argument(1); {
	case goja.IsNumber(v), goja.IsString(v):
		modeValue = v
	default:
		if o, ok := v.(*goja.Object); ok {
			opts := options{Object: o}
			if recursive, err = m.bool(opts, "recursive", false); err != nil {
				return nil, err
			}
			modeValue = opts.get("mode")
		}
	}
	mode, err := m.mode(modeValue, "mode", 0o777)
	if err != nil {
		return nil, err
	}
	op := &operation{syscall: "mkdir", path: given}
	if !recursive {
		op.work = func(context.Context) (any, error) { return nil, m.env.FS.Mkdir(full, mode) }
		return op, nil
	}
	op.work = func(context.Context) (any, error) { return m.mkdirAll(full, mode) }
	op.wrap = func(v any) (goja.Value, error) {
		created := v.(string)
		if created == "" {
			return nil, nil
		}
		return m.env.VM.ToValue(strings.TrimRightFunc(relativeTo(given, full, created), isSeparator)), nil
	}
	return op, nil
}

// relativeTo writes a path above full as given writes full.
func relativeTo(given, full, created string) string {
	if given == full {
		return created
	}
	return strings.TrimPrefix(created, strings.TrimSuffix(full, given))
}

// above is the directory that a path is in. Unlike filepath.Dir it leaves ".."
// for the file system to follow.
func above(full string) string {
	full = strings.TrimRightFunc(full, isSeparator)
	at := strings.LastIndexFunc(full, isSeparator)
	if at < 0 {
		return ""
	}
	if volume := filepath.VolumeName(full); at <= len(volume) {
		return full[:at+1]
	}
	return strings.TrimRightFunc(full[:at], isSeparator)
}

// isSeparator tells the characters that part the segments of a path.
func isSeparator(r rune) bool { return r == '/' || r == filepath.Separator }

// mkdirAll makes a directory and those above it that are missing, and tells
// the topmost that it made.
func (m *module) mkdirAll(full string, mode fs.FileMode) (created string, err error) {
	err = m.env.FS.Mkdir(full, mode)
	switch code := modules.ErrorCode(err); {
	case err == nil:
		return full, nil
	case code == "EEXIST" || code == "EISDIR":
		if info, failed := m.env.FS.Stat(full); failed == nil && info.IsDir() {
			return "", nil
		}
		return "", err
	case code != "ENOENT":
		return "", err
	}
	parent := above(full)
	if parent == "" || parent == full {
		return "", err
	}
	created, failed := m.mkdirAll(parent, mode)
	if failed != nil {
		if modules.ErrorCode(failed) == "EEXIST" {
			failed = syscall.ENOTDIR
		}
		return "", failed
	}
	if err = m.env.FS.Mkdir(full, mode); err != nil && modules.ErrorCode(err) != "EEXIST" {
		return "", err
	}
	if created == "" {
		created = full
	}
	return created, nil
}

// mkdtemp is fs.mkdtemp(prefix[, options]).
func (m *module) mkdtemp(c modules.Call) (*operation, error) {
	opts, err := m.options(c.Argument(1))
	if err != nil {
		return nil, err
	}
	given, full, err := m.file(c.Argument(0), "prefix")
	return &operation{
		syscall: "mkdtemp", path: given + "XXXXXX",
		work: func(context.Context) (any, error) { return m.env.FS.MkdirTemp(full) },
		wrap: func(v any) (goja.Value, error) {
			return m.name(relativeTo(given, full, v.(string)), opts.encoding)
		},
	}, err
}
