package resolve

import (
	"strings"

	"github.com/gonode/gonode/modules/whatwgurl"
)

// target is an entry of "exports" or "imports" under resolution.
type target struct {
	r          *Resolver
	pkg        *whatwgurl.URL // of the package.json
	subpath    string         // what the "*" of the key stands for
	key        string         // the key, or the request where it has no pattern
	base       *whatwgurl.URL // who asks; nil if unknown
	pattern    bool
	imports    bool
	pathMap    bool
	conditions []string
}

// outcome of a target that is no error.
type outcome uint8

const (
	undefined outcome = iota // no condition holds: the next alternative counts
	excluded                 // null: there is no such module
	resolved
)

// packageExport resolves subpath, which is "." or begins with "./", by the
// "exports" of p.
func (r *Resolver) packageExport(p *Package, pkg *whatwgurl.URL, subpath string, base *whatwgurl.URL, conditions []string) (*whatwgurl.URL, error) {
	exports, err := p.exports.value()
	if err != nil {
		return nil, err
	}
	sugar, err := r.isMainSugar(exports, p.Path, base)
	if err != nil {
		return nil, err
	}
	if sugar {
		exports = &value{kind: jsonObject, keys: []string{"."}, items: []value{*exports}}
	}
	t := target{r: r, pkg: pkg, key: subpath, base: base, conditions: conditions}
	trailing := strings.HasSuffix(subpath, "/")
	if v, ok := exports.get(subpath); ok && !trailing && strings.IndexByte(subpath, '*') < 0 {
		u, out, err := t.resolve(v)
		if err == nil && out != resolved {
			err = t.notExported(subpath)
		}
		return u, err
	}
	if trailing {
		r.warnTrailingSlash(exports, subpath, pkg, base)
	}
	key, match := bestPattern(exports, subpath)
	if key == "" {
		return nil, t.notExported(subpath)
	}
	t.key, t.subpath, t.pattern, t.pathMap = key, match, true, trailing
	v, _ := exports.get(key)
	u, out, err := t.resolve(v)
	if err == nil && out != resolved {
		err = t.notExported(subpath)
	}
	return u, err
}

// isMainSugar tells that exports is the target of "." itself.
func (r *Resolver) isMainSugar(exports *value, path string, base *whatwgurl.URL) (bool, error) {
	if exports.kind != jsonObject {
		return exports.kind == jsonString || exports.kind == jsonArray, nil
	}
	sugar := false
	for i, key := range exports.keys {
		conditional := key == "" || key[0] != '.'
		if i == 0 {
			sugar = conditional
		} else if sugar != conditional {
			href := ""
			if base != nil {
				href = base.Href()
			}
			return false, invalidConfig(path, href, `"exports" cannot contain some keys starting with '.' and some not.`+
				` The exports object must either be an object of package subpath keys`+
				` or an object of main entry condition name keys only.`)
		}
	}
	return sugar, nil
}

// packageImport resolves name, which begins with "#", by the "imports" of the
// package that base belongs to.
func (r *Resolver) packageImport(name string, base *whatwgurl.URL, conditions []string) (*whatwgurl.URL, error) {
	basePath, err := r.filePath(base)
	if err != nil {
		return nil, err
	}
	if name == "#" || strings.HasSuffix(name, "/") {
		return nil, invalidSpecifier(name, "is not a valid internal imports specifier name", basePath)
	}
	p, err := r.scope(basePath, true)
	if err != nil {
		return nil, err
	}
	if p == nil {
		return nil, importNotDefined(name, "", basePath)
	}
	imports, err := p.imports.value()
	if err != nil {
		return nil, err
	}
	t := target{r: r, pkg: r.fileURL(p.Path), key: name, base: base, imports: true, conditions: conditions}
	if imports != nil {
		v, ok := imports.get(name)
		if !ok || strings.IndexByte(name, '*') >= 0 {
			var key string
			if key, t.subpath = bestPattern(imports, name); key != "" {
				t.key, t.pattern = key, true
				v, ok = imports.get(key)
			} else {
				ok = false
			}
		}
		if ok {
			u, out, err := t.resolve(v)
			if out == resolved || err != nil {
				return u, err
			}
		}
	}
	return nil, importNotDefined(name, t.dir(), basePath)
}

// bestPattern is the most specific key with a "*" that matches name, and what
// the "*" stands for.
func bestPattern(v *value, name string) (best, match string) {
	for _, key := range v.keys {
		star := strings.IndexByte(key, '*')
		if star < 0 || !strings.HasPrefix(name, key[:star]) {
			continue
		}
		trailer := key[star+1:]
		if len(name) >= len(key) && strings.HasSuffix(name, trailer) && moreSpecific(key, best) &&
			strings.LastIndexByte(key, '*') == star {
			best, match = key, name[star:len(name)-len(trailer)]
		}
	}
	return best, match
}

// moreSpecific tells whether the pattern a wins over b, which may be empty.
func moreSpecific(a, b string) bool {
	starA, starB := strings.IndexByte(a, '*'), strings.IndexByte(b, '*')
	baseA, baseB := starA+1, starB+1
	if starB < 0 {
		baseB = len(b)
	}
	switch {
	case baseA != baseB:
		return baseA > baseB
	case starB < 0:
		return true
	}
	return len(a) > len(b)
}

func (t *target) dir() string {
	u, _ := whatwgurl.Parse(".", t.pkg)
	return t.r.pathOf(u)
}

func (t *target) notExported(subpath string) error {
	return notExported(t.dir(), subpath, t.r.pathOf(t.base))
}

func (t *target) invalid(text string) error {
	return invalidTarget(t.dir(), t.key, text, t.imports, t.r.pathOf(t.base))
}

func (t *target) resolve(v *value) (*whatwgurl.URL, outcome, error) {
	switch v.kind {
	case jsonNull:
		return nil, excluded, nil
	case jsonString:
		u, err := t.resolveString(v.text)
		return u, resolved, err
	case jsonArray:
		return t.resolveFirst(v)
	case jsonObject:
		return t.resolveConditions(v)
	}
	return nil, undefined, t.invalid(v.text)
}

// resolveFirst takes the first alternative that is valid.
func (t *target) resolveFirst(v *value) (*whatwgurl.URL, outcome, error) {
	last, out := error(nil), undefined
	if len(v.items) == 0 {
		return nil, excluded, nil
	}
	for i := range v.items {
		u, o, err := t.resolve(&v.items[i])
		switch {
		case is(err, "ERR_INVALID_PACKAGE_TARGET"):
			last = err
		case err != nil || o == resolved:
			return u, o, err
		case o == excluded:
			last, out = nil, excluded
		}
	}
	return nil, out, last
}

// resolveConditions takes the first condition, in the order as written, that
// holds and leads somewhere.
func (t *target) resolveConditions(v *value) (*whatwgurl.URL, outcome, error) {
	for _, key := range v.keys {
		if isArrayIndex(key) {
			href := ""
			if t.base != nil {
				href = t.base.Href()
			}
			return nil, undefined, invalidConfig(t.r.pathOf(t.pkg), href, `"exports" cannot contain numeric property keys.`)
		}
	}
	for i, key := range v.keys {
		if !holds(t.conditions, key) {
			continue
		}
		if u, out, err := t.resolve(&v.items[i]); out != undefined || err != nil {
			return u, out, err
		}
	}
	return nil, undefined, nil
}

// isArrayIndex tells whether a property key is a canonical array index.
func isArrayIndex(key string) bool {
	if key == "" || len(key) > 10 || key[0] == '0' && len(key) > 1 {
		return false
	}
	n := uint64(0)
	for i := range len(key) {
		if key[i] < '0' || key[i] > '9' {
			return false
		}
		n = n*10 + uint64(key[i]-'0')
	}
	return n < 1<<32-1
}

func (t *target) resolveString(text string) (*whatwgurl.URL, error) {
	if t.subpath != "" && !t.pattern && !strings.HasSuffix(text, "/") {
		return nil, t.invalid(text)
	}
	if !strings.HasPrefix(text, "./") {
		if t.imports && !strings.HasPrefix(text, "/") && !strings.HasPrefix(text, "../") && !whatwgurl.CanParse(text, nil) {
			return t.r.packageResolve(t.fill(text), t.pkg, t.conditions)
		}
		return nil, t.invalid(text)
	}
	switch segments(text[2:]) {
	case forbidden:
		return nil, t.invalid(text)
	case empty:
		t.warnSegment(t.filled(text), true)
	}
	u, ok := whatwgurl.Parse(text, t.pkg)
	dir, _ := whatwgurl.Parse(".", t.pkg)
	if !ok || !strings.HasPrefix(u.Pathname(), dir.Pathname()) {
		return nil, t.invalid(text)
	}
	if t.subpath == "" {
		return u, nil
	}
	switch segments(t.subpath) {
	case forbidden:
		field := "exports"
		if t.imports {
			field = "imports"
		}
		return nil, invalidSpecifier(t.request(), `request is not a valid match in pattern "`+t.key+`" for the "`+field+
			`" resolution of `+t.r.pathOf(t.pkg), t.r.pathOf(t.base))
	case empty:
		t.warnSegment(t.filled(text), false)
	}
	if t.pattern {
		u, ok = whatwgurl.Parse(strings.ReplaceAll(u.Href(), "*", t.subpath), nil)
	} else {
		u, ok = whatwgurl.Parse(t.subpath, u)
	}
	if !ok {
		return nil, t.invalid(text)
	}
	return u, nil
}

// fill puts what the "*" stands for into the target.
func (t *target) fill(text string) string {
	if t.pattern {
		return strings.ReplaceAll(text, "*", t.subpath)
	}
	return text + t.subpath
}

// filled is the target as a warning shows it.
func (t *target) filled(text string) string {
	if t.pattern {
		return strings.ReplaceAll(text, "*", t.subpath)
	}
	return text
}

// request is the request that the key matched.
func (t *target) request() string {
	if t.pattern {
		return strings.Replace(t.key, "*", t.subpath, 1)
	}
	return t.key + t.subpath
}

// segmentFault is what is wrong with the segments of a target or match.
type segmentFault uint8

const (
	fine      segmentFault = iota
	empty                  // a leading, trailing or double slash: deprecated
	forbidden              // ".", ".." or "node_modules", percent-encoded or not
)

func segments(path string) segmentFault {
	fault := fine
	start := 0
	for i := 0; i <= len(path); i++ {
		if i < len(path) && path[i] != '/' && path[i] != '\\' {
			continue
		}
		segment := path[start:i]
		start = i + 1
		if segment == "" {
			fault = empty
			continue
		}
		switch strings.ToLower(whatwgurl.PercentDecode(segment)) {
		case ".", "..", "node_modules":
			return forbidden
		}
	}
	return fault
}

func (t *target) warnSegment(shown string, isTarget bool) {
	if t.pathMap {
		return
	}
	request := t.request()
	tested := request
	if isTarget {
		tested = shown
	}
	what, field := "leading or trailing slash matching", "exports"
	if strings.Contains(strings.ReplaceAll(tested, `\`, "/"), "//") {
		what = "double slash"
	}
	if t.imports {
		field = "imports"
	}
	message := "Use of deprecated " + what + ` resolving "` + shown + `" for module request "` + request + `" `
	if request != t.key {
		message += `matched to "` + t.key + `" `
	}
	t.r.warn(message+`in the "`+field+`" field module resolution of the package at `+t.r.pathOf(t.pkg)+
		importedFrom(t.r.pathOf(t.base))+".", "DEP0166")
}

func (r *Resolver) warnTrailingSlash(exports *value, subpath string, pkg, base *whatwgurl.URL) {
	for _, key := range exports.keys {
		star := strings.IndexByte(key, '*')
		if star < 0 || !strings.HasPrefix(subpath, key[:star]) {
			continue
		}
		path := r.pathOf(pkg)
		r.warnOnce(path+"|"+subpath, `Use of deprecated trailing slash pattern mapping "`+subpath+`" in the "exports" field`+
			` module resolution of the package at `+path+importedFrom(r.pathOf(base))+
			`. Mapping specifiers ending in "/" is no longer supported.`, "DEP0155")
		return
	}
}
