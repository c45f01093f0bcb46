package webassembly

import (
	"math"
	"math/big"
	"weak"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

func typeError(text string) error { return &modules.Error{Class: "TypeError", Message: text} }

// incompatible is thrown for values that cannot pass between JavaScript and WebAssembly.
const incompatible = "type incompatibility when transforming from/to JS"

// passable tells whether values of all types of the signature can.
func (s *signature) passable() bool {
	for _, list := range [...][]byte{s.params, s.results} {
		for _, t := range list {
			if t == typeV128 || t == typeExnref || t == typeOther {
				return false
			}
		}
	}
	return true
}

// toWasm is ToWebAssemblyValue. It may call JavaScript. holder stays alive as long as the owner of a function that
// goes in.
func (x *engine) toWasm(t byte, v goja.Value, holder *holder) (bits uint64, err error) {
	switch t {
	case typeExternref:
		return x.values.handle(v), nil
	case typeFuncref:
		if goja.IsNull(v) {
			return 0, nil
		}
		f := x.functionOf(v)
		if f == nil {
			return 0, typeError(incompatible)
		}
		holder.hold(f.instance)
		return uint64(f.reference()), nil
	case typeI64:
		return x.toInt64(v)
	}
	n, err := x.toNumber(v)
	if err != nil {
		return 0, err
	}
	switch t {
	case typeI32:
		return uint64(toInt32(n)), nil
	case typeF32:
		return uint64(math.Float32bits(float32(n))), nil
	}
	return math.Float64bits(n), nil
}

// toNumber is ToNumber.
func (x *engine) toNumber(v goja.Value) (n float64, err error) {
	if goja.IsNumber(v) {
		if _, isObject := v.(*goja.Object); !isObject {
			return v.ToFloat(), nil
		}
	}
	if exception := x.VM.Try(func() { n = v.ToNumber().ToFloat() }); exception != nil {
		return 0, exception
	}
	return n, nil
}

func toInt32(n float64) uint32 {
	if i := int32(n); float64(i) == n {
		return uint32(i)
	}
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return 0
	}
	n = math.Mod(math.Trunc(n), 1<<32)
	return uint32(int64(n))
}

var mask64 = new(big.Int).SetUint64(math.MaxUint64)

// toInt64 is ToBigInt64.
func (x *engine) toInt64(v goja.Value) (bits uint64, err error) {
	if _, isObject := v.(*goja.Object); isObject || !goja.IsBigInt(v) {
		if goja.IsNumber(v) && !isObject {
			return 0, typeError("Cannot convert " + v.String() + " to a BigInt")
		}
		if v, err = x.classes.asIntN(goja.Undefined(), x.VM.ToValue(64), v); err != nil {
			return 0, err
		}
	}
	n := v.Export().(*big.Int)
	if n.IsInt64() {
		return uint64(n.Int64()), nil
	}
	return new(big.Int).And(n, mask64).Uint64(), nil
}

// toJS is ToJSValue.
func (x *engine) toJS(t byte, bits uint64) (goja.Value, error) {
	switch t {
	case typeI32:
		return x.VM.ToValue(int32(bits)), nil
	case typeI64:
		return x.VM.ToValue(big.NewInt(int64(bits))), nil
	case typeF32:
		return x.VM.ToValue(float64(math.Float32frombits(uint32(bits)))), nil
	case typeF64:
		return x.VM.ToValue(math.Float64frombits(bits)), nil
	case typeExternref:
		return x.values.value(bits), nil
	case typeFuncref:
		return x.functionAt(uintptr(bits))
	}
	return nil, typeError(incompatible)
}

// externs are the JavaScript values that WebAssembly has, as numbers. WebAssembly does not tell when it forgets one, so
// they stay.
type externs struct {
	list    []goja.Value
	objects map[*goja.Object]uint64
	others  map[any]uint64
}

// handle gives the number of a value; null is 0.
func (s *externs) handle(v goja.Value) uint64 {
	if goja.IsNull(v) {
		return 0
	}
	if o, ok := v.(*goja.Object); ok {
		return entry(s, &s.objects, o, v)
	}
	var key any
	switch {
	case goja.IsUndefined(v):
	case goja.IsString(v):
		key = v.String()
	case goja.IsNumber(v):
		key = math.Float64bits(v.ToFloat())
	case goja.IsBigInt(v):
		key = [1]string{v.String()}
	case modules.IsBoolean(v):
		key = v.ToBoolean()
	default:
		key = v // a symbol
	}
	return entry(s, &s.others, key, v)
}

func entry[K comparable](s *externs, m *map[K]uint64, key K, v goja.Value) uint64 {
	if n, ok := (*m)[key]; ok {
		return n
	}
	if *m == nil {
		*m = map[K]uint64{}
	}
	s.list = append(s.list, v)
	n := uint64(len(s.list))
	(*m)[key] = n
	return n
}

func (s *externs) value(handle uint64) goja.Value {
	if handle == 0 || handle > uint64(len(s.list)) {
		return goja.Null()
	}
	return s.list[handle-1]
}

// holder keeps instances alive whose functions something refers to in a way that the garbage collector does not see.
type holder struct{ held map[*instance]bool }

func (h *holder) hold(i *instance) {
	if h.held == nil {
		h.held = map[*instance]bool{}
	}
	h.held[i] = true
}

// functionOf is the exported function that a value is, or nil.
func (x *engine) functionOf(v goja.Value) *function {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	return x.exported.get(weak.Make(o))
}

// functionAt is the function object of a reference.
func (x *engine) functionAt(ref uintptr) (goja.Value, error) {
	if ref == 0 {
		return goja.Null(), nil
	}
	f := x.known.get(ref)
	if f == nil {
		if f = x.resolve(ref); f == nil {
			return nil, modules.NotImplemented("WebAssembly function reference")
		}
		x.known.put(ref, f)
	}
	return f.instance.function(f.index), nil
}

// resolve follows a reference.
func (x *engine) resolve(ref uintptr) *function {
	if i := x.instances.find(func(i *instance) bool { return ref >= i.imported && ref < i.importedEnd }); i != nil {
		return x.functionOf(i.function(uint32((ref - i.imported) / importStride)))
	}
	r := referenceAt(ref)
	if i := x.instances.get(uintptr(*r.context)); i != nil {
		return x.functionOf(i.function(r.index))
	}
	return nil
}
