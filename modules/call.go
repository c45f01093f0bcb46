package modules

import (
	"math"
	"reflect"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// Call is a call from JavaScript. Its accessors check an argument as Node's
// lib/internal/validators.js does, with the same errors; name is the
// argument's name in the error's message.
type Call struct {
	goja.FunctionCall
	Env *Env
}

// Has reports whether argument i is given and not undefined.
func (c Call) Has(i int) bool {
	return i < len(c.Arguments) && !goja.IsUndefined(c.Arguments[i])
}

// String is validateString.
func (c Call) String(i int, name string) (string, error) {
	v := c.Argument(i)
	if !goja.IsString(v) {
		return "", c.Env.InvalidArgType(name, v, "string")
	}
	return v.String(), nil
}

// OptString is String for an argument that may be undefined.
func (c Call) OptString(i int, name, fallback string) (string, error) {
	if !c.Has(i) {
		return fallback, nil
	}
	return c.String(i, name)
}

// Bool is validateBoolean.
func (c Call) Bool(i int, name string) (bool, error) {
	v := c.Argument(i)
	if !IsBoolean(v) {
		return false, c.Env.InvalidArgType(name, v, "boolean")
	}
	return v.ToBoolean(), nil
}

// Number is validateNumber.
func (c Call) Number(i int, name string, lo, hi float64) (float64, error) {
	return c.Env.ValidateNumber(c.Argument(i), name, lo, hi)
}

// Int is validateInteger.
func (c Call) Int(i int, name string, lo, hi int64) (int64, error) {
	return c.Env.ValidateInteger(c.Argument(i), name, lo, hi)
}

// Func is validateFunction.
func (c Call) Func(i int, name string) (goja.Callable, error) {
	return c.Env.ValidateFunction(c.Argument(i), name)
}

// Function is Func for one that is kept as the object that it is.
func (c Call) Function(i int, name string) (*goja.Object, error) {
	if o, ok := c.Argument(i).(*goja.Object); ok && engine.Callable(o) {
		return o, nil
	}
	return nil, c.Env.InvalidArgType(name, c.Argument(i), "function")
}

// Callback is Func for a function that Go calls later, from the loop.
func (c Call) Callback(i int, name string) (*Callback, error) {
	f, err := c.Func(i, name)
	if err != nil {
		return nil, err
	}
	return c.Env.NewCallback(f), nil
}

// Object is validateObject without options: no null, array or function.
func (c Call) Object(i int, name string) (*goja.Object, error) {
	return c.Env.ValidateObject(c.Argument(i), name)
}

// OptObject is Object for an argument that may be undefined; then it is nil.
func (c Call) OptObject(i int, name string) (*goja.Object, error) {
	if !c.Has(i) {
		return nil, nil
	}
	return c.Object(i, name)
}

// ValidateNumber is validateNumber(value, name, min, max).
func (e *Env) ValidateNumber(v goja.Value, name string, lo, hi float64) (float64, error) {
	if !goja.IsNumber(v) {
		return 0, e.InvalidArgType(name, v, "number")
	}
	f := v.ToFloat()
	if f < lo || f > hi || math.IsNaN(f) && (!math.IsInf(lo, -1) || !math.IsInf(hi, 1)) {
		return 0, e.OutOfRange(name, rangeText(lo, hi), v)
	}
	return f, nil
}

func rangeText(lo, hi float64) string {
	switch {
	case math.IsInf(hi, 1):
		return ">= " + formatNumber(lo)
	case math.IsInf(lo, -1):
		return "<= " + formatNumber(hi)
	}
	return ">= " + formatNumber(lo) + " && <= " + formatNumber(hi)
}

// Bounds of the integers that a JavaScript number holds exactly.
const (
	MaxSafeInteger = 1<<53 - 1
	MinSafeInteger = -MaxSafeInteger
)

// ValidateInteger is validateInteger(value, name, min, max), and with the
// bounds of 32 bits validateInt32 and validateUint32.
func (e *Env) ValidateInteger(v goja.Value, name string, lo, hi int64) (int64, error) {
	if !goja.IsNumber(v) {
		return 0, e.InvalidArgType(name, v, "number")
	}
	f := v.ToFloat()
	if f != math.Trunc(f) || math.IsInf(f, 0) {
		return 0, e.OutOfRange(name, "an integer", v)
	}
	if f < float64(lo) || f > float64(hi) {
		return 0, e.OutOfRange(name, ">= "+formatNumber(float64(lo))+" && <= "+formatNumber(float64(hi)), v)
	}
	return int64(f), nil
}

// ValidateFunction is validateFunction(value, name).
func (e *Env) ValidateFunction(v goja.Value, name string) (goja.Callable, error) {
	f, ok := goja.AssertFunction(v)
	if !ok {
		return nil, e.InvalidArgType(name, v, "function")
	}
	return f, nil
}

// ValidateObject is validateObject(value, name).
func (e *Env) ValidateObject(v goja.Value, name string) (*goja.Object, error) {
	o, ok := v.(*goja.Object)
	if ok {
		if _, callable := goja.AssertFunction(v); !callable && !IsArray(v) {
			return o, nil
		}
	}
	return nil, e.InvalidArgType(name, v, "Object")
}

// IsBoolean reports whether v is a primitive boolean.
func IsBoolean(v goja.Value) bool {
	if v == nil {
		return false
	}
	if _, isObject := v.(*goja.Object); isObject {
		return false
	}
	return v.SameAs(trueValue) || v.SameAs(falseValue)
}

// IsNullish reports whether v is undefined, null or absent.
func IsNullish(v goja.Value) bool {
	return v == nil || goja.IsUndefined(v) || goja.IsNull(v)
}

// IsArray is Array.isArray(v), but false for a revoked proxy, on which that throws.
func IsArray(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if !ok {
		return false
	}
	if o.ExportType() == proxyType {
		target := o.Export().(goja.Proxy).Target()
		return target != nil && IsArray(target)
	}
	return o.ClassName() == "Array"
}

var proxyType = reflect.TypeFor[goja.Proxy]()

// IsFunction reports whether typeof v is "function".
func IsFunction(v goja.Value) bool {
	_, ok := goja.AssertFunction(v)
	return ok
}

// Primitive values belong to no runtime; an empty one is enough to make them.
var (
	literals   = new(goja.Runtime)
	trueValue  = literals.ToValue(true)
	falseValue = literals.ToValue(false)
)

// Bool is the JavaScript value of b.
func Bool(b bool) goja.Value {
	if b {
		return trueValue
	}
	return falseValue
}
