package source

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja/file"

	"github.com/gonode/gonode/runtime/internal/asyncgen"
	"github.com/gonode/gonode/runtime/internal/bytecode"
	"github.com/gonode/gonode/runtime/internal/instruction"
)

// smallest is the length of the shortest text whose program is worth a file of a cache.
const smallest = 2 << 10

// What an entry of a cache says in its first byte. The rest is the ModuleInfo of a module, in JSON.
const (
	storedImports = 1 << iota
	storedAsyncLoops
	storedAdoption // asyncgen.Adopt has to see the program
)

// programKey is the key of a text's program, or "" for one that is not kept. compiled is what goja would be given.
func programKey(src Source, compiled string) string {
	if src.Cache == nil || src.Realm || len(compiled) < smallest {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s %d\n", buildOf(), src.Kind)
	h.Write([]byte(compiled))
	return hex.EncodeToString(h.Sum(nil))
}

// buildOf tells builds of this package and of goja apart.
var buildOf = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	sum := sha256.Sum256([]byte(info.String()))
	return string(sum[:])
})

// stored is the unit that the cache has for a key. What is wrong with an entry is as if there were none.
func (c *Compiler) stored(src Source, key, compiled string, m *Map) (*Unit, bool) {
	if key == "" {
		return nil, false
	}
	data, ok := src.Cache.Load(key)
	if !ok {
		return nil, false
	}
	archive, err := bytecode.Open(data)
	if err != nil || len(archive.Extra) == 0 {
		return nil, false
	}
	says := archive.Extra[0]
	unit := &Unit{Map: m, Imports: says&storedImports != 0, AsyncLoops: says&storedAsyncLoops != 0}
	if src.Kind == Module && json.Unmarshal(archive.Extra[1:], &unit.Module) != nil {
		return nil, false
	}
	f := file.NewFile(src.Name, compiled, 1)
	unit.Program, err = archive.Program(f, func(p *goja.Program, function bool) error {
		return finish(p, function, says&storedAdoption != 0)
	})
	if err != nil {
		return nil, false
	}
	c.keep(f, m)
	return unit, true
}

// store gives the cache a program as goja has compiled it.
func store(src Source, key string, p *goja.Program, text string, imports, asyncLoops, adopt bool, module *ModuleInfo) {
	if key == "" {
		return
	}
	extra := []byte{0}
	for i, is := range [...]bool{imports, asyncLoops, adopt} {
		if is {
			extra[0] |= 1 << i
		}
	}
	if module != nil {
		info, err := json.Marshal(module)
		if err != nil {
			return
		}
		extra = append(extra, info...)
	}
	if data, err := bytecode.Encode(p, text, extra); err == nil {
		src.Cache.Store(key, data)
	}
}

// finish makes of a program that goja has compiled, or of the part of it for one function, the one that runs.
func finish(p *goja.Program, function, adopt bool) error {
	instruction.Improve(p, function)
	if adopt {
		return asyncgen.Adopt(p)
	}
	return nil
}
