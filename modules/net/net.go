// Package net is node:net. Connections, listeners and the writing and reading
// of sockets are Go, on modules/internal/netconn; what subclasses and programs
// see and replace of Socket and Server is JavaScript.
package net

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/netconn"
	"github.com/gonode/gonode/modules/internal/validate"
)

// Modules are the modules of this package.
var Modules = []modules.Module{{Name: "net", Load: load}, handlesModule}

//go:embed socket.js
var socketSource string

//go:embed connect.js
var connectSource string

//go:embed server.js
var serverSource string

var (
	socketScript  = modules.NewScript("node:net", socketSource, "binding", "validate", "require")
	connectScript = modules.NewScript("node:internal/net/connect", connectSource, "binding", "validate", "require", "Socket")
	serverScript  = modules.NewScript("node:internal/net/server", serverSource, "binding", "validate", "require", "Socket", "shared")
)

// library is node:net of a runtime. Its JavaScript is in three parts: sockets,
// which standard output may need, are loaded at once, connecting and serving
// when they are first asked for.
type library struct {
	env     *modules.Env
	tcp     *goja.Object // constructors of handles
	pipe    *goja.Object
	socket  *goja.Object // net.Socket
	binding *goja.Object
	checks  *goja.Object
	require *goja.Object

	connecting, serving *goja.Object // exports of the other parts, when loaded
}

func load(env *modules.Env) goja.Value {
	n := &library{env: env, checks: validate.Exports(env)}
	n.tcp = n.handleClass("TCP", n.tcpMethods())
	n.pipe = n.handleClass("Pipe", nil)
	n.binding = env.Exports(n.functions()...)
	n.require = env.Func("require", 1, func(c modules.Call) (goja.Value, error) {
		return env.Require(c.Argument(0).String()), nil
	})
	n.socket = socketScript.Run(env, n.binding, n.checks, n.require).(*goja.Object)
	env.Define(n.socket.Get("prototype").(*goja.Object), true, n.socketMethods()...)
	connect := env.Func("connect", 0, via(n.connectPart, "connect"))
	exports := env.Exports(
		modules.Val("_createServerHandle", env.Func("createServerHandle", 5, via(n.servePart, "_createServerHandle"))),
		modules.Val("_normalizeArgs", env.Func("normalizeArgs", 1, via(n.connectPart, "normalizeArgs"))),
		modules.Lazy("BlockList", newBlockListClass),
		modules.Lazy("SocketAddress", newSocketAddressClass),
		modules.Lazy("BoundSocket", func(*modules.Env) goja.Value { return n.servePart().Get("BoundSocket") }),
		modules.Val("connect", connect),
		modules.Val("createConnection", connect),
		modules.Fn("createServer", 2, via(n.servePart, "createServer")),
		modules.Fn("isIP", 1, isIP),
		modules.Fn("isIPv4", 1, isIPv4),
		modules.Fn("isIPv6", 1, isIPv6),
		modules.Lazy("Server", func(*modules.Env) goja.Value { return n.servePart().Get("Server") }),
		modules.Val("Socket", n.socket),
		modules.Val("Stream", n.socket),
	)
	for _, name := range []string{"DefaultAutoSelectFamily", "DefaultAutoSelectFamilyAttemptTimeout"} {
		env.Define(exports, true,
			modules.Fn("get"+name, 0, via(n.connectPart, "get"+name)),
			modules.Fn("set"+name, 1, via(n.connectPart, "set"+name)),
		)
	}
	netconn.ProvideSockets(env, exports, n)
	libraries.Set(env.VM, exports, n)
	return exports
}

// via is a function of a part, which is loaded by the first call.
func via(part func() *goja.Object, name string) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		return c.Env.Method(part(), name, c.Arguments...)
	}
}

func (n *library) connectPart() *goja.Object {
	if n.connecting == nil {
		n.connecting = connectScript.Run(n.env, n.binding, n.checks, n.require, n.socket).(*goja.Object)
	}
	return n.connecting
}

func (n *library) servePart() *goja.Object {
	if n.serving == nil {
		n.serving = serverScript.Run(n.env, n.binding, n.checks, n.require, n.socket, n.connectPart()).(*goja.Object)
	}
	return n.serving
}

// functions are what the JavaScript of this package calls.
func (n *library) functions() []modules.Export {
	return []modules.Export{
		modules.Val("TCP", n.tcp),
		modules.Val("Pipe", n.pipe),
		modules.Fn("openStandard", 1, n.openStandard),
		modules.Fn("setTimer", 2, n.setTimer),
		modules.Fn("isIP", 1, isIP),
		modules.Fn("connections", 1, n.connections),
		modules.Fn("addConnections", 2, n.addConnections),
		modules.Fn("loadConnect", 0, func(modules.Call) (goja.Value, error) { return n.connectPart(), nil }),
	}
}
