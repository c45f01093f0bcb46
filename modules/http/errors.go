package http

import (
	"errors"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/http1"
	"github.com/gonode/gonode/modules/internal/netconn"
)

// parseError is the error of what the parser refused, in the packet. At the
// end of a connection there is no packet, and Node's message is shorter.
func (l *library) parseError(err error, packet []byte) goja.Value {
	var parse *http1.ParseError
	if !errors.As(err, &parse) {
		return l.env.Error(err)
	}
	message := parse.Error()
	if packet == nil {
		message = "Parse Error"
	}
	o, e := l.vm.New(l.vm.Get("Error"), l.vm.ToValue(message))
	must(e)
	must(o.Set("bytesParsed", parse.Parsed))
	must(o.Set("code", parse.Code))
	must(o.Set("reason", parse.Reason))
	if packet != nil {
		must(o.Set("rawPacket", l.buffers.New(packet)))
	}
	return o
}

// resetError is the error of what the other side broke off.
func (l *library) resetError(message string) goja.Value {
	return l.env.Error(&modules.Error{Code: "ECONNRESET", Message: message, Plain: true})
}

// systemError is the error of a failed read or write: "read ECONNRESET".
func systemError(err error, call string) *modules.Error {
	code := modules.ErrorCode(err)
	if code == "" {
		return modules.SystemError(err, call, "", "")
	}
	name, _ := modules.LookupErrName(code)
	return &modules.Error{Code: code, Errno: name.Errno(), Syscall: call, Message: call + " " + code}
}

// addresses describes both ends of a connection, for 'drop'.
func (l *library) addresses(conn *netconn.Conn) goja.Value {
	socket := l.sockets().Socket(conn)
	o := l.vm.CreateObject(nil)
	for _, name := range []string{"localAddress", "localPort", "localFamily", "remoteAddress", "remotePort", "remoteFamily"} {
		must(o.Set(name, socket.Get(name)))
	}
	return o
}

// parserView is what a program sees as socket.parser.
func (l *library) parserView(c *serverConn) goja.Value {
	o := l.vm.NewObject()
	l.env.Define(o, true,
		modules.Getter("incoming", func(modules.Call) (goja.Value, error) {
			if c.parsing == nil {
				return goja.Null(), nil
			}
			return c.parsing.obj, nil
		}),
		modules.Getter("socket", func(modules.Call) (goja.Value, error) { return c.object(), nil }),
	)
	return o
}

// formatted is util.format('%s', v).
func (l *library) formatted(v goja.Value) string {
	if _, ok := v.(*goja.Object); !ok {
		return text(v)
	}
	return throw(l.env.Method(l.env.RequireObject("util"), "format", l.vm.ToValue("%s"), v)).String()
}
