package dgram

import (
	"context"
	"net"
	"net/netip"
	"strconv"
	"syscall"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/eventloop"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// maxDatagram is the largest datagram that UDP carries.
const maxDatagram = 64 << 10

// readAhead is how many datagrams may wait for the program. What comes then
// waits in the system, which drops what is too much.
const readAhead = 256

// socket is a UDP socket. Except for receive, which is a goroutine, it belongs
// to the loop.
type socket struct {
	env          *modules.Env
	ipv6         bool
	conn         *net.UDPConn
	remote       netip.AddrPort // set by connect
	handle       *eventloop.Handle
	asyncContext any
	unwatch      func() bool
	slots        chan struct{} // one for each datagram on its way to the program
	onMessage    goja.Callable
	closed       bool
}

func newSocket(e *modules.Env, ipv6 bool) *socket {
	s := &socket{env: e, ipv6: ipv6, handle: e.Loop.NewHandle(), asyncContext: e.Host.AsyncContext(), slots: make(chan struct{}, readAhead)}
	s.handle.Unref()
	return s
}

// object is the handle for JavaScript. Its functions return an error code, or
// undefined, unless they say otherwise.
func (s *socket) object() *goja.Object {
	code := func(name string, length int, f func(c modules.Call) error) modules.Export {
		return modules.Fn(name, length, func(c modules.Call) (goja.Value, error) {
			err := f(c)
			if err == nil {
				return nil, nil
			}
			name := modules.ErrorCode(err)
			if name == "" {
				name = "EINVAL"
			}
			return c.Env.VM.ToValue(name), nil
		})
	}
	refed := true
	list := []modules.Export{
		code("bind", 3, s.bind),
		modules.Fn("recvStart", 1, func(c modules.Call) (goja.Value, error) {
			f, err := c.Func(0, "onmessage")
			if err != nil || s.conn == nil {
				return nil, err
			}
			s.onMessage = f
			if refed {
				s.handle.Ref()
			}
			go s.receive()
			return nil, nil
		}),
		modules.Fn("send", 3, s.send),
		code("connect", 2, func(c modules.Call) error {
			addr, err := netip.ParseAddr(c.Argument(0).String())
			s.remote = netip.AddrPortFrom(addr, uint16(c.Argument(1).ToInteger()))
			if err != nil {
				return syscall.EINVAL
			}
			return nil
		}),
		code("disconnect", 0, func(modules.Call) error { s.remote = netip.AddrPort{}; return nil }),
		modules.Fn("close", 0, func(modules.Call) (goja.Value, error) { s.close(); return nil, nil }),
		code("getsockname", 1, func(c modules.Call) error {
			if s.conn == nil {
				return syscall.EBADF
			}
			s.describe(c.Argument(0).(*goja.Object), s.conn.LocalAddr().(*net.UDPAddr).AddrPort())
			return nil
		}),
		code("getpeername", 1, func(c modules.Call) error {
			s.describe(c.Argument(0).(*goja.Object), s.remote)
			return nil
		}),
		modules.Fn("ref", 0, func(modules.Call) (goja.Value, error) {
			refed = true
			if s.onMessage != nil {
				s.handle.Ref()
			}
			return nil, nil
		}),
		modules.Fn("unref", 0, func(modules.Call) (goja.Value, error) {
			refed = false
			s.handle.Unref()
			return nil, nil
		}),
		modules.Fn("hasRef", 0, func(modules.Call) (goja.Value, error) { return modules.Bool(refed && !s.closed), nil }),
	}
	return s.env.Exports(append(list, s.options(code)...)...)
}

// bind is handle.bind(address, port, { reuseAddr, reusePort, ipv6Only }).
func (s *socket) bind(c modules.Call) error {
	opts := modules.ListenOptions{}
	if o, ok := c.Argument(2).(*goja.Object); ok {
		opts.ReuseAddr = o.Get("reuseAddr").ToBoolean()
		opts.ReusePort = o.Get("reusePort").ToBoolean()
		opts.IPv6Only = o.Get("ipv6Only").ToBoolean()
	}
	return s.open(c.Argument(0).String(), int(c.Argument(1).ToInteger()), opts)
}

func (s *socket) open(address string, port int, opts modules.ListenOptions) error {
	network := "udp4"
	if s.ipv6 {
		network = "udp6"
		if address == "::" && !opts.IPv6Only {
			network = "udp" // the only one that takes IPv4 as well
		}
	}
	conn, err := s.env.Net.ListenPacket(s.env.Ctx, network, net.JoinHostPort(address, strconv.Itoa(port)), opts)
	if err != nil {
		return err
	}
	udp, ok := conn.(*net.UDPConn)
	if !ok {
		_ = conn.Close()
		return syscall.EINVAL
	}
	s.conn = udp
	s.unwatch = context.AfterFunc(s.env.Ctx, func() { _ = udp.Close() })
	return nil
}

func (s *socket) close() {
	if s.closed {
		return
	}
	s.closed = true
	s.handle.Close()
	if s.conn != nil {
		s.unwatch()
		_ = s.conn.Close()
	}
	s.env.Loop.Closing(func() {})
}

// receive hands over datagrams until the socket is closed.
func (s *socket) receive() {
	buffer := make([]byte, maxDatagram)
	for {
		select {
		case s.slots <- struct{}{}:
		case <-s.env.Ctx.Done():
			return
		}
		n, from, err := s.conn.ReadFromUDPAddrPort(buffer)
		if err != nil {
			if s.env.Ctx.Err() != nil || modules.ErrorCode(err) == "ECANCELED" {
				return
			}
			<-s.slots // an ICMP message about an earlier datagram, which UDP need not tell
			continue
		}
		data := append([]byte(nil), buffer[:n]...)
		s.env.Loop.Post(func() { s.deliver(data, from) })
	}
}

func (s *socket) deliver(data []byte, from netip.AddrPort) {
	<-s.slots
	if s.closed || s.remote.IsValid() && s.remote.Addr() != from.Addr().Unmap() && s.remote.Addr() != from.Addr() {
		return
	}
	e := s.env
	info := e.VM.NewObject()
	s.describe(info, from)
	e.Define(info, true, modules.Val("size", len(data)))
	previous := e.Host.SetAsyncContext(s.asyncContext)
	e.Host.Enter(func() {
		if _, err := s.onMessage(goja.Undefined(), buffers.New(e, data), info); err != nil {
			e.Host.Uncaught(err)
		}
	})
	e.Host.SetAsyncContext(previous)
}

// describe fills in { address, family, port }.
func (s *socket) describe(out *goja.Object, a netip.AddrPort) {
	addr, family := a.Addr(), "IPv6"
	if !s.ipv6 {
		addr, family = addr.Unmap(), "IPv4"
	}
	s.env.Define(out, true, modules.Val("address", addr.String()), modules.Val("family", family), modules.Val("port", int(a.Port())))
}

// send is handle.send(list, port, ip): it returns the number of bytes sent, or
// an error code. Without a port it goes to where connect said.
func (s *socket) send(c modules.Call) (goja.Value, error) {
	list, ok := c.Argument(0).(*goja.Object)
	if !ok || s.conn == nil {
		return c.Env.VM.ToValue("EBADF"), nil
	}
	var data []byte
	for _, key := range list.Keys() {
		bytes, _ := buffers.Bytes(c.Env, list.Get(key))
		data = append(data, bytes...)
	}
	to := s.remote
	if c.Has(1) && c.Argument(1).ToInteger() > 0 {
		addr, err := netip.ParseAddr(c.Argument(2).String())
		if err != nil {
			return c.Env.VM.ToValue("EINVAL"), nil
		}
		to = netip.AddrPortFrom(addr, uint16(c.Argument(1).ToInteger()))
	}
	n, err := s.conn.WriteToUDPAddrPort(data, to)
	if err != nil {
		code := modules.ErrorCode(err)
		if code == "" {
			code = "EINVAL"
		}
		return c.Env.VM.ToValue(code), nil
	}
	return c.Env.VM.ToValue(n), nil
}
