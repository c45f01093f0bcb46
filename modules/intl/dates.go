package intl

import (
	"math"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/intl"
)

// dateMethods are those of Date.prototype.
func dateMethods() []modules.Export {
	method := func(name, required, defaults string) modules.Export {
		return modules.Fn(name, 0, func(c modules.Call) (goja.Value, error) {
			o, ok := c.This.(*goja.Object)
			if !ok || o.ClassName() != "Date" {
				return nil, stateOf.Of(c.Env).incompatible("Date.prototype."+name, c.This)
			}
			return stateOf.Of(c.Env).formatDate(timeValue(o), c, required, defaults)
		})
	}
	return []modules.Export{
		// toLocaleString is date.toLocaleString([locales[, options]]).
		method("toLocaleString", "any", "all"),
		// toLocaleDateString is date.toLocaleDateString([locales[, options]]).
		method("toLocaleDateString", "date", "date"),
		// toLocaleTimeString is date.toLocaleTimeString([locales[, options]]).
		method("toLocaleTimeString", "time", "time"),
	}
}

func (s *state) formatDate(ms float64, c modules.Call, required, defaults string) (goja.Value, error) {
	if math.IsNaN(ms) {
		return s.env.VM.ToValue("Invalid Date"), nil
	}
	plain := !c.Has(0) && !c.Has(1)
	zone := s.zone().Name
	if plain {
		if f := s.dates[defaults]; f != nil && f.Zone.Name == zone {
			return s.env.VM.ToValue(f.Format(ms)), nil
		}
	}
	f, err := s.newDateTimeFormat(c.Argument(0), c.Argument(1), required, defaults)
	if err != nil {
		return nil, err
	}
	if plain {
		if s.dates == nil {
			s.dates = map[string]*intl.DateTimeFormat{}
		}
		s.dates[defaults] = f
	}
	return s.env.VM.ToValue(f.Format(ms)), nil
}

// timeValue is the time of a Date in milliseconds, or NaN.
func timeValue(date *goja.Object) float64 {
	t, ok := date.Export().(time.Time)
	if !ok {
		return math.NaN()
	}
	return float64(t.UnixMilli())
}
