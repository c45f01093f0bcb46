package netconn

import (
	"errors"
	"io"
	"os"
	"sync"
	"syscall"
)

const (
	// firstRead is the buffer of a connection that has been quiet, so that
	// idle ones cost little.
	firstRead = 4 << 10
	// fullRead is what is read at a time from one that is busy.
	fullRead = 64 << 10
	// readAhead bounds what has been read and not been taken.
	readAhead = 128 << 10
)

// reader is the reading half of a connection: a goroutine reads ahead, the
// loop takes.
type reader struct {
	sink    Sink
	running bool // the goroutine was started
	reading bool // the sink wants what comes
	ended   bool
	// elsewhere: somebody reads the stream itself; wanted: the sink will, when
	// he stops.
	elsewhere, wanted bool

	queue  []arrival // what came while the sink did not want it
	window window

	bytes Bytes // takes what comes in the place of the sink
}

// Bytes takes what arrives on a connection that the loop itself waits for.
type Bytes interface {
	// Bytes is called on the loop, not in a task. b is the loop's again when it returns.
	Bytes(b []byte)
	// Ended tells that nothing will follow: io.EOF, or why the read failed.
	Ended(err error)
}

// arrival is a chunk, or the end with its cause.
type arrival struct {
	chunk []byte
	err   error
}

func (r *reader) init() { r.window.changed = sync.NewCond(&r.window.mu) }

func (r *reader) close() {
	r.reading, r.ended, r.queue = false, true, nil
	r.window.close()
}

// Start reads for the sink from now on.
func (c *Conn) Start(sink Sink) {
	c.in.sink = sink
	c.Resume()
}

// Resume goes on after Pause.
func (c *Conn) Resume() {
	if c.in.elsewhere {
		c.in.wanted = true
		return
	}
	if c.in.ended || c.closed || c.in.reading || c.in.sink == nil {
		return
	}
	c.in.reading = true
	c.updateRef()
	if len(c.in.queue) > 0 {
		c.env.Loop.Begin()(c.drain)
	}
	switch {
	case c.watch != nil:
		c.watch.Read(true)
	case !c.in.running:
		c.in.running = true
		go c.read()
	}
}

// Polled reports whether the loop itself waits for the connection, so that [Conn.ReadBytes] may be called.
func (c *Conn) Polled() bool { return c.watch != nil }

// ReadBytes gives what arrives to a Bytes, until it is called with nil. It counts as a reading elsewhere.
func (c *Conn) ReadBytes(to Bytes) {
	if c.closed {
		return
	}
	c.in.bytes = to
	c.watch.Read(to != nil)
}

// readable is called when there is something to read.
func (c *Conn) readable() {
	buffer := c.env.Loop.Scratch()
	n, err := c.stream.Read(buffer)
	if errors.Is(err, syscall.EAGAIN) {
		return
	}
	if err != nil {
		c.watch.Read(false)
		if to := c.in.bytes; to != nil {
			c.in.bytes = nil
			to.Ended(err)
			return
		}
		c.arrive(arrival{err: err})
		return
	}
	c.bytesRead.Add(int64(n))
	if c.in.bytes != nil {
		c.in.bytes.Bytes(buffer[:n])
		return
	}
	c.arrive(arrival{chunk: append([]byte(nil), buffer[:n]...)})
}

// Pause keeps what arrives until Resume. The connection does not keep the
// loop alive meanwhile.
func (c *Conn) Pause() {
	c.in.reading, c.in.wanted = false, false
	if c.watch != nil && !c.closed && c.in.bytes == nil {
		c.watch.Read(false)
	}
	c.updateRef()
}

// Reading reports whether the connection reads: it was started, is not paused
// and has not ended.
func (c *Conn) Reading() bool { return c.in.reading && !c.in.ended }

// ReadElsewhere says whether somebody else reads from Stream, for which the
// connection keeps the loop alive. A Start meanwhile takes effect when he
// stops.
func (c *Conn) ReadElsewhere(on bool) {
	c.in.elsewhere = on && !c.closed
	c.updateRef()
	if !c.in.elsewhere && c.in.wanted {
		c.in.wanted = false
		c.Resume()
	}
}

// Unread gives back bytes that came before those still to be read.
func (c *Conn) Unread(b []byte) {
	if len(b) == 0 || c.closed {
		return
	}
	c.in.window.take(len(b))
	c.in.queue = append([]arrival{{chunk: b}}, c.in.queue...)
	if c.in.reading {
		c.env.Loop.Begin()(c.drain)
	}
}

// read is the goroutine.
func (c *Conn) read() {
	buffer := make([]byte, firstRead)
	for {
		n, err := c.stream.Read(buffer)
		if n > 0 {
			c.bytesRead.Add(int64(n))
			chunk := append([]byte(nil), buffer[:n]...)
			if !c.in.window.take(n) {
				return
			}
			c.env.Loop.Post(func() { c.arrive(arrival{chunk: chunk}) })
		}
		if err != nil {
			c.env.Loop.Post(func() { c.arrive(arrival{err: err}) })
			return
		}
		if !c.in.window.wait() {
			return
		}
		if n == len(buffer) && n < fullRead {
			buffer = make([]byte, fullRead)
		}
	}
}

// arrive takes what the goroutine read, on the loop.
func (c *Conn) arrive(a arrival) {
	if c.in.ended {
		return
	}
	if len(c.in.queue) > 0 || !c.in.reading {
		c.in.queue = append(c.in.queue, a)
		c.drain()
		return
	}
	c.deliver(a)
}

// drain delivers what waits, as long as it is wanted.
func (c *Conn) drain() {
	for len(c.in.queue) > 0 && c.in.reading {
		a := c.in.queue[0]
		c.in.queue = c.in.queue[1:]
		c.deliver(a)
	}
}

func (c *Conn) deliver(a arrival) {
	if a.err == nil {
		c.in.window.give(len(a.chunk))
		c.enter(func() { c.in.sink.Data(a.chunk) })
		return
	}
	c.in.ended = true
	c.updateRef()
	if isEnd(a.err) {
		c.enter(c.in.sink.End)
		return
	}
	c.enter(func() { c.in.sink.Fail(a.err) })
}

// isEnd tells the end of a stream from a failure. A terminal whose other side
// has gone fails with EIO.
func isEnd(err error) bool {
	return err == io.EOF || errors.Is(err, os.ErrClosed) || errors.Is(err, syscall.EIO)
}

// window counts what has been read and not been taken. The goroutine waits
// while that is too much.
type window struct {
	mu      sync.Mutex
	changed *sync.Cond
	used    int
	closed  bool
}

func (w *window) take(n int) (open bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.used += n
	return !w.closed
}

func (w *window) give(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.used -= n
	w.changed.Signal()
}

func (w *window) wait() (open bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.used >= readAhead && !w.closed {
		w.changed.Wait()
	}
	return !w.closed
}

func (w *window) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
	w.changed.Broadcast()
}
