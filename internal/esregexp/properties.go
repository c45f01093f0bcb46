package esregexp

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"strconv"
	"strings"
	"sync"
)

//go:generate sh -c "node generate.mjs names codes > properties.txt.gz"

// compressed are the properties of Unicode 17, see generate.mjs.
//
//go:embed properties.txt.gz
var compressed []byte

// span is a run of consecutive code points.
type span struct{ Lo, Hi rune }

// maxRune is the last code point.
const maxRune = 0x10ffff

// index finds the line of a property by its kind and name.
var index = sync.OnceValue(func() map[string]string {
	lines := map[string]string{}
	for line := range strings.Lines(decompress(compressed)) {
		names, runs, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		words := strings.Fields(names)
		for _, name := range words[1:] {
			lines[words[0]+" "+name] = runs
		}
	}
	return lines
})

func decompress(compressed []byte) string {
	z, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		panic(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// lookup finds the code points of a property: a general category, a binary
// property, or Name=Value.
func lookup(expression string) ([]span, bool) {
	name, value, hasValue := strings.Cut(expression, "=")
	if !hasValue {
		if ranges, ok := read("gc", name); ok {
			return ranges, true
		}
		return read("binary", name)
	}
	switch name {
	case "General_Category", "gc":
		return read("gc", value)
	case "Script", "sc":
		return read("sc", value)
	case "Script_Extensions", "scx":
		return read("scx", value)
	}
	return nil, false
}

func read(kind, name string) ([]span, bool) {
	runs, ok := index()[kind+" "+name]
	if !ok {
		return nil, false
	}
	var list []span
	at, in := rune(0), false
	for run := range strings.SplitSeq(runs, " ") {
		n, err := strconv.ParseInt(run, 36, 32)
		if err != nil {
			panic(err)
		}
		if in {
			list = append(list, span{at, at + rune(n) - 1})
		}
		at += rune(n)
		in = !in
	}
	return list, true
}

// negate returns the code points that are not in sorted ranges.
func negate(ranges []span) []span {
	var list []span
	next := rune(0)
	for _, r := range ranges {
		if next < r.Lo {
			list = append(list, span{next, r.Lo - 1})
		}
		next = r.Hi + 1
	}
	if next <= maxRune {
		list = append(list, span{next, maxRune})
	}
	return list
}
