package intl

import "strings"

// field is a run of one letter in a date pattern, or literal text between such
// runs, with letter zero.
type field struct {
	letter byte
	width  int
	text   string
}

var datePatterns cache[[]field]

// parseDatePattern splits a pattern such as "d 'de' MMMM".
func parseDatePattern(pattern string) []field {
	return datePatterns.get(pattern, func() []field {
		var fields []field
		literal := func(s string) {
			if n := len(fields); n > 0 && fields[n-1].letter == 0 {
				fields[n-1].text += s
			} else {
				fields = append(fields, field{text: s})
			}
		}
		for i := 0; i < len(pattern); {
			c := pattern[i]
			switch {
			case c == '\'' && i+1 < len(pattern) && pattern[i+1] == '\'':
				literal("'")
				i += 2
			case c == '\'':
				end := i + 1
				for end < len(pattern) && (pattern[end] != '\'' || end+1 < len(pattern) && pattern[end+1] == '\'') {
					if pattern[end] == '\'' {
						end++
					}
					end++
				}
				literal(strings.ReplaceAll(pattern[i+1:min(end, len(pattern))], "''", "'"))
				i = end + 1
			case c|0x20 >= 'a' && c|0x20 <= 'z':
				end := i
				for end < len(pattern) && pattern[end] == c {
					end++
				}
				fields = append(fields, field{letter: c, width: end - i})
				i = end
			default:
				literal(pattern[i : i+1])
				i++
			}
		}
		return fields
	})
}

// formatPattern is the reverse of parseDatePattern.
func formatPattern(fields []field) string {
	var b strings.Builder
	for _, f := range fields {
		if f.letter != 0 {
			b.WriteString(strings.Repeat(string(rune(f.letter)), f.width))
			continue
		}
		quote := strings.ContainsFunc(f.text, func(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' })
		text := strings.ReplaceAll(f.text, "'", "''")
		if quote {
			text = "'" + text + "'"
		}
		b.WriteString(text)
	}
	return b.String()
}

// kind is which part of a date or time a letter shows.
type kind uint8

const (
	kindNone kind = iota
	kindEra
	kindYear
	kindQuarter
	kindMonth
	kindWeek
	kindWeekday
	kindDay
	kindDayPeriod
	kindHour
	kindMinute
	kindSecond
	kindFraction
	kindZone
	kindCount
)

func kindOf(letter byte) kind {
	switch letter {
	case 'G':
		return kindEra
	case 'y', 'Y', 'u', 'U', 'r':
		return kindYear
	case 'Q', 'q':
		return kindQuarter
	case 'M', 'L':
		return kindMonth
	case 'w', 'W':
		return kindWeek
	case 'E', 'e', 'c':
		return kindWeekday
	case 'd', 'D', 'F', 'g':
		return kindDay
	case 'a', 'b', 'B':
		return kindDayPeriod
	case 'h', 'H', 'k', 'K':
		return kindHour
	case 'm':
		return kindMinute
	case 's':
		return kindSecond
	case 'S':
		return kindFraction
	case 'z', 'Z', 'O', 'v', 'V', 'X', 'x':
		return kindZone
	}
	return kindNone
}

// Sizes of a field, so that the difference of two tells how far apart they
// are. Numeric ones are positive (UTS 35, Matching Skeletons).
const (
	sizeDelta   = 0x10
	sizeNumeric = 0x100
	sizeNarrow  = -0x101
	sizeShorter = -0x102
	sizeShort   = -0x103
	sizeLong    = -0x104
)

func sizeOf(letter byte, width int) int {
	text := func(offset int) int {
		switch {
		case width <= 3:
			return sizeShort + offset
		case width == 4:
			return sizeLong + offset
		case width == 5:
			return sizeNarrow + offset
		}
		return sizeShorter + offset
	}
	numeric := func(offset int) int { return sizeNumeric + offset + width }
	switch letter {
	case 'G', 'E', 'a':
		return text(0)
	case 'y', 'w', 'd', 'h', 'm', 's':
		return numeric(0)
	case 'Y', 'W', 'D', 'K', 'S':
		return numeric(sizeDelta)
	case 'M', 'Q':
		if width <= 2 {
			return numeric(0)
		}
		return text(0)
	case 'L', 'q':
		if width <= 2 {
			return numeric(sizeDelta)
		}
		return text(-sizeDelta)
	case 'e':
		if width <= 2 {
			return numeric(sizeDelta)
		}
		return text(-sizeDelta)
	case 'c':
		if width <= 2 {
			return numeric(2 * sizeDelta)
		}
		return text(-2 * sizeDelta)
	case 'b':
		return text(-sizeDelta)
	case 'B':
		return text(-3 * sizeDelta)
	case 'H':
		return numeric(10 * sizeDelta)
	case 'k':
		return numeric(11 * sizeDelta)
	case 'v':
		return text(-2 * sizeDelta)
	case 'z':
		return text(0)
	case 'O':
		return text(-sizeDelta)
	case 'V':
		return text(-3 * sizeDelta)
	}
	return numeric(0)
}

// partType is the type of a field in formatToParts.
func partType(letter byte) string {
	switch kindOf(letter) {
	case kindEra:
		return "era"
	case kindYear:
		switch letter {
		case 'U':
			return "yearName"
		case 'r':
			return "relatedYear"
		}
		return "year"
	case kindMonth:
		return "month"
	case kindWeekday:
		return "weekday"
	case kindDay:
		return "day"
	case kindDayPeriod:
		return "dayPeriod"
	case kindHour:
		return "hour"
	case kindMinute:
		return "minute"
	case kindSecond:
		return "second"
	case kindFraction:
		return "fractionalSecond"
	case kindZone:
		return "timeZoneName"
	}
	return "literal"
}
