package instruction

import (
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
)

// getProp reads o.name, getPropCallee does so for a call and leaves the object. In a program they are a pointer to the
// name, as goja's are. An object's own properties and those of plain prototypes are read from memory. Of a typed array
// goja would try to read every name as a number first, which takes longer than all the rest.
type (
	getProp       struct{ name unistring.String }
	getPropCallee struct{ name unistring.String }
)

func (g *getProp) exec(vm *machine) {
	if v := lookUp(vm.Stack[vm.Sp-1], &g.name); v != nil {
		vm.Stack[vm.Sp-1] = v
		vm.Pc++
		return
	}
	original := face{Table: known.getProp, Data: unsafe.Pointer(g)}
	(*(*instruction)(unsafe.Pointer(&original))).exec(vm)
}

func (g *getPropCallee) exec(vm *machine) {
	if v := lookUp(vm.Stack[vm.Sp-1], &g.name); v != nil {
		vm.Push(v) // a getter may have cut the stack
		vm.Pc++
		return
	}
	original := face{Table: known.getPropCallee, Data: unsafe.Pointer(g)}
	(*(*instruction)(unsafe.Pointer(&original))).exec(vm)
}

//go:linkname getProperty github.com/dop251/goja.(*Object).get
func getProperty(o *goja.Object, key, receiver goja.Value) goja.Value

//go:linkname propertyValue github.com/dop251/goja.(*valueProperty).get
func propertyValue(p unsafe.Pointer, this goja.Value) goja.Value

// lookUp finds a property, or gives nil if goja has to look.
func lookUp(v goja.Value, name *unistring.String) goja.Value {
	f := engine.Parts(v)
	if f.Table != known.object {
		return nil
	}
	self := (*engine.Object)(f.Data).Self
	if self.Table == known.typed {
		return lookUpTyped(v, (*base)(self.Data), name)
	}
	for self.Table == known.plain {
		b := (*base)(self.Data)
		if p := b.Values[*name]; p != nil {
			if f := engine.Parts(p); f.Table == known.property {
				if p := (*property)(f.Data); !p.Accessor && p.Value != nil {
					return p.Value
				}
				return propertyValue(f.Data, v)
			}
			return p
		}
		if b.Prototype == nil {
			return nil
		}
		self = (*engine.Object)(unsafe.Pointer(b.Prototype)).Self
	}
	return nil
}

// lookUpTyped finds a property of a typed array whose name cannot be a number. The name is part of a program, and stays.
func lookUpTyped(v goja.Value, b *base, name *unistring.String) goja.Value {
	if b.Prototype == nil || *name == "" {
		return nil
	}
	switch c := (*name)[0]; {
	case c == 'I' || c == 'N': // Infinity, NaN
		return nil
	case c < 'A' || c > 'z' || c > 'Z' && c < 'a':
		return nil
	}
	if len(b.Values) > 0 && b.Values[*name] != nil {
		return nil
	}
	return getProperty(b.Prototype, engine.Assemble(known.ascii, unsafe.Pointer(name)), v)
}
