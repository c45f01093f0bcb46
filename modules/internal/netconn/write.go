package netconn

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"

	"github.com/gonode/gonode/eventloop"
)

// writer is the writing half of a connection. A write goes out at once, on
// the loop's goroutine, as far as the system takes it without waiting; a
// goroutine writes the rest, many buffers in one call.
type writer struct {
	queue    []pendingWrite
	size     int // bytes in queue and in flight
	flushing bool
	blocking bool
	shutdown func(error) // waits for the queue

	// Of a connection that the loop waits for: what keeps the loop alive while the queue waits, and how much of the
	// queue's first buffer has been written.
	waiting *eventloop.Handle
	sent    int
}

// writable is called when the system takes more of what is queued.
func (c *Conn) writable() {
	done := 0
	var err error
	for ; done < len(c.out.queue); done++ {
		rest := c.out.queue[done].data[c.out.sent:]
		var n int
		n, err = c.stream.Write(rest)
		c.bytesWritten.Add(int64(n))
		if err != nil {
			break
		}
		if n < len(rest) {
			c.out.sent += n
			break
		}
		c.out.sent = 0
	}
	if err != nil {
		done = len(c.out.queue)
	}
	batch := c.out.queue[:done:done]
	c.out.queue = c.out.queue[done:]
	if len(c.out.queue) == 0 {
		c.out.queue = nil
		c.watch.Write(false)
		c.out.rest()
	}
	c.flushed(batch, err)
}

// rest lets the loop end as far as writing is concerned.
func (w *writer) rest() {
	w.flushing = false
	if w.waiting != nil {
		w.waiting.Close()
		w.waiting = nil
	}
}

// cancel fails what is queued, because the connection is closed.
func (w *writer) cancel(c *Conn) {
	if w.waiting == nil {
		return
	}
	batch := w.queue
	w.queue = nil
	w.rest()
	c.env.Loop.Begin()(func() { c.flushed(batch, syscall.ECANCELED) })
}

type pendingWrite struct {
	data []byte
	done func(error)
}

// Write sends b. When it could be sent at once, or failed at once, complete is
// true and done is not called. Otherwise done runs on the loop, as a task,
// when all has been written; b has been copied by then.
func (c *Conn) Write(b []byte, done func(error)) (complete bool, err error) {
	if c.closed {
		return true, syscall.EBADF
	}
	if c.out.blocking {
		n, err := c.stream.Write(b)
		c.bytesWritten.Add(int64(n))
		return true, closedError(err)
	}
	if !c.out.flushing {
		n, err := c.tryWrite(b)
		c.bytesWritten.Add(int64(n))
		if err != nil || n == len(b) {
			return true, err
		}
		b = b[n:]
	}
	c.enqueue(append([]byte(nil), b...), done)
	return false, nil
}

// SetBlocking makes writes wait until all is written, as befits standard
// output.
func (c *Conn) SetBlocking() { c.out.blocking = true }

// WriteAll is Write of several buffers in one go.
func (c *Conn) WriteAll(buffers [][]byte, done func(error)) (complete bool, err error) {
	switch len(buffers) {
	case 0:
		return true, nil
	case 1:
		return c.Write(buffers[0], done)
	}
	size := 0
	for _, b := range buffers {
		size += len(b)
	}
	joined := make([]byte, 0, size)
	for _, b := range buffers {
		joined = append(joined, b...)
	}
	return c.Write(joined, done)
}

// Queued is the number of bytes that wait to be written.
func (c *Conn) Queued() int { return c.out.size }

func (c *Conn) enqueue(b []byte, done func(error)) {
	c.out.queue = append(c.out.queue, pendingWrite{b, done})
	c.out.size += len(b)
	c.flush()
}

// flush lets a goroutine write what is queued, unless one does already.
func (c *Conn) flush() {
	if c.out.flushing || len(c.out.queue) == 0 {
		return
	}
	c.out.flushing = true
	if c.watch != nil {
		c.out.waiting = c.env.Loop.NewHandle()
		c.out.waiting.Ref()
		c.watch.Write(true)
		return
	}
	batch := c.out.queue
	c.out.queue = nil
	finish := c.env.Loop.Begin()
	go func() {
		buffers := make(net.Buffers, len(batch))
		for i := range batch {
			buffers[i] = batch[i].data
		}
		n, err := buffers.WriteTo(c.stream)
		c.bytesWritten.Add(n)
		finish(func() { c.flushed(batch, err) })
	}()
}

func (c *Conn) flushed(batch []pendingWrite, err error) {
	if c.watch == nil {
		c.out.flushing = false
	}
	if c.closed {
		err = syscall.ECANCELED
	}
	for _, w := range batch {
		c.out.size -= len(w.data)
	}
	if err != nil {
		batch = append(batch, c.out.queue...)
		c.out.queue, c.out.size = nil, 0
	}
	c.flush()
	for _, w := range batch {
		if w.done != nil {
			c.enter(func() { w.done(err) })
		}
	}
	if c.out.shutdown != nil && !c.out.flushing {
		done := c.out.shutdown
		c.out.shutdown = nil
		c.shutdown(done)
	}
}

// Shutdown tells the other side, behind what is queued, that no more will
// come. done runs on the loop, as a task.
func (c *Conn) Shutdown(done func(error)) {
	if c.out.flushing {
		c.out.shutdown = done
		return
	}
	c.env.Loop.Begin()(func() { c.shutdown(done) })
}

func (c *Conn) shutdown(done func(error)) {
	var err error
	if c.closed {
		err = syscall.ECANCELED
	} else if half, ok := c.stream.(interface{ CloseWrite() error }); ok {
		err = half.CloseWrite()
	}
	c.enter(func() { done(err) })
}

// tryWrite writes what the system takes without waiting.
func (c *Conn) tryWrite(b []byte) (n int, err error) {
	if c.watch != nil {
		n, err = c.stream.Write(b)
		return n, closedError(err)
	}
	if len(b) == 0 || c.raw == nil {
		return 0, nil
	}
	var failure error
	err = c.raw.Write(func(fd uintptr) bool {
		n, failure = writeNow(fd, b)
		return true
	})
	if failure != nil {
		err = failure
	}
	return n, closedError(err)
}

// closedError is EPIPE for a stream that was closed under the writer.
func closedError(err error) error {
	if errors.Is(err, os.ErrClosed) || errors.Is(err, net.ErrClosed) || errors.Is(err, io.ErrClosedPipe) {
		return syscall.EPIPE
	}
	return err
}
