package intl

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/intl"
)

type locale struct{ tag intl.Tag }

var localeSlot = modules.NewSlot[locale]("kLocale")

const incorrectLocale = "Incorrect locale information provided"

func localeClass(s *state) *goja.Object {
	var ctor *goja.Object
	own := func(c modules.Call, method string) (*locale, error) {
		if l := localeSlot.Own(c.This); l != nil {
			return l, nil
		}
		return nil, s.incompatible("Intl.Locale.prototype."+method, c.This)
	}
	getter := func(name string, value func(t *intl.Tag) goja.Value) modules.Export {
		return modules.Getter(name, func(c modules.Call) (goja.Value, error) {
			l, err := own(c, name)
			if err != nil {
				return nil, err
			}
			return value(&l.tag), nil
		})
	}
	method := func(name string, value func(t *intl.Tag) goja.Value) modules.Export {
		return modules.Fn(name, 0, func(c modules.Call) (goja.Value, error) {
			l, err := own(c, name)
			if err != nil {
				return nil, err
			}
			return value(&l.tag), nil
		})
	}
	optional := func(v string) goja.Value {
		if v == "" {
			return goja.Undefined()
		}
		return s.env.VM.ToValue(v)
	}
	keyword := func(name, key string) modules.Export {
		return getter(name, func(t *intl.Tag) goja.Value {
			if v, ok := t.Keyword(key); ok {
				return s.env.VM.ToValue(v)
			}
			return goja.Undefined()
		})
	}
	list := func(name string, values func(t *intl.Tag) []string) modules.Export {
		return method(name, func(t *intl.Tag) goja.Value {
			v := values(t)
			if v == nil {
				return goja.Undefined()
			}
			return s.strings(v)
		})
	}
	make := func(tag intl.Tag) goja.Value {
		o := s.env.VM.CreateObject(ctor.Get("prototype").(*goja.Object))
		localeSlot.Set(s.env.VM, o, &locale{tag})
		return o
	}
	ctor = s.class(class{
		name: "Locale", length: 1, unlisted: true,
		construct: func(o *goja.Object, c modules.Call) error {
			tag, err := s.newLocale(c)
			if err == nil {
				localeSlot.Set(s.env.VM, o, &locale{tag})
			}
			return err
		},
		methods: []modules.Export{
			method("toString", func(t *intl.Tag) goja.Value { return s.env.VM.ToValue(t.String()) }),
			method("maximize", func(t *intl.Tag) goja.Value { return make(t.Maximize()) }),
			method("minimize", func(t *intl.Tag) goja.Value { return make(t.Minimize()) }),
			getter("language", func(t *intl.Tag) goja.Value { return s.env.VM.ToValue(t.Language) }),
			getter("script", func(t *intl.Tag) goja.Value { return optional(t.Script) }),
			getter("region", func(t *intl.Tag) goja.Value { return optional(t.Region) }),
			getter("variants", func(t *intl.Tag) goja.Value { return optional(strings.Join(t.Variants, "-")) }),
			getter("baseName", func(t *intl.Tag) goja.Value { return s.env.VM.ToValue(t.BaseName()) }),
			keyword("calendar", "ca"),
			keyword("caseFirst", "kf"),
			keyword("collation", "co"),
			keyword("firstDayOfWeek", "fw"),
			keyword("hourCycle", "hc"),
			getter("numeric", func(t *intl.Tag) goja.Value {
				v, ok := t.Keyword("kn")
				return modules.Bool(ok && v == "")
			}),
			keyword("numberingSystem", "nu"),
			list("getCalendars", (*intl.Tag).Calendars),
			list("getCollations", (*intl.Tag).Collations),
			list("getHourCycles", (*intl.Tag).HourCycles),
			list("getNumberingSystems", (*intl.Tag).NumberingSystems),
			list("getTimeZones", (*intl.Tag).TimeZones),
			method("getTextInfo", func(t *intl.Tag) goja.Value { return s.resolved("direction", t.Direction()) }),
			method("getWeekInfo", func(t *intl.Tag) goja.Value {
				var weekend []any
				for _, d := range t.Weekend() {
					weekend = append(weekend, d)
				}
				return s.resolved("firstDay", t.FirstDay(), "weekend", s.env.VM.NewArray(weekend...))
			}),
		},
	})
	return ctor
}

// newLocale is the constructor's work.
func (s *state) newLocale(c modules.Call) (tag intl.Tag, err error) {
	first := c.Argument(0)
	_, object := first.(*goja.Object)
	if !object && !goja.IsString(first) {
		return tag, typeError("First argument to Intl.Locale constructor can't be empty or missing")
	}
	if l := localeSlot.Own(first); l != nil {
		tag = l.tag
	} else {
		text := first.String()
		if text == "" {
			return tag, rangeError("First argument to Intl.Locale constructor can't be empty or missing")
		}
		var ok bool
		if tag, ok = intl.ParseTag(text); !ok {
			return tag, rangeError(incorrectLocale)
		}
	}
	o, err := s.coerced(c.Argument(1), "Intl.Locale")
	if err != nil {
		return tag, err
	}
	if tag, err = o.applyTag(tag); err != nil {
		return tag, err
	}
	return tag, o.applyKeywords(&tag)
}

// applyTag is UpdateLanguageId.
func (o options) applyTag(tag intl.Tag) (intl.Tag, error) {
	subtag := func(name string, valid func(string) bool, into *string) error {
		v, ok := o.get(name)
		if !ok {
			return nil
		}
		text, err := o.s.text(v)
		if err != nil {
			return err
		}
		if !valid(text) {
			return rangeError(incorrectLocale)
		}
		*into = text
		return nil
	}
	var variants string
	if err := subtag("language", intl.IsLanguage, &tag.Language); err != nil {
		return tag, err
	}
	if err := subtag("script", intl.IsScript, &tag.Script); err != nil {
		return tag, err
	}
	if err := subtag("region", intl.IsRegion, &tag.Region); err != nil {
		return tag, err
	}
	if err := subtag("variants", intl.IsVariants, &variants); err != nil {
		return tag, err
	}
	if variants != "" {
		tag.Variants = strings.Split(strings.ToLower(variants), "-")
	}
	again, ok := intl.ParseTag(tag.String())
	if !ok {
		return tag, rangeError(incorrectLocale)
	}
	return again, nil
}

// applyKeywords puts the options that are Unicode extension keys.
func (o options) applyKeywords(tag *intl.Tag) error {
	typed := func(name, key string) error {
		value, given, err := o.typed(name, incorrectLocale)
		if err == nil && given {
			tag.SetKeyword(key, intl.CanonicalValue(key, value))
		}
		return err
	}
	chosen := func(name, key string, values ...string) error {
		value, err := o.choice(name, "", values...)
		if err == nil && value != "" {
			tag.SetKeyword(key, intl.CanonicalValue(key, value))
		}
		return err
	}
	if err := typed("calendar", "ca"); err != nil {
		return err
	}
	if err := typed("collation", "co"); err != nil {
		return err
	}
	if v, ok := o.get("firstDayOfWeek"); ok {
		text, err := o.s.text(v)
		if err != nil {
			return err
		}
		switch text {
		case "0", "7":
			text = "sun"
		case "1", "2", "3", "4", "5", "6":
			text = [...]string{"mon", "tue", "wed", "thu", "fri", "sat"}[text[0]-'1']
		}
		if !intl.IsType(text) {
			return rangeError(incorrectLocale)
		}
		tag.SetKeyword("fw", strings.ToLower(text))
	}
	if err := chosen("hourCycle", "hc", "h11", "h12", "h23", "h24"); err != nil {
		return err
	}
	if err := chosen("caseFirst", "kf", "upper", "lower", "false"); err != nil {
		return err
	}
	if numeric, given := o.bool("numeric"); given {
		value := "false"
		if numeric {
			value = ""
		}
		tag.SetKeyword("kn", value)
	}
	return typed("numberingSystem", "nu")
}
