// Package http is node:http: its messages, server and client, on
// modules/internal/http1 for the wire and modules/internal/netconn for the
// connections.
//
// A request of a server touches little JavaScript. The reader of a connection
// (reader.go) parses on a goroutine of its own and posts what it found; the
// request and the response are objects whose state is here, and which become
// streams and emitters only when somebody reads or listens; a response that
// is written with one end leaves in one write. The net.Socket of a connection
// is made when the program asks for it (connsocket.go).
package http

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/emitter"
	"github.com/gonode/gonode/modules/internal/http1"
	"github.com/gonode/gonode/modules/internal/streamcore"
	"github.com/gonode/gonode/modules/internal/validate"
)

// Modules are the modules of this package.
var Modules = []modules.Module{
	{Name: "http", Load: func(e *modules.Env) goja.Value { return local.Of(e).exports() }},
	{Name: "https", Load: loadHTTPS},
	{Name: "_http_agent", Load: part("_http_agent")},
	{Name: "_http_client", Load: part("_http_client")},
	{Name: "_http_common", Load: part("_http_common")},
	{Name: "_http_incoming", Load: part("_http_incoming")},
	{Name: "_http_outgoing", Load: part("_http_outgoing")},
	{Name: "_http_server", Load: part("_http_server")},
}

//go:embed server.js
var serverSource string

//go:embed agent.js
var agentSource string

//go:embed proxy.js
var proxySource string

//go:embed client.js
var clientSource string

//go:embed http.js
var httpSource string

var (
	serverScript = modules.NewScript("node:_http_server", serverSource, "binding", "validate", "require")
	agentScript  = modules.NewScript("node:_http_agent", agentSource, "binding", "validate", "require")
	proxyScript  = modules.NewScript("node:internal/http_proxy", proxySource, "validate", "require")
	clientScript = modules.NewScript("node:_http_client", clientSource, "binding", "validate", "require", "Agent")
	httpScript   = modules.NewScript("node:http", httpSource, "binding", "validate", "require", "parts")
)

// library is node:http of a runtime.
type library struct {
	env     *modules.Env
	vm      *goja.Runtime
	em      *emitter.Emitters
	core    *streamcore.Core
	buffers *buffers.Classes
	date    http1.DateCache

	// The classes and their prototypes.
	outgoing, response, incoming                *goja.Object
	outgoingProto, responseProto, incomingProto *goja.Object

	// Methods that are called in Go while nobody has replaced them.
	emitFunc, responseImplicit, responseHead, responseFinish goja.Value

	onResponseClose, noop             *goja.Object
	emptyString, version11, status200 goja.Value
	reasons                           map[int32]goja.Value
	methods                           map[http1.Method]goja.Value
	channels                          channels

	freeParsers []*responseParser

	parts map[string]goja.Value
	made  *goja.Object
}

var local = modules.NewLocal(newLibrary)

func newLibrary(env *modules.Env) *library {
	l := &library{
		env: env, vm: env.VM, em: emitter.Of(env), core: streamcore.Of(env), buffers: buffers.Of(env),
		methods: map[http1.Method]goja.Value{}, parts: map[string]goja.Value{},
	}
	l.emitFunc = l.em.Prototype.Get("emit")
	l.emptyString, l.version11, l.status200 = l.vm.ToValue(""), l.vm.ToValue("1.1"), l.vm.ToValue(200)
	l.reasons = map[int32]goja.Value{}
	l.onResponseClose = env.Func("onServerResponseClose", 0, l.closeOfSocket)
	l.noop = env.Func("noop", 0, func(modules.Call) (goja.Value, error) { return nil, nil })
	l.channels.open(l)
	l.defineOutgoing()
	l.defineResponse()
	l.defineIncoming()
	return l
}

// part loads one of the modules that node:http consists of.
func part(name string) func(*modules.Env) goja.Value {
	return func(e *modules.Env) goja.Value {
		l := local.Of(e)
		l.exports()
		return l.parts[name]
	}
}

func (l *library) exports() *goja.Object {
	if l.made != nil {
		return l.made
	}
	env := l.env
	binding := env.Exports(l.binding()...)
	require := env.Func("require", 1, func(c modules.Call) (goja.Value, error) {
		return env.Require(c.Argument(0).String()), nil
	})
	checks := validate.Exports(env)
	env.Define(binding, true, modules.Lazy("proxy", func(*modules.Env) goja.Value {
		return proxyScript.Run(env, checks, require)
	}), modules.Val("kProxy", goja.NewSymbol("kProxyConfig")))
	server := serverScript.Run(env, binding, checks, require).(*goja.Object)
	env.Define(server.Get("Server").(*goja.Object).Get("prototype").(*goja.Object), true, l.serverAccessors()...)
	agent := agentScript.Run(env, binding, checks, require).(*goja.Object)
	client := clientScript.Run(env, binding, checks, require, agent)
	l.parts["_http_server"] = server
	l.parts["_http_agent"] = agent
	l.parts["_http_client"] = client
	l.parts["_http_incoming"] = env.Exports(modules.Val("IncomingMessage", l.incoming))
	parts := env.VM.NewObject()
	for name, v := range l.parts {
		must(parts.Set(name, v))
	}
	made := httpScript.Run(env, binding, checks, require, parts).(*goja.Object)
	l.parts["_http_common"] = made.Get("common")
	l.parts["_http_outgoing"] = made.Get("outgoing")
	l.made = made.Get("http").(*goja.Object)
	env.Define(l.made, true, modules.Getter("maxHeaderSize", func(modules.Call) (goja.Value, error) {
		return env.VM.ToValue(l.maxHeaderSize()), nil
	}))
	return l.made
}

// binding is what the JavaScript of this package calls.
func (l *library) binding() []modules.Export {
	list := []modules.Export{
		modules.Fn("usesEnvProxy", 0, func(modules.Call) (goja.Value, error) { return modules.Bool(l.usesEnvProxy()), nil }),
		modules.Val("OutgoingMessage", l.outgoing),
		modules.Val("ServerResponse", l.response),
		modules.Val("IncomingMessage", l.incoming),
		modules.Lazy("METHODS", func(*modules.Env) goja.Value {
			names := http1.Methods()
			list := make([]any, len(names))
			for i, name := range names {
				list[i] = name
			}
			return l.vm.NewArray(list...)
		}),
		modules.Lazy("STATUS_CODES", func(*modules.Env) goja.Value {
			o := l.vm.NewObject()
			for _, s := range http1.Statuses() {
				must(o.Set(index(s.Code), s.Text))
			}
			return o
		}),
		modules.Fn("isToken", 1, func(c modules.Call) (goja.Value, error) {
			return modules.Bool(http1.IsToken(c.Argument(0).String())), nil
		}),
		modules.Fn("isInvalidValue", 2, func(c modules.Call) (goja.Value, error) {
			if c.Argument(1).ToBoolean() {
				return modules.Bool(!http1.ValidRelaxedValue(c.Argument(0).String())), nil
			}
			return modules.Bool(!http1.ValidValue(c.Argument(0).String())), nil
		}),
		modules.Fn("validateHeaderName", 0, func(c modules.Call) (goja.Value, error) {
			label := "Header name"
			if c.Argument(1).ToBoolean() {
				label = c.Argument(1).String()
			}
			return nil, l.checkName(c.Argument(0), label)
		}),
		modules.Fn("validateHeaderValue", 0, func(c modules.Call) (goja.Value, error) {
			lenient := c.Argument(2).ToBoolean()
			return nil, l.checkValue(text(c.Argument(0)), c.Argument(1), func() bool { return lenient })
		}),
		modules.Fn("resetError", 1, func(c modules.Call) (goja.Value, error) {
			return l.resetError(c.Argument(0).String()), nil
		}),
	}
	list = append(list, l.serverBinding()...)
	return append(list, l.clientBinding()...)
}

// maxHeaderSize is http.maxHeaderSize.
func (l *library) maxHeaderSize() int {
	if s := l.env.Host.Info().Options["max-http-header-size"]; s != "" {
		if n := l.vm.ToValue(s).ToInteger(); n > 0 {
			return int(n)
		}
	}
	return http1.DefaultMaxHeaderSize
}

// usesEnvProxy tells whether the global agent takes a proxy from the environment.
// https://nodejs.org/api/cli.html#--use-env-proxy
func (l *library) usesEnvProxy() bool {
	if l.env.Host.Info().Options["use-env-proxy"] != "" {
		return true
	}
	value, _ := l.env.Proc.Getenv("NODE_USE_ENV_PROXY")
	return value == "1"
}

func (l *library) methodValue(m http1.Method) goja.Value {
	v, ok := l.methods[m]
	if !ok {
		v = l.vm.ToValue(m.String())
		l.methods[m] = v
	}
	return v
}

// nextTick queues f behind process.nextTick's callbacks. What it throws is an
// uncaught exception.
func (l *library) nextTick(f func()) {
	l.env.Host.NextTick(func() error {
		f()
		return nil
	})
}

func (l *library) listenOnce(o *goja.Object, name string, f func()) {
	l.em.Add(o, "once", name, l.env.Func("", 0, func(modules.Call) (goja.Value, error) {
		f()
		return nil, nil
	}))
}

// must is for definitions on objects that take them.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
