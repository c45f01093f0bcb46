// Package webstreams is node:stream/web: the streams of the web, and the
// bridges to Node's.
package webstreams

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/scriptenv"
)

// Modules are node:stream/web, whose exports are globals too, and the bridges
// that module stream uses.
var Modules = []modules.Module{
	{Name: "stream/web", Load: load, Globals: names},
	{Name: "internal/webstreams/adapters", Load: loadAdapters, Internal: true},
}

var names = []string{
	"ReadableStream", "ReadableStreamDefaultReader", "ReadableStreamBYOBReader", "ReadableStreamBYOBRequest",
	"ReadableByteStreamController", "ReadableStreamDefaultController", "TransformStream", "TransformStreamDefaultController",
	"WritableStream", "WritableStreamDefaultWriter", "WritableStreamDefaultController", "ByteLengthQueuingStrategy",
	"CountQueuingStrategy", "TextEncoderStream", "TextDecoderStream", "CompressionStream", "DecompressionStream",
}

//go:embed common.js
var commonSource string

//go:embed readable.js
var readableSource string

//go:embed bytes.js
var bytesSource string

//go:embed writable.js
var writableSource string

//go:embed pipe.js
var pipeSource string

//go:embed tee.js
var teeSource string

//go:embed transfer.js
var transferSource string

//go:embed transform.js
var transformSource string

//go:embed compression.js
var compressionSource string

//go:embed adapters.js
var adaptersSource string

var (
	commonScript    = modules.NewScript("node:internal/webstreams/util", commonSource, "node", "promises")
	readableScript  = modules.NewScript("node:internal/webstreams/readablestream", readableSource, "node", "common")
	bytesScript     = modules.NewScript("node:internal/webstreams/bytes", bytesSource, "node", "common", "readable", "transfer", "isDetached")
	writableScript  = modules.NewScript("node:internal/webstreams/writablestream", writableSource, "node", "common")
	pipeScript      = modules.NewScript("node:internal/webstreams/pipe", pipeSource, "node", "common", "readable", "writable", "inspect")
	teeScript       = modules.NewScript("node:internal/webstreams/tee", teeSource, "common", "readable", "bytesOf")
	transformScript = modules.NewScript("node:internal/webstreams/transformstream", transformSource,
		"node", "common", "readable", "writable", "inspect")
	transferScript = modules.NewScript("node:internal/webstreams/transfer", transferSource,
		"common", "readable", "writable", "transform", "transferSymbol", "late")
	adaptersScript    = modules.NewScript("node:internal/webstreams/adapters", adaptersSource, "node", "common", "streams", "web", "isAnyArrayBuffer")
	compressionScript = modules.NewScript("node:internal/webstreams/compression", compressionSource,
		"node", "common", "late")
)

// commonOf is what the scripts of a runtime share.
var commonOf = modules.NewLocal(func(env *modules.Env) *goja.Object {
	return commonScript.Run(env, scriptenv.Of(env), promiseTools(env)).(*goja.Object)
})

func load(env *modules.Env) goja.Value {
	node, common := scriptenv.Of(env), commonOf.Of(env)
	inspect := env.Func("inspect", 1, func(c modules.Call) (goja.Value, error) {
		return env.VM.ToValue(env.Inspect(c.Argument(0))), nil
	})
	readable := readableScript.Run(env, node, common).(*goja.Object)
	bytes := bytesScript.Run(env, node, common, readable,
		env.Func("transfer", 1, transfer), env.Func("isDetached", 1, isDetached)).(*goja.Object)
	writable := writableScript.Run(env, node, common).(*goja.Object)
	pipeScript.Run(env, node, common, readable, writable, inspect)
	teeScript.Run(env, common, readable, bytes)
	transform := transformScript.Run(env, node, common, readable, writable, inspect).(*goja.Object)
	transferScript.Run(env, common, readable, writable, transform, modules.TransferSymbol,
		env.Func("late", 1, func(c modules.Call) (goja.Value, error) {
			if name := c.Argument(0).String(); name == "MessageChannel" {
				return env.RequireObject("internal/messaging").Get(name), nil
			} else {
				return env.RequireObject("internal/dom_exception").Get(name), nil
			}
		}))
	compression := loadCompression(env)
	var list []modules.Export
	for _, name := range names {
		var export modules.Export
		for _, o := range []*goja.Object{readable, bytes, writable, transform, compression, common} {
			if v := o.Get(name); v != nil {
				export = modules.Val(name, v)
				break
			}
		}
		list = append(list, export)
	}
	return env.Exports(list...)
}

// transfer moves the memory of an ArrayBuffer to a new one.
func transfer(c modules.Call) (goja.Value, error) {
	if !buffers.IsArrayBuffer(c.Env, c.Argument(0)) {
		return nil, c.Env.InvalidArgType("buffer", c.Argument(0), "ArrayBuffer")
	}
	b := c.Argument(0).Export().(goja.ArrayBuffer)
	if b.Detached() {
		return nil, modules.TypeError("ERR_INVALID_STATE", "Invalid state: Viewed ArrayBuffer is detached")
	}
	moved := c.Env.VM.ToValue(c.Env.VM.NewArrayBuffer(b.Bytes()))
	b.Detach()
	return moved, nil
}

func isDetached(c modules.Call) (goja.Value, error) {
	if !buffers.IsArrayBuffer(c.Env, c.Argument(0)) {
		return modules.Bool(false), nil
	}
	return modules.Bool(c.Argument(0).Export().(goja.ArrayBuffer).Detached()), nil
}

func loadAdapters(env *modules.Env) goja.Value {
	return adaptersScript.Run(env, scriptenv.Of(env), commonOf.Of(env), env.Require("internal/streams/core"), env.Require("stream/web"),
		typeTest(env, "isAnyArrayBuffer"))
}

// loadCompression makes the classes that need zlib, which is loaded with the
// first stream.
func loadCompression(env *modules.Env) *goja.Object {
	late := env.Func("late", 1, func(c modules.Call) (goja.Value, error) {
		switch c.Argument(0).String() {
		case "zlib":
			return env.Require("zlib"), nil
		case "types":
			return env.RequireObject("util").Get("types"), nil
		}
		return env.RequireObject("internal/webstreams/adapters").Get("duplexToWeb"), nil
	})
	return compressionScript.Run(env, scriptenv.Of(env), commonOf.Of(env), late).(*goja.Object)
}

// typeTest is a function of util.types.
func typeTest(env *modules.Env, name string) goja.Value {
	return env.RequireObject("util").Get("types").(*goja.Object).Get(name)
}
