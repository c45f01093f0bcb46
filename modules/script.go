package modules

import (
	"strings"
	"sync"

	"github.com/dop251/goja"
)

// Script is JavaScript that ships with gonode. It is compiled once a process,
// when it first runs, and shared by all runtimes.
type Script struct {
	compile func() *goja.Program
}

// NewScript makes a script from the body of a function with the given
// parameters. name, such as "node:stream", is what stack traces show. The
// body must be what goja parses as it is; a mistake in it panics on first use.
func NewScript(name, body string, params ...string) *Script {
	return &Script{sync.OnceValue(func() *goja.Program {
		return goja.MustCompile(name, "(function ("+strings.Join(params, ", ")+") {"+body+"\n})", true)
	})}
}

// Run calls the function with this undefined and returns its value.
func (s *Script) Run(e *Env, args ...goja.Value) goja.Value {
	f, err := e.VM.RunProgram(s.compile())
	if err != nil {
		panic(err)
	}
	v, err := e.Invoke(f, goja.Undefined(), args...)
	if err != nil {
		panic(e.Panic(err))
	}
	return v
}
