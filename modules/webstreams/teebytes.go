package webstreams

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// byteFork is the tee of a stream of bytes. It reads into the memory of the
// branch that asks for bytes, and copies what came for the other one.
// https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamtee
type byteFork struct {
	fork
	again    [2]bool
	branches [2]*byteController
}

func (f *byteFork) begin() (a, b *readable) {
	var made [2]*readable
	for i := range made {
		made[i] = f.newReadable(f.readables)
		f.branches[i] = f.newByteController(made[i], source{pull: func() promise { return f.pull(i) }, cancel: f.cancel(i)}, 0, 0)
		f.must(f.branches[i].start())
	}
	f.watch(f.reader)
	return made[0], made[1]
}

// watch passes on the failure of the source, unless another reader watches by
// then.
func (f *byteFork) watch(r *reader) {
	engine.React(r.closed, nil, func(reason goja.Value) {
		if r == f.reader {
			f.failBoth(reason)
			f.finish()
		}
	})
}

func (f *byteFork) failBoth(reason goja.Value) {
	for _, c := range f.branches {
		c.fail(reason)
	}
}

func (f *byteFork) switchTo(byob bool) {
	if f.reader.byob == byob {
		return
	}
	f.reader.release()
	r, err := f.stream.acquire(byob)
	f.must(err)
	f.reader = r
	f.watch(r)
}

func (f *byteFork) pull(i int) promise {
	if f.reading {
		f.again[i] = true
		return f.settled
	}
	f.reading = true
	if request := f.branches[i].requestOf(); request == nil {
		f.switchTo(false)
		f.reader.read(wholeChunk{f})
	} else {
		f.switchTo(true)
		f.reader.readInto(request.view, 1, intoBranch{f, i})
	}
	return f.settled
}

func (f *byteFork) pullAgain() {
	f.reading = false
	if f.again[0] {
		f.pull(0)
	} else if f.again[1] {
		f.pull(1)
	}
}

// clone copies a chunk, or fails all when there is no chunk to copy any more.
func (f *byteFork) clone(view *goja.Object) *goja.Object {
	b, ok := f.bytes.Bytes(view)
	if !ok {
		reason := f.env.Thrown(invalidState("Viewed ArrayBuffer is detached"))
		f.failBoth(reason)
		f.cancelSource(reason)
		return nil
	}
	return f.view(f.bytesClass(), f.newMemory(append([]byte(nil), b...)), 0, len(b))
}

// wholeChunk takes a chunk for both branches.
type wholeChunk struct{ *byteFork }

func (f wholeChunk) chunk(v goja.Value) {
	f.afterwards(func() {
		f.again = [2]bool{}
		first := v.(*goja.Object)
		second := first
		if !f.cancelled[0] && !f.cancelled[1] {
			if second = f.clone(first); second == nil {
				return
			}
		}
		if !f.cancelled[0] {
			f.must(f.branches[0].enqueue(first))
		}
		if !f.cancelled[1] {
			f.must(f.branches[1].enqueue(second))
		}
		f.pullAgain()
	})
}

func (f wholeChunk) end(goja.Value) {
	f.reading = false
	for i, c := range f.branches {
		if !f.cancelled[i] {
			f.must(c.close())
		}
	}
	for _, c := range f.branches {
		if c.pulls.len() > 0 {
			f.must(c.respond(0))
		}
	}
	f.finish()
}

func (f wholeChunk) fail(goja.Value) { f.reading = false }

// intoBranch takes what was read into the memory of branch i.
type intoBranch struct {
	*byteFork
	i int
}

func (f intoBranch) chunk(v goja.Value) {
	f.afterwards(func() {
		f.again = [2]bool{}
		view := v.(*goja.Object)
		mine, other := f.branches[f.i], f.branches[1-f.i]
		if !f.cancelled[1-f.i] {
			copied := f.clone(view)
			if copied == nil {
				return
			}
			if !f.cancelled[f.i] {
				f.must(mine.respondWithView(view))
			}
			f.must(other.enqueue(copied))
		} else if !f.cancelled[f.i] {
			f.must(mine.respondWithView(view))
		}
		f.pullAgain()
	})
}

func (f intoBranch) end(v goja.Value) {
	f.reading = false
	mine, other := f.branches[f.i], f.branches[1-f.i]
	if !f.cancelled[f.i] {
		f.must(mine.close())
	}
	if !f.cancelled[1-f.i] {
		f.must(other.close())
	}
	if view, ok := v.(*goja.Object); ok {
		if !f.cancelled[f.i] {
			f.must(mine.respondWithView(view))
		}
		if !f.cancelled[1-f.i] && other.pulls.len() > 0 {
			f.must(other.respond(0))
		}
	}
	f.finish()
}

func (f intoBranch) fail(goja.Value) { f.reading = false }
