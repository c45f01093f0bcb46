//lint:file-ignore U1000 the fields nobody reads keep the layout of wazero's

package webassembly

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/tetratelabs/wazero/api"
)

// What the JavaScript API needs and wazero's does not offer, taken from the structs behind its interfaces: functions,
// tables and globals by index, references to functions, and linking by object instead of by name. Exported fields and
// methods are reached by reflection; the layout of a reference to a function and the list of modules are wazero's own.
// [checkLayout] compares all of it with what this file expects.

// functions are the methods of an instance's engine.
type functions interface {
	NewFunction(index uint32) api.Function
	FunctionInstanceReference(index uint32) uintptr
}

// cell is a global.
type cell interface {
	Value() (lo, hi uint64)
	SetValue(lo, hi uint64)
}

// references are a table.
type references interface {
	Grow(delta uint32, initial uintptr) (old uint32)
}

// functionReference is what a reference to a function points to: wazevo's functionInstance. One that refers to an
// imported function lies in the memory of the importing instance, and is importStride bytes long.
type functionReference struct {
	executable unsafe.Pointer
	context    *unsafe.Pointer // begins with the pointer to the module's instance
	typeID     uint32
	index      uint32
}

const importStride = 24

//go:linkname deleteModule github.com/tetratelabs/wazero/internal/wasm.(*Store).deleteModule
func deleteModule(store, module unsafe.Pointer) error

func fieldOf(m api.Module, name string) reflect.Value {
	return reflect.ValueOf(m).Elem().FieldByName(name)
}

func functionsOf(m api.Module) functions { return fieldOf(m, "Engine").Interface().(functions) }

func globalOf(m api.Module, index uint32) cell {
	return fieldOf(m, "Globals").Index(int(index)).Interface().(cell)
}

// setInitial sets what constant expressions read of a global.
func setInitial(c cell, lo uint64) { reflect.ValueOf(c).Elem().FieldByName("Val").SetUint(lo) }

// tableOf gives a table and its elements.
func tableOf(m api.Module, index uint32) (references, *[]uintptr) {
	t := fieldOf(m, "Tables").Index(int(index))
	return t.Interface().(references), t.Elem().FieldByName("References").Addr().Interface().(*[]uintptr)
}

// tagOf identifies a tag.
func tagOf(m api.Module, index uint32) unsafe.Pointer {
	return fieldOf(m, "Tags").Index(int(index)).UnsafePointer()
}

// identity tells instances apart.
func identity(m api.Module) uintptr { return reflect.ValueOf(m).Pointer() }

// offer makes what the next import of exportedName from the module finds.
func offer(m api.Module, k kind, index uint32) {
	exports := fieldOf(m, "Exports")
	if exports.IsNil() {
		exports.Set(reflect.MakeMap(exports.Type()))
	}
	x := reflect.New(exports.Type().Elem().Elem())
	x.Elem().FieldByName("Type").SetUint(uint64(k))
	x.Elem().FieldByName("Name").SetString(exportedName)
	x.Elem().FieldByName("Index").SetUint(uint64(index))
	exports.SetMapIndex(reflect.ValueOf(exportedName), x)
}

// release takes an instance off the list by which wazero would keep it until the runtime is closed. From then on it
// lives as long as something refers to it.
func release(m api.Module) {
	_ = deleteModule(fieldOf(m, "s").UnsafePointer(), reflect.ValueOf(m).UnsafePointer())
}

func referenceAt(ref uintptr) *functionReference {
	return *(**functionReference)(unsafe.Pointer(&ref))
}

// checkLayout reports how wazero differs from what this package knows.
func checkLayout(m api.Module) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("webassembly: this version of wazero is not known: %v", x)
		}
	}()
	if t := reflect.TypeOf(m); t.Kind() != reflect.Pointer || t.Elem().Name() != "ModuleInstance" {
		return fmt.Errorf("webassembly: this version of wazero is not known: %v", t)
	}
	f := functionsOf(m)
	if reflect.TypeOf(f).Elem().PkgPath() != "github.com/tetratelabs/wazero/internal/engine/wazevo" {
		return nil // the interpreter: references are never followed
	}
	r := referenceAt(f.FunctionInstanceReference(0))
	if r.index != 0 || uintptr(*r.context) == 0 {
		return fmt.Errorf("webassembly: this version of wazero is not known: references to functions")
	}
	return nil
}
