package ecma

import "github.com/dop251/goja"

func addMapFunctions(a *additions) {
	a.method("groupBy", 2, mapGroupBy)
	a.prototype(func(p *additions) {
		addUpsert(p, mapGet, mapHas, mapSet, func(*goja.Runtime, goja.Value) bool { return true })
	})
}

func addWeakMapFunctions(a *additions) {
	a.prototype(func(p *additions) { addUpsert(p, weakMapGet, weakMapHas, weakMapSet, canBeHeldWeakly) })
}

// addUpsert adds getOrInsert and getOrInsertComputed on top of a collection's own methods.
func addUpsert(a *additions, get, has, set builtin, valid func(*goja.Runtime, goja.Value) bool) {
	one := func(c goja.FunctionCall, args ...goja.Value) goja.FunctionCall {
		return goja.FunctionCall{This: c.This, Arguments: args}
	}
	check := func(r *goja.Runtime, key goja.Value) {
		if !valid(r, key) {
			panic(r.NewTypeError("Invalid value used as weak map key"))
		}
	}
	// getOrInsert is map.getOrInsert(key, value).
	a.method("getOrInsert", 2, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
		key, value := c.Argument(0), c.Argument(1)
		found := has(r, one(c, key)).ToBoolean()
		check(r, key)
		if found {
			return get(r, one(c, key))
		}
		set(r, one(c, key, value))
		return value
	})
	// getOrInsertComputed is map.getOrInsertComputed(key, callback).
	a.method("getOrInsertComputed", 2, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
		key := canonical(c.Argument(0))
		found := has(r, one(c, key)).ToBoolean()
		check(r, key)
		f := callable(r, c.Argument(1))
		if found {
			return get(r, one(c, key))
		}
		value := f(goja.FunctionCall{This: goja.Undefined(), Arguments: []goja.Value{key}})
		set(r, one(c, key, value))
		return value
	})
}

// canonical is the key without the sign of zero.
func canonical(key goja.Value) goja.Value {
	if goja.IsNumber(key) && key.ToFloat() == 0 {
		return number(0)
	}
	return key
}

// canBeHeldWeakly tells whether a value is an object or a symbol that is not registered.
func canBeHeldWeakly(r *goja.Runtime, v goja.Value) bool {
	switch v := v.(type) {
	case *goja.Object:
		return true
	case *goja.Symbol:
		return !isRegistered(r, v)
	}
	return false
}

// group is a key of groupBy with its values in their order.
type group struct {
	key    goja.Value
	values []any
}

// groupBy calls the callback for each item and hands each of its results, as a key, to place.
func groupBy(r *goja.Runtime, c goja.FunctionCall, place func(key, item goja.Value)) {
	items := c.Argument(0)
	if goja.IsUndefined(items) || goja.IsNull(items) {
		panic(r.NewTypeError("%s is not iterable", items.String()))
	}
	f := callable(r, c.Argument(1))
	i := 0
	r.ForOf(items, func(item goja.Value) bool {
		place(f(goja.FunctionCall{This: goja.Undefined(), Arguments: []goja.Value{item, r.ToValue(i)}}), item)
		i++
		return true
	})
}

// objectGroupBy is Object.groupBy(items, callback).
func objectGroupBy(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	groups := map[any]*group{}
	var order []*group
	groupBy(r, c, func(key, item goja.Value) {
		key = toPropertyKey(key)
		var id any = key
		if s, ok := key.(goja.String); ok {
			id = s.String()
			if loneSurrogate(s, 0) >= 0 {
				id = codeUnits(s)
			}
		}
		g := groups[id]
		if g == nil {
			g = &group{key: key}
			groups[id] = g
			order = append(order, g)
		}
		g.values = append(g.values, item)
	})
	o := r.CreateObject(nil)
	for _, g := range order {
		createDataPropertyOrThrow(o, g.key, r.NewArray(g.values...))
	}
	return o
}

// mapGroupBy is Map.groupBy(items, callback).
func mapGroupBy(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	made, err := r.New(r.GlobalObject().Get("Map"))
	if err != nil {
		panic(err)
	}
	call := func(f builtin, args ...goja.Value) goja.Value {
		return f(r, goja.FunctionCall{This: made, Arguments: args})
	}
	var order []*group
	groupBy(r, c, func(key, item goja.Value) {
		key = canonical(key)
		if at := call(mapGet, key); !goja.IsUndefined(at) {
			g := order[at.ToInteger()]
			g.values = append(g.values, item)
			return
		}
		call(mapSet, key, r.ToValue(len(order)))
		order = append(order, &group{key: key, values: []any{item}})
	})
	for _, g := range order {
		call(mapSet, g.key, r.NewArray(g.values...))
	}
	return made
}
