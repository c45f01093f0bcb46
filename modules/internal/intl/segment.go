package intl

import (
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"
)

// Segment is a piece of text, in bytes of its UTF-8 form.
type Segment struct {
	Start, End int
	// WordLike holds for words that are not just spaces or punctuation.
	WordLike bool
}

// Segments splits text by grapheme, word or sentence (Unicode Standard Annex
// 29).
func Segments(text, granularity string) []Segment {
	var list []Segment
	switch granularity {
	case "word":
		for it := words.FromString(text); it.Next(); {
			list = append(list, Segment{it.Start(), it.End(), wordLike(it.Value())})
		}
	case "sentence":
		for it := sentences.FromString(text); it.Next(); {
			list = append(list, Segment{Start: it.Start(), End: it.End()})
		}
	default:
		for it := graphemes.FromString(text); it.Next(); {
			list = append(list, Segment{Start: it.Start(), End: it.End()})
		}
	}
	return list
}

func wordLike(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}
