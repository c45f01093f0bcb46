package webstreams

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/modules"
)

// highWaterMark is that of a strategy.
func (l *library) highWaterMark(strategy *goja.Object, fallback float64) (float64, error) {
	v := member(strategy, "highWaterMark")
	if goja.IsUndefined(v) {
		return fallback, nil
	}
	mark := v.ToNumber().ToFloat()
	if math.IsNaN(mark) || mark < 0 {
		return 0, l.invalidRange("strategy.highWaterMark", v)
	}
	return mark, nil
}

// sizeFunc is the size function of a strategy; nil counts chunks.
type sizeFunc = *goja.Object

func (l *library) sizeOf(strategy *goja.Object) (sizeFunc, error) {
	v := member(strategy, "size")
	if goja.IsUndefined(v) {
		return nil, nil
	}
	f, ok := v.(*goja.Object)
	if !ok || !engine.Callable(f) {
		return nil, l.env.InvalidArgType("strategy.size", v, "Function")
	}
	return f, nil
}

// sizeOfChunk calls a size function. The error is what it throws.
func (l *library) sizeOfChunk(size sizeFunc, chunk goja.Value) (goja.Value, error) {
	if size == nil {
		return nil, nil
	}
	v, err := engine.Call(size, goja.Undefined(), []goja.Value{chunk})
	if err != nil {
		return nil, thrown(l.caught(err))
	}
	return v, nil
}

// checkSize converts what a size function returned; nil stands for 1.
func (l *library) checkSize(v goja.Value) (n float64, err error) {
	if v == nil {
		return 1, nil
	}
	if err := l.attempt(func() { n = v.ToNumber().ToFloat() }); err != nil {
		return 0, err
	}
	if math.IsNaN(n) || n < 0 || math.IsInf(n, 1) {
		return 0, modules.RangeError("ERR_INVALID_ARG_VALUE", "The argument 'size' is invalid. Received %s", l.vm.ToValue(n).String())
	}
	return n, nil
}

// strategy is the state of a queuing strategy.
type strategy struct{ mark goja.Value }

var byteStrategies, countStrategies = modules.NewSlot[strategy]("ByteLengthQueuingStrategy"), modules.NewSlot[strategy]("CountQueuingStrategy")

func (l *library) defineStrategies() {
	l.strategy("ByteLengthQueuingStrategy", "byteSizeFunction", byteStrategies, modules.Fn("size", 1, func(c modules.Call) (goja.Value, error) {
		if o, ok := c.Argument(0).(*goja.Object); ok {
			return member(o, "byteLength"), nil
		}
		if modules.IsNullish(c.Argument(0)) {
			return nil, modules.TypeError("", "Cannot read properties of %s (reading 'byteLength')", c.Argument(0))
		}
		return nil, nil
	}))
	one := l.vm.ToValue(1)
	l.strategy("CountQueuingStrategy", "countSizeFunction", countStrategies,
		modules.Fn("size", 0, func(modules.Call) (goja.Value, error) { return one, nil }))
}

func (l *library) strategy(name, field string, slot modules.Slot[strategy], size modules.Export) {
	shared := l.env.Exports(size).Get("size")
	check := func(c modules.Call, field string) (*strategy, error) {
		if s := slot.Own(c.This); s != nil {
			return s, nil
		}
		return nil, modules.TypeError("", "Cannot read private member #%s from an object whose class did not declare it", field)
	}
	l.class(name, 1, func(c modules.ConstructCall) (*goja.Object, error) {
		init, ok := c.Argument(0).(*goja.Object)
		if !ok {
			return nil, l.env.InvalidArgType("init", c.Argument(0), "Object")
		}
		v := member(init, "highWaterMark")
		if goja.IsUndefined(v) {
			return nil, modules.TypeError("ERR_MISSING_OPTION", "init.highWaterMark is required")
		}
		return slot.New(l.vm, c.This.Prototype(), &strategy{v.ToNumber()}), nil
	},
		modules.Getter("highWaterMark", func(c modules.Call) (goja.Value, error) {
			s, err := check(c, "state")
			if err != nil {
				return nil, err
			}
			return s.mark, nil
		}),
		modules.Getter("size", func(c modules.Call) (goja.Value, error) {
			_, err := check(c, field)
			return shared, err
		}),
		inspected(l, slot, name, func(_ *goja.Object, s *strategy) []modules.Export {
			return []modules.Export{modules.Val("highWaterMark", s.mark)}
		}),
	)
}
