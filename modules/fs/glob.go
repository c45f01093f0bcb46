package fs

import (
	"context"
	"path"
	"runtime"
	"sort"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/glob"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

// globCall is a call of glob.
type globCall struct {
	patterns  [][]glob.Part
	exclude   []*glob.Pattern
	filter    goja.Value
	cwd       string
	withTypes bool
	follow    bool
}

var globOptions = glob.Options{Windows: runtime.GOOS == "windows", NoCase: runtime.GOOS != "linux"}

// glob is fs.glob(pattern[, options]).
func (m *module) glob(c modules.Call) (*operation, error) {
	call, err := m.globArguments(c)
	if err != nil {
		return nil, err
	}
	if call.filter != nil {
		v, err := m.globResult(call)
		return value(v), err
	}
	return &operation{
		work: func(ctx context.Context) (any, error) { return m.globWalk(ctx, call, nil) },
		wrap: func(v any) (goja.Value, error) { return m.globValues(call, v.([]dirEntry)), nil },
	}, nil
}

// globSync is fs.globSync(pattern[, options]).
func (m *module) globSync(c modules.Call) (goja.Value, error) {
	call, err := m.globArguments(c)
	if err != nil {
		return nil, err
	}
	return m.globResult(call)
}

// globIterator is promises.glob(pattern[, options]).
func (m *module) globIterator(c modules.Call) (goja.Value, error) {
	op, err := m.glob(c)
	if err != nil {
		return nil, err
	}
	var found []goja.Value
	started := false
	take := func() goja.Value {
		if len(found) == 0 {
			return wellknown.IterResult(m.env.VM, goja.Undefined(), true)
		}
		v := found[0]
		found = found[1:]
		return wellknown.IterResult(m.env.VM, v, false)
	}
	return wellknown.NewAsyncIterator(m.env,
		modules.Fn("next", 0, func(modules.Call) (goja.Value, error) {
			if started {
				return m.env.Resolved(take()), nil
			}
			started = true
			p, resolve, reject := m.env.VM.NewPromise()
			m.start(op, func(v goja.Value, err error) {
				if err != nil {
					must(reject(m.env.Error(err)))
					return
				}
				list := v.(*goja.Object)
				for i := range int(list.Get("length").ToInteger()) {
					found = append(found, list.Get(m.integer(i).String()))
				}
				must(resolve(take()))
			})
			return m.env.VM.ToValue(p), nil
		}),
		modules.Fn("return", 1, func(c modules.Call) (goja.Value, error) {
			started, found = true, nil
			return m.env.Resolved(wellknown.IterResult(m.env.VM, c.Argument(0), true)), nil
		}),
	), nil
}

func (m *module) globArguments(c modules.Call) (*globCall, error) {
	call := &globCall{}
	patterns, err := m.stringList(c.Argument(0), "patterns")
	if err != nil {
		return nil, err
	}
	opts := options{}
	if c.Has(1) {
		if opts.Object, err = c.Object(1, "options"); err != nil {
			return nil, err
		}
	}
	for _, pattern := range patterns {
		call.patterns = append(call.patterns, glob.Compile(pattern, globOptions).Alternatives()...)
	}
	call.withTypes, call.follow = opts.flag("withFileTypes"), opts.flag("followSymlinks")
	call.cwd = m.absolute(".")
	if v := opts.get("cwd"); v.ToBoolean() {
		if _, call.cwd, err = m.file(v, "options.cwd"); err != nil {
			return nil, err
		}
	}
	switch v := opts.get("exclude"); {
	case goja.IsUndefined(v):
	case modules.IsFunction(v):
		call.filter = v
	default:
		if !modules.IsArray(v) {
			return nil, m.env.InvalidArgType("options.exclude", v, "string[]", "function")
		}
		list, err := m.stringList(v, "options.exclude")
		if err != nil {
			return nil, err
		}
		for _, pattern := range list {
			call.exclude = append(call.exclude, glob.Compile(pattern, globOptions))
		}
	}
	return call, nil
}

func (m *module) stringList(v goja.Value, name string) ([]string, error) {
	if goja.IsString(v) {
		return []string{v.String()}, nil
	}
	list, ok := v.(*goja.Object)
	if !ok || !modules.IsArray(list) {
		return nil, m.env.InvalidArgType(name, v, "string", "string[]")
	}
	var all []string
	for i := range int(list.Get("length").ToInteger()) {
		item := list.Get(m.integer(i).String())
		if !goja.IsString(item) {
			return nil, m.env.InvalidArgType(name+"["+m.integer(i).String()+"]", item, "string")
		}
		all = append(all, item.String())
	}
	return all, nil
}

func (m *module) globResult(call *globCall) (goja.Value, error) {
	var filter func(dirEntry) (bool, error)
	if call.filter != nil {
		filter = func(entry dirEntry) (bool, error) {
			arg := m.env.VM.ToValue(path.Join(entry.dir, entry.name))
			if call.withTypes {
				arg = m.globDirent(call, entry)
			}
			v, err := m.env.Invoke(call.filter, goja.Undefined(), arg)
			return err == nil && v.ToBoolean(), err
		}
	}
	found, err := m.globWalk(m.env.Ctx, call, filter)
	if err != nil {
		return nil, err
	}
	return m.globValues(call, found), nil
}

func (m *module) globDirent(call *globCall, entry dirEntry) goja.Value {
	return m.newDirent(m.env.VM.ToValue(entry.name), entry.kind, m.env.VM.ToValue(path.Join(call.cwd, entry.dir)))
}

func (m *module) globValues(call *globCall, found []dirEntry) goja.Value {
	list := make([]any, len(found))
	for i, entry := range found {
		if call.withTypes {
			list[i] = m.globDirent(call, entry)
			continue
		}
		name := path.Join(entry.dir, entry.name)
		list[i] = m.env.VM.ToValue(name)
	}
	return m.env.VM.NewArray(list...)
}

// globWalk finds what matches any of the patterns, each path once.
func (m *module) globWalk(ctx context.Context, call *globCall, excluded func(dirEntry) (bool, error)) ([]dirEntry, error) {
	w := &globWalker{m: m, ctx: ctx, call: call, excluded: excluded, seen: map[string]bool{}}
	for _, pattern := range call.patterns {
		dir := ""
		if len(pattern) > 1 && pattern[0].Text == "" {
			dir, pattern = "/", pattern[1:]
		}
		if err := w.walk(dir, pattern); err != nil {
			return nil, err
		}
	}
	return w.found, nil
}

type globWalker struct {
	m        *module
	ctx      context.Context
	call     *globCall
	excluded func(dirEntry) (bool, error)
	seen     map[string]bool
	found    []dirEntry
}

// walk matches the segments of a pattern below a directory.
func (w *globWalker) walk(dir string, pattern []glob.Part) error {
	if w.ctx.Err() != nil {
		return context.Cause(w.ctx)
	}
	if len(pattern) == 0 {
		return nil
	}
	part, rest := &pattern[0], pattern[1:]
	if part.GlobStar {
		return w.globstar(dir, rest)
	}
	if part.Literal() {
		entry := dirEntry{name: part.Text, dir: dir}
		info, err := w.m.env.FS.Lstat(w.full(path.Join(dir, part.Text)))
		if err != nil {
			return nil
		}
		entry.kind = direntType(info.Mode())
		return w.visit(entry, rest)
	}
	for _, entry := range w.entries(dir) {
		if part.Match(entry.name) {
			if err := w.visit(entry, rest); err != nil {
				return err
			}
		}
	}
	return nil
}

// globstar matches the rest of a pattern in a directory and in all below it.
func (w *globWalker) globstar(dir string, rest []glob.Part) error {
	if len(rest) == 0 {
		if err := w.add(dirEntry{name: ".", dir: dir, kind: direntDir}); err != nil {
			return err
		}
	} else if err := w.walk(dir, rest); err != nil {
		return err
	}
	for _, entry := range w.entries(dir) {
		skip, err := w.skips(entry)
		if err != nil {
			return err
		}
		if skip || strings.HasPrefix(entry.name, ".") {
			continue
		}
		name := path.Join(dir, entry.name)
		isDir := entry.kind == direntDir || w.call.follow && w.m.leadsToDir(w.call.cwd, name, entry.kind)
		switch {
		case isDir:
			if err := w.globstar(name, rest); err != nil {
				return err
			}
		case len(rest) == 0:
			if err := w.add(entry); err != nil {
				return err
			}
		}
	}
	return nil
}

// visit takes an entry that matched a segment.
func (w *globWalker) visit(entry dirEntry, rest []glob.Part) error {
	if skip, err := w.skips(entry); skip || err != nil {
		return err
	}
	name := path.Join(entry.dir, entry.name)
	isDir := w.m.leadsToDir(w.call.cwd, name, entry.kind)
	switch {
	case len(rest) == 0, len(rest) == 1 && rest[0].Text == "" && isDir:
		return w.add(entry)
	case isDir:
		return w.walk(name, rest)
	}
	return nil
}

func (w *globWalker) skips(entry dirEntry) (bool, error) {
	name := path.Join(entry.dir, entry.name)
	for _, pattern := range w.call.exclude {
		if pattern.Match(name) {
			return true, nil
		}
	}
	if w.excluded != nil {
		return w.excluded(entry)
	}
	return false, nil
}

func (w *globWalker) add(entry dirEntry) error {
	if entry.name == "." && entry.dir != "" {
		entry.dir, entry.name = path.Split(entry.dir)
		entry.dir = path.Clean(entry.dir)
		if entry.dir == "." {
			entry.dir = ""
		}
	}
	if name := path.Join(entry.dir, entry.name); !w.seen[name] {
		w.seen[name] = true
		w.found = append(w.found, entry)
	}
	return nil
}

func (w *globWalker) full(name string) string {
	if path.IsAbs(name) {
		return name
	}
	return path.Join(w.call.cwd, name)
}

// entries lists a directory by name; one that cannot be read is empty.
func (w *globWalker) entries(dir string) []dirEntry {
	list, err := w.m.env.FS.ReadDir(w.full(dir))
	if err != nil {
		return nil
	}
	entries := make([]dirEntry, len(list))
	for i, entry := range list {
		entries[i] = dirEntry{entry.Name(), dir, direntType(entry.Type())}
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].name < entries[j].name })
	return entries
}
