//lint:file-ignore U1000 the fields nobody reads keep the layout of an itab

package engine

import (
	"reflect"
	"slices"
	"unsafe"

	"github.com/dop251/goja"
)

// Symbolic is a [Dynamic] that can have symbols for keys, which goja refuses for objects whose properties a handler
// answers for. The method table [Layout.Symbolic] goes with it.
type Symbolic struct {
	Dynamic
	// own has the properties with symbols, above the same prototype. It is made when the first is set.
	own *goja.Object
}

// itab mirrors the beginning of the method table of an interface. The methods follow, in the order of their names.
type itab struct {
	inter, typ unsafe.Pointer
	hash       uint32
}

// findSymbolic makes the table: goja's own, but for the methods about symbols. Where it cannot, it is goja's own.
func (l *Layout) findSymbolic() unsafe.Pointer {
	if !l.Closures() { // the methods of objects are not as this package knows them
		return l.Dynamic
	}
	methods := reflect.TypeFor[implementer]()
	made := slices.Clone(unsafe.Slice((*uintptr)(l.Dynamic), unsafe.Sizeof(itab{})/unsafe.Sizeof(uintptr(0))+uintptr(methods.NumMethod())))
	functions := made[len(made)-methods.NumMethod():]
	for i := range functions {
		if code := symbolicMethod(methods.Method(i).Name); code != 0 {
			functions[i] = code
		}
	}
	return unsafe.Pointer(unsafe.SliceData(made))
}

// symbolicMethod is the code of a method about symbols, or 0. A method is called as the function with the receiver in
// front.
func symbolicMethod(name string) uintptr {
	switch name {
	case "getSym":
		return codeAt((*Symbolic).getSym)
	case "getOwnPropSym":
		return codeAt((*Symbolic).getOwnPropSym)
	case "setOwnSym":
		return codeAt((*Symbolic).setOwnSym)
	case "hasPropertySym":
		return codeAt((*Symbolic).hasPropertySym)
	case "hasOwnPropertySym":
		return codeAt((*Symbolic).hasOwnPropertySym)
	case "defineOwnPropertySym":
		return codeAt((*Symbolic).defineOwnPropertySym)
	case "deleteSym":
		return codeAt((*Symbolic).deleteSym)
	case "symbols":
		return codeAt((*Symbolic).symbols)
	case "iterateSymbols":
		return codeAt((*Symbolic).iterateSymbols)
	case "keys":
		return codeAt((*Symbolic).keys)
	}
	return 0
}

func codeAt[F any](f F) uintptr { return **(**uintptr)(unsafe.Pointer(&f)) }

func (s *Symbolic) make() implementer {
	if s.own == nil {
		s.own = Mirror(s.Val).Runtime.CreateObject(s.Prototype)
	}
	return implementerOf(s.own)
}

func (s *Symbolic) getSym(p *goja.Symbol, receiver goja.Value) goja.Value {
	if receiver == nil {
		receiver = s.Val
	}
	switch {
	case s.own != nil:
		return implementerOf(s.own).getSym(p, receiver)
	case s.Prototype != nil:
		return implementerOf(s.Prototype).getSym(p, receiver)
	}
	return nil
}

func (s *Symbolic) getOwnPropSym(p *goja.Symbol) goja.Value {
	if s.own == nil {
		return nil
	}
	return implementerOf(s.own).getOwnPropSym(p)
}

func (s *Symbolic) setOwnSym(p *goja.Symbol, v goja.Value, throw bool) bool {
	if !s.hasOwnPropertySym(p) && s.Prototype != nil {
		if done, handled := implementerOf(s.Prototype).setForeignSym(p, v, s.Val, throw); handled {
			return done
		}
	}
	return s.make().setOwnSym(p, v, throw)
}

func (s *Symbolic) hasPropertySym(p *goja.Symbol) bool {
	return s.hasOwnPropertySym(p) || s.Prototype != nil && implementerOf(s.Prototype).hasPropertySym(p)
}

func (s *Symbolic) hasOwnPropertySym(p *goja.Symbol) bool {
	return s.own != nil && implementerOf(s.own).hasOwnPropertySym(p)
}

func (s *Symbolic) defineOwnPropertySym(p *goja.Symbol, d goja.PropertyDescriptor, throw bool) bool {
	return s.make().defineOwnPropertySym(p, d, throw)
}

func (s *Symbolic) deleteSym(p *goja.Symbol, throw bool) bool {
	return s.own == nil || implementerOf(s.own).deleteSym(p, throw)
}

func (s *Symbolic) symbols(all bool, accum []goja.Value) []goja.Value {
	if s.own == nil {
		return accum
	}
	return implementerOf(s.own).symbols(all, accum)
}

func (s *Symbolic) iterateSymbols() unsafe.Pointer { return s.make().iterateSymbols() }

func (s *Symbolic) keys(all bool, accum []goja.Value) []goja.Value {
	return s.symbols(all, implementerOf(s.Val).stringKeys(all, accum))
}
