package asyncgen

import "github.com/dop251/goja"

// Iterator is an async iterator record, or one around a sync iterator (%AsyncFromSyncIteratorPrototype%).
type Iterator struct {
	in     *intrinsics
	object *goja.Object
	next   goja.Value
	sync   bool
}

// asyncIteratorOf is GetIterator(v, async). It throws.
func (in *intrinsics) asyncIteratorOf(v goja.Value) *Iterator {
	it := &Iterator{in: in}
	var method goja.Value
	if in.asyncIterator != nil {
		method = property1(in.vm, v, in.asyncIterator)
	}
	if absent(method) {
		it.sync = true
		method = property1(in.vm, v, goja.SymIterator)
	}
	call, ok := goja.AssertFunction(method)
	if !ok {
		panic(in.vm.NewTypeError(in.display(v) + " is not async iterable"))
	}
	res, err := call(v)
	must(err)
	o, ok := res.(*goja.Object)
	if !ok {
		panic(in.vm.NewTypeError("Result of the Symbol.asyncIterator method is not an object"))
	}
	it.object, it.next = o, in.get(o, "next")
	return it
}

func absent(v goja.Value) bool { return v == nil || goja.IsUndefined(v) || goja.IsNull(v) }

// property1 gets a property of any value by symbol. It throws.
func property1(vm *goja.Runtime, v goja.Value, name *goja.Symbol) goja.Value {
	if absent(v) {
		return nil
	}
	if o, ok := v.(*goja.Object); ok {
		return o.GetSymbol(name)
	}
	return v.ToObject(vm).GetSymbol(name)
}

func (in *intrinsics) get(o *goja.Object, name string) goja.Value {
	if v := o.Get(name); v != nil {
		return v
	}
	return goja.Undefined()
}

func (in *intrinsics) display(v goja.Value) string {
	if _, ok := v.(*goja.Object); ok {
		return "object"
	}
	return v.String()
}

// method gets a method that need not be there, which is nil then. It throws.
func (it *Iterator) method(name string) goja.Callable {
	v := it.in.get(it.object, name)
	if absent(v) {
		return nil
	}
	call, ok := goja.AssertFunction(v)
	if !ok {
		panic(it.in.vm.NewTypeError(it.in.display(v) + " is not a function"))
	}
	return call
}

// ask calls next, return or throw, and gives what has to be awaited. It throws. It gives nil if there is no such
// method; that of a sync iterator without one is a promise.
func (it *Iterator) ask(c completion, hasValue bool) goja.Value {
	if it.sync {
		return it.askSync(c, hasValue)
	}
	var call goja.Callable
	switch c.kind {
	case next:
		f, ok := goja.AssertFunction(it.next)
		if !ok {
			panic(it.in.vm.NewTypeError(it.in.display(it.next) + " is not a function"))
		}
		call = f
	case ret:
		call = it.method("return")
	case throw:
		call = it.method("throw")
	}
	if call == nil {
		return nil
	}
	var args []goja.Value
	if hasValue {
		args = append(args, c.value)
	}
	v, err := call(it.object, args...)
	must(err)
	return v
}

// askSync is what %AsyncFromSyncIteratorPrototype% does: a promise for the result with the value awaited.
func (it *Iterator) askSync(c completion, hasValue bool) goja.Value {
	in := it.in
	p, resolve, reject := in.vm.NewPromise()
	promise := in.vm.ToValue(p)
	if ex := in.vm.Try(func() {
		var call goja.Callable
		switch c.kind {
		case next:
			f, ok := goja.AssertFunction(it.next)
			if !ok {
				panic(in.vm.NewTypeError(in.display(it.next) + " is not a function"))
			}
			call = f
		case ret:
			if call = it.method("return"); call == nil {
				must(resolve(iterResult(in.vm, valueOr(c.value), true)))
				return
			}
		case throw:
			if call = it.method("throw"); call == nil {
				it.close()
				panic(in.vm.NewTypeError("The iterator does not provide a 'throw' method"))
			}
		}
		var args []goja.Value
		if hasValue {
			args = append(args, c.value)
		}
		v, err := call(it.object, args...)
		must(err)
		it.unwrap(v, c.kind != ret, resolve, reject)
	}); ex != nil {
		must(reject(ex.Value()))
	}
	return promise
}

func valueOr(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}

// unwrap settles a promise with the result of a sync iterator, whose value it awaits. It throws.
func (it *Iterator) unwrap(result goja.Value, closes bool, resolve, reject func(any) error) {
	in := it.in
	o, ok := result.(*goja.Object)
	if !ok {
		panic(in.notObject(result))
	}
	done := in.get(o, "done").ToBoolean()
	value := in.get(o, "value")
	var wrapper *goja.Object
	if ex := in.vm.Try(func() { wrapper = promiseResolve(in.vm, getPromise(in.vm), value) }); ex != nil {
		if !done && closes {
			it.closeQuietly()
		}
		panic(ex.Value())
	}
	in.then(wrapper, nil, func(v goja.Value) { must(resolve(iterResult(in.vm, v, done))) }, func(reason goja.Value) {
		if !done && closes {
			it.closeQuietly()
		}
		must(reject(reason))
	})
}

func (in *intrinsics) notObject(v goja.Value) goja.Value {
	return in.vm.NewTypeError("Iterator result " + v.String() + " is not an object")
}

// close is IteratorClose of a sync iterator, for a completion that is no throw. It throws.
func (it *Iterator) close() {
	call := it.method("return")
	if call == nil {
		return
	}
	v, err := call(it.object)
	must(err)
	if _, ok := v.(*goja.Object); !ok {
		panic(it.in.notObject(v))
	}
}

// closeQuietly is IteratorClose of a sync iterator because of an exception, which is what counts.
func (it *Iterator) closeQuietly() { _ = it.in.vm.Try(it.close) }
