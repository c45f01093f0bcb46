package fs

import (
	"context"
	"math"
	"path"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// systemError is what Node's own checks throw in the guise of a failed call.
func (m *module) systemError(code, call, message, reason, given string, errno int, posix string) error {
	info := m.env.VM.NewObject()
	must(info.Set("code", posix))
	must(info.Set("message", reason))
	must(info.Set("path", given))
	must(info.Set("syscall", call))
	must(info.Set("errno", errno))
	return &modules.Error{
		Code: code, Errno: errno, Syscall: call, Path: given,
		Message: message + ": " + call + " returned " + posix + " (" + reason + ") " + given,
		Props:   []modules.Prop{{Name: "name", Value: "SystemError"}, {Name: "info", Value: goja.Value(info)}},
	}
}

const errnoEISDIR = 21

// rm is fs.rm(path[, options]).
func (m *module) rm(c modules.Call) (*operation, error) {
	given, full, err := m.file(c.Argument(0), "path")
	if err != nil {
		return nil, err
	}
	opts := options{}
	if c.Has(1) {
		if opts.Object, err = c.Object(1, "options"); err != nil {
			return nil, err
		}
	}
	force, err := m.bool(opts, "force", false)
	if err != nil {
		return nil, err
	}
	recursive, err := m.bool(opts, "recursive", false)
	if err != nil {
		return nil, err
	}
	delay, retries := int64(100), int64(0)
	if v := opts.get("retryDelay"); !goja.IsUndefined(v) {
		if delay, err = m.env.ValidateInteger(v, "options.retryDelay", 0, math.MaxInt32); err != nil {
			return nil, err
		}
	}
	if v := opts.get("maxRetries"); !goja.IsUndefined(v) {
		if retries, err = m.env.ValidateInteger(v, "options.maxRetries", 0, math.MaxUint32); err != nil {
			return nil, err
		}
	}
	isDirectory := m.systemError("ERR_FS_EISDIR", "rm", "Path is a directory", "is a directory", given, errnoEISDIR, "EISDIR")
	return &operation{syscall: "rm", path: given, work: func(ctx context.Context) (any, error) {
		info, err := m.env.FS.Lstat(full)
		switch {
		case err != nil && force && modules.ErrorCode(err) == "ENOENT":
			return nil, nil
		case err != nil:
			return nil, modules.SystemError(err, "lstat", given, "")
		case !info.IsDir():
			return nil, m.env.FS.Unlink(full)
		case !recursive:
			return nil, isDirectory
		}
		return nil, m.removeTree(ctx, full, time.Duration(delay)*time.Millisecond, retries)
	}}, nil
}

// removeTree removes a directory and all in it. A directory that stays full
// or busy is tried again, waiting longer each time.
func (m *module) removeTree(ctx context.Context, dir string, delay time.Duration, retries int64) error {
	for attempt := int64(0); ; attempt++ {
		err := m.removeEntries(ctx, dir, delay, retries)
		if err == nil {
			err = m.env.FS.Rmdir(dir)
		}
		switch modules.ErrorCode(err) {
		case "", "ENOENT":
			if err == nil || modules.ErrorCode(err) == "ENOENT" {
				return nil
			}
			return err
		case "EBUSY", "EMFILE", "ENFILE", "ENOTEMPTY", "EPERM":
			if attempt >= retries {
				return err
			}
		default:
			return err
		}
		select {
		case <-time.After(time.Duration(attempt+1) * delay):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

func (m *module) removeEntries(ctx context.Context, dir string, delay time.Duration, retries int64) error {
	entries, err := m.env.FS.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		full := path.Join(dir, entry.Name())
		if entry.IsDir() {
			err = m.removeTree(ctx, full, delay, retries)
		} else {
			err = m.env.FS.Unlink(full)
		}
		if err != nil && modules.ErrorCode(err) != "ENOENT" {
			return err
		}
	}
	return nil
}
