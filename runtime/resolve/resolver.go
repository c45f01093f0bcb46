// Package resolve finds the file that a module request means: Node's CommonJS
// resolution and its ES module resolution, whole, over a small file system
// interface. It knows nothing of JavaScript; what it cannot find it reports as
// an Error with Node's class, code and text.
//
// A Resolver caches and is not safe for concurrent use: it belongs to the
// goroutine of the event loop.
package resolve

import (
	"slices"

	"github.com/gonode/gonode/modules/nodepath"
	"github.com/gonode/gonode/modules/whatwgurl"
)

// Kind is what a path names.
type Kind int8

const (
	Missing Kind = iota
	// File is everything that exists and is not a directory.
	File
	Directory
)

// FS is what resolution needs of a file system. Paths are absolute, or
// relative to the working directory, in the style of the Resolver.
type FS interface {
	// Stat follows symbolic links; whatever stops it counts as Missing.
	Stat(path string) Kind
	ReadFile(path string) ([]byte, error)
	// RealPath is path with every symbolic link followed.
	RealPath(path string) (string, error)
}

// Options are what a Resolver is made of. FS, Cwd and Builtin are required.
type Options struct {
	FS    FS
	Style nodepath.Style
	// Cwd returns the working directory.
	Cwd func() string
	// Builtin tells whether id, without its "node:", names a module of the
	// runtime, and whether it must be asked for with "node:".
	Builtin func(id string) (exists, needsScheme bool)
	// GlobalPaths are the folders searched last: see GlobalPaths.
	GlobalPaths []string
	// RequireConditions and ImportConditions are the conditions of "exports"
	// and "imports" that hold besides "default" for each kind of request.
	RequireConditions, ImportConditions []string
	// PreserveSymlinks keeps symbolic links in the names of modules,
	// PreserveSymlinksMain in that of the main module.
	PreserveSymlinks, PreserveSymlinksMain bool
	// Warn reports a deprecation. It may be nil.
	Warn func(message, code string)
	// Platform is process.platform, for errors about file URLs.
	Platform string
}

// Resolver resolves module requests.
type Resolver struct {
	Options
	// PathCache is Module._pathCache: results of FindPath by request and paths.
	PathCache map[string]string

	host      nodepath.Host
	stats     map[string]Kind
	depth     int
	real      map[string]string
	packages  map[string]*Package
	nearest   map[string]*Package
	warned    map[string]bool
	separator string
}

// New returns a Resolver with empty caches.
func New(o Options) *Resolver {
	return &Resolver{
		Options:   o,
		PathCache: map[string]string{},
		host:      nodepath.Host{Cwd: o.Cwd, Windows: o.Style == nodepath.Win32},
		real:      map[string]string{},
		packages:  map[string]*Package{},
		nearest:   map[string]*Package{},
		warned:    map[string]bool{},
		separator: o.Style.Sep(),
	}
}

// Enter begins a call of require. From the outermost Enter to its Leave the
// kinds of existing paths are remembered.
func (r *Resolver) Enter() {
	if r.depth == 0 {
		r.stats = map[string]Kind{}
	}
	r.depth++
}

// Leave ends what Enter began.
func (r *Resolver) Leave() {
	if r.depth--; r.depth == 0 {
		r.stats = nil
	}
}

func (r *Resolver) stat(path string) Kind {
	if kind, ok := r.stats[path]; ok {
		return kind
	}
	kind := r.FS.Stat(path)
	if r.stats != nil && kind != Missing {
		r.stats[path] = kind
	}
	return kind
}

// realPath follows the links in path; a path that cannot be followed, since
// it vanished meanwhile, stays as it is.
func (r *Resolver) realPath(path string) string {
	if real, ok := r.real[path]; ok {
		return real
	}
	real, err := r.FS.RealPath(path)
	if err != nil {
		return path
	}
	r.real[path] = real
	return real
}

// Resolve is path.resolve.
func (r *Resolver) Resolve(parts ...string) string { return r.Style.Resolve(&r.host, parts...) }

func (r *Resolver) windows() bool { return r.Style == nodepath.Win32 }

func (r *Resolver) fileURL(path string) *whatwgurl.URL {
	trailing := path != "" && (path[len(path)-1] == '/' || r.windows() && path[len(path)-1] == '\\')
	resolved := r.Resolve(path)
	if trailing && resolved[len(resolved)-1] != r.separator[0] {
		resolved += r.separator
	}
	return whatwgurl.FromPath(resolved, r.windows())
}

// filePath is fileURLToPath.
func (r *Resolver) filePath(u *whatwgurl.URL) (string, error) {
	path, err := u.Path(r.windows(), r.Platform)
	if err != nil {
		fileError := err.(*whatwgurl.FileError)
		class := "TypeError"
		if fileError.Code == "" {
			class = "URIError"
		}
		return "", &Error{Class: class, Code: fileError.Code, Message: fileError.Message, Plain: fileError.Code == ""}
	}
	return path, nil
}

// pathOf is the path of a base, or the base itself where it has none.
func (r *Resolver) pathOf(base *whatwgurl.URL) string {
	if base == nil {
		return ""
	}
	if path, err := r.filePath(base); err == nil {
		return path
	}
	return base.Href()
}

// BuiltinID is the id of the runtime's module that request asks for, "" for
// none.
func (r *Resolver) BuiltinID(request string) string {
	const scheme = "node:"
	if len(request) > len(scheme) && request[:len(scheme)] == scheme {
		if exists, _ := r.Builtin(request[len(scheme):]); exists {
			return request[len(scheme):]
		}
		return ""
	}
	if exists, needsScheme := r.Builtin(request); exists && !needsScheme {
		return request
	}
	return ""
}

func (r *Resolver) warn(message, code string) {
	if r.Warn != nil {
		r.Warn(message, code)
	}
}

// warnOnce warns once for a key.
func (r *Resolver) warnOnce(key, message, code string) {
	if !r.warned[key] {
		r.warned[key] = true
		r.warn(message, code)
	}
}

func holds(conditions []string, key string) bool {
	return key == "default" || slices.Contains(conditions, key)
}

// RealMain is the path of the main file with its links followed, unless PreserveSymlinksMain keeps them.
func (r *Resolver) RealMain(path string) string {
	if r.PreserveSymlinksMain {
		return path
	}
	return r.realPath(path)
}
