package loader

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/sourcemap"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/whatwgurl"
	"github.com/gonode/gonode/runtime/source"
)

// sourceMap is what an instance of module.SourceMap has.
type sourceMap struct {
	payload     *goja.Object
	lineLengths goja.Value // an array, or undefined
	entries     *sourcemap.Map
}

// fileMap is the source map of a file that was loaded while they were asked for.
type fileMap struct {
	text    string // of the file
	data    []byte // the map, in JSON, its sources URLs
	payload struct {
		Sources        []string
		SourcesContent []*string
	}
	entries *sourcemap.Map
	object  *goja.Object // made when first asked for
}

var sourceMapSlot = modules.NewSlot[sourceMap]("kSourceMap")

// noteSourceMap remembers the map of a file or URL that is loaded, if the program wants maps and the text names one.
func (l *Loader) noteSourceMap(name, text string) {
	support := sourcemap.Of(l.env)
	if !support.Enabled || !support.NodeModules && strings.Contains(strings.ReplaceAll(name, "\\", "/"), "/node_modules/") {
		return
	}
	named := sourcemap.URL(text)
	if named == "" {
		return
	}
	base := l.mapKey(name)
	data, ok := l.readSourceMap(named, base)
	if !ok {
		return
	}
	m := &fileMap{text: text}
	if m.data, ok = absoluteSources(data, base); !ok || json.Unmarshal(m.data, &m.payload) != nil {
		return
	}
	var err error
	if m.entries, err = sourcemap.Parse(m.data); err != nil {
		return
	}
	if l.sourceMaps == nil {
		l.sourceMaps = map[string]*fileMap{}
	}
	l.sourceMaps[base] = m
}

// mapKey is the URL of a file, or the URL that a name is.
func (l *Loader) mapKey(name string) string {
	if scheme, _, ok := strings.Cut(name, "://"); ok && scheme != "" && !strings.ContainsAny(scheme, `/\ `) || strings.HasPrefix(name, "data:") {
		return name
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(l.cwd(), name)
	}
	return fileURL(name)
}

// readSourceMap reads the map that a comment names: a data: URL or a file.
func (l *Loader) readSourceMap(named, base string) ([]byte, bool) {
	if rest, ok := strings.CutPrefix(named, "data:"); ok {
		head, body, _ := strings.Cut(rest, ",")
		parts := strings.Split(head, ";")
		if parts[0] != "application/json" {
			return nil, false
		}
		if parts[len(parts)-1] != "base64" {
			return []byte(body), true
		}
		if decoded, err := url.PathUnescape(body); err == nil {
			body = decoded
		}
		data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(body, "="))
		return data, err == nil
	}
	at, ok := resolveURL(named, base)
	if !ok {
		return nil, false
	}
	path, err := pathOfURL(at)
	if err != nil {
		return nil, false
	}
	data, err := l.env.FS.ReadFile(path)
	return data, err == nil
}

// resolveURL is a URL seen from another one.
func resolveURL(reference, base string) (string, bool) {
	from, ok := whatwgurl.Parse(base, nil)
	if !ok {
		return "", false
	}
	u, ok := whatwgurl.Parse(reference, from)
	if !ok {
		return "", false
	}
	return u.Href(), true
}

// absoluteSources makes URLs of the sources of a map, and leaves everything else as it was.
func absoluteSources(data []byte, base string) ([]byte, bool) {
	var fields struct {
		SourceRoot *string
		Sources    []*string
	}
	if json.Unmarshal(data, &fields) != nil || fields.Sources == nil {
		return nil, false
	}
	root := ""
	if fields.SourceRoot != nil {
		root = *fields.SourceRoot
	}
	for i, s := range fields.Sources {
		name := "null"
		if s != nil {
			name = *s
		}
		u, ok := resolveURL(root+name, base)
		if !ok {
			return nil, false
		}
		fields.Sources[i] = &u
	}
	var all map[string]json.RawMessage
	if json.Unmarshal(data, &all) != nil {
		return nil, false
	}
	all["sources"], _ = json.Marshal(fields.Sources)
	all["sourceRoot"] = json.RawMessage(`""`)
	// What the map was written in keeps the order of its properties.
	out, ok := rewriteObject(data, all)
	return out, ok
}

// rewriteObject writes a JSON object with other values in the order that it had.
func rewriteObject(data []byte, values map[string]json.RawMessage) ([]byte, bool) {
	d := json.NewDecoder(strings.NewReader(string(data)))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, false
	}
	var keys []string
	for d.More() {
		key, err := d.Token()
		var skipped json.RawMessage
		if name, ok := key.(string); err == nil && ok && d.Decode(&skipped) == nil {
			keys = append(keys, name)
			continue
		}
		return nil, false
	}
	if !strings.Contains(string(data), `"sourceRoot"`) {
		keys = append(keys, "sourceRoot")
	}
	out := []byte{'{'}
	for i, key := range keys {
		if i > 0 {
			out = append(out, ',')
		}
		name, _ := json.Marshal(key)
		out = append(append(append(out, name...), ':'), values[key]...)
	}
	return append(out, '}'), true
}

// Original is the place in its author's source of a place in a file, if the program wants source maps and the file has
// one. line is the text of that line, if it is known.
func (l *Loader) Original(at source.Position) (p source.Position, line string, ok bool) {
	if len(l.sourceMaps) == 0 || !sourcemap.Of(l.env).Enabled {
		return p, "", false
	}
	m := l.sourceMaps[l.mapKey(at.File)]
	if m == nil {
		return p, "", false
	}
	e, ok := m.entries.Find(at.Line-1, at.Column-1)
	if !ok || !e.Mapped {
		return p, "", false
	}
	p = source.Position{File: e.Source, Line: e.SourceLine + 1, Column: e.SourceColumn + 1}
	if path, err := pathOfURL(e.Source); err == nil && strings.HasPrefix(e.Source, "file:") {
		p.File = path
	}
	return p, l.originalLine(m, e, p), true
}

// originalLine is the text of a line of a source: what the map has of it, or its file.
func (l *Loader) originalLine(m *fileMap, e sourcemap.Entry, p source.Position) string {
	text := ""
	for i, s := range m.payload.Sources {
		if s == e.Source && i < len(m.payload.SourcesContent) && m.payload.SourcesContent[i] != nil {
			text = *m.payload.SourcesContent[i]
		}
	}
	if text == "" && strings.HasPrefix(e.Source, "file:") {
		if data, err := l.env.FS.ReadFile(p.File); err == nil {
			text = string(data)
		}
	}
	number := p.Line
	for line := range strings.Lines(text) {
		if number--; number == 0 {
			return strings.TrimRight(line, "\r\n")
		}
	}
	return ""
}
