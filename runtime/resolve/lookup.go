package resolve

import (
	"strings"

	"github.com/gonode/gonode/modules/nodepath"
)

// Parent is the module that asks.
type Parent struct {
	ID, Filename string
	// Paths is module.paths.
	Paths []string
	// Stack returns the file names of the module and those that asked for it,
	// for an error. It may be nil.
	Stack func() []string
}

func (p *Parent) requireStack() []string {
	if p == nil || p.Stack == nil {
		return []string{}
	}
	return p.Stack()
}

// GlobalPaths are the folders that NODE_PATH, the home folder and the place of
// the executable add to every search.
func GlobalPaths(style nodepath.Style, cwd func() string, nodePath, home, execPath string) []string {
	h := &nodepath.Host{Cwd: cwd, Windows: style == nodepath.Win32}
	var paths []string
	for entry := range strings.SplitSeq(nodePath, style.Delimiter()) {
		if entry != "" {
			paths = append(paths, entry)
		}
	}
	if home != "" {
		paths = append(paths, style.Resolve(h, home, ".node_modules"), style.Resolve(h, home, ".node_libraries"))
	}
	prefix := style.Resolve(h, execPath, "..", "..")
	if style == nodepath.Win32 {
		prefix = style.Resolve(h, execPath, "..")
	}
	return append(paths, style.Resolve(h, prefix, "lib", "node"))
}

// NodeModulePaths is Module._nodeModulePaths: the node_modules folders above
// from, nearest first.
func (r *Resolver) NodeModulePaths(from string) []string {
	from = r.Resolve(from)
	if r.windows() {
		if n := len(from); n >= 2 && from[n-1] == '\\' && from[n-2] == ':' {
			return []string{from + "node_modules"}
		}
	} else if from == "/" {
		return []string{"/node_modules"}
	}
	const name = "node_modules"
	paths := make([]string, 0, strings.Count(from, r.separator)+1)
	last := len(from)
	for i := len(from) - 1; i >= 0; i-- {
		c := from[i]
		if c != '/' && (!r.windows() || c != '\\' && c != ':') {
			continue
		}
		if from[i+1:last] != name {
			paths = append(paths, from[:last]+r.separator+name)
		}
		last = i
	}
	if !r.windows() {
		paths = append(paths, "/node_modules")
	}
	return paths
}

// LookupPaths is Module._resolveLookupPaths: the folders in which to look for
// request. It is nil for a module of the runtime and where there is no folder.
func (r *Resolver) LookupPaths(request string, parent *Parent) []string {
	if r.BuiltinID(request) != "" {
		return nil
	}
	if !r.looksRelative(request) {
		if parent == nil || len(parent.Paths) == 0 {
			if len(r.GlobalPaths) == 0 {
				return nil
			}
			return r.GlobalPaths
		}
		paths := make([]string, 0, len(parent.Paths)+len(r.GlobalPaths))
		return append(append(paths, parent.Paths...), r.GlobalPaths...)
	}
	if parent == nil || parent.ID == "" || parent.Filename == "" {
		return []string{"."}
	}
	return []string{r.Style.Dirname(parent.Filename)}
}

// looksRelative is the test that lookup paths go by: a dot, and behind it
// nothing, another dot or a separator.
func (r *Resolver) looksRelative(request string) bool {
	if request == "" || request[0] != '.' {
		return false
	}
	return len(request) == 1 || request[1] == '.' || r.isSep(request[1])
}

func (r *Resolver) isSep(c byte) bool { return c == '/' || c == '\\' && r.windows() }

// isRelative tells a request for a path from one for a package.
func (r *Resolver) isRelative(request string) bool {
	switch {
	case request == "" || request[0] != '.':
		return false
	case len(request) == 1 || request == "..":
		return true
	case r.isSep(request[1]):
		return true
	}
	return request[1] == '.' && r.isSep(request[2])
}
