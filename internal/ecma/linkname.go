package ecma

import (
	"math/big"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// The functions of the engine that the built-ins of this package share with it. Each does what the specification's
// abstract operation of the same name does, and reports failure by a panic that JavaScript sees as an exception.

type (
	callFunc      = func(goja.FunctionCall) goja.Value
	constructFunc = func(args []goja.Value, newTarget *goja.Object) *goja.Object
)

//go:linkname newTemplatedObject github.com/dop251/goja.(*Runtime).newTemplatedObject
func newTemplatedObject(r *goja.Runtime, t *template, o *goja.Object) unsafe.Pointer

//go:linkname newNativeFunc github.com/dop251/goja.(*Runtime).newNativeFunc
func newNativeFunc(r *goja.Runtime, f callFunc, name unistring.String, length int) *goja.Object

//go:linkname newNativeConstructOnly github.com/dop251/goja.(*Runtime).newNativeConstructOnly
func newNativeConstructOnly(r *goja.Runtime, o *goja.Object, f constructFunc, proto *goja.Object, name unistring.String, length int64) unsafe.Pointer

//go:linkname methodProp github.com/dop251/goja.(*Runtime).methodProp
func methodProp(r *goja.Runtime, f callFunc, name unistring.String, length int) goja.Value

//go:linkname valueProp github.com/dop251/goja.valueProp
func valueProp(v goja.Value, writable, enumerable, configurable bool) goja.Value

//go:linkname getPrototypeFromCtor github.com/dop251/goja.(*Runtime).getPrototypeFromCtor
func getPrototypeFromCtor(r *goja.Runtime, newTarget, constructor, fallback *goja.Object) *goja.Object

//go:linkname toMethod github.com/dop251/goja.toMethod
func toMethod(v goja.Value) callFunc

//go:linkname speciesConstructorObj github.com/dop251/goja.(*Runtime).speciesConstructorObj
func speciesConstructorObj(r *goja.Runtime, o, fallback *goja.Object) *goja.Object

//go:linkname createIterResultObject github.com/dop251/goja.(*Runtime).createIterResultObject
func createIterResultObject(r *goja.Runtime, v goja.Value, done bool) goja.Value

//go:linkname createDataPropertyOrThrow github.com/dop251/goja.createDataPropertyOrThrow
func createDataPropertyOrThrow(o *goja.Object, key, v goja.Value)

//go:linkname toPropertyKey github.com/dop251/goja.toPropertyKey
func toPropertyKey(v goja.Value) goja.Value

//go:linkname getStringPrototype github.com/dop251/goja.(*Runtime).getStringPrototype
func getStringPrototype(r *goja.Runtime) *goja.Object

//go:linkname getNumberPrototype github.com/dop251/goja.(*Runtime).getNumberPrototype
func getNumberPrototype(r *goja.Runtime) *goja.Object

//go:linkname getBigIntPrototype github.com/dop251/goja.(*Runtime).getBigIntPrototype
func getBigIntPrototype(r *goja.Runtime) *goja.Object

//go:linkname getArrayPrototype github.com/dop251/goja.(*Runtime).getArrayPrototype
func getArrayPrototype(r *goja.Runtime) *goja.Object

//go:linkname getDatePrototype github.com/dop251/goja.(*Runtime).getDatePrototype
func getDatePrototype(r *goja.Runtime) *goja.Object

//go:linkname getDataViewPrototype github.com/dop251/goja.(*Runtime).getDataViewPrototype
func getDataViewPrototype(r *goja.Runtime) *goja.Object

//go:linkname getArrayBuffer github.com/dop251/goja.(*Runtime).getArrayBuffer
func getArrayBuffer(r *goja.Runtime) *goja.Object

//go:linkname getTypedArray github.com/dop251/goja.(*Runtime).getTypedArray
func getTypedArray(r *goja.Runtime) *goja.Object

//go:linkname getMath github.com/dop251/goja.(*Runtime).getMath
func getMath(r *goja.Runtime) *goja.Object

//go:linkname getObject github.com/dop251/goja.(*Runtime).getObject
func getObject(r *goja.Runtime) *goja.Object

//go:linkname getPromise github.com/dop251/goja.(*Runtime).getPromise
func getPromise(r *goja.Runtime) *goja.Object

//go:linkname getError github.com/dop251/goja.(*Runtime).getError
func getError(r *goja.Runtime) *goja.Object

//go:linkname returnThis github.com/dop251/goja.(*Runtime).returnThis
func returnThis(r *goja.Runtime, c goja.FunctionCall) goja.Value

//go:linkname createTypedArrayCtor github.com/dop251/goja.(*Runtime).createTypedArrayCtor
func createTypedArrayCtor(r *goja.Runtime, o *goja.Object, f func(args []goja.Value, newTarget, proto *goja.Object) *goja.Object, name unistring.String, size int) unsafe.Pointer

//go:linkname newTypedArrayFrom github.com/dop251/goja.(*Runtime)._newTypedArray
func newTypedArrayFrom(r *goja.Runtime, args []goja.Value, newTarget *goja.Object, make newTypedArrayFunc, proto *goja.Object) *goja.Object

type newTypedArrayFunc func(buffer unsafe.Pointer, offset, length int, proto *goja.Object) unsafe.Pointer

//go:linkname newTypedArrayObject github.com/dop251/goja.(*Runtime)._newTypedArrayObject
func newTypedArrayObject(r *goja.Runtime, buffer unsafe.Pointer, offset, length, size int, constructor *goja.Object, elements face, proto *goja.Object) unsafe.Pointer

//go:linkname getFullYear github.com/dop251/goja.(*Runtime).dateproto_getFullYear
func getFullYear(r *goja.Runtime, c goja.FunctionCall) goja.Value

//go:linkname getTime github.com/dop251/goja.(*Runtime).dateproto_getTime
func getTime(r *goja.Runtime, c goja.FunctionCall) goja.Value

//go:linkname toISOString github.com/dop251/goja.(*Runtime).dateproto_toISOString
func toISOString(r *goja.Runtime, c goja.FunctionCall) goja.Value

//go:linkname setFullYear github.com/dop251/goja.(*Runtime).dateproto_setFullYear
func setFullYear(r *goja.Runtime, c goja.FunctionCall) goja.Value

//go:linkname mapGet github.com/dop251/goja.(*Runtime).mapProto_get
func mapGet(r *goja.Runtime, c goja.FunctionCall) goja.Value

//go:linkname mapSet github.com/dop251/goja.(*Runtime).mapProto_set
func mapSet(r *goja.Runtime, c goja.FunctionCall) goja.Value

//go:linkname mapHas github.com/dop251/goja.(*Runtime).mapProto_has
func mapHas(r *goja.Runtime, c goja.FunctionCall) goja.Value

//go:linkname weakMapGet github.com/dop251/goja.(*Runtime).weakMapProto_get
func weakMapGet(r *goja.Runtime, c goja.FunctionCall) goja.Value

//go:linkname weakMapSet github.com/dop251/goja.(*Runtime).weakMapProto_set
func weakMapSet(r *goja.Runtime, c goja.FunctionCall) goja.Value

//go:linkname weakMapHas github.com/dop251/goja.(*Runtime).weakMapProto_has
func weakMapHas(r *goja.Runtime, c goja.FunctionCall) goja.Value

//go:linkname symbolKeyFor github.com/dop251/goja.(*Runtime).symbol_keyfor
func symbolKeyFor(r *goja.Runtime, c goja.FunctionCall) goja.Value

// capability mirrors goja's promiseCapability.
type capability struct{ promise, resolve, reject *goja.Object }

//go:linkname newPromiseCapability github.com/dop251/goja.(*Runtime).newPromiseCapability
func newPromiseCapability(r *goja.Runtime, constructor *goja.Object) *capability

//go:linkname promiseResolve github.com/dop251/goja.(*Runtime).promiseResolve
func promiseResolve(r *goja.Runtime, constructor *goja.Object, v goja.Value) *goja.Object

//go:linkname getV github.com/dop251/goja.(*Runtime).getV
func getV(r *goja.Runtime, v, key goja.Value) goja.Value

//go:linkname ordinaryHasInstance github.com/dop251/goja.hasInstance
func ordinaryHasInstance(constructor *goja.Object, v goja.Value) bool

//go:linkname hasOwnProperty github.com/dop251/goja.(*Runtime).objectproto_hasOwnProperty
func hasOwnProperty(r *goja.Runtime, c goja.FunctionCall) goja.Value

//go:linkname performPromiseThen github.com/dop251/goja.(*Runtime).performPromiseThen
func performPromiseThen(r *goja.Runtime, p *goja.Promise, fulfilled, rejected goja.Value, result *capability) goja.Value

//go:linkname engineSubarray github.com/dop251/goja.(*Runtime).typedArrayProto_subarray
func engineSubarray(r *goja.Runtime, c goja.FunctionCall) goja.Value

//go:linkname getTypedArrayPrototype github.com/dop251/goja.(*Runtime).getTypedArrayPrototype
func getTypedArrayPrototype(r *goja.Runtime) *goja.Object

//go:linkname toBigInt github.com/dop251/goja.toBigInt
func toBigInt(v goja.Value) *big.Int

//go:linkname toUint32 github.com/dop251/goja.toUint32
func toUint32(v goja.Value) uint32
