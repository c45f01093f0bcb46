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

// library is node:net of a runtime.
type library struct {
	env     *modules.Env
	tcp     *goja.Object // constructors of handles
	pipe    *goja.Object
	socket  *goja.Object // net.Socket
	drained goja.Callable
}

func load(env *modules.Env) goja.Value {
	n := &library{env: env}
	n.tcp = n.handleClass("TCP", n.tcpMethods())
	n.pipe = n.handleClass("Pipe", nil)
	binding := env.Exports(n.binding()...)
	require := env.Func("require", 1, func(c modules.Call) (goja.Value, error) {
		return env.Require(c.Argument(0).String()), nil
	})
	checks := validate.Exports(env)
	n.socket = socketScript.Run(env, binding, checks, require).(*goja.Object)
	env.Define(n.socket.Get("prototype").(*goja.Object), true, n.socketMethods()...)
	shared := connectScript.Run(env, binding, checks, require, n.socket)
	exports := serverScript.Run(env, binding, checks, require, n.socket, shared).(*goja.Object)
	n.drained, _ = goja.AssertFunction(binding.Get("drained"))
	env.Define(exports, true,
		modules.Fn("isIP", 1, isIP),
		modules.Fn("isIPv4", 1, isIPv4),
		modules.Fn("isIPv6", 1, isIPv6),
		modules.Lazy("BlockList", newBlockListClass),
		modules.Lazy("SocketAddress", newSocketAddressClass),
	)
	netconn.ProvideSockets(env, exports, n)
	libraries.Set(env.VM, exports, n)
	return exports
}

// binding is what the JavaScript of this package calls.
func (n *library) binding() []modules.Export {
	return []modules.Export{
		modules.Val("TCP", n.tcp),
		modules.Val("Pipe", n.pipe),
		modules.Fn("openStandard", 1, n.openStandard),
		modules.Fn("setTimer", 2, n.setTimer),
		modules.Fn("isIP", 1, isIP),
		modules.Fn("connections", 1, n.connections),
		modules.Fn("addConnections", 2, n.addConnections),
	}
}
