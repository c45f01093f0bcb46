package streamcore

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

// source feeds a readable from an iterator.
type source struct {
	c        *Core
	s        *Stream
	iterator *goja.Object
	async    bool // the iterator gives promises

	reading bool
	destroy goja.Value

	// What continues after a promise; one is waited for at a time.
	onResult, onValue, onFailed *goja.Object
}

// From is Readable.from(iterable[, options]), with the constructor to use.
func (c *Core) From(class *goja.Object, iterable, options goja.Value) (*goja.Object, error) {
	if goja.IsString(iterable) || buffers.IsBuffer(c.env, iterable) {
		return c.fromWhole(class, iterable, options)
	}
	o, _ := iterable.(*goja.Object)
	if o == nil {
		return nil, c.env.InvalidArgType("iterable", iterable, "Iterable")
	}
	f := &source{c: c}
	if make := o.GetSymbol(wellknown.AsyncIterator(c.env)); truthy(make) {
		f.async = true
		f.iterator, _ = c.invoke(make, o).(*goja.Object)
	} else if make := o.GetSymbol(goja.SymIterator); truthy(make) {
		f.iterator, _ = c.invoke(make, o).(*goja.Object)
	} else {
		return nil, c.env.InvalidArgType("iterable", iterable, "Iterable")
	}
	opts := c.withDefaults(options, map[string]any{"objectMode": true, "highWaterMark": 1})
	made, err := c.vm.New(class, opts)
	if err != nil {
		return nil, err
	}
	f.s = StreamOf(made)
	f.destroy = made.Get("_destroy")
	read := c.env.Func("", 0, func(modules.Call) (goja.Value, error) {
		f.read()
		return nil, nil
	})
	c.must(made.Set("_read", read))
	f.s.source, f.s.sourceRead = f, read
	c.must(made.Set("_destroy", c.env.Func("", 2, f.destroyMethod)))
	return made, nil
}

func (c *Core) withDefaults(options goja.Value, defaults map[string]any) *goja.Object {
	o := c.vm.NewObject()
	for _, name := range []string{"objectMode", "highWaterMark"} {
		if v, ok := defaults[name]; ok {
			c.must(o.Set(name, v))
		}
	}
	if given, ok := options.(*goja.Object); ok {
		for _, name := range given.Keys() {
			c.must(o.Set(name, given.Get(name)))
		}
	}
	return o
}

func (c *Core) fromWhole(class *goja.Object, v, options goja.Value) (*goja.Object, error) {
	opts := c.withDefaults(options, map[string]any{"objectMode": true})
	c.must(opts.Set("read", c.env.Func("read", 0, func(call modules.Call) (goja.Value, error) {
		o := call.This.(*goja.Object)
		c.method(o, "push", v)
		c.method(o, "push", goja.Null())
		return nil, nil
	})))
	return c.vm.New(class, opts)
}

func (f *source) read() {
	if f.reading {
		return
	}
	f.reading = true
	f.next()
}

// next takes values until one is not wanted yet, or is to be waited for.
func (f *source) next() {
	c := f.c
	for {
		again := false
		thrown := c.try(func() {
			result := c.method(f.iterator, "next")
			if f.async {
				f.await(result, true)
				return
			}
			again = f.take(result)
		})
		if thrown != nil {
			f.s.callDestroy(thrown)
			return
		}
		if !again {
			return
		}
	}
}

// take handles an iterator's result; it reports whether to go on at once.
func (f *source) take(result goja.Value) bool {
	c := f.c
	o, ok := result.(*goja.Object)
	if !ok {
		panic(c.vm.NewTypeError("Iterator result %s is not an object", result.String()))
	}
	value := undefinedIfNil(o.Get("value"))
	if truthy(o.Get("done")) {
		f.s.Push(goja.Null())
		return false
	}
	if !f.async {
		if p, ok := value.(*goja.Object); ok && modules.IsFunction(p.Get("then")) {
			f.await(value, false)
			return false
		}
	}
	return f.pushValue(value)
}

func (f *source) pushValue(value goja.Value) bool {
	if goja.IsNull(value) {
		f.reading = false
		f.c.must(modules.TypeError("ERR_STREAM_NULL_VALUES", "May not write null values to stream"))
	}
	if f.s.Push(value) {
		return true
	}
	f.reading = false
	return false
}

func (f *source) await(v goja.Value, isResult bool) {
	f.prepare()
	then := f.onValue
	if isResult {
		then = f.onResult
	}
	f.c.await(v, then, f.onFailed)
}

func (f *source) prepare() {
	if f.onFailed != nil {
		return
	}
	c := f.c
	guarded := func(step func(v goja.Value) bool) *goja.Object {
		return c.env.Func("", 1, func(call modules.Call) (goja.Value, error) {
			again := false
			v := call.Argument(0)
			if thrown := c.try(func() { again = step(v) }); thrown != nil {
				f.s.callDestroy(thrown)
				return nil, nil
			}
			if again {
				f.next()
			}
			return nil, nil
		})
	}
	f.onResult = guarded(func(v goja.Value) bool { return f.take(v) })
	f.onValue = guarded(f.pushValue)
	f.onFailed = c.env.Func("", 1, func(call modules.Call) (goja.Value, error) {
		f.s.callDestroy(call.Argument(0))
		return nil, nil
	})
}

// destroyMethod is the stream's _destroy(error, callback): it ends the
// iterator before the stream is destroyed.
func (f *source) destroyMethod(call modules.Call) (goja.Value, error) {
	c := f.c
	err, cb := call.Argument(0), callbackOf(call.Argument(1))
	c.invoke(f.destroy, f.s.obj, err, c.doneFunc("", func(destroyError goja.Value) {
		combined := destroyError
		if !truthy(combined) {
			combined = nil
			if truthy(err) {
				combined = err
			}
		}
		f.close(combined, func(closeError goja.Value) {
			c.nextTick(func() { cb.call(c, undefinedIfNil(c.aggregate(combined, closeError))) })
		})
	}))
	return nil, nil
}

// close is the end of the iterator: throw if there was an error and it has
// that, else return.
func (f *source) close(err goja.Value, done func(err goja.Value)) {
	c := f.c
	failed := c.env.Func("", 1, func(call modules.Call) (goja.Value, error) {
		done(call.Argument(0))
		return nil, nil
	})
	then := func(v goja.Value, next func(v goja.Value)) {
		c.await(v, c.env.Func("", 1, func(call modules.Call) (goja.Value, error) {
			v := call.Argument(0)
			if thrown := c.try(func() { next(v) }); thrown != nil {
				done(thrown)
			}
			return nil, nil
		}), failed)
	}
	ended := func(goja.Value) { done(nil) }
	doReturn := func() {
		if !modules.IsFunction(f.iterator.Get("return")) {
			then(goja.Undefined(), ended)
			return
		}
		then(c.method(f.iterator, "return"), func(result goja.Value) {
			then(undefinedIfNil(get(result, "value")), ended)
		})
	}
	thrown := c.try(func() {
		if !truthy(err) || !modules.IsFunction(f.iterator.Get("throw")) {
			doReturn()
			return
		}
		then(c.method(f.iterator, "throw", err), func(result goja.Value) {
			finished := truthy(get(result, "done"))
			then(undefinedIfNil(get(result, "value")), func(goja.Value) {
				if finished {
					done(nil)
				} else {
					doReturn()
				}
			})
		})
	})
	if thrown != nil {
		then(goja.Undefined(), func(goja.Value) { done(thrown) })
	}
}

// await continues, as the await operator does, with one of two functions.
func (c *Core) await(v goja.Value, then, failed *goja.Object) {
	o, ok := v.(*goja.Object)
	if !ok || o.ClassName() != "Promise" {
		p, resolve, _ := c.vm.NewPromise()
		c.must(resolve(v))
		o = c.vm.ToValue(p).(*goja.Object)
	}
	c.invoke(c.promiseThen, o, then, failed)
}
