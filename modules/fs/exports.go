package fs

import (
	"context"
	"path/filepath"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/blobs"
	"github.com/gonode/gonode/modules/internal/promisify"
)

// functions are the exports of node:fs, in Node's order.
func (m *module) functions() []modules.Export {
	list := []modules.Export{
		m.callback("appendFile", 4, 2, 3, m.appendFile), m.sync("appendFileSync", 3, m.appendFile),
		m.pathFirst("access", 3, 1, 2, m.access), m.sync("accessSync", 2, m.access),
		m.callback("chown", 4, 3, 3, m.chown), m.sync("chownSync", 3, m.chown),
		m.pathFirst("chmod", 3, 2, 2, m.chmod), m.sync("chmodSync", 2, m.chmod),
		modules.Fn("close", 1, m.closeAsync), m.sync("closeSync", 1, m.close),
		m.pathFirst("copyFile", 4, 2, 3, m.copyFile), m.sync("copyFileSync", 3, m.copyFile),
		modules.Fn("cp", 4, m.cpAsync), m.sync("cpSync", 3, m.cpSync),
		modules.Val("createReadStream", m.creator("createReadStream", "ReadStream")),
		modules.Val("createWriteStream", m.creator("createWriteStream", "WriteStream")),
		modules.Val("exists", m.existsFunction()), modules.Fn("existsSync", 1, m.exists),
		m.pathFirst("fchown", 4, 3, 3, m.fchown), m.sync("fchownSync", 3, m.fchown),
		m.pathFirst("fchmod", 3, 2, 2, m.fchmod), m.sync("fchmodSync", 2, m.fchmod),
		m.callback("fdatasync", 2, 1, 1, m.fdatasync), m.sync("fdatasyncSync", 1, m.fdatasync),
		m.callback("fstat", 1, 1, 2, m.fstat), m.sync("fstatSync", 1, m.fstat),
		m.callback("fsync", 2, 1, 1, m.fsync), m.sync("fsyncSync", 1, m.fsync),
		m.pathFirst("ftruncate", 1, 1, 2, m.ftruncate), m.sync("ftruncateSync", 1, m.ftruncate),
		m.pathFirst("futimes", 4, 3, 3, m.futimes), m.sync("futimesSync", 3, m.futimes),
		m.callback("glob", 3, 1, 2, m.glob), modules.Fn("globSync", 2, m.globSync),
		m.callback("lchown", 4, 3, 3, m.lchown), m.sync("lchownSync", 3, m.lchown),
		modules.Val("lchmod", goja.Undefined()), modules.Val("lchmodSync", goja.Undefined()),
		m.callback("link", 3, 2, 2, m.link), m.sync("linkSync", 2, m.link),
		m.callback("lstat", 1, 1, 2, m.lstat), m.sync("lstatSync", 1, m.lstat),
		m.callback("lutimes", 4, 3, 3, m.lutimes), m.sync("lutimesSync", 3, m.lutimes),
		m.callback("mkdir", 3, 1, 2, m.mkdir), m.sync("mkdirSync", 2, m.mkdir),
		m.callback("mkdtemp", 3, 1, 2, m.mkdtemp), m.sync("mkdtempSync", 2, m.mkdtemp),
		m.sync("mkdtempDisposableSync", 2, m.mkdtempDisposable),
		m.openForm(), m.sync("openSync", 3, m.open),
		modules.Fn("openAsBlob", 1, m.openAsBlob), modules.Fn("openAsBlobSync", 1, m.openAsBlobSync),
		m.callback("readdir", 3, 1, 2, m.readdir), m.sync("readdirSync", 2, m.readdir),
		modules.Val("read", m.promisifiable(m.callbackAnywhere("read", 6, 1, 5, m.read), "bytesRead", "buffer")),
		modules.Fn("readSync", 5, m.readSync),
		modules.Val("readv", m.promisifiable(m.callbackAnywhere("readv", 4, 2, 3, m.readv), "bytesRead", "buffers")),
		m.sync("readvSync", 3, m.readv),
		m.callback("readFile", 3, 1, 2, m.readFile), m.sync("readFileSync", 2, m.readFile),
		m.callback("readlink", 3, 1, 2, m.readlink), m.sync("readlinkSync", 2, m.readlink),
		modules.Val("realpath", m.withNative(m.callback("realpath", 3, 1, 2, m.realpath), m.callback("", 3, 1, 2, m.nativeRealpath))),
		modules.Val("realpathSync", m.withNative(m.sync("realpathSync", 2, m.realpath), m.sync("", 2, m.nativeRealpath))),
		m.callback("rename", 3, 2, 2, m.rename), m.sync("renameSync", 2, m.rename),
		m.pathFirst("rm", 3, 1, 2, m.rm), m.sync("rmSync", 2, m.rm),
		m.callback("rmdir", 3, 1, 2, m.rmdir), m.sync("rmdirSync", 2, m.rmdir),
		m.callback("stat", 1, 1, 2, m.stat), m.callback("statfs", 1, 1, 2, m.statfs),
		m.sync("statSync", 1, m.stat), m.sync("statfsSync", 1, m.statfs),
		m.callback("symlink", 4, 2, 3, m.symlink), m.sync("symlinkSync", 3, m.symlink),
		m.pathFirst("truncate", 3, 1, 2, m.truncate), m.sync("truncateSync", 2, m.truncate),
		modules.Fn("unwatchFile", 2, m.scripted("unwatchFile")),
		m.callback("unlink", 2, 1, 1, m.unlink), m.sync("unlinkSync", 1, m.unlink),
		m.callback("utimes", 4, 3, 3, m.utimes), m.sync("utimesSync", 3, m.utimes),
		modules.Fn("watch", 3, m.scripted("watch")), modules.Fn("watchFile", 3, m.scripted("watchFile")),
		m.callback("writeFile", 4, 2, 3, m.writeFile), m.sync("writeFileSync", 3, m.writeFile),
		modules.Val("write", m.promisifiable(m.callbackAnywhere("write", 6, 2, 5, m.write), "bytesWritten", "buffer")),
		modules.Fn("writeSync", 5, m.writeSync),
		modules.Val("writev", m.promisifiable(m.callbackAnywhere("writev", 4, 2, 3, m.writev), "bytesWritten", "buffers")),
		m.sync("writevSync", 3, m.writev),
		modules.Val("Dirent", m.entries.Get("constructor")),
		modules.Val("Stats", m.stats.ctor),
	}
	for _, name := range []string{"ReadStream", "WriteStream", "FileReadStream", "FileWriteStream"} {
		list = append(list, m.streamAccessor(name))
	}
	return append(list,
		modules.Lazy("Utf8Stream", func(*modules.Env) goja.Value { return m.part("utf8stream").Get("Utf8Stream") }),
		modules.Val("_toUnixTimestamp", m.env.Func("toUnixTimestamp", 1, m.toUnixTimestamp)),
		modules.Late("Dir", func(*modules.Env) goja.Value { return m.dirClass() }),
		m.callback("opendir", 3, 1, 2, m.opendir), m.sync("opendirSync", 2, m.opendirSync),
		modules.Val("constants", m.constants()).ReadOnly(),
		modules.Getter("promises", func(modules.Call) (goja.Value, error) { return m.promisesObject(), nil }).Enumerable(),
	)
}

// promisesObject is node:fs/promises.
func (m *module) promisesObject() *goja.Object {
	if m.promises != nil {
		return m.promises
	}
	m.promises = m.env.Exports(
		m.promise("access", 1, m.access), m.promise("copyFile", 3, m.copyFile),
		modules.Fn("cp", 3, m.scripted("cp")), modules.Fn("glob", 2, m.globIterator),
		m.promise("open", 3, m.openHandle), m.promise("opendir", 2, m.opendir), m.promise("rename", 2, m.rename),
		m.promise("truncate", 1, m.truncate), m.promise("rm", 2, m.rm), m.promise("rmdir", 2, m.rmdir),
		m.promise("mkdir", 2, m.mkdir), m.promise("readdir", 2, m.readdir), m.promise("readlink", 2, m.readlink),
		m.promise("symlink", 3, m.symlink), m.promise("lstat", 1, m.lstat), m.promise("stat", 1, m.stat),
		m.promise("statfs", 1, m.statfs), m.promise("link", 2, m.link), m.promise("unlink", 1, m.unlink),
		m.promise("chmod", 2, m.chmod),
		m.promise("lchmod", 2, func(modules.Call) (*operation, error) { return nil, modules.NotImplemented("lchmod()") }),
		m.promise("lchown", 3, m.lchown), m.promise("chown", 3, m.chown), m.promise("utimes", 3, m.utimes),
		m.promise("lutimes", 3, m.lutimes), m.promise("realpath", 2, m.nativeRealpath), m.promise("mkdtemp", 2, m.mkdtemp),
		m.promise("mkdtempDisposable", 2, m.mkdtempDisposableAsync),
		m.promise("writeFile", 3, m.writeFile), m.promise("appendFile", 3, m.appendFile), m.promise("readFile", 2, m.readFile),
		modules.Val("watch", m.env.Func("_watch", 1, m.scripted("watchIterator"))),
		modules.Val("constants", m.fs.Get("constants")),
	)
	return m.promises
}

// scripted calls a function of the JavaScript part.
func (m *module) scripted(name string) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		return m.env.Invoke(m.part("watch").Get(name), c.This, c.Arguments...)
	}
}

// creator is fs.createReadStream(path[, options]) and createWriteStream, which
// old code calls with new.
func (m *module) creator(name, class string) *goja.Object {
	return m.env.Class(modules.ClassSpec{Name: name, Length: 2, Construct: func(c modules.ConstructCall) (*goja.Object, error) {
		return m.env.VM.New(m.part("streams").Get(class), c.Arguments...)
	}})
}

// streamAccessor is a class of streams, which users may replace.
func (m *module) streamAccessor(name string) modules.Export {
	class := name
	if len(name) > len("WriteStream") || name == "FileReadStream" {
		class = name[len("File"):]
	}
	var replaced goja.Value
	return modules.Accessor(name, func(modules.Call) (goja.Value, error) {
		if replaced != nil {
			return replaced, nil
		}
		return m.part("streams").Get(class), nil
	}, func(c modules.Call) (goja.Value, error) {
		replaced = c.Argument(0)
		return nil, nil
	})
}

// closeAsync is fs.close(fd[, callback]): without one a failure is thrown.
func (m *module) closeAsync(c modules.Call) (goja.Value, error) {
	var cb *modules.Callback
	if c.Has(1) {
		var err error
		if cb, err = c.Callback(1, "cb"); err != nil {
			return nil, err
		}
	}
	op, err := m.close(c)
	if err != nil {
		return nil, err
	}
	m.start(op, func(v goja.Value, err error) {
		switch {
		case cb != nil:
			m.report(op, cb, v, err)
		case err != nil:
			m.env.Host.Uncaught(&modules.ThrownError{Value: m.env.Error(err)})
		}
	})
	return nil, nil
}

// openForm is fs.open(path[, flags[, mode]], callback).
func (m *module) openForm() modules.Export { return m.pathFirst("open", 4, 1, 3, m.open) }

// callbackAnywhere is callback for functions with many optional arguments:
// the last that is given is the callback.
func (m *module) callbackAnywhere(name string, length, first, last int, parse parser) *goja.Object {
	return m.env.Func(name, length, func(c modules.Call) (goja.Value, error) {
		at := min(len(c.Arguments)-1, last)
		for at > first && modules.IsNullish(c.Arguments[at]) {
			at--
		}
		return m.call(c, max(at, first), parse, true)
	})
}

// promisifiable names the results that util.promisify shall return together.
func (m *module) promisifiable(f *goja.Object, names ...string) *goja.Object {
	must(promisify.SetNames(f, m.env.VM, names...))
	return f
}

func (m *module) withNative(f, native modules.Export) *goja.Object {
	o := m.env.Exports(f, native)
	keys := o.Keys()
	fn := o.Get(keys[0]).(*goja.Object)
	must(fn.Set("native", o.Get(keys[1])))
	return fn
}

// existsFunction is fs.exists(path, callback), whose callback gets no error.
func (m *module) existsFunction() *goja.Object {
	f := m.env.Func("exists", 2, func(c modules.Call) (goja.Value, error) {
		cb, err := c.Callback(1, "cb")
		if err != nil {
			return nil, err
		}
		_, full, err := m.file(c.Argument(0), "path")
		if err != nil {
			_, err = m.env.Invoke(c.Argument(1), goja.Undefined(), modules.Bool(false))
			return nil, err
		}
		m.async("FSREQCALLBACK", func(context.Context) (any, error) { return nil, m.env.FS.Access(full, 0) },
			func(_ any, err error) { cb.Call(modules.Bool(err == nil)) })
		return nil, nil
	})
	custom := m.env.Func("exists", 1, func(c modules.Call) (goja.Value, error) {
		p, resolve, _ := m.env.VM.NewPromise()
		_, err := m.env.Invoke(f, goja.Undefined(), c.Argument(0), m.env.Func("", 1, func(c modules.Call) (goja.Value, error) {
			return nil, resolve(c.Argument(0))
		}))
		return m.env.VM.ToValue(p), err
	})
	must(f.DefineDataPropertySymbol(promisify.Custom(m.env), custom,
		goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	return f
}

func (m *module) toUnixTimestamp(c modules.Call) (goja.Value, error) {
	t, err := m.time(c.Argument(0), "time")
	if err != nil {
		return nil, err
	}
	return m.env.VM.ToValue(float64(t.UnixNano()) / 1e9), nil
}

// opendirSync is fs.opendirSync(path[, options]), whose errors name no path.
func (m *module) opendirSync(c modules.Call) (*operation, error) {
	op, err := m.opendir(c)
	if err == nil {
		op.path = ""
	}
	return op, err
}

// openAsBlob is fs.openAsBlob(path[, options]).
func (m *module) openAsBlob(c modules.Call) (goja.Value, error) {
	v, err := m.openAsBlobSync(c)
	if err != nil {
		return nil, err
	}
	return m.env.Resolved(v), nil
}

func (m *module) openAsBlobSync(c modules.Call) (goja.Value, error) {
	opts := options{}
	var err error
	if c.Has(1) {
		if opts.Object, err = c.Object(1, "options"); err != nil {
			return nil, err
		}
	}
	contentType := ""
	if v := opts.get("type"); v.ToBoolean() {
		if !goja.IsString(v) {
			return nil, m.env.InvalidArgType("options.type", v, "string")
		}
		contentType = v.String()
	}
	_, full, err := m.file(c.Argument(0), "path")
	if err != nil {
		return nil, err
	}
	info, err := m.env.FS.Stat(full)
	if err != nil {
		return nil, &modules.ThrownError{Value: m.notReadable()}
	}
	size, modified := info.Size(), info.ModTime()
	b := &blobs.Blob{Type: blobs.MediaType(contentType), Size: size, InFile: true}
	b.Read = func(_ context.Context, from, to int64) ([]byte, error) {
		f, err := m.env.FS.Open(full, readOnly, 0)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if now, err := f.Stat(); err != nil || now.Size() != size || !now.ModTime().Equal(modified) {
			return nil, errFileChanged
		}
		part := make([]byte, to-from)
		n, err := readAt(&openFile{File: f}, part, from)
		return part[:n], err
	}
	b.Fail = func(*modules.Env, error) error { return &modules.ThrownError{Value: m.notReadable()} }
	return blobs.New(m.env, b), nil
}

// mkdtempDisposable is fs.mkdtempDisposableSync(prefix[, options]).
func (m *module) mkdtempDisposable(c modules.Call) (*operation, error) { return m.disposable(c, true) }

func (m *module) mkdtempDisposableAsync(c modules.Call) (*operation, error) {
	return m.disposable(c, false)
}

func (m *module) disposable(c modules.Call, sync bool) (*operation, error) {
	op, err := m.mkdtemp(c)
	if err != nil {
		return nil, err
	}
	wrap := op.wrap
	op.wrap = func(v any) (goja.Value, error) {
		name, err := wrap(v)
		if err != nil {
			return nil, err
		}
		return m.disposableDirectory(name, filepath.Clean(v.(string)), sync), nil
	}
	return op, nil
}
