package net

import (
	"net/netip"
	"net/url"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// socketAddress is the state of a net.SocketAddress.
type socketAddress struct {
	addr      netip.Addr
	port      uint16
	flowlabel uint32
}

var socketAddresses = modules.NewSlot[socketAddress]("socketAddress")

func (a *socketAddress) family() string { return lowerFamily(a.addr) }

func lowerFamily(addr netip.Addr) string {
	if addr.Is4() {
		return "ipv4"
	}
	return "ipv6"
}

var errInvalidAddress = modules.PlainError("ERR_INVALID_ADDRESS", "Invalid socket address")

// parseAddress takes an address of the family, "ipv4" or "ipv6".
func parseAddress(text, family string) (netip.Addr, error) {
	addr, err := netip.ParseAddr(text)
	if err != nil || addr.Is4() != (family == "ipv4") {
		return netip.Addr{}, errInvalidAddress
	}
	return addr, nil
}

func newSocketAddressClass(e *modules.Env) goja.Value {
	property := func(name string, get func(a *socketAddress) any) modules.Export {
		return modules.Getter(name, func(c modules.Call) (goja.Value, error) {
			a := socketAddresses.Get(c.This)
			if a == nil {
				return nil, &modules.Error{Class: "TypeError", Message: "Cannot read private member from an object whose class did not declare it"}
			}
			return c.Env.Value(get(a)), nil
		})
	}
	var class *goja.Object
	class = e.Class(modules.ClassSpec{
		Name: "SocketAddress", NewOnly: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			a, err := addressFromOptions(c.Call())
			if err != nil {
				return nil, err
			}
			socketAddresses.Set(e.VM, c.This, a)
			return nil, nil
		},
		Methods: []modules.Export{
			property("address", func(a *socketAddress) any { return a.addr.String() }),
			property("port", func(a *socketAddress) any { return a.port }),
			property("family", func(a *socketAddress) any { return a.family() }),
			property("flowlabel", func(a *socketAddress) any { return a.flowlabel }),
			modules.Fn("toJSON", 0, func(c modules.Call) (goja.Value, error) {
				a := socketAddresses.Get(c.This)
				if a == nil {
					return nil, nil
				}
				return a.plain(e), nil
			}),
			modules.Fn("[nodejs.util.inspect.custom]", 2, func(c modules.Call) (goja.Value, error) {
				a := socketAddresses.Get(c.This)
				if a == nil || c.Has(0) && c.Argument(0).ToFloat() < 0 {
					return c.This, nil
				}
				return inspected(c, "SocketAddress", a.plain(e))
			}).WithSymbol(e.SymbolFor("nodejs.util.inspect.custom")),
		},
		Static: []modules.Export{
			modules.Fn("isSocketAddress", 1, func(c modules.Call) (goja.Value, error) {
				return modules.Bool(socketAddresses.Get(c.Argument(0)) != nil), nil
			}),
			modules.Fn("parse", 1, func(c modules.Call) (goja.Value, error) {
				input, err := c.String(0, "input")
				if err != nil {
					return nil, err
				}
				a := parseSocketAddress(input)
				if a == nil {
					return nil, nil
				}
				o := e.VM.CreateObject(class.Get("prototype").(*goja.Object))
				socketAddresses.Set(e.VM, o, a)
				return o, nil
			}),
		},
	})
	return class
}

// inspected is `Name { … }` of a plain object.
func inspected(c modules.Call, name string, plain *goja.Object) (goja.Value, error) {
	text, err := c.Env.Method(c.Env.RequireObject("util"), "inspect", plain, c.Argument(1))
	if err != nil {
		return nil, err
	}
	return c.Env.VM.ToValue(name + " " + text.String()), nil
}

func (a *socketAddress) plain(e *modules.Env) *goja.Object {
	return e.Exports(
		modules.Val("address", a.addr.String()),
		modules.Val("port", a.port),
		modules.Val("family", a.family()),
		modules.Val("flowlabel", a.flowlabel),
	)
}

func addressFromOptions(c modules.Call) (*socketAddress, error) {
	options, err := c.OptObject(0, "options")
	if err != nil {
		return nil, err
	}
	given := func(name string) goja.Value {
		if options == nil {
			return goja.Undefined()
		}
		if v := options.Get(name); v != nil {
			return v
		}
		return goja.Undefined()
	}
	family := "ipv4"
	if v := given("family"); !goja.IsUndefined(v) {
		family = ""
		if goja.IsString(v) {
			family = strings.ToLower(v.String())
		}
		if family != "ipv4" && family != "ipv6" {
			return nil, c.Env.InvalidArgValue("options.family", v, "")
		}
	}
	text := "127.0.0.1"
	if family == "ipv6" {
		text = "::"
	}
	if v := given("address"); !goja.IsUndefined(v) {
		if !goja.IsString(v) {
			return nil, c.Env.InvalidArgType("options.address", v, "string")
		}
		text = v.String()
	}
	a := &socketAddress{}
	if v := given("port"); !goja.IsUndefined(v) {
		f := v.ToFloat()
		if !goja.IsNumber(v) && !goja.IsString(v) || f != float64(uint16(f)) {
			return nil, modules.RangeError("ERR_SOCKET_BAD_PORT", "options.port should be >= 0 and < 65536. Received %s.", c.Env.Received(v))
		}
		a.port = uint16(f)
	}
	if v := given("flowlabel"); !goja.IsUndefined(v) {
		n, err := c.Env.ValidateInteger(v, "options.flowlabel", 0, 1<<32-1)
		if err != nil {
			return nil, err
		}
		a.flowlabel = uint32(n)
	}
	if a.addr, err = parseAddress(text, family); err != nil {
		return nil, err
	}
	return a, nil
}

// parseSocketAddress takes "1.2.3.4:80" or "[::1]:80", in all the forms that
// a URL may give an address. As there, port 80 is the default and becomes 0.
func parseSocketAddress(input string) *socketAddress {
	u, err := url.Parse("http://" + input)
	if err != nil || u.Host != input {
		return nil
	}
	addr, err := netip.ParseAddr(u.Hostname())
	if err != nil {
		legacy, ok := parseLegacyIPv4(u.Hostname())
		if !ok {
			return nil
		}
		addr = legacy
	}
	a := &socketAddress{addr: addr}
	if text := u.Port(); text != "" {
		port, ok := parseUint(text, 10, 65535)
		if !ok {
			return nil
		}
		if port != 80 {
			a.port = uint16(port)
		}
	}
	return a
}

// parseLegacyIPv4 takes the forms of inet_aton: fewer than four parts, each
// decimal, octal or hexadecimal.
func parseLegacyIPv4(host string) (netip.Addr, bool) {
	parts := strings.Split(host, ".")
	if len(parts) > 4 {
		return netip.Addr{}, false
	}
	var value uint64
	for i, part := range parts {
		limit := uint64(255)
		if i == len(parts)-1 {
			limit = 1<<(8*(5-len(parts))) - 1
		}
		base := 10
		if lower := strings.ToLower(part); strings.HasPrefix(lower, "0x") {
			base, part = 16, part[2:]
		} else if len(part) > 1 && part[0] == '0' {
			base = 8
		}
		n, ok := parseUint(part, base, limit)
		if !ok {
			return netip.Addr{}, false
		}
		if i == len(parts)-1 {
			value |= n
		} else {
			value |= n << (8 * (3 - i))
		}
	}
	return netip.AddrFrom4([4]byte{byte(value >> 24), byte(value >> 16), byte(value >> 8), byte(value)}), true
}
