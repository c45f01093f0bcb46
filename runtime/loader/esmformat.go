package loader

import (
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/whatwgurl"
	"github.com/gonode/gonode/runtime/esm"
	"github.com/gonode/gonode/runtime/source"
)

// content is what a URL leads to. The format is "" if the text has to tell.
type content struct {
	format   moduleFormat
	filename string
	text     string
}

// newESModule makes the module at a URL.
func (l *Loader) newESModule(at hookResolution, attributes []source.ModuleAttribute) (*esm.Module, error) {
	u := at.url
	c, err := l.fetch(at, attributes)
	if err != nil {
		return nil, err
	}
	switch c.format {
	case formatBuiltin:
		return l.builtinModule(strings.TrimPrefix(u, "node:"))
	case formatJSON:
		return l.jsonModule(u, c.text), nil
	case formatCommonJS:
		return l.commonJSModule(u, c)
	case formatModule:
		return l.sourceModule(u, c.text)
	}
	return nil, &modules.Error{Class: "RangeError", Code: "ERR_UNKNOWN_MODULE_FORMAT", Message: "Unknown module format: " + string(c.format) + " for URL " + u}
}

// fetch gets the text of a module, and its format.
func (l *Loader) fetch(at hookResolution, attributes []source.ModuleAttribute) (*content, error) {
	if !l.hooked() {
		return l.fetchURL(at.url, attributes)
	}
	var last *content
	format, text, err := l.loadHooked(at.url, at.format, l.resolve().ImportConditions, attributes, func(u string, context *goja.Object) (*goja.Object, error) {
		c, err := l.fetchURL(u, attributes)
		if err != nil {
			return nil, err
		}
		last = c
		if given := context.Get("format"); given != nil && goja.IsString(given) && c.format != formatBuiltin {
			return l.loaded(moduleFormat(given.String()), &c.text)
		}
		if c.format == formatBuiltin {
			return l.loaded(c.format, nil)
		}
		return l.loaded(c.format, &c.text)
	})
	if err != nil {
		return nil, err
	}
	c := &content{format: format, text: text}
	if strings.HasPrefix(at.url, "file:") {
		c.filename, err = pathOfURL(at.url)
	} else if format == formatCommonJS {
		c.filename = at.url
	}
	if last == nil || last.text != text {
		l.keepText(c)
	}
	if c.format == "" {
		c.format = l.detect(c.filename, text)
	}
	return c, err
}

// keepText remembers what hooks gave for a CommonJS file, for when it is loaded.
func (l *Loader) keepText(c *content) {
	if l.texts == nil {
		l.texts = map[string]string{}
	}
	l.texts[c.filename] = c.text
}

// fetchURL is fetch without hooks.
func (l *Loader) fetchURL(u string, attributes []source.ModuleAttribute) (*content, error) {
	c := &content{}
	var err error
	switch protocol := protocolOf(u); protocol {
	case "node:":
		c.format = formatBuiltin
	case "data:":
		if c.format, c.text, err = dataURL(u); err != nil {
			return nil, err
		}
	case "file:":
		if c.filename, err = pathOfURL(u); err != nil {
			return nil, err
		}
		if c.format, err = l.fileFormat(c.filename); err != nil {
			return nil, err
		}
	default:
		return nil, modules.PlainError("ERR_UNSUPPORTED_ESM_URL_SCHEME",
			"Only URLs with a scheme in: file and data are supported by the default ESM loader. Received protocol '%s'", protocol)
	}
	if err := checkAttributes(u, c.format, attributes); err != nil {
		return nil, err
	}
	if c.filename != "" {
		text, err := l.env.FS.ReadFile(c.filename)
		if err != nil {
			return nil, modules.SystemError(err, "open", c.filename, "")
		}
		c.text = string(text)
		if c.format == "" {
			c.format = l.detect(c.filename, c.text)
		}
	}
	return c, nil
}

// formatOfURL is the format that a URL gives a module by itself, "" for none.
func (l *Loader) formatOfURL(u string) (moduleFormat, error) {
	switch protocolOf(u) {
	case "node:":
		return formatBuiltin, nil
	case "file:":
		filename, err := pathOfURL(u)
		if err != nil {
			return "", err
		}
		return l.fileFormat(filename)
	case "data:":
		format, _, err := dataURL(u)
		return format, err
	}
	return "", nil
}

// sourceModule makes a module of a text.
func (l *Loader) sourceModule(u, text string) (*esm.Module, error) {
	name := u
	if at := strings.IndexAny(name, "?#"); at >= 0 && strings.HasPrefix(name, "file:") {
		name = name[:at]
	}
	return l.textModule(source.Source{Name: u, Text: text, Kind: source.Module, Language: source.LanguageOf(name)})
}

func (l *Loader) textModule(src source.Source) (*esm.Module, error) {
	unit, err := l.compile(src)
	if err != nil {
		return nil, err
	}
	l.noteSourceMap(src.Name, src.Text)
	m := l.esm.engine.SourceText(src.Name, unit)
	m.Meta = func(meta *goja.Object) error { return l.fillMeta(m, meta) }
	return m, nil
}

// fileFormat is the format that the name of a file, and its package, give it, or "" if the text has to tell.
func (l *Loader) fileFormat(filename string) (moduleFormat, error) {
	switch ext := filepath.Ext(filename); ext {
	case ".json":
		return formatJSON, nil
	case ".node":
		return "", modules.PlainError("ERR_DLOPEN_FAILED", "gonode cannot load native addons: %s", filename)
	case ".mjs", ".mts", ".cjs", ".cts", ".js", ".ts", ".jsx", ".tsx":
		format, err := l.formatOf(filename)
		return moduleFormat(format), err
	case "":
		p, err := l.resolve().NearestPackage(filename)
		if err != nil {
			return "", errorOf(err)
		}
		if p != nil && p.Type != "none" {
			return moduleFormat(p.Type), nil
		}
		return "", nil
	default:
		return "", &modules.Error{Class: "TypeError", Code: "ERR_UNKNOWN_FILE_EXTENSION",
			Message: `Unknown file extension "` + ext + `" for ` + filename}
	}
}

// detect tells by the text what a file is whose name does not tell: CommonJS if it can be that.
func (l *Loader) detect(filename, text string) moduleFormat {
	if _, err := l.compiler.Compile(source.CommonJS(filename, text)); err != nil && source.IsModule(filename, text) {
		l.warnTypeless(filename)
		return formatModule
	}
	return formatCommonJS
}

// dataURL splits a data: URL.
func dataURL(u string) (format moduleFormat, text string, err error) {
	parsed, _ := whatwgurl.Parse(u, nil)
	head, body, ok := strings.Cut(parsed.Pathname()+parsed.Search(), ",")
	if !ok {
		return "", "", modules.PlainError("ERR_INVALID_URL", "Invalid URL")
	}
	mime, base64 := strings.CutSuffix(strings.TrimSpace(head), ";base64")
	mime, _, _ = strings.Cut(mime, ";")
	switch strings.ToLower(strings.TrimSpace(mime)) {
	case "text/javascript":
		format = formatModule
	case "application/json":
		format = formatJSON
	default:
		if mime == "" {
			mime = "null"
		}
		return "", "", &modules.Error{Class: "RangeError", Code: "ERR_UNKNOWN_MODULE_FORMAT", Message: "Unknown module format: " + mime + " for URL " + u}
	}
	text = whatwgurl.PercentDecode(body)
	if base64 {
		text = decodeBase64(text)
	}
	return format, text, nil
}

// checkAttributes checks what an import says of the module it wants.
func checkAttributes(u string, format moduleFormat, attributes []source.ModuleAttribute) error {
	kind := ""
	for _, a := range attributes {
		if a.Key != "type" || a.Value != "json" {
			return &modules.Error{Class: "TypeError", Code: "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED",
				Message: `Import attribute "` + a.Key + `" with value "` + a.Value + `" is not supported in ` + u}
		}
		kind = a.Value
	}
	switch {
	case format == formatJSON && kind == "":
		return &modules.Error{Class: "TypeError", Code: "ERR_IMPORT_ATTRIBUTE_MISSING",
			Message: `Module "` + u + `" needs an import attribute of "type: json"`}
	case format != formatJSON && kind != "":
		return &modules.Error{Class: "TypeError", Code: "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE",
			Message: `Module "` + u + `" is not of type "json"`}
	}
	return nil
}

// fillMeta gives import.meta its properties.
func (l *Loader) fillMeta(m *esm.Module, meta *goja.Object) error {
	e := l.env
	if protocolOf(m.URL) == "file:" {
		filename, err := pathOfURL(m.URL)
		if err != nil {
			return err
		}
		e.Define(meta, true, modules.Val("dirname", l.resolve().Style.Dirname(filename)), modules.Val("filename", filename))
	}
	e.Define(meta, true,
		modules.Val("main", modules.Bool(l.esm.main == m.URL)),
		modules.Fn("resolve", 1, func(c modules.Call) (goja.Value, error) {
			specifier, err := c.String(0, "specifier")
			if err != nil {
				return nil, err
			}
			return l.metaResolve(specifier, m.URL)
		}),
		modules.Val("url", m.URL),
	)
	return nil
}
