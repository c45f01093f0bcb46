package source

import (
	"container/list"
	"runtime"
	"strings"
	"sync"
	"weak"

	"github.com/dop251/goja/file"

	"github.com/gonode/gonode/runtime/internal/realm"
)

// defaultCapacity bounds the source text a Compiler keeps, in bytes.
const defaultCapacity = 64 << 20

// Compiler compiles sources and remembers what it made, so that the runtimes of a process share it. It drops what
// was used longest ago once the remembered texts pass a limit. Its methods may be called from any goroutine.
type Compiler struct {
	mu       sync.Mutex
	entries  map[key]*entry
	order    list.List // of *entry, the most recently used first
	size     int
	capacity int

	mapsMu sync.RWMutex
	maps   map[weak.Pointer[file.File]]*Map
}

type key struct {
	name, text, params, typeScript string
	kind                           Kind
	language                       Language
	line, column                   int
	realm                          bool
}

type entry struct {
	key     key
	element *list.Element
	once    sync.Once
	unit    *Unit
	err     error
}

// NewCompiler makes a Compiler that remembers up to capacity bytes of source, or a default amount if capacity is 0.
func NewCompiler(capacity int) *Compiler {
	if capacity <= 0 {
		capacity = defaultCapacity
	}
	return &Compiler{
		entries:  make(map[key]*entry),
		maps:     make(map[weak.Pointer[file.File]]*Map),
		capacity: capacity,
	}
}

// Compile compiles a source, or gives what it made of the same one before. An error is a *SyntaxError.
func (c *Compiler) Compile(src Source) (*Unit, error) {
	e := c.entry(key{src.Name, src.Text, strings.Join(src.Params, ","), src.TypeScript, src.Kind, src.Language, src.Line, src.Column, src.Realm})
	e.once.Do(func() { e.unit, e.err = c.compile(src) })
	return e.unit, e.err
}

// CompileOwned compiles a source into a program that nobody else has, nor gets, with an owner: see realm.Own.
func (c *Compiler) CompileOwned(src Source, owner any) (*Unit, error) {
	unit, err := c.compile(src)
	if err == nil {
		realm.Own(unit.Program, owner)
	}
	return unit, err
}

// entry finds or adds what belongs to a key and makes it the one used last.
func (c *Compiler) entry(k key) *entry {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.entries[k]; e != nil {
		c.order.MoveToFront(e.element)
		return e
	}
	e := &entry{key: k}
	if len(k.text) > c.capacity {
		return e
	}
	e.element = c.order.PushFront(e)
	c.entries[k] = e
	c.size += len(k.text)
	for c.size > c.capacity {
		last := c.order.Remove(c.order.Back()).(*entry)
		delete(c.entries, last.key)
		c.size -= len(last.key.text)
	}
	return e
}

// Map gives the map of a program by the file goja knows it under, or nil for one that this Compiler did not make.
func (c *Compiler) Map(f *file.File) *Map {
	c.mapsMu.RLock()
	defer c.mapsMu.RUnlock()
	return c.maps[weak.Make(f)]
}

// keep associates a map with a program for as long as the program lives.
func (c *Compiler) keep(f *file.File, m *Map) {
	w := weak.Make(f)
	c.mapsMu.Lock()
	c.maps[w] = m
	c.mapsMu.Unlock()
	runtime.AddCleanup(f, c.forget, w)
}

func (c *Compiler) forget(w weak.Pointer[file.File]) {
	c.mapsMu.Lock()
	delete(c.maps, w)
	c.mapsMu.Unlock()
}
