package runtime

import "github.com/gonode/gonode/runtime/internal/asyncgen"

// teachEval makes eval and the constructors of functions take what files may have.
func (rt *Runtime) teachEval() {
	asyncgen.InstallEval(rt.vm, rt.traces, func(text string, strict bool) asyncgen.Code {
		code, err := rt.loader.ParseEval(text, strict)
		if err != nil {
			panic(rt.env.Panic(err))
		}
		return code.Code
	})
}
