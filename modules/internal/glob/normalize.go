package glob

import "slices"

// normalize simplifies patterns without a change of what they match: runs of
// "**", ".", empty segments and "..", which a globstar before it makes two
// patterns of one.
func normalize(lists [][]string) [][]string {
	for changed := true; changed; {
		changed = false
		for i := 0; i < len(lists); i++ {
			parts := lists[i]
			for star := 0; star < len(parts); star++ {
				if parts[star] != "**" {
					continue
				}
				end := star + 1
				for end < len(parts) && parts[end] == "**" {
					end++
				}
				parts = slices.Delete(parts, star+1, end)
				if !climbs(parts[star+1:]) {
					continue
				}
				changed = true
				other := slices.Delete(slices.Clone(parts), star, star+1)
				// "**/../a/b" is "../a/b" or "**/a/b".
				parts = slices.Delete(parts, star+1, star+2)
				lists = append(lists, parts)
				parts = other
				star--
			}
			squeezed := squeeze(parts)
			climbed := climb(squeezed, true)
			changed = changed || len(climbed) != len(parts)
			lists[i] = climbed
		}
	}
	return lists
}

// climbs tells that "..", and then two named segments, follow.
func climbs(parts []string) bool {
	named := func(s string) bool { return s != "" && s != "." && s != ".." }
	return len(parts) >= 3 && parts[0] == ".." && named(parts[1]) && named(parts[2])
}

// squeeze drops "." and empty segments that are neither first nor last; the
// two that begin a UNC path stay.
func squeeze(parts []string) []string {
	for i := 1; i < len(parts)-1; i++ {
		if i == 1 && parts[1] == "" && parts[0] == "" {
			continue
		}
		if parts[i] == "." || parts[i] == "" {
			parts = slices.Delete(parts, i, i+1)
			i--
		}
	}
	if len(parts) == 2 && parts[0] == "." && (parts[1] == "." || parts[1] == "") {
		parts = parts[:1]
	}
	return parts
}

// climb drops each ".." with the segment before it. In a pattern, a "."
// remains before a globstar that would come first.
func climb(parts []string, pattern bool) []string {
	for i := 1; i < len(parts); i++ {
		if parts[i] != ".." {
			continue
		}
		before := parts[i-1]
		if before == "" || before == "." || before == ".." || before == "**" {
			continue
		}
		if pattern && i == 1 && i+1 < len(parts) && parts[i+1] == "**" {
			parts = slices.Replace(parts, i-1, i+1, ".")
		} else {
			parts = slices.Delete(parts, i-1, i+1)
		}
		if len(parts) == 0 {
			return []string{""}
		}
		i = max(i-2, 0)
	}
	return parts
}

// normalizeFile simplifies the segments of a path.
func normalizeFile(file []string) []string {
	for {
		n := len(file)
		file = climb(squeeze(file), false)
		if len(file) == n {
			return file
		}
	}
}
