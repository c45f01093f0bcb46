// Package absent has the modules of Node that gonode does not have yet. They
// can be required, since packages do so before they know whether they need
// them; what says something about the program is there, and every function
// and class throws ERR_METHOD_NOT_IMPLEMENTED when it is used.
package absent

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/clone"
)

// Modules are the absent modules.
var Modules = []modules.Module{
	cluster, fetch, http2, inspector("inspector"), inspector("inspector/promises"), sea, sqlite,
	reporters, tls, workerThreads,
}

// module makes a module of names, separated by spaces: those that begin with
// an upper case letter are classes. present are exports that work.
func module(name, names string, present func(*modules.Env) []modules.Export) modules.Module {
	return modules.Module{Name: name, Load: func(e *modules.Env) goja.Value {
		var list []modules.Export
		if present != nil {
			list = present(e)
		}
		o := e.Exports(list...)
		defineAbsent(e, o, name, names)
		return o
	}}
}

func defineAbsent(e *modules.Env, o *goja.Object, module, names string) {
	for _, name := range strings.Fields(names) {
		if name[0] >= 'A' && name[0] <= 'Z' {
			e.Define(o, true, modules.Val(name, absentClass(e, module, name)))
		} else {
			e.Define(o, true, modules.Missing(module, name)...)
		}
	}
}

func absentClass(e *modules.Env, module, name string) *goja.Object {
	return e.Class(modules.ClassSpec{Name: name, Construct: func(modules.ConstructCall) (*goja.Object, error) {
		return nil, modules.NotImplemented(module + "." + name)
	}})
}

var cluster = module("cluster", "Worker setupPrimary setupMaster fork disconnect", func(e *modules.Env) []modules.Export {
	return []modules.Export{
		modules.Val("isWorker", false), modules.Val("isMaster", true), modules.Val("isPrimary", true),
		modules.Val("workers", e.VM.NewObject()), modules.Val("settings", e.VM.NewObject()),
		modules.Val("SCHED_NONE", 1), modules.Val("SCHED_RR", 2), modules.Val("schedulingPolicy", 2),
	}
})

// fetch is the global of that name, and the classes that come with it.
var fetch = global(module("internal/fetch", "EventSource WebSocket", func(*modules.Env) []modules.Export {
	return []modules.Export{modules.Fn("fetch", 1, func(c modules.Call) (goja.Value, error) {
		return c.Env.Rejected(modules.NotImplemented("fetch")), nil
	})}
}), "fetch WebSocket")

// global makes names of a module globals. A module that only has globals is
// internal.
func global(m modules.Module, names string) modules.Module {
	m.Globals = strings.Fields(names)
	m.Internal = strings.HasPrefix(m.Name, "internal/")
	return m
}

var http2 = module("http2",
	"connect createServer createSecureServer getDefaultSettings getPackedSettings getUnpackedSettings "+
		"performServerHandshake Http2ServerRequest Http2ServerResponse",
	func(e *modules.Env) []modules.Export {
		return []modules.Export{
			modules.Late("constants", http2Constants),
			modules.Val("sensitiveHeaders", goja.NewSymbol("sensitiveHeaders")),
		}
	})

func inspector(name string) modules.Module {
	return module(name, "open close waitForDebugger Session", func(e *modules.Env) []modules.Export {
		return []modules.Export{
			modules.Fn("url", 0, func(modules.Call) (goja.Value, error) { return nil, nil }),
			modules.Lazy("console", func(e *modules.Env) goja.Value { return e.Require("console") }),
		}
	})
}

var sea = schemeOnly(module("sea", "getAsset getRawAsset getAssetAsBlob getAssetKeys", func(*modules.Env) []modules.Export {
	return []modules.Export{
		modules.Fn("isSea", 0, func(modules.Call) (goja.Value, error) { return modules.Bool(false), nil }),
	}
}))

var sqlite = schemeOnly(module("sqlite", "DatabaseSync StatementSync Session backup", nil))

var reporters = schemeOnly(module("test/reporters", "dot junit spec tap lcov", nil))

func schemeOnly(m modules.Module) modules.Module {
	m.SchemeOnly = true
	return m
}

var tls = module("tls",
	"getCiphers getCACertificates setDefaultCACertificates convertALPNProtocols checkServerIdentity "+
		"createSecureContext SecureContext TLSSocket Server createServer connect",
	func(*modules.Env) []modules.Export {
		return []modules.Export{
			modules.Val("CLIENT_RENEG_LIMIT", 3), modules.Val("CLIENT_RENEG_WINDOW", 600),
			modules.Val("DEFAULT_ECDH_CURVE", "auto"),
			modules.Val("DEFAULT_MIN_VERSION", "TLSv1.2"), modules.Val("DEFAULT_MAX_VERSION", "TLSv1.3"),
		}
	})

var workerThreads = module("worker_threads",
	"Worker moveMessagePortToContext receiveMessageOnPort postMessageToThread",
	func(e *modules.Env) []modules.Export {
		data := e.VM.NewObject()
		return []modules.Export{
			modules.Val("isInternalThread", false), modules.Val("isMainThread", true),
			modules.Val("resourceLimits", e.VM.NewObject()),
			modules.Val("threadId", 0), modules.Val("threadName", ""),
			modules.Val("SHARE_ENV", e.SymbolFor("nodejs.worker_threads.SHARE_ENV")),
			modules.Val("parentPort", nil), modules.Val("workerData", nil),
			globalOf("MessagePort"), globalOf("MessageChannel"), globalOf("BroadcastChannel"),
			modules.Fn("setEnvironmentData", 2, func(c modules.Call) (goja.Value, error) {
				return nil, data.Set(c.Argument(0).String(), c.Argument(1))
			}),
			modules.Fn("getEnvironmentData", 1, func(c modules.Call) (goja.Value, error) {
				return data.Get(c.Argument(0).String()), nil
			}),
			mark("markAsUncloneable", clone.MarkUncloneable),
			mark("markAsUntransferable", func(_ *modules.Env, o *goja.Object) error { buffers.MarkUntransferable(o); return nil }),
			modules.Fn("isMarkedAsUntransferable", 1, func(c modules.Call) (goja.Value, error) {
				o, ok := c.Argument(0).(*goja.Object)
				return modules.Bool(ok && buffers.IsUntransferable(o)), nil
			}),
		}
	})

// mark is a function that marks an object and takes no notice of anything else.
func mark(name string, set func(*modules.Env, *goja.Object) error) modules.Export {
	return modules.Fn(name, 1, func(c modules.Call) (goja.Value, error) {
		if o, ok := c.Argument(0).(*goja.Object); ok {
			return nil, set(c.Env, o)
		}
		return nil, nil
	})
}

// globalOf exports a global under its own name.
func globalOf(name string) modules.Export {
	return modules.Late(name, func(e *modules.Env) goja.Value {
		if v := e.VM.Get(name); v != nil {
			return v
		}
		return absentClass(e, "worker_threads", name)
	})
}
