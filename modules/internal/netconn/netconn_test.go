package netconn_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"

	"github.com/dop251/goja"
	"go.uber.org/goleak"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/netconn"
	"github.com/gonode/gonode/modules/modulestest"
)

// onLoop runs f as a task on a loop and waits until the loop is dry. Nothing
// may go on afterwards.
func onLoop(t *testing.T, f func(e *modules.Env)) {
	t.Helper()
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	start := modules.Module{Name: "start", Load: func(e *modules.Env) goja.Value {
		f(e)
		return goja.Undefined()
	}}
	modulestest.Run(t, modules.Env{}, []modules.Module{start}, "require('start')")
}

// pair is a TCP connection: one end for the loop, the other for the test.
func pair(t *testing.T) (ours, theirs *net.TCPConn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	dialed, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	accepted, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = accepted.Close() })
	return dialed.(*net.TCPConn), accepted.(*net.TCPConn)
}

// eachWay runs a test over a connection that the loop waits for, and over one that goroutines read and write because
// it is not plainly the system's.
func eachWay(t *testing.T, test func(t *testing.T, ours netconn.Stream, theirs *net.TCPConn)) {
	t.Run("loop", func(t *testing.T) {
		ours, theirs := pair(t)
		test(t, ours, theirs)
	})
	t.Run("goroutine", func(t *testing.T) {
		ours, theirs := pair(t)
		test(t, struct{ *net.TCPConn }{ours}, theirs)
	})
}

// recorder is a sink that keeps what arrives.
type recorder struct {
	data  bytes.Buffer
	ended bool
	err   error

	onData func()
	onEnd  func()
}

func (r *recorder) Data(chunk []byte) {
	r.data.Write(chunk)
	if r.onData != nil {
		r.onData()
	}
}

func (r *recorder) End() {
	r.ended = true
	if r.onEnd != nil {
		r.onEnd()
	}
}

func (r *recorder) Fail(err error) { r.err = err }

func TestConnReadsUntilTheEnd(t *testing.T) {
	eachWay(t, func(t *testing.T, ours netconn.Stream, theirs *net.TCPConn) {
		sent := strings.Repeat("0123456789", 100_000)
		go func() {
			_, _ = io.WriteString(theirs, sent)
			_ = theirs.CloseWrite()
		}()
		sink := &recorder{}
		closed := false
		onLoop(t, func(e *modules.Env) {
			c := netconn.New(e, ours)
			sink.onEnd = func() { c.Close(func() { closed = true }) }
			c.Start(sink)
			if !c.Reading() {
				t.Error("a started connection does not read")
			}
		})
		if sink.data.String() != sent || !sink.ended || sink.err != nil {
			t.Errorf("got %d bytes, ended %t, error %v", sink.data.Len(), sink.ended, sink.err)
		}
		if !closed {
			t.Error("Close did not call back")
		}
	})
}

func TestPausedConnDoesNotKeepTheLoopAlive(t *testing.T) {
	eachWay(t, func(t *testing.T, ours netconn.Stream, theirs *net.TCPConn) {
		if _, err := io.WriteString(theirs, "waiting"); err != nil {
			t.Fatal(err)
		}
		sink := &recorder{}
		onLoop(t, func(e *modules.Env) {
			c := netconn.New(e, ours)
			c.Start(sink)
			c.Pause()
		})
		if sink.data.Len() != 0 {
			t.Errorf("a paused connection delivered %q", &sink.data)
		}
	})
}

func TestUnreadComesFirst(t *testing.T) {
	eachWay(t, func(t *testing.T, ours netconn.Stream, theirs *net.TCPConn) {
		go func() {
			_, _ = io.WriteString(theirs, "second")
			_ = theirs.CloseWrite()
		}()
		sink := &recorder{}
		onLoop(t, func(e *modules.Env) {
			c := netconn.New(e, ours)
			sink.onEnd = func() { c.Close(nil) }
			c.Unread([]byte("first "))
			c.Start(sink)
		})
		if got := sink.data.String(); got != "first second" {
			t.Errorf("got %q", got)
		}
	})
}

func TestReadAheadIsBounded(t *testing.T) {
	eachWay(t, func(t *testing.T, ours netconn.Stream, theirs *net.TCPConn) {
		const size = 64 << 20
		written := make(chan int, 1)
		go func() {
			n, _ := theirs.Write(make([]byte, size))
			written <- n
		}()
		onLoop(t, func(e *modules.Env) {
			c := netconn.New(e, ours)
			sink := &recorder{}
			sink.onData = func() {
				// Nothing is taken any more, so the peer must come to a halt.
				c.Pause()
				c.Close(nil)
			}
			c.Start(sink)
		})
		if n := <-written; n == size {
			t.Error("the connection read all that the peer wrote")
		}
	})
}

func TestWritesAndShutdownKeepTheirOrder(t *testing.T) {
	eachWay(t, func(t *testing.T, ours netconn.Stream, theirs *net.TCPConn) {
		chunk := bytes.Repeat([]byte("x"), 4<<20)
		received := make(chan []byte, 1)
		var order []string
		onLoop(t, func(e *modules.Env) {
			c := netconn.New(e, ours)
			done := func(name string) func(error) {
				return func(err error) {
					if err != nil {
						t.Errorf("%s: %v", name, err)
					}
					order = append(order, name)
				}
			}
			complete, err := c.Write(chunk, done("large"))
			if complete || err != nil {
				t.Errorf("a write that does not fit: complete %t, error %v", complete, err)
			}
			if complete, _ := c.Write([]byte("small"), done("small")); complete {
				t.Error("a write overtook the one before it")
			}
			if c.Queued() == 0 {
				t.Error("nothing is queued")
			}
			c.Shutdown(func(err error) {
				done("shutdown")(err)
				c.Close(nil)
			})
			go func() {
				all, _ := io.ReadAll(theirs)
				received <- all
			}()
		})
		if all := <-received; len(all) != len(chunk)+len("small") || !bytes.HasSuffix(all, []byte("xsmall")) {
			t.Errorf("the peer got %d bytes", len(all))
		}
		if got := strings.Join(order, " "); got != "large small shutdown" {
			t.Errorf("callbacks in the order %q", got)
		}
	})
}

func TestWriteThatFitsIsComplete(t *testing.T) {
	ours, _ := pair(t)
	onLoop(t, func(e *modules.Env) {
		c := netconn.New(e, ours)
		complete, err := c.Write([]byte("hello"), func(error) { t.Error("called back") })
		if !complete || err != nil || c.BytesWritten() != 5 {
			t.Errorf("complete %t, error %v, %d bytes", complete, err, c.BytesWritten())
		}
		c.Close(nil)
		if _, err := c.Write([]byte("late"), nil); !errors.Is(err, syscall.EBADF) {
			t.Errorf("a write after Close: %v", err)
		}
	})
}

func TestCloseCancelsWrites(t *testing.T) {
	ours, _ := pair(t)
	var outcome error
	onLoop(t, func(e *modules.Env) {
		c := netconn.New(e, ours)
		complete, _ := c.Write(make([]byte, 64<<20), func(err error) { outcome = err })
		if complete {
			t.Error("the write did not wait")
		}
		c.Close(nil)
	})
	if !errors.Is(outcome, syscall.ECANCELED) {
		t.Errorf("the write ended with %v", outcome)
	}
}

func TestResetReachesThePeer(t *testing.T) {
	eachWay(t, func(t *testing.T, ours netconn.Stream, theirs *net.TCPConn) {
		onLoop(t, func(e *modules.Env) {
			if err := netconn.New(e, ours).Reset(nil); err != nil {
				t.Error(err)
			}
		})
		if _, err := theirs.Read(make([]byte, 1)); !errors.Is(err, syscall.ECONNRESET) {
			t.Errorf("the peer read %v", err)
		}
	})
}

func TestPeerResetFailsTheRead(t *testing.T) {
	eachWay(t, func(t *testing.T, ours netconn.Stream, theirs *net.TCPConn) {
		if err := theirs.SetLinger(0); err != nil {
			t.Fatal(err)
		}
		_ = theirs.Close()
		sink := &recorder{}
		onLoop(t, func(e *modules.Env) { netconn.New(e, ours).Start(sink) })
		if !errors.Is(sink.err, syscall.ECONNRESET) || sink.ended {
			t.Errorf("error %v, ended %t", sink.err, sink.ended)
		}
	})
}

func TestListenerAcceptsUntilClosed(t *testing.T) {
	raw, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		if conn, err := net.Dial("tcp", raw.Addr().String()); err == nil {
			_ = conn.Close()
		}
	}()
	accepted := 0
	onLoop(t, func(e *modules.Env) {
		l := netconn.NewListener(e, raw)
		l.Serve(func(conn net.Conn) {
			_ = conn.Close()
			e.Loop.Post(func() {
				accepted++
				l.Close()
			})
		})
	})
	if accepted != 1 {
		t.Errorf("accepted %d connections", accepted)
	}
}
