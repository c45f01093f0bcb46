// Package stdio knows which of the process's standard streams exist as streams
// in JavaScript, so that the console can print without making them.
package stdio

import (
	"io"
	"os"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/terminal"
)

// Streams are the standard streams of a runtime, by descriptor.
type Streams struct {
	made   [3]*goja.Object
	direct [3]io.Writer
}

var local = modules.NewLocal(func(e *modules.Env) *Streams {
	s := &Streams{}
	_, forcedColor := e.Proc.Getenv("FORCE_COLOR")
	for fd, w := range map[int]io.Writer{1: e.Stdout, 2: e.Stderr} {
		if f, ok := w.(*os.File); !forcedColor && !(ok && terminal.Is(f)) {
			s.direct[fd] = w
		}
	}
	return s
})

// Of returns the standard streams of a runtime.
func Of(e *modules.Env) *Streams { return local.Of(e) }

// Made is the stream of a descriptor if it has been made, or nil.
func (s *Streams) Made(fd int) *goja.Object { return s.made[fd] }

// SetMade notes the stream of a descriptor.
func (s *Streams) SetMade(fd int, stream *goja.Object) { s.made[fd] = stream }

// Direct is where text for a descriptor, 1 or 2, can be written while nobody
// has its stream: everywhere but on a terminal, whose stream knows of colours.
// Otherwise it is nil.
func (s *Streams) Direct(fd int) io.Writer {
	if s.made[fd] != nil {
		return nil
	}
	return s.direct[fd]
}
