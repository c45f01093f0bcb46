package fs

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
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
