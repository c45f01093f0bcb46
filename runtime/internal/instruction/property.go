package instruction

import (
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// object mirrors goja.Object.
type object struct {
	self    face
	runtime *goja.Runtime
}

// base mirrors the beginning of goja's baseObject.
type base struct {
	class      string
	val        *goja.Object
	prototype  *goja.Object
	extensible bool
	values     map[unistring.String]goja.Value
}

// property mirrors the beginning of goja's valueProperty.
type property struct {
	value                              goja.Value
	writable, configurable, enumerable bool
	accessor                           bool
}

// getProp reads o.name, getPropCallee does so for a call and leaves the object. In a program they are a pointer to the
// name, as goja's are. An object's own properties and those of plain prototypes are read from memory. Of a typed array
// goja would try to read every name as a number first, which takes longer than all the rest.
type (
	getProp       struct{ name unistring.String }
	getPropCallee struct{ name unistring.String }
)

func (g *getProp) exec(vm *machine) {
	if v := lookUp(vm.stack[vm.sp-1], g.name); v != nil {
		vm.stack[vm.sp-1] = v
		vm.pc++
		return
	}
	original := face{known.getProp, unsafe.Pointer(g)}
	(*(*instruction)(unsafe.Pointer(&original))).exec(vm)
}

func (g *getPropCallee) exec(vm *machine) {
	if v := lookUp(vm.stack[vm.sp-1], g.name); v != nil {
		vm.push(v) // a getter may have cut the stack
		vm.pc++
		return
	}
	original := face{known.getPropCallee, unsafe.Pointer(g)}
	(*(*instruction)(unsafe.Pointer(&original))).exec(vm)
}

//go:linkname getProperty github.com/dop251/goja.(*Object).get
func getProperty(o *goja.Object, key, receiver goja.Value) goja.Value

//go:linkname propertyValue github.com/dop251/goja.(*valueProperty).get
func propertyValue(p unsafe.Pointer, this goja.Value) goja.Value

// lookUp finds a property, or gives nil if goja has to look.
func lookUp(v goja.Value, name unistring.String) goja.Value {
	f := parts(v)
	if f.table != known.object {
		return nil
	}
	self := (*object)(f.data).self
	if self.table == known.typed {
		return lookUpTyped(v, (*base)(self.data), name)
	}
	for self.table == known.plain {
		b := (*base)(self.data)
		if p := b.values[name]; p != nil {
			if f := parts(p); f.table == known.property {
				if p := (*property)(f.data); !p.accessor && p.value != nil {
					return p.value
				}
				return propertyValue(f.data, v)
			}
			return p
		}
		if b.prototype == nil {
			return nil
		}
		self = (*object)(unsafe.Pointer(b.prototype)).self
	}
	return nil
}

// lookUpTyped finds a property of a typed array whose name cannot be a number.
func lookUpTyped(v goja.Value, b *base, name unistring.String) goja.Value {
	if b.prototype == nil || name == "" {
		return nil
	}
	switch c := name[0]; {
	case c == 'I' || c == 'N': // Infinity, NaN
		return nil
	case c < 'A' || c > 'z' || c > 'Z' && c < 'a':
		return nil
	}
	if len(b.values) > 0 && b.values[name] != nil {
		return nil
	}
	return getProperty(b.prototype, assemble(known.ascii, unsafe.Pointer(&name)), v)
}
