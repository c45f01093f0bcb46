package emitter

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

func (m *Emitters) this(c modules.Call) *goja.Object {
	if o, ok := c.This.(*goja.Object); ok {
		return o
	}
	return c.This.ToObject(m.vm)
}

func (m *Emitters) listenerArg(v goja.Value) (*goja.Object, error) {
	if _, err := m.env.ValidateFunction(v, "listener"); err != nil {
		return nil, err
	}
	return v.(*goja.Object), nil
}

// addListener is emitter.on(eventName, listener).
func (m *Emitters) addListener(c modules.Call) (goja.Value, error) { return m.addFrom(c, false) }

// prependListener is emitter.prependListener(eventName, listener).
func (m *Emitters) prependListener(c modules.Call) (goja.Value, error) { return m.addFrom(c, true) }

func (m *Emitters) addFrom(c modules.Call, prepend bool) (goja.Value, error) {
	fn, err := m.listenerArg(c.Argument(1))
	if err != nil {
		return nil, err
	}
	o := m.this(c)
	m.add(o, keyOf(c.Argument(0)), newListener(fn), prepend)
	return c.This, nil
}

// On adds a listener, past an on method of o's own. Use it where nobody can
// tell.
func (m *Emitters) On(o *goja.Object, name string, fn *goja.Object) {
	m.add(o, key{name: name}, newListener(fn), false)
}

// Add calls o's own method on, once, prependListener or removeListener.
func (m *Emitters) Add(o *goja.Object, method, name string, fn *goja.Object) {
	_, err := m.env.Method(o, method, m.vm.ToValue(name), fn)
	m.must(err)
}

// AddGo adds a listener that is written in Go, past an on method of o's own,
// and returns the function that removes it. It shows in listings as fn does.
func (m *Emitters) add(o *goja.Object, k key, l listener, prepend bool) {
	t := m.table(o)
	if t == nil {
		must(o.Set("_events", m.newTable(o, nil)))
		must(o.Set("_eventsCount", m.eventsCount[0]))
		t = m.table(o)
	} else if t.has("newListener") {
		var told goja.Value = l.fn
		if l.once == nil {
			if inner := l.fn.Get("listener"); !modules.IsNullish(inner) {
				told = inner
			}
		}
		m.emitKey(o, newListenerKey, k.value(m.vm), told)
		if t = m.table(o); t == nil {
			must(o.Set("_events", m.newTable(o, nil)))
			t = m.table(o)
		}
	}
	e := t.find(k)
	if e == nil || len(e.listeners) == 0 {
		if e == nil {
			e = t.add(k)
			m.setCount(o, t)
		}
		e.listeners, e.array = []listener{l}, nil
		return
	}
	e.array = nil
	if prepend {
		list := make([]listener, 0, len(e.listeners)+2)
		e.listeners = append(append(list, l), e.listeners...)
	} else {
		e.listeners = append(e.listeners, l)
	}
	if !e.warned {
		limit := m.limit(o)
		if f := limit.ToFloat(); f > 0 && float64(len(e.listeners)) > f {
			m.warnMaxListeners(o, e, limit)
		}
	}
}

func (m *Emitters) limit(o *goja.Object) goja.Value {
	if v := o.Get("_maxListeners"); v != nil && !goja.IsUndefined(v) {
		return v
	}
	return m.MaxListeners
}

// Limit is emitter.getMaxListeners() of any object.
func (m *Emitters) Limit(o *goja.Object) goja.Value { return m.limit(o) }

// once is emitter.once(eventName, listener).
func (m *Emitters) once(c modules.Call) (goja.Value, error) {
	return m.onceFrom(c, "on", m.onFunc, false)
}

// prependOnceListener is emitter.prependOnceListener(eventName, listener).
func (m *Emitters) prependOnceListener(c modules.Call) (goja.Value, error) {
	return m.onceFrom(c, "prependListener", m.prependFunc, true)
}

func (m *Emitters) onceFrom(c modules.Call, method string, builtin *goja.Object, prepend bool) (goja.Value, error) {
	fn, err := m.listenerArg(c.Argument(1))
	if err != nil {
		return nil, err
	}
	o := m.this(c)
	k := keyOf(c.Argument(0))
	own := o.Get(method)
	if own == goja.Value(builtin) {
		l := newListener(fn)
		l.once = &onceState{}
		m.add(o, k, l, prepend)
		return c.This, nil
	}
	wrapper := m.wrapOnce(o, k, fn, &onceState{})
	_, err = m.env.Invoke(own, o, c.Argument(0), wrapper)
	return c.This, err
}

// onceWrapper makes the function that listings show for a listener that is
// called once.
func (m *Emitters) onceWrapper(t *table, e *entry, i int) *goja.Object {
	l := &e.listeners[i]
	return m.wrapOnce(t.owner, e.key, l.fn, l.once)
}

func (m *Emitters) wrapOnce(o *goja.Object, k key, fn *goja.Object, state *onceState) *goja.Object {
	var wrapper *goja.Object
	wrapper = m.env.Func("wrapper", 0, func(c modules.Call) (goja.Value, error) {
		if state.fired {
			return nil, nil
		}
		state.fired = true
		if _, err := m.env.Method(o, "removeListener", k.value(m.vm), wrapper); err != nil {
			return nil, err
		}
		return m.env.Invoke(fn, o, c.Arguments...)
	})
	must(wrapper.Set("listener", fn))
	state.wrapper = wrapper
	return wrapper
}

func (l *listener) is(fn *goja.Object) bool {
	if l.once != nil {
		return l.fn == fn || l.once.wrapper == fn
	}
	return l.fn == fn || l.fn.Get("listener") == goja.Value(fn)
}

// removeListener is emitter.off(eventName, listener).
func (m *Emitters) removeListener(c modules.Call) (goja.Value, error) {
	fn, err := m.listenerArg(c.Argument(1))
	if err != nil {
		return nil, err
	}
	m.remove(m.this(c), keyOf(c.Argument(0)), fn)
	return c.This, nil
}

func (m *Emitters) remove(o *goja.Object, k key, fn *goja.Object) {
	t := m.table(o)
	if t == nil {
		return
	}
	e := t.find(k)
	if e == nil {
		return
	}
	for i := len(e.listeners) - 1; i >= 0; i-- {
		l := e.listeners[i]
		if !l.is(fn) {
			continue
		}
		told := fn
		if len(e.listeners) == 1 {
			told = l.fn
			if l.once == nil {
				if inner, ok := l.fn.Get("listener").(*goja.Object); ok {
					told = inner
				}
			}
		}
		m.removeAt(o, t, e, i)
		if t.has("removeListener") {
			m.emitKey(o, removeListenerKey, k.value(m.vm), told)
		}
		return
	}
}

func (m *Emitters) removeAt(o *goja.Object, t *table, e *entry, i int) {
	e.array = nil
	if len(e.listeners) == 1 {
		e.listeners = nil
		t.remove(e)
		m.setCount(o, t)
		return
	}
	list := make([]listener, 0, len(e.listeners))
	e.listeners = append(append(list, e.listeners[:i]...), e.listeners[i+1:]...)
}

// removeAllListeners is emitter.removeAllListeners([eventName]).
func (m *Emitters) removeAllListeners(c modules.Call) (goja.Value, error) {
	o := m.this(c)
	t := m.table(o)
	if t == nil {
		return c.This, nil
	}
	all := len(c.Arguments) == 0
	if !t.has("removeListener") {
		if all {
			must(o.Set("_events", m.newTable(o, nil)))
			must(o.Set("_eventsCount", m.eventsCount[0]))
		} else if e := t.find(keyOf(c.Argument(0))); e != nil {
			e.listeners, e.array = nil, nil
			t.remove(e)
			m.setCount(o, t)
		}
		must(o.SetSymbol(m.ShapeMode, modules.Bool(false)))
		return c.This, nil
	}
	if all {
		for _, k := range t.keys() {
			if k != removeListenerKey {
				if _, err := m.env.Method(o, "removeAllListeners", k.value(m.vm)); err != nil {
					return nil, err
				}
			}
		}
		if _, err := m.env.Method(o, "removeAllListeners", removeListenerKey.value(m.vm)); err != nil {
			return nil, err
		}
		must(o.Set("_events", m.newTable(o, nil)))
		must(o.Set("_eventsCount", m.eventsCount[0]))
		must(o.SetSymbol(m.ShapeMode, modules.Bool(false)))
		return c.This, nil
	}
	name := c.Argument(0)
	e := t.find(keyOf(name))
	if e == nil {
		return c.This, nil
	}
	raw := make([]*goja.Object, len(e.listeners))
	for i := range raw {
		raw[i] = t.raw(e, i)
	}
	for i := len(raw) - 1; i >= 0; i-- {
		if _, err := m.env.Method(o, "removeListener", name, raw[i]); err != nil {
			return nil, err
		}
	}
	return c.This, nil
}

// listeners is emitter.listeners(eventName).
func (m *Emitters) listeners(c modules.Call) (goja.Value, error) { return m.list(c, true), nil }

// rawListeners is emitter.rawListeners(eventName).
func (m *Emitters) rawListeners(c modules.Call) (goja.Value, error) { return m.list(c, false), nil }

func (m *Emitters) list(c modules.Call, unwrap bool) goja.Value {
	t := m.table(m.this(c))
	if t == nil {
		return m.vm.NewArray()
	}
	e := t.find(keyOf(c.Argument(0)))
	if e == nil {
		return m.vm.NewArray()
	}
	items := make([]any, len(e.listeners))
	for i := range e.listeners {
		l := &e.listeners[i]
		switch {
		case !unwrap:
			items[i] = t.raw(e, i)
		case l.once == nil && modules.IsFunction(l.fn.Get("listener")):
			items[i] = l.fn.Get("listener")
		default:
			items[i] = l.fn
		}
	}
	return m.vm.NewArray(items...)
}

// listenerCount is emitter.listenerCount(eventName[, listener]).
func (m *Emitters) listenerCount(c modules.Call) (goja.Value, error) {
	n := 0
	if t := m.table(m.this(c)); t != nil {
		if e := t.find(keyOf(c.Argument(0))); e != nil {
			n = len(e.listeners)
			if fn := c.Argument(1); !modules.IsNullish(fn) {
				n = 0
				wanted, _ := fn.(*goja.Object)
				for i := range e.listeners {
					if wanted != nil && e.listeners[i].is(wanted) {
						n++
					}
				}
			}
		}
	}
	return m.vm.ToValue(n), nil
}

// Count is the number of listeners of an event, past an overridden
// listenerCount.
func (m *Emitters) Count(o *goja.Object, name string) int {
	if t := m.table(o); t != nil {
		if e := t.find(key{name: name}); e != nil {
			return len(e.listeners)
		}
	}
	return 0
}

// eventNames is emitter.eventNames().
func (m *Emitters) eventNames(c modules.Call) (goja.Value, error) {
	var names []any
	if t := m.table(m.this(c)); t != nil {
		for _, k := range t.keys() {
			if e := t.find(k); e != nil && len(e.listeners) > 0 {
				names = append(names, k.value(m.vm))
			}
		}
	}
	return m.vm.NewArray(names...), nil
}

// setMaxListeners is emitter.setMaxListeners(n).
func (m *Emitters) setMaxListeners(c modules.Call) (goja.Value, error) {
	if _, err := c.Number(0, "setMaxListeners", 0, math.Inf(1)); err != nil {
		return nil, err
	}
	return c.This, m.this(c).Set("_maxListeners", c.Argument(0))
}

// getMaxListeners is emitter.getMaxListeners().
func (m *Emitters) getMaxListeners(c modules.Call) (goja.Value, error) {
	return m.limit(m.this(c)), nil
}
