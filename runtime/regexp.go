package runtime

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/regexprop"
	"github.com/gonode/gonode/modules"
)

// teachRegExp makes RegExp(pattern, flags) know property escapes, as the
// source pipeline does for literals.
func (rt *Runtime) teachRegExp() {
	rt.traces.RewriteArguments(rt.vm.Get("RegExp").(*goja.Object), func(args []goja.Value) []goja.Value {
		if len(args) < 2 || !goja.IsString(args[0]) || !goja.IsString(args[1]) || !strings.Contains(args[1].String(), "u") {
			return args
		}
		pattern := args[0].String()
		if !regexprop.Has(pattern) {
			return args
		}
		rewritten := append([]goja.Value(nil), args...)
		expanded, err := regexprop.Expand(pattern)
		if err != nil {
			panic(rt.env.Panic(&modules.Error{
				Class: "SyntaxError", Message: "Invalid regular expression: /" + pattern + "/" + args[1].String() + ": " + err.Error(),
			}))
		}
		rewritten[0] = rt.vm.ToValue(expanded)
		return rewritten
	})
}
