// Package colors decides whether text for a stream is coloured.
package colors

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/stdio"
)

// Enabled reports whether text written to stream, which may be nil, should have
// colours: FORCE_COLOR decides, and without it whether the stream is a terminal
// that knows more than two.
func Enabled(e *modules.Env, stream *goja.Object) bool {
	if force, ok := e.Proc.Getenv("FORCE_COLOR"); ok {
		return ForcedDepth(force) > 2
	}
	if stream == nil {
		return false
	}
	if tty := stream.Get("isTTY"); tty == nil || !tty.ToBoolean() {
		return false
	}
	depth := stream.Get("getColorDepth")
	if !modules.IsFunction(depth) {
		return true
	}
	v, err := e.Invoke(depth, stream)
	return err == nil && v.ToInteger() > 2
}

// Stderr is Enabled for the process's stderr, which it does not make: nobody has it
// as a stream while text for it goes to the descriptor.
func Stderr(e *modules.Env) bool {
	if stdio.Of(e).Direct(2) != nil {
		return Enabled(e, nil)
	}
	stream, _ := e.RequireObject("process").Get("stderr").(*goja.Object)
	return Enabled(e, stream)
}

// ForcedDepth is how many bits a colour has by the value of FORCE_COLOR.
func ForcedDepth(force string) int {
	switch force {
	case "", "1", "true":
		return 4
	case "2":
		return 8
	case "3":
		return 24
	}
	return 1
}
