package intl

import (
	"math"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/intl"
)

type dateTimeFormat struct {
	*intl.DateTimeFormat
	bound goja.Value
}

var dateSlot = modules.NewSlot[dateTimeFormat]("kDateTimeFormat")

func dateTimeFormatClass(s *state) *goja.Object {
	var ctor *goja.Object
	own := func(c modules.Call, method string) (*dateTimeFormat, error) {
		if f := dateSlot.Own(c.This); f != nil {
			return f, nil
		}
		return nil, s.incompatible("Intl.DateTimeFormat.prototype."+method, c.This)
	}
	unwrap := func(c modules.Call, method string) (*dateTimeFormat, error) {
		if f := dateSlot.Own(s.unwrap(c.This, ctor)); f != nil {
			return f, nil
		}
		return nil, s.incompatible(method, c.This)
	}
	between := func(c modules.Call, method string) ([]intl.Part, error) {
		f, err := own(c, method)
		if err != nil {
			return nil, err
		}
		if !c.Has(0) || !c.Has(1) {
			return nil, typeError("Invalid time value")
		}
		start, err := s.clipped(c.Argument(0))
		if err != nil {
			return nil, err
		}
		end, err := s.clipped(c.Argument(1))
		if err != nil {
			return nil, err
		}
		if math.IsNaN(start) || math.IsNaN(end) {
			return nil, rangeError("Invalid time value")
		}
		return f.RangeParts(start, end), nil
	}
	ctor = s.class(class{
		name: "DateTimeFormat", callable: true,
		construct: func(o *goja.Object, c modules.Call) error {
			f, err := s.newDateTimeFormat(c.Argument(0), c.Argument(1), "any", "date")
			if err == nil {
				dateSlot.Set(s.env.VM, o, &dateTimeFormat{DateTimeFormat: f})
			}
			return err
		},
		made:   func(o *goja.Object) bool { return dateSlot.Own(o) != nil },
		called: func(this goja.Value, o *goja.Object) goja.Value { return s.legacy(this, o, ctor) },
		methods: []modules.Export{
			// resolvedOptions is dateTimeFormat.resolvedOptions().
			modules.Fn("resolvedOptions", 0, func(c modules.Call) (goja.Value, error) {
				f, err := unwrap(c, "Intl.DateTimeFormat.prototype.resolvedOptions")
				if err != nil {
					return nil, err
				}
				return s.dateOptions(f.DateTimeFormat), nil
			}),
			// formatToParts is dateTimeFormat.formatToParts([date]).
			modules.Fn("formatToParts", 1, func(c modules.Call) (goja.Value, error) {
				f, err := own(c, "formatToParts")
				if err != nil {
					return nil, err
				}
				ms, err := s.dateArgument(c)
				if err != nil {
					return nil, err
				}
				return s.parts(f.Parts(ms), false), nil
			}),
			// format is dateTimeFormat.format, a function bound to the object.
			modules.Getter("format", func(c modules.Call) (goja.Value, error) {
				f, err := unwrap(c, "get Intl.DateTimeFormat.prototype.format")
				if err != nil {
					return nil, err
				}
				if f.bound == nil {
					f.bound = s.env.Func("", 1, func(c modules.Call) (goja.Value, error) {
						ms, err := s.dateArgument(c)
						if err != nil {
							return nil, err
						}
						return s.env.VM.ToValue(f.Format(ms)), nil
					})
				}
				return f.bound, nil
			}),
			// formatRange is dateTimeFormat.formatRange(start, end).
			modules.Fn("formatRange", 2, func(c modules.Call) (goja.Value, error) {
				parts, err := between(c, "formatRange")
				if err != nil {
					return nil, err
				}
				return s.env.VM.ToValue(intl.Text(parts)), nil
			}),
			// formatRangeToParts is dateTimeFormat.formatRangeToParts(start, end).
			modules.Fn("formatRangeToParts", 2, func(c modules.Call) (goja.Value, error) {
				parts, err := between(c, "formatRangeToParts")
				if err != nil {
					return nil, err
				}
				return s.parts(parts, false), nil
			}),
		},
	})
	return ctor
}

// clipped is TimeClip of a number.
func (s *state) clipped(v goja.Value) (float64, error) {
	ms, err := s.number(v)
	if err != nil {
		return 0, err
	}
	if math.IsInf(ms, 0) || math.Abs(ms) > 8.64e15 {
		return math.NaN(), nil
	}
	return math.Trunc(ms) + 0, nil
}

// dateArgument is the moment to format: now, unless one is given.
func (s *state) dateArgument(c modules.Call) (float64, error) {
	if !c.Has(0) {
		return float64(s.env.Proc.Now().UnixMilli()), nil
	}
	ms, err := s.clipped(c.Argument(0))
	if err == nil && math.IsNaN(ms) {
		err = rangeError("Invalid time value")
	}
	return ms, err
}

// zone is the time zone of the environment.
func (s *state) zone() intl.Zone {
	tz := s.getenv("TZ")
	if s.localZone.Name == "" || s.localTZ != tz {
		s.localZone, s.localTZ = intl.DefaultZone(tz, time.Local, s.localtime), tz
	}
	return s.localZone
}

// localtime is where the system's link to its time zone leads.
func (s *state) localtime() string {
	target, _ := s.env.FS.Readlink("/etc/localtime")
	return target
}

// newDateTimeFormat is CreateDateTimeFormat: required and defaults are date,
// time, any or all.
func (s *state) newDateTimeFormat(locales, opts goja.Value, required, defaults string) (*intl.DateTimeFormat, error) {
	requested, err := s.locales(locales)
	if err != nil {
		return nil, err
	}
	o, err := s.coerced(opts, "Intl.DateTimeFormat")
	if err != nil {
		return nil, err
	}
	if err := o.matcher(); err != nil {
		return nil, err
	}
	calendar, hasCalendar, err := o.typed("calendar", "")
	if err != nil {
		return nil, err
	}
	numbering, hasNumbering, err := o.typed("numberingSystem", "")
	if err != nil {
		return nil, err
	}
	hour12, hasHour12 := o.bool("hour12")
	hourCycle, err := o.choice("hourCycle", "", "h11", "h12", "h23", "h24")
	if err != nil {
		return nil, err
	}
	if hasHour12 {
		hourCycle = ""
	}
	f := &intl.DateTimeFormat{}
	f.Locale = intl.Resolve(requested, s.locale,
		intl.Key{Name: "ca", Option: calendar, HasOption: hasCalendar, Default: intl.DefaultCalendar,
			Allowed: func(_, v string) bool { return intl.HasCalendar(v) }},
		numberingKey(numbering, hasNumbering),
		intl.Key{Name: "hc", Option: hourCycle, HasOption: hourCycle != "" || hasHour12,
			Allowed: func(_, v string) bool { return intl.IsHourCycle(v) }, Default: func(string) string { return "" }},
	)
	f.Calendar, f.NumberingSystem = f.Locale.Keywords["ca"], f.Locale.Keywords["nu"]
	if f.Zone, err = s.zoneOption(o); err != nil {
		return nil, err
	}
	if err := o.componentOptions(f, required, defaults); err != nil {
		return nil, err
	}
	if f.Hour != "" || f.TimeStyle != "" {
		f.HourCycle = f.Locale.Keywords["hc"]
		preferred := intl.DefaultHourCycle(f.Locale)
		switch {
		case hasHour12 && hour12:
			f.HourCycle = "h12"
			if preferred == "h11" {
				f.HourCycle = preferred
			}
		case hasHour12:
			f.HourCycle = "h23"
		case f.HourCycle == "":
			f.HourCycle = preferred
		}
	}
	f.Resolve()
	return f, nil
}

func (s *state) zoneOption(o options) (intl.Zone, error) {
	v, ok := o.get("timeZone")
	if !ok {
		return s.zone(), nil
	}
	name, err := s.text(v)
	if err != nil {
		return intl.Zone{}, err
	}
	zone, ok := intl.LoadZone(name)
	if !ok {
		return zone, rangeError("Invalid time zone specified: " + name)
	}
	return zone, nil
}

// componentOptions reads what is to be shown.
func (o options) componentOptions(f *intl.DateTimeFormat, required, defaults string) (err error) {
	first := ""
	date, clock := false, false
	for _, part := range []struct {
		into   *string
		name   string
		values []string
		date   bool
	}{
		{&f.Weekday, "weekday", []string{"narrow", "short", "long"}, true},
		{&f.Era, "era", []string{"narrow", "short", "long"}, false},
		{&f.Year, "year", []string{"2-digit", "numeric"}, true},
		{&f.Month, "month", []string{"2-digit", "numeric", "narrow", "short", "long"}, true},
		{&f.Day, "day", []string{"2-digit", "numeric"}, true},
		{&f.DayPeriod, "dayPeriod", []string{"narrow", "short", "long"}, false},
		{&f.Hour, "hour", []string{"2-digit", "numeric"}, false},
		{&f.Minute, "minute", []string{"2-digit", "numeric"}, false},
		{&f.Second, "second", []string{"2-digit", "numeric"}, false},
	} {
		if *part.into, err = o.choice(part.name, "", part.values...); err != nil {
			return err
		}
		if *part.into == "" {
			continue
		}
		if first == "" {
			first = part.name
		}
		date = date || part.date
		clock = clock || !part.date && part.name != "era"
	}
	if f.FractionalSecondDigits, err = o.number("fractionalSecondDigits", 1, 3, 0); err != nil {
		return err
	}
	if f.TimeZoneName, err = o.choice("timeZoneName", "", "short", "long", "shortOffset", "longOffset", "shortGeneric", "longGeneric"); err != nil {
		return err
	}
	clock = clock || f.FractionalSecondDigits > 0
	if _, err = o.choice("formatMatcher", "best fit", "basic", "best fit"); err != nil {
		return err
	}
	if f.DateStyle, err = o.choice("dateStyle", "", "full", "long", "medium", "short"); err != nil {
		return err
	}
	if f.TimeStyle, err = o.choice("timeStyle", "", "full", "long", "medium", "short"); err != nil {
		return err
	}
	if f.DateStyle != "" || f.TimeStyle != "" {
		switch {
		case first != "" || f.FractionalSecondDigits > 0 || f.TimeZoneName != "":
			return typeError("Invalid option : option")
		case required == "date" && f.TimeStyle != "":
			return typeError("Invalid option : timeStyle")
		case required == "time" && f.DateStyle != "":
			return typeError("Invalid option : dateStyle")
		}
		return nil
	}
	needed := !(date && required != "time" || clock && required != "date")
	if needed && defaults != "time" {
		f.Year, f.Month, f.Day = "numeric", "numeric", "numeric"
	}
	if needed && defaults != "date" {
		f.Hour, f.Minute, f.Second = "numeric", "numeric", "numeric"
	}
	return nil
}

// dateOptions is resolvedOptions of a date format.
func (s *state) dateOptions(f *intl.DateTimeFormat) goja.Value {
	pairs := []any{"locale", f.Locale.Locale, "calendar", f.Calendar, "numberingSystem", f.NumberingSystem, "timeZone", f.Zone.Name}
	if f.HourCycle != "" {
		pairs = append(pairs, "hourCycle", f.HourCycle, "hour12", f.HourCycle == "h11" || f.HourCycle == "h12")
	}
	var digits any
	if f.FractionalSecondDigits > 0 {
		digits = f.FractionalSecondDigits
	}
	return s.resolved(append(pairs, "weekday", f.Weekday, "era", f.Era, "year", f.Year, "month", f.Month, "day", f.Day,
		"dayPeriod", f.DayPeriod, "hour", f.Hour, "minute", f.Minute, "second", f.Second, "fractionalSecondDigits", digits,
		"timeZoneName", f.TimeZoneName, "dateStyle", f.DateStyle, "timeStyle", f.TimeStyle)...)
}
