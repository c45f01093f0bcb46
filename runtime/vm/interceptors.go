package vm

import (
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/namespaces"
	"github.com/gonode/gonode/runtime/internal/realm"
)

// operations are functions of the language as they are before a program can change them.
type operations struct {
	env                                         *modules.Env
	set, has, describe, define, remove, ownKeys goja.Value
	contexts                                    *goja.Object // a WeakMap from contextified objects
}

var operationsOf = modules.NewLocal(func(e *modules.Env) *operations {
	reflect := e.VM.Get("Reflect").(*goja.Object)
	contexts, err := e.VM.New(e.VM.Get("WeakMap"))
	must(e, err)
	return &operations{
		env: e, contexts: contexts, set: reflect.Get("set"), has: reflect.Get("has"), describe: reflect.Get("getOwnPropertyDescriptor"),
		define: reflect.Get("defineProperty"), remove: reflect.Get("deleteProperty"), ownKeys: reflect.Get("ownKeys"),
	}
})

func (o *operations) call(f goja.Value, args ...goja.Value) goja.Value {
	v, err := o.env.Invoke(f, goja.Undefined(), args...)
	if err != nil {
		panic(o.env.Panic(err))
	}
	return v
}

func (o *operations) descriptor(of *goja.Object, key goja.Value) *goja.Object {
	d, _ := o.call(o.describe, of, key).(*goja.Object)
	return d
}

// attributes tells whether an object or one of its prototypes has a property, and whether that is a read-only one.
func (o *operations) attributes(of *goja.Object, key goja.Value) (declared, readOnly bool) {
	for ; of != nil; of = of.Prototype() {
		if d := o.descriptor(of, key); d != nil {
			writable := d.Get("writable")
			return true, writable != nil && !writable.ToBoolean()
		}
	}
	return false, false
}

// intercepted makes the global object of a contextified one: what happens to it happens to the contextified object too,
// in the way of Node's interceptors.
func (x *context) intercepted() *goja.Object {
	vm := x.env.VM
	index := func(i int) goja.Value { return vm.ToValue(strconv.Itoa(i)) }
	traps := &goja.ProxyTrapConfig{
		Has:    func(_ *goja.Object, name string) bool { return x.has(vm.ToValue(name)) },
		HasSym: func(_ *goja.Object, s *goja.Symbol) bool { return x.has(s) },
		Get:    func(_ *goja.Object, name string, _ goja.Value) goja.Value { return x.get(name) },
		GetSym: func(_ *goja.Object, s *goja.Symbol, _ goja.Value) goja.Value { return x.getSymbol(s) },
		Set: func(_ *goja.Object, name string, v, _ goja.Value) bool {
			return x.assign(name, v) || x.set(vm.ToValue(name), v)
		},
		SetSym:                   func(_ *goja.Object, s *goja.Symbol, v, _ goja.Value) bool { return x.set(s, v) },
		DeleteProperty:           func(_ *goja.Object, name string) bool { return x.remove(vm.ToValue(name)) },
		DeletePropertySym:        func(_ *goja.Object, s *goja.Symbol) bool { return x.remove(s) },
		GetOwnPropertyDescriptor: func(_ *goja.Object, name string) goja.PropertyDescriptor { return x.describe(vm.ToValue(name)) },
		GetOwnPropertyDescriptorSym: func(_ *goja.Object, s *goja.Symbol) goja.PropertyDescriptor {
			return x.describe(s)
		},
		DefineProperty: func(_ *goja.Object, name string, d goja.PropertyDescriptor) bool {
			return x.define(vm.ToValue(name), d)
		},
		DefinePropertyIdx: func(_ *goja.Object, i int, d goja.PropertyDescriptor) bool { return x.define(index(i), d) },
		DefinePropertySym: func(_ *goja.Object, s *goja.Symbol, d goja.PropertyDescriptor) bool { return x.define(s, d) },
		OwnKeys:           func(*goja.Object) *goja.Object { return x.ownKeys() },
		PreventExtensions: func(*goja.Object) bool {
			x.refuse("'preventExtensions' on proxy: trap returned falsish", "Cannot prevent extensions")
			return false
		},
	}
	global := vm.ToValue(vm.NewProxy(x.own, traps)).(*goja.Object)
	namespaces.Conceal(x.env, global)
	return global
}

// outside makes the runtime's own global object the engine's, while code that is not the context's may run; its result
// undoes that.
func (x *context) outside() (inside *goja.Object) { return x.realm.SetGlobal(x.main) }

// has tells whether there is a property, or, if code resolves a name, a variable: what the contextified object inherits
// is a variable only.
func (x *context) has(key goja.Value) bool {
	resolving := x.realm.Resolving()
	defer x.realm.SetGlobal(x.outside())
	if resolving && x.ops.call(x.ops.has, x.sandbox, key).ToBoolean() || x.ops.descriptor(x.sandbox, key) != nil {
		return true
	}
	return x.ops.call(x.ops.has, x.own, key).ToBoolean()
}

func (x *context) get(name string) goja.Value {
	defer x.realm.SetGlobal(x.outside())
	v := x.sandbox.Get(name)
	if v == nil {
		return x.own.Get(name)
	}
	if v == x.sandbox {
		return x.realm.Global
	}
	return v
}

func (x *context) getSymbol(s *goja.Symbol) goja.Value {
	defer x.realm.SetGlobal(x.outside())
	v := x.sandbox.GetSymbol(s)
	if v == nil {
		return x.own.GetSymbol(s)
	}
	return v
}

// assign is set for a plain property of a plain contextified object, if it is one: most assignments are.
func (x *context) assign(name string, value goja.Value) bool {
	if !realm.IsPlain(x.sandbox, name) {
		return false
	}
	switch {
	case realm.IsPlain(x.own, name):
		must(x.env, x.own.Set(name, value))
	case x.own.Get(name) != nil:
		return false
	}
	must(x.env, x.sandbox.Set(name, value))
	return true
}

func (x *context) set(key, value goja.Value) bool {
	contextual := x.realm.Assigning()
	defer x.realm.SetGlobal(x.outside())
	here, readOnly := x.ops.attributes(x.own, key)
	there, sandboxReadOnly := x.ops.attributes(x.sandbox, key)
	if readOnly || sandboxReadOnly {
		name := key.String()
		message := "Cannot redefine property: " + name
		if contextual {
			message = "Cannot assign to read only property '" + name + "' of object '[object Object]'"
		}
		x.refuse("'set' on proxy: trap returned falsish for property '"+name+"'", message)
		return false
	}
	if _, symbol := key.(*goja.Symbol); symbol && !here && !there {
		return x.ops.call(x.ops.set, x.own, key, value).ToBoolean()
	}
	taken := x.ops.call(x.ops.set, x.sandbox, key, value).ToBoolean()
	if taken && x.ops.descriptor(x.own, key) == nil {
		return true
	}
	if there {
		if d := x.ops.descriptor(x.sandbox, key); d != nil && d.Get("value") == nil {
			return true
		}
	}
	return x.ops.call(x.ops.set, x.own, key, value).ToBoolean()
}

func (x *context) remove(key goja.Value) bool {
	defer x.realm.SetGlobal(x.outside())
	name := key.String()
	x.refuse("'deleteProperty' on proxy: trap returned falsish for property '"+name+"'", "Cannot delete property '"+name+"' of #<Object>")
	if !x.ops.call(x.ops.remove, x.sandbox, key).ToBoolean() {
		return false
	}
	if _, symbol := key.(*goja.Symbol); !symbol && x.declared[name] {
		return false
	}
	return x.ops.call(x.ops.remove, x.own, key).ToBoolean()
}

func (x *context) describe(key goja.Value) goja.PropertyDescriptor {
	defer x.realm.SetGlobal(x.outside())
	d := x.ops.descriptor(x.sandbox, key)
	if d == nil {
		if d = x.ops.descriptor(x.own, key); d == nil {
			return goja.PropertyDescriptor{}
		}
	} else if !d.Get("configurable").ToBoolean() {
		// The engine believes that a property cannot change only if its own object has such a one.
		x.ops.call(x.ops.define, x.own, key, x.shield(d))
	}
	return readDescriptor(d)
}

func readDescriptor(d *goja.Object) goja.PropertyDescriptor {
	flag := func(name string) goja.Flag {
		v := d.Get(name)
		if v == nil {
			return goja.FLAG_NOT_SET
		}
		return goja.ToFlag(v.ToBoolean())
	}
	return goja.PropertyDescriptor{
		Value: d.Get("value"), Getter: d.Get("get"), Setter: d.Get("set"),
		Writable: flag("writable"), Enumerable: flag("enumerable"), Configurable: flag("configurable"),
	}
}

func (x *context) define(key goja.Value, d goja.PropertyDescriptor) bool {
	defer x.realm.SetGlobal(x.outside())
	own := x.ops.descriptor(x.own, key)
	if own != nil {
		writable := own.Get("writable")
		if writable != nil && !writable.ToBoolean() && !own.Get("configurable").ToBoolean() {
			return x.redefined(key, x.ops.call(x.ops.define, x.own, key, x.writeDescriptor(d)))
		}
	}
	given := x.writeDescriptor(d)
	taken := x.ops.call(x.ops.define, x.sandbox, key, given).ToBoolean()
	if _, symbol := key.(*goja.Symbol); taken && own == nil && d.Configurable != goja.FLAG_FALSE && (symbol || !x.declared[key.String()]) {
		return true
	}
	if !taken && own == nil && x.ops.descriptor(x.sandbox, key) != nil {
		return x.redefined(key, x.env.VM.ToValue(false))
	}
	return x.redefined(key, x.ops.call(x.ops.define, x.own, key, x.shield(given)))
}

func (x *context) redefined(key, done goja.Value) bool {
	if !done.ToBoolean() {
		x.refuse("'defineProperty' on proxy: trap returned falsish", "Cannot redefine property: "+key.String())
	}
	return done.ToBoolean()
}

// refuse has words for an error that the engine may be about to make of a refusal.
func (x *context) refuse(complaint, words string) { loaderOf(x.env).Refuse(complaint, words) }

// shield gives a descriptor for the context's own object. The engine takes accessors that cannot change for wrong if
// its own object has the very same functions, so it gets others.
func (x *context) shield(d *goja.Object) *goja.Object {
	for _, name := range [...]string{"get", "set"} {
		f, ok := d.Get(name).(*goja.Object)
		if !ok {
			continue
		}
		shielded := x.env.VM.CreateObject(nil)
		for _, key := range d.Keys() {
			must(x.env, shielded.Set(key, d.Get(key)))
		}
		must(x.env, shielded.Set(name, x.env.Func(name, 0, func(c modules.Call) (goja.Value, error) {
			return c.Env.Invoke(f, c.This, c.Arguments...)
		})))
		d = shielded
	}
	return d
}

func (x *context) writeDescriptor(d goja.PropertyDescriptor) *goja.Object {
	o := x.env.VM.CreateObject(nil)
	put := func(name string, v goja.Value) {
		if v != nil {
			must(x.env, o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
		}
	}
	flag := func(name string, f goja.Flag) {
		if f != goja.FLAG_NOT_SET {
			put(name, x.env.VM.ToValue(f.Bool()))
		}
	}
	put("value", d.Value)
	put("get", d.Getter)
	put("set", d.Setter)
	flag("writable", d.Writable)
	flag("enumerable", d.Enumerable)
	flag("configurable", d.Configurable)
	return o
}

// ownKeys are the keys of both objects, those of the context's own first.
func (x *context) ownKeys() *goja.Object {
	defer x.realm.SetGlobal(x.outside())
	list := func(o *goja.Object) (keys []any, symbols []any) {
		all := x.ops.call(x.ops.ownKeys, o).(*goja.Object)
		x.env.VM.ForOf(all, func(v goja.Value) bool {
			if _, symbol := v.(*goja.Symbol); symbol {
				symbols = append(symbols, v)
			} else {
				keys = append(keys, v)
			}
			return true
		})
		return keys, symbols
	}
	keys, symbols := list(x.own)
	moreKeys, moreSymbols := list(x.sandbox)
	merge := func(a, b []any) []any {
		seen := map[any]bool{}
		name := func(v any) any {
			if s, ok := v.(*goja.Symbol); ok {
				return s
			}
			return v.(goja.Value).String()
		}
		for _, v := range a {
			seen[name(v)] = true
		}
		for _, v := range b {
			if !seen[name(v)] {
				a = append(a, v)
			}
		}
		return a
	}
	return x.env.VM.NewArray(append(merge(keys, moreKeys), merge(symbols, moreSymbols)...)...)
}

func must(e *modules.Env, err error) {
	if err != nil {
		panic(e.Panic(err))
	}
}
