package stack

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/runtime/source"
)

// syntaxMessage puts into V8's words what is wrong with a text that the program itself compiles: with eval, Function
// or RegExp, or as JSON.
func (t *Traces) syntaxMessage(message string) string {
	function, args := t.compiling()
	if function == nil {
		return ""
	}
	argument := func(i int) string {
		if i < len(args) && args[i] != nil {
			return args[i].String()
		}
		return ""
	}
	switch name := t.nameOf(function); name {
	case "parse":
		if len(args) > 0 {
			return JSONMessage(argument(0))
		}
	case "eval":
		return explained(argument(0), message)
	case "Function", "AsyncFunction", "GeneratorFunction":
		if len(args) == 0 {
			return ""
		}
		var params []string
		for i := range args[:len(args)-1] {
			params = append(params, argument(i))
		}
		head := map[string]string{"Function": "(function", "AsyncFunction": "(async function", "GeneratorFunction": "(function*"}[name]
		if source.Explain(head+" anonymous("+strings.Join(params, ",")+"\n) {\n})") != "" {
			return "Arg string terminates parameters early"
		}
		return explained(head+" anonymous("+strings.Join(params, ",")+"\n) {\n"+argument(len(args)-1)+"\n})", message)
	}
	return ""
}

// explained is what is wrong with a script, or goja's message without the place if its parser takes it.
func explained(text, message string) string {
	if words := source.Explain(text); words != "" {
		return words
	}
	message = strings.TrimPrefix(message, "SyntaxError: ")
	message, _, _ = strings.Cut(message, " at "+evalName)
	return message
}

// compiling is the builtin function that compiles, and its arguments.
func (t *Traces) compiling() (function *goja.Object, args []goja.Value) {
	m := t.machine
	if m.Prg == nil {
		f := t.frame(t.context(len(m.CallStack)), 0)
		if f.function == nil || m.Sb > m.Sp || m.Sp > len(m.Stack) {
			return nil, nil
		}
		return f.function, m.Stack[m.Sb:m.Sp]
	}
	f := t.fault()
	if f == nil || !strings.HasPrefix(f.op, "call") && !strings.HasPrefix(f.op, "new") {
		return nil, nil
	}
	n := f.count()
	if n < 0 || n >= len(f.values) {
		return nil, nil
	}
	function, _ = f.top(n + 1).(*goja.Object)
	return function, f.values[len(f.values)-n:]
}
