package webassembly

import (
	"fmt"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"

	"github.com/gonode/gonode/modules"
)

const maxTableSize = 10_000_000

// table is a WebAssembly.Table.
type table struct {
	holder
	engine   *engine
	module   api.Module
	index    uint32
	element  byte
	limits   limits
	grower   references
	elements *[]uintptr
}

var tableSlot = modules.NewSlot[table]("kTable")

const notFunction = "function-typed object must be null (if nullable) or a Wasm function object"

// tableConstructor is new WebAssembly.Table(descriptor[, value]).
func (x *engine) tableConstructor(c modules.ConstructCall) (*goja.Object, error) {
	const name = "WebAssembly.Table()"
	d, ok := c.Argument(0).(*goja.Object)
	if !ok {
		return nil, typeError(name + ": Argument 0 must be a table descriptor")
	}
	element, err := x.property(d, "element")
	if err != nil {
		return nil, err
	}
	t := &table{engine: x}
	switch element {
	case "anyfunc":
		t.element = typeFuncref
	case "externref":
		t.element = typeExternref
	default:
		return nil, typeError(name + ": Descriptor property 'element' must be a WebAssembly reference type")
	}
	if t.limits, err = x.limits(d, name, maxTableSize); err != nil {
		return nil, err
	}
	initial := uint64(0)
	if v := c.Argument(1); len(c.Arguments) > 1 && !goja.IsUndefined(v) {
		if initial, err = x.toWasm(t.element, v, &t.holder); err != nil {
			return nil, typeError(name + ": Argument 2 must be undefined or a value of type compatible with the type of the new table: " +
				notFunction + ".")
		}
	} else if t.element == typeExternref {
		initial = x.values.handle(goja.Undefined())
	}
	if t.module, err = x.single(nil, external{kind: kindTable, value: t.element, limits: t.limits}); err != nil {
		return nil, err
	}
	t.grower, t.elements = tableOf(t.module, 0)
	for i := range *t.elements {
		(*t.elements)[i] = uintptr(initial)
	}
	return tableSlot.New(x.VM, c.This.Prototype(), t), nil
}

func (x *engine) thisTable(c modules.Call, method string) (*table, error) {
	if t := tableSlot.Get(c.This); t != nil {
		return t, nil
	}
	return nil, typeError("WebAssembly.Table." + method + ": Receiver is not a WebAssembly.Table")
}

// tableLength is table.length.
func (x *engine) tableLength(c modules.Call) (goja.Value, error) {
	t, err := x.thisTable(c, "length")
	if err != nil {
		return nil, err
	}
	return x.VM.ToValue(len(*t.elements)), nil
}

// at finds the element that argument 0 means.
func (t *table) at(c modules.Call, name string) (*uintptr, error) {
	i, err := t.engine.unsigned(c.Argument(0), name, "Argument 0")
	if err != nil {
		return nil, err
	}
	if int(i) >= len(*t.elements) {
		kind := "externref"
		if t.element == typeFuncref {
			kind = "funcref"
		}
		return nil, rangeError(fmt.Sprintf("%s: invalid address %d in %s table of size %d", name, i, kind, len(*t.elements)))
	}
	return &(*t.elements)[i], nil
}

// tableGet is table.get(index).
func (x *engine) tableGet(c modules.Call) (goja.Value, error) {
	t, err := x.thisTable(c, "get()")
	if err != nil {
		return nil, err
	}
	p, err := t.at(c, "WebAssembly.Table.get()")
	if err != nil {
		return nil, err
	}
	return x.toJS(t.element, uint64(*p))
}

// value converts argument 1, which may be missing.
func (t *table) value(c modules.Call, problem string) (uint64, error) {
	if len(c.Arguments) < 2 {
		if t.element == typeExternref {
			return t.engine.values.handle(goja.Undefined()), nil
		}
		return 0, nil
	}
	bits, err := t.engine.toWasm(t.element, c.Argument(1), &t.holder)
	if err != nil {
		return 0, typeError(problem + ": " + notFunction)
	}
	return bits, nil
}

// tableSet is table.set(index[, value]).
func (x *engine) tableSet(c modules.Call) (goja.Value, error) {
	t, err := x.thisTable(c, "set()")
	if err != nil {
		return nil, err
	}
	p, err := t.at(c, "WebAssembly.Table.set()")
	if err != nil {
		return nil, err
	}
	bits, err := t.value(c, "WebAssembly.Table.set(): Argument 1 is invalid for table")
	if err != nil {
		return nil, err
	}
	*p = uintptr(bits)
	return nil, nil
}

// tableGrow is table.grow(count[, value]).
func (x *engine) tableGrow(c modules.Call) (goja.Value, error) {
	const name = "WebAssembly.Table.grow()"
	t, err := x.thisTable(c, "grow()")
	if err != nil {
		return nil, err
	}
	delta, err := x.unsigned(c.Argument(0), name, "Argument 0")
	if err != nil {
		return nil, err
	}
	bits, err := t.value(c, name+": Argument 1 is invalid")
	if err != nil {
		return nil, err
	}
	old, limit := len(*t.elements), uint64(maxTableSize)
	if t.limits.hasMax {
		limit = min(limit, uint64(t.limits.max))
	}
	if uint64(old)+uint64(delta) > limit {
		return nil, rangeError(fmt.Sprintf("%s: failed to grow table by %d", name, delta))
	}
	t.grower.Grow(delta, uintptr(bits))
	return x.VM.ToValue(old), nil
}
