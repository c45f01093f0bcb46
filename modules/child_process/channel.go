package childprocess

import (
	"bytes"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/netconn"
)

// channel carries messages between two Node processes: a line of JSON each.
type channel struct {
	env     *modules.Env
	conn    *netconn.Conn
	object  *goja.Object
	partial []byte
}

// newChannel makes { start, write, ref, unref, close, fd, writeQueueSize }.
// JavaScript sets onmessage, which takes the text of a message, and onend.
func newChannel(e *modules.Env, conn *netconn.Conn) *goja.Object {
	ch := &channel{env: e, conn: conn}
	ch.object = e.Exports(
		modules.Fn("start", 0, func(modules.Call) (goja.Value, error) { conn.Start(ch); return nil, nil }),
		modules.Fn("write", 2, ch.write),
		modules.Fn("ref", 0, func(modules.Call) (goja.Value, error) { conn.Ref(); return nil, nil }),
		modules.Fn("unref", 0, func(modules.Call) (goja.Value, error) { conn.Unref(); return nil, nil }),
		modules.Fn("hasRef", 0, func(modules.Call) (goja.Value, error) { return modules.Bool(conn.HasRef()), nil }),
		modules.Fn("close", 0, func(modules.Call) (goja.Value, error) { conn.Close(nil); return nil, nil }),
		modules.Getter("writeQueueSize", func(c modules.Call) (goja.Value, error) { return c.Env.VM.ToValue(conn.Queued()), nil }),
		modules.Val("fd", 3),
	)
	return ch.object
}

// write is channel.write(text, callback). It returns an error code, true when
// the text was written at once, or false when callback tells of it.
func (ch *channel) write(c modules.Call) (goja.Value, error) {
	callback, err := c.Func(1, "callback")
	if err != nil {
		return nil, err
	}
	complete, err := ch.conn.Write([]byte(c.Argument(0).String()+"\n"), func(err error) {
		code := goja.Value(goja.Undefined())
		if err != nil {
			code = c.Env.VM.ToValue(modules.ErrorCode(err))
		}
		if _, err := callback(goja.Undefined(), code); err != nil {
			c.Env.Host.Uncaught(err)
		}
	})
	if err != nil {
		return c.Env.VM.ToValue(modules.ErrorCode(err)), nil
	}
	return modules.Bool(complete), nil
}

func (ch *channel) Data(chunk []byte) {
	for {
		line, rest, complete := bytes.Cut(chunk, []byte("\n"))
		if !complete {
			ch.partial = append(ch.partial, line...)
			return
		}
		if len(ch.partial) > 0 {
			line = append(ch.partial, line...)
			ch.partial = nil
		}
		ch.call("onmessage", ch.env.VM.ToValue(string(line)))
		chunk = rest
	}
}

func (ch *channel) End() { ch.call("onend") }

func (ch *channel) Fail(error) { ch.call("onend") }

func (ch *channel) call(name string, args ...goja.Value) {
	if f := ch.object.Get(name); modules.IsFunction(f) {
		if _, err := ch.env.Invoke(f, ch.object, args...); err != nil {
			ch.env.Host.Uncaught(err)
		}
	}
}

// inherited is inherited(fd): the channel to the process that forked this one.
func inherited(c modules.Call) (goja.Value, error) {
	conn, err := c.Env.Proc.Inherited(int(c.Argument(0).ToInteger()))
	if err != nil {
		return nil, modules.SystemError(err, "open", "", "")
	}
	return newChannel(c.Env, netconn.New(c.Env, conn)), nil
}
