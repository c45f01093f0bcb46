package main

import "strings"

// section is a part of a locale's data that is loaded together.
type section struct {
	name  string
	pkg   string
	files []string
	// path leads to the data below main.LOCALE.
	path []string
	// key renames a path, or drops it by returning nothing.
	key func(locale, key string) string
}

func same(_, key string) string { return key }

// namedLanguages are those of three letters that have a name in every language.
const namedLanguages = `ast asa bas bem bez brx ccp ceb cgg chr ckb cop dav dje doi dsb dyo ebu ewo fil fur grc gsw guz haw hmn hsb
	jgo jmc kab kam kde kea khq kgp kln kok ksb ksf ksh lag lkt lrc luo luy mai mas mer mfe mgh mgo mni mua mul mzn naq nds nmg
	nnh nus nyn pcm rof rwk sah saq sat sbp seh ses shi smn syr teo twq tzm und vai vun wae xog yav yrl yue zgh zxx`

var sections = []section{
	{"numbers", "cldr-numbers-full", []string{"numbers.json"}, []string{"numbers"}, numberKey},
	{"currencies", "cldr-numbers-full", []string{"currencies.json"}, []string{"numbers", "currencies"}, currencyKey},
	{"dates", "cldr-dates-full", []string{"ca-gregorian.json"}, []string{"dates", "calendars", "gregorian"}, dateKey},
	{"generic", "cldr-dates-full", []string{"ca-generic.json"}, []string{"dates", "calendars", "generic"}, dateKey},
	{"zones", "cldr-dates-full", []string{"timeZoneNames.json"}, []string{"dates", "timeZoneNames"}, same},
	{"fields", "cldr-dates-full", []string{"dateFields.json"}, []string{"dates", "fields"}, same},
	{"units", "cldr-units-full", []string{"units.json"}, []string{"units"}, unitKey},
	{"lists", "cldr-misc-full", []string{"listPatterns.json"}, []string{"listPatterns"}, func(_, k string) string {
		return strings.TrimPrefix(k, "listPattern-type-")
	}},
	{"names", "cldr-localenames-full", []string{"languages.json", "scripts.json", "territories.json", "variants.json", "localeDisplayNames.json"},
		[]string{"localeDisplayNames"}, nameKey},
}

func numberKey(_, key string) string {
	key = strings.Replace(key, "-numberSystem-", "/", 1)
	key = strings.Replace(key, "Formats/", "/", 1)
	for _, drop := range []string{"rational/", "currencySpacing/", "noCurrency"} {
		if strings.Contains(key, drop) {
			return ""
		}
	}
	return strings.Replace(key, "-count-", "-", 1)
}

func currencyKey(_, key string) string {
	if strings.HasSuffix(key, "-variant") || strings.HasSuffix(key, "-formal") {
		return ""
	}
	code, rest, _ := strings.Cut(key, "/")
	switch {
	case rest == "displayName":
		return code
	case strings.HasPrefix(rest, "displayName-count-"):
		return code + "/" + strings.TrimPrefix(rest, "displayName-count-")
	case rest == "symbol-alt-narrow":
		return code + "/narrow"
	}
	return key
}

func dateKey(_, key string) string {
	for _, drop := range []string{"Skeletons/", "-alt-ascii", "cyclicNameSets"} {
		if strings.Contains(key, drop) {
			return ""
		}
	}
	return key
}

// simpleUnits are the sanctioned units of ECMA-402 and the units that
// durations need, in the names of CLDR less the category.
const simpleUnits = ` acre bit byte celsius centimeter day degree fahrenheit fluid-ounce foot gallon gigabit gigabyte gram hectare
	hour inch kilobit kilobyte kilogram kilometer liter megabit megabyte meter microsecond mile mile-scandinavian milliliter
	millimeter millisecond minute month nanosecond ounce percent petabyte pound second stone terabit terabyte week yard year
	mile-per-hour mile-per-gallon kilometer-per-hour meter-per-second liter-per-kilometer `

func unitKey(_, key string) string {
	parts := strings.Split(key, "/")
	if len(parts) < 3 {
		return ""
	}
	width, unit, rest := parts[0], parts[1], parts[len(parts)-1]
	if strings.HasPrefix(width, "duration") {
		return ""
	}
	if unit == "per" {
		return width + "/per"
	}
	_, name, ok := strings.Cut(unit, "-")
	if !ok || !contains(simpleUnits, name) {
		return ""
	}
	switch {
	case rest == "displayName":
		return ""
	case rest == "perUnitPattern":
		return width + "/" + name + "/per"
	case strings.HasPrefix(rest, "unitPattern-count-"):
		if strings.Contains(rest, "-case-") {
			return ""
		}
		return width + "/" + name + "/" + strings.TrimPrefix(rest, "unitPattern-count-")
	}
	return ""
}

func contains(words, word string) bool {
	for _, w := range strings.Fields(words) {
		if w == word {
			return true
		}
	}
	return false
}

// nameKey leaves out the names of rare languages in other languages than English.
func nameKey(locale, key string) string {
	kind, rest, _ := strings.Cut(key, "/")
	if kind == "languages" && locale != "en" && locale != "und" {
		code, _, _ := strings.Cut(rest, "-")
		if len(code) > 2 && !contains(namedLanguages, code) {
			return ""
		}
	}
	if kind == "variants" && locale != "en" {
		return ""
	}
	for _, drop := range []string{"-alt-variant", "-alt-secondary", "-alt-stand-alone", "transformNames", "measurementSystemNames",
		"/transform", "types/d0", "types/m0", "types/s0", "types/t0", "types/x0", "types/i0", "types/k0", "subdivisions", "types/lb", "types/lw", "types/ss"} {
		if strings.Contains(key, drop) {
			return ""
		}
	}
	return key
}
