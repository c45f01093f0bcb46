package streamcore

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// destroyMethod is stream.destroy([error[, callback]]).
func (c *Core) destroyMethod(call modules.Call) (goja.Value, error) {
	s := StreamOf(call.This)
	if s == nil {
		return call.This, nil
	}
	var err goja.Value
	if v := call.Argument(0); truthy(v) {
		err = v
	}
	s.destroy(err, callbackOf(call.Argument(1)))
	return call.This, nil
}

// destroyWritable is writable.destroy([error[, callback]]): writes that wait
// fail.
func (c *Core) destroyWritable(call modules.Call) (goja.Value, error) {
	if s := StreamOf(call.This); s != nil {
		if w := s.w; w != nil && !w.destroyed && (len(w.buffered) > 0 || len(w.onFinished) > 0) {
			c.nextTick(w.errorBuffer)
		}
	}
	return c.destroyMethod(call)
}

func (s *Stream) isDestroyed() bool {
	return s.w != nil && s.w.destroyed || s.r != nil && s.r.destroyed
}

func (s *Stream) noteError(err goja.Value) {
	if err == nil || !truthy(err) {
		return
	}
	if s.w != nil && s.w.errored == nil {
		s.w.errored = err
	}
	if s.r != nil && s.r.errored == nil {
		s.r.errored = err
	}
}

func (s *Stream) isConstructed() bool {
	if s.w != nil {
		return s.w.constructed
	}
	return s.r.constructed
}

func (s *Stream) destroy(err goja.Value, cb callback) {
	if s.isDestroyed() {
		cb.call(s.core, nil)
		return
	}
	s.noteError(err)
	if s.w != nil {
		s.w.destroyed = true
	}
	if s.r != nil {
		s.r.destroyed = true
	}
	if !s.isConstructed() {
		s.destroyNow = func(er goja.Value) { s.runDestroy(s.core.aggregate(er, err), cb) }
		return
	}
	s.runDestroy(err, cb)
}

// aggregate is one error for two, as Node makes it.
func (c *Core) aggregate(inner, outer goja.Value) goja.Value {
	if !truthy(inner) || !truthy(outer) || inner == outer {
		if truthy(inner) {
			return inner
		}
		return outer
	}
	o, ok := outer.(*goja.Object)
	if ok {
		if errors, ok := o.Get("errors").(*goja.Object); ok && modules.IsArray(errors) {
			c.method(errors, "push", inner)
			return outer
		}
	}
	message := goja.Value(goja.Undefined())
	code := goja.Value(goja.Undefined())
	if ok {
		message = o.Get("message")
		code = o.Get("code")
	}
	made, err := c.vm.New(c.vm.Get("AggregateError"), c.vm.NewArray(outer, inner), message)
	c.must(err)
	c.must(made.Set("code", code))
	return made
}

func (s *Stream) runDestroy(err goja.Value, cb callback) {
	c := s.core
	called := false
	done := func(err goja.Value) {
		if called {
			return
		}
		called = true
		s.noteError(err)
		if s.w != nil {
			s.w.closed = true
		}
		if s.r != nil {
			s.r.closed = true
		}
		cb.call(c, undefinedIfNil(err))
		if truthy(err) {
			c.nextTick(func() {
				s.emitError(err)
				s.emitClose()
			})
		} else {
			c.nextTick(s.emitClose)
		}
	}
	thrown := c.try(func() {
		own := s.obj.Get("_destroy")
		if own == goja.Value(c.fn._destroy) {
			if s.opts.Destroy != nil {
				s.opts.Destroy(err, done)
			} else {
				done(err)
			}
			return
		}
		c.invoke(own, s.obj, nullIfNil(err), c.doneFunc("onDestroy", done))
	})
	if thrown != nil {
		done(thrown)
	}
}

func undefinedIfNil(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}

// doneFunc is a callback for JavaScript that takes an error.
func (c *Core) doneFunc(name string, done func(err goja.Value)) *goja.Object {
	return c.env.Func(name, 1, func(call modules.Call) (goja.Value, error) {
		var err goja.Value
		if len(call.Arguments) > 0 && !modules.IsNullish(call.Arguments[0]) {
			err = call.Arguments[0]
		}
		done(err)
		return nil, nil
	})
}

// destroyBuiltin is stream._destroy(error, callback).
func (c *Core) destroyBuiltin(call modules.Call) (goja.Value, error) {
	cb := callbackOf(call.Argument(1))
	if s := StreamOf(call.This); s != nil && s.opts.Destroy != nil {
		var err goja.Value
		if truthy(call.Argument(0)) {
			err = call.Argument(0)
		}
		s.opts.Destroy(err, func(err goja.Value) { cb.call(c, nullIfNil(err)) })
		return nil, nil
	}
	cb.call(c, call.Argument(0))
	return nil, nil
}

func (s *Stream) emitClose() {
	if s.w != nil {
		s.w.closeEmitted = true
	}
	if s.r != nil {
		s.r.closeEmitted = true
	}
	if s.w != nil && s.w.emitClose || s.r != nil && s.r.emitClose {
		s.core.em.Emit(s.obj, "close")
	}
}

func (s *Stream) emitError(err goja.Value) {
	if s.w != nil && s.w.errorEmitted || s.r != nil && s.r.errorEmitted {
		return
	}
	if s.w != nil {
		s.w.errorEmitted = true
	}
	if s.r != nil {
		s.r.errorEmitted = true
	}
	s.core.em.Emit(s.obj, "error", err)
}

// Destroy is stream.destroy(err) from Go; a nil err is none.
func (s *Stream) Destroy(err error) {
	if err == nil {
		s.callDestroy(nil)
		return
	}
	s.callDestroy(s.core.env.Thrown(err))
}

// ErrorOrDestroy reports an error of the stream: it destroys it, or only
// emits 'error' where autoDestroy is off.
func (s *Stream) ErrorOrDestroy(err error) { s.errorOrDestroy(s.core.env.Thrown(err), false) }

func (s *Stream) errorOrDestroy(err goja.Value, sync bool) {
	if s.isDestroyed() {
		return
	}
	if s.r != nil && s.r.autoDestroy || s.w != nil && s.w.autoDestroy {
		s.callDestroy(err)
		return
	}
	if !truthy(err) {
		return
	}
	s.noteError(err)
	if sync {
		s.core.nextTick(func() { s.emitError(err) })
	} else {
		s.emitError(err)
	}
}

// undestroy is stream._undestroy().
func (c *Core) undestroy(call modules.Call) (goja.Value, error) {
	s := StreamOf(call.This)
	if s == nil {
		return nil, nil
	}
	if r := s.r; r != nil {
		off := r.readable == isFalse
		r.constructed, r.closed, r.closeEmitted, r.destroyed, r.errorEmitted, r.reading = true, false, false, false, false, false
		r.errored, r.ended, r.endEmitted = nil, off, off
	}
	if w := s.w; w != nil {
		off := w.writable == isFalse
		w.constructed, w.destroyed, w.closed, w.closeEmitted, w.errorEmitted = true, false, false, false, false
		w.finalCalled, w.prefinished = false, false
		w.errored, w.ended, w.ending, w.finished = nil, off, off, off
	}
	return nil, nil
}

// startConstruct calls _construct, if there is one, before anything else
// happens to the stream; then tells then.
func (c *Core) startConstruct(s *Stream, then func()) {
	own := s.obj.Get("_construct")
	if !modules.IsFunction(own) && s.opts.Construct == nil {
		return
	}
	if s.r != nil {
		s.r.constructed = false
	}
	if s.w != nil {
		s.w.constructed = false
	}
	s.constructed = append(s.constructed, then)
	if len(s.constructed) > 1 {
		return
	}
	c.nextTick(s.construct)
}

func (s *Stream) construct() {
	c := s.core
	called := false
	settled := func(err goja.Value) {
		if called {
			if !truthy(err) {
				err = c.env.Error(modules.PlainError("ERR_MULTIPLE_CALLBACK", "Callback called multiple times"))
			}
			s.errorOrDestroy(err, false)
			return
		}
		called = true
		if s.r != nil {
			s.r.constructed = true
		}
		if s.w != nil {
			s.w.constructed = true
		}
		switch {
		case s.isDestroyed():
			if f := s.destroyNow; f != nil {
				s.destroyNow = nil
				f(err)
			}
		case truthy(err):
			s.errorOrDestroy(err, true)
		default:
			for _, f := range s.constructed {
				f()
			}
		}
	}
	later := func(err goja.Value) { c.nextTick(func() { settled(err) }) }
	thrown := c.try(func() {
		own := s.obj.Get("_construct")
		if !modules.IsFunction(own) && s.opts.Construct != nil {
			s.opts.Construct(func(err error) { later(c.valueOf(err)) })
			return
		}
		c.invoke(own, s.obj, c.doneFunc("", later))
	})
	if thrown != nil {
		later(thrown)
	}
}

// valueOf is the JavaScript value of a Go error, nil for nil.
func (c *Core) valueOf(err error) goja.Value {
	if err == nil {
		return nil
	}
	return c.env.Thrown(err)
}
