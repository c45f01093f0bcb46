package regexprop

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/rangetable"
)

// lookup finds the code points of a property: a general category, a binary
// property, or Name=Value. It returns nil if there is no such property.
func lookup(expression string) *unicode.RangeTable {
	name, value, hasValue := strings.Cut(expression, "=")
	if !hasValue {
		if t := category(name); t != nil {
			return t
		}
		return binary(name)
	}
	switch name {
	case "General_Category", "gc":
		return category(value)
	case "Script", "sc", "Script_Extensions", "scx":
		return script(value)
	}
	return nil
}

func category(name string) *unicode.RangeTable {
	if short, ok := categoryNames[name]; ok {
		name = short
	}
	switch name {
	case "LC":
		return rangetable.Merge(unicode.Lu, unicode.Ll, unicode.Lt)
	case "Cn":
		return without(everything, assigned())
	case "C":
		return rangetable.Merge(unicode.C, without(everything, assigned()))
	}
	return unicode.Categories[name]
}

// categoryNames are the long names of general categories, with aliases.
var categoryNames = map[string]string{
	"Letter": "L", "Cased_Letter": "LC", "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll", "Titlecase_Letter": "Lt",
	"Modifier_Letter": "Lm", "Other_Letter": "Lo",
	"Mark": "M", "Combining_Mark": "M", "Nonspacing_Mark": "Mn", "Spacing_Mark": "Mc", "Enclosing_Mark": "Me",
	"Number": "N", "Decimal_Number": "Nd", "digit": "Nd", "Letter_Number": "Nl", "Other_Number": "No",
	"Punctuation": "P", "punct": "P", "Connector_Punctuation": "Pc", "Dash_Punctuation": "Pd", "Open_Punctuation": "Ps",
	"Close_Punctuation": "Pe", "Initial_Punctuation": "Pi", "Final_Punctuation": "Pf", "Other_Punctuation": "Po",
	"Symbol": "S", "Math_Symbol": "Sm", "Currency_Symbol": "Sc", "Modifier_Symbol": "Sk", "Other_Symbol": "So",
	"Separator": "Z", "Space_Separator": "Zs", "Line_Separator": "Zl", "Paragraph_Separator": "Zp",
	"Other": "C", "Control": "Cc", "cntrl": "Cc", "Format": "Cf", "Surrogate": "Cs", "Private_Use": "Co", "Unassigned": "Cn",
}

func script(name string) *unicode.RangeTable {
	if long, ok := scriptNames[name]; ok {
		name = long
	}
	return unicode.Scripts[name]
}

// scriptNames are the four-letter names of the scripts in common use.
var scriptNames = map[string]string{
	"Arab": "Arabic", "Armn": "Armenian", "Beng": "Bengali", "Bopo": "Bopomofo", "Cyrl": "Cyrillic", "Deva": "Devanagari",
	"Ethi": "Ethiopic", "Geor": "Georgian", "Grek": "Greek", "Gujr": "Gujarati", "Guru": "Gurmukhi", "Hang": "Hangul",
	"Hani": "Han", "Hebr": "Hebrew", "Hira": "Hiragana", "Kana": "Katakana", "Khmr": "Khmer", "Knda": "Kannada",
	"Laoo": "Lao", "Latn": "Latin", "Mlym": "Malayalam", "Mong": "Mongolian", "Mymr": "Myanmar", "Orya": "Oriya",
	"Sinh": "Sinhala", "Taml": "Tamil", "Telu": "Telugu", "Thai": "Thai", "Tibt": "Tibetan", "Zyyy": "Common", "Zinh": "Inherited",
}

var everything = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0, Hi: 0xffff, Stride: 1}},
	R32: []unicode.Range32{{Lo: 0x10000, Hi: unicode.MaxRune, Stride: 1}},
}

func assigned() *unicode.RangeTable { return rangetable.Assigned(unicode.Version) }

func binary(name string) *unicode.RangeTable {
	if long, ok := binaryNames[name]; ok {
		name = long
	}
	switch name {
	case "Any":
		return everything
	case "ASCII":
		return &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0, Hi: 0x7f, Stride: 1}}, LatinOffset: 1}
	case "Assigned":
		return assigned()
	case "Alphabetic":
		return rangetable.Merge(unicode.L, unicode.Nl, unicode.Other_Alphabetic, unicode.Other_Lowercase, unicode.Other_Uppercase)
	case "Lowercase":
		return rangetable.Merge(unicode.Ll, unicode.Other_Lowercase)
	case "Uppercase":
		return rangetable.Merge(unicode.Lu, unicode.Other_Uppercase)
	case "Cased":
		return rangetable.Merge(unicode.Lu, unicode.Ll, unicode.Lt, unicode.Other_Lowercase, unicode.Other_Uppercase)
	case "Math":
		return rangetable.Merge(unicode.Sm, unicode.Other_Math)
	case "ID_Start", "XID_Start":
		return without(rangetable.Merge(unicode.L, unicode.Nl, unicode.Other_ID_Start), patternTable())
	case "ID_Continue", "XID_Continue":
		return without(rangetable.Merge(unicode.L, unicode.Nl, unicode.Other_ID_Start, unicode.Mn, unicode.Mc, unicode.Nd,
			unicode.Pc, unicode.Other_ID_Continue), patternTable())
	case "Grapheme_Extend":
		return rangetable.Merge(unicode.Me, unicode.Mn, unicode.Other_Grapheme_Extend)
	}
	if t, ok := emojiTables[name]; ok {
		return t()
	}
	return unicode.Properties[name]
}

// binaryNames are the short names of binary properties.
var binaryNames = map[string]string{
	"Alpha": "Alphabetic", "Lower": "Lowercase", "Upper": "Uppercase", "IDS": "ID_Start", "IDC": "ID_Continue",
	"XIDS": "XID_Start", "XIDC": "XID_Continue", "space": "White_Space", "Hex": "Hex_Digit", "AHex": "ASCII_Hex_Digit",
	"Ideo": "Ideographic", "Dia": "Diacritic", "Ext": "Extender", "VS": "Variation_Selector", "RI": "Regional_Indicator",
	"Pat_Syn": "Pattern_Syntax", "Pat_WS": "Pattern_White_Space", "QMark": "Quotation_Mark", "Term": "Terminal_Punctuation",
	"STerm": "Sentence_Terminal", "Gr_Ext": "Grapheme_Extend", "SD": "Soft_Dotted", "UIdeo": "Unified_Ideograph",
	"EPres": "Emoji_Presentation", "EMod": "Emoji_Modifier", "EBase": "Emoji_Modifier_Base", "EComp": "Emoji_Component",
	"ExtPict": "Extended_Pictographic",
}

func patternTable() *unicode.RangeTable {
	return rangetable.Merge(unicode.Pattern_Syntax, unicode.Pattern_White_Space)
}

// without returns the code points of a that b lacks.
func without(a, b *unicode.RangeTable) *unicode.RangeTable {
	t := &unicode.RangeTable{}
	visit(a, func(lo, hi rune) {
		for lo <= hi {
			if unicode.Is(b, lo) {
				lo++
				continue
			}
			end := lo
			for end < hi && !unicode.Is(b, end+1) {
				end++
			}
			add(t, lo, end)
			lo = end + 1
		}
	})
	return t
}

// add appends a run of code points above those that the table has.
func add(t *unicode.RangeTable, lo, hi rune) {
	const limit = 0x10000
	if lo < limit {
		t.R16 = append(t.R16, unicode.Range16{Lo: uint16(lo), Hi: uint16(min(hi, limit-1)), Stride: 1})
		lo = limit
	}
	if lo <= hi {
		t.R32 = append(t.R32, unicode.Range32{Lo: uint32(lo), Hi: uint32(hi), Stride: 1})
	}
}
