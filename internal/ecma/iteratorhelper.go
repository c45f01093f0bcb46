package ecma

import "github.com/dop251/goja"

// helper is the state of an Iterator Helper, which behaves as a generator does.
type helper struct {
	state helperState
	// step gives the next value, and false at the end.
	step func() (goja.Value, bool)
	// close closes what the helper goes through.
	close func()
	// early replaces close before the first step, if not nil.
	early func()
}

type helperState int

const (
	helperFresh helperState = iota
	helperSuspended
	helperRunning
	helperDone
)

func newHelper(r *goja.Runtime, h *helper) *goja.Object {
	m := realmOf(r)
	if m.iteratorHelper == nil {
		m.iteratorHelper = r.CreateObject(iteratorPrototype(r))
		own(m.iteratorHelper, func(a *additions) {
			a.method("next", 0, helperNext)
			a.method("return", 0, helperReturn)
			a.tag("Iterator Helper")
		})
	}
	return newRecord(r, m.iteratorHelper, h)
}

func thisHelper(r *goja.Runtime, c goja.FunctionCall, method string) *helper {
	h, ok := stateOf[*helper](c.This)
	if !ok {
		panic(r.NewTypeError("Method Iterator Helper.prototype.%s called on incompatible receiver %s", method, display(c.This)))
	}
	if h.state == helperRunning {
		panic(r.NewTypeError("Generator is already running"))
	}
	return h
}

// helperNext is helper.next().
func helperNext(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	h := thisHelper(r, c, "next")
	if h.state == helperDone {
		return createIterResultObject(r, goja.Undefined(), true)
	}
	h.state = helperRunning
	after := helperDone
	defer func() { h.state = after }()
	v, ok := h.step()
	if !ok {
		return createIterResultObject(r, goja.Undefined(), true)
	}
	after = helperSuspended
	return createIterResultObject(r, v, false)
}

// helperReturn is helper.return().
func helperReturn(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	h := thisHelper(r, c, "return")
	switch h.state {
	case helperFresh:
		h.state = helperDone
		if h.early != nil {
			h.early()
		} else {
			h.close()
		}
	case helperSuspended:
		h.state = helperRunning
		defer func() { h.state = helperDone }()
		h.close()
	}
	return createIterResultObject(r, goja.Undefined(), true)
}

func addLazyHelpers(a *additions) {
	// each adds a method with a callback: next takes a value and the callback's result, and says whether to yield.
	each := func(name string, keep func(v, result goja.Value) (goja.Value, bool)) {
		a.method(name, 1, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			o := iterated(r, c, name)
			f := function(r, o, c.Argument(0))
			it := direct(r, o)
			i := 0
			return newHelper(r, &helper{close: it.close, step: func() (goja.Value, bool) {
				for {
					v, ok := it.step()
					if !ok {
						return nil, false
					}
					var yield bool
					it.guard(func() {
						v, yield = keep(v, f(goja.FunctionCall{This: goja.Undefined(), Arguments: []goja.Value{v, r.ToValue(i)}}))
					})
					i++
					if yield {
						return v, true
					}
				}
			}})
		})
	}
	each("map", func(_, result goja.Value) (goja.Value, bool) { return result, true })
	each("filter", func(v, result goja.Value) (goja.Value, bool) { return v, result.ToBoolean() })
	a.method("take", 1, iteratorTake)
	a.method("drop", 1, iteratorDrop)
	a.method("flatMap", 1, iteratorFlatMap)
}

// iteratorTake is iterator.take(limit).
func iteratorTake(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	o := iterated(r, c, "take")
	left := limit(r, o, c.Argument(0))
	it := direct(r, o)
	return newHelper(r, &helper{close: it.close, step: func() (goja.Value, bool) {
		if left == 0 {
			it.close()
			return nil, false
		}
		left--
		return it.step()
	}})
}

// iteratorDrop is iterator.drop(limit).
func iteratorDrop(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	o := iterated(r, c, "drop")
	left := limit(r, o, c.Argument(0))
	it := direct(r, o)
	return newHelper(r, &helper{close: it.close, step: func() (goja.Value, bool) {
		for ; left > 0; left-- {
			if _, ok := it.step(); !ok {
				return nil, false
			}
		}
		return it.step()
	}})
}

// iteratorFlatMap is iterator.flatMap(mapper).
func iteratorFlatMap(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	o := iterated(r, c, "flatMap")
	f := function(r, o, c.Argument(0))
	outer := direct(r, o)
	var inner *iteration
	i := 0
	h := &helper{early: outer.close}
	h.close = func() {
		if inner != nil {
			outer.guard(inner.close)
		}
		outer.close()
	}
	h.step = func() (goja.Value, bool) {
		for {
			if inner == nil {
				v, ok := outer.step()
				if !ok {
					return nil, false
				}
				outer.guard(func() {
					inner = flattenable(r, f(goja.FunctionCall{This: goja.Undefined(), Arguments: []goja.Value{v, r.ToValue(i)}}), false, "Iterator.prototype.flatMap")
				})
				i++
			}
			var v goja.Value
			var ok bool
			outer.guard(func() { v, ok = inner.step() })
			if ok {
				return v, true
			}
			inner = nil
		}
	}
	return newHelper(r, h)
}

// iteratorConcat is Iterator.concat(...items).
func iteratorConcat(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	type source struct {
		item   goja.Value
		method callFunc
	}
	var sources []source
	for _, item := range c.Arguments {
		o, ok := item.(*goja.Object)
		if !ok {
			panic(r.NewTypeError("Iterator.concat called on non-object"))
		}
		method := toMethod(orUndefined(o.GetSymbol(goja.SymIterator)))
		if method == nil {
			panic(r.NewTypeError("%s is not iterable", display(item)))
		}
		sources = append(sources, source{item, method})
	}
	var now *iteration
	h := &helper{early: func() {}}
	h.close = func() { now.close() }
	h.step = func() (goja.Value, bool) {
		for {
			if now == nil {
				if len(sources) == 0 {
					return nil, false
				}
				s := sources[0]
				sources = sources[1:]
				iterator, ok := s.method(goja.FunctionCall{This: s.item}).(*goja.Object)
				if !ok {
					panic(r.NewTypeError("Result of the Symbol.iterator method is not an object"))
				}
				now = direct(r, iterator)
			}
			if v, ok := now.step(); ok {
				return v, true
			}
			now = nil
		}
	}
	return newHelper(r, h)
}

// iteratorFrom is Iterator.from(value).
func iteratorFrom(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	it := flattenable(r, c.Argument(0), true, "Iterator.from")
	if ordinaryHasInstance(iteratorConstructor(r), it.iterator) {
		return it.iterator
	}
	m := realmOf(r)
	if m.wrappedIterator == nil {
		m.wrappedIterator = r.CreateObject(iteratorPrototype(r))
		own(m.wrappedIterator, func(a *additions) {
			a.method("next", 0, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
				it := thisWrapped(r, c)
				return call(it.method(), it.iterator)
			})
			a.method("return", 0, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
				it := thisWrapped(r, c)
				method := toMethod(it.iterator.Get("return"))
				if method == nil {
					return createIterResultObject(r, goja.Undefined(), true)
				}
				return method(goja.FunctionCall{This: it.iterator})
			})
		})
	}
	return newRecord(r, m.wrappedIterator, it)
}

func thisWrapped(r *goja.Runtime, c goja.FunctionCall) *iteration {
	it, ok := stateOf[*iteration](c.This)
	if !ok {
		panic(r.NewTypeError("%s is not a wrapped iterator", display(c.This)))
	}
	return it
}
