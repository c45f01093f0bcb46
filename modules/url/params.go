package url

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/clone"
	"github.com/gonode/gonode/modules/whatwgurl"
)

// paramsState is the state of a URLSearchParams object.
type paramsState struct {
	pairs whatwgurl.Pairs
	url   *urlState // whose search this is, or nil
	// serialized is String, kept until a change.
	serialized string
	isFresh    bool
}

var paramsSlot = modules.NewSlot[paramsState]("searchParams")

func (p *paramsState) replace(pairs whatwgurl.Pairs) { p.pairs, p.isFresh = pairs, false }

// changed tells the URL.
func (p *paramsState) changed() {
	p.isFresh = false
	if p.url != nil {
		p.url.stale = true
	}
}

func (p *paramsState) String() string {
	if !p.isFresh {
		p.serialized, p.isFresh = p.pairs.String(), true
	}
	return p.serialized
}

func (u *urls) defineParams() {
	u.params = u.env.Class(modules.ClassSpec{
		Name: "URLSearchParams", NewOnly: true, Construct: u.newParams, EnumerableMethods: true,
		Methods: []modules.Export{
			modules.Getter("size", u.size),
			modules.Fn("append", 2, u.appendPair),
			modules.Fn("delete", 1, u.deletePairs),
			modules.Fn("get", 1, u.get),
			modules.Fn("getAll", 1, u.getAll),
			modules.Fn("has", 1, u.has),
			modules.Fn("set", 2, u.setPair),
			modules.Fn("sort", 0, u.sortPairs),
			modules.Fn("entries", 0, u.iterate(entries)),
			modules.Fn("forEach", 1, u.forEach),
			modules.Fn("keys", 0, u.iterate(keys)),
			modules.Fn("values", 0, u.iterate(values)),
			modules.Fn("toString", 0, u.paramsToString),
			modules.Fn("[nodejs.util.inspect.custom]", 2, u.inspectParams).WithSymbol(u.inspect).Hidden(),
		},
	})
	u.paramsPrototype = prototypeOf(u.params)
	u.tag(u.paramsPrototype, "URLSearchParams")
	clone.MarkClass(u.env, u.paramsPrototype)
	u.entries = u.paramsPrototype.Get("entries")
	must(u.paramsPrototype.DefineDataPropertySymbol(goja.SymIterator, u.entries, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	u.defineIterator()
}

// newParams is new URLSearchParams([init]).
func (u *urls) newParams(c modules.ConstructCall) (*goja.Object, error) {
	p := &paramsState{}
	paramsSlot.Set(u.env.VM, c.This, p)
	init := c.Argument(0)
	o, ok := init.(*goja.Object)
	if !ok {
		if !goja.IsUndefined(init) {
			p.pairs = whatwgurl.ParseForm(u.text(init))
		}
		return nil, nil
	}
	method := o.GetSymbol(goja.SymIterator)
	if modules.IsNullish(method) {
		return nil, u.fromRecord(p, o)
	}
	if other := paramsSlot.Get(o); other != nil && method == u.entries {
		p.pairs = append(whatwgurl.Pairs(nil), other.pairs...)
		return nil, nil
	}
	if !modules.IsFunction(method) {
		return nil, modules.TypeError("ERR_ARG_NOT_ITERABLE", "Query pairs must be iterable")
	}
	return nil, u.fromSequence(p, o)
}

// fromSequence takes pairs from an iterable of iterables.
func (u *urls) fromSequence(p *paramsState, list *goja.Object) (err error) {
	invalid := modules.TypeError("ERR_INVALID_TUPLE", "Each query pair must be an iterable [name, value] tuple")
	u.env.VM.ForOf(list, func(pair goja.Value) bool {
		o, ok := pair.(*goja.Object)
		if !ok || !modules.IsFunction(o.GetSymbol(goja.SymIterator)) {
			err = invalid
			return false
		}
		if modules.IsArray(o) {
			if o.Get("length").ToInteger() != 2 {
				err = invalid
				return false
			}
			p.pairs = append(p.pairs, u.text(element(o, "0")), u.text(element(o, "1")))
			return true
		}
		n := len(p.pairs)
		u.env.VM.ForOf(o, func(item goja.Value) bool {
			p.pairs = append(p.pairs, u.text(item))
			return true
		})
		if len(p.pairs) != n+2 {
			err = invalid
		}
		return err == nil
	})
	return err
}

// element is a property that counts as undefined where it is missing.
func element(o *goja.Object, name string) goja.Value {
	if v := o.Get(name); v != nil {
		return v
	}
	return goja.Undefined()
}

// fromRecord takes the enumerable properties of an object.
func (u *urls) fromRecord(p *paramsState, o *goja.Object) error {
	ownKeys, err := u.env.Invoke(u.function("Reflect", "ownKeys"), goja.Undefined(), o)
	if err != nil {
		return err
	}
	describe, get := u.function("Object", "getOwnPropertyDescriptor"), u.function("Reflect", "get")
	list := ownKeys.(*goja.Object)
	seen := map[string]int{}
	for i := range int(list.Get("length").ToInteger()) {
		key := list.Get(u.env.VM.ToValue(i).String())
		property, err := u.env.Invoke(describe, goja.Undefined(), o, key)
		if err != nil {
			return err
		}
		d, ok := property.(*goja.Object)
		if !ok || !d.Get("enumerable").ToBoolean() {
			continue
		}
		name := u.text(key)
		v, err := u.env.Invoke(get, goja.Undefined(), o, key)
		if err != nil {
			return err
		}
		value := u.text(v)
		if at, ok := seen[name]; ok {
			p.pairs[at] = value
			continue
		}
		p.pairs = append(p.pairs, name, value)
		seen[name] = len(p.pairs) - 1
	}
	return nil
}

// paramsCall is the state that a method is called on, and its arguments as
// strings; names are those that must be given.
func paramsCall(c modules.Call, names ...string) (*paramsState, error) {
	p := paramsSlot.Get(c.This)
	if p == nil {
		return nil, invalidThis("URLSearchParams")
	}
	if len(c.Arguments) < len(names) {
		return nil, modules.MissingArgs(names...)
	}
	return p, nil
}

// size is the getter of urlSearchParams.size.
func (u *urls) size(c modules.Call) (goja.Value, error) {
	p, err := paramsCall(c)
	if err != nil {
		return nil, err
	}
	return u.env.VM.ToValue(len(p.pairs) / 2), nil
}

// appendPair is urlSearchParams.append(name, value).
func (u *urls) appendPair(c modules.Call) (goja.Value, error) {
	p, err := paramsCall(c, "name", "value")
	if err != nil {
		return nil, err
	}
	name, value := u.text(c.Argument(0)), u.text(c.Argument(1))
	p.pairs = append(p.pairs, name, value)
	p.changed()
	return nil, nil
}

// deletePairs is urlSearchParams.delete(name[, value]).
func (u *urls) deletePairs(c modules.Call) (goja.Value, error) {
	p, err := paramsCall(c, "name")
	if err != nil {
		return nil, err
	}
	name, value := u.text(c.Argument(0)), u.optional(c, 1)
	p.pairs = p.pairs.Delete(name, value)
	p.changed()
	return nil, nil
}

func (u *urls) optional(c modules.Call, i int) *string {
	if !c.Has(i) {
		return nil
	}
	s := u.text(c.Argument(i))
	return &s
}

// get is urlSearchParams.get(name).
func (u *urls) get(c modules.Call) (goja.Value, error) {
	p, err := paramsCall(c, "name")
	if err != nil {
		return nil, err
	}
	if value, ok := p.pairs.Get(u.text(c.Argument(0))); ok {
		return u.env.VM.ToValue(value), nil
	}
	return goja.Null(), nil
}

// getAll is urlSearchParams.getAll(name).
func (u *urls) getAll(c modules.Call) (goja.Value, error) {
	p, err := paramsCall(c, "name")
	if err != nil {
		return nil, err
	}
	name := u.text(c.Argument(0))
	var list []any
	for i := 0; i < len(p.pairs); i += 2 {
		if p.pairs[i] == name {
			list = append(list, p.pairs[i+1])
		}
	}
	return u.env.VM.NewArray(list...), nil
}

// has is urlSearchParams.has(name[, value]).
func (u *urls) has(c modules.Call) (goja.Value, error) {
	p, err := paramsCall(c, "name")
	if err != nil {
		return nil, err
	}
	name, value := u.text(c.Argument(0)), u.optional(c, 1)
	for i := 0; i < len(p.pairs); i += 2 {
		if p.pairs[i] == name && (value == nil || p.pairs[i+1] == *value) {
			return modules.Bool(true), nil
		}
	}
	return modules.Bool(false), nil
}

// setPair is urlSearchParams.set(name, value).
func (u *urls) setPair(c modules.Call) (goja.Value, error) {
	p, err := paramsCall(c, "name", "value")
	if err != nil {
		return nil, err
	}
	name, value := u.text(c.Argument(0)), u.text(c.Argument(1))
	p.pairs = p.pairs.Set(name, value)
	p.changed()
	return nil, nil
}

// sortPairs is urlSearchParams.sort().
func (u *urls) sortPairs(c modules.Call) (goja.Value, error) {
	p, err := paramsCall(c)
	if err != nil {
		return nil, err
	}
	p.pairs.Sort()
	p.changed()
	return nil, nil
}

// forEach is urlSearchParams.forEach(callback[, thisArg]). What the callback
// appends or removes counts.
func (u *urls) forEach(c modules.Call) (goja.Value, error) {
	p, err := paramsCall(c)
	if err != nil {
		return nil, err
	}
	callback, err := c.Func(0, "callback")
	if err != nil {
		return nil, err
	}
	vm := u.env.VM
	for i := 0; i < len(p.pairs); i += 2 {
		if _, err := callback(c.Argument(1), vm.ToValue(p.pairs[i+1]), vm.ToValue(p.pairs[i]), c.This); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// paramsToString is urlSearchParams.toString().
func (u *urls) paramsToString(c modules.Call) (goja.Value, error) {
	p, err := paramsCall(c)
	if err != nil {
		return nil, err
	}
	return u.env.VM.ToValue(p.String()), nil
}
