package emitter

import (
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// unhandledError is what an 'error' event without a listener throws: the
// error itself, or one that tells of the value.
func (m *Emitters) unhandledError(o *goja.Object, args []goja.Value) goja.Value {
	var reason goja.Value = goja.Undefined()
	if len(args) > 0 {
		reason = args[0]
	}
	if err, ok := reason.(*goja.Object); ok && m.vm.InstanceOf(err, m.vm.Get("Error").(*goja.Object)) {
		m.noteEmitted(o, err)
		return err
	}
	text := ""
	if exception := m.vm.Try(func() { text = m.env.Inspect(reason) }); exception != nil {
		text = reason.String()
	}
	x := modules.PlainError("ERR_UNHANDLED_ERROR", "Unhandled error. (%s)", text)
	x.Props = []modules.Prop{{Name: "context", Value: reason}}
	return m.env.Error(x)
}

// noteEmitted tells, for when the error ends the program, where the event was
// emitted.
func (m *Emitters) noteEmitted(o, err *goja.Object) {
	_ = m.vm.Try(func() {
		on := ""
		if ctor, ok := o.Get("constructor").(*goja.Object); ok {
			if name := ctor.Get("name"); name != nil && name.String() != "EventEmitter" {
				on = " on " + name.String() + " instance"
			}
		}
		stack, ok := err.Get("stack").(goja.String)
		if !ok {
			return
		}
		own := stackLines(m.vm)
		original := strings.Split(stack.String(), "\n")[1:]
		text := stack.String() + "\nEmitted 'error' event" + on + " at:\n" + strings.Join(elideCommon(own, original), "\n")
		_ = err.DefineDataPropertySymbol(modules.UncaughtStack, m.vm.ToValue(text), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	})
}

// stackLines is the stack of JavaScript that called emit.
func stackLines(vm *goja.Runtime) []string {
	o, err := vm.New(vm.Get("Error"))
	if err != nil {
		return nil
	}
	stack := o.Get("stack")
	if stack == nil {
		return nil
	}
	lines := strings.Split(strings.TrimRight(stack.String(), "\n"), "\n")[1:]
	for len(lines) > 0 && (strings.Contains(lines[0], "(native)") || strings.Contains(lines[0], ".emit ")) {
		lines = lines[1:]
	}
	return lines
}

// elideCommon replaces the frames that both stacks share.
func elideCommon(own, original []string) []string {
	for i := range own {
		for j := range original {
			n := 0
			for i+n < len(own) && j+n < len(original) && own[i+n] == original[j+n] {
				n++
			}
			if n > 3 {
				out := append([]string(nil), own[:i+1]...)
				out = append(out, "    [... lines matching original stack trace ...]")
				return append(out, own[i+n-1:]...)
			}
		}
	}
	return own
}

// warnMaxListeners tells of what may be a leak.
func (m *Emitters) warnMaxListeners(o *goja.Object, e *entry, limit goja.Value) {
	e.warned = true
	inspected := o.ClassName()
	options := m.vm.NewObject()
	must(options.Set("depth", -1))
	if v, err := m.env.Method(m.env.RequireObject("util"), "inspect", o, options); err == nil {
		inspected = v.String()
	}
	count := len(e.listeners)
	warning := m.env.Error(&modules.Error{
		Message: fmt.Sprintf("Possible EventEmitter memory leak detected. %d %s listeners added to %s. "+
			"MaxListeners is %s. Use emitter.setMaxListeners() to increase limit", count, e.key.text(), inspected, limit.String()),
		Props: []modules.Prop{
			{Name: "name", Value: "MaxListenersExceededWarning"}, {Name: "emitter", Value: o},
			{Name: "type", Value: e.key.value(m.vm)}, {Name: "count", Value: count},
		},
	})
	_, err := m.env.Method(m.env.RequireObject("process"), "emitWarning", warning)
	m.must(err)
}
