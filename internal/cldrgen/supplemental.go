package main

import (
	"bytes"
	"slices"
	"strings"
)

// table is a blob of lines that belongs to no locale.
type table map[string]string

func (g *generator) addTable(name string, t table) {
	lines := make([]string, 0, len(t))
	for key, value := range t {
		lines = append(lines, key+"\t"+value+"\n")
	}
	slices.Sort(lines)
	g.add("_/"+name, []byte(strings.Join(lines, "")))
}

func (g *generator) supplemental(file string, path ...string) tree {
	return at(g.read("cldr-core/supplemental/"+file+".json"), append([]string{"supplemental"}, path...)...)
}

func (g *generator) packSupplemental() {
	g.packLocales()
	g.packAliases()
	g.packPlurals()
	g.packNumbering()
	g.packRegions()
	g.packZones()
	g.packKeywords()
	g.packDayPeriods()
}

func (g *generator) packLocales() {
	var list bytes.Buffer
	for _, l := range g.locales("cldr-numbers-full") {
		list.WriteString(l + "\t" + g.parent(l) + "\n")
	}
	g.add("_/locales", list.Bytes())
	likely := table{}
	for key, value := range g.supplemental("likelySubtags", "likelySubtags") {
		likely[key] = value.(string)
	}
	g.addTable("likely", likely)
}

func (g *generator) packAliases() {
	t := table{}
	for kind, entries := range g.supplemental("aliases", "metadata", "alias") {
		if kind == "zoneAlias" {
			continue
		}
		for key, value := range entries.(tree) {
			t[strings.TrimSuffix(kind, "Alias")+"/"+strings.ToLower(key)] = at(value.(tree))["_replacement"].(string)
		}
	}
	g.addTable("aliases", t)
}

func (g *generator) packPlurals() {
	t := table{}
	for file, kind := range map[string]string{"plurals": "cardinal", "ordinals": "ordinal"} {
		for language, rules := range g.supplemental(file, "plurals-type-"+kind) {
			for key, rule := range rules.(tree) {
				condition, _, _ := strings.Cut(rule.(string), "@")
				t[kind+"/"+language+"/"+strings.TrimPrefix(key, "pluralRule-count-")] = strings.TrimSpace(condition)
			}
		}
	}
	for language, ranges := range g.supplemental("pluralRanges", "plurals") {
		for key, result := range ranges.(tree) {
			start, end, _ := strings.Cut(strings.TrimPrefix(key, "pluralRange-start-"), "-end-")
			t["range/"+language+"/"+start+"/"+end] = result.(string)
		}
	}
	g.addTable("plurals", t)
}

func (g *generator) packNumbering() {
	t := table{}
	for name, system := range g.supplemental("numberingSystems", "numberingSystems") {
		if digits, ok := system.(tree)["_digits"].(string); ok {
			t["digits/"+name] = digits
		}
	}
	for code, fraction := range g.supplemental("currencyData", "currencyData", "fractions") {
		t["currency/"+code] = fraction.(tree)["_digits"].(string)
	}
	g.addTable("numbering", t)
}

func (g *generator) packRegions() {
	t := table{}
	for region, times := range g.supplemental("timeData", "timeData") {
		data := times.(tree)
		t["hours/"+region] = data["_preferred"].(string) + " " + data["_allowed"].(string)
	}
	for _, kind := range []string{"minDays", "firstDay", "weekendStart", "weekendEnd"} {
		for region, day := range g.supplemental("weekData", "weekData", kind) {
			t[kind+"/"+region] = day.(string)
		}
	}
	for region, calendars := range g.supplemental("calendarPreferenceData", "calendarPreferenceData") {
		var names []string
		for _, c := range calendars.([]any) {
			names = append(names, strings.Replace(c.(string), "gregorian", "gregory", 1))
		}
		t["calendars/"+region] = strings.Join(names, " ")
	}
	g.addTable("regions", t)
}

func (g *generator) packZones() {
	t := table{}
	var walk func(tree, string)
	walk = func(zones tree, path string) {
		for name, value := range zones {
			switch value := value.(type) {
			case tree:
				walk(value, path+name+"/")
			case []any:
				var spans []string
				for _, v := range value {
					uses := v.(tree)["usesMetazone"].(tree)
					from, _ := uses["_from"].(string)
					to, _ := uses["_to"].(string)
					spans = append(spans, from+"|"+to+"|"+uses["_mzone"].(string))
				}
				t["meta/"+path+name] = strings.Join(spans, ";")
			}
		}
	}
	metazones := g.read("cldr-core/supplemental/metaZones.json")
	walk(at(metazones, "supplemental", "metaZones", "metazoneInfo", "timezone"), "")
	for _, m := range at(metazones, "supplemental", "metaZones")["metazones"].([]any) {
		zone := m.(tree)["mapZone"].(tree)
		t["golden/"+zone["_other"].(string)+"/"+zone["_territory"].(string)] = zone["_type"].(string)
	}
	for region, zone := range g.supplemental("primaryZones", "primaryZones") {
		t["primary/"+region] = zone.(string)
	}
	for id, value := range at(g.read("cldr-bcp47/bcp47/timezone.json"), "keyword", "u", "tz") {
		data, ok := value.(tree)
		if !ok {
			continue
		}
		if preferred, ok := data["_preferred"].(string); ok {
			t["preferred/"+id] = preferred
			continue
		}
		aliases, _ := data["_alias"].(string)
		names := strings.Fields(aliases)
		if len(names) == 0 {
			continue
		}
		region, ok := data["_region"].(string)
		if !ok {
			region = strings.ToUpper(id[:2])
		}
		t["id/"+id] = aliases
		t["region/"+names[0]] = region
		if iana, ok := data["_iana"].(string); ok {
			t["iana/"+names[0]] = iana
		}
	}
	g.addTable("zones", t)
}

// packKeywords packs the values of Unicode extension keys that others replace,
// and those of some keys.
func (g *generator) packKeywords() {
	t := table{}
	for _, file := range []string{"calendar", "collation", "currency", "measure", "number", "segmentation", "variant", "timezone"} {
		for key, value := range at(g.read("cldr-bcp47/bcp47/"+file+".json"), "keyword", "u") {
			for name, v := range value.(tree) {
				data, ok := v.(tree)
				if !ok {
					continue
				}
				if preferred, ok := data["_preferred"].(string); ok {
					t[key+"/"+name] = preferred
				} else if alias, ok := data["_alias"].(string); ok && key != "tz" {
					t[key+"/"+strings.ToLower(alias)] = name
				}
			}
		}
	}
	g.addTable("keywords", t)
}

func (g *generator) packDayPeriods() {
	t := table{}
	for language, rules := range g.supplemental("dayPeriods", "dayPeriodRuleSet") {
		for period, rule := range rules.(tree) {
			data := rule.(tree)
			if at, ok := data["_at"].(string); ok {
				t[language+"/"+period] = at
				continue
			}
			t[language+"/"+period] = data["_from"].(string) + "-" + data["_before"].(string)
		}
	}
	g.addTable("dayperiods", t)
}
