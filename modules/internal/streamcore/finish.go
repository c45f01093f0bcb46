package streamcore

import (
	gostrings "strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

func goLower(s string) string { return gostrings.ToLower(s) }

// end is writable.end([chunk[, encoding]][, callback]).
func (c *Core) end(call modules.Call) (goja.Value, error) {
	w := c.thisWritable(call)
	chunk, enc, cb := call.Argument(0), call.Argument(1), callbackOf(call.Argument(2))
	if f := callbackOf(chunk); !f.none() {
		cb, chunk, enc = f, goja.Null(), goja.Undefined()
	} else if f := callbackOf(enc); !f.none() {
		cb, enc = f, goja.Undefined()
	}
	w.end(chunk, enc, cb)
	return call.This, nil
}

func (w *writable) end(chunk, enc goja.Value, cb callback) {
	c := w.s.core
	var failure goja.Value
	if !modules.IsNullish(chunk) {
		if _, err := w.write(chunk, enc, callback{}); err != nil {
			failure = err
		}
	}
	if w.corked > 0 {
		w.corked = 1
		c.method(w.s.obj, "uncork")
	}
	switch {
	case failure != nil:
	case !w.ending && w.errored == nil:
		w.ending = true
		w.finishMaybe(true)
		w.ended = true
	case w.finished:
		failure = c.env.Error(modules.PlainError("ERR_STREAM_ALREADY_FINISHED", "Cannot call end after a stream was finished"))
	case w.destroyed:
		failure = w.destroyedError("end")
	}
	if cb.none() {
		return
	}
	switch {
	case failure != nil:
		c.nextTick(func() { cb.call(c, failure) })
	case w.errored != nil:
		err := w.errored
		c.nextTick(func() { cb.call(c, err) })
	case w.finished:
		c.nextTick(func() { cb.call(c, goja.Null()) })
	default:
		w.onFinished = append(w.onFinished, cb)
	}
}

// End is stream.end() from Go.
func (s *Stream) End() { s.core.method(s.obj, "end") }

func (w *writable) needFinish() bool {
	return w.ending && w.constructed && !w.destroyed && !w.finished && !w.writing && !w.errorEmitted &&
		!w.closeEmitted && w.errored == nil && len(w.buffered) == w.first && w.length == 0
}

func (w *writable) finishMaybe(sync bool) {
	if !w.needFinish() {
		return
	}
	w.prefinish()
	if w.pendingcb != 0 {
		return
	}
	if sync {
		w.pendingcb++
		w.s.core.nextTick(func() {
			if w.needFinish() {
				w.finish()
			} else {
				w.pendingcb--
			}
		})
	} else if w.needFinish() {
		w.pendingcb++
		w.finish()
	}
}

func (w *writable) prefinish() {
	if w.prefinished || w.finalCalled {
		return
	}
	s, c := w.s, w.s.core
	own := s.obj.Get("_final")
	if w.destroyed || !modules.IsFunction(own) && s.opts.Final == nil {
		w.finalCalled, w.prefinished = true, true
		c.em.Emit(s.obj, "prefinish")
		return
	}
	w.finalCalled, w.sync = true, true
	w.pendingcb++
	thrown := c.try(func() {
		switch {
		case !modules.IsFunction(own):
			s.opts.Final(func(err error) { w.onFinal(c.valueOf(err)) })
		case s.t != nil && own == goja.Value(c.fn.final):
			s.t.flush(func(err goja.Value) { w.onFinal(err) })
		default:
			c.invoke(own, s.obj, c.doneFunc("", w.onFinal))
		}
	})
	if thrown != nil {
		w.onFinal(thrown)
	}
	w.sync = false
}

// onFinal is told that _final has ended.
func (w *writable) onFinal(err goja.Value) {
	s, c := w.s, w.s.core
	if w.prefinished {
		if !truthy(err) {
			err = c.env.Error(modules.PlainError("ERR_MULTIPLE_CALLBACK", "Callback called multiple times"))
		}
		s.errorOrDestroy(err, false)
		return
	}
	w.pendingcb--
	if truthy(err) {
		w.callOnFinished(err)
		s.errorOrDestroy(err, w.sync)
	} else if w.needFinish() {
		w.prefinished = true
		c.em.Emit(s.obj, "prefinish")
		w.pendingcb++
		c.nextTick(w.finish)
	}
}

func (w *writable) finish() {
	s, c := w.s, w.s.core
	w.pendingcb--
	w.finished = true
	w.callOnFinished(goja.Null())
	c.em.Emit(s.obj, "finish")
	if w.autoDestroy {
		r := s.r
		if r == nil || r.autoDestroy && (r.endEmitted || r.readable == isFalse) {
			s.callDestroy(nil)
		}
	}
}

func (w *writable) callOnFinished(err goja.Value) {
	list := w.onFinished
	w.onFinished = nil
	for _, cb := range list {
		cb.call(w.s.core, err)
	}
}
