package perfhooks

import (
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// entry is the state of a PerformanceEntry.
type entry struct {
	name, kind, start, duration goja.Value
	detail                      goja.Value // of a mark; nil for other entries
}

var entrySlot = modules.NewSlot[entry]("PerformanceEntry")

// entries is what the entries of a runtime's timeline are made with, and the time of each mark by its name.
type entries struct {
	env   *modules.Env
	marks map[string]goja.Value
	kind  goja.Value // "mark"
	zero  goja.Value
}

// entriesObject is what the JavaScript part calls.
func entriesObject(env *modules.Env) *goja.Object {
	x := &entries{env: env, marks: map[string]goja.Value{}, kind: env.VM.ToValue("mark"), zero: env.VM.ToValue(0)}
	field := func(name string, get func(*entry) goja.Value) modules.Export {
		return modules.Fn(name, 1, func(c modules.Call) (goja.Value, error) {
			e, err := x.of(c.Argument(0))
			if err != nil {
				return nil, err
			}
			return get(e), nil
		})
	}
	return env.Exports(
		field("name", func(e *entry) goja.Value { return e.name }),
		field("entryType", func(e *entry) goja.Value { return e.kind }),
		field("startTime", func(e *entry) goja.Value { return e.start }),
		field("duration", func(e *entry) goja.Value { return e.duration }),
		// fields is fields(entry): a new object of them.
		field("fields", func(e *entry) goja.Value {
			return env.Exports(modules.Val("name", e.name), modules.Val("entryType", e.kind),
				modules.Val("startTime", e.start), modules.Val("duration", e.duration))
		}),
		// set is set(entry, name, entryType, startTime, duration).
		modules.Fn("set", 5, func(c modules.Call) (goja.Value, error) {
			entrySlot.Set(env.VM, c.Argument(0).(*goja.Object), &entry{
				name: c.Argument(1), kind: c.Argument(2), start: c.Argument(3), duration: c.Argument(4),
			})
			return nil, nil
		}),
		// setMark is setMark(mark, detail), which makes an entry a mark.
		modules.Fn("setMark", 2, func(c modules.Call) (goja.Value, error) {
			e, err := x.of(c.Argument(0))
			if err != nil {
				return nil, err
			}
			e.detail = c.Argument(1)
			x.marks[e.name.String()] = e.start
			return nil, nil
		}),
		// mark is mark(prototype, name): a mark of this moment, without detail.
		modules.Fn("mark", 2, func(c modules.Call) (goja.Value, error) {
			now := env.VM.ToValue(float64(env.Loop.Clock().Now().Sub(env.Loop.Start())) / float64(time.Millisecond))
			name := c.Argument(1)
			x.marks[name.String()] = now
			return entrySlot.New(env.VM, c.Argument(0).(*goja.Object),
				&entry{name: name, kind: x.kind, start: now, duration: x.zero, detail: goja.Null()}), nil
		}),
		modules.Fn("detail", 1, func(c modules.Call) (goja.Value, error) {
			e := entrySlot.Own(c.Argument(0))
			if e == nil || e.detail == nil {
				return nil, invalidThis("PerformanceMark")
			}
			return e.detail, nil
		}),
		modules.Fn("markTime", 1, func(c modules.Call) (goja.Value, error) { return x.marks[c.Argument(0).String()], nil }),
		// clear is clear([name]), of marks.
		modules.Fn("clear", 1, func(c modules.Call) (goja.Value, error) {
			if c.Has(0) {
				delete(x.marks, c.Argument(0).String())
			} else {
				clear(x.marks)
			}
			return nil, nil
		}),
	)
}

func (x *entries) of(v goja.Value) (*entry, error) {
	if e := entrySlot.Own(v); e != nil {
		return e, nil
	}
	return nil, invalidThis("PerformanceEntry")
}

func invalidThis(class string) error {
	return modules.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type %s`, class)
}
