package webassembly

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/tetratelabs/wazero/api"
)

// trapped is what JavaScript sees of the error that a call of machine code ended with.
func (x *engine) trapped(i *instance, code api.Function, err error) error {
	if thrown := thrownBy(err); thrown != nil {
		return thrown
	}
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		t := reflect.TypeOf(inner)
		if t.Kind() != reflect.Pointer || t.Elem().PkgPath() != "github.com/tetratelabs/wazero/internal/wasmruntime" {
			continue
		}
		switch name := inner.Error(); name {
		case "uncaught exception":
			return x.uncaught(i, code)
		case "stack overflow":
			return rangeError("Maximum call stack size exceeded")
		default:
			return x.newError(x.classes.runtimeError, i.trapText(name, err))
		}
	}
	return err
}

// trapText is V8's text for a trap, from wazero's name for it. Where wazero has one name for several, the instructions
// of the function tell which it can have been; what remains ambiguous is the more frequent one.
func (i *instance) trapText(name string, err error) string {
	switch name {
	case "invalid conversion to integer":
		return "float unrepresentable in integer range"
	case "integer overflow":
		if i.trappingOperations(err).any(0x6d, 0x7f) {
			return "divide result unrepresentable"
		}
		return "float unrepresentable in integer range"
	case "integer divide by zero":
		if i.trappingOperations(err).any(0x6d, 0x6e, 0x7f, 0x80) {
			return "divide by zero"
		}
		return "remainder by zero"
	case "out of bounds memory access":
		return "memory access out of bounds"
	case "invalid table access":
		if i.trappingOperations(err).any(opCallIndirect, 0x13) {
			return "function signature mismatch" // a null reference, most likely
		}
		return "table index is out of bounds"
	case "indirect call type mismatch":
		return "function signature mismatch"
	case "unaligned atomic":
		return "operation does not support unaligned accesses"
	case "expected shared memory":
		return "Atomics.wait cannot be called in this context"
	case "null reference":
		return "dereferencing a null pointer"
	}
	return name
}

// trappingOperations are those of the function that trapped, which the first line of wazero's trace names. Another
// module's function counts as one that has none.
func (i *instance) trappingOperations(err error) *operations {
	_, trace, _ := strings.Cut(err.Error(), "wasm stack trace:\n\t")
	var index int
	if _, scan := fmt.Sscanf(trace, ".$%d(", &index); scan != nil || index >= len(i.binary.functions) ||
		index < i.binary.imported[kindFunction] {
		return new(operations)
	}
	return i.operations(index)
}

// fits throws for an element segment that lies outside of its table; wazero ignores it.
func (l *linker) fits(api string) error {
	for _, s := range l.instance.elementSegments() {
		_, elements := tableOf(l.instance.module, s.target)
		if uint64(l.instance.value(s.offset))+uint64(s.count) > uint64(len(*elements)) {
			return l.newError(l.classes.runtimeError, api+": table index is out of bounds")
		}
	}
	return nil
}

// failed is what JavaScript sees of an instance that could not be made.
func (l *linker) failed(err error, api string) error {
	var n int
	if _, scan := fmt.Sscanf(err.Error(), "data[%d]: out of bounds memory access", &n); scan == nil {
		i := l.instance
		memory := i.linear
		if memory == nil {
			memory = memorySlot.Get(i.memories[0]).linear
		}
		for _, s := range i.dataSegments() {
			if s.number == n {
				return l.newError(l.classes.runtimeError, fmt.Sprintf("%s: data segment %d is out of bounds (offset %d, length %d, memory size %d)",
					api, n, i.value(s.offset), s.count, len(memory.data)))
			}
		}
	}
	return l.newError(l.classes.linkError, api+": "+err.Error())
}
