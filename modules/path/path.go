// Package path is node:path, node:path/posix and node:path/win32. The
// arithmetic is in internal/nodepath.
package path

import (
	"runtime"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wtf8"
	"github.com/gonode/gonode/modules/nodepath"
)

// Modules are the modules of this package.
var Modules = []modules.Module{
	{Name: "path", Load: func(e *modules.Env) goja.Value { return local.Of(e).native() }},
	{Name: "path/posix", Load: func(e *modules.Env) goja.Value { return local.Of(e).posix }},
	{Name: "path/win32", Load: func(e *modules.Env) goja.Value { return local.Of(e).win32 }},
}

const onWindows = runtime.GOOS == "windows"

// both are the two flavours of a runtime, each a property of either.
type both struct{ posix, win32 *goja.Object }

func (b *both) native() *goja.Object {
	if onWindows {
		return b.win32
	}
	return b.posix
}

var local = modules.NewLocal(func(e *modules.Env) *both {
	b := &both{(&flavour{env: e, style: nodepath.Posix}).exports(), (&flavour{env: e, style: nodepath.Win32}).exports()}
	for _, o := range []*goja.Object{b.posix, b.win32} {
		e.Define(o, true,
			modules.Val("win32", b.win32),
			modules.Val("posix", b.posix),
			modules.Val("_makeLong", o.Get("toNamespacedPath")),
		)
	}
	return b
})

// flavour is path.posix or path.win32.
type flavour struct {
	env   *modules.Env
	style nodepath.Style
}

func (f *flavour) exports() *goja.Object {
	return f.env.Exports(
		modules.Fn("resolve", 0, f.resolve),
		modules.Fn("normalize", 1, f.one(f.style.Normalize)),
		modules.Fn("isAbsolute", 1, f.isAbsolute),
		modules.Fn("join", 0, f.join),
		modules.Fn("relative", 2, f.relative),
		modules.Fn("toNamespacedPath", 1, f.toNamespacedPath),
		modules.Fn("dirname", 1, f.one(f.style.Dirname)),
		modules.Fn("basename", 2, f.basename),
		modules.Fn("extname", 1, f.one(f.style.Extname)),
		modules.Val("format", f.env.Func("bound _format", 1, f.format)),
		modules.Fn("parse", 1, f.parse),
		modules.Fn("matchesGlob", 2, f.matchesGlob),
		modules.Val("sep", f.style.Sep()),
		modules.Val("delimiter", f.style.Delimiter()),
	)
}

// text is an argument that must be a string.
func text(c modules.Call, i int, name string) (string, error) {
	v := c.Argument(i)
	if !goja.IsString(v) {
		return "", c.Env.InvalidArgType(name, v, "string")
	}
	return wtf8.Of(v), nil
}

func (f *flavour) value(s string) goja.Value { return wtf8.Value(f.env.VM, s) }

// one is a function of a path that gives a path: normalize(path),
// dirname(path) or extname(path).
func (f *flavour) one(of func(string) string) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		p, err := text(c, 0, "path")
		if err != nil {
			return nil, err
		}
		r := of(p)
		if r == p {
			return c.Argument(0), nil
		}
		return f.value(r), nil
	}
}

// isAbsolute is path.isAbsolute(path).
func (f *flavour) isAbsolute(c modules.Call) (goja.Value, error) {
	p, err := text(c, 0, "path")
	return modules.Bool(f.style.IsAbsolute(p)), err
}

// join is path.join(...paths).
func (f *flavour) join(c modules.Call) (goja.Value, error) {
	var few [8]string
	parts := few[:0]
	for i := range c.Arguments {
		p, err := text(c, i, "path")
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	return f.value(f.style.Join(parts...)), nil
}

// host is where a relative path starts. failed holds what process.cwd threw.
func (f *flavour) host(failed *error) *nodepath.Host {
	h := &nodepath.Host{Windows: onWindows}
	h.Cwd = func() string {
		// A program may have replaced process.cwd.
		v, err := f.env.Method(f.env.RequireObject("process"), "cwd")
		if err != nil {
			*failed = err
			return "/"
		}
		return wtf8.Of(v)
	}
	h.DriveCwd = func(drive string) string {
		dir, _ := f.env.Proc.Getenv("=" + drive)
		return dir
	}
	return h
}

// resolve is path.resolve(...paths).
func (f *flavour) resolve(c modules.Call) (goja.Value, error) {
	var few [8]string
	parts := few[:0]
	for _, v := range c.Arguments {
		if !goja.IsString(v) {
			// Only those that are looked at need to be strings.
			return f.resolveFrom(c)
		}
		parts = append(parts, wtf8.Of(v))
	}
	return f.resolved(parts)
}

func (f *flavour) resolved(parts []string) (goja.Value, error) {
	var failed error
	r := f.style.Resolve(f.host(&failed), parts...)
	if failed != nil {
		return nil, failed
	}
	return f.value(r), nil
}

// resolveFrom resolves the arguments from the right, where one that is no
// string counts only if those behind it do not suffice.
func (f *flavour) resolveFrom(c modules.Call) (goja.Value, error) {
	parts := make([]string, 0, len(c.Arguments))
	for i := len(c.Arguments) - 1; i >= 0; i-- {
		if f.style.Suffices(parts) {
			break
		}
		p, err := text(c, i, "paths["+c.Env.VM.ToValue(i).String()+"]")
		if err != nil {
			return nil, err
		}
		parts = append([]string{p}, parts...)
	}
	return f.resolved(parts)
}

// relative is path.relative(from, to).
func (f *flavour) relative(c modules.Call) (goja.Value, error) {
	from, err := text(c, 0, "from")
	if err != nil {
		return nil, err
	}
	to, err := text(c, 1, "to")
	if err != nil {
		return nil, err
	}
	var failed error
	r := f.style.Relative(f.host(&failed), from, to)
	if failed != nil {
		return nil, failed
	}
	return f.value(r), nil
}

// toNamespacedPath is path.toNamespacedPath(path).
func (f *flavour) toNamespacedPath(c modules.Call) (goja.Value, error) {
	v := c.Argument(0)
	if f.style == nodepath.Posix || !goja.IsString(v) {
		return v, nil
	}
	var failed error
	r := f.style.ToNamespacedPath(f.host(&failed), wtf8.Of(v))
	if failed != nil {
		return nil, failed
	}
	return f.value(r), nil
}

// basename is path.basename(path[, suffix]).
func (f *flavour) basename(c modules.Call) (goja.Value, error) {
	suffix := ""
	if c.Has(1) {
		var err error
		if suffix, err = text(c, 1, "suffix"); err != nil {
			return nil, err
		}
	}
	p, err := text(c, 0, "path")
	if err != nil {
		return nil, err
	}
	return f.value(f.style.Basename(p, suffix)), nil
}

// parse is path.parse(path).
func (f *flavour) parse(c modules.Call) (goja.Value, error) {
	p, err := text(c, 0, "path")
	if err != nil {
		return nil, err
	}
	r := f.style.Parse(p)
	o := f.env.VM.NewObject()
	for _, part := range [...]struct{ name, text string }{
		{"root", r.Root}, {"dir", r.Dir}, {"base", r.Base}, {"ext", r.Ext}, {"name", r.Name},
	} {
		if err := o.Set(part.name, f.value(part.text)); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// format is path.format(pathObject). Its parts may be of any type.
func (f *flavour) format(c modules.Call) (goja.Value, error) {
	o, err := c.Object(0, "pathObject")
	if err != nil {
		return nil, err
	}
	part := func(name string) (string, bool) {
		v := o.Get(name)
		if v == nil || !v.ToBoolean() {
			return "", false
		}
		return wtf8.Of(v), true
	}
	var r nodepath.Parsed
	var ok bool
	if r.Dir, ok = part("dir"); !ok {
		r.Dir, _ = part("root")
	}
	if r.Base, ok = part("base"); !ok {
		r.Name, _ = part("name")
		r.Ext, _ = part("ext")
	}
	if r.Dir != "" {
		r.Root, _ = part("root")
	}
	return f.value(f.style.Format(r)), nil
}
