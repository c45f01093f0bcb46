package loader

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// The results of module.enableCompileCache, module.constants.compileCacheStatus.
const (
	cacheFailed = iota
	cacheEnabled
	cacheAlreadyEnabled
	cacheDisabled
)

// compileCache keeps lowered code in a folder that processes share: an entry is written beside its place and moved
// there, so that nobody reads half of one.
type compileCache struct {
	fs  modules.FS
	dir string
}

func (c *compileCache) Load(key string) ([]byte, bool) {
	data, err := c.fs.ReadFile(filepath.Join(c.dir, key))
	return data, err == nil
}

func (c *compileCache) Store(key string, data []byte) {
	path := filepath.Join(c.dir, key)
	temporary := path + "." + rand.Text()
	f, err := c.fs.Open(temporary, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	_, err = f.Write(data)
	if closed := f.Close(); err != nil || closed != nil || c.fs.Rename(temporary, path) != nil {
		_ = c.fs.Unlink(temporary)
	}
}

// startCache turns the cache on if the environment says so, once a runtime.
func (l *Loader) startCache() {
	if l.cacheAsked {
		return
	}
	l.cacheAsked = true
	if dir, ok := l.env.Proc.Getenv("NODE_COMPILE_CACHE"); ok && dir != "" {
		l.enableCache(dir)
	}
}

// enableCache makes a folder the cache, and tells how that went.
func (l *Loader) enableCache(dir string) (status int, message string) {
	if off, ok := l.env.Proc.Getenv("NODE_DISABLE_COMPILE_CACHE"); ok && off != "" {
		return cacheDisabled, "Disabled by NODE_DISABLE_COMPILE_CACHE"
	}
	if l.compiled != nil {
		return cacheAlreadyEnabled, ""
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(l.cwd(), dir)
	}
	dir = filepath.Join(dir, "gonode-"+runtime.GOARCH+"-"+strconv.Itoa(os.Getuid()))
	if err := makeFolder(l.env.FS, dir); err != nil {
		return cacheFailed, "Cannot create cache directory: " + err.Error()
	}
	l.compiled = &compileCache{l.env.FS, dir}
	return cacheEnabled, ""
}

func makeFolder(files modules.FS, dir string) error {
	err := files.Mkdir(dir, 0o777)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case errors.Is(err, fs.ErrNotExist) && filepath.Dir(dir) != dir:
		if err := makeFolder(files, filepath.Dir(dir)); err != nil {
			return err
		}
		if err = files.Mkdir(dir, 0o777); errors.Is(err, fs.ErrExist) {
			return nil
		}
	}
	return err
}

func (l *Loader) cacheExports() []modules.Export {
	return []modules.Export{
		modules.Val("constants", l.cacheConstants()),
		modules.Fn("enableCompileCache", 1, l.enableCompileCache),
		// flushCompileCache is module.flushCompileCache(). Entries are written as soon as they are made.
		modules.Fn("flushCompileCache", 0, func(modules.Call) (goja.Value, error) { return nil, nil }),
		// getCompileCacheDir is module.getCompileCacheDir().
		modules.Fn("getCompileCacheDir", 0, func(c modules.Call) (goja.Value, error) {
			l.startCache()
			if l.compiled == nil {
				return nil, nil
			}
			return c.Env.VM.ToValue(l.compiled.dir), nil
		}),
	}
}

// enableCompileCache is module.enableCompileCache([options]).
func (l *Loader) enableCompileCache(c modules.Call) (goja.Value, error) {
	l.startCache()
	option := c.Argument(0)
	if o, ok := option.(*goja.Object); ok {
		option = o.Get("directory")
	}
	dir := ""
	switch {
	case option == nil || goja.IsUndefined(option) || goja.IsNull(option):
		dir, _ = l.env.Proc.Getenv("NODE_COMPILE_CACHE")
	case !goja.IsString(option):
		return nil, &modules.Error{Class: "TypeError", Code: "ERR_INVALID_ARG_TYPE", Message: "cacheDir should be a string"}
	default:
		dir = option.String()
	}
	if dir == "" {
		dir = filepath.Join(l.env.FS.TempDir(), "node-compile-cache")
	}
	status, message := l.enableCache(dir)
	result := c.Env.VM.NewObject()
	l.set(result, "status", status)
	switch {
	case message != "":
		l.set(result, "message", message)
	case status == cacheAlreadyEnabled:
		l.set(result, "directory", l.compiled.dir)
	default:
		l.set(result, "directory", dir)
	}
	return result, nil
}

// cacheConstants is module.constants.
func (l *Loader) cacheConstants() *goja.Object {
	status := l.env.VM.CreateObject(nil)
	for i, name := range [...]string{cacheFailed: "FAILED", cacheEnabled: "ENABLED", cacheAlreadyEnabled: "ALREADY_ENABLED", cacheDisabled: "DISABLED"} {
		l.env.Define(status, true, modules.Val(name, i).ReadOnly())
	}
	constants := l.env.VM.CreateObject(nil)
	l.env.Define(constants, true, modules.Val("compileCacheStatus", status).ReadOnly())
	object := l.env.VM.Get("Object").(*goja.Object)
	for _, o := range []*goja.Object{status, constants} {
		if _, err := l.env.Method(object, "freeze", o); err != nil {
			panic(l.env.Panic(err))
		}
	}
	return constants
}
