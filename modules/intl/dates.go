package intl

import (
	"math"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/intl"
)

// dateToLocaleString is date.toLocaleString([locales[, options]]).
func dateToLocaleString(c modules.Call) (goja.Value, error) {
	return dateMethod(c, "toLocaleString", "any", "all")
}

// dateToLocaleDateString is date.toLocaleDateString([locales[, options]]).
func dateToLocaleDateString(c modules.Call) (goja.Value, error) {
	return dateMethod(c, "toLocaleDateString", "date", "date")
}

// dateToLocaleTimeString is date.toLocaleTimeString([locales[, options]]).
func dateToLocaleTimeString(c modules.Call) (goja.Value, error) {
	return dateMethod(c, "toLocaleTimeString", "time", "time")
}

func dateMethod(c modules.Call, name, required, defaults string) (goja.Value, error) {
	s := stateOf.Of(c.Env)
	o, ok := c.This.(*goja.Object)
	if !ok || o.ClassName() != "Date" {
		return nil, s.incompatible("Date.prototype."+name, c.This)
	}
	return s.formatDate(timeValue(o), c, required, defaults)
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
