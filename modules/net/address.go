package net

import (
	"net"
	"net/netip"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// isIP is net.isIP(input): 4, 6, or 0.
func isIP(c modules.Call) (goja.Value, error) {
	return c.Env.VM.ToValue(ipVersion(c)), nil
}

func isIPv4(c modules.Call) (goja.Value, error) { return modules.Bool(ipVersion(c) == 4), nil }

func isIPv6(c modules.Call) (goja.Value, error) { return modules.Bool(ipVersion(c) == 6), nil }

func ipVersion(c modules.Call) int {
	if _, isSymbol := c.Argument(0).(*goja.Symbol); isSymbol {
		panic(c.Env.VM.NewTypeError("Cannot convert a Symbol value to a string"))
	}
	return versionOf(c.Argument(0).String())
}

func versionOf(text string) int {
	addr, err := netip.ParseAddr(text)
	switch {
	case err != nil:
		return 0
	case addr.Is4():
		return 4
	}
	return 6
}

func familyName(addr netip.Addr) string {
	if addr.Is4() {
		return "IPv4"
	}
	return "IPv6"
}

// endpoint is what JavaScript learns of an address: its text, family and
// port; ok is false for what has none of them.
func endpoint(a net.Addr) (address, family string, port int, ok bool) {
	tcp, isTCP := a.(*net.TCPAddr)
	if !isTCP {
		return "", "", 0, false
	}
	// Peers of a socket for both families have 16 bytes: ::ffff:127.0.0.1.
	addr, _ := netip.AddrFromSlice(tcp.IP)
	if tcp.Zone != "" {
		addr = addr.WithZone(tcp.Zone)
	}
	return addr.String(), familyName(addr), tcp.Port, true
}

// describeInto fills in { address, family, port }.
func describeInto(c modules.Call, a net.Addr, out *goja.Object) error {
	address, family, port, ok := endpoint(a)
	if !ok {
		return nil
	}
	c.Env.Define(out, true, modules.Val("address", address), modules.Val("family", family), modules.Val("port", port))
	return nil
}
