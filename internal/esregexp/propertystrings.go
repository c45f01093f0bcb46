package esregexp

import (
	_ "embed"
	"strings"
	"sync"
)

//go:generate sh -c "node sequences.mjs emoji > sequences.txt.gz"

// compressedStrings are the properties of strings of Unicode 17, see sequences.mjs.
//
//go:embed sequences.txt.gz
var compressedStrings []byte

var stringLines = sync.OnceValue(func() []string { return strings.Split(decompress(compressedStrings), "\n") })

// lookupStrings finds the strings of a property of strings, of which some are single code points.
func lookupStrings(name string) (list []string, ok bool) {
	switch name {
	case "RGI_Emoji":
		for _, line := range stringLines() {
			if line != "" {
				list = append(list, strings.Split(line, " ")[1:]...)
			}
		}
		return list, true
	case "Basic_Emoji", "Emoji_Keycap_Sequence", "RGI_Emoji_Modifier_Sequence",
		"RGI_Emoji_Flag_Sequence", "RGI_Emoji_Tag_Sequence", "RGI_Emoji_ZWJ_Sequence":
		for _, line := range stringLines() {
			if rest, ok := strings.CutPrefix(line, name+" "); ok {
				return strings.Split(rest, " "), true
			}
		}
	}
	return nil, false
}
