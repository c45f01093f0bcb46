package source

import (
	"maps"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// marker names the function that a body is put into for esbuild, and is what finds it again in the result.
const (
	marker      = "ǃbody"
	markedStart = "(function " + marker + "() {"
)

// factoryStart and factoryEnd go around lowered code with its helpers, so that those are nobody else's.
const (
	factoryStart = "(function () {"
	factoryEnd   = "})()"
)

// features is what goja does not have and esbuild can put in other terms. It goes into every lowering.
// What goja has must not be here: lowered code is slower and reads worse in Function.prototype.toString.
func features() map[string]bool {
	return map[string]bool{
		"decorators": false,
		"using":      false,
	}
}

// featureSets are the lowerings to try, until what is left parses: first what goja does not have, then what it has
// with gaps, such as a class field called `get`.
func featureSets() [2]map[string]bool {
	sets := [2]map[string]bool{features(), features()}
	for _, name := range []string{"class-field", "class-static-field", "class-static-blocks", "class-private-field",
		"class-private-static-field", "class-private-method", "class-private-static-method", "class-private-accessor",
		"class-private-static-accessor", "class-private-brand-check"} {
		sets[1][name] = false
	}
	return sets
}

// lower compiles a text through esbuild. cause is why goja did not take it as it was, if it was asked.
func (c *Compiler) lower(src Source, text string, cause *rejection) (*Unit, error) {
	for _, supported := range featureSets() {
		unit, rejected, err := c.transform(src, text, supported)
		switch {
		case err != nil:
			return nil, newSyntaxError(src, text, cause, err)
		case rejected == nil:
			return unit, nil
		case cause == nil:
			cause = rejected
		}
	}
	return nil, newSyntaxError(src, text, cause, nil)
}

func (c *Compiler) transform(src Source, text string, supported map[string]bool) (*Unit, *rejection, *api.Message) {
	m := &Map{name: src.Name, text: text, line: src.Line, column: src.Column}
	options := api.TransformOptions{
		Loader:         loader(src.Language),
		Sourcefile:     path.Base(src.Name),
		Sourcemap:      api.SourceMapExternal,
		SourcesContent: api.SourcesContentExclude,
		Target:         api.ESNext,
		Supported:      supported,
		Charset:        api.CharsetUTF8,
		LogLevel:       api.LogLevelSilent,
		LegalComments:  api.LegalCommentsNone,
		Platform:       api.PlatformNode,
		TsconfigRaw:    src.TypeScript,
	}
	input := text
	switch src.Kind {
	case Function:
		if src.Language == JSX || src.Language == TSX {
			// What the automatic runtime of JSX imports is required.
			options.Format = api.FormatCommonJS
		}
		m.wrapped = utf16Width(markedStart)
		input = markedStart + text + functionEnd
	case Module:
		options.Format = api.FormatESModule
		options.Supported = maps.Clone(supported)
		options.Supported["top-level-await"] = true
	}
	code, encoded, refused := lowerText(src.Cache, input, options)
	if refused != nil {
		return nil, nil, refused
	}
	m.encoded = encoded
	if src.Kind == Module {
		unit, err := c.buildModule(src, code, m)
		if err != nil {
			return nil, moduleRejection(m, err), nil
		}
		return unit, nil, nil
	}
	m.generated, m.shift = frame(src, code)
	unit, err := c.build(src, m.generated, m)
	if err != nil {
		r, ok := err.(*rejection)
		if !ok {
			return nil, &rejection{message: err.Error()}, nil
		}
		p, _ := m.Position(r.offset)
		return nil, &rejection{message: r.message, offset: m.Offset(p)}, nil
	}
	return unit, nil, nil
}

// frame puts what esbuild wrote into its function, and tells how many lines it put in front.
func frame(src Source, code string) (framed string, shift int) {
	if src.Kind == Function {
		// Only the line of the function's head changes, on which nothing of the source stands.
		helpers, body, _ := strings.Cut(code, markedStart)
		if strings.Contains(helpers, "require(") {
			// They need the function's parameters.
			return functionStart(src.Params) + helpers + strings.TrimRight(body, ";\n"), 0
		}
		return factoryStart + helpers + "return " + functionStart(src.Params) + body + factoryEnd, 0
	}
	return code, 0
}

func loader(l Language) api.Loader {
	switch l {
	case TypeScript:
		return api.LoaderTS
	case JSX:
		return api.LoaderJSX
	case TSX:
		return api.LoaderTSX
	}
	return api.LoaderJS
}

// strip makes JavaScript of a text whose imports and exports matter: all that are not only types stay.
func strip(text string, language Language) (code string, ok bool) {
	result := api.Transform(text, api.TransformOptions{Loader: loader(language), Target: api.ESNext, Charset: api.CharsetUTF8,
		LogLevel: api.LogLevelSilent, TsconfigRaw: `{"compilerOptions":{"verbatimModuleSyntax":true}}`})
	return string(result.Code), len(result.Errors) == 0
}
