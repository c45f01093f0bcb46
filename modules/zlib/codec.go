package zlib

import (
	"context"
	"iter"
	"sync"

	"github.com/gonode/gonode/modules"
)

// codec compresses or decompresses a stream. Its calls come one after the
// other, from any goroutine.
type codec interface {
	// write takes input and returns output of at most limit bytes. more tells
	// that more output is there: call again without input. last tells that no
	// input follows. used counts what was taken of all input so far.
	write(in []byte, flush int, last bool, limit int) (out []byte, more bool, err error)
	// leftover is the input that was not wanted because the stream had ended.
	leftover() int
	params(level, strategy int)
	reset()
	close()
}

// failure is an error of a compression library.
func failure(code string, number int, message string) error {
	return &modules.Error{Message: message, Props: []modules.Prop{{Name: "errno", Value: number}, {Name: "code", Value: code}}}
}

func dataError(message string) error { return failure("Z_DATA_ERROR", -3, message) }

func unexpectedEnd() error { return failure("Z_BUF_ERROR", -5, "unexpected end of file") }

// decoder runs a decoder that pulls its input, as Go's do, where input is
// pushed: it is suspended in its Read while there is none.
type decoder struct {
	mu     sync.Mutex
	ctx    context.Context
	decode func(d *decoder) error
	closed bool
	next   func() (step, bool)
	stop   func()
	input  []byte
	last   bool
	final  bool // an end within the stream is an error
	yield  func(step) bool
	ended  bool
	failed error
	out    []byte
	unstop func() bool
}

// step is what a decoder was suspended or ended with.
type step struct {
	out   []byte
	ended bool
	err   error
}

func newDecoder(ctx context.Context, decode func(d *decoder) error) *decoder {
	return &decoder{ctx: ctx, decode: decode}
}

// start makes the coroutine, on the first write: one that nobody writes to
// has nothing to close.
func (d *decoder) start() {
	if d.unstop == nil {
		d.unstop = context.AfterFunc(d.ctx, d.close)
	}
	d.next, d.stop = iter.Pull(func(yield func(step) bool) {
		d.yield = yield
		err := d.decode(d)
		yield(step{ended: true, err: err})
	})
}

// errStopped ends a decoder whose codec was closed.
var errStopped = modules.PlainError("ERR_INVALID_STATE", "The stream was closed")

// fill waits for input; it returns false at the end of it.
func (d *decoder) fill() (bool, error) {
	for len(d.input) == 0 {
		if d.last {
			return false, nil
		}
		if !d.yield(step{}) {
			return false, errStopped
		}
	}
	return true, nil
}

// emit hands output over and waits until it is taken.
func (d *decoder) emit(out []byte) error {
	if !d.yield(step{out: out}) {
		return errStopped
	}
	return nil
}

func (d *decoder) write(in []byte, flush int, last bool, limit int) (out []byte, more bool, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.failed != nil {
		return nil, false, d.failed
	}
	if d.closed {
		return nil, false, nil
	}
	if d.next == nil {
		d.start()
	}
	if len(in) > 0 {
		d.input = in
	}
	d.last = last
	d.final = flush == finish
	out, d.out = d.out, nil
	for !d.ended && len(out) < limit {
		s, ok := d.next()
		if !ok || s.ended {
			d.ended = true
			d.failed = s.err
			break
		}
		if s.out == nil {
			return out, false, nil
		}
		out = append(out, s.out...)
	}
	if len(out) > limit {
		out, d.out = out[:limit:limit], append([]byte(nil), out[limit:]...)
	}
	if d.failed != nil && len(out) == 0 {
		return nil, false, d.failed
	}
	return out, !d.ended || len(d.out) > 0 || d.failed != nil, nil
}

func (d *decoder) leftover() int {
	if d.ended {
		return len(d.input)
	}
	return 0
}

func (d *decoder) params(int, int) {}

func (d *decoder) reset() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.end()
	d.input, d.ended, d.failed, d.out, d.last = nil, false, nil, nil, false
}

// end stops the coroutine, if there is one.
func (d *decoder) end() {
	if d.stop != nil {
		d.stop()
		d.next, d.stop = nil, nil
	}
}

func (d *decoder) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	d.end()
	if d.unstop != nil {
		d.unstop()
	}
}

// drain writes all input and collects the output, up to a maximum.
func drain(ctx context.Context, c codec, in []byte, flush int, limit, maximum int64) ([]byte, error) {
	var all []byte
	for {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		out, more, err := c.write(in, flush, true, int(limit))
		if err != nil {
			return nil, err
		}
		in = nil
		if all == nil && !more {
			all = out
		} else {
			all = append(all, out...)
		}
		if int64(len(all)) > maximum {
			return nil, tooLarge(maximum)
		}
		if !more {
			return all, nil
		}
	}
}

func tooLarge(maximum int64) error {
	return modules.RangeError("ERR_BUFFER_TOO_LARGE", "Cannot create a Buffer larger than %d bytes", maximum)
}

func trailingJunk() error {
	return modules.TypeError("ERR_TRAILING_JUNK_AFTER_STREAM_END",
		"Trailing junk found after the end of the compressed stream")
}
