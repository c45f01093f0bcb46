package fast

import (
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// Functions of goja that it does not export. A goja without them does not link, and TestLinked calls each.

//go:linkname devirtualizeString github.com/dop251/goja.devirtualizeString
func devirtualizeString(s goja.String) (ascii string, unicode []uint16)

//go:linkname floatToValue github.com/dop251/goja.floatToValue
func floatToValue(f float64) goja.Value

//go:linkname stringValueFromRaw github.com/dop251/goja.stringValueFromRaw
func stringValueFromRaw(raw unistring.String) goja.String

//go:linkname isArray github.com/dop251/goja.isArray
func isArray(o *goja.Object) bool

//go:linkname toLength github.com/dop251/goja.toLength
func toLength(v goja.Value) int64

//go:linkname createDataProperty github.com/dop251/goja.createDataProperty
func createDataProperty(o *goja.Object, key, v goja.Value)

//go:linkname getProperty github.com/dop251/goja.(*Object).get
func getProperty(o *goja.Object, key, receiver goja.Value) goja.Value

//go:linkname deleteProperty github.com/dop251/goja.(*Object).delete
func deleteProperty(o *goja.Object, key goja.Value, throw bool) bool

//go:linkname objectKeys github.com/dop251/goja.(*Runtime).object_keys
func objectKeys(r *goja.Runtime, call goja.FunctionCall) goja.Value

//go:linkname getOfValue github.com/dop251/goja.(*Runtime).getVStr
func getOfValue(r *goja.Runtime, v goja.Value, key unistring.String) goja.Value

//go:linkname propertyValue github.com/dop251/goja.(*valueProperty).get
func propertyValue(p unsafe.Pointer, this goja.Value) goja.Value

//go:linkname orderKeys github.com/dop251/goja.(*baseObject).ensurePropOrder
func orderKeys(b unsafe.Pointer)
