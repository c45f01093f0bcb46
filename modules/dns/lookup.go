package dns

import (
	"cmp"
	"context"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

func isIP(c modules.Call) (goja.Value, error) {
	version := 0
	if addr, err := netip.ParseAddr(c.Argument(0).String()); err == nil {
		version = 6
		if addr.Is4() {
			version = 4
		}
	}
	return c.Env.VM.ToValue(version), nil
}

// getaddrinfo is getaddrinfo(hostname, family, order, callback). The callback
// gets an error code or undefined, and a list of addresses.
func getaddrinfo(c modules.Call) (goja.Value, error) {
	callback, err := c.Func(3, "callback")
	if err != nil {
		return nil, err
	}
	e, host, order := c.Env, c.Argument(0).String(), c.Argument(2).String()
	network := "ip"
	if family := c.Argument(1).ToInteger(); family != 0 {
		network += strconv.FormatInt(family, 10)
	}
	modules.AsyncAs(e, "GETADDRINFOREQWRAP", func(ctx context.Context) ([]netip.Addr, error) {
		return e.Net.LookupIP(ctx, network, host)
	}, func(list []netip.Addr, err error) {
		if err != nil {
			call(e, callback, e.VM.ToValue(lookupCode(err)))
			return
		}
		sortByFamily(list, order)
		items := make([]any, 0, len(list))
		for _, addr := range list {
			if text := addr.Unmap().String(); !slices.Contains(items, any(text)) {
				items = append(items, text)
			}
		}
		call(e, callback, goja.Undefined(), e.VM.NewArray(items...))
	})
	return nil, nil
}

// sortByFamily puts the addresses of one family first, if order asks for it.
func sortByFamily(list []netip.Addr, order string) {
	rank := func(addr netip.Addr) int {
		if addr.Unmap().Is4() == (order == "ipv4first") {
			return 0
		}
		return 1
	}
	if order != "verbatim" {
		slices.SortStableFunc(list, func(a, b netip.Addr) int { return cmp.Compare(rank(a), rank(b)) })
	}
}

// lookupCode is the code of a failed look-up.
func lookupCode(err error) string {
	if code := modules.ErrorCode(err); code != "" {
		return code
	}
	return "EAI_FAIL"
}

func call(e *modules.Env, f goja.Callable, args ...goja.Value) {
	if _, err := f(goja.Undefined(), args...); err != nil {
		e.Host.Uncaught(err)
	}
}

// getnameinfo is getnameinfo(address, port, callback). The callback gets an
// error code or undefined, a host name and the name of a service.
func getnameinfo(c modules.Call) (goja.Value, error) {
	callback, err := c.Func(2, "callback")
	if err != nil {
		return nil, err
	}
	e, address, port := c.Env, c.Argument(0).String(), c.Argument(1).ToInteger()
	resolver := e.Net.Resolver()
	if resolver == nil {
		return nil, modules.PlainError("ERR_ACCESS_DENIED", "Access to this API has been restricted")
	}
	modules.AsyncAs(e, "GETNAMEINFOREQWRAP", func(ctx context.Context) (string, error) {
		names, err := resolver.LookupAddr(ctx, address)
		if err != nil {
			return "", err
		}
		return strings.TrimSuffix(names[0], "."), nil
	}, func(name string, err error) {
		if err != nil {
			call(e, callback, e.VM.ToValue(lookupCode(err)))
			return
		}
		call(e, callback, goja.Undefined(), e.VM.ToValue(name), e.VM.ToValue(serviceName(e.FS, int(port))))
	})
	return nil, nil
}

// serviceName is the name of a TCP port in /etc/services, or its number.
func serviceName(fs modules.FS, port int) string {
	number := strconv.Itoa(port)
	data, err := fs.ReadFile("/etc/services")
	if err == nil {
		for line := range strings.Lines(string(data)) {
			fields := strings.Fields(line)
			if len(fields) >= 2 && fields[1] == number+"/tcp" {
				return fields[0]
			}
		}
	}
	for _, s := range [...]struct {
		port int
		name string
	}{{21, "ftp"}, {22, "ssh"}, {25, "smtp"}, {53, "domain"}, {80, "http"}, {110, "pop3"}, {143, "imap2"}, {443, "https"}} {
		if s.port == port {
			return s.name
		}
	}
	return number
}

// systemServers is the list of servers that the system asks.
func systemServers(c modules.Call) (goja.Value, error) {
	servers := []string{}
	data, err := c.Env.FS.ReadFile("/etc/resolv.conf")
	if err == nil {
		for line := range strings.Lines(string(data)) {
			if fields := strings.Fields(line); len(fields) >= 2 && fields[0] == "nameserver" {
				servers = append(servers, fields[1])
			}
		}
	}
	if len(servers) == 0 {
		servers = []string{"127.0.0.1"}
	}
	return c.Env.Value(servers), nil
}

// parseServer takes "1.2.3.4", "1.2.3.4:53", "::1" and "[::1]:53". It returns
// the form that getServers shows, or undefined.
func parseServer(c modules.Call) (goja.Value, error) {
	text := c.Argument(0).String()
	host, port, err := net.SplitHostPort(text)
	if err != nil {
		host, port = strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"), "53"
	}
	addr, err := netip.ParseAddr(host)
	if err != nil {
		return nil, nil
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return nil, nil
	}
	if n == 53 {
		return c.Env.VM.ToValue(addr.String()), nil
	}
	return c.Env.VM.ToValue(net.JoinHostPort(addr.String(), port)), nil
}
