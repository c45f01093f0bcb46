package fs

import (
	"context"
	"io/fs"
	"path"
	"sort"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// Types of directory entries, as libuv counts them.
const (
	direntUnknown = iota
	direntFile
	direntDir
	direntLink
	direntFIFO
	direntSocket
	direntChar
	direntBlock
)

func direntType(mode fs.FileMode) int {
	switch {
	case mode.IsDir():
		return direntDir
	case mode&fs.ModeSymlink != 0:
		return direntLink
	case mode&fs.ModeNamedPipe != 0:
		return direntFIFO
	case mode&fs.ModeSocket != 0:
		return direntSocket
	case mode&fs.ModeCharDevice != 0:
		return direntChar
	case mode&fs.ModeDevice != 0:
		return direntBlock
	case mode.IsRegular():
		return direntFile
	}
	return direntUnknown
}

// direntKind is the symbol property that holds an entry's type.
var direntKind = goja.NewSymbol("type")

func (m *module) defineDirent() *goja.Object {
	e := m.env
	methods := []modules.Export{}
	for _, x := range []struct {
		name string
		kind int64
	}{
		{"isDirectory", direntDir}, {"isFile", direntFile}, {"isBlockDevice", direntBlock},
		{"isCharacterDevice", direntChar}, {"isSymbolicLink", direntLink}, {"isFIFO", direntFIFO}, {"isSocket", direntSocket},
	} {
		methods = append(methods, modules.Fn(x.name, 0, func(c modules.Call) (goja.Value, error) {
			kind := c.This.ToObject(e.VM).GetSymbol(direntKind)
			return modules.Bool(kind != nil && goja.IsNumber(kind) && kind.ToInteger() == x.kind), nil
		}))
	}
	ctor := e.Class(modules.ClassSpec{
		Name: "Dirent", Length: 3, NewOnly: true, Methods: methods,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			m.fillDirent(c.This, c.Argument(0), c.Argument(1), c.Argument(2))
			return nil, nil
		},
	})
	return ctor.Get("prototype").(*goja.Object)
}

func (m *module) fillDirent(o *goja.Object, name, kind, parent goja.Value) {
	must(o.Set("name", name))
	must(o.Set("parentPath", parent))
	must(o.SetSymbol(direntKind, kind))
}

func (m *module) newDirent(name goja.Value, kind int, parent goja.Value) *goja.Object {
	o := m.env.VM.CreateObject(m.entries)
	m.fillDirent(o, name, m.integer(kind), parent)
	return o
}

// dirEntry is a directory entry with the directory it is in, relative to the
// one that was asked for.
type dirEntry struct {
	name, dir string
	kind      int
}

// readdir is fs.readdir(path[, options]).
func (m *module) readdir(c modules.Call) (*operation, error) {
	opts, err := m.options(c.Argument(1))
	if err != nil {
		return nil, err
	}
	given, full, err := m.file(c.Argument(0), "path")
	if err != nil {
		return nil, err
	}
	recursive, err := m.bool(opts, "recursive", false)
	if err != nil {
		return nil, err
	}
	withTypes := opts.flag("withFileTypes")
	return &operation{
		syscall: "scandir", path: given,
		work: func(ctx context.Context) (any, error) { return m.list(ctx, full, recursive) },
		wrap: func(v any) (goja.Value, error) {
			return m.entryValues(v.([]dirEntry), c.Argument(0), given, opts.encoding, withTypes)
		},
	}, nil
}

// list reads a directory, sorted by name, and the directories in it one level
// after the other.
func (m *module) list(ctx context.Context, full string, recursive bool) ([]dirEntry, error) {
	var all []dirEntry
	queue := []string{""}
	for len(queue) > 0 {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		dir := queue[0]
		queue = queue[1:]
		entries, err := m.env.FS.ReadDir(path.Join(full, dir))
		if dir == "" {
			entries, err = m.env.FS.ReadDir(full)
		}
		if err != nil {
			return nil, err
		}
		sort.Slice(entries, func(i, j int) bool { return entries[i].Name() < entries[j].Name() })
		for _, entry := range entries {
			kind := direntType(entry.Type())
			all = append(all, dirEntry{entry.Name(), dir, kind})
			if recursive && m.leadsToDir(full, path.Join(dir, entry.Name()), kind) {
				queue = append(queue, path.Join(dir, entry.Name()))
			}
		}
	}
	return all, nil
}

// leadsToDir reports whether an entry is a directory or a link to one.
func (m *module) leadsToDir(full, name string, kind int) bool {
	if kind != direntLink && kind != direntUnknown {
		return kind == direntDir
	}
	info, err := m.env.FS.Stat(path.Join(full, name))
	return err == nil && info.IsDir()
}

func (m *module) entryValues(entries []dirEntry, given goja.Value, base, enc string, withTypes bool) (goja.Value, error) {
	parents := map[string]goja.Value{"": given}
	if o, ok := given.(*goja.Object); ok && !buffers.IsUint8Array(m.env, o) {
		parents[""] = m.env.VM.ToValue(base)
	}
	list := make([]any, len(entries))
	for i, entry := range entries {
		shown := entry.name
		if !withTypes {
			shown = path.Join(entry.dir, entry.name)
		}
		name, err := m.name(shown, enc)
		if err != nil {
			return nil, err
		}
		list[i] = name
		if !withTypes {
			continue
		}
		parent, ok := parents[entry.dir]
		if !ok {
			parent = m.env.VM.ToValue(path.Join(base, entry.dir))
			parents[entry.dir] = parent
		}
		list[i] = m.newDirent(name, entry.kind, parent)
	}
	return m.env.VM.NewArray(list...), nil
}
