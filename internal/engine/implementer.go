package engine

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// implementer has the methods of goja's objectImpl, by their names, with what this package may name in the place of
// goja's types: the same in memory. So its method tables are like those of goja's, and goja can call them.
type implementer interface {
	_putProp(name unistring.String, value goja.Value, writable, enumerable, configurable bool) goja.Value
	_putSym(s *goja.Symbol, prop goja.Value)
	assertCallable() (func(goja.FunctionCall) goja.Value, bool)
	assertConstructor() ConstructFunc
	className() string
	defineOwnPropertyIdx(name int64, desc goja.PropertyDescriptor, throw bool) bool
	defineOwnPropertyStr(name unistring.String, desc goja.PropertyDescriptor, throw bool) bool
	defineOwnPropertySym(name *goja.Symbol, desc goja.PropertyDescriptor, throw bool) bool
	deleteIdx(idx int64, throw bool) bool
	deleteStr(name unistring.String, throw bool) bool
	deleteSym(s *goja.Symbol, throw bool) bool
	equal(other Face) bool
	export(ctx unsafe.Pointer) any
	exportToArrayOrSlice(s reflect.Value, typ reflect.Type, ctx unsafe.Pointer) error
	exportToMap(m reflect.Value, typ reflect.Type, ctx unsafe.Pointer) error
	exportType() reflect.Type
	getIdx(p int64, receiver goja.Value) goja.Value
	getOwnPropIdx(p int64) goja.Value
	getOwnPropStr(p unistring.String) goja.Value
	getOwnPropSym(p *goja.Symbol) goja.Value
	getPrivateEnv(typ unsafe.Pointer, create bool) unsafe.Pointer
	getStr(p unistring.String, receiver goja.Value) goja.Value
	getSym(p *goja.Symbol, receiver goja.Value) goja.Value
	hasInstance(v goja.Value) bool
	hasOwnPropertyIdx(p int64) bool
	hasOwnPropertyStr(p unistring.String) bool
	hasOwnPropertySym(p *goja.Symbol) bool
	hasPropertyIdx(p int64) bool
	hasPropertyStr(p unistring.String) bool
	hasPropertySym(p *goja.Symbol) bool
	isExtensible() bool
	iterateKeys() unsafe.Pointer
	iterateStringKeys() unsafe.Pointer
	iterateSymbols() unsafe.Pointer
	keys(all bool, accum []goja.Value) []goja.Value
	preventExtensions(throw bool) bool
	proto() *goja.Object
	setForeignIdx(p int64, v, receiver goja.Value, throw bool) (bool, bool)
	setForeignStr(p unistring.String, v, receiver goja.Value, throw bool) (bool, bool)
	setForeignSym(p *goja.Symbol, v, receiver goja.Value, throw bool) (bool, bool)
	setOwnIdx(p int64, v goja.Value, throw bool) bool
	setOwnStr(p unistring.String, v goja.Value, throw bool) bool
	setOwnSym(p *goja.Symbol, v goja.Value, throw bool) bool
	setProto(proto *goja.Object, throw bool) bool
	sortGet(i int) goja.Value
	sortLen() int
	stringKeys(all bool, accum []goja.Value) []goja.Value
	swap(i, j int)
	symbols(all bool, accum []goja.Value) []goja.Value
	typeOf() goja.String
	vmCall(vm *Machine, n int)
}

func (f *function) _putProp(name unistring.String, value goja.Value, writable, enumerable, configurable bool) goja.Value {
	return f.settle()._putProp(name, value, writable, enumerable, configurable)
}

func (f *function) _putSym(s *goja.Symbol, prop goja.Value) { f.settle()._putSym(s, prop) }

func (f *function) assertConstructor() ConstructFunc { return f.settle().assertConstructor() }

func (f *function) defineOwnPropertyIdx(name int64, desc goja.PropertyDescriptor, throw bool) bool {
	return f.settle().defineOwnPropertyIdx(name, desc, throw)
}

func (f *function) defineOwnPropertyStr(name unistring.String, desc goja.PropertyDescriptor, throw bool) bool {
	return f.settle().defineOwnPropertyStr(name, desc, throw)
}

func (f *function) defineOwnPropertySym(name *goja.Symbol, desc goja.PropertyDescriptor, throw bool) bool {
	return f.settle().defineOwnPropertySym(name, desc, throw)
}

func (f *function) deleteIdx(idx int64, throw bool) bool { return f.settle().deleteIdx(idx, throw) }

func (f *function) deleteStr(name unistring.String, throw bool) bool {
	return f.settle().deleteStr(name, throw)
}

func (f *function) deleteSym(s *goja.Symbol, throw bool) bool { return f.settle().deleteSym(s, throw) }

func (f *function) equal(other Face) bool { return f.settle().equal(other) }

func (f *function) export(ctx unsafe.Pointer) any { return f.settle().export(ctx) }

func (f *function) exportToArrayOrSlice(s reflect.Value, typ reflect.Type, ctx unsafe.Pointer) error {
	return f.settle().exportToArrayOrSlice(s, typ, ctx)
}

func (f *function) exportToMap(m reflect.Value, typ reflect.Type, ctx unsafe.Pointer) error {
	return f.settle().exportToMap(m, typ, ctx)
}

func (f *function) exportType() reflect.Type { return f.settle().exportType() }

func (f *function) getIdx(p int64, receiver goja.Value) goja.Value {
	return f.settle().getIdx(p, receiver)
}

func (f *function) getOwnPropIdx(p int64) goja.Value { return f.settle().getOwnPropIdx(p) }

func (f *function) getOwnPropStr(p unistring.String) goja.Value { return f.settle().getOwnPropStr(p) }

func (f *function) getOwnPropSym(p *goja.Symbol) goja.Value { return f.settle().getOwnPropSym(p) }

func (f *function) getPrivateEnv(typ unsafe.Pointer, create bool) unsafe.Pointer {
	return f.settle().getPrivateEnv(typ, create)
}

func (f *function) getStr(p unistring.String, receiver goja.Value) goja.Value {
	return f.settle().getStr(p, receiver)
}

func (f *function) getSym(p *goja.Symbol, receiver goja.Value) goja.Value {
	return f.settle().getSym(p, receiver)
}

func (f *function) hasInstance(v goja.Value) bool { return f.settle().hasInstance(v) }

func (f *function) hasOwnPropertyIdx(p int64) bool { return f.settle().hasOwnPropertyIdx(p) }

func (f *function) hasOwnPropertyStr(p unistring.String) bool { return f.settle().hasOwnPropertyStr(p) }

func (f *function) hasOwnPropertySym(p *goja.Symbol) bool { return f.settle().hasOwnPropertySym(p) }

func (f *function) hasPropertyIdx(p int64) bool { return f.settle().hasPropertyIdx(p) }

func (f *function) hasPropertyStr(p unistring.String) bool { return f.settle().hasPropertyStr(p) }

func (f *function) hasPropertySym(p *goja.Symbol) bool { return f.settle().hasPropertySym(p) }

func (f *function) isExtensible() bool { return f.settle().isExtensible() }

func (f *function) iterateKeys() unsafe.Pointer { return f.settle().iterateKeys() }

func (f *function) iterateStringKeys() unsafe.Pointer { return f.settle().iterateStringKeys() }

func (f *function) iterateSymbols() unsafe.Pointer { return f.settle().iterateSymbols() }

func (f *function) keys(all bool, accum []goja.Value) []goja.Value {
	return f.settle().keys(all, accum)
}

func (f *function) preventExtensions(throw bool) bool { return f.settle().preventExtensions(throw) }

func (f *function) setForeignIdx(p int64, v, receiver goja.Value, throw bool) (bool, bool) {
	return f.settle().setForeignIdx(p, v, receiver, throw)
}

func (f *function) setForeignStr(p unistring.String, v, receiver goja.Value, throw bool) (bool, bool) {
	return f.settle().setForeignStr(p, v, receiver, throw)
}

func (f *function) setForeignSym(p *goja.Symbol, v, receiver goja.Value, throw bool) (bool, bool) {
	return f.settle().setForeignSym(p, v, receiver, throw)
}

func (f *function) setOwnIdx(p int64, v goja.Value, throw bool) bool {
	return f.settle().setOwnIdx(p, v, throw)
}

func (f *function) setOwnStr(p unistring.String, v goja.Value, throw bool) bool {
	return f.settle().setOwnStr(p, v, throw)
}

func (f *function) setOwnSym(p *goja.Symbol, v goja.Value, throw bool) bool {
	return f.settle().setOwnSym(p, v, throw)
}

func (f *function) setProto(proto *goja.Object, throw bool) bool {
	return f.settle().setProto(proto, throw)
}

func (f *function) sortGet(i int) goja.Value { return f.settle().sortGet(i) }

func (f *function) sortLen() int { return f.settle().sortLen() }

func (f *function) stringKeys(all bool, accum []goja.Value) []goja.Value {
	return f.settle().stringKeys(all, accum)
}

func (f *function) swap(i, j int) { f.settle().swap(i, j) }

func (f *function) symbols(all bool, accum []goja.Value) []goja.Value {
	return f.settle().symbols(all, accum)
}

// link has a call of each method through the interface. The linker leaves out the methods that have none, and goja's
// calls are through an interface of its own.
func link(i implementer) {
	i._putProp("", nil, false, false, false)
	i._putSym(nil, nil)
	i.assertCallable()
	i.assertConstructor()
	i.className()
	i.defineOwnPropertyIdx(0, goja.PropertyDescriptor{}, false)
	i.defineOwnPropertyStr("", goja.PropertyDescriptor{}, false)
	i.defineOwnPropertySym(nil, goja.PropertyDescriptor{}, false)
	i.deleteIdx(0, false)
	i.deleteStr("", false)
	i.deleteSym(nil, false)
	i.equal(Face{})
	i.export(nil)
	i.exportToArrayOrSlice(reflect.Value{}, nil, nil)
	i.exportToMap(reflect.Value{}, nil, nil)
	i.exportType()
	i.getIdx(0, nil)
	i.getOwnPropIdx(0)
	i.getOwnPropStr("")
	i.getOwnPropSym(nil)
	i.getPrivateEnv(nil, false)
	i.getStr("", nil)
	i.getSym(nil, nil)
	i.hasInstance(nil)
	i.hasOwnPropertyIdx(0)
	i.hasOwnPropertyStr("")
	i.hasOwnPropertySym(nil)
	i.hasPropertyIdx(0)
	i.hasPropertyStr("")
	i.hasPropertySym(nil)
	i.isExtensible()
	i.iterateKeys()
	i.iterateStringKeys()
	i.iterateSymbols()
	i.keys(false, nil)
	i.preventExtensions(false)
	i.proto()
	i.setForeignIdx(0, nil, nil, false)
	i.setForeignStr("", nil, nil, false)
	i.setForeignSym(nil, nil, nil, false)
	i.setOwnIdx(0, nil, false)
	i.setOwnStr("", nil, false)
	i.setOwnSym(nil, nil, false)
	i.setProto(nil, false)
	i.sortGet(0)
	i.sortLen()
	i.stringKeys(false, nil)
	i.swap(0, 0)
	i.symbols(false, nil)
	i.typeOf()
	i.vmCall(nil, 0)
}
