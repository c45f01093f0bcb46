// Package fs is node:fs and node:fs/promises: each function's arguments are
// taken once, and its synchronous, callback and promise form made from that.
package fs

import (
	"context"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Modules has node:fs and node:fs/promises.
var Modules = []modules.Module{
	{Name: "fs", Load: load},
	{Name: "fs/promises", Load: func(e *modules.Env) goja.Value { return e.RequireObject("fs").Get("promises") }},
}

// module is the state of node:fs in one runtime.
type module struct {
	env     *modules.Env
	files   *fileTable
	pool    modules.Pool
	stats   statClasses
	entries *goja.Object // the prototype of Dirent
	dirs    *goja.Object // the class Dir, once it is used

	parts    map[string]*goja.Object // what the JavaScript parts export
	bound    *goja.Object            // what they are given
	warned   bool                    // of invalid arguments of existsSync
	fs       *goja.Object
	promises *goja.Object
}

// maxOperations bounds the threads that blocking operations can take.
const maxOperations = 128

func load(e *modules.Env) goja.Value {
	m := &module{
		env: e, files: newFileTable(e), pool: modules.Pool{Limit: maxOperations},
		parts: map[string]*goja.Object{},
	}
	m.stats = m.defineStats()
	m.entries = m.defineDirent()
	m.fs = e.VM.NewObject()
	e.Define(m.fs, true, m.functions()...)
	return m.fs
}

// async runs work on a goroutine and then done on the loop.
func (m *module) async(kind string, work func(context.Context) (any, error), done func(any, error)) {
	modules.AsyncOn(m.env, &m.pool, kind, work, done)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
