package fetch

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// header is all values of one name. Names are in lower case but for shown,
// which is how the first one was written.
type header struct {
	name, shown string
	values      []string
}

// headers is the state of a Headers object. https://fetch.spec.whatwg.org/#headers-class
type headers struct {
	list      []header
	immutable bool
	// sorted is what iteration sees, until a change.
	sorted []pair
}

var headersSlot = modules.NewSlot[headers]("Headers")

const cookies = "set-cookie"

func (h *headers) find(name string) int {
	return slices.IndexFunc(h.list, func(x header) bool { return x.name == name })
}

func (h *headers) append(name, value string) {
	h.sorted = nil
	key := strings.ToLower(name)
	if i := h.find(key); i >= 0 {
		h.list[i].values = append(h.list[i].values, value)
		return
	}
	h.list = append(h.list, header{key, name, []string{value}})
}

func (h *headers) set(name, value string) {
	h.sorted = nil
	if i := h.find(strings.ToLower(name)); i >= 0 {
		h.list[i].values = []string{value}
		return
	}
	h.append(name, value)
}

func (h *headers) remove(name string) {
	if i := h.find(strings.ToLower(name)); i >= 0 {
		h.sorted = nil
		h.list = slices.Delete(h.list, i, i+1)
	}
}

func (x header) joined() string { return strings.Join(x.values, ", ") }

// pairs are the headers as iteration sees them: sorted, and one for each cookie.
func (h *headers) pairs(vm *goja.Runtime) []pair {
	if h.sorted != nil {
		return h.sorted
	}
	list := slices.Clone(h.list)
	slices.SortFunc(list, func(a, b header) int { return strings.Compare(a.name, b.name) })
	for _, x := range list {
		if x.name != cookies {
			h.sorted = append(h.sorted, pair{x.name, vm.ToValue(x.joined())})
			continue
		}
		for _, v := range x.values {
			h.sorted = append(h.sorted, pair{x.name, vm.ToValue(v)})
		}
	}
	return h.sorted
}

func isToken(s string) bool {
	for i := range len(s) {
		b := s[i]
		if !(b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z' || strings.IndexByte("!#$%&'*+-.^_`|~", b) >= 0) {
			return false
		}
	}
	return s != ""
}

// headerName checks the name that a method got.
func headerName(v goja.Value, prefix string) (string, error) {
	name, err := byteString(v, prefix, "name")
	if err == nil && !isToken(name) {
		err = typeError(`%s: "%s" is an invalid header name.`, prefix, name)
	}
	return name, err
}

// add appends a header after the checks of Headers.append.
func (h *headers) add(name, value, prefix string, put func(name, value string)) error {
	value = strings.Trim(value, "\t\n\r ")
	if !isToken(name) {
		return typeError(`%s: "%s" is an invalid header name.`, prefix, name)
	}
	if strings.ContainsAny(value, "\x00\r\n") {
		return typeError(`%s: "%s" is an invalid header value.`, prefix, value)
	}
	if h.immutable {
		return typeError("immutable")
	}
	put(name, value)
	return nil
}

// defineHeaders makes the class Headers.
func defineHeaders(env *modules.Env) *goja.Object {
	vm := env.VM
	x := newIterable(env, "Headers", headersSlot, func(h *headers) []pair { return h.pairs(vm) })
	method := func(name string, length int, f func(h *headers, c modules.Call, prefix string) (goja.Value, error)) modules.Export {
		prefix := "Headers." + name
		return modules.Fn(name, length, func(c modules.Call) (goja.Value, error) {
			h, err := x.this(c)
			if err != nil {
				return nil, err
			}
			if err := arguments(c, prefix, length); err != nil {
				return nil, err
			}
			return f(h, c, prefix)
		})
	}
	put := func(h *headers, c modules.Call, prefix string, put func(name, value string)) (goja.Value, error) {
		name, err := byteString(c.Argument(0), prefix, "name")
		if err != nil {
			return nil, err
		}
		value, err := byteString(c.Argument(1), prefix, "value")
		if err != nil {
			return nil, err
		}
		return nil, h.add(name, value, prefix, put)
	}
	methods := []modules.Export{
		method("append", 2, func(h *headers, c modules.Call, prefix string) (goja.Value, error) {
			return put(h, c, prefix, h.append)
		}),
		method("delete", 1, func(h *headers, c modules.Call, prefix string) (goja.Value, error) {
			name, err := headerName(c.Argument(0), prefix)
			if err == nil && h.immutable {
				err = typeError("immutable")
			}
			if err == nil {
				h.remove(name)
			}
			return nil, err
		}),
		method("get", 1, func(h *headers, c modules.Call, prefix string) (goja.Value, error) {
			name, err := headerName(c.Argument(0), prefix)
			if err != nil {
				return nil, err
			}
			if i := h.find(strings.ToLower(name)); i >= 0 {
				return vm.ToValue(h.list[i].joined()), nil
			}
			return goja.Null(), nil
		}),
		method("has", 1, func(h *headers, c modules.Call, prefix string) (goja.Value, error) {
			name, err := headerName(c.Argument(0), prefix)
			return modules.Bool(err == nil && h.find(strings.ToLower(name)) >= 0), err
		}),
		method("set", 2, func(h *headers, c modules.Call, prefix string) (goja.Value, error) { return put(h, c, prefix, h.set) }),
		method("getSetCookie", 0, func(h *headers, _ modules.Call, _ string) (goja.Value, error) {
			if i := h.find(cookies); i >= 0 {
				return env.Value(h.list[i].values), nil
			}
			return vm.NewArray(), nil
		}),
	}
	return x.class(func(c modules.ConstructCall) (*goja.Object, error) {
		h := &headers{}
		if err := h.fill(env, c.Argument(0)); err != nil {
			return nil, err
		}
		o := headersSlot.New(vm, c.This.Prototype(), h)
		return o, nil
	}, append(methods, x.methods(func(h *headers) *goja.Object {
		o := vm.NewObject()
		for _, x := range h.list {
			must(o.Set(x.shown, x.joined()))
		}
		return o
	})...))
}

// fill takes the init of new Headers(init).
func (h *headers) fill(env *modules.Env, v goja.Value) error {
	const prefix = "Headers constructor"
	if goja.IsUndefined(v) {
		return nil
	}
	o, ok := v.(*goja.Object)
	if !ok {
		return typeError("%s: Argument 1 could not be converted to one of: sequence<sequence<ByteString>>, record<ByteString, ByteString>.", prefix)
	}
	if other := headersSlot.Own(o); other != nil {
		for _, x := range other.list {
			h.list = append(h.list, header{x.name, x.shown, slices.Clone(x.values)})
		}
		return nil
	}
	if modules.IsFunction(o.GetSymbol(goja.SymIterator)) {
		return h.fillSequence(env, o)
	}
	keys, err := env.Method(env.VM.Get("Reflect").(*goja.Object), "ownKeys", o)
	if err != nil {
		return err
	}
	list := keys.(*goja.Object)
	for _, i := range list.Keys() {
		key := list.Get(i)
		if s, symbol := key.(*goja.Symbol); symbol {
			return typeError("%s: Key Symbol(%s) in init is a symbol, which cannot be converted to a ByteString.", prefix, s)
		}
		if !isEnumerable(env, o, key) {
			continue
		}
		name, err := byteString(key, prefix, "Key "+key.String()+" in init")
		if err != nil {
			return err
		}
		value, err := byteString(o.Get(key.String()), prefix, `init["`+key.String()+`"]`)
		if err != nil {
			return err
		}
		if err := h.add(name, value, "Headers.append", h.append); err != nil {
			return err
		}
	}
	return nil
}

func isEnumerable(env *modules.Env, o *goja.Object, key goja.Value) bool {
	d, err := env.Method(env.VM.Get("Object").(*goja.Object), "getOwnPropertyDescriptor", o, key)
	if err != nil {
		panic(env.Panic(err))
	}
	descriptor, ok := d.(*goja.Object)
	return ok && descriptor.Get("enumerable").ToBoolean()
}

// fillSequence takes a sequence of pairs.
func (h *headers) fillSequence(env *modules.Env, o *goja.Object) (err error) {
	const prefix = "Headers constructor"
	i := 0
	env.VM.ForOf(o, func(item goja.Value) bool {
		entry, ok := item.(*goja.Object)
		if !ok || !modules.IsFunction(entry.GetSymbol(goja.SymIterator)) {
			err = typeError("%s: init[%d] (%s) is not iterable.", prefix, i, stringify(env, item))
			return false
		}
		var parts []goja.Value
		env.VM.ForOf(entry, func(part goja.Value) bool {
			parts = append(parts, part)
			return true
		})
		if len(parts) != 2 {
			err = typeError("%s: expected name/value pair to be length 2, found %d.", prefix, len(parts))
			return false
		}
		var name, value string
		if name, err = byteString(parts[0], prefix, "init"); err == nil {
			if value, err = byteString(parts[1], prefix, "init"); err == nil {
				err = h.add(name, value, "Headers.append", h.append)
			}
		}
		i++
		return err == nil
	})
	return err
}
