package resolve

import (
	"strings"

	"github.com/gonode/gonode/modules/whatwgurl"
)

// Package is what resolution reads from a package.json.
type Package struct {
	// Path of the package.json.
	Path string
	// Name and Main are "" and HasName, HasMain false where the file has none.
	Name, Main       string
	HasName, HasMain bool
	// Type is "module", "commonjs" or "none".
	Type string

	exports, imports field
}

// field is "exports" or "imports": text until it is needed.
type field struct {
	present bool
	text    string
	parsed  *value
}

// value is nil for a field that is not there.
func (f *field) value() (*value, error) {
	if f.parsed == nil && f.present {
		v, err := parseJSON(f.text)
		if err != nil {
			return nil, err
		}
		f.parsed = v
	}
	return f.parsed, nil
}

// Exports is the text of the field "exports", "" without.
func (p *Package) Exports() string { return p.exports.text }

// Imports is the text of the field "imports", "" without.
func (p *Package) Imports() string { return p.imports.text }

// parsePackage reads the fields of a package.json that matter here, and of the
// rest no more than where it ends.
func parsePackage(path, text string) (*Package, bool) {
	p := &Package{Path: path, Type: "none"}
	s := scanner{text: strings.TrimPrefix(text, "\uFEFF")}
	if !s.take('{') {
		return nil, false
	}
	if s.take('}') {
		s.space()
		return p, s.pos == len(s.text)
	}
	for {
		s.space()
		key := s.string()
		s.expect(':')
		if s.bad {
			return nil, false
		}
		s.space()
		p.read(&s, key)
		if s.take('}') {
			break
		}
		if s.expect(','); s.bad {
			return nil, false
		}
	}
	s.space()
	return p, s.pos == len(s.text)
}

func (p *Package) read(s *scanner, key string) {
	first := byte(0)
	if s.pos < len(s.text) {
		first = s.text[s.pos]
	}
	switch key {
	case "name", "main", "type":
		if first != '"' {
			break
		}
		raw := s.skip()
		literal := scanner{text: raw}
		text := literal.string()
		switch {
		case literal.bad || strings.Contains(text, "\uFFFD") && strings.Contains(raw, `\u`):
			// A name that is no Unicode counts as none.
		case key == "name":
			p.Name, p.HasName = text, true
		case key == "main":
			p.Main, p.HasMain = text, true
		case text == "module" || text == "commonjs":
			p.Type = text
		}
		return
	case "exports":
		if first == '"' || first == '{' || first == '[' {
			p.exports = field{present: true, text: s.skip()}
			return
		}
	case "imports":
		if first == '{' || first == '[' {
			p.imports = field{present: true, text: s.skip()}
			return
		}
	}
	s.skip()
}

// ReadPackage reads the package.json at path: nil without error if there is
// none.
func (r *Resolver) ReadPackage(path string) (*Package, error) { return r.readPackage(path, "", nil) }

// readPackage is ReadPackage for an import, which its error tells of.
func (r *Resolver) readPackage(path, specifier string, base *whatwgurl.URL) (*Package, error) {
	if p, ok := r.packages[path]; ok {
		return p, nil
	}
	data, err := r.FS.ReadFile(path)
	if err != nil {
		return nil, nil
	}
	p, ok := parsePackage(path, string(data))
	if !ok {
		return nil, brokenConfig(path, specifier, r.pathOf(base))
	}
	r.packages[path] = p
	return p, nil
}

// NearestPackage is the package.json of the closest folder above path, which
// is a folder itself if it ends with a separator. It is nil, without error, if
// there is none below the root or below a node_modules folder.
func (r *Resolver) NearestPackage(path string) (*Package, error) {
	return r.scope(path, false)
}

// scope finds the package that path belongs to; an import also takes one that
// lies in the root.
func (r *Resolver) scope(path string, withRoot bool) (*Package, error) {
	dir := r.folderOf(path)
	key := dir
	if withRoot {
		key += "\x00"
	}
	if p, ok := r.nearest[key]; ok {
		return p, nil
	}
	for at := dir; ; {
		parent := r.Style.Dirname(at)
		if parent == at && !withRoot || r.isNodeModules(at) {
			break
		}
		p, err := r.ReadPackage(r.child(at, "package.json"))
		if err != nil {
			return nil, err
		}
		if p != nil {
			r.nearest[key] = p
			return p, nil
		}
		if parent == at {
			break
		}
		at = parent
	}
	r.nearest[key] = nil
	return nil, nil
}

func (r *Resolver) folderOf(path string) string {
	if n := len(path); n > 1 && (path[n-1] == '/' || r.windows() && path[n-1] == '\\') {
		return path[:n-1]
	}
	return r.Style.Dirname(path)
}

// child is the path of name in dir.
func (r *Resolver) child(dir, name string) string {
	if n := len(dir); n > 0 && (dir[n-1] == '/' || r.windows() && dir[n-1] == '\\') {
		return dir + name
	}
	return dir + r.separator + name
}

func (r *Resolver) isNodeModules(dir string) bool {
	return r.Style.Basename(dir, "") == "node_modules"
}

// PackageType is the type of the package that a file URL belongs to.
func (r *Resolver) PackageType(u *whatwgurl.URL) (string, error) {
	path, err := r.filePath(u)
	if err != nil {
		return "none", nil
	}
	p, err := r.scope(path, true)
	if p == nil || err != nil {
		return "none", err
	}
	return p.Type, nil
}
