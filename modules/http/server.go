package http

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/http1"
)

// server is the state of a Server.
type server struct {
	lib   *library
	obj   *goja.Object
	conns []*serverConn

	// props are the properties that every request asks for.
	props map[string]goja.Value

	incomingClass, responseClass *goja.Object // nil for the usual ones
	optimizeEmpty                bool
	unique                       map[string]bool
	mark                         int
}

var servers = modules.NewSlot[server]("httpServer")

// serverProperties are kept in Go, behind accessors.
var serverProperties = []string{
	"keepAliveTimeout", "keepAliveTimeoutBuffer", "timeout", "maxRequestsPerSocket", "requireHostHeader",
	"maxHeadersCount", "joinDuplicateHeaders", "rejectNonStandardBodyWrites", "headersTimeout", "requestTimeout",
	"httpAllowHalfOpen",
}

func (l *library) serverAccessors() []modules.Export {
	var list []modules.Export
	for _, name := range serverProperties {
		list = append(list, modules.Accessor(name, func(c modules.Call) (goja.Value, error) {
			if s := servers.Get(c.This); s != nil {
				return s.props[name], nil
			}
			return nil, nil
		}, func(c modules.Call) (goja.Value, error) {
			if s := servers.Get(c.This); s != nil {
				s.props[name] = c.Argument(0)
				return nil, nil
			}
			return ownProperty(name, goja.FLAG_TRUE)(c)
		}).Enumerable())
	}
	return list
}

func (s *server) get(name string) goja.Value {
	if v := s.props[name]; v != nil {
		return v
	}
	return goja.Undefined()
}

// flag is a boolean property, of those kept here or of the object.
func (s *server) flag(name string) bool {
	v, ok := s.props[name]
	if !ok {
		v = s.obj.Get(name)
	}
	return v != nil && v.ToBoolean()
}

func (s *server) requireHost() bool { return s.get("requireHostHeader").ToBoolean() }

// serverBinding is what server.js calls.
func (l *library) serverBinding() []modules.Export {
	of := func(name string, f func(s *server, c modules.Call) (goja.Value, error)) modules.Export {
		return modules.Fn(name, 2, func(c modules.Call) (goja.Value, error) {
			s := servers.Get(c.Argument(0))
			if s == nil {
				return nil, nil
			}
			return f(s, c)
		})
	}
	return []modules.Export{
		modules.Fn("newServer", 1, func(c modules.Call) (goja.Value, error) {
			o := c.Argument(0).ToObject(l.vm)
			servers.Set(l.vm, o, &server{lib: l, obj: o, props: map[string]goja.Value{}, mark: l.core.DefaultHighWaterMark(false)})
			return nil, nil
		}),
		of("configure", func(s *server, c modules.Call) (goja.Value, error) {
			return nil, s.configure(c.Argument(1).ToObject(l.vm))
		}),
		of("connection", func(s *server, c modules.Call) (goja.Value, error) {
			if socket, ok := c.Argument(1).(*goja.Object); ok {
				s.adopt(socket)
			}
			return nil, nil
		}),
		of("check", func(s *server, c modules.Call) (goja.Value, error) {
			s.checkConnections()
			return nil, nil
		}),
		of("closeAll", func(s *server, c modules.Call) (goja.Value, error) {
			for _, conn := range slices.Clone(s.conns) {
				if !conn.upgraded {
					conn.destroy(nil)
				}
			}
			return nil, nil
		}),
		of("closeIdle", func(s *server, c modules.Call) (goja.Value, error) {
			for _, conn := range slices.Clone(s.conns) {
				if conn.isIdle() && !conn.upgraded && (conn.current == nil || conn.current.finished) {
					conn.destroy(nil)
				}
			}
			return nil, nil
		}),
	}
}

// configure takes what the constructor's options say about the engine.
func (s *server) configure(options *goja.Object) error {
	l := s.lib
	class := func(name string, usual *goja.Object) *goja.Object {
		if o, ok := options.Get(name).(*goja.Object); ok && o != usual {
			return o
		}
		return nil
	}
	s.incomingClass = class("IncomingMessage", l.incoming)
	s.responseClass = class("ServerResponse", l.response)
	if v := options.Get("optimizeEmptyRequests"); v != nil {
		s.optimizeEmpty = v.ToBoolean()
	}
	s.unique = l.uniqueHeaders(options.Get("uniqueHeaders"))
	if v := s.obj.Get("highWaterMark"); v != nil && goja.IsNumber(v) {
		s.mark = int(v.ToInteger())
	}
	l.sockets().TakeConnections(s.obj, s.accept)
	return nil
}

// upgrades asks the program whether a request may change the protocol.
func (s *server) upgrades(req *goja.Object) bool {
	return throw(s.lib.env.Method(s.obj, "shouldUpgradeCallback", req)).ToBoolean()
}

// refuses reports whether there are too many connections for another one.
func (s *server) refuses(c *serverConn) bool {
	limit := s.obj.Get("maxConnections")
	if limit == nil || modules.IsNullish(limit) || float64(len(s.conns)) < limit.ToFloat() {
		return false
	}
	c.enter(func() { s.lib.em.Emit(s.obj, "drop", s.lib.addresses(c.raw)) })
	c.raw.Close(nil)
	c.released()
	return true
}

func (s *server) parserOptions() http1.Options {
	o := http1.Options{Lenient: s.lib.lenience(s.obj), MaxHeaders: maxHeaders(s.get("maxHeadersCount"))}
	if v := s.obj.Get("maxHeaderSize"); v != nil && goja.IsNumber(v) {
		o.MaxHeaderSize = int(v.ToInteger())
	}
	if o.MaxHeaderSize == 0 {
		o.MaxHeaderSize = s.lib.maxHeaderSize()
	}
	return o
}

// lenience is how strictly the parser of a server or a request goes.
func (l *library) lenience(o *goja.Object) http1.Lenient {
	if v := o.Get("httpValidation"); v != nil && !goja.IsUndefined(v) {
		switch v.String() {
		case "relaxed":
			return http1.LenientHeaderValueRelaxed
		case "insecure":
			return http1.LenientAll
		}
		return 0
	}
	lenient := l.env.Host.Info().Options["insecure-http-parser"] == "true"
	if v := o.Get("insecureHTTPParser"); v != nil && !goja.IsUndefined(v) {
		lenient = v.ToBoolean()
	}
	if lenient {
		return http1.LenientAll
	}
	return 0
}
