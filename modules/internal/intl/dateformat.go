package intl

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// DateTimeFormat formats moments. Its fields are the resolved options of
// Intl.DateTimeFormat; empty ones are not shown. They do not change once it is
// in use.
type DateTimeFormat struct {
	Locale                    Resolved
	Calendar, NumberingSystem string
	Zone                      Zone
	HourCycle                 string
	Weekday, Era              string
	Year, Month, Day          string
	DayPeriod                 string
	Hour, Minute, Second      string
	FractionalSecondDigits    int
	TimeZoneName              string
	DateStyle, TimeStyle      string

	once    sync.Once
	pattern string
	fields  []field
	digits  []string
}

// DefaultHourCycle is the hour cycle of a locale.
func DefaultHourCycle(r Resolved) string {
	t, _ := parseTag(r.Locale)
	return preferredHourCycle(&t)
}

// DefaultCalendar is the calendar of a locale, among those that are there.
func DefaultCalendar(locale string) string {
	if language, _, _ := strings.Cut(locale, "-"); language == "th" {
		return "buddhist"
	}
	return "gregory"
}

// HasCalendar reports whether dates can be written in a calendar.
func HasCalendar(name string) bool {
	return slices.Contains(strings.Fields(calendars), name)
}

func (f *DateTimeFormat) part() string {
	if f.Calendar == "buddhist" {
		return "generic"
	}
	return "dates"
}

func (f *DateTimeFormat) generator() *patternGenerator {
	return generatorOf(f.Locale.data, f.part())
}

func (f *DateTimeFormat) prepare() {
	f.once.Do(func() {
		f.pattern = plainSpaces(f.makePattern())
		f.fields = parseDatePattern(f.pattern)
		f.digits = Digits(f.NumberingSystem)
	})
}

// plainSpaces writes narrow spaces as plain ones, as V8 does: too many programs
// parse what they format.
func plainSpaces(pattern string) string { return strings.ReplaceAll(pattern, "\u202f", " ") }

// hourLetter is the pattern letter of the hour cycle.
func (f *DateTimeFormat) hourLetter() byte {
	switch f.HourCycle {
	case "h11":
		return 'K'
	case "h12":
		return 'h'
	case "h24":
		return 'k'
	}
	return 'H'
}

func (f *DateTimeFormat) makePattern() string {
	if f.DateStyle != "" || f.TimeStyle != "" {
		return f.stylePattern()
	}
	return f.cycled(f.generator().best(f.skeleton()))
}

// skeleton is what the component options ask for.
func (f *DateTimeFormat) skeleton() (s skeleton) {
	set := func(k kind, letter byte, option string) {
		width := map[string]int{"numeric": 1, "2-digit": 2, "short": 3, "long": 4, "narrow": 5}[option]
		if option != "" {
			s[k] = field{letter: letter, width: width}
		}
	}
	set(kindEra, 'G', f.Era)
	set(kindYear, 'y', f.Year)
	set(kindMonth, 'M', f.Month)
	set(kindWeekday, 'E', f.Weekday)
	set(kindDay, 'd', f.Day)
	if f.Hour != "" {
		set(kindHour, f.hourLetter(), f.Hour)
		if f.HourCycle == "h11" {
			s[kindHour].letter = 'h'
		} else if f.HourCycle == "h24" {
			s[kindHour].letter = 'H'
		}
	}
	if f.DayPeriod != "" && (f.Hour == "" || f.HourCycle == "h11" || f.HourCycle == "h12") {
		s[kindDayPeriod] = field{letter: 'B', width: map[string]int{"short": 1, "long": 4, "narrow": 5}[f.DayPeriod]}
	}
	set(kindMinute, 'm', f.Minute)
	set(kindSecond, 's', f.Second)
	if f.FractionalSecondDigits > 0 {
		s[kindFraction] = field{letter: 'S', width: f.FractionalSecondDigits}
	}
	switch f.TimeZoneName {
	case "short":
		s[kindZone] = field{letter: 'z', width: 1}
	case "long":
		s[kindZone] = field{letter: 'z', width: 4}
	case "shortOffset":
		s[kindZone] = field{letter: 'O', width: 1}
	case "longOffset":
		s[kindZone] = field{letter: 'O', width: 4}
	case "shortGeneric":
		s[kindZone] = field{letter: 'v', width: 1}
	case "longGeneric":
		s[kindZone] = field{letter: 'v', width: 4}
	}
	s.addDayPeriod()
	return s
}

// cycled writes the hour in the hour cycle.
func (f *DateTimeFormat) cycled(pattern string) string {
	if f.HourCycle == "" {
		return pattern
	}
	fields := append([]field(nil), parseDatePattern(pattern)...)
	for i := range fields {
		if kindOf(fields[i].letter) == kindHour {
			fields[i].letter = f.hourLetter()
		}
	}
	return formatPattern(fields)
}

func (f *DateTimeFormat) stylePattern() string {
	g := f.generator()
	date, timeText := "", ""
	if f.DateStyle != "" {
		date = g.dates.get("dateFormats/" + f.DateStyle)
	}
	if f.TimeStyle != "" {
		timeText = g.dates.get("timeFormats/" + f.TimeStyle)
		s := skeletonOf(parseDatePattern(timeText))
		letter := s[kindHour].letter
		if twelve := f.HourCycle == "h11" || f.HourCycle == "h12"; twelve != (letter == 'h' || letter == 'K') {
			s[kindDayPeriod] = field{}
			s[kindHour].letter = 'H'
			if twelve {
				s[kindHour].letter = 'h'
			}
			s.addDayPeriod()
			// V8 asks for a pattern of all fields anew, which may write the date
			// in another way.
			for k, p := range skeletonOf(parseDatePattern(date)) {
				if p.letter != 0 {
					s[k] = p
				}
			}
			return f.cycled(g.best(s))
		}
		timeText = f.cycled(timeText)
	}
	switch {
	case date == "":
		return timeText
	case timeText == "":
		return date
	}
	glue := g.dates.get("dateTimeFormats-atTime/standard/" + f.DateStyle)
	if glue == "" {
		glue = g.dates.get("dateTimeFormats/" + f.DateStyle)
	}
	return fill(glue, timeText, date)
}

// Resolve sets the component options to what the pattern shows.
func (f *DateTimeFormat) Resolve() {
	if f.DateStyle != "" || f.TimeStyle != "" {
		return
	}
	f.prepare()
	bare, eraless := f.Hour == "", f.Era == ""
	f.DayPeriod = ""
	width := func(w int) string {
		return [...]string{"numeric", "2-digit", "short", "long", "narrow", "short"}[min(w, 6)-1]
	}
	for _, p := range f.fields {
		switch kindOf(p.letter) {
		case kindEra:
			if !eraless {
				f.Era = width(max(p.width, 3))
			}
		case kindYear:
			f.Year = width(min(p.width, 2))
			if p.width > 2 {
				f.Year = "numeric"
			}
		case kindMonth:
			f.Month = width(p.width)
		case kindWeekday:
			f.Weekday = width(max(p.width, 3))
		case kindDay:
			f.Day = width(p.width)
		case kindHour:
			if !bare {
				f.Hour = width(p.width)
			}
		case kindMinute:
			f.Minute = width(p.width)
		case kindSecond:
			f.Second = width(p.width)
		case kindDayPeriod:
			if p.letter == 'B' {
				f.DayPeriod = width(max(p.width, 3))
			}
		}
	}
}

// moment is a time taken apart as its calendar does.
type moment struct {
	time.Time
	year, era, month, day int
}

func (f *DateTimeFormat) moment(ms float64) moment {
	whole := int64(ms)
	t := time.UnixMilli(whole).In(f.Zone.location)
	m := moment{Time: t, year: t.Year(), era: 1, month: int(t.Month()), day: t.Day()}
	if f.Calendar == "buddhist" {
		m.year += 543
		m.era = 0
		return m
	}
	if m.year <= 0 && f.Calendar != "iso8601" {
		m.year, m.era = 1-m.year, 0
	}
	return m
}

// Format formats a time in milliseconds since 1970.
func (f *DateTimeFormat) Format(ms float64) string { return Text(f.Parts(ms)) }

// Parts is Format, in parts.
func (f *DateTimeFormat) Parts(ms float64) []Part {
	f.prepare()
	return f.format(f.fields, f.moment(ms))
}

func (f *DateTimeFormat) format(fields []field, m moment) []Part {
	parts := make([]Part, 0, len(fields))
	for _, p := range fields {
		if p.letter == 0 {
			parts = literal(parts, p.text)
			continue
		}
		if text := f.field(p, m); text != "" {
			parts = append(parts, Part{Type: partType(p.letter), Value: text})
		}
	}
	return parts
}

func (f *DateTimeFormat) number(n, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return localDigits(s, f.digits)
}

func (f *DateTimeFormat) field(p field, m moment) string {
	switch p.letter {
	case 'G':
		return f.era(p.width, m)
	case 'y', 'Y', 'u', 'r':
		if p.width == 2 {
			return f.number(m.year%100, 2)
		}
		return f.number(m.year, p.width)
	case 'M':
		return f.named("months/format", p.width, strconv.Itoa(m.month), m.month)
	case 'L':
		return f.named("months/stand-alone", p.width, strconv.Itoa(m.month), m.month)
	case 'E', 'e', 'c':
		day := [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}[m.Weekday()]
		list := "days/format"
		if p.letter == 'c' {
			list = "days/stand-alone"
		}
		if p.width == 6 {
			return f.dates().get(list + "/short/" + day)
		}
		return f.named(list, max(p.width, 3), day, int(m.Weekday()))
	case 'd':
		return f.number(m.day, p.width)
	case 'D':
		return f.number(m.YearDay(), p.width)
	case 'Q', 'q':
		quarter := (m.month + 2) / 3
		return f.named("quarters/format", p.width, strconv.Itoa(quarter), quarter)
	case 'a':
		name := "am"
		if m.Hour() >= 12 {
			name = "pm"
		}
		return plainSpaces(f.named("dayPeriods/format", max(p.width, 3), name, 0))
	case 'B', 'b':
		return f.dayPeriod(p.width, m)
	case 'h':
		return f.number((m.Hour()+11)%12+1, p.width)
	case 'H':
		return f.number(m.Hour(), p.width)
	case 'K':
		return f.number(m.Hour()%12, p.width)
	case 'k':
		return f.number((m.Hour()+23)%24+1, p.width)
	case 'm':
		return f.number(m.Minute(), p.width)
	case 's':
		return f.number(m.Second(), p.width)
	case 'S':
		digits := strconv.Itoa(1_000_000_000 + m.Nanosecond())[1:]
		return localDigits(digits[:min(p.width, 9)], f.digits)
	}
	return f.zoneName(p, m)
}

func (f *DateTimeFormat) dates() *table { return section(f.Locale.data, "dates") }

// named is a number, or a name in the list by the width.
func (f *DateTimeFormat) named(list string, width int, key string, n int) string {
	switch width {
	case 1, 2:
		return f.number(n, width)
	case 3:
		return f.dates().get(list + "/abbreviated/" + key)
	case 4:
		return f.dates().get(list + "/wide/" + key)
	}
	return f.dates().get(list + "/narrow/" + key)
}

func (f *DateTimeFormat) era(width int, m moment) string {
	if f.Calendar == "buddhist" {
		if f.Locale.Language() == "th" {
			if width == 4 {
				return "พุทธศักราช"
			}
			return "พ.ศ."
		}
		return "BE"
	}
	list := "eras/eraAbbr/"
	switch width {
	case 4:
		list = "eras/eraNames/"
	case 5:
		list = "eras/eraNarrow/"
	}
	return f.dates().get(list + strconv.Itoa(m.era))
}

// dayPeriod is such as "in the morning".
func (f *DateTimeFormat) dayPeriod(width int, m moment) string {
	list := "dayPeriods/format/abbreviated/"
	switch width {
	case 4:
		list = "dayPeriods/format/wide/"
	case 5:
		list = "dayPeriods/format/narrow/"
	}
	minute := m.Hour()*60 + m.Minute()
	clock := func(s string) int {
		h, mm, _ := strings.Cut(s, ":")
		hours, _ := strconv.Atoi(h)
		minutes, _ := strconv.Atoi(mm)
		return hours*60 + minutes
	}
	found := ""
	supplement("dayperiods").each(f.Locale.Language()+"/", func(name, span string) {
		from, to, isSpan := strings.Cut(span, "-")
		switch {
		case !isSpan:
			if clock(from) == minute && m.Second() == 0 && name != "midnight" && f.dates().get(list+name) != "" {
				found = name
			}
		case found == "noon":
		case clock(from) < clock(to):
			if minute >= clock(from) && minute < clock(to) {
				found = name
			}
		default:
			if minute >= clock(from) || minute < clock(to) {
				found = name
			}
		}
	})
	if v := f.dates().get(list + found); found != "" && v != "" {
		return v
	}
	return f.field(field{letter: 'a', width: width}, m)
}
