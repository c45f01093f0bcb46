package stack

import (
	"math"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/runtime/source"
)

// frame is one call on the stack.
type frame struct {
	program  *program // nil for a function written in Go
	pc       int
	function *goja.Object // nil if unknown, as of the frames below an await
	this     goja.Value   // nil if unknown
	// constructor says that the function was called by new, async that it waits for the frame above.
	constructor, async bool
	// moved is where the instruction is, if V8 has it somewhere else than goja, or -1.
	moved int
	// name is what stacks call the function if that is not its own name.
	name string
	// origin is the frame that called eval, if this is code that eval compiled.
	origin *frame
	// original is what a source map says that the place is, once the frame is written.
	original *source.Position
}

// trace is a stack as it was when an error came about.
type trace struct {
	holder *goja.Object
	frames []frame
	// site is where it came about: the topmost frame of code in JavaScript.
	site frame
	// disabled says that Error.stackTraceLimit was no number: there is no stack then.
	disabled bool
	// header is the first line, if it is not what the error's name and message make.
	header string
	// text is what the stack property has, once it was read or set.
	text goja.Value
}

// Internal is how the names of programs begin whose frames no stack shows.
const Internal = "gonode:"

func isInternal(p *program) bool {
	name := p.Src.Name()
	return len(name) >= len(Internal) && name[:len(Internal)] == Internal
}

// evalName is what goja calls code that eval and Function compile.
const evalName = "<eval>"

// capture records the stack of the running code. A skip tells which calls at its top to leave out.
func (t *Traces) capture(holder *goja.Object, s skip) *trace {
	tr := &trace{holder: holder}
	limit, ok := t.limit()
	if !ok {
		tr.disabled = true
		return tr
	}
	m := t.machine
	frames := t.scratch[:0]
	synchronous := 0
	for i := len(m.CallStack); i >= 0 && (len(frames) < limit || m.CurAsyncRunner != nil); i-- {
		c := t.context(i)
		if c.Prg == nil && c.Sb <= 0 {
			continue
		}
		synchronous++
		if len(frames) >= limit {
			continue
		}
		f := t.frame(c, i)
		if synchronous == 1 && f.program != nil {
			f.moved, t.moved = t.moved, -1
		}
		if s.leavesOut(&f, &c) || t.hidden(&f, i) {
			continue
		}
		if last := len(frames) - 1; last >= 0 && f.program != nil {
			above := &frames[last]
			if f.program.FuncName == staticInitializer && above.program != nil && above.program.FuncName == "" {
				above.name, above.this = staticInitializer, nil
				continue
			}
			if name := t.builtinConstructor(&f, i); name != "" && !above.constructor && !above.initializer() {
				frames = append(frames, frame{name: name, constructor: true})
				if len(frames) >= limit {
					continue
				}
			}
		}
		if f.program != nil && f.program.Src.Name() == evalName {
			f.origin = t.origin(f.program, i)
		}
		frames = append(frames, f)
	}
	if m.CurAsyncRunner != nil && s.above == nil {
		frames = t.awaiting(frames, synchronous, limit)
	}
	tr.frames = append([]frame(nil), frames...)
	for i := range frames {
		if frames[i].program != nil {
			tr.site = frame{program: frames[i].program, pc: frames[i].pc, moved: frames[i].moved}
			break
		}
	}
	clear(frames)
	t.scratch = frames
	return tr
}

// skip says which calls at the top of a stack are left out of a trace. Each is nil once it has been met.
type skip struct {
	// own is a function in Go that may be the topmost call.
	own *goja.Object
	// class is the class an error is being made of. Its constructor and those it extends are on top.
	class *goja.Object
	// above is a function: what it called, and itself, is left out.
	above *goja.Object
}

func (s *skip) leavesOut(f *frame, c *context) bool {
	own := s.own
	s.own = nil
	switch {
	case own != nil && f.function == own:
		return true
	case s.above != nil:
		if f.function == s.above {
			s.above = nil
		}
		return true
	case s.class != nil:
		if f.program != nil && f.function != nil && c.NewTarget == goja.Value(s.class) {
			if f.function == s.class {
				s.class = nil
			}
			return true
		}
		s.class = nil
	}
	return false
}

// staticInitializer is what goja calls the code of static blocks and fields, each of which is a function of its own.
const staticInitializer = "<static_initializer>"

func (f *frame) initializer() bool {
	return f.program != nil && strings.HasPrefix(f.program.FuncName.String(), "<")
}

// builtinConstructor is the name of the constructor in Go that a frame is calling, which has no frame of its own.
func (t *Traces) builtinConstructor(f *frame, i int) string {
	if i++; i >= len(t.machine.CallStack) || t.machine.CallStack[i].Prg != nil || t.machine.CallStack[i].Pc != -2 {
		return "" // it was not Go that called the frame above
	}
	text := f.program.Src.Source()
	rest, ok := strings.CutPrefix(text[min(f.program.SourceOffset(f.pc), len(text)):], "new ")
	if !ok {
		return ""
	}
	name := rest[:len(rest)-len(strings.TrimLeftFunc(rest, source.IsIdentifierPart))]
	if o, ok := t.vm.GlobalObject().Get(name).(*goja.Object); ok && t.layout.isNative(o) {
		return name
	}
	return ""
}

// limit is Error.stackTraceLimit, and whether it is a number.
func (t *Traces) limit() (int, bool) {
	v := t.errorConstructor.Get("stackTraceLimit")
	if v == nil || !goja.IsNumber(v) {
		return 0, false
	}
	return int(math.Max(0, math.Min(v.ToFloat(), 200))), true
}

// context is that of the running function, or of one further down.
func (t *Traces) context(i int) context {
	m := t.machine
	if i < len(m.CallStack) {
		return m.CallStack[i]
	}
	return context{Prg: m.Prg, Pc: m.Pc, Sb: m.Sb, NewTarget: m.NewTarget}
}

// frame reads a frame off goja's stack, where a function is below its receiver if it is written in JavaScript,
// and above it if it is written in Go.
func (t *Traces) frame(c context, i int) frame {
	f := frame{program: c.Prg, pc: c.Pc, moved: -1}
	if c.Sb <= 0 || c.Sb > len(t.machine.Stack) {
		return f
	}
	values := t.machine.Stack
	f.function, _ = values[c.Sb-1].(*goja.Object)
	if c.Prg == nil {
		if c.Sb > 1 {
			f.this = values[c.Sb-2]
		}
		return f
	}
	if c.Sb < len(values) {
		f.this = values[c.Sb]
	}
	if f.function == nil {
		return f
	}
	s, kind := t.layout.script(f.function)
	if s == nil {
		return f
	}
	// goja leaves newTarget alone when one function calls another, so it counts only right above Go, which sets it.
	f.constructor = c.NewTarget != nil && s.prg == c.Prg && (kind == engine.Ordinary || kind == engine.Class) &&
		i > 0 && t.machine.CallStack[i-1].Pc == -2
	return f
}

// hidden tells whether V8 would have no such frame: the host's own, and functions that only pass a call on.
func (t *Traces) hidden(f *frame, i int) bool {
	if f.program != nil {
		return isInternal(f.program)
	}
	if f.function == nil || f.function == t.entry || t.layout.isBound(f.function) || t.forwards(f.function) {
		return true
	}
	// A binding may be called by a program of the host.
	for i--; i >= 0; i-- {
		if c := t.context(i); c.Prg != nil || c.Sb > 0 {
			return c.Prg != nil && isInternal(c.Prg)
		}
	}
	return false
}

// origin finds who called eval, given where code that eval compiled was found.
func (t *Traces) origin(p *program, i int) *frame {
	for ; i >= 0; i-- {
		c := t.context(i)
		if c.Prg == nil || c.Prg.Src != p.Src || c.Prg.FuncName != "" {
			continue
		}
		if f := t.frame(c, i); f.function != nil {
			if s, _ := t.layout.script(f.function); s != nil && s.prg == c.Prg {
				continue
			}
		}
		for i--; i >= 0; i-- {
			if c := t.context(i); c.Prg != nil && c.Prg.Src != p.Src {
				f := t.frame(c, i)
				if c.Prg.Src.Name() == evalName {
					f.origin = t.origin(c.Prg, i)
				}
				return &f
			}
		}
	}
	return nil
}

// awaiting adds the functions that wait for the running one. goja lists them after those that are really on the stack.
func (t *Traces) awaiting(frames []frame, synchronous, limit int) []frame {
	all := t.vm.CaptureCallStack(0, nil)
	for ; synchronous < len(all) && len(frames) < limit; synchronous++ {
		f := stackFrameOf(&all[synchronous])
		if f.prg != nil && !isInternal(f.prg) {
			frames = append(frames, frame{program: f.prg, pc: f.pc, moved: -1, async: true})
		}
	}
	return frames
}
