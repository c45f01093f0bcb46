package emitter

import (
	"reflect"
	"slices"
	"strconv"

	"github.com/dop251/goja"
)

// key is the name of an event: a string or a symbol.
type key struct {
	name   string
	symbol *goja.Symbol
}

func keyOf(v goja.Value) key {
	if s, ok := v.(*goja.Symbol); ok {
		return key{symbol: s}
	}
	return key{name: v.String()}
}

func (k key) value(vm *goja.Runtime) goja.Value {
	if k.symbol != nil {
		return k.symbol
	}
	return vm.ToValue(k.name)
}

// text is String(name).
func (k key) text() string {
	if k.symbol != nil {
		return "Symbol(" + k.symbol.String() + ")"
	}
	return k.name
}

// listener is a function that was added to an event. A slice of listeners is
// never changed within its length, so an emit goes on with the one it has.
type listener struct {
	fn   *goja.Object
	call func(goja.FunctionCall) goja.Value
	once *onceState
}

// onceState belongs to a listener that is called once at most. The function
// that stands for it in listings is made when somebody looks.
type onceState struct {
	fired   bool
	wrapper *goja.Object
}

func newListener(fn *goja.Object) listener { return listener{fn: fn, call: callOf(fn)} }

// callOf is the plain call of a function: what it throws goes through Go as a
// panic, up to the JavaScript that called.
func callOf(fn *goja.Object) func(goja.FunctionCall) goja.Value {
	if f, ok := fn.Export().(func(goja.FunctionCall) goja.Value); ok {
		return f
	}
	f, _ := goja.AssertFunction(fn)
	return func(c goja.FunctionCall) goja.Value {
		v, err := f(c.This, c.Arguments...)
		must(err)
		return v
	}
}

// entry holds the listeners of one event.
type entry struct {
	key       key
	listeners []listener
	// array is what JavaScript got for several listeners. It may have
	// changed it, so it counts until the listeners change here.
	array  *goja.Object
	warned bool
}

// table holds the listeners of an emitter. It is the handler behind the
// object that JavaScript sees as emitter._events.
type table struct {
	vm      *goja.Runtime
	entries []*entry
	index   map[key]*entry // when there are many
	// shape are the names that come first in listings, whenever their
	// listeners were added.
	shape []string
	wrap  func(t *table, e *entry, i int) *goja.Object
	owner *goja.Object
	// object is _events itself, symbols its prototype once an event's name is
	// a symbol: an object that Go answers for has no own symbols.
	object, symbols *goja.Object
}

const indexFrom = 12

var tableType = reflect.TypeOf((*table)(nil))

// find returns the entry of an event, or nil when it has no listeners.
func (t *table) find(k key) *entry {
	if t.index != nil {
		return synced(t.index[k])
	}
	for _, e := range t.entries {
		if e.key == k {
			return synced(e)
		}
	}
	return nil
}

func synced(e *entry) *entry {
	if e != nil && e.array != nil {
		e.sync()
	}
	return e
}

// sync takes over what JavaScript did to the array of listeners.
func (e *entry) sync() {
	if e.warned && e.array.Get("warned") == nil {
		e.warned = false
	}
	n := int(e.array.Get("length").ToInteger())
	if n == len(e.listeners) {
		same := true
		for i := range e.listeners {
			l := &e.listeners[i]
			item := e.array.Get(strconv.Itoa(i))
			if item != goja.Value(l.fn) && (l.once == nil || item != goja.Value(l.once.wrapper)) {
				same = false
				break
			}
		}
		if same {
			return
		}
	}
	list := make([]listener, 0, n)
	for i := range n {
		item, ok := e.array.Get(strconv.Itoa(i)).(*goja.Object)
		if !ok {
			continue
		}
		at := slices.IndexFunc(e.listeners, func(l listener) bool {
			return l.fn == item || l.once != nil && l.once.wrapper == item
		})
		if at >= 0 {
			list = append(list, e.listeners[at])
		} else {
			list = append(list, newListener(item))
		}
	}
	e.listeners = list
}

func (t *table) has(name string) bool {
	e := t.find(key{name: name})
	return e != nil && len(e.listeners) > 0
}

func (t *table) add(k key) *entry {
	e := &entry{key: k}
	t.entries = append(t.entries, e)
	if k.symbol != nil {
		t.showSymbol(k.symbol)
	}
	if t.index != nil {
		t.index[k] = e
	} else if len(t.entries) > indexFrom {
		t.index = make(map[key]*entry, 2*indexFrom)
		for _, e := range t.entries {
			t.index[e.key] = e
		}
	}
	return e
}

// showSymbol makes _events[symbol] readable.
func (t *table) showSymbol(s *goja.Symbol) {
	if t.symbols == nil {
		t.symbols = t.vm.CreateObject(nil)
		must(t.object.SetPrototype(t.symbols))
	}
	get := t.vm.ToValue(func(goja.FunctionCall) goja.Value {
		if v := t.value(key{symbol: s}); v != nil {
			return v
		}
		return goja.Undefined()
	})
	must(t.symbols.DefineAccessorPropertySymbol(s, get, nil, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

func (t *table) remove(e *entry) {
	if i := slices.Index(t.entries, e); i >= 0 {
		t.entries = slices.Delete(t.entries, i, i+1)
		delete(t.index, e.key)
	}
}

func (t *table) count() int { return len(t.entries) }

// keys are the names in the order of Reflect.ownKeys: array indices, strings,
// symbols.
func (t *table) keys() []key {
	var indices []key
	names := make([]key, 0, len(t.entries))
	var symbols []key
	for _, name := range t.shape {
		if t.has(name) {
			names = append(names, key{name: name})
		}
	}
	for _, e := range t.entries {
		switch {
		case e.key.symbol != nil:
			symbols = append(symbols, e.key)
		case isIndex(e.key.name):
			indices = append(indices, e.key)
		case !slices.Contains(t.shape, e.key.name):
			names = append(names, e.key)
		}
	}
	slices.SortFunc(indices, func(a, b key) int {
		x, _ := strconv.ParseUint(a.name, 10, 32)
		y, _ := strconv.ParseUint(b.name, 10, 32)
		return int(int64(x) - int64(y))
	})
	return append(append(indices, names...), symbols...)
}

func isIndex(s string) bool {
	if s == "" || len(s) > 10 || s[0] == '0' && s != "0" {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	n, err := strconv.ParseUint(s, 10, 64)
	return err == nil && n < 1<<32-1
}

// raw is what stands for listener i in listings: the function, or the wrapper
// of one that is called once.
func (t *table) raw(e *entry, i int) *goja.Object {
	l := &e.listeners[i]
	if l.once == nil {
		return l.fn
	}
	if l.once.wrapper == nil {
		l.once.wrapper = t.wrap(t, e, i)
	}
	return l.once.wrapper
}

// Get is _events[name].
func (t *table) Get(name string) goja.Value {
	if v := t.value(key{name: name}); v != nil {
		return v
	}
	if slices.Contains(t.shape, name) {
		return goja.Undefined()
	}
	return nil
}

// value is what JavaScript sees of an event: the only listener, an array of
// several, or nil.
func (t *table) value(k key) goja.Value {
	e := t.find(k)
	if e == nil {
		return nil
	}
	switch len(e.listeners) {
	case 0:
		return goja.Undefined()
	case 1:
		if e.array == nil {
			return t.raw(e, 0)
		}
	}
	if e.array == nil {
		items := make([]any, len(e.listeners))
		for i := range items {
			items[i] = t.raw(e, i)
		}
		e.array = t.vm.NewArray(items...)
		if e.warned {
			must(e.array.Set("warned", true))
		}
	}
	return e.array
}

// Set is _events[name] = v.
func (t *table) Set(name string, v goja.Value) bool {
	t.assign(key{name: name}, v)
	return true
}

func (t *table) assign(k key, v goja.Value) {
	e := t.find(k)
	o, ok := v.(*goja.Object)
	if !ok {
		if e != nil {
			t.remove(e)
		}
		return
	}
	if e == nil {
		e = t.add(k)
	}
	if o.ClassName() == "Array" {
		e.array, e.listeners = o, nil
		e.sync()
		return
	}
	e.array = nil
	e.listeners = []listener{newListener(o)}
}

// Has is name in _events.
func (t *table) Has(name string) bool {
	return t.find(key{name: name}) != nil || slices.Contains(t.shape, name)
}

// Delete is delete _events[name].
func (t *table) Delete(name string) bool {
	if e := t.find(key{name: name}); e != nil {
		t.remove(e)
	}
	return true
}

// Keys is Object.keys(_events).
func (t *table) Keys() []string {
	names := slices.Clone(t.shape)
	for _, k := range t.keys() {
		if k.symbol == nil && !slices.Contains(t.shape, k.name) {
			names = append(names, k.name)
		}
	}
	return names
}
