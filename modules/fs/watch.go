package fs

import (
	"path"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/glob"
)

// watch reports changes of a file or directory: watch(path, recursive,
// encoding, persistent, onChange, onError) returns { close, ref, unref }.
func (m *module) watch(c modules.Call) (goja.Value, error) {
	given, full, err := m.file(c.Argument(0), "filename")
	if err != nil {
		return nil, err
	}
	enc := ""
	if goja.IsString(c.Argument(2)) {
		enc = c.Argument(2).String()
	}
	onChange, err := c.Callback(4, "listener")
	if err != nil {
		return nil, err
	}
	onError, err := c.Callback(5, "listener")
	if err != nil {
		return nil, err
	}
	fail := func(err error) *modules.Error {
		x := modules.SystemError(err, "watch", given, "")
		x.Props = append(x.Props, modules.Prop{Name: "filename", Value: given})
		return x
	}
	watching, ok := m.env.FS.(modules.WatchFS)
	if !ok {
		return nil, modules.PlainError("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "fs.watch is unavailable on this file system")
	}
	handle := m.env.Loop.NewHandle()
	closed := false
	stop, err := watching.Watch(full, c.Argument(1).ToBoolean(), func(kind, name string) {
		m.env.Loop.Post(func() {
			if closed {
				return
			}
			shown, err := m.name(name, enc)
			if err != nil {
				shown = goja.Null()
			}
			onChange.Call(m.env.VM.ToValue(kind), shown)
		})
	}, func(err error) {
		m.env.Loop.Post(func() {
			if !closed {
				closed = true
				handle.Close()
				onError.Call(m.env.Error(fail(err)))
			}
		})
	})
	if err != nil {
		handle.Close()
		return nil, fail(err)
	}
	if !c.Argument(3).ToBoolean() {
		handle.Unref()
	}
	do := func(name string, f func()) modules.Export {
		return modules.Fn(name, 0, func(modules.Call) (goja.Value, error) { f(); return nil, nil })
	}
	return m.env.Exports(
		do("close", func() {
			if !closed {
				closed = true
				stop()
				handle.Close()
			}
		}), do("ref", handle.Ref), do("unref", handle.Unref)), nil
}

// globMatcher makes a function that matches names against a glob. One without
// a slash matches the last part of a name.
func (m *module) globMatcher(c modules.Call) (goja.Value, error) {
	text := c.Argument(0).String()
	pattern := glob.Compile(text, globOptions)
	return m.env.Func("", 1, func(c modules.Call) (goja.Value, error) {
		name := c.Argument(0).String()
		if !strings.Contains(text, "/") {
			name = path.Base(name)
		}
		return modules.Bool(pattern.Match(name)), nil
	}), nil
}

// checkIgnore checks options.ignore, given also as a list.
func (m *module) checkIgnore(c modules.Call) (goja.Value, error) {
	list := c.Argument(1).(*goja.Object)
	single := !modules.IsArray(c.Argument(0))
	for _, key := range list.Keys() {
		item := list.Get(key)
		o, isObject := item.(*goja.Object)
		ok := goja.IsString(item) || modules.IsFunction(item) || isObject && o.ClassName() == "RegExp"
		name := "options.ignore[" + key + "]"
		if single {
			name = "options.ignore"
		}
		switch {
		case !ok && single:
			return nil, m.env.InvalidArgType(name, item, "string", "RegExp", "Function", "Array")
		case !ok:
			return nil, m.env.InvalidArgType(name, item, "string", "RegExp", "Function")
		case goja.IsString(item) && item.String() == "":
			return nil, m.env.InvalidArgValue(name, item, "must be a non-empty string")
		}
	}
	return nil, nil
}
