package dns

import (
	"context"
	"errors"
	"net"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// query is query(rrtype, name, options, callback), with options { servers,
// timeout }: an undefined list of servers stands for the system's. The
// callback gets an error code or undefined, and the records.
func query(c modules.Call) (goja.Value, error) {
	callback, err := c.Func(3, "callback")
	if err != nil {
		return nil, err
	}
	e, name := c.Env, c.Argument(1).String()
	ask, ok := queries[c.Argument(0).String()]
	if !ok {
		return nil, modules.NotImplemented("dns.resolve of type " + c.Argument(0).String())
	}
	resolver := e.Net.Resolver()
	if resolver == nil {
		return nil, modules.PlainError("ERR_ACCESS_DENIED", "Access to this API has been restricted")
	}
	timeout := time.Duration(0)
	if options, ok := c.Argument(2).(*goja.Object); ok {
		if servers, ok := options.Get("servers").(*goja.Object); ok {
			resolver = resolverOf(e.Net, servers)
		}
		if ms := options.Get("timeout"); ms != nil && ms.ToInteger() > 0 {
			timeout = time.Duration(ms.ToInteger()) * time.Millisecond
		}
	}
	modules.Async(e, func(ctx context.Context) (records, error) {
		if timeout > 0 {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, timeout)
			defer cancel()
		}
		return ask(ctx, resolver, name)
	}, func(list records, err error) {
		if err != nil {
			call(e, callback, e.VM.ToValue(queryCode(err)))
			return
		}
		call(e, callback, goja.Undefined(), list(e))
	})
	return nil, nil
}

// resolverOf asks the given servers in turn.
func resolverOf(network modules.Net, list *goja.Object) *net.Resolver {
	var servers []string
	for _, key := range list.Keys() {
		server := list.Get(key).String()
		if _, _, err := net.SplitHostPort(server); err != nil {
			server = net.JoinHostPort(server, "53")
		}
		servers = append(servers, server)
	}
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, kind, _ string) (net.Conn, error) {
		failure := error(&net.DNSError{Err: "no servers"})
		for _, server := range servers {
			conn, err := network.Dial(ctx, kind, server, modules.DialOptions{})
			if err == nil {
				return conn, nil
			}
			failure = err
		}
		return nil, failure
	}}
}

func queryCode(err error) string {
	var failure *net.DNSError
	if errors.As(err, &failure) {
		switch {
		case failure.IsNotFound:
			return "ENOTFOUND"
		case failure.IsTimeout:
			return "ETIMEOUT"
		case strings.Contains(failure.Err, "refused"):
			return "ECONNREFUSED"
		}
		return "ESERVFAIL"
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return "ETIMEOUT"
	}
	return "ESERVFAIL"
}

// records makes the JavaScript value of what was found, on the loop.
type records func(e *modules.Env) goja.Value

var queries = map[string]func(context.Context, *net.Resolver, string) (records, error){
	"A":    addresses("ip4"),
	"AAAA": addresses("ip6"),
	"CNAME": func(ctx context.Context, r *net.Resolver, name string) (records, error) {
		target, err := r.LookupCNAME(ctx, name)
		if err != nil {
			return nil, err
		}
		if strings.EqualFold(trimDot(target), trimDot(name)) {
			return nil, &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
		}
		return texts(trimDot(target)), nil
	},
	"MX": func(ctx context.Context, r *net.Resolver, name string) (records, error) {
		list, err := r.LookupMX(ctx, name)
		return objects(list, func(mx *net.MX) []modules.Export {
			return []modules.Export{modules.Val("exchange", trimDot(mx.Host)), modules.Val("priority", mx.Pref)}
		}), err
	},
	"NS": func(ctx context.Context, r *net.Resolver, name string) (records, error) {
		list, err := r.LookupNS(ctx, name)
		names := make([]string, len(list))
		for i, ns := range list {
			names[i] = trimDot(ns.Host)
		}
		return texts(names...), err
	},
	"PTR": func(ctx context.Context, r *net.Resolver, name string) (records, error) {
		address, ok := addressOfPointer(name)
		if !ok {
			return nil, &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
		}
		return reverse(ctx, r, address)
	},
	"reverse": reverse,
	"SRV": func(ctx context.Context, r *net.Resolver, name string) (records, error) {
		_, list, err := r.LookupSRV(ctx, "", "", name)
		return objects(list, func(s *net.SRV) []modules.Export {
			return []modules.Export{modules.Val("name", trimDot(s.Target)), modules.Val("port", s.Port),
				modules.Val("priority", s.Priority), modules.Val("weight", s.Weight)}
		}), err
	},
	"TXT": func(ctx context.Context, r *net.Resolver, name string) (records, error) {
		list, err := r.LookupTXT(ctx, name)
		return func(e *modules.Env) goja.Value {
			items := make([]any, len(list))
			for i, text := range list {
				items[i] = e.VM.NewArray(text)
			}
			return e.VM.NewArray(items...)
		}, err
	},
}

func addresses(network string) func(context.Context, *net.Resolver, string) (records, error) {
	return func(ctx context.Context, r *net.Resolver, name string) (records, error) {
		list, err := r.LookupNetIP(ctx, network, name)
		names := make([]string, len(list))
		for i, addr := range list {
			names[i] = addr.Unmap().String()
		}
		return texts(names...), err
	}
}

func reverse(ctx context.Context, r *net.Resolver, address string) (records, error) {
	names, err := r.LookupAddr(ctx, address)
	for i := range names {
		names[i] = trimDot(names[i])
	}
	return texts(names...), err
}

func texts(list ...string) records {
	return func(e *modules.Env) goja.Value { return e.Value(list) }
}

func objects[T any](list []T, properties func(T) []modules.Export) records {
	return func(e *modules.Env) goja.Value {
		items := make([]any, len(list))
		for i, item := range list {
			items[i] = e.Exports(properties(item)...)
		}
		return e.VM.NewArray(items...)
	}
}

func trimDot(name string) string { return strings.TrimSuffix(name, ".") }

// addressOfPointer turns 4.3.2.1.in-addr.arpa into 1.2.3.4, and likewise for
// ip6.arpa.
func addressOfPointer(name string) (string, bool) {
	name = strings.ToLower(trimDot(name))
	if rest, ok := strings.CutSuffix(name, ".in-addr.arpa"); ok {
		parts := strings.Split(rest, ".")
		if len(parts) != 4 {
			return "", false
		}
		return parts[3] + "." + parts[2] + "." + parts[1] + "." + parts[0], true
	}
	if rest, ok := strings.CutSuffix(name, ".ip6.arpa"); ok {
		digits := strings.Split(rest, ".")
		if len(digits) != 32 {
			return "", false
		}
		var b strings.Builder
		for i := range 32 {
			if i > 0 && i%4 == 0 {
				b.WriteByte(':')
			}
			b.WriteString(digits[31-i])
		}
		return b.String(), true
	}
	return "", false
}
