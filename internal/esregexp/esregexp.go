// Package esregexp matches regular expressions as ECMAScript defines them, over strings of UTF-16 code units, which may
// be stored a byte a unit.
//
// A pattern is parsed into a tree, the tree compiled into a program, and the program run by a backtracking machine
// that has a stack of its own. Where backtracking runs away, the machine begins to remember where it has failed
// before, so that patterns without back references take time linear in the text for each of their instructions.
package esregexp

import (
	"strings"
	"unicode/utf16"
)

// Flags are those of a regular expression.
type Flags uint8

// The flags, in the order in which RegExp.prototype.flags has them.
const (
	HasIndices Flags = 1 << iota
	Global
	IgnoreCase
	Multiline
	DotAll
	Unicode
	UnicodeSets
	Sticky
)

const flagLetters = "dgimsuvy"

// ParseFlags reads flags; ok is false if one is unknown or there twice, or if u and v are there both.
func ParseFlags(text string) (f Flags, ok bool) {
	for i := range len(text) {
		n := strings.IndexByte(flagLetters, text[i])
		if n < 0 || f&(1<<n) != 0 {
			return 0, false
		}
		f |= 1 << n
	}
	return f, f&(Unicode|UnicodeSets) != Unicode|UnicodeSets
}

// String writes the flags in their order.
func (f Flags) String() string {
	var b []byte
	for i := range len(flagLetters) {
		if f&(1<<i) != 0 {
			b = append(b, flagLetters[i])
		}
	}
	return string(b)
}

// SyntaxError says what is wrong with a pattern, in V8's words.
type SyntaxError struct{ Reason string }

func (e *SyntaxError) Error() string { return e.Reason }

// Group is the name of groups, of which at most one takes part in a match.
type Group struct {
	Name    string
	Indexes []int
}

// Program is a compiled regular expression. It does not change, and any number of machines may run it.
type Program struct {
	Flags Flags
	// Captures counts the groups, with the whole match, which is group 0.
	Captures int
	// Names are the named groups, in the order of their first appearance.
	Names []Group

	code      []inst
	registers int // of counters and loops
	memos     int // instructions that failures are remembered of
	unicode   bool
	words     *charset // what \b means by a word

	// Where a match can begin.
	anchored bool     // only at the start of the text
	first    *charset // at one of these, unless nil
	prefix   []uint16 // in front of this, unless empty
	narrow   string   // the prefix as bytes, if it fits
}

// Compile compiles a pattern of UTF-16 code units. An error is a *SyntaxError.
func Compile(pattern []uint16, flags Flags) (*Program, error) {
	p := newParser(pattern, flags)
	root, err := p.parse()
	if err != nil {
		return nil, err
	}
	return compile(p, root), nil
}

// CompileString compiles a pattern of valid UTF-8.
func CompileString(pattern string, flags Flags) (*Program, error) {
	return Compile(utf16.Encode([]rune(pattern)), flags)
}

// Validate tells what is wrong with a pattern, without making a program. An error is a *SyntaxError.
func Validate(pattern []uint16, flags Flags) error {
	_, err := newParser(pattern, flags).parse()
	return err
}
