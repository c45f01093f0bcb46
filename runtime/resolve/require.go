package resolve

import (
	"strings"

	"github.com/gonode/gonode/modules/whatwgurl"
)

// RequireOptions are the options of require.resolve and what the loader adds.
type RequireOptions struct {
	// Paths replaces the lookup paths of the parent, where HasPaths.
	Paths    []string
	HasPaths bool
	// Conditions replace the Resolver's RequireConditions if not nil.
	Conditions []string
	// Extensions are the keys of require.extensions.
	Extensions []string
	// Main tells that the main module is asked for.
	Main bool
}

func (r *Resolver) conditions(o *RequireOptions) []string {
	if o.Conditions != nil {
		return o.Conditions
	}
	return r.RequireConditions
}

// ResolveFilename is Module._resolveFilename: the file name that request means
// for parent, or request itself for a module of the runtime.
func (r *Resolver) ResolveFilename(request string, parent *Parent, o RequireOptions) (string, error) {
	if r.BuiltinID(request) != "" {
		return request, nil
	}
	paths := r.searchPaths(request, parent, &o)
	parentPath := r.selfPath(parent)
	if strings.HasPrefix(request, "#") && parent != nil && (parent.Filename != "" || parent.ID == "<repl>") {
		found, err := r.requireImport(request, parentPath, &o)
		if found != "" || err != nil {
			return found, err
		}
	}
	found, err := r.requireSelf(parentPath, request, &o)
	if err != nil {
		return "", err
	}
	if found != "" {
		r.PathCache[cacheKey(request, paths)] = found
		return found, nil
	}
	if found, err = r.FindPath(request, paths, o); found != "" || err != nil {
		return found, err
	}
	return "", moduleNotFound(request, parent.requireStack())
}

func (r *Resolver) searchPaths(request string, parent *Parent, o *RequireOptions) []string {
	switch {
	case !o.HasPaths:
		return r.LookupPaths(request, parent)
	case r.isRelative(request):
		return o.Paths
	}
	var paths []string
	seen := map[string]bool{}
	for _, path := range o.Paths {
		for _, p := range r.LookupPaths(request, &Parent{Paths: r.NodeModulePaths(path)}) {
			if !seen[p] {
				seen[p] = true
				paths = append(paths, p)
			}
		}
	}
	return paths
}

// selfPath is the path by which the package of the parent is found.
func (r *Resolver) selfPath(parent *Parent) string {
	switch {
	case parent == nil:
	case parent.Filename != "":
		return parent.Filename
	case parent.ID == "<repl>" || parent.ID == "internal/preload":
		return r.Cwd() + r.separator
	}
	return ""
}

// requireImport resolves a request that begins with "#"; "" if the package of
// the parent has no "imports".
func (r *Resolver) requireImport(request, parentPath string, o *RequireOptions) (string, error) {
	p, err := r.NearestPackage(parentPath)
	if p == nil || err != nil || !p.imports.present {
		return "", err
	}
	u, err := r.packageImport(request, r.fileURL(parentPath), r.conditions(o))
	if err == nil {
		var found string
		if found, err = r.finishExport(u, parentPath, p.Path); err == nil {
			return found, nil
		}
	}
	if is(err, "ERR_MODULE_NOT_FOUND") {
		err = exportNotFound(request, "")
	}
	return "", err
}

// requireSelf resolves a request of a package for itself by its name.
func (r *Resolver) requireSelf(parentPath, request string, o *RequireOptions) (string, error) {
	if parentPath == "" {
		return "", nil
	}
	p, err := r.NearestPackage(parentPath)
	if p == nil || err != nil || !p.exports.present || !p.HasName {
		return "", err
	}
	rest, ok := strings.CutPrefix(request, p.Name)
	if !ok || rest != "" && rest[0] != '/' {
		return "", nil
	}
	dir := r.Style.Dirname(p.Path)
	u, err := r.packageExport(p, r.fileURL(p.Path), "."+rest, r.fileURL(parentPath), r.conditions(o))
	if err == nil {
		var found string
		if found, err = r.finishExport(u, parentPath, dir); err == nil {
			return found, nil
		}
	}
	if is(err, "ERR_MODULE_NOT_FOUND") {
		err = exportNotFound("."+rest, dir)
	}
	return "", err
}

// finishExport is the file of a URL that "exports" or "imports" led to.
func (r *Resolver) finishExport(u *whatwgurl.URL, parentPath, packagePath string) (string, error) {
	if hasEncodedSeparator(u.Href()) {
		return "", invalidSpecifier(u.Href(), `must not include encoded "/" or "\" characters`, parentPath)
	}
	path, err := r.filePath(u)
	if err != nil {
		return "", err
	}
	if found := r.tryFile(path, false); found != "" {
		return found, nil
	}
	return "", exportNotFound(path, packagePath)
}

func hasEncodedSeparator(s string) bool {
	for i := 0; i+2 < len(s); i++ {
		if s[i] == '%' && (s[i+1] == '2' && s[i+2]|0x20 == 'f' || s[i+1] == '5' && s[i+2]|0x20 == 'c') {
			return true
		}
	}
	return false
}

func cacheKey(request string, paths []string) string {
	return request + "\x00" + strings.Join(paths, "\x00")
}

// FindPath is Module._findPath: the file that request means in the first of
// paths that has it, "" if none has.
func (r *Resolver) FindPath(request string, paths []string, o RequireOptions) (string, error) {
	absolute := r.Style.IsAbsolute(request)
	if absolute {
		paths = []string{""}
	} else if len(paths) == 0 {
		return "", nil
	}
	key := cacheKey(request, paths)
	if found := r.PathCache[key]; found != "" {
		return found, nil
	}
	folder := namesFolder(request)
	inside := !r.isRelative(request) || !strings.HasPrefix(r.Style.Normalize(request), "..")
	for _, path := range paths {
		if inside && path != "" && r.stat(path) != Directory {
			continue
		}
		if !absolute {
			found, err := r.findExport(path, request, &o)
			if found != "" || err != nil {
				return found, err
			}
		}
		found, err := r.findAt(r.Resolve(path, request), request, folder, &o)
		if err != nil {
			return "", err
		}
		if found != "" {
			r.PathCache[key] = found
			return found, nil
		}
	}
	return "", nil
}

// namesFolder tells that a request cannot mean a file, by its end.
func namesFolder(request string) bool {
	last := request[strings.LastIndexByte(request, '/')+1:]
	return request != "" && (last == "" || last == "." || last == "..")
}

// findAt looks for a file or a folder at base.
func (r *Resolver) findAt(base, request string, folder bool, o *RequireOptions) (string, error) {
	kind := r.stat(base)
	if !folder {
		if kind == File {
			return r.nameOf(base, o.Main), nil
		}
		if found := r.tryExtensions(base, o); found != "" {
			return found, nil
		}
	}
	if kind == Directory {
		return r.tryPackage(base, request, o)
	}
	return "", nil
}

// findExport resolves a request for a package in the folder at path that has
// "exports".
func (r *Resolver) findExport(path, request string, o *RequireOptions) (string, error) {
	name, rest := splitPackage(request)
	if name == "" {
		return "", nil
	}
	dir := r.Resolve(path, name)
	p, err := r.ReadPackage(r.Resolve(dir, "package.json"))
	if p == nil || err != nil || !p.exports.present {
		return "", err
	}
	u, err := r.packageExport(p, r.fileURL(dir+"/package.json"), "."+rest, nil, r.conditions(o))
	if err == nil {
		var found string
		if found, err = r.finishExport(u, "", dir); err == nil {
			return found, nil
		}
	}
	if is(err, "ERR_MODULE_NOT_FOUND") {
		err = exportNotFound(request, dir+"/package.json")
	}
	return "", err
}

// splitPackage splits a request into the name of a package and what follows,
// which begins with a slash or is empty; "" for what is no name.
func splitPackage(request string) (name, rest string) {
	end := 0
	if strings.HasPrefix(request, "@") {
		slash := strings.IndexByte(request, '/')
		if slash >= 2 && !strings.ContainsAny(request[1:slash], `\%`) {
			end = slash + 1
		}
	}
	if end == len(request) || strings.IndexByte(`./\%`, request[end]) >= 0 {
		return "", ""
	}
	for end++; end < len(request) && request[end] != '/'; end++ {
		if request[end] == '\\' || request[end] == '%' {
			return "", ""
		}
	}
	return request[:end], request[end:]
}

func (r *Resolver) tryFile(path string, main bool) string {
	if r.stat(path) != File {
		return ""
	}
	return r.nameOf(path, main)
}

// nameOf is the name of a module whose file is at path.
func (r *Resolver) nameOf(path string, main bool) string {
	if main && r.PreserveSymlinksMain || !main && r.PreserveSymlinks {
		return r.Resolve(path)
	}
	return r.realPath(path)
}

func (r *Resolver) tryExtensions(base string, o *RequireOptions) string {
	for _, extension := range o.Extensions {
		if found := r.tryFile(base+extension, o.Main); found != "" {
			return found
		}
	}
	return ""
}

// tryPackage looks for the main file of the folder dir.
func (r *Resolver) tryPackage(dir, request string, o *RequireOptions) (string, error) {
	p, err := r.ReadPackage(r.Resolve(dir, "package.json"))
	if err != nil {
		return "", err
	}
	index := r.Resolve(dir, "index")
	if p == nil || p.Main == "" {
		return r.tryExtensions(index, o), nil
	}
	main := r.Resolve(dir, p.Main)
	found := r.tryFile(main, o.Main)
	if found == "" {
		found = r.tryExtensions(main, o)
	}
	if found == "" {
		found = r.tryExtensions(r.Resolve(main, "index"), o)
	}
	if found != "" {
		return found, nil
	}
	if found = r.tryExtensions(index, o); found == "" {
		return "", &Error{Class: "Error", Code: "MODULE_NOT_FOUND", Plain: true, Path: p.Path, RequestPath: request,
			Message: "Cannot find module '" + main + `'. Please verify that the package.json has a valid "main" entry`}
	}
	r.warn("Invalid 'main' field in '"+p.Path+"' of '"+p.Main+"'. Please either fix that or report it to the module author", "DEP0128")
	return found, nil
}
