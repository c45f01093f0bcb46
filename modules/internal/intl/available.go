package intl

import (
	"slices"
	"strings"
	"sync"
)

// scripted are the languages that have locales by script.
var scripted = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	supplement("locales").each("", func(locale, _ string) {
		if parts := strings.Split(locale, "-"); len(parts) > 1 && len(parts[1]) == 4 {
			m[parts[0]] = true
		}
	})
	return m
})

var dataLocales cache[string]

// dataLocale is the locale whose data a language tag without extensions stands
// for, or nothing if there is none of just that language, script and region.
func dataLocale(base string) string {
	if v, ok := dataLocales.m.Load(base); ok {
		return v.(string)
	}
	found := findDataLocale(base)
	if found != "" {
		// What is not found is not kept: there is no end of such tags.
		dataLocales.m.Store(base, found)
	}
	return found
}

func findDataLocale(base string) string {
	if base == "und" {
		return ""
	}
	all := supplement("locales")
	if _, ok := all.find(base); ok {
		return base
	}
	t, ok := parseTag(base)
	if !ok || len(t.Variants) > 0 || t.Script != "" && !scripted()[t.Language] {
		return ""
	}
	full := t.Maximize()
	for _, trial := range []Tag{
		{Language: full.Language, Script: full.Script, Region: full.Region},
		{Language: full.Language, Region: full.Region},
		{Language: full.Language, Script: full.Script},
		{Language: full.Language},
	} {
		if _, ok := all.find(trial.BaseName()); !ok {
			continue
		}
		if m := trial.Maximize(); m.Script == full.Script && m.Region == full.Region {
			return trial.BaseName()
		}
	}
	return ""
}

// available is BestAvailableLocale of ECMA-402.
func available(base string) string {
	for base != "" {
		if dataLocale(base) != "" {
			return base
		}
		i := strings.LastIndexByte(base, '-')
		if i < 0 {
			return ""
		}
		if i >= 2 && base[i-2] == '-' {
			i -= 2
		}
		base = base[:i]
	}
	return ""
}

// Supported filters a list of canonical tags by whether there is data.
func Supported(locales []string) []string {
	list := []string{}
	for _, l := range locales {
		if t, ok := parseTag(l); ok && available(t.BaseName()) != "" {
			list = append(list, l)
		}
	}
	return list
}

// DefaultLocale is the locale of the environment, as ICU finds it.
func DefaultLocale(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := getenv(name)
		if value == "" {
			continue
		}
		value, _, _ = strings.Cut(value, ".")
		value, _, _ = strings.Cut(value, "@")
		if t, ok := ParseTag(strings.ReplaceAll(value, "_", "-")); ok {
			if found := available(t.BaseName()); found != "" {
				return found
			}
		}
		break
	}
	return "en-US"
}

// Resolved is the outcome of ResolveLocale of ECMA-402.
type Resolved struct {
	// Locale is what resolvedOptions shows.
	Locale string
	// Keywords are the values of the relevant keys, in their order.
	Keywords map[string]string
	// data names the locale whose data are used.
	data string
}

// Language is the language of the data.
func (r *Resolved) Language() string {
	language, _, _ := strings.Cut(r.data, "-")
	return language
}

// Region is the region that the locale is used in.
func (r *Resolved) Region() string {
	t, _ := parseTag(r.Locale)
	return t.Maximize().Region
}

// Key is a Unicode extension key that a service understands.
type Key struct {
	Name string
	// Option is the value that options ask for, if HasOption.
	Option    string
	HasOption bool
	// Allowed reports whether a value is supported; Default is the value of a
	// locale that says nothing.
	Allowed func(locale, value string) bool
	Default func(locale string) string
}

// Resolve is ResolveLocale: the first of the requested locales that there is
// data for, or the default, and the values of the keys.
func Resolve(requested []string, fallback string, keys ...Key) Resolved {
	var tag Tag
	found := ""
	for _, l := range requested {
		t, ok := parseTag(l)
		if !ok {
			continue
		}
		if found = available(t.BaseName()); found != "" {
			tag = t
			break
		}
	}
	if found == "" {
		found = fallback
	}
	r := Resolved{Locale: found, Keywords: map[string]string{}, data: dataLocale(found)}
	out, _ := parseTag(found)
	shown := out
	for _, k := range keys {
		value := k.Default(r.data)
		if asked, ok := tag.Keyword(k.Name); ok {
			if asked == "" {
				asked = "true"
			}
			if k.Allowed(r.data, asked) {
				value = asked
				shown.SetKeyword(k.Name, asked)
			}
		}
		if k.HasOption {
			if option := CanonicalValue(k.Name, k.Option); option != value {
				if option == "" {
					option = "true"
				}
				if option != value && k.Allowed(r.data, option) {
					value = option
					shown.Keywords = slices.DeleteFunc(slices.Clone(shown.Keywords), func(w Keyword) bool { return w.Key == k.Name })
				}
			}
		}
		r.Keywords[k.Name] = value
	}
	r.Locale = shown.String()
	return r
}

// Narrow leaves out script and region, for a service that has its data by
// language. keep are the languages and tags that stay as they are.
func (r *Resolved) Narrow(keep ...string) {
	t, _ := parseTag(r.Locale)
	if !slices.Contains(keep, t.Language) && !slices.Contains(keep, t.BaseName()) {
		t.Script, t.Region = "", ""
		r.Locale = t.String()
	}
}
