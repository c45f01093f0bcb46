package intl

import (
	"slices"
	"strings"
)

// region is the region of a locale, or the one that is likely.
func (t *Tag) region() string {
	if v, ok := t.Keyword("rg"); ok && len(v) == 6 && strings.HasSuffix(v, "zzzz") {
		return strings.ToUpper(v[:2])
	}
	if t.Region != "" {
		return t.Region
	}
	return t.Maximize().Region
}

// Calendars lists the calendars in use where the locale is.
func (t *Tag) Calendars() []string {
	if v, ok := t.Keyword("ca"); ok && v != "" {
		return []string{v}
	}
	regions := supplement("regions")
	var list []string
	for _, c := range strings.Fields(regions.first("calendars/"+t.region(), "calendars/001")) {
		if c == "ethiopic-amete-alem" {
			c = "ethioaa"
		}
		list = append(list, c)
	}
	return list
}

// Collations lists the collations of the locale's language.
func (t *Tag) Collations() []string {
	if v, ok := t.Keyword("co"); ok && v != "" && v != "standard" && v != "search" {
		return []string{v}
	}
	list := []string{"emoji", "eor"}
	switch t.Language {
	case "de":
		list = append(list, "phonebk")
	case "es", "sv", "fi", "bn", "vi", "kn":
		list = append(list, "trad")
	case "zh":
		list = append(list, "pinyin", "stroke", "unihan", "zhuyin")
	case "ja":
		list = append(list, "unihan")
	case "ko":
		list = append(list, "searchjl", "unihan")
	case "ar":
		list = append(list, "compat")
	case "si":
		list = append(list, "dict")
	}
	slices.Sort(list)
	return list
}

// HourCycles is the preferred hour cycle of the locale.
func (t *Tag) HourCycles() []string {
	if v, ok := t.Keyword("hc"); ok && v != "" {
		return []string{v}
	}
	return []string{preferredHourCycle(t)}
}

// preferredHourCycle is that of the locale's region.
func preferredHourCycle(t *Tag) string {
	regions := supplement("regions")
	region := t.region()
	preferred, _, _ := strings.Cut(regions.first("hours/"+t.Language+"-"+region, "hours/"+t.Language+"_"+region, "hours/"+region, "hours/001"), " ")
	switch preferred {
	case "h":
		return "h12"
	case "K":
		return "h11"
	case "k":
		return "h24"
	}
	return "h23"
}

// NumberingSystems is the numbering system of the locale.
func (t *Tag) NumberingSystems() []string {
	if v, ok := t.Keyword("nu"); ok && v != "" {
		return []string{v}
	}
	found := available(t.BaseName())
	if found == "" {
		return []string{"latn"}
	}
	return []string{DefaultNumbering(dataLocale(found))}
}

// TimeZones lists the zones of the tag's region; nil when it has none.
func (t *Tag) TimeZones() []string {
	if t.Region == "" {
		return nil
	}
	list := []string{}
	supplement("zones").each("region/", func(zone, region string) {
		if region == t.Region {
			list = append(list, zone)
		}
	})
	slices.Sort(list)
	return list
}

// Direction is ltr or rtl.
func (t *Tag) Direction() string {
	switch t.Maximize().Script {
	case "Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr", "Aran", "Hung", "Mend", "Yezi":
		return "rtl"
	}
	return "ltr"
}

var weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// FirstDay is the first day of the week, 1 for Monday to 7.
func (t *Tag) FirstDay() int {
	if v, ok := t.Keyword("fw"); ok {
		if i := slices.Index(weekdays, v); i >= 0 {
			return i + 1
		}
	}
	return t.weekday("firstDay")
}

func (t *Tag) weekday(kind string) int {
	return slices.Index(weekdays, supplement("regions").first(kind+"/"+t.region(), kind+"/001")) + 1
}

// Weekend lists the days of the weekend.
func (t *Tag) Weekend() []int {
	day, last := t.weekday("weekendStart"), t.weekday("weekendEnd")
	list := []int{day}
	for day != last {
		day = day%7 + 1
		list = append(list, day)
	}
	slices.Sort(list)
	return list
}

// HourCycle reports whether s names an hour cycle.
func IsHourCycle(s string) bool { return s == "h11" || s == "h12" || s == "h23" || s == "h24" }

// HasCollation reports whether a locale has a collation of the name.
func HasCollation(locale, name string) bool {
	t, _ := parseTag(locale)
	return slices.Contains(t.Collations(), name)
}
