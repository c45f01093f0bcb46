package webstreams

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/hostobject"
)

// library is what the streams of a runtime share. All of it is used on the
// loop's goroutine, within a task.
type library struct {
	env          *modules.Env
	vm           *goja.Runtime
	bytes        *buffers.Classes
	promiseClass *goja.Object
	objects      *goja.Object // Object.prototype
	// settled is a promise that is fulfilled with undefined.
	settled   promise
	customize *goja.Symbol // nodejs.util.inspect.custom

	classes                                                                            map[string]*goja.Object
	readables, readers, byobReaders, defaultControllers, byteControllers, byobRequests *goja.Object // prototypes
	writables, writers, writableControllers, transforms, transformControllers          *goja.Object
	iterators                                                                          *goja.Object
}

var libraryOf = modules.NewLocal(newLibrary)

func newLibrary(env *modules.Env) *library {
	if err := engine.CheckPromises(); err != nil {
		panic(env.Panic(err))
	}
	l := &library{
		env: env, vm: env.VM, bytes: buffers.Of(env), customize: env.SymbolFor("nodejs.util.inspect.custom"),
		classes: map[string]*goja.Object{},
	}
	l.promiseClass = env.VM.Get("Promise").(*goja.Object)
	l.objects = env.VM.NewObject().Prototype()
	l.settled = l.resolved(goja.Undefined())
	l.defineStrategies()
	l.readables = l.defineReadable()
	l.readers = l.defineReader()
	l.byobReaders = l.defineBYOBReader()
	l.defaultControllers = l.defineDefaultController()
	l.byteControllers = l.defineByteController()
	l.byobRequests = l.defineBYOBRequest()
	l.writables = l.defineWritable()
	l.writers = l.defineWriter()
	l.writableControllers = l.defineWritableController()
	l.transforms = l.defineTransform()
	l.transformControllers = l.defineTransformController()
	l.defineTextStreams()
	l.iterators = l.defineIterator()
	return l
}

// class makes a class and returns its prototype. Its methods and accessors are
// enumerable, and it has a tag.
func (l *library) class(name string, length int, construct func(modules.ConstructCall) (*goja.Object, error), methods ...modules.Export) *goja.Object {
	class := l.env.Class(modules.ClassSpec{
		Name: name, Length: length, NewOnly: true, EnumerableMethods: true, Construct: construct, Methods: methods,
	})
	l.classes[name] = class
	proto := class.Get("prototype").(*goja.Object)
	must(proto.DefineDataPropertySymbol(goja.SymToStringTag, l.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return proto
}

func illegal(modules.ConstructCall) (*goja.Object, error) {
	return nil, modules.TypeError("ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor")
}

// inspected defines what inspecting an object of a class shows.
func inspected[T any](l *library, slot modules.Slot[T], name string, fields func(self *goja.Object, state *T) []modules.Export) modules.Export {
	return modules.Fn("[nodejs.util.inspect.custom]", 2, func(c modules.Call) (goja.Value, error) {
		state, err := own(slot, name, c)
		if err != nil {
			return nil, err
		}
		if c.Argument(0).ToInteger() < 0 {
			return nil, nil
		}
		self := c.This.(*goja.Object)
		given, _ := c.Argument(1).(*goja.Object)
		options := l.vm.NewObject()
		if given != nil {
			for _, k := range given.Keys() {
				must(options.Set(k, given.Get(k)))
			}
			if depth := given.Get("depth"); !modules.IsNullish(depth) {
				must(options.Set("depth", depth.ToInteger()-1))
			} else {
				must(options.Set("depth", goja.Null()))
			}
		}
		text, err := l.env.Method(l.env.RequireObject("util"), "inspect", l.env.Exports(fields(self, state)...), options)
		if err != nil {
			return nil, err
		}
		class := ""
		if ctor, ok := self.Get("constructor").(*goja.Object); ok {
			class = ctor.Get("name").String()
		}
		return l.vm.ToValue(class + " " + text.String()), nil
	}).WithSymbol(l.customize).Hidden()
}

// own is the state of this, which must be of the class.
func own[T any](slot modules.Slot[T], name string, c modules.Call) (*T, error) {
	if state := slot.Own(c.This); state != nil {
		return state, nil
	}
	return nil, invalidThis(name)
}

func invalidThis(name string) error {
	return modules.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type %s`, name)
}

func invalidState(text string) error {
	return modules.TypeError("ERR_INVALID_STATE", "Invalid state: %s", text)
}

// invalidRange is ERR_INVALID_ARG_VALUE as a RangeError.
func (l *library) invalidRange(name string, v goja.Value) error {
	err := l.env.InvalidArgValue(name, v, "")
	err.Class = "RangeError"
	return err
}

var (
	nameDone  = unistring.NewFromString("done")
	nameValue = unistring.NewFromString("value")
)

// result is the object { done, value } of a read.
func (l *library) result(v goja.Value, done bool) *goja.Object {
	if v == nil {
		v = goja.Undefined()
	}
	if o := hostobject.New(l.vm, l.objects, nil, nil,
		hostobject.Property{Name: nameDone, Value: modules.Bool(done)}, hostobject.Property{Name: nameValue, Value: v}); o != nil {
		return o
	}
	o := l.vm.NewObject()
	must(o.Set("done", done))
	must(o.Set("value", v))
	return o
}

// dictionary checks what the web takes for a dictionary, of which null is one;
// then it is nil.
func (l *library) dictionary(v goja.Value, name string) (*goja.Object, error) {
	if modules.IsNullish(v) {
		return nil, nil
	}
	if o, ok := v.(*goja.Object); ok {
		return o, nil
	}
	_, err := l.env.ValidateObject(v, name)
	return nil, err
}

// member is a member of a dictionary, or undefined.
func member(o *goja.Object, name string) goja.Value {
	if o != nil {
		if v := o.Get(name); v != nil {
			return v
		}
	}
	return goja.Undefined()
}

// text is the string of a value.
func text(v goja.Value) (string, error) {
	if _, symbol := v.(*goja.Symbol); symbol {
		return "", modules.TypeError("", "Cannot convert a Symbol value to a string")
	}
	return v.String(), nil
}

// callback is a method of a source, or a zero method.
func (l *library) callback(source *goja.Object, name, kind string) (method, error) {
	v := member(source, name)
	if modules.IsNullish(v) {
		return method{}, nil
	}
	f, ok := v.(*goja.Object)
	if !ok || !engine.Callable(f) {
		return method{}, l.env.InvalidArgType(kind+"."+name, v, "Function")
	}
	return method{f, source}, nil
}

// startOf is callback for start, which is called at once.
func (l *library) startOf(source *goja.Object) (method, error) {
	m, err := l.callback(source, "start", "")
	if err != nil {
		return m, modules.TypeError("", "Bind must be called on a function")
	}
	return m, nil
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
