package stack

import (
	"errors"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/runtime/source"
)

// Snippet is where an uncaught error was thrown with the line of its source, as Node prints above the error, or "".
// err is what goja gave, if it was thrown, and value the value.
func (t *Traces) Snippet(err error, value goja.Value) string {
	f := t.site(err, value)
	if f.program == nil {
		return ""
	}
	text := f.program.Src.Source()
	p, ok := t.position(&f)
	if !ok {
		return ""
	}
	if t.Original != nil {
		if original, line, ok := t.Original(p); ok && line != "" {
			return source.Snippet(original.File, original.Line, original.Column, 1, line)
		}
	}
	m := t.maps.Map(f.program.Src)
	if m == nil {
		return source.Snippet(p.File, p.Line, p.Column, 1, lineOf(text, p.Line))
	}
	return source.Snippet(p.File, p.Line, m.InLine(p), 1, m.Line(p.Line))
}

// site is the place of a throw. For an error that goja did not see thrown, such as the reason of a rejection, it is
// the place where it was made.
func (t *Traces) site(err error, value goja.Value) frame {
	var ex *goja.Exception
	if errors.As(err, &ex) {
		frames := ex.Stack()
		for i := range frames {
			if f := stackFrameOf(&frames[i]); f.prg != nil && !isInternal(f.prg) {
				return frame{program: f.prg, pc: f.pc, moved: -1}
			}
		}
	}
	if o, ok := value.(*goja.Object); ok {
		if tr := t.traceOf(o); tr != nil {
			return tr.site
		}
	}
	return frame{}
}

func lineOf(text string, number int) string {
	for line := range strings.Lines(text) {
		if number--; number == 0 {
			return strings.TrimRight(line, "\r\n")
		}
	}
	return ""
}
