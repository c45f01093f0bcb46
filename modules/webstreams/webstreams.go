// Package webstreams is node:stream/web: the streams of the web, and the
// bridges to Node's.
package webstreams

import (
	_ "embed"
	"sync"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
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

//go:embed transfer.js
var transferSource string

//go:embed compression.js
var compressionSource string

//go:embed adapters.js
var adaptersSource string

var (
	transferScript = modules.NewScript("node:internal/webstreams/transfer", transferSource,
		"ReadableStream", "WritableStream", "TransformStream", "transferSymbol", "late", "join")
	adaptersScript    = modules.NewScript("node:internal/webstreams/adapters", adaptersSource, "node", "streams", "web", "isAnyArrayBuffer")
	compressionScript = modules.NewScript("node:internal/webstreams/compression", compressionSource, "node", "late")
)

func load(env *modules.Env) goja.Value {
	l := libraryOf.Of(env)
	transferScript.Run(env, l.classes[readableName], l.classes[writableName], l.classes[transformName], modules.TransferSymbol,
		env.Func("late", 1, func(c modules.Call) (goja.Value, error) {
			if name := c.Argument(0).String(); name == "MessageChannel" {
				return env.RequireObject("internal/messaging").Get(name), nil
			} else {
				return env.RequireObject("internal/dom_exception").Get(name), nil
			}
		}), env.Func("join", 2, l.join))
	compression := sync.OnceValue(func() *goja.Object { return loadCompression(env) })
	var list []modules.Export
	for _, name := range names {
		if class := l.classes[name]; class != nil {
			list = append(list, modules.Val(name, class))
		} else {
			list = append(list, modules.Late(name, func(*modules.Env) goja.Value { return compression().Get(name) }))
		}
		if name == readableName {
			list = append(list, modules.Fn("ReadableStreamTee", 1, l.readableTee))
		}
	}
	return env.Exports(list...)
}

// readableTee is ReadableStreamTee(stream[, cloneForBranch2]).
func (l *library) readableTee(c modules.Call) (goja.Value, error) {
	s := readableSlot.Own(c.Argument(0))
	if s == nil {
		return nil, l.env.InvalidArgType("stream", c.Argument(0), readableName)
	}
	if c.Has(1) {
		if clone, err := c.Bool(1, "cloneForBranch2"); err != nil {
			return nil, err
		} else if clone {
			return nil, modules.NotImplemented("ReadableStreamTee with cloneForBranch2")
		}
	}
	return l.tee(s)
}

func loadAdapters(env *modules.Env) goja.Value {
	return adaptersScript.Run(env, scriptenv.Of(env), env.Require("internal/streams/core"), env.Require("stream/web"),
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
	return compressionScript.Run(env, scriptenv.Of(env), late).(*goja.Object)
}

// typeTest is a function of util.types.
func typeTest(env *modules.Env, name string) goja.Value {
	return env.RequireObject("util").Get("types").(*goja.Object).Get(name)
}
