package intl

import "strings"

// Maximize adds the likely script and region (UTS 35, Add Likely Subtags).
func (t Tag) Maximize() Tag {
	likely := supplement("likely")
	language := t.Language
	if language == "" {
		language = "und"
	}
	if language != "und" && t.Script != "" && t.Region != "" {
		return t
	}
	try := func(language, script, region string) (string, bool) {
		key := language
		if script != "" {
			key += "-" + script
		}
		if region != "" {
			key += "-" + region
		}
		return likely.find(key)
	}
	found, ok := "", false
	if t.Script != "" && t.Region != "" {
		found, ok = try(language, t.Script, t.Region)
	}
	if !ok && t.Region != "" {
		found, ok = try(language, "", t.Region)
	}
	if !ok && t.Script != "" {
		found, ok = try(language, t.Script, "")
	}
	if !ok {
		found, ok = try(language, "", "")
	}
	if !ok && t.Script != "" {
		found, ok = try("und", t.Script, "")
	}
	if !ok {
		return t
	}
	full := strings.Split(found, "-")
	if t.Language == "" || t.Language == "und" {
		t.Language = full[0]
	}
	if t.Script == "" {
		t.Script = full[1]
	}
	if t.Region == "" {
		t.Region = full[2]
	}
	return t
}

// Minimize removes the script and region that are likely anyway.
func (t Tag) Minimize() Tag {
	full := t.Maximize()
	for _, trial := range []Tag{
		{Language: full.Language},
		{Language: full.Language, Region: full.Region},
		{Language: full.Language, Script: full.Script},
	} {
		if m := trial.Maximize(); m.Language == full.Language && m.Script == full.Script && m.Region == full.Region {
			t.Language, t.Script, t.Region = trial.Language, trial.Script, trial.Region
			return t
		}
	}
	t.Language, t.Script, t.Region = full.Language, full.Script, full.Region
	return t
}
