// Package fast has builtin functions that do what goja's do, in a fraction of the time: JSON and the sorting of arrays.
// They read goja's values and make its objects in memory instead of through its interfaces, and hand what is out of
// the ordinary to the slow path that goja itself takes.
//
// All of it is used from the goroutine that runs the runtime.
package fast

import (
	"sync"
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// What this package reads and makes of goja's.
type (
	face     = engine.Face
	object   = engine.Object
	base     = engine.Base
	property = engine.Property
	array    = engine.Array
	wrapper  = engine.Wrapper
)

// kinds are the tables of goja's types.
type kinds struct {
	undefined, null, boolean, integer, float, bigint, symbol, object unsafe.Pointer // of values
	ascii, unicode, imported                                         unsafe.Pointer

	property unsafe.Pointer // of a value that is a property of an object

	plain, array, wrapper unsafe.Pointer // of an object's self

	small [smallInts]int64 // storage of the integers that occur most
}

const smallInts = 1024

// layout is the tables, once a process.
var layout = sync.OnceValues(func() (*kinds, error) {
	l, err := engine.Load()
	if err != nil {
		return nil, err
	}
	k := &kinds{
		undefined: l.Undefined, null: l.Null, boolean: l.Boolean, integer: l.Integer, float: l.Float,
		bigint: l.BigInt, symbol: l.Symbol, object: l.ObjectValue, ascii: l.ASCII, unicode: l.Unicode, imported: l.Imported,
		property: l.Property,
		plain:    l.Object(engine.Plain).Table,
		array:    l.Object(engine.List).Table,
		wrapper:  l.Object(engine.Primitive).Table,
	}
	for i := range k.small {
		k.small[i] = int64(i)
	}
	return k, nil
})

func mirror(o *goja.Object) *object { return engine.Mirror(o) }

// ownBase is what an object of a kind that starts with goja's baseObject has.
func ownBase(o *goja.Object) *base { return engine.BaseOf(o) }

func parts(v goja.Value) face { return engine.Parts(v) }

func table(v goja.Value) unsafe.Pointer { return engine.Table(v) }

func assemble(table, data unsafe.Pointer) goja.Value { return engine.Assemble(table, data) }
