package fs

import (
	"context"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// copyOptions are the options of cp.
type copyOptions struct {
	dereference, errorOnExist, force, preserveTimestamps, recursive, verbatimSymlinks bool
	mode                                                                              int
	filter                                                                            goja.Value
	// skip are the sources that the filter turned down.
	skip map[string]bool
	// sync chooses the wording of errors that cpSync has.
	sync bool
}

// copyCall is a call of cp.
type copyCall struct {
	copyOptions
	from, to         string // as given
	fullFrom, fullTo string
}

func (m *module) copyArguments(c modules.Call) (call copyCall, err error) {
	opts := options{}
	if c.Has(2) {
		if opts.Object, err = c.Object(2, "options"); err != nil {
			return call, err
		}
	}
	call.force = true
	for _, x := range []struct {
		name string
		to   *bool
	}{
		{"dereference", &call.dereference}, {"errorOnExist", &call.errorOnExist}, {"force", &call.force},
		{"preserveTimestamps", &call.preserveTimestamps}, {"recursive", &call.recursive}, {"verbatimSymlinks", &call.verbatimSymlinks},
	} {
		if *x.to, err = m.bool(opts, x.name, *x.to); err != nil {
			return call, err
		}
	}
	if call.mode, err = m.copyMode(opts.get("mode")); err != nil {
		return call, err
	}
	if call.dereference && call.verbatimSymlinks {
		return call, modules.TypeError("ERR_INCOMPATIBLE_OPTION_PAIR",
			`Option "dereference" cannot be used in combination with option "verbatimSymlinks"`)
	}
	if f := opts.get("filter"); !goja.IsUndefined(f) {
		if !modules.IsFunction(f) {
			return call, m.env.InvalidArgType("options.filter", f, "function")
		}
		call.filter = f
	}
	if call.from, call.fullFrom, err = m.file(c.Argument(0), "src"); err != nil {
		return call, err
	}
	call.to, call.fullTo, err = m.file(c.Argument(1), "dest")
	return call, err
}

// cpSync is fs.cpSync(src, dest[, options]).
func (m *module) cpSync(c modules.Call) (*operation, error) {
	call, err := m.copyArguments(c)
	if err != nil {
		return nil, err
	}
	call.sync = true
	return &operation{syscall: "cp", path: call.from, dest: call.to, work: func(ctx context.Context) (any, error) {
		return nil, m.copyTree(ctx, &call)
	}}, nil
}

// cp is fs.cp(src, dest[, options]) once the filter, if any, has spoken: the
// last argument lists what it turned down.
func (m *module) cp(c modules.Call) (*operation, error) {
	call, err := m.copyArguments(c)
	if err != nil {
		return nil, err
	}
	call.filter = nil
	if skipped, ok := c.Argument(3).(*goja.Object); ok {
		call.skip = map[string]bool{}
		for _, key := range skipped.Keys() {
			call.skip[m.absolute(skipped.Get(key).String())] = true
		}
	}
	return &operation{syscall: "cp", path: call.from, dest: call.to, work: func(ctx context.Context) (any, error) {
		return nil, m.copyTree(ctx, &call)
	}}, nil
}

// copyFailure is an error of cp, worded as cpSync or cp does.
func (m *module) copyFailure(call *copyCall, code, syncMessage, message, reason, at string, errno int, posix string) error {
	if call.sync {
		return modules.PlainError(code, "%s", syncMessage)
	}
	return m.systemError(code, "cp", message, reason, at, errno, posix)
}

const (
	errnoEEXIST  = 17
	errnoENOTDIR = 20
	errnoEINVAL  = 22
)

func (m *module) copyTree(ctx context.Context, call *copyCall) error {
	skipped, err := m.filtered(call, call.fullFrom, call.fullTo)
	if err != nil || skipped {
		return err
	}
	source, err := m.copyStat(call, call.fullFrom)
	if err != nil {
		return modules.SystemError(err, statCall(call), call.from, "")
	}
	if err := m.checkParents(call, source); err != nil {
		return err
	}
	if _, err := m.mkdirAll(filepath.Dir(call.fullTo), 0o777); err != nil {
		return modules.SystemError(err, "mkdir", filepath.Dir(call.to), "")
	}
	return m.copyEntry(ctx, call, call.fullFrom, call.fullTo)
}

func statCall(call *copyCall) string {
	if call.dereference {
		return "stat"
	}
	return "lstat"
}

func (m *module) copyStat(call *copyCall, full string) (fs.FileInfo, error) {
	if call.dereference {
		return m.env.FS.Stat(full)
	}
	return m.env.FS.Lstat(full)
}

// shown writes a path as the caller wrote the tree that it is in.
func (call *copyCall) shown(full string) string {
	if rest, ok := strings.CutPrefix(full, call.fullFrom); ok && (rest == "" || rest[0] == '/') {
		return call.from + rest
	}
	if rest, ok := strings.CutPrefix(full, call.fullTo); ok {
		return call.to + rest
	}
	return full
}

// filtered asks the filter of cpSync, or looks up what that of cp said.
func (m *module) filtered(call *copyCall, from, to string) (bool, error) {
	if call.skip != nil {
		return call.skip[from], nil
	}
	if call.filter == nil {
		return false, nil
	}
	v, err := m.env.Invoke(call.filter, goja.Undefined(),
		m.env.VM.ToValue(call.shown(from)), m.env.VM.ToValue(call.shown(to)))
	if err != nil {
		return false, err
	}
	if _, isPromise := v.Export().(*goja.Promise); isPromise {
		return false, modules.TypeError("ERR_INVALID_RETURN_VALUE", "%s",
			`Expected boolean to be returned from the "filter" function but got an instance of Promise.`)
	}
	return !v.ToBoolean(), nil
}

// checkParents refuses to copy a directory into itself.
func (m *module) checkParents(call *copyCall, source fs.FileInfo) error {
	if !source.IsDir() {
		return nil
	}
	for dir := filepath.Dir(call.fullTo); ; dir = filepath.Dir(dir) {
		if info, err := m.env.FS.Stat(dir); err == nil && sameStat(statOf(info), statOf(source)) {
			return m.intoItself(call, call.from, call.to)
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

func (m *module) intoItself(call *copyCall, from, to string) error {
	return m.copyFailure(call, "ERR_FS_CP_EINVAL", "Cannot copy "+strings.TrimSuffix(from, "/")+"/ to a subdirectory of self "+to,
		"Invalid src or dest", "cannot copy "+from+" to a subdirectory of self "+to, to, errnoEINVAL, "EINVAL")
}

// copyEntry copies a file, link or directory.
func (m *module) copyEntry(ctx context.Context, call *copyCall, from, to string) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	source, err := m.copyStat(call, from)
	if err != nil {
		return modules.SystemError(err, statCall(call), call.shown(from), "")
	}
	target, err := m.copyStat(call, to)
	if err != nil && modules.ErrorCode(err) != "ENOENT" {
		return modules.SystemError(err, statCall(call), call.shown(to), "")
	}
	if err != nil {
		target = nil
	}
	if err := m.checkKinds(call, from, to, source, target); err != nil {
		return err
	}
	switch mode := source.Mode(); {
	case mode.IsDir() && !call.recursive:
		at := call.shown(from)
		return m.copyFailure(call, "ERR_FS_EISDIR", "Recursive option not enabled, cannot copy a directory: "+strings.TrimSuffix(at, "/")+"/",
			"Recursive option not enabled, cannot copy a directory", at+" is a directory (not copied)", at, errnoEISDIR, "EISDIR")
	case mode.IsDir():
		return m.copyDirectory(ctx, call, from, to, source, target)
	case mode&fs.ModeSymlink != 0:
		return m.copyLink(call, from, to, target)
	case mode&fs.ModeSocket != 0:
		return m.copySpecial(call, to, "ERR_FS_CP_SOCKET", "Cannot copy a socket file", "a socket file")
	case mode&fs.ModeNamedPipe != 0:
		return m.copySpecial(call, to, "ERR_FS_CP_FIFO_PIPE", "Cannot copy a FIFO pipe", "a FIFO pipe")
	}
	return m.copyRegular(call, from, to, source, target)
}

func (m *module) copySpecial(call *copyCall, to, code, message, what string) error {
	at := call.shown(to)
	return m.copyFailure(call, code, message+": "+at, message, "cannot copy "+what+": "+at, at, errnoEINVAL, "EINVAL")
}

// checkKinds refuses to put one kind of entry in the place of another.
func (m *module) checkKinds(call *copyCall, from, to string, source, target fs.FileInfo) error {
	if target == nil {
		return nil
	}
	src, dest := call.shown(from), call.shown(to)
	switch {
	case sameStat(statOf(source), statOf(target)):
		return m.copyFailure(call, "ERR_FS_CP_EINVAL", "src and dest cannot be the same "+dest,
			"Invalid src or dest", "src and dest cannot be the same", dest, errnoEINVAL, "EINVAL")
	case source.IsDir() && !target.IsDir():
		return m.copyFailure(call, "ERR_FS_CP_DIR_TO_NON_DIR", "Cannot overwrite non-directory "+dest+" with directory "+src,
			"Cannot overwrite non-directory with directory", "cannot overwrite non-directory "+dest+" with directory "+src,
			dest, errnoEISDIR, "EISDIR")
	case !source.IsDir() && target.IsDir():
		return m.copyFailure(call, "ERR_FS_CP_NON_DIR_TO_DIR", "Cannot overwrite directory "+dest+" with non-directory "+src,
			"Cannot overwrite directory with non-directory", "cannot overwrite directory "+dest+" with non-directory "+src,
			dest, errnoENOTDIR, "ENOTDIR")
	}
	return nil
}

func (m *module) alreadyThere(call *copyCall, to string) error {
	at := call.shown(to)
	return m.systemError("ERR_FS_CP_EEXIST", "cp", "Target already exists", at+" already exists", at, errnoEEXIST, "EEXIST")
}

func (m *module) copyRegular(call *copyCall, from, to string, source, target fs.FileInfo) error {
	if target != nil {
		if !call.force {
			if call.errorOnExist {
				return m.alreadyThere(call, to)
			}
			return nil
		}
		if err := m.env.FS.Unlink(to); err != nil {
			return modules.SystemError(err, "unlink", call.shown(to), "")
		}
	}
	if err := m.copyContent(from, to, call.mode); err != nil {
		return modules.SystemError(err, "copyfile", call.shown(from), call.shown(to))
	}
	return m.keepTimes(call, to, source)
}

func (m *module) keepTimes(call *copyCall, to string, source fs.FileInfo) error {
	if !call.preserveTimestamps {
		return nil
	}
	s := statOf(source)
	if err := m.env.FS.Chtimes(to, s.Atime, s.Mtime); err != nil {
		return modules.SystemError(err, "utime", call.shown(to), "")
	}
	return nil
}

func (m *module) copyDirectory(ctx context.Context, call *copyCall, from, to string, source, target fs.FileInfo) error {
	if target == nil {
		if err := m.env.FS.Mkdir(to, 0o777); err != nil {
			return modules.SystemError(err, "mkdir", call.shown(to), "")
		}
	} else if call.errorOnExist && !call.force {
		return m.alreadyThere(call, to)
	}
	entries, err := m.env.FS.ReadDir(from)
	if err != nil {
		return modules.SystemError(err, "opendir", call.shown(from), "")
	}
	for _, entry := range entries {
		itemFrom, itemTo := path.Join(from, entry.Name()), path.Join(to, entry.Name())
		skipped, err := m.filtered(call, itemFrom, itemTo)
		if err == nil && !skipped {
			err = m.copyEntry(ctx, call, itemFrom, itemTo)
		}
		if err != nil {
			return err
		}
	}
	if target == nil {
		if err := m.env.FS.Chmod(to, source.Mode().Perm()); err != nil {
			return modules.SystemError(err, "chmod", call.shown(to), "")
		}
	}
	return m.keepTimes(call, to, source)
}

func (m *module) copyLink(call *copyCall, from, to string, target fs.FileInfo) error {
	link, err := m.env.FS.Readlink(from)
	if err != nil {
		return modules.SystemError(err, "readlink", call.shown(from), "")
	}
	if !call.verbatimSymlinks && !filepath.IsAbs(link) {
		link = filepath.Join(filepath.Dir(from), link)
	}
	if target != nil && target.Mode()&fs.ModeSymlink != 0 {
		there, err := m.env.FS.Readlink(to)
		if err != nil {
			return modules.SystemError(err, "readlink", call.shown(to), "")
		}
		if !filepath.IsAbs(there) {
			there = filepath.Join(filepath.Dir(to), there)
		}
		if err := m.checkLinks(call, from, to, link, there); err != nil {
			return err
		}
		if err := m.env.FS.Unlink(to); err != nil {
			return modules.SystemError(err, "unlink", call.shown(to), "")
		}
	}
	if err := m.env.FS.Symlink(link, to); err != nil {
		return modules.SystemError(err, "symlink", link, call.shown(to))
	}
	return nil
}

// checkLinks refuses links that would point into each other.
func (m *module) checkLinks(call *copyCall, from, to, link, there string) error {
	info, err := m.env.FS.Stat(from)
	if err != nil || !info.IsDir() {
		return nil
	}
	at := call.shown(to)
	if within(link, there) && (link != there || !call.sync) {
		message := "cannot copy " + link + " to a subdirectory of self " + there
		return m.copyFailure(call, "ERR_FS_CP_EINVAL", message, "Invalid src or dest", message, at, errnoEINVAL, "EINVAL")
	}
	if within(there, link) && link != there {
		message := "cannot overwrite " + there + " with " + link
		return m.copyFailure(call, "ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY", message,
			"Cannot overwrite symlink in subdirectory of self", message, at, errnoEINVAL, "EINVAL")
	}
	return nil
}

// within reports whether a path is dir or below it.
func within(dir, name string) bool {
	return name == dir || strings.HasPrefix(name, strings.TrimSuffix(dir, "/")+"/")
}
