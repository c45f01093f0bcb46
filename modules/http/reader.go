package http

import (
	"errors"
	"io"
	"net"
	"os"
	"sync/atomic"
	"time"

	"github.com/gonode/gonode/modules/internal/http1"
)

// reader parses what comes on a connection, in one batch for each read. Where
// the loop itself waits for connections it does so on the loop; elsewhere it
// reads on a goroutine of its own and posts what it finds.
type reader struct {
	conn   *serverConn
	parser http1.Parser

	polled bool  // the loop waits for the connection
	over   bool  // and shall not any more
	spare  batch // and takes each batch before the next read

	stream net.Conn // if a goroutine reads
	flow   flow

	// started is when the message that is under way began, in nanoseconds of
	// Unix time, and 0 between messages; headed tells that its head is
	// complete. The loop looks at them for the timeouts.
	started atomic.Int64
	headed  atomic.Bool

	// decision tells whether a message that asks for another protocol gets
	// it.
	decision chan bool
	deaf     bool // after an error: what comes is thrown away
}

type eventKind uint8

const (
	onHead eventKind = iota
	onBody
	onComplete
	onUpgraded
	onBadMessage
	onEnd
	onFailure
	onStopped
)

// event is what a read brought.
type event struct {
	kind  eventKind
	head  *http1.Head
	bytes []byte // of the body; or what follows an upgrade; or the whole packet
	tail  http1.Fields
	err   error
}

// batch is what one read brought. Most have a head and its end.
type batch struct {
	reader *reader
	events []event
	size   int
	room   [2]event
}

func (b *batch) add(e event) {
	if b.events == nil {
		b.events = b.room[:0]
	}
	b.events = append(b.events, e)
}

const (
	firstRead = 4 << 10
	fullRead  = 64 << 10
)

func (r *reader) run() {
	buffer := make([]byte, firstRead)
	for r.flow.wait() {
		n, err := r.stream.Read(buffer)
		if n > 0 {
			r.conn.raw.CountRead(n)
			if r.took(buffer[:n]) {
				return
			}
		}
		if err != nil {
			r.ended(err)
			return
		}
		if n == len(buffer) && n < fullRead {
			buffer = make([]byte, fullRead)
		}
	}
	r.ended(os.ErrDeadlineExceeded)
}

// ended posts why there will be no more.
func (r *reader) ended(err error) {
	if !r.polled && r.flow.stopped() && errors.Is(err, os.ErrDeadlineExceeded) {
		r.post(event{kind: onStopped})
		return
	}
	if err == io.EOF || errors.Is(err, net.ErrClosed) || errors.Is(err, io.ErrClosedPipe) {
		e := event{kind: onEnd}
		if !r.deaf {
			if _, failure := r.parser.Finish(); failure != nil {
				e.err = failure
			}
		}
		r.post(e)
		return
	}
	r.post(event{kind: onFailure, err: err})
}

// Bytes and Ended are what a connection tells that the loop waits for.
func (r *reader) Bytes(b []byte) { r.took(b) }

func (r *reader) Ended(err error) {
	r.over = true
	r.ended(err)
}

func (r *reader) post(e event) {
	b := r.newBatch()
	b.add(e)
	r.send(b)
}

func (r *reader) newBatch() *batch {
	if !r.polled {
		return &batch{reader: r}
	}
	r.spare = batch{reader: r}
	return &r.spare
}

// took parses what was read. It reports whether another protocol takes over.
func (r *reader) took(data []byte) (upgraded bool) {
	if r.deaf {
		return false
	}
	if r.started.Load() == 0 {
		r.headed.Store(false)
		r.started.Store(time.Now().UnixNano())
	}
	b := r.newBatch()
	for rest := data; ; {
		kind, n, err := r.parser.Next(rest)
		if err != nil {
			r.deaf = true
			b.add(event{kind: onBadMessage, err: err, bytes: append([]byte(nil), data...)})
			break
		}
		rest = rest[n:]
		switch kind {
		case http1.None:
			r.send(b)
			return false
		case http1.Headers:
			head := r.parser.Head()
			r.headed.Store(true)
			b.add(event{kind: onHead, head: head})
			if head.Upgrade {
				r.send(b)
				b = r.newBatch()
				var decided bool
				if upgraded, decided = r.decided(); !decided {
					return true
				}
			}
		case http1.Body:
			body := append([]byte(nil), r.parser.Body()...)
			b.size += len(body)
			b.add(event{kind: onBody, bytes: body})
		case http1.Complete:
			r.started.Store(0)
			b.add(event{kind: onComplete, tail: r.parser.Trailers()})
			if len(rest) > 0 {
				r.headed.Store(false)
				r.started.Store(time.Now().UnixNano())
			}
		case http1.Upgraded:
			if upgraded {
				b.add(event{kind: onUpgraded, bytes: append([]byte(nil), rest...)})
				r.send(b)
				return true
			}
		}
	}
	r.send(b)
	return false
}

// decided waits for the decision on a message that asks for another protocol.
// There is none when the runtime ends.
func (r *reader) decided() (upgrade, ok bool) {
	if r.polled { // the loop has just handled the head
		select {
		case upgrade = <-r.decision:
			return upgrade, true
		default:
			return false, false
		}
	}
	select {
	case upgrade = <-r.decision:
		return upgrade, true
	case <-r.conn.lib.env.Ctx.Done():
		return false, false
	}
}

func (r *reader) send(b *batch) {
	if len(b.events) == 0 {
		return
	}
	if r.polled {
		b.run()
		return
	}
	if b.size > 0 {
		r.flow.take(b.size)
	}
	r.conn.lib.env.Loop.Post(b.run)
}

// run takes the batch on the loop. Each event is a task, as in Node, but a
// head and what follows it are one.
func (b *batch) run() {
	c := b.reader.conn
	host := c.lib.env.Host
	previous := host.SetAsyncContext(c.asyncContext)
	for rest := b.events; len(rest) > 0; {
		n := 1
		for rest[n-1].kind == onHead && n < len(rest) {
			n++
		}
		group := rest[:n]
		rest = rest[n:]
		host.Enter(func() {
			for next := 0; next < len(group); {
				c.protect(func() {
					for next < len(group) {
						e := &group[next]
						next++
						c.take(e)
					}
				})
			}
		})
	}
	if b.size > 0 && !b.reader.polled {
		b.reader.flow.give(b.size)
	}
	host.SetAsyncContext(previous)
}
