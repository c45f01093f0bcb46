package instruction

import (
	"strconv"
	"sync/atomic"
	"unsafe"
	"weak"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// _add is the operator +. It has the name of goja's, by which package stack knows the instruction that fails.
//
// goja copies both strings, so a text that is put together with += in a loop takes quadratic time. Here a text that
// grows a second time gets memory to spare, and grows in place from then on: what is behind the end of a string is
// visible to nobody, and who wants to write there has to take it first.
type _add struct{ e *tables }

// longText is the length in bytes from which on it is worth the trouble.
const longText = 256

// The longest that a text grows in place, in bytes. What is longer is goja's, with its errors.
const longestText = 1 << 28

func (i _add) exec(vm *machine) {
	left, right := engine.Parts(vm.Stack[vm.Sp-2]), engine.Parts(vm.Stack[vm.Sp-1])
	switch left.Table {
	case i.e.ascii:
		if s := *(*string)(left.Data); len(s) >= longText {
			i.e.bound(vm, len(s)+i.e.length(right))
			if v := i.e.appendASCII(s, right); v != nil {
				vm.Stack[vm.Sp-2] = v
				vm.Sp--
				vm.Pc++
				return
			}
		}
	case i.e.unicode:
		if s := *(*[]uint16)(left.Data); len(s)*2 >= longText {
			i.e.bound(vm, len(s)+i.e.length(right))
			if v := i.e.appendUnicode(s, right); v != nil {
				vm.Stack[vm.Sp-2] = v
				vm.Sp--
				vm.Pc++
				return
			}
		}
	}
	i.e.add.exec(vm)
}

// concatStrings is a template literal, of as many parts.
type concatStrings int

func (n concatStrings) exec(vm *machine) {
	length := 0
	for _, part := range vm.Stack[vm.Sp-int(n) : vm.Sp] {
		length += known.length(engine.Parts(part))
	}
	known.bound(vm, length)
	original := face{Table: known.concatStrings, Data: unsafe.Pointer(&n)}
	(*(*instruction)(unsafe.Pointer(&original))).exec(vm)
}

// MaxStringLength is that of V8, in UTF-16 code units. goja would go on until the memory is used up.
const MaxStringLength = 1<<29 - 24

// bound throws for a string that is to be longer.
func (e *tables) bound(vm *machine, length int) {
	if length <= MaxStringLength {
		return
	}
	o, err := vm.R.New(vm.R.GlobalObject().Get("RangeError"), vm.R.ToValue("Invalid string length"))
	if err != nil {
		panic(err)
	}
	panic(o)
}

// length is that of a string, about; other values are short.
func (e *tables) length(v face) int {
	switch v.Table {
	case e.ascii:
		return len(*(*string)(v.Data))
	case e.unicode:
		return len(*(*[]uint16)(v.Data)) - 1
	}
	return 0
}

func (e *tables) appendASCII(s string, right face) goja.Value {
	var tail string
	switch right.Table {
	case e.ascii:
		tail = *(*string)(right.Data)
	case e.integer:
		tail = strconv.FormatInt(*(*int64)(right.Data), 10)
	default:
		return nil
	}
	start := unsafe.StringData(s)
	p := grow(start, len(s), len(tail))
	if p == nil {
		return nil
	}
	copy(unsafe.Slice(p, len(s)+len(tail))[len(s):], tail)
	text := unsafe.String(p, len(s)+len(tail))
	return engine.Assemble(e.ascii, unsafe.Pointer(&text))
}

func (e *tables) appendUnicode(s []uint16, right face) goja.Value {
	var ascii string
	var wide []uint16
	switch right.Table {
	case e.ascii:
		ascii = *(*string)(right.Data)
	case e.integer:
		ascii = strconv.FormatInt(*(*int64)(right.Data), 10)
	case e.unicode:
		wide = (*(*[]uint16)(right.Data))[1:] // behind the byte order mark
	default:
		return nil
	}
	length := len(s) + len(ascii) + len(wide)
	p := grow((*byte)(unsafe.Pointer(unsafe.SliceData(s))), len(s)*2, (length-len(s))*2)
	if p == nil {
		return nil
	}
	text := unsafe.Slice((*uint16)(unsafe.Pointer(p)), length)
	for i := range len(ascii) {
		text[len(s)+i] = uint16(ascii[i])
	}
	copy(text[len(s):], wide)
	return engine.Assemble(e.unicode, unsafe.Pointer(&text))
}

// arena is memory that a text grows in. It does not keep the memory.
type arena struct {
	start weak.Pointer[byte]
	size  int
	used  atomic.Int64
}

// Texts that grew last, of all runtimes, by where their memory starts.
var (
	arenas [64]atomic.Pointer[arena]
	grown  [64]atomic.Uintptr // those that grew once, by a copy that has no memory to spare
)

func slot(start *byte) uintptr {
	n := uintptr(unsafe.Pointer(start)) >> 6
	return (n ^ n>>7 ^ n>>15) % uintptr(len(arenas))
}

// grow gives the memory of a text that starts at p with room for more bytes behind it, which are the caller's. It is
// the same memory if there is room. Otherwise the text is copied. It gives nil if the text is too long.
func grow(p *byte, length, more int) *byte {
	if length+more > longestText {
		return nil
	}
	i := slot(p)
	if a := arenas[i].Load(); a != nil && a.start.Value() == p {
		if length+more <= a.size && a.used.CompareAndSwap(int64(length), int64(length+more)) {
			return p
		}
		return reserve(p, length, more)
	}
	if grown[i].Load() == uintptr(unsafe.Pointer(p)) {
		return reserve(p, length, more)
	}
	fresh := copyOf(p, length, length+more)
	grown[slot(fresh)].Store(uintptr(unsafe.Pointer(fresh)))
	return fresh
}

// reserve copies a text to memory of twice its length, or half as much again if it is very long.
func reserve(p *byte, length, more int) *byte {
	size := 2 * (length + more)
	if size > 1<<24 {
		size = (length + more) * 3 / 2
	}
	fresh := copyOf(p, length, size)
	a := &arena{start: weak.Make(fresh), size: size}
	a.used.Store(int64(length + more))
	arenas[slot(fresh)].Store(a)
	return fresh
}

// copyOf makes memory of a size, in units of two bytes so that it is aligned for both kinds of text.
func copyOf(p *byte, length, size int) *byte {
	memory := make([]uint16, (size+1)/2)
	fresh := (*byte)(unsafe.Pointer(unsafe.SliceData(memory)))
	copy(unsafe.Slice(fresh, length), unsafe.Slice(p, length))
	return fresh
}
