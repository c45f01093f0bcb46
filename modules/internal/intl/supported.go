package intl

import (
	"slices"
	"strconv"
	"strings"
)

// calendars are those that dates can be written in.
const calendars = "buddhist gregory iso8601"

const collations = `compat dict emoji eor phonebk phonetic pinyin searchjl stroke trad unihan zhuyin`

// currencies are those in use, or until lately.
const currencies = `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
	CHF CLP CNY COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD
	HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD
	LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP
	PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT
	TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XDR XOF XPF XSU YER ZAR ZMW ZWG ZWL`

// units are the sanctioned simple units.
const units = `acre bit byte celsius centimeter day degree fahrenheit fluid-ounce foot gallon gigabit gigabyte gram hectare hour
	inch kilobit kilobyte kilogram kilometer liter megabit megabyte meter microsecond mile mile-scandinavian milliliter
	millimeter millisecond minute month nanosecond ounce percent petabyte pound second stone terabit terabyte week yard year`

// SupportedValues lists the values of a key of Intl.supportedValuesOf.
func SupportedValues(key string) ([]string, bool) {
	switch key {
	case "calendar":
		return strings.Fields(calendars), true
	case "collation":
		return strings.Fields(collations), true
	case "unit":
		return strings.Fields(units), true
	case "currency":
		return strings.Fields(currencies), true
	case "numberingSystem":
		var list []string
		supplement("numbering").each("digits/", func(name, _ string) { list = append(list, name) })
		slices.Sort(list)
		return list, true
	case "timeZone":
		return Zones(), true
	}
	return nil, false
}

// IsUnit reports whether s is a sanctioned unit, or two with -per- between.
func IsUnit(s string) bool {
	simple := strings.Fields(units)
	if slices.Contains(simple, s) {
		return true
	}
	a, b, ok := strings.Cut(s, "-per-")
	return ok && slices.Contains(simple, a) && slices.Contains(simple, b)
}

// IsCurrency reports whether s has the form of a currency's code.
func IsCurrency(s string) bool { return len(s) == 3 && isAlpha(s) }

// CurrencyDigits is the number of fraction digits of a currency.
func CurrencyDigits(code string) int {
	n, err := strconv.Atoi(supplement("numbering").get("currency/" + code))
	if err != nil {
		return 2
	}
	return n
}

// HasDigits reports whether a numbering system is one with ten digits.
func HasDigits(system string) bool {
	_, ok := supplement("numbering").find("digits/" + system)
	return ok
}

// DefaultNumbering is the numbering system of a locale.
func DefaultNumbering(locale string) string {
	if v := section(locale, "numbers").get("defaultNumberingSystem"); v != "" && HasDigits(v) {
		return v
	}
	return "latn"
}
