package intl

import (
	"slices"
	"strings"
)

// RangeParts formats from one moment to another; what both share is written
// once, where the locale has a pattern for that.
func (f *DateTimeFormat) RangeParts(start, end float64) []Part {
	f.prepare()
	a, b := f.moment(start), f.moment(end)
	s := skeletonOf(f.fields)
	if f.HourCycle == "h11" || f.HourCycle == "h12" {
		if s[kindHour].letter != 0 {
			s[kindHour].letter = 'h'
		}
	} else if s[kindHour].letter != 0 {
		s[kindHour].letter = 'H'
	}
	different := f.difference(s, a, b)
	s.normalize()
	if different == "" {
		return sourced(f.format(f.fields, a), "shared")
	}
	date, clock := s.only(kindEra, kindDay), s.only(kindDayPeriod, kindZone)
	inDate := strings.Contains("GyMd", different)
	switch {
	case inDate && !clock.empty():
		if date.empty() {
			s[kindYear], s[kindMonth], s[kindDay] = field{letter: 'y', width: 1}, field{letter: 'M', width: 1}, field{letter: 'd', width: 1}
		}
		return f.fallback(parseDatePattern(plainSpaces(f.cycled(f.generator().best(s)))), a, b)
	case inDate:
		if date[kindDay].letter != 0 {
			return f.dateRange(date, different, a, b)
		}
		if p := f.interval(date, different); p != "" {
			return f.formatInterval(p, a, b)
		}
	case s[kindSecond].letter != 0 || s[kindFraction].letter != 0:
	default:
		p := f.interval(clock, different)
		if p == "" {
			break
		}
		if date.empty() {
			return f.formatInterval(p, a, b)
		}
		return f.withDate(p, date, a, b)
	}
	return f.fallback(f.fields, a, b)
}

// normalize asks for a plain hour and minute, as a range does.
func (s *skeleton) normalize() {
	for k := range kindCount {
		if s[k].width == 2 && k >= kindHour && k != kindFraction {
			s[k].width = 1
		}
	}
}

// dateRange formats a range of days. What differs is shown, asked for or not.
func (f *DateTimeFormat) dateRange(s skeleton, different string, a, b moment) []Part {
	asked := s
	if different != "d" && s[kindMonth].letter == 0 {
		s[kindMonth] = field{letter: 'M', width: 1}
	}
	if (different == "y" || different == "G") && s[kindYear].letter == 0 {
		s[kindYear] = field{letter: 'y', width: 1}
	}
	if p := f.interval(s, different); p != "" {
		return f.formatInterval(p, a, b)
	}
	if s == asked {
		return f.fallback(f.fields, a, b)
	}
	return f.fallback(parseDatePattern(f.generator().best(s)), a, b)
}

// difference is the letter of the largest unit that differs and is shown, or
// nothing if the range formats as one moment.
func (f *DateTimeFormat) difference(s skeleton, a, b moment) string {
	hour := s[kindHour].letter != 0
	date := s[kindYear].letter != 0 || s[kindMonth].letter != 0 || s[kindDay].letter != 0 || s[kindWeekday].letter != 0
	sameDay := a.era == b.era && a.year == b.year && a.month == b.month && a.day == b.day
	if (date || sameDay) && Text(f.format(f.fields, a)) == Text(f.format(f.fields, b)) {
		return ""
	}
	switch {
	case a.era != b.era:
		return "G"
	case a.year != b.year:
		return "y"
	case a.month != b.month:
		return "M"
	case a.day != b.day:
		return "d"
	case !hour && date:
		return "m"
	case a.Hour()/12 != b.Hour()/12 && s[kindHour].letter == 'h':
		return "a"
	case a.Hour() != b.Hour():
		return string(rune(s[kindHour].letter))
	}
	return "m"
}

// interval is the pattern for a skeleton whose largest difference is given.
func (f *DateTimeFormat) interval(want skeleton, different string) string {
	dates := f.generator().dates
	best, bestDistance := "", 1<<30
	var bestSkeleton skeleton
	letter := different
	if want[kindDayPeriod].letter == 'B' && different == "a" {
		letter = "B"
	}
	dates.each("dateTimeFormats/intervalFormats/", func(key, pattern string) {
		name, diff, _ := strings.Cut(key, "/")
		if diff != letter {
			return
		}
		s := skeletonOf(parseDatePattern(name))
		distance := 0
		for k := range kindCount {
			x, y := want.size(k), s.size(k)
			switch {
			case x == y:
			case x == 0 || y == 0 || k != kindZone && want[k].letter != s[k].letter:
				return
			case k == kindZone:
			default:
				distance += max(x-y, y-x)
				if (x > 0) != (y > 0) {
					distance += 0x1000
				}
			}
		}
		if distance < bestDistance || distance == bestDistance && name < best {
			best, bestDistance, bestSkeleton = key, distance, s
		}
	})
	if best == "" || bestDistance >= 0x1000 {
		return ""
	}
	fields := slices.Clone(parseDatePattern(dates.get("dateTimeFormats/intervalFormats/" + best)))
	for i := range fields {
		k := kindOf(fields[i].letter)
		if k == kindNone || k == kindMinute || k == kindSecond || fields[i].letter == 'a' || fields[i].letter == 'c' {
			continue
		}
		if k == kindHour {
			fields[i].letter = f.hourLetter()
		}
		asked := want[k]
		if asked.letter == 0 || bestSkeleton[k].width == asked.width || max(bestSkeleton[k].width, 3) == asked.width && k == kindWeekday {
			continue
		}
		if (sizeOf(fields[i].letter, fields[i].width) > 0) == (want.size(k) > 0) {
			fields[i].width = asked.width
			if k == kindZone {
				fields[i].letter = asked.letter
			}
		}
	}
	for i := range fields {
		if kindOf(fields[i].letter) == kindZone {
			fields[i] = want[kindZone]
		}
	}
	return plainSpaces(formatPattern(fields))
}

// splitInterval finds where the second half of an interval pattern starts: at the
// first field that was there before.
func splitInterval(fields []field) int {
	var seen uint32
	for i, p := range fields {
		k := kindOf(p.letter)
		if k == kindNone {
			continue
		}
		if seen&(1<<k) != 0 {
			return i
		}
		seen |= 1 << k
	}
	return len(fields)
}

func (f *DateTimeFormat) formatInterval(pattern string, a, b moment) []Part {
	fields := parseDatePattern(pattern)
	middle := splitInterval(fields)
	first, second := fields[:middle], fields[middle:]
	return append(f.side(first, second, a, "startRange"), f.side(second, first, b, "endRange")...)
}

// side formats one half. From its first to its last field that the other half
// has too, it belongs to one end of the range; the rest is shared.
func (f *DateTimeFormat) side(fields, other []field, m moment, source string) []Part {
	repeated := func(p field) bool {
		return p.letter != 0 && slices.ContainsFunc(other, func(o field) bool { return kindOf(o.letter) == kindOf(p.letter) })
	}
	first := slices.IndexFunc(fields, repeated)
	last := -1
	for i, p := range fields {
		if repeated(p) {
			last = i
		}
	}
	var parts []Part
	for i, p := range fields {
		part := sourced(f.format([]field{p}, m), "shared")
		if first >= 0 && i >= first && i <= last {
			part = sourced(part, source)
		}
		parts = append(parts, part...)
	}
	return parts
}

// fallback writes both moments in full.
func (f *DateTimeFormat) fallback(fields []field, a, b moment) []Part {
	var parts []Part
	substitute(f.generator().dates.get("dateTimeFormats/intervalFormats/intervalFormatFallback"),
		func(s string) { parts = append(parts, Part{Type: "literal", Value: s, Source: "shared"}) },
		func(i int) {
			if i == 0 {
				parts = append(parts, sourced(f.format(fields, a), "startRange")...)
			} else {
				parts = append(parts, sourced(f.format(fields, b), "endRange")...)
			}
		})
	return parts
}

// withDate puts a date, which both share, before a range of times.
func (f *DateTimeFormat) withDate(interval string, date skeleton, a, b moment) []Part {
	g := f.generator()
	datePattern := g.best(date)
	glue := g.dates.get("dateTimeFormats/medium")
	var parts []Part
	text := ""
	substitute(glue, func(s string) { text += s }, func(i int) { text += string(rune(0xe000 + i)) })
	for _, p := range parseDatePattern(text) {
		for _, r := range p.text {
			switch r {
			case 0xe000:
				parts = append(parts, f.formatInterval(interval, a, b)...)
			case 0xe001:
				parts = append(parts, sourced(f.format(parseDatePattern(datePattern), a), "shared")...)
			default:
				if n := len(parts); n > 0 && parts[n-1].Type == "literal" && parts[n-1].Source == "shared" {
					parts[n-1].Value += string(r)
				} else {
					parts = append(parts, Part{Type: "literal", Value: string(r), Source: "shared"})
				}
			}
		}
	}
	return parts
}
