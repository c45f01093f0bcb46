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

const (
	defaultTimeout = 2 * time.Second
	defaultTries   = 3
)

// query is query(rrtype, name, options, callback), with options { servers,
// timeout, maxTimeout, tries, ttl, local4, local6 }, where servers are as getServers has
// them. The callback gets an error code or undefined, and the records. query
// returns a function that gives up.
func query(c modules.Call) (goja.Value, error) {
	callback, err := c.Func(3, "callback")
	if err != nil {
		return nil, err
	}
	options, err := c.Object(2, "options")
	if err != nil {
		return nil, err
	}
	e, kind, name := c.Env, c.Argument(0).String(), c.Argument(1).String()
	if e.Net.Resolver() == nil {
		return nil, modules.PlainError("ERR_ACCESS_DENIED", "Access to this API has been restricted")
	}
	work := clientOf(e, options).records(kind, name, options.Get("ttl").ToBoolean())
	if kind == "reverse" {
		work = reverse(e, name)
	}
	return background(e, callback, work), nil
}

// background runs work and calls back with its outcome. It returns a function
// that cancels the work.
func background(e *modules.Env, callback goja.Callable, work func(context.Context) (records, error)) goja.Value {
	ctx, cancel := context.WithCancel(e.Ctx)
	modules.AsyncAs(e, "QUERYWRAP", func(context.Context) (records, error) { return work(ctx) }, func(list records, err error) {
		cancel()
		if err != nil {
			call(e, callback, e.VM.ToValue(queryCode(err)))
			return
		}
		call(e, callback, goja.Undefined(), list(e))
	})
	return e.Func("cancel", 0, func(modules.Call) (goja.Value, error) { cancel(); return nil, nil })
}

// records makes the JavaScript value of what was found, on the loop.
type records func(e *modules.Env) goja.Value

func clientOf(e *modules.Env, options *goja.Object) *client {
	c := &client{net: e.Net, timeout: defaultTimeout, tries: defaultTries}
	if list, ok := options.Get("servers").(*goja.Object); ok {
		for _, key := range list.Keys() {
			server := list.Get(key).String()
			if _, _, err := net.SplitHostPort(server); err != nil {
				server = net.JoinHostPort(strings.Trim(server, "[]"), "53")
			}
			c.servers = append(c.servers, server)
		}
	}
	if ms := options.Get("timeout").ToInteger(); ms > 0 {
		c.timeout = time.Duration(ms) * time.Millisecond
	}
	if ms := options.Get("maxTimeout").ToInteger(); ms > 0 {
		c.maxTimeout = time.Duration(ms) * time.Millisecond
	}
	if tries := options.Get("tries").ToInteger(); tries > 0 {
		c.tries = int(tries)
	}
	c.local4 = net.ParseIP(options.Get("local4").String())
	c.local6 = net.ParseIP(options.Get("local6").String())
	return c
}

func (c *client) records(kind, name string, ttl bool) func(context.Context) (records, error) {
	return func(ctx context.Context) (records, error) {
		found, err := c.ask(ctx, name, recordTypes[kind])
		if err != nil {
			return nil, err
		}
		return func(e *modules.Env) goja.Value { return recordValues(e, kind, found, ttl) }, nil
	}
}

// reverse asks the system, which knows its own hosts too.
func reverse(e *modules.Env, address string) func(context.Context) (records, error) {
	resolver := e.Net.Resolver()
	return func(ctx context.Context) (records, error) {
		names, err := resolver.LookupAddr(ctx, address)
		for i := range names {
			names[i] = trimDot(names[i])
		}
		return func(e *modules.Env) goja.Value { return e.Value(names) }, err
	}
}

func queryCode(err error) string {
	var code failure
	if errors.As(err, &code) {
		return string(code)
	}
	var lookup *net.DNSError
	switch {
	case errors.As(err, &lookup) && lookup.IsNotFound:
		return "ENOTFOUND"
	case errors.Is(err, context.Canceled):
		return "ECANCELLED"
	case errors.As(err, &lookup) && lookup.IsTimeout, errors.Is(err, context.DeadlineExceeded):
		return "ETIMEOUT"
	}
	return "ESERVFAIL"
}

func trimDot(name string) string { return strings.TrimSuffix(name, ".") }
