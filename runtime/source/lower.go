package source

import (
	"path"
	"regexp"
	"strings"
	"sync"

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
		"async-generator":      false,
		"decorators":           false,
		"for-await":            false,
		"regexp-match-indices": false,
		"regexp-set-notation":  false,
		"using":                false,
	}
}

// featureSets are the lowerings to try, until what is left parses: first what goja does not have. Then async functions
// as well, since esbuild mixes up `super` in async generators otherwise. Then what goja has with gaps, such as a class
// field called `get`.
func featureSets() [3]map[string]bool {
	sets := [3]map[string]bool{features(), features(), features()}
	sets[1]["async-await"] = false
	for _, name := range []string{"class-field", "class-static-field", "class-static-blocks", "class-private-field",
		"class-private-static-field", "class-private-method", "class-private-static-method", "class-private-accessor",
		"class-private-static-accessor", "class-private-brand-check"} {
		sets[2][name] = false
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
	}
	input := text
	switch src.Kind {
	case Function:
		m.wrapped = utf16Width(markedStart)
		input = markedStart + text + functionEnd
	case Module:
		options.Format = api.FormatESModule
	}
	result := api.Transform(input, options)
	if len(result.Errors) > 0 {
		return nil, nil, &result.Errors[0]
	}
	m.encoded = result.Map
	if src.Kind == Module {
		unit, err := c.buildModule(src, repairHelpers(string(result.Code)), m)
		if err != nil {
			return nil, moduleRejection(m, err), nil
		}
		return unit, nil, nil
	}
	m.generated, m.shift = frame(src, repairHelpers(string(result.Code)))
	unit, err := c.build(src, m.generated, m)
	if err != nil {
		p, _ := m.Position(err.(*rejection).offset)
		return nil, &rejection{message: err.Error(), offset: m.Offset(p)}, nil
	}
	return unit, nil, nil
}

// returnHelper is where esbuild's helper for async generators goes on after an await. It must not return again from a
// generator that awaits in a finally block because of a return; only a yield* wants that.
var returnHelper = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(\w+) === "return" \? (\w+) : "next", (\w+)\[1\]`)
})

// repairHelpers corrects the helpers, which come first in what esbuild writes.
func repairHelpers(code string) string {
	at := returnHelper().FindStringSubmatchIndex(code)
	if at == nil {
		return code
	}
	key, marker := code[at[2]:at[3]], code[at[6]:at[7]]
	return code[:at[0]] + key + " === \"return\" && " + marker + "[1] ? " + key + " : \"next\", " + marker + "[1]" + code[at[1]:]
}

// frame puts what esbuild wrote into its function, and tells how many lines it put in front.
func frame(src Source, code string) (framed string, shift int) {
	if src.Kind == Function {
		// Only the line of the function's head changes, on which nothing of the source stands.
		helpers, body, _ := strings.Cut(code, markedStart)
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
