package ecma

import (
	"math"
	"math/big"
	"sync/atomic"
	"unsafe"

	"github.com/dop251/goja"
)

// newAtomics makes the global Atomics.
func newAtomics(r *goja.Runtime) *goja.Object {
	o := r.NewObject()
	own(o, func(a *additions) {
		for name, f := range map[string]func(old, operand uint64) uint64{
			"add": func(x, y uint64) uint64 { return x + y }, "sub": func(x, y uint64) uint64 { return x - y },
			"and": func(x, y uint64) uint64 { return x & y }, "or": func(x, y uint64) uint64 { return x | y },
			"xor": func(x, y uint64) uint64 { return x ^ y }, "exchange": func(_, y uint64) uint64 { return y },
		} {
			a.method(name, 3, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
				e := elementOf(r, c, name, false)
				raw, _ := e.operand(c.Argument(2))
				e.revalidate(name)
				return e.value(e.update(func(old uint64) uint64 { return f(old, raw) }))
			})
		}
		a.method("load", 2, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			e := elementOf(r, c, "load", false)
			e.revalidate("load")
			return e.value(e.load())
		})
		a.method("store", 3, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			e := elementOf(r, c, "store", false)
			raw, v := e.operand(c.Argument(2))
			e.revalidate("store")
			e.update(func(uint64) uint64 { return raw })
			return v
		})
		a.method("compareExchange", 4, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			e := elementOf(r, c, "compareExchange", false)
			expected, _ := e.operand(c.Argument(2))
			replacement, _ := e.operand(c.Argument(3))
			e.revalidate("compareExchange")
			return e.value(e.update(func(old uint64) uint64 {
				if old == e.cut(expected) {
					return replacement
				}
				return old
			}))
		})
		a.method("isLockFree", 1, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			switch toInteger(c.Argument(0)) {
			case 1, 2, 4, 8:
				return r.ToValue(true)
			}
			return r.ToValue(false)
		})
		a.method("pause", 0, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			if v := c.Argument(0); !goja.IsUndefined(v) && (!goja.IsNumber(v) || v.ToFloat() != math.Trunc(v.ToFloat()) || math.IsInf(v.ToFloat(), 0)) {
				panic(r.NewTypeError("Atomics.pause argument must be undefined or an integer"))
			}
			return goja.Undefined()
		})
		a.method("wait", 4, atomicsWait)
		a.method("waitAsync", 4, atomicsWaitAsync)
		a.method("notify", 3, atomicsNotify)
		a.tag("Atomics")
	})
	return o
}

// element is one of a typed array of integers.
type element struct {
	r     *goja.Runtime
	array *typedArray
	index int
	kind  string
}

// integerKinds are the typed arrays that Atomics takes, by goja's name of their constructor.
var integerKinds = [...]string{
	"Int32Array", "BigInt64Array", "Int8Array", "Uint8Array", "Int16Array", "Uint16Array", "Uint32Array", "BigUint64Array",
}

// elementOf checks the first two arguments of a function of Atomics.
func elementOf(r *goja.Runtime, c goja.FunctionCall, method string, waitable bool) element {
	v := c.Argument(0)
	a := typedArrayOf(v)
	kinds := integerKinds[:]
	what := "an integer"
	if waitable {
		kinds, what = kinds[:2], "an int32 or BigInt64"
	}
	e := element{r: r, array: a}
	if a != nil {
		for _, kind := range kinds {
			if *known().global(r, kind) == a.defaultCtor {
				e.kind = kind
			}
		}
	}
	if e.kind == "" {
		panic(r.NewTypeError("[object %s] is not %s typed array.", tagOf(v), what))
	}
	e.refresh()
	e.revalidate(method)
	e.index = indexOf(r, c.Argument(1), "Invalid atomic access index")
	if e.index >= a.length {
		panic(rangeError(r, "Invalid atomic access index"))
	}
	return e
}

func (e element) refresh() {
	if x := bufferOf(e.array.viewedArrayBuf.Val).extension(); x != nil {
		x.refresh()
	}
}

// revalidate looks again after code of the program has run.
func (e element) revalidate(method string) {
	if e.array.viewedArrayBuf.detached {
		panic(e.r.NewTypeError("Cannot perform Atomics.%s on a detached ArrayBuffer", method))
	}
	if e.index > 0 && e.index >= e.array.length {
		panic(rangeError(e.r, "Invalid atomic access index"))
	}
}

func (e element) big() bool { return e.array.elemSize == 8 }

// operand converts a value to be stored; v is what Atomics.store returns.
func (e element) operand(value goja.Value) (raw uint64, v goja.Value) {
	if e.big() {
		n := toBigInt(value)
		low := new(big.Int).And(n, new(big.Int).SetUint64(math.MaxUint64))
		return low.Uint64(), e.r.ToValue(new(big.Int).Set(n))
	}
	f := toInteger(value)
	if f == 0 {
		f = 0 // without its sign
	}
	v = number(f + 0)
	if math.IsInf(f, 0) {
		return 0, v
	}
	f = math.Mod(f, 1<<32)
	return uint64(int64(f)), v
}

// cut leaves of a number what fits the element.
func (e element) cut(raw uint64) uint64 {
	if e.big() {
		return raw
	}
	return raw & (1<<(8*e.array.elemSize) - 1)
}

func (e element) value(raw uint64) goja.Value {
	switch e.kind {
	case "Int8Array":
		return e.r.ToValue(int(int8(raw)))
	case "Int16Array":
		return e.r.ToValue(int(int16(raw)))
	case "Int32Array":
		return e.r.ToValue(int(int32(raw)))
	case "BigInt64Array":
		return e.r.ToValue(big.NewInt(int64(raw)))
	case "BigUint64Array":
		return e.r.ToValue(new(big.Int).SetUint64(raw))
	}
	return e.r.ToValue(int64(raw))
}

func (e element) shared() bool {
	x := e.array.viewedArrayBuf.extension()
	return x != nil && x.shared != nil
}

func (e element) bytes() []byte {
	a := e.array
	return a.viewedArrayBuf.data[(a.offset+e.index)*a.elemSize:][:a.elemSize]
}

func (e element) load() uint64 { return e.update(func(old uint64) uint64 { return old }) }

// update replaces the element and returns what it was. Memory that other runtimes have too is changed in one step;
// what is smaller than 32 bits together with its neighbours, since Go has nothing smaller.
func (e element) update(f func(old uint64) uint64) (old uint64) {
	b := e.bytes()
	if !e.shared() {
		old = join(b)
		split(b, f(old))
		return old
	}
	p := unsafe.Pointer(&b[0])
	if e.array.elemSize == 8 {
		for word := (*uint64)(p); ; {
			old = atomic.LoadUint64(word)
			if atomic.CompareAndSwapUint64(word, old, f(old)) {
				return old
			}
		}
	}
	within := uintptr(p) & 3
	for word := (*uint32)(unsafe.Add(p, -int(within))); ; {
		was := atomic.LoadUint32(word)
		now := was
		part := (*[4]byte)(unsafe.Pointer(&now))[within:][:len(b)]
		old = join(part)
		split(part, f(old))
		if atomic.CompareAndSwapUint32(word, was, now) {
			return old
		}
	}
}

// join and split have the machine's order of bytes, as typed arrays do.
func join(b []byte) (raw uint64) {
	switch len(b) {
	case 1:
		return uint64(b[0])
	case 2:
		var v uint16
		copy((*[2]byte)(unsafe.Pointer(&v))[:], b)
		return uint64(v)
	case 4:
		var v uint32
		copy((*[4]byte)(unsafe.Pointer(&v))[:], b)
		return uint64(v)
	}
	copy((*[8]byte)(unsafe.Pointer(&raw))[:], b)
	return raw
}

func split(b []byte, raw uint64) {
	switch len(b) {
	case 1:
		b[0] = byte(raw)
	case 2:
		v := uint16(raw)
		copy(b, (*[2]byte)(unsafe.Pointer(&v))[:])
	case 4:
		v := uint32(raw)
		copy(b, (*[4]byte)(unsafe.Pointer(&v))[:])
	default:
		copy(b, (*[8]byte)(unsafe.Pointer(&raw))[:])
	}
}
