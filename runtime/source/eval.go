package source

import (
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/gonode/gonode/runtime/internal/asyncgen"
)

// evalName is what goja, and with it all that looks at stacks, calls code of eval.
const evalName = "<eval>"

// EvalCode is a text as eval takes it: what goja does not compile is rewritten or lowered.
type EvalCode struct {
	asyncgen.Code
	// Imports and AsyncLoops are those of [Unit].
	Imports, AsyncLoops bool
}

// ParseEval parses a text for eval, called from strict code or not. An error is a *SyntaxError.
func ParseEval(text string, strict bool) (*EvalCode, error) {
	code, err := parseEval(text, strict)
	if err == nil {
		return code, nil
	}
	m := &Map{name: evalName, text: text}
	cause := m.rejected(err)
	src := Source{Name: evalName, Text: text}
	if cause.final {
		return nil, newSyntaxError(src, text, cause, nil)
	}
	result := api.Transform(text, api.TransformOptions{Loader: api.LoaderJS, Target: api.ESNext, Supported: features(),
		Charset: api.CharsetUTF8, LogLevel: api.LogLevelSilent, LegalComments: api.LegalCommentsNone})
	if len(result.Errors) > 0 {
		return nil, newSyntaxError(src, text, cause, &result.Errors[0])
	}
	if code, err := parseEval(string(result.Code), strict); err == nil {
		return code, nil
	}
	return nil, newSyntaxError(src, text, cause, nil)
}

func parseEval(text string, strict bool) (*EvalCode, error) {
	compiled := text
	if mayHaveAsyncGenerators(text[:min(len(text), 4*len(methodStart))]) && !strings.HasPrefix(text, "(async") {
		compiled = strings.Repeat(" ", len(methodStart)) + text
	}
	p, err := parse(evalName, compiled)
	if err != nil {
		return nil, err
	}
	async := asyncSyntax{text: compiled, parsed: p}
	if p.texts != nil || mayNeedRewriting(compiled) {
		if err := async.rewrite(p.tree, false); err != nil {
			return nil, err
		}
	}
	if err := prepare(p.tree, strict); err != nil {
		return nil, err
	}
	return &EvalCode{
		Code: asyncgen.Code{Tree: p.tree, Adopt: async.generators || strings.Contains(compiled, "eval"),
			Function: isFunction(p.tree, compiled)},
		Imports: p.imports, AsyncLoops: async.looped > 0,
	}, nil
}
