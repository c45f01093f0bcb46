package dgram

import (
	"net"
	"net/netip"
	"syscall"

	"github.com/dop251/goja"
	"golang.org/x/net/ipv4"
	"golang.org/x/net/ipv6"

	"github.com/gonode/gonode/modules"
)

// group is what IPv4 and IPv6 sockets do alike for multicast.
type group interface {
	JoinGroup(ifi *net.Interface, group net.Addr) error
	LeaveGroup(ifi *net.Interface, group net.Addr) error
	JoinSourceSpecificGroup(ifi *net.Interface, group, source net.Addr) error
	LeaveSourceSpecificGroup(ifi *net.Interface, group, source net.Addr) error
	SetMulticastLoopback(on bool) error
	SetMulticastInterface(ifi *net.Interface) error
}

type codeFunc func(name string, length int, f func(c modules.Call) error) modules.Export

func (s *socket) options(code codeFunc) []modules.Export {
	return []modules.Export{
		code("setBroadcast", 1, s.whenBound(func(c modules.Call) error {
			return setBroadcast(s.conn, c.Argument(0).ToBoolean())
		})),
		code("setTTL", 1, s.whenBound(func(c modules.Call) error {
			ttl := int(c.Argument(0).ToInteger())
			if ttl < 1 || ttl > 255 {
				return syscall.EINVAL
			}
			if s.ipv6 {
				return ipv6.NewPacketConn(s.conn).SetHopLimit(ttl)
			}
			return ipv4.NewPacketConn(s.conn).SetTTL(ttl)
		})),
		code("setMulticastTTL", 1, s.whenBound(func(c modules.Call) error {
			ttl := int(c.Argument(0).ToInteger())
			if ttl < 0 || ttl > 255 {
				return syscall.EINVAL
			}
			if s.ipv6 {
				return ipv6.NewPacketConn(s.conn).SetMulticastHopLimit(ttl)
			}
			return ipv4.NewPacketConn(s.conn).SetMulticastTTL(ttl)
		})),
		code("setMulticastLoopback", 1, s.whenBound(func(c modules.Call) error {
			return s.group().SetMulticastLoopback(c.Argument(0).ToBoolean())
		})),
		code("setMulticastInterface", 1, s.whenBound(func(c modules.Call) error {
			ifi, err := s.interfaceOf(c.Argument(0))
			if err != nil {
				return err
			}
			return s.group().SetMulticastInterface(ifi)
		})),
		code("addMembership", 2, s.membership(group.JoinGroup)),
		code("dropMembership", 2, s.membership(group.LeaveGroup)),
		code("addSourceSpecificMembership", 3, s.sourceMembership(group.JoinSourceSpecificGroup)),
		code("dropSourceSpecificMembership", 3, s.sourceMembership(group.LeaveSourceSpecificGroup)),
		// bufferSize returns the size, or an error code.
		modules.Fn("bufferSize", 2, func(c modules.Call) (goja.Value, error) {
			if s.conn == nil {
				return c.Env.VM.ToValue("EBADF"), nil
			}
			size, err := bufferSize(s.conn, int(c.Argument(0).ToInteger()), c.Argument(1).ToBoolean())
			if err != nil {
				return c.Env.VM.ToValue(modules.ErrorCode(err)), nil
			}
			return c.Env.VM.ToValue(size), nil
		}),
	}
}

func (s *socket) whenBound(f func(modules.Call) error) func(modules.Call) error {
	return func(c modules.Call) error {
		if s.conn == nil {
			return syscall.EBADF
		}
		return f(c)
	}
}

func (s *socket) group() group {
	if s.ipv6 {
		return ipv6.NewPacketConn(s.conn)
	}
	return ipv4.NewPacketConn(s.conn)
}

// ready binds a socket that is not bound, as joining a group does.
func (s *socket) ready() error {
	if s.conn != nil {
		return nil
	}
	if s.ipv6 {
		return s.open("::", 0, modules.ListenOptions{})
	}
	return s.open("0.0.0.0", 0, modules.ListenOptions{})
}

// membership is handle.addMembership(group[, interface]) and its opposite.
func (s *socket) membership(change func(group, *net.Interface, net.Addr) error) func(modules.Call) error {
	return func(c modules.Call) error {
		to, err := s.multicast(c.Argument(0).String())
		if err != nil {
			return err
		}
		ifi, err := s.interfaceOf(c.Argument(1))
		if err != nil {
			return err
		}
		if err := s.ready(); err != nil {
			return err
		}
		return change(s.group(), ifi, to)
	}
}

// sourceMembership is handle.addSourceSpecificMembership(source, group[,
// interface]) and its opposite.
func (s *socket) sourceMembership(change func(g group, ifi *net.Interface, to, source net.Addr) error) func(modules.Call) error {
	return func(c modules.Call) error {
		source, err := netip.ParseAddr(c.Argument(0).String())
		if err != nil {
			return syscall.EINVAL
		}
		to, err := s.multicast(c.Argument(1).String())
		if err != nil {
			return err
		}
		ifi, err := s.interfaceOf(c.Argument(2))
		if err != nil {
			return err
		}
		if err := s.ready(); err != nil {
			return err
		}
		return change(s.group(), ifi, to, &net.UDPAddr{IP: source.AsSlice()})
	}
}

func (s *socket) multicast(text string) (net.Addr, error) {
	addr, err := netip.ParseAddr(text)
	if err != nil || addr.Is4() == s.ipv6 || !addr.IsMulticast() {
		return nil, syscall.EINVAL
	}
	return &net.UDPAddr{IP: addr.AsSlice()}, nil
}

// interfaceOf finds the interface that has an address; none given stands for
// the system's choice.
func (s *socket) interfaceOf(v goja.Value) (*net.Interface, error) {
	if modules.IsNullish(v) {
		return nil, nil
	}
	addr, err := netip.ParseAddr(v.String())
	if err != nil {
		return nil, syscall.EINVAL
	}
	if addr.IsUnspecified() {
		return nil, nil
	}
	interfaces, err := s.env.Net.Interfaces()
	if err != nil {
		return nil, err
	}
	for i := range interfaces {
		if zone := addr.Zone(); zone != "" && interfaces[i].Name == zone {
			return &interfaces[i], nil
		}
		addresses, err := interfaces[i].Addrs()
		if err != nil {
			continue
		}
		for _, a := range addresses {
			if prefix, err := netip.ParsePrefix(a.String()); err == nil && prefix.Addr().Unmap() == addr.WithZone("") {
				return &interfaces[i], nil
			}
		}
	}
	return nil, syscall.EADDRNOTAVAIL
}
