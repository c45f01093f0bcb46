package webstreams

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// tee is readable.tee(): two streams of the chunks of one.
func (l *library) tee(s *readable) (goja.Value, error) {
	r, err := s.acquire(false)
	if err != nil {
		return nil, err
	}
	f := fork{library: l, stream: s, reader: r, done: l.pending(), reasons: [2]goja.Value{goja.Undefined(), goja.Undefined()}}
	var a, b *readable
	if _, bytes := s.controller.(*byteController); bytes {
		a, b = (&byteFork{fork: f}).begin()
	} else {
		a, b = (&defaultFork{fork: f}).begin()
	}
	return l.vm.NewArray(a.object, b.object), nil
}

// fork is what both kinds of tee keep: who has cancelled, and why.
type fork struct {
	*library
	stream    *readable
	reader    *reader
	reading   bool
	cancelled [2]bool
	reasons   [2]goja.Value
	done      promise // the outcome of cancelling both
}

func (f *fork) cancel(i int) func(goja.Value) promise {
	return func(reason goja.Value) promise {
		f.cancelled[i], f.reasons[i] = true, reason
		if f.cancelled[1-i] {
			f.cancelSource(f.vm.NewArray(f.reasons[0], f.reasons[1]))
		}
		return f.done
	}
}

func (f *fork) cancelSource(reason goja.Value) {
	if f.done.State() == goja.PromiseStatePending {
		engine.React(f.stream.cancel(reason), func(goja.Value) { settleOnce(f.done) }, func(reason goja.Value) {
			if f.done.State() == goja.PromiseStatePending {
				engine.Reject(f.done, reason)
			}
		})
	}
}

// finish tells a branch that is left that the source has ended.
func (f *fork) finish() {
	if !f.cancelled[0] || !f.cancelled[1] {
		settleOnce(f.done)
	}
}

// defaultFork is the tee of a stream that is none of bytes.
type defaultFork struct {
	fork
	again    bool
	branches [2]*defaultController
}

func (f *defaultFork) begin() (a, b *readable) {
	a, f.branches[0] = f.newSourced(source{pull: f.pull, cancel: f.cancel(0)}, 1, nil)
	b, f.branches[1] = f.newSourced(source{pull: f.pull, cancel: f.cancel(1)}, 1, nil)
	engine.React(f.reader.closed, nil, func(reason goja.Value) {
		for _, c := range f.branches {
			c.fail(reason)
		}
		f.finish()
	})
	return a, b
}

func (f *defaultFork) pull() promise {
	if f.reading {
		f.again = true
		return f.settled
	}
	f.reading = true
	f.reader.read(f)
	return f.settled
}

func (f *defaultFork) chunk(v goja.Value) {
	f.afterwards(func() {
		f.again = false
		for i, c := range f.branches {
			if !f.cancelled[i] {
				f.must(c.enqueue(v))
			}
		}
		f.reading = false
		if f.again {
			f.pull()
		}
	})
}

func (f *defaultFork) end(goja.Value) {
	f.reading = false
	for i, c := range f.branches {
		if !f.cancelled[i] {
			c.close()
		}
	}
	f.finish()
}

func (f *defaultFork) fail(goja.Value) { f.reading = false }
