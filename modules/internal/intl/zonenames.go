package intl

import (
	"strconv"
	"strings"
	"time"
)

// Zone is a time zone with the name that Intl gives it.
type Zone struct {
	Name     string
	location *time.Location
	fixed    bool
}

// LoadZone finds a time zone by name, in any case, or an offset such as
// "+05:30".
func LoadZone(name string) (Zone, bool) {
	if z, ok := offsetZone(name); ok {
		return z, true
	}
	index := zoneNames()
	written, ok := index.written[strings.ToLower(name)]
	if !ok {
		return Zone{}, false
	}
	canonical := index.canonical[written]
	shown := canonical
	switch shown {
	case "Etc/UTC", "Etc/GMT", "GMT":
		return Zone{Name: "UTC", location: time.UTC}, true
	}
	tried := append([]string{written, canonical}, strings.Fields(supplement("zones").get("iana/"+canonical))...)
	for _, n := range tried {
		if location, err := time.LoadLocation(n); err == nil {
			return Zone{Name: shown, location: location}, true
		}
	}
	return Zone{}, false
}

// offsetZone reads ±hh, ±hhmm and ±hh:mm.
func offsetZone(s string) (Zone, bool) {
	if len(s) < 3 || s[0] != '+' && s[0] != '-' {
		return Zone{}, false
	}
	digits := s[1:]
	if len(digits) == 5 && digits[2] == ':' {
		digits = digits[:2] + digits[3:]
	}
	if !isDigits(digits) || len(digits) != 2 && len(digits) != 4 {
		return Zone{}, false
	}
	hours, _ := strconv.Atoi(digits[:2])
	minutes := 0
	if len(digits) == 4 {
		minutes, _ = strconv.Atoi(digits[2:])
	}
	if hours > 23 || minutes > 59 {
		return Zone{}, false
	}
	seconds := hours*3600 + minutes*60
	sign := s[:1]
	if seconds == 0 {
		sign = "+"
	}
	if sign == "-" {
		seconds = -seconds
	}
	name := sign + two(hours) + ":" + two(minutes)
	return Zone{name, time.FixedZone(name, seconds), true}, true
}

func two(n int) string { return strconv.Itoa(100 + n)[1:] }

// DefaultZone is the zone that TZ names, or that of the system. link is what
// /etc/localtime links to, if it is a link.
func DefaultZone(tz string, system *time.Location, link func() string) Zone {
	name := strings.TrimPrefix(tz, ":")
	if name == "" {
		name = system.String()
	}
	if name == "Local" {
		_, name, _ = strings.Cut(link(), "zoneinfo/")
	}
	if z, ok := LoadZone(name); ok {
		return z
	}
	return Zone{Name: "UTC", location: time.UTC}
}

// unnamedZone is the data's mark of a zone that has no name in the locale.
const unnamedZone = "∅∅∅"

// zoneName writes a field of the letters z, O, v and V.
func (f *DateTimeFormat) zoneName(p field, m moment) string {
	long := p.width == 4
	_, offset := m.Zone()
	if p.letter == 'O' || f.Zone.fixed {
		return f.offset(offset, long)
	}
	zones := section(f.Locale.data, "zones")
	width := "short"
	if long {
		width = "long"
	}
	form := "generic"
	if p.letter == 'z' {
		form = "standard"
		if m.IsDST() {
			form = "daylight"
		}
	}
	name := f.Zone.Name
	own := name
	if own == "UTC" {
		if form == "generic" {
			return f.offset(offset, long)
		}
		own = "Etc/UTC"
	}
	if v := zones.get("zone/" + own + "/" + width + "/" + form); v != "" {
		return v
	}
	meta := metazone(name, m.Time)
	if form == "generic" && !hasDaylight(f.Zone.location, m.Time) {
		if v := zones.get("metazone/" + meta + "/" + width + "/standard"); v != "" && v != unnamedZone {
			return v
		}
	}
	if v := zones.get("metazone/" + meta + "/" + width + "/" + form); meta != "" && v != "" && v != unnamedZone {
		return v
	}
	if form == "generic" {
		return f.location(zones, name)
	}
	return f.offset(offset, long)
}

// hasDaylight reports whether the zone changes its clocks within a year.
func hasDaylight(l *time.Location, t time.Time) bool {
	for month := range 12 {
		if t.AddDate(0, month, 0).In(l).IsDST() {
			return true
		}
	}
	return false
}

// metazone is the name of the set of zones that share their names.
func metazone(zone string, at time.Time) string {
	stamp := at.UTC().Format("2006-01-02 15:04")
	for _, span := range strings.Split(supplement("zones").get("meta/"+zone), ";") {
		parts := strings.Split(span, "|")
		if len(parts) == 3 && (parts[0] == "" || stamp >= parts[0]) && (parts[1] == "" || stamp < parts[1]) {
			return parts[2]
		}
	}
	return ""
}

// location is such as "Germany Time" or "Los Angeles Time".
func (f *DateTimeFormat) location(zones *table, zone string) string {
	all := supplement("zones")
	region := all.get("region/" + zone)
	if strings.HasPrefix(zone, "Etc/") || region == "" {
		_, offset := time.Now().In(f.Zone.location).Zone()
		return f.offset(offset, false)
	}
	count := 0
	all.each("region/", func(_, other string) {
		if other == region {
			count++
		}
	})
	place := ""
	if count == 1 || all.get("primary/"+region) == zone {
		place = section(f.Locale.data, "names").get("territories/" + region)
	}
	if place == "" {
		place = zones.get("zone/" + zone + "/exemplarCity")
	}
	if place == "" {
		place = strings.ReplaceAll(zone[strings.LastIndexByte(zone, '/')+1:], "_", " ")
	}
	return fill(zones.get("regionFormat"), place)
}

// offset is such as GMT-5, or long GMT-05:00.
func (f *DateTimeFormat) offset(seconds int, long bool) string {
	zones := section(f.Locale.data, "zones")
	positive, negative, _ := strings.Cut(zones.get("hourFormat"), ";")
	pattern := positive
	if seconds < 0 {
		pattern, seconds = negative, -seconds
	}
	hours, minutes := seconds/3600, seconds/60%60
	fields := parseDatePattern(pattern)
	var b strings.Builder
	for _, p := range fields {
		switch {
		case p.letter == 'H':
			width := 1
			if long {
				width = 2
			}
			b.WriteString(f.number(hours, width))
			if !long && minutes == 0 {
				return fill(zones.get("gmtFormat"), b.String())
			}
		case p.letter == 'm':
			b.WriteString(f.number(minutes, 2))
		default:
			b.WriteString(p.text)
		}
	}
	return fill(zones.get("gmtFormat"), b.String())
}
