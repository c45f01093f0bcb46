package emitter

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

var (
	errorKey          = key{name: "error"}
	newListenerKey    = key{name: "newListener"}
	removeListenerKey = key{name: "removeListener"}
)

// emit is emitter.emit(eventName[, ...args]).
func (m *Emitters) emit(c modules.Call) (goja.Value, error) {
	o, ok := c.This.(*goja.Object)
	if !ok {
		o = c.This.ToObject(m.vm)
	}
	var args []goja.Value
	if len(c.Arguments) > 1 {
		args = c.Arguments[1:]
	}
	return modules.Bool(m.emitOn(o, m.table(o), keyOf(c.Argument(0)), args)), nil
}

// Emit is o.emit(name, ...args), whether or not o has a method of its own.
func (m *Emitters) Emit(o *goja.Object, name string, args ...goja.Value) bool {
	own := o.Get("emit")
	if own == goja.Value(m.emitFunc) {
		return m.emitOn(o, m.table(o), key{name: name}, args)
	}
	v, err := m.env.Invoke(own, o, append([]goja.Value{m.vm.ToValue(name)}, args...)...)
	m.must(err)
	return v != nil && v.ToBoolean()
}

func (m *Emitters) emitKey(o *goja.Object, k key, args ...goja.Value) {
	own := o.Get("emit")
	if own == goja.Value(m.emitFunc) {
		m.emitOn(o, m.table(o), k, args)
		return
	}
	_, err := m.env.Invoke(own, o, append([]goja.Value{k.value(m.vm)}, args...)...)
	m.must(err)
}

func (m *Emitters) emitOn(o *goja.Object, t *table, k key, args []goja.Value) bool {
	var e *entry
	if t != nil {
		e = t.find(k)
	}
	if k == errorKey {
		if t != nil {
			if monitor := t.find(key{symbol: m.ErrorMonitor}); monitor != nil && len(monitor.listeners) > 0 {
				m.emitKey(o, key{symbol: m.ErrorMonitor}, args...)
				e = t.find(k)
			}
		}
		if e == nil || len(e.listeners) == 0 {
			panic(m.unhandledError(o, args))
		}
	}
	if e == nil || len(e.listeners) == 0 {
		return false
	}
	listeners := e.listeners
	call := goja.FunctionCall{This: o, Arguments: args}
	for i := range listeners {
		l := &listeners[i]
		if l.once != nil {
			if l.once.fired {
				continue
			}
			l.once.fired = true
			m.removeFired(o, t, k, l)
		}
		result := l.call(call)
		if result != nil && !goja.IsUndefined(result) && !goja.IsNull(result) {
			m.catchRejection(o, result, k, args)
		}
	}
	return true
}

// removeFired takes a listener that is called once from its emitter, by the
// emitter's own removeListener.
func (m *Emitters) removeFired(o *goja.Object, t *table, k key, l *listener) {
	remove := o.Get("removeListener")
	if remove != goja.Value(m.removeFunc) {
		e := t.find(k)
		if e == nil {
			return
		}
		for i := range e.listeners {
			if e.listeners[i].once == l.once {
				_, err := m.env.Invoke(remove, o, k.value(m.vm), t.raw(e, i))
				m.must(err)
				return
			}
		}
		return
	}
	t = m.table(o)
	if t == nil {
		return
	}
	e := t.find(k)
	if e == nil {
		return
	}
	for i := range e.listeners {
		if e.listeners[i].once == l.once {
			single := len(e.listeners) == 1
			notify := t.has("removeListener")
			listener := l.fn
			if notify && !single {
				listener = t.raw(e, i)
			}
			m.removeAt(o, t, e, i)
			if notify {
				m.emitKey(o, removeListenerKey, k.value(m.vm), listener)
			}
			return
		}
	}
}

// catchRejection makes an 'error' event of a listener's promise that is
// rejected, on emitters that capture rejections.
func (m *Emitters) catchRejection(o *goja.Object, result goja.Value, k key, args []goja.Value) {
	if capture := o.GetSymbol(m.Capture); capture == nil || !capture.ToBoolean() {
		return
	}
	promise, ok := result.(*goja.Object)
	if !ok {
		return
	}
	args = append([]goja.Value(nil), args...)
	exception := m.vm.Try(func() {
		then := promise.Get("then")
		if !modules.IsFunction(then) {
			return
		}
		rejected := m.env.Func("", 1, func(c modules.Call) (goja.Value, error) {
			reason := c.Argument(0)
			m.env.Host.NextTick(func() error {
				m.rejected(o, reason, k, args)
				return nil
			})
			return nil, nil
		})
		_, err := m.env.Invoke(then, promise, goja.Undefined(), rejected)
		m.must(err)
	})
	if exception != nil {
		m.Emit(o, "error", exception.Value())
	}
}

func (m *Emitters) rejected(o *goja.Object, reason goja.Value, k key, args []goja.Value) {
	if handler := o.GetSymbol(m.Rejection); modules.IsFunction(handler) {
		_, err := m.env.Invoke(handler, o, append([]goja.Value{reason, k.value(m.vm)}, args...)...)
		m.must(err)
		return
	}
	previous := o.GetSymbol(m.Capture)
	must(o.SetSymbol(m.Capture, false))
	defer func() { must(o.SetSymbol(m.Capture, previous)) }()
	m.Emit(o, "error", reason)
}
