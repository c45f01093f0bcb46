package ecma

import "github.com/dop251/goja"

// iteration is an iterator and its next method.
type iteration struct {
	r        *goja.Runtime
	iterator *goja.Object
	next     goja.Value
}

// direct is GetIteratorDirect(o).
func direct(r *goja.Runtime, o *goja.Object) *iteration {
	return &iteration{r, o, orUndefined(o.Get("next"))}
}

// flattenable is GetIteratorFlattenable(v, …), for strings too if they may be iterated. method is what asks.
func flattenable(r *goja.Runtime, v goja.Value, texts bool, method string) *iteration {
	if _, ok := v.(*goja.Object); !ok && !(texts && goja.IsString(v)) {
		panic(r.NewTypeError("%s called on non-object", method))
	}
	iterator := v
	if f := toMethod(getV(r, v, goja.SymIterator)); f != nil {
		iterator = f(goja.FunctionCall{This: v})
	}
	o, ok := iterator.(*goja.Object)
	if !ok {
		panic(r.NewTypeError("%s called on non-object", method))
	}
	return direct(r, o)
}

// step is IteratorStepValue: the next value, and false when there is none.
func (it *iteration) step() (goja.Value, bool) {
	result, ok := call(it.method(), it.iterator).(*goja.Object)
	if !ok {
		panic(it.r.NewTypeError("Iterator result is not an object"))
	}
	if done := result.Get("done"); done != nil && done.ToBoolean() {
		return nil, false
	}
	return orUndefined(result.Get("value")), true
}

func (it *iteration) method() goja.Value {
	if !isCallable(it.next) {
		panic(it.r.NewTypeError("%s is not a function", display(it.next)))
	}
	return it.next
}

// close is IteratorClose after a normal completion.
func (it *iteration) close() {
	method := toMethod(it.iterator.Get("return"))
	if method == nil {
		return
	}
	result := method(goja.FunctionCall{This: it.iterator})
	if _, ok := result.(*goja.Object); !ok {
		panic(it.r.NewTypeError("%s is not an object", display(result)))
	}
}

// guard runs f; if that throws, it closes the iterator and goes on with the exception.
func (it *iteration) guard(f func()) {
	if ex := it.r.Try(f); ex != nil {
		it.r.Try(func() {
			if method := toMethod(it.iterator.Get("return")); method != nil {
				method(goja.FunctionCall{This: it.iterator})
			}
		})
		panic(ex)
	}
}

func orUndefined(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}
