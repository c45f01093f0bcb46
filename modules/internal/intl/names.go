package intl

import "strings"

// DisplayNames names languages, regions and so on. Style is long, short or
// narrow, LanguageDisplay dialect or standard.
type DisplayNames struct {
	Locale                                 Resolved
	Type, Style, Fallback, LanguageDisplay string
}

// Canonical checks a code and makes it canonical.
func (f *DisplayNames) Canonical(code string) (string, bool) {
	switch f.Type {
	case "language":
		t, ok := ParseTag(code)
		return t.BaseName(), ok && t.String() == t.BaseName()
	case "region":
		return strings.ToUpper(code), IsRegion(code)
	case "script":
		if !IsScript(code) {
			return "", false
		}
		return title(asciiLower(code)), true
	case "currency":
		return strings.ToUpper(code), IsCurrency(code)
	case "calendar":
		return CanonicalValue("ca", code), IsType(code)
	}
	switch code {
	case "era", "year", "quarter", "month", "weekOfYear", "weekday", "day", "dayPeriod", "hour", "minute", "second", "timeZoneName":
		return code, true
	}
	return "", false
}

// Of is the name of a canonical code.
func (f *DisplayNames) Of(code string) (string, bool) {
	var name string
	switch f.Type {
	case "language":
		name = f.language(code)
	case "region":
		name = f.styled("territories/" + code)
	case "script":
		names := section(f.Locale.data, "names")
		name = names.get("scripts/" + code)
	case "currency":
		name = section(f.Locale.data, "currencies").get(code)
	case "calendar":
		key := strings.Replace(code, "gregory", "gregorian", 1)
		if code == "ethioaa" {
			key = "ethiopic-amete-alem"
		}
		names := section(f.Locale.data, "names")
		name = names.first("types/calendar/"+key, "types/calendar/"+key+"/core")
	default:
		name = f.field(code)
	}
	if name == "" {
		return code, f.Fallback == "code"
	}
	return name, true
}

func (f *DisplayNames) styled(path string) string {
	names := section(f.Locale.data, "names")
	if f.Style != "long" {
		if v := names.get(path + "-alt-short"); v != "" {
			return v
		}
	}
	return names.get(path)
}

func (f *DisplayNames) field(code string) string {
	key := map[string]string{"weekOfYear": "week", "dayPeriod": "dayperiod", "timeZoneName": "zone"}[code]
	if key == "" {
		key = code
	}
	fields := section(f.Locale.data, "fields")
	if f.Style != "long" {
		if v := fields.get(key + "-" + f.Style + "/displayName"); v != "" {
			return v
		}
	}
	return fields.get(key + "/displayName")
}

// brackets within brackets are square.
var brackets = strings.NewReplacer("(", "[", ")", "]", "（", "［", "）", "］")

// language names a language with what goes with it: a dialect's own name if
// there is one, the rest in brackets.
func (f *DisplayNames) language(code string) string {
	t, ok := parseTag(code)
	if !ok {
		return ""
	}
	base := ""
	script, region := t.Script, t.Region
	if f.LanguageDisplay == "dialect" {
		for _, trial := range []struct {
			key            string
			script, region string
		}{
			{t.Language + "-" + t.Script + "-" + t.Region, "", ""},
			{t.Language + "-" + t.Script, "", t.Region}, // an own name of both is not mixed with a region
			{t.Language + "-" + t.Region, t.Script, ""},
		} {
			if strings.Contains(trial.key, "--") || strings.HasSuffix(trial.key, "-") || trial.region != "" && t.Script != "" {
				continue
			}
			if v := f.styled("languages/" + trial.key); v != "" {
				base, script, region = v, trial.script, trial.region
				break
			}
		}
	}
	if base == "" {
		if base = f.styled("languages/" + t.Language); base == "" {
			if f.Fallback == "none" || script == "" && region == "" && len(t.Variants) == 0 {
				return ""
			}
			base = t.Language
		}
	}
	names := section(f.Locale.data, "names")
	var details []string
	add := func(name, code string) {
		if name == "" {
			name = code
		}
		name = brackets.Replace(name)
		details = append(details, name)
	}
	if script != "" {
		add(names.first("scripts/"+script+"-alt-stand-alone", "scripts/"+script), script)
	}
	if region != "" {
		name := f.styled("territories/" + region)
		if name == "" && f.Fallback == "none" {
			return ""
		}
		add(name, region)
	}
	for _, v := range t.Variants {
		add(names.get("variants/"+strings.ToUpper(v)), strings.ToUpper(v))
	}
	if len(details) == 0 {
		return base
	}
	list := details[0]
	for _, d := range details[1:] {
		list = fill(names.get("localeDisplayPattern/localeSeparator"), list, d)
	}
	open, close := "(", ")"
	if strings.Contains(names.get("localeDisplayPattern/localePattern"), "（") {
		open, close = "（", "）"
	}
	if inner, ok := strings.CutSuffix(base, close); ok && strings.Contains(base, open) {
		return fill(names.get("localeDisplayPattern/localeSeparator"), inner, list) + close
	}
	return fill(names.get("localeDisplayPattern/localePattern"), base, list)
}
