package resolve

import (
	"strings"

	"github.com/gonode/gonode/modules/nodepath"
	"github.com/gonode/gonode/modules/whatwgurl"
)

// ResolveImport resolves specifier for the module at the URL parent; an empty
// parent stands for the program itself. conditions replace ImportConditions if
// not nil. The result is a URL, with the scheme node: for the runtime's own
// modules.
func (r *Resolver) ResolveImport(specifier, parent string, conditions []string) (string, error) {
	var base *whatwgurl.URL
	if parent != "" {
		base, _ = whatwgurl.Parse(parent, nil)
	}
	var u *whatwgurl.URL
	if pathLike(specifier) {
		if base != nil {
			u, _ = whatwgurl.Parse(specifier, base)
		}
	} else {
		u, _ = whatwgurl.Parse(specifier, nil)
	}
	if u != nil {
		switch u.Protocol() {
		case "data:":
			return u.Href(), nil
		case "node:":
			return specifier, nil
		}
	}
	preserve := r.PreserveSymlinks
	if parent == "" {
		base = r.fileURL(r.Cwd() + r.separator)
		preserve = r.PreserveSymlinksMain
	}
	if conditions == nil {
		conditions = r.ImportConditions
	}
	if base == nil {
		return "", unsupportedRequest(specifier, parent)
	}
	found, err := r.moduleResolve(specifier, base, conditions, preserve)
	if err != nil {
		if is(err, "ERR_MODULE_NOT_FOUND") || is(err, "ERR_UNSUPPORTED_DIR_IMPORT") {
			r.hint(err.(*Error), specifier, base)
		}
		return "", err
	}
	return found.Href(), nil
}

// pathLike tells a specifier that is a relative or absolute reference from a
// bare one.
func pathLike(s string) bool {
	return s != "" && s[0] == '/' || relativeSpecifier(s)
}

func relativeSpecifier(s string) bool {
	return s == "." || s == ".." || strings.HasPrefix(s, "./") || strings.HasPrefix(s, "../")
}

func (r *Resolver) moduleResolve(specifier string, base *whatwgurl.URL, conditions []string, preserve bool) (*whatwgurl.URL, error) {
	var u *whatwgurl.URL
	var err error
	switch {
	case pathLike(specifier):
		var ok bool
		if u, ok = whatwgurl.Parse(specifier, base); !ok {
			e := unsupportedRequest(specifier, base.Href())
			return nil, e
		}
	case base.Protocol() == "file:" && strings.HasPrefix(specifier, "#"):
		u, err = r.packageImport(specifier, base, conditions)
	default:
		var ok bool
		if u, ok = whatwgurl.Parse(specifier, nil); ok {
			break
		}
		if exists, needsScheme := r.Builtin(specifier); base.Protocol() == "data:" && (!exists || needsScheme) {
			return nil, unsupportedRequest(specifier, base.Href())
		}
		u, err = r.packageResolve(specifier, base, conditions)
	}
	if err != nil || u.Protocol() != "file:" {
		return u, err
	}
	return r.finishImport(u, base, preserve)
}

// finishImport checks that a file URL names a file and follows its links.
func (r *Resolver) finishImport(u, base *whatwgurl.URL, preserve bool) (*whatwgurl.URL, error) {
	if hasEncodedSeparator(u.Pathname()) {
		return nil, invalidSpecifier(u.Pathname(), `must not include encoded "/" or "\" characters`, r.pathOf(base))
	}
	path, err := r.filePath(u)
	if err != nil {
		e := err.(*Error)
		e.Input, e.Module = u.Href(), base.Href()
		return nil, e
	}
	probe := path
	if strings.HasSuffix(path, "/") {
		// Node looks at the last character alone, the root.
		probe = "/"
	}
	switch r.FS.Stat(probe) {
	case Directory:
		return nil, unsupportedDirectory(path, r.pathOf(base), u.Href())
	case Missing:
		return nil, importNotFound("module", path, r.pathOf(base), u.Href())
	}
	if preserve {
		return u, nil
	}
	real := r.realPath(path)
	if real == path {
		return u, nil
	}
	found := r.fileURL(real)
	found.SetSearch(u.Search())
	found.SetHash(u.Hash())
	return found, nil
}

// packageResolve resolves a bare specifier.
func (r *Resolver) packageResolve(specifier string, base *whatwgurl.URL, conditions []string) (*whatwgurl.URL, error) {
	if exists, needsScheme := r.Builtin(specifier); exists && !needsScheme {
		u, _ := whatwgurl.Parse("node:"+specifier, nil)
		return u, nil
	}
	path, subpath, err := r.FindPackageJSON(specifier, base)
	if err != nil {
		return nil, err
	}
	p, err := r.readPackage(path, specifier, base)
	if err != nil {
		return nil, err
	}
	pkg := r.fileURL(path)
	if p != nil && p.exports.present {
		return r.packageExport(p, pkg, subpath, base, conditions)
	}
	if subpath == "." {
		return r.legacyMain(p, path, base)
	}
	u, ok := whatwgurl.Parse(subpath, pkg)
	if !ok {
		return nil, invalidSpecifier(specifier, "is not a valid package name", r.pathOf(base))
	}
	return u, nil
}

// FindPackageJSON is the package.json of the package that a bare specifier
// names, and the rest of the specifier behind a ".". The file need not exist.
func (r *Resolver) FindPackageJSON(specifier string, base *whatwgurl.URL) (path, subpath string, err error) {
	basePath, err := r.filePath(base)
	if err != nil {
		return "", "", err
	}
	name, rest, ok := packageName(specifier)
	if !ok {
		return "", "", invalidSpecifier(specifier, "is not a valid package name", basePath)
	}
	p, err := r.scope(basePath, true)
	if err != nil {
		return "", "", err
	}
	if p != nil && p.exports.present && p.HasName && p.Name == name {
		return p.Path, "." + rest, nil
	}
	for at := r.folderOf(basePath); ; {
		if !r.isNodeModules(at) {
			dir := r.child(r.child(at, "node_modules"), name)
			if r.windows() {
				dir = strings.ReplaceAll(dir, "/", `\`)
			}
			if r.FS.Stat(dir) == Directory {
				return r.child(dir, "package.json"), "." + rest, nil
			}
		}
		parent := r.Style.Dirname(at)
		if parent == at {
			return "", "", importNotFound("package", name, basePath, "")
		}
		at = parent
	}
}

func packageName(specifier string) (name, rest string, ok bool) {
	end := strings.IndexByte(specifier, '/')
	if strings.HasPrefix(specifier, "@") {
		if end < 0 {
			return "", "", false
		}
		if more := strings.IndexByte(specifier[end+1:], '/'); more >= 0 {
			end += 1 + more
		} else {
			end = -1
		}
	}
	if end < 0 {
		end = len(specifier)
	}
	name = specifier[:end]
	if strings.HasPrefix(name, ".") || strings.ContainsAny(name, `%\`) {
		return "", "", false
	}
	return name, specifier[end:], true
}

// legacyMain is the main file of a package without "exports".
func (r *Resolver) legacyMain(p *Package, path string, base *whatwgurl.URL) (*whatwgurl.URL, error) {
	dir := r.Style.Dirname(path)
	try := func(name string) string {
		file := r.Resolve(dir, name)
		if r.FS.Stat(file) == File {
			return file
		}
		return ""
	}
	main := ""
	if p != nil {
		main = p.Main
	}
	if main != "" {
		for _, suffix := range []string{"", ".js", ".json", ".node", "/index.js", "/index.json", "/index.node"} {
			if file := try(main + suffix); file != "" {
				u := r.fileURL(file)
				if suffix != "" {
					r.warnMain(file, dir, main, base, u)
				}
				return u, nil
			}
		}
	}
	for _, name := range []string{"index.js", "index.json", "index.node"} {
		if file := try(name); file != "" {
			u := r.fileURL(file)
			r.warnMain(file, dir, main, base, u)
			return u, nil
		}
	}
	first := main
	if first == "" {
		first = "index.js"
	}
	e := importNotFound("package", r.Resolve(dir, first), r.pathOf(base), "")
	e.Plain = true
	return nil, e
}

// warnMain warns of a main file that an ES module's package leaves to guess.
func (r *Resolver) warnMain(file, dir, main string, base, u *whatwgurl.URL) {
	if !strings.HasSuffix(file, ".mjs") {
		if kind, _ := r.PackageType(u); kind != "module" || !strings.HasSuffix(file, ".js") {
			return
		}
	}
	dir = r.child(dir, "")
	from := r.pathOf(base)
	if main == "" {
		r.warn(`No "main" or "exports" field defined in the package.json for `+dir+` resolving the main entry point "`+
			file[len(dir):]+`", imported from `+from+".\nDefault \"index\" lookups for the main are deprecated for ES modules.", "DEP0151")
		return
	}
	r.warn("Package "+dir+` has a "main" field set to "`+main+`", excluding the full filename and extension to the resolved file at "`+
		file[len(dir):]+`", imported from `+from+".\n Automatic extension resolution of the \"main\" field is deprecated for ES modules.", "DEP0151")
}

// hint adds to an error what require would have found.
func (r *Resolver) hint(e *Error, specifier string, base *whatwgurl.URL) {
	if strings.HasPrefix(specifier, "file://") {
		if u, ok := whatwgurl.Parse(specifier, nil); ok {
			specifier = r.pathOf(u)
		}
	}
	parent, err := r.filePath(base)
	if err != nil {
		return
	}
	found, err := r.ResolveFilename(specifier, &Parent{ID: parent, Paths: r.NodeModulePaths(parent)},
		RequireOptions{Extensions: []string{".js", ".json", ".node"}})
	if err != nil {
		return
	}
	switch {
	case relativeSpecifier(specifier):
		from := base.Pathname()
		from = from[:strings.LastIndexByte(from, '/')]
		found = nodepath.Posix.Relative(&r.host, from, r.fileURL(found).Pathname())
		if !strings.HasPrefix(found, "../") {
			found = "./" + found
		}
	case specifier != "" && specifier[0] != '/' && specifier[0] != '.':
		name, _, _ := strings.Cut(specifier, "/")
		needle := r.separator + "node_modules" + r.separator + name + r.separator
		if i := strings.LastIndex(found, needle); i >= 0 {
			parts := strings.Split(found[i+len(needle):], r.separator)
			for j, part := range parts {
				parts[j] = whatwgurl.PercentEncode(part, whatwgurl.ComponentSet)
			}
			found = name + "/" + strings.Join(parts, "/")
		} else {
			found = r.fileURL(found).Href()
		}
	}
	if found != specifier {
		e.Message += "\nDid you mean to import " + quote(found) + "?"
	}
}
