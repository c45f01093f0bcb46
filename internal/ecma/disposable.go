package ecma

import "github.com/dop251/goja"

// resource is what a stack has to dispose of.
type resource struct {
	value  goja.Value
	method callFunc // nil for null and undefined in an AsyncDisposableStack
	// argument says that the value is passed, as to the callback of adopt.
	argument bool
}

func (x resource) dispose() goja.Value {
	if x.argument {
		return x.method(goja.FunctionCall{This: goja.Undefined(), Arguments: []goja.Value{x.value}})
	}
	return x.method(goja.FunctionCall{This: x.value})
}

// disposables is the state of a DisposableStack or an AsyncDisposableStack.
type disposables struct {
	async    bool
	disposed bool
	list     []resource
}

// newSuppressedError makes the global SuppressedError.
func newSuppressedError(r *goja.Runtime) *goja.Object {
	proto := r.CreateObject(getError(r).Get("prototype").(*goja.Object))
	constructor := bare(r)
	newError := known().native(getError(r))
	newNativeConstructOnly(r, constructor, func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		if newTarget == nil {
			newTarget = constructor
		}
		o := newError.Construct([]goja.Value{argument(args, 2)}, newTarget)
		for i, name := range [...]string{"error", "suppressed"} {
			define(o, r.ToValue(name), valueProp(argument(args, i), true, false, true))
		}
		return o
	}, proto, "SuppressedError", 3)
	if err := constructor.SetPrototype(getError(r)); err != nil {
		panic(err)
	}
	for name, v := range map[string]goja.Value{"constructor": constructor, "name": r.ToValue("SuppressedError"), "message": r.ToValue("")} {
		define(proto, r.ToValue(name), valueProp(v, true, false, true))
	}
	return constructor
}

// suppressed is the error that says that a second one came while the first was on its way.
func suppressed(r *goja.Runtime, second, first goja.Value) goja.Value {
	return construct(r, r.GlobalObject().Get("SuppressedError"), second, first, r.ToValue("An error was suppressed during disposal"))
}

// newDisposableStack makes the global DisposableStack.
func newDisposableStack(r *goja.Runtime) *goja.Object {
	return newStackClass(r, "DisposableStack", false, SymDispose, "dispose", stackDispose)
}

// newAsyncDisposableStack makes the global AsyncDisposableStack.
func newAsyncDisposableStack(r *goja.Runtime) *goja.Object {
	return newStackClass(r, "AsyncDisposableStack", true, SymAsyncDispose, "disposeAsync", stackDisposeAsync)
}

func newStackClass(r *goja.Runtime, class string, async bool, symbol *goja.Symbol, dispose string, f builtin) *goja.Object {
	proto := r.NewObject()
	var constructor *goja.Object
	constructor = newClass(r, class, 0, proto, func(_ []goja.Value, newTarget *goja.Object) *goja.Object {
		return newRecord(r, getPrototypeFromCtor(r, newTarget, constructor, proto), &disposables{async: async})
	})
	this := func(c goja.FunctionCall, method string) *disposables {
		s, ok := stateOf[*disposables](c.This)
		if !ok || s.async != async {
			panic(r.NewTypeError("Method %s.prototype.%s called on incompatible receiver %s", class, method, display(c.This)))
		}
		return s
	}
	open := func(c goja.FunctionCall, method string) *disposables {
		s := this(c, method)
		if s.disposed {
			panic(newError(r, "ReferenceError", "Cannot call "+class+".prototype."+method+" on an already-disposed DisposableStack"))
		}
		return s
	}
	own(proto, func(a *additions) {
		a.getter("disposed", func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			return r.ToValue(this(c, "disposed").disposed)
		})
		a.method("use", 1, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			open(c, "use").use(r, c.Argument(0))
			return c.Argument(0)
		})
		a.method("adopt", 2, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			s := open(c, "adopt")
			s.list = append(s.list, resource{c.Argument(0), callable(r, c.Argument(1)), true})
			return c.Argument(0)
		})
		a.method("defer", 1, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			s := open(c, "defer")
			s.list = append(s.list, resource{goja.Undefined(), callable(r, c.Argument(0)), false})
			return goja.Undefined()
		})
		a.method("move", 0, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			s := open(c, "move")
			moved := &disposables{async: async, list: s.list}
			s.disposed, s.list = true, nil
			return newRecord(r, proto, moved)
		})
		a.method(dispose, 0, f)
		a.tag(class)
	})
	define(proto, symbol, valueProp(proto.Get(dispose), true, false, true))
	return constructor
}

// use adds a value with the method that disposes of it.
func (s *disposables) use(r *goja.Runtime, v goja.Value) {
	if goja.IsUndefined(v) || goja.IsNull(v) {
		if s.async {
			s.list = append(s.list, resource{value: v})
		}
		return
	}
	o, ok := v.(*goja.Object)
	if !ok {
		panic(r.NewTypeError("An object is expected with `using` declarations"))
	}
	x := resource{value: v}
	if s.async {
		x.method = disposeMethod(r, o, SymAsyncDispose)
	}
	if x.method == nil {
		method := disposeMethod(r, o, SymDispose)
		if method == nil {
			panic(r.NewTypeError("Symbol(Symbol.dispose) is not a function"))
		}
		x.method = method
		if s.async {
			// What a synchronous method returns is not waited for.
			x.method = func(c goja.FunctionCall) goja.Value {
				p := newPromiseCapability(r, getPromise(r))
				if thrown := try(r, func() { method(c) }); thrown != nil {
					call(p.reject, goja.Undefined(), thrown)
				} else {
					call(p.resolve, goja.Undefined(), goja.Undefined())
				}
				return p.promise
			}
		}
	}
	s.list = append(s.list, x)
}

func disposeMethod(r *goja.Runtime, o *goja.Object, symbol *goja.Symbol) callFunc {
	v := o.GetSymbol(symbol)
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil
	}
	if !isCallable(v) {
		panic(r.NewTypeError("%s is not a function", display(symbol)))
	}
	return toMethod(v)
}

// stackDispose is disposableStack.dispose().
func stackDispose(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	s, ok := stateOf[*disposables](c.This)
	if !ok || s.async {
		panic(r.NewTypeError("Method DisposableStack.prototype.dispose called on incompatible receiver %s", display(c.This)))
	}
	list := s.list
	s.disposed, s.list = true, nil
	var failure goja.Value
	for i := len(list) - 1; i >= 0; i-- {
		if thrown := try(r, func() { list[i].dispose() }); thrown != nil {
			failure = alsoFailed(r, failure, thrown)
		}
	}
	if failure != nil {
		panic(failure)
	}
	return goja.Undefined()
}

func alsoFailed(r *goja.Runtime, before, now goja.Value) goja.Value {
	if before == nil {
		return now
	}
	return suppressed(r, now, before)
}

// stackDisposeAsync is asyncDisposableStack.disposeAsync().
func stackDisposeAsync(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	p := newPromiseCapability(r, getPromise(r))
	s, ok := stateOf[*disposables](c.This)
	switch {
	case !ok || !s.async:
		call(p.reject, goja.Undefined(), r.NewTypeError("Receiver is not an AsyncDisposableStack"))
	case s.disposed:
		call(p.resolve, goja.Undefined(), goja.Undefined())
	default:
		d := &disposal{r: r, list: s.list, result: p}
		s.disposed, s.list = true, nil
		d.run()
	}
	return p.promise
}

// disposal disposes of resources one after the other and waits for each.
type disposal struct {
	r       *goja.Runtime
	list    []resource
	result  *capability
	failure goja.Value
	// needsAwait says that null or undefined was skipped, hasAwaited that something was waited for.
	needsAwait, hasAwaited bool
}

func (d *disposal) run() {
	for len(d.list) > 0 {
		x := d.list[len(d.list)-1]
		d.list = d.list[:len(d.list)-1]
		if x.method == nil {
			d.needsAwait = true
			continue
		}
		var result goja.Value
		if thrown := try(d.r, func() { result = x.dispose() }); thrown != nil {
			d.failure = alsoFailed(d.r, d.failure, thrown)
			continue
		}
		d.hasAwaited = true
		if d.await(result) {
			return
		}
	}
	if d.needsAwait && !d.hasAwaited {
		d.hasAwaited = true
		d.await(goja.Undefined())
		return
	}
	if d.failure != nil {
		call(d.result.reject, goja.Undefined(), d.failure)
	} else {
		call(d.result.resolve, goja.Undefined(), goja.Undefined())
	}
}

// await goes on with run when the value is settled. It is false if the value cannot be waited for.
func (d *disposal) await(v goja.Value) bool {
	var p *goja.Object
	if thrown := try(d.r, func() { p = promiseResolve(d.r, getPromise(d.r), v) }); thrown != nil {
		d.failure = alsoFailed(d.r, d.failure, thrown)
		return false
	}
	settle := func(failed bool) goja.Value {
		return newNativeFunc(d.r, func(c goja.FunctionCall) goja.Value {
			if failed {
				d.failure = alsoFailed(d.r, d.failure, c.Argument(0))
			}
			d.run()
			return goja.Undefined()
		}, "", 1)
	}
	performPromiseThen(d.r, p.Export().(*goja.Promise), settle(false), settle(true), nil)
	return true
}
