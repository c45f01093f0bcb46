package childprocess

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// field reads a property; ok is false when it is nullish.
func field(o *goja.Object, name string) (v goja.Value, ok bool) {
	v = o.Get(name)
	return v, !modules.IsNullish(v)
}

func stringField(o *goja.Object, name string) string {
	if v, ok := field(o, name); ok {
		return v.String()
	}
	return ""
}

func boolField(o *goja.Object, name string) bool {
	v, ok := field(o, name)
	return ok && v.ToBoolean()
}

func intField(o *goja.Object, name string, fallback int64) int64 {
	if v, ok := field(o, name); ok {
		return v.ToInteger()
	}
	return fallback
}

// items are the elements of an array property.
func items(o *goja.Object, name string) []goja.Value {
	list, ok := o.Get(name).(*goja.Object)
	if !ok {
		return nil
	}
	keys := list.Keys()
	out := make([]goja.Value, len(keys))
	for i, key := range keys {
		out[i] = list.Get(key)
	}
	return out
}

func stringsOf(values []goja.Value) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = v.String()
	}
	return out
}

// specOf reads what JavaScript wants started: { file, args, cwd, envPairs,
// stdio, detached, uid, gid, windowsHide, windowsVerbatimArguments }.
func specOf(e *modules.Env, o *goja.Object) (modules.ProcessSpec, error) {
	spec := modules.ProcessSpec{
		Args: stringsOf(items(o, "args")), Dir: stringField(o, "cwd"),
		Detached: boolField(o, "detached"), WindowsHide: boolField(o, "windowsHide"),
		WindowsVerbatimArguments: boolField(o, "windowsVerbatimArguments"),
		UID:                      int(intField(o, "uid", -1)), GID: int(intField(o, "gid", -1)),
	}
	if _, ok := field(o, "envPairs"); ok {
		spec.Env = stringsOf(items(o, "envPairs"))
	} else {
		spec.Env = e.Proc.Environ()
	}
	// A working directory that has been removed is still one to inherit.
	wd, err := e.Proc.Getwd()
	switch {
	case spec.Dir == "" && err == nil:
		spec.Dir = wd
	case spec.Dir != "" && !filepath.IsAbs(spec.Dir):
		spec.Dir = filepath.Join(wd, spec.Dir)
	}
	spec.Path, err = lookPath(e, stringField(o, "file"), spec.Dir, spec.Env)
	return spec, err
}

// lookPath finds an executable as execvp does: by its path, relative to the
// directory of the new process, or in the new process's PATH.
func lookPath(e *modules.Env, file, dir string, env []string) (string, error) {
	if dir != "" {
		if info, err := e.FS.Stat(dir); err != nil || !info.IsDir() {
			return "", syscall.ENOENT
		}
	}
	if strings.ContainsRune(file, '/') || strings.ContainsRune(file, filepath.Separator) {
		if !filepath.IsAbs(file) {
			file = filepath.Join(dir, file)
		}
		return executable(e, file)
	}
	path := defaultPath
	for _, entry := range env {
		if name, value, _ := strings.Cut(entry, "="); name == "PATH" || pathInAnyCase && strings.EqualFold(name, "PATH") {
			path = value
			break
		}
	}
	failure := error(syscall.ENOENT)
	for _, folder := range filepath.SplitList(path) {
		if folder == "" {
			folder = dir
		} else if !filepath.IsAbs(folder) {
			folder = filepath.Join(dir, folder)
		}
		found, err := executable(e, filepath.Join(folder, file))
		if err == nil {
			return found, nil
		}
		if errors.Is(err, syscall.EACCES) {
			failure = err
		}
	}
	return "", failure
}

// executable adds the endings that Windows runs without naming.
func executable(e *modules.Env, file string) (string, error) {
	failure := error(syscall.ENOENT)
	for _, ending := range executableEndings {
		info, err := e.FS.Stat(file + ending)
		switch {
		case err != nil:
			if !errors.Is(err, fs.ErrNotExist) {
				failure = err
			}
		case info.IsDir() || !mayExecute(e, file+ending):
			failure = syscall.EACCES
		default:
			return file + ending, nil
		}
	}
	return "", failure
}
