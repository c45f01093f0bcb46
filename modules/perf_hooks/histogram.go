package perfhooks

import (
	"math"
	"math/big"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/eventloop"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

// histogram is a Histogram: a RecordableHistogram, or the one of
// monitorEventLoopDelay.
type histogram struct {
	*hdr
	recordable bool
	last       time.Time // of recordDelta
	timer      *eventloop.Timer
	resolution time.Duration
}

var histogramSlot = modules.NewSlot[histogram]("Histogram")

// histograms are the classes of one runtime.
type histograms struct {
	env                           *modules.Env
	histogram, recordable, delays *goja.Object
}

// histogramsOf makes the classes when they are first needed.
var histogramsOf = modules.NewLocal(newHistograms)

func newHistograms(env *modules.Env) *histograms {
	x := &histograms{env: env}
	illegal := func(modules.ConstructCall) (*goja.Object, error) {
		return nil, modules.TypeError("ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor")
	}
	x.histogram = env.Class(modules.ClassSpec{Name: "Histogram", NewOnly: true, Construct: illegal, Methods: x.readers()})
	x.recordable = env.Class(modules.ClassSpec{
		Name: "RecordableHistogram", NewOnly: true, Parent: x.histogram, Construct: illegal, Methods: x.recorders(),
	})
	x.delays = env.Class(modules.ClassSpec{
		Name: "ELDHistogram", NewOnly: true, Parent: x.histogram, Construct: illegal, Methods: x.switches(),
	})
	return x
}

func (x *histograms) make(class *goja.Object, h *histogram) *goja.Object {
	o := x.env.VM.CreateObject(class.Get("prototype").(*goja.Object))
	histogramSlot.Set(x.env.VM, o, h)
	return o
}

func (x *histograms) own(f func(c modules.Call, h *histogram) (goja.Value, error)) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		h := histogramSlot.Get(c.This)
		if h == nil {
			return nil, modules.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type Histogram`)
		}
		return f(c, h)
	}
}

func (x *histograms) getter(name string, get func(h *histogram) any) modules.Export {
	return modules.Getter(name, x.own(func(_ modules.Call, h *histogram) (goja.Value, error) {
		return x.env.VM.ToValue(get(h)), nil
	}))
}

// readers are the members of Histogram.
func (x *histograms) readers() []modules.Export {
	list := []modules.Export{
		x.getter("count", func(h *histogram) any { return h.total }),
		x.getter("countBigInt", func(h *histogram) any { return big.NewInt(h.total) }),
		modules.Fn("countAt", 1, x.own(func(c modules.Call, h *histogram) (goja.Value, error) {
			v, err := c.Number(0, "value", math.Inf(-1), math.Inf(1))
			if err != nil || !(v >= 0) || v > float64(h.highest) {
				return x.env.VM.ToValue(0), err
			}
			return x.env.VM.ToValue(h.counts[h.index(int64(v))]), nil
		})),
		x.getter("min", func(h *histogram) any { return h.minimum() }),
		x.getter("minBigInt", func(h *histogram) any { return big.NewInt(h.min) }),
		x.getter("max", func(h *histogram) any { return h.maximum() }),
		x.getter("maxBigInt", func(h *histogram) any { return big.NewInt(h.maximum()) }),
		x.getter("mean", func(h *histogram) any { return h.mean() }),
		x.getter("exceeds", func(h *histogram) any { return h.exceeds }),
		x.getter("exceedsBigInt", func(h *histogram) any { return big.NewInt(h.exceeds) }),
		x.getter("ewmaMean", func(*histogram) any { return 0 }),
		x.getter("ewmaStddev", func(*histogram) any { return 0 }),
		x.getter("ewmaErrorRate", func(*histogram) any { return 0 }),
		x.getter("kurtosis", func(h *histogram) any { return h.kurtosis() }),
		x.getter("skewness", func(h *histogram) any { return h.skewness() }),
		x.getter("stddev", func(h *histogram) any { return h.stddev() }),
		modules.Fn("percentile", 1, x.own(func(c modules.Call, h *histogram) (goja.Value, error) {
			p, err := x.percentile(c)
			return x.env.VM.ToValue(h.hdr.percentile(p)), err
		})),
		modules.Fn("percentileBigInt", 1, x.own(func(c modules.Call, h *histogram) (goja.Value, error) {
			p, err := x.percentile(c)
			return x.env.VM.ToValue(big.NewInt(h.hdr.percentile(p))), err
		})),
		modules.Getter("percentiles", x.own(func(_ modules.Call, h *histogram) (goja.Value, error) {
			return x.percentiles(h, func(v int64) any { return v })
		})),
		modules.Getter("percentilesBigInt", x.own(func(_ modules.Call, h *histogram) (goja.Value, error) {
			return x.percentiles(h, func(v int64) any { return big.NewInt(v) })
		})),
		modules.Fn("reset", 0, x.own(func(_ modules.Call, h *histogram) (goja.Value, error) {
			h.reset()
			h.last = time.Time{}
			return nil, nil
		})),
		modules.Fn("toJSON", 0, x.own(x.toJSON)),
		modules.Fn("[nodejs.util.inspect.custom]", 2, x.own(x.inspect)).WithSymbol(x.env.SymbolFor("nodejs.util.inspect.custom")),
	}
	return append(list, modules.Missing("Histogram", "ccdf", "cdf", "meanCI", "export", "burnRate", "ksTest", "welchTest",
		"mannWhitneyTest", "cohensD", "cliffsD", "linearBuckets", "logBuckets", "percentileCI", "percentilesAt", "qrde")...)
}

func (x *histograms) percentile(c modules.Call) (float64, error) {
	if !goja.IsNumber(c.Argument(0)) {
		return 0, x.env.InvalidArgType("percentile", c.Argument(0), "number")
	}
	p := c.Argument(0).ToFloat()
	if !(p > 0 && p <= 100) {
		return 0, x.env.OutOfRange("percentile", "> 0 && <= 100", c.Argument(0))
	}
	return p, nil
}

func (x *histograms) percentiles(h *histogram, value func(int64) any) (goja.Value, error) {
	made, err := x.env.VM.New(x.env.VM.Get("Map"))
	if err != nil {
		return nil, err
	}
	h.hdr.percentiles(func(p float64, v int64) {
		if err == nil {
			_, err = x.env.Method(made, "set", x.env.VM.ToValue(p), x.env.VM.ToValue(value(v)))
		}
	})
	return made, err
}

func (x *histograms) toJSON(c modules.Call, h *histogram) (goja.Value, error) {
	percentiles := x.env.VM.NewObject()
	var err error
	h.hdr.percentiles(func(p float64, v int64) {
		if e := percentiles.Set(x.env.VM.ToValue(p).String(), v); e != nil {
			err = e
		}
	})
	return x.env.Exports(
		modules.Val("count", h.total), modules.Val("min", h.minimum()), modules.Val("max", h.maximum()),
		modules.Val("mean", h.mean()), modules.Val("exceeds", h.exceeds), modules.Val("stddev", h.stddev()),
		modules.Val("skewness", h.skewness()), modules.Val("kurtosis", h.kurtosis()), modules.Val("ewmaMean", 0),
		modules.Val("ewmaStddev", 0), modules.Val("ewmaErrorRate", 0), modules.Val("percentiles", percentiles),
	), err
}

// inspect is what util.inspect shows.
func (x *histograms) inspect(c modules.Call, h *histogram) (goja.Value, error) {
	if goja.IsNumber(c.Argument(0)) && c.Argument(0).ToFloat() < 0 {
		return c.This, nil
	}
	percentiles, err := x.percentiles(h, func(v int64) any { return v })
	if err != nil {
		return nil, err
	}
	shown := x.env.Exports(
		modules.Val("min", h.minimum()), modules.Val("max", h.maximum()), modules.Val("mean", h.mean()),
		modules.Val("exceeds", h.exceeds), modules.Val("stddev", h.stddev()), modules.Val("skewness", h.skewness()),
		modules.Val("kurtosis", h.kurtosis()), modules.Val("count", h.total), modules.Val("percentiles", percentiles),
	)
	options := x.env.VM.NewObject()
	if given, ok := c.Argument(1).(*goja.Object); ok {
		for _, name := range given.Keys() {
			v := given.Get(name)
			if name == "depth" && goja.IsNumber(v) {
				v = x.env.VM.ToValue(v.ToFloat() - 1)
			}
			if err := options.Set(name, v); err != nil {
				return nil, err
			}
		}
	}
	text, err := x.env.Method(x.env.RequireObject("util"), "inspect", shown, options)
	if err != nil {
		return nil, err
	}
	return x.env.VM.ToValue("Histogram " + text.String()), nil
}

// recorders are the members of RecordableHistogram.
func (x *histograms) recorders() []modules.Export {
	return []modules.Export{
		modules.Fn("record", 1, x.own(func(c modules.Call, h *histogram) (goja.Value, error) {
			v, err := x.recorded(c, 0, "val")
			if err == nil {
				h.record(v, 1)
			}
			return nil, err
		})),
		modules.Fn("recordDelta", 0, x.own(func(_ modules.Call, h *histogram) (goja.Value, error) {
			now := x.env.Loop.Clock().Now()
			if !h.last.IsZero() {
				h.record(max(int64(now.Sub(h.last)), 1), 1)
			}
			h.last = now
			return nil, nil
		})),
		modules.Fn("recordCorrected", 2, x.own(func(c modules.Call, h *histogram) (goja.Value, error) {
			v, err := x.recorded(c, 0, "val")
			if err != nil {
				return nil, err
			}
			interval, err := x.recorded(c, 1, "expectedInterval")
			if err == nil {
				h.recordCorrected(v, interval)
			}
			return nil, err
		})),
		modules.Missing("RecordableHistogram", "subtract")[0],
		modules.Fn("add", 1, x.own(func(c modules.Call, h *histogram) (goja.Value, error) {
			other := histogramSlot.Get(c.Argument(0))
			if other == nil || !other.recordable {
				return nil, x.env.InvalidArgType("other", c.Argument(0), "RecordableHistogram")
			}
			h.add(other.hdr)
			return nil, nil
		})),
		// A copy shares the values, as the copies of Node do.
		modules.Fn("", 0, x.own(func(c modules.Call, _ *histogram) (goja.Value, error) {
			return x.make(x.recordable, histogramSlot.Get(c.This)), nil
		})).WithSymbol(modules.CloneSymbol),
	}
}

func (x *histograms) recorded(c modules.Call, i int, name string) (int64, error) {
	v := c.Argument(i)
	if n, ok := v.Export().(*big.Int); ok {
		if !n.IsInt64() || n.Sign() <= 0 {
			return 0, modules.RangeError("ERR_OUT_OF_RANGE", "value is out of range")
		}
		return n.Int64(), nil
	}
	return c.Int(i, name, 1, modules.MaxSafeInteger)
}

// createHistogram is perf_hooks.createHistogram([options]).
func (x *histograms) createHistogram(c modules.Call) (goja.Value, error) {
	lowest, highest, figures := int64(1), int64(math.MaxInt64), int64(3)
	options, err := c.OptObject(0, "options")
	if err != nil {
		return nil, err
	}
	if options != nil {
		for _, name := range [...]string{"halfLife", "threshold"} {
			if v := options.Get(name); v != nil && !goja.IsUndefined(v) {
				return nil, modules.NotImplemented("perf_hooks.createHistogram with " + name)
			}
		}
		if lowest, err = x.bound(options, "lowest", 1, lowest); err != nil {
			return nil, err
		}
		if highest, err = x.bound(options, "highest", 1, highest); err != nil {
			return nil, err
		}
		if highest/2 < lowest {
			return nil, x.env.OutOfRange("options.highest", ">= 2 * options.lowest ("+big.NewInt(2*lowest).String()+"n)", options.Get("highest"))
		}
		if v := options.Get("figures"); v != nil && !goja.IsUndefined(v) {
			if figures, err = x.env.ValidateInteger(v, "options.figures", 1, 5); err != nil {
				return nil, err
			}
		}
	}
	return x.make(x.recordable, &histogram{hdr: newHDR(lowest, highest, int(figures)), recordable: true}), nil
}

func (x *histograms) bound(options *goja.Object, name string, least, fallback int64) (int64, error) {
	v := options.Get(name)
	if v == nil || goja.IsUndefined(v) {
		return fallback, nil
	}
	if n, ok := v.Export().(*big.Int); ok {
		if !n.IsInt64() || n.Int64() < least {
			return 0, x.env.OutOfRange("options."+name, ">= 1n && <= 9223372036854775807n", v)
		}
		return n.Int64(), nil
	}
	return x.env.ValidateInteger(v, "options."+name, least, modules.MaxSafeInteger)
}

// defaultResolution is how often monitorEventLoopDelay looks, in milliseconds.
const defaultResolution = 10

// monitorEventLoopDelay is perf_hooks.monitorEventLoopDelay([options]).
func (x *histograms) monitorEventLoopDelay(c modules.Call) (goja.Value, error) {
	resolution := int64(defaultResolution)
	options, err := c.OptObject(0, "options")
	if err != nil {
		return nil, err
	}
	if options != nil {
		if v := options.Get("resolution"); v != nil && !goja.IsUndefined(v) {
			if resolution, err = x.env.ValidateInteger(v, "options.resolution", 1, modules.MaxSafeInteger); err != nil {
				return nil, err
			}
		}
	}
	return x.make(x.delays, &histogram{hdr: newHDR(1, 3.6e12, 3), resolution: time.Duration(resolution) * time.Millisecond}), nil
}

// switches are the members of the histogram of the loop's delay.
func (x *histograms) switches() []modules.Export {
	disable := x.own(func(_ modules.Call, h *histogram) (goja.Value, error) {
		if h.timer == nil {
			return modules.Bool(false), nil
		}
		h.timer.Stop()
		h.timer = nil
		return modules.Bool(true), nil
	})
	return []modules.Export{
		modules.Fn("enable", 0, x.own(func(_ modules.Call, h *histogram) (goja.Value, error) {
			if h.timer != nil {
				return modules.Bool(false), nil
			}
			h.last = time.Time{}
			h.timer = x.env.Loop.NewTimer(h.resolution.Milliseconds(), true, func() {
				now := x.env.Loop.Clock().Now()
				if !h.last.IsZero() {
					h.record(max(int64(now.Sub(h.last)), 1), 1)
				}
				h.last = now
			})
			h.timer.Unref()
			return modules.Bool(true), nil
		})),
		modules.Fn("disable", 0, disable),
		modules.Fn("[Symbol.dispose]", 0, func(c modules.Call) (goja.Value, error) {
			_, err := disable(c)
			return nil, err
		}).WithSymbol(wellknown.Dispose(x.env)),
	}
}
