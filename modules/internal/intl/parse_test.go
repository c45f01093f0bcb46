package intl

import (
	"math"
	"testing"
)

func TestDecimal(t *testing.T) {
	for _, c := range []struct {
		in        string
		power     int
		increment int
		mode      string
		want      string
	}{
		{"1.25", -1, 1, "halfExpand", "1.3"}, {"1.25", -1, 1, "halfEven", "1.2"}, {"-1.25", -1, 1, "halfCeil", "1.2"},
		{"0.004", -2, 1, "halfExpand", "0"}, {"0.004", -2, 1, "expand", "0.01"}, {"999.5", 0, 1, "halfExpand", "1000"},
		{"1.23", -2, 5, "halfExpand", "1.25"}, {"12e3", 4, 1, "floor", "10000"}, {"5e-7", -3, 1, "ceil", "0.001"},
	} {
		d, ok := ParseDecimal(c.in)
		if !ok {
			t.Fatal(c.in)
		}
		integer, fraction := d.round(c.power, c.increment, c.mode).plain(1, 0)
		if fraction != "" {
			integer += "." + fraction
		}
		if integer != c.want {
			t.Errorf("%s to 10^%d by %d, %s: %s, want %s", c.in, c.power, c.increment, c.mode, integer, c.want)
		}
	}
}

func TestPlurals(t *testing.T) {
	for _, c := range []struct{ kind, locale, number, want string }{
		{"cardinal", "en", "1", "one"}, {"cardinal", "fr", "1.5", "one"}, {"cardinal", "ru", "3", "few"}, {"cardinal", "ar", "11", "many"},
		{"cardinal", "pl", "1.5", "other"}, {"ordinal", "en", "22", "two"}, {"ordinal", "en", "13", "other"}, {"cardinal", "ja", "1", "other"},
	} {
		d, _ := ParseDecimal(c.number)
		if got := rulesFor(c.kind, c.locale).category(operandsOf(d, 0, 0)); got != c.want {
			t.Errorf("%v: %s", c, got)
		}
	}
}

func FuzzParseDecimal(f *testing.F) {
	for _, s := range []string{"1", "-1.5e3", "Infinity", "1e99999999999", ".5", "1.", "-0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := ParseDecimal(s)
		if ok && !d.Infinite && (d.point > maxDigits || len(d.digits) > len(s)) {
			t.Errorf("%q: %+v", s, d)
		}
	})
}

func FuzzParseDuration(f *testing.F) {
	for _, s := range []string{"P1Y2M3W4DT5H6M7.8S", "PT1.5H", "-P1D", "P", "PT", "p1w"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := ParseDuration(s)
		for _, v := range d {
			if ok && !math.IsInf(v, 0) && v != math.Trunc(v) {
				t.Errorf("%q: %v", s, d)
			}
		}
	})
}

func FuzzDatePattern(f *testing.F) {
	for _, s := range []string{"d 'de' MMMM", "h:mm a", "''", "'o''clock'", "y年M月d日", "'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		fields := parseDatePattern(s)
		if again := formatPattern(parseDatePattern(formatPattern(fields))); again != formatPattern(fields) {
			t.Errorf("%q: %q, then %q", s, formatPattern(fields), again)
		}
	})
}

func FuzzLoadZone(f *testing.F) {
	for _, s := range []string{"UTC", "+05:30", "europe/berlin", "-00", "+24:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if z, ok := LoadZone(s); ok && (z.Name == "" || z.location == nil) {
			t.Errorf("%q: %+v", s, z)
		}
	})
}
