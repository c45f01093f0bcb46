package runtime

import (
	"context"
	"errors"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// REPL evaluates a session line by line in the global scope of a runtime.
type REPL struct {
	rt      *Runtime
	pending string
}

// NewREPL starts a session. require, module and the builtin modules are
// globals in it, as in Node's.
func (rt *Runtime) NewREPL() (*REPL, error) {
	_, err := rt.do(context.Background(), func() (goja.Value, error) { return rt.loader.EvalMain("repl", "undefined") })
	return &REPL{rt: rt}, err
}

// Line evaluates a line. more asks for the next one, because what there is so
// far is incomplete; otherwise output is the value, or the error, as text.
func (r *REPL) Line(ctx context.Context, line string) (output string, more bool) {
	code := r.pending + line
	v, err := r.eval(ctx, code)
	if incomplete(err) {
		r.pending = code
		return "", true
	}
	r.pending = ""
	if err != nil {
		return "Uncaught " + r.rt.inspect(r.rt.env.Thrown(err)), false
	}
	return r.rt.inspect(v), false
}

// eval tries an object literal first where a line begins with a brace, as
// Node does.
func (r *REPL) eval(ctx context.Context, code string) (goja.Value, error) {
	if trimmed := strings.TrimSpace(code); strings.HasPrefix(trimmed, "{") && !strings.HasSuffix(trimmed, ";") {
		if v, err := r.rt.Eval(ctx, "REPL1", "("+trimmed+"\n)"); err == nil {
			return v, nil
		}
	}
	return r.rt.Eval(ctx, "REPL1", code)
}

// incomplete tells a program that may go on from one that is wrong.
func incomplete(err error) bool {
	var thrown *modules.ThrownError
	if !errors.As(err, &thrown) {
		return false
	}
	o, ok := thrown.Value.(*goja.Object)
	if !ok || o.Get("name").String() != "SyntaxError" {
		return false
	}
	switch o.Get("message").String() {
	case "Unexpected end of input", "Unterminated template literal", "missing ) after argument list":
		return true
	}
	return false
}
