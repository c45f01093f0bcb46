package asyncgen

import "github.com/dop251/goja"

// LoopName is what the code that stands for `for await` calls with the value to go through. See [BindLoop].
const LoopName = "ǃawait"

// The methods of what LoopName's function returns. A loop asks Next and awaits it, tells More the result, takes Value,
// and, left early, awaits what Return gives if Open says that there is something to close, and tells Closed.
const (
	LoopNext   = "n"
	LoopMore   = "m"
	LoopValue  = "v"
	LoopOpen   = "o"
	LoopReturn = "r"
	LoopClosed = "c"
)

// BindLoop gives a runtime what `for await` needs. It must be called before a program that uses LoopName runs, once a
// runtime, and not while JavaScript runs further up.
func BindLoop(vm *goja.Runtime) error {
	bind, err := vm.RunString("let " + LoopName + "; f => { " + LoopName + " = f }")
	if err != nil {
		return err
	}
	set, _ := goja.AssertFunction(bind)
	in := intrinsicsOf(vm)
	_, err = set(goja.Undefined(), vm.ToValue(func(call goja.FunctionCall) goja.Value {
		return vm.NewDynamicObject(&loop{it: in.asyncIteratorOf(call.Argument(0)), methods: &in.loop})
	}))
	return err
}

// loop is a for await that runs. As an object it has nothing but its methods.
type loop struct {
	it      *Iterator
	methods *loopMethods
	value   *goja.Object
	open    bool
	close   goja.Callable
}

type loopMethods struct{ next, more, value, open, ret, closed goja.Value }

func (l *loop) Get(key string) goja.Value {
	switch key {
	case LoopNext:
		return l.methods.next
	case LoopMore:
		return l.methods.more
	case LoopValue:
		return l.methods.value
	case LoopOpen:
		return l.methods.open
	case LoopReturn:
		return l.methods.ret
	case LoopClosed:
		return l.methods.closed
	}
	return nil
}
func (l *loop) Set(string, goja.Value) bool { return false }
func (l *loop) Has(string) bool             { return false }
func (l *loop) Delete(string) bool          { return false }
func (l *loop) Keys() []string              { return nil }

func (in *intrinsics) newLoopMethods() loopMethods {
	method := func(f func(l *loop, arg goja.Value) goja.Value) goja.Value {
		return in.vm.ToValue(func(call goja.FunctionCall) goja.Value {
			return f(call.This.(*goja.Object).Export().(*loop), call.Argument(0))
		})
	}
	boolean := func(b bool) goja.Value { return in.vm.ToValue(b) }
	machine := in.machine()
	return loopMethods{
		next: in.function("next", 0, func(call goja.FunctionCall) goja.Value {
			l := call.This.(*goja.Object).Export().(*loop)
			l.open = false
			// Stacks show the call of next, with the iterator as its receiver.
			machine.Stack[machine.Sb-2] = l.it.object
			return l.it.ask(completion{kind: next}, false)
		}),
		more: method(func(l *loop, result goja.Value) goja.Value {
			o, ok := result.(*goja.Object)
			if !ok {
				panic(in.notObject(result))
			}
			l.value = o
			return boolean(!in.get(o, "done").ToBoolean())
		}),
		value: method(func(l *loop, _ goja.Value) goja.Value {
			v := in.get(l.value, "value")
			l.open = true
			return v
		}),
		open: method(func(l *loop, failed goja.Value) goja.Value {
			if !l.open {
				return boolean(false)
			}
			l.open = false
			if l.it.sync {
				return boolean(true)
			}
			ex := in.vm.Try(func() { l.close = l.it.method("return") })
			if ex != nil && !failed.ToBoolean() {
				panic(ex)
			}
			return boolean(ex == nil && l.close != nil)
		}),
		ret: method(func(l *loop, _ goja.Value) goja.Value {
			if l.it.sync {
				return l.it.ask(completion{kind: ret}, false)
			}
			v, err := l.close(l.it.object)
			must(err)
			return v
		}),
		closed: method(func(l *loop, result goja.Value) goja.Value {
			if _, ok := result.(*goja.Object); !ok {
				panic(in.notObject(result))
			}
			return goja.Undefined()
		}),
	}
}
