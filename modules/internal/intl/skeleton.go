package intl

import (
	"slices"
	"strings"
)

// skeleton is what a date format shows: a field of each kind, or none.
type skeleton [kindCount]field

// skeletonOf takes the fields of a skeleton or a pattern.
func skeletonOf(fields []field) (s skeleton) {
	for _, f := range fields {
		k := kindOf(f.letter)
		if k != kindNone && s[k].letter == 0 {
			s[k] = f
		}
	}
	s.addDayPeriod()
	return s
}

// addDayPeriod makes a clock of twelve hours have a day period, and another
// one have none.
func (s *skeleton) addDayPeriod() {
	switch hour := s[kindHour].letter; {
	case hour == 0:
	case hour != 'h' && hour != 'K':
		s[kindDayPeriod] = field{}
	case s[kindDayPeriod].letter == 0:
		s[kindDayPeriod] = field{letter: 'a', width: 1}
	}
}

func (s *skeleton) size(k kind) int {
	if s[k].letter == 0 {
		return 0
	}
	return sizeOf(s[k].letter, s[k].width)
}

// only keeps the fields from one kind to another.
func (s skeleton) only(from, to kind) skeleton {
	for k := range kindCount {
		if k < from || k > to {
			s[k] = field{}
		}
	}
	return s
}

func (s *skeleton) empty() bool { return *s == skeleton{} }

// candidate is a pattern with the skeleton that it is for.
type candidate struct {
	skeleton skeleton
	pattern  string
	// given is set if the skeleton is the data's own, not that of the pattern.
	given bool
}

// patternGenerator finds patterns for skeletons (UTS 35, Date Format Patterns:
// Matching Skeletons).
type patternGenerator struct {
	dates      *table
	fields     *table
	candidates []candidate
	decimal    string
}

var generators cache[*patternGenerator]

// generatorOf is that of a locale; part is "dates" for the Gregorian calendar,
// "generic" for others.
func generatorOf(locale, part string) *patternGenerator {
	return generators.get(locale+"/"+part, func() *patternGenerator {
		g := &patternGenerator{dates: section(locale, part), fields: section(locale, "fields")}
		numbers := section(locale, "numbers")
		g.decimal = numbers.get("symbols/" + DefaultNumbering(locale) + "/decimal")
		have := map[skeleton]bool{}
		add := func(key, pattern string, given bool) {
			g.candidates = append(g.candidates, candidate{skeletonOf(parseDatePattern(key)), pattern, given})
		}
		var keys []string
		g.dates.each("dateTimeFormats/availableFormats/", func(key, _ string) {
			if !strings.Contains(key, "-") {
				keys = append(keys, key)
				have[skeletonOf(parseDatePattern(key))] = true
			}
		})
		slices.Sort(keys)
		addNew := func(pattern string) {
			if s := skeletonOf(parseDatePattern(pattern)); !have[s] {
				have[s] = true
				add(pattern, pattern, false)
			}
		}
		for _, style := range styles {
			addNew(g.dates.get("dateFormats/" + style))
			addNew(g.dates.get("timeFormats/" + style))
		}
		for _, key := range keys {
			add(key, g.dates.get("dateTimeFormats/availableFormats/"+key), true)
		}
		for _, single := range []string{"G", "y", "Q", "M", "w", "E", "d", "B", "H", "m", "s", "S", "v"} {
			addNew(single)
		}
		return g
	})
}

var styles = [...]string{"full", "long", "medium", "short"}

// best is the pattern that shows just what a skeleton asks for.
func (g *patternGenerator) best(want skeleton) string {
	found, missing := g.nearest(want)
	if missing == 0 {
		return formatPattern(g.adjust(found, want))
	}
	date := g.appended(want.only(kindEra, kindDay))
	time := g.appended(want.only(kindDayPeriod, kindZone))
	switch {
	case date == "":
		return time
	case time == "":
		return date
	}
	return fill(g.glue(want), time, date)
}

// glue is the pattern that joins a time {0} and a date {1}.
func (g *patternGenerator) glue(want skeleton) string {
	style := "short"
	if month := want[kindMonth]; month.letter != 0 {
		switch {
		case month.width == 4 && want[kindWeekday].letter != 0:
			style = "full"
		case month.width == 4:
			style = "long"
		case month.width == 3:
			style = "medium"
		}
	}
	return g.dates.first("dateTimeFormats-atTime/standard/"+style, "dateTimeFormats/"+style)
}

// appended is the pattern of the nearest skeleton, with what it lacks added.
func (g *patternGenerator) appended(want skeleton) string {
	if want.empty() {
		return ""
	}
	found, missing := g.nearest(want)
	pattern := formatPattern(g.adjust(found, want))
	for missing != 0 {
		rest := skeleton{}
		for k := range kindCount {
			if missing&(1<<k) != 0 {
				rest[k] = want[k]
			}
		}
		next, still := g.nearest(rest)
		var top kind
		for k := range kindCount {
			if missing&(1<<k) != 0 && still&(1<<k) == 0 {
				top = k
			}
		}
		if still == missing {
			break
		}
		name := [kindCount]string{kindEra: "Era", kindYear: "Year", kindQuarter: "Quarter", kindMonth: "Month", kindWeek: "Week",
			kindWeekday: "Day-Of-Week", kindDay: "Day", kindHour: "Hour", kindMinute: "Minute", kindSecond: "Second", kindZone: "Timezone"}[top]
		item := g.dates.get("dateTimeFormats/appendItems/" + name)
		if item == "" {
			item = "{0} {1}"
		}
		label := g.fields.get(strings.Replace(strings.ToLower(name), "day-of-week", "weekday", 1) + "/displayName")
		pattern = fill(item, pattern, formatPattern(g.adjust(next, rest)), formatPattern([]field{{text: label}}))
		missing = still
	}
	return pattern
}

// nearest is the candidate at the least distance, and a set of the kinds that
// it lacks.
func (g *patternGenerator) nearest(want skeleton) (candidate, uint32) {
	best, bestMissing := -1, uint32(0)
	bestDistance := 1 << 30
	for i := range g.candidates {
		c := &g.candidates[i].skeleton
		distance, missing := 0, uint32(0)
		for k := range kindCount {
			a, b := want.size(k), c.size(k)
			switch {
			case a == b:
			case a == 0:
				distance += 0x10000
			case b == 0:
				distance += 0x1000
				missing |= 1 << k
			default:
				distance += max(a-b, b-a)
			}
		}
		if distance < bestDistance || distance == bestDistance && missing > bestMissing {
			best, bestDistance, bestMissing = i, distance, missing
		}
	}
	if bestMissing == 1<<kindFraction && g.candidates[best].skeleton[kindSecond].letter != 0 {
		bestMissing = 0 // the fraction is added to the seconds
	}
	return g.candidates[best], bestMissing
}

// adjust gives the fields of a pattern the widths that were asked for.
func (g *patternGenerator) adjust(c candidate, want skeleton) []field {
	var out []field
	for _, f := range parseDatePattern(c.pattern) {
		k := kindOf(f.letter)
		asked := want[k]
		if k == kindNone || asked.letter == 0 {
			out = append(out, f)
			continue
		}
		width := asked.width
		if asked.letter == 'E' {
			width = max(width, 3)
		}
		switch {
		case k == kindMinute, k == kindSecond:
			width = f.width
		case c.given:
			own := c.skeleton[k]
			numeric := sizeOf(f.letter, f.width) > 0
			ownNumeric := own.letter != 0 && sizeOf(own.letter, own.width) > 0
			if own.width == asked.width || numeric != ownNumeric {
				width = f.width
			}
		}
		letter := f.letter
		if k != kindHour && k != kindMonth && k != kindWeekday && (k != kindYear || asked.letter == 'Y') {
			letter = asked.letter
		}
		if k == kindHour && asked.letter != 0 {
			letter = asked.letter
		}
		out = append(out, field{letter: letter, width: width})
		if k == kindSecond && want[kindFraction].letter != 0 && !slices.ContainsFunc(parseDatePattern(c.pattern), func(f field) bool { return f.letter == 'S' }) {
			out = append(out, field{text: g.decimal}, want[kindFraction])
		}
	}
	return out
}
