// Package intl formats numbers, dates, lists and names for people, by the
// rules of ECMA-402 and the data of Unicode's CLDR, which are packed in
// cldr.bin (made by internal/cldrgen; CLDR-LICENSE is their licence). It
// knows nothing of JavaScript.
//
// All data are loaded on first use and kept for the process: nothing happens
// at start-up. Everything is safe for concurrent use.
package intl

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"io"
	"strings"
	"sync"
)

//go:embed cldr.bin
var packed string

// blobs finds the compressed parts of the data by name.
var blobs = sync.OnceValue(func() map[string]string {
	next := func(rest string) (uint64, string) {
		var head [binary.MaxVarintLen64]byte
		n := copy(head[:], rest)
		v, size := binary.Uvarint(head[:n])
		return v, rest[size:]
	}
	type entry struct {
		name string
		size uint64
	}
	count, rest := next(packed)
	entries := make([]entry, count)
	for i := range entries {
		var n uint64
		n, rest = next(rest)
		entries[i].name, rest = rest[:n], rest[n:]
		entries[i].size, rest = next(rest)
	}
	m := make(map[string]string, count)
	for _, e := range entries {
		m[e.name], rest = rest[:e.size], rest[e.size:]
	}
	return m
})

func unpack(name string) string {
	blob, ok := blobs()[name]
	if !ok {
		return ""
	}
	text, err := io.ReadAll(flate.NewReader(bytes.NewReader([]byte(blob))))
	if err != nil {
		panic("intl: corrupt data: " + err.Error())
	}
	return string(text)
}

// table is data by path. Locales' tables fall back to their parent's.
type table struct {
	values map[string]string
	parent *table
}

// absentValue marks a path that the parent locale has and this one not.
const absentValue = "\x00"

func (t *table) find(path string) (string, bool) {
	for ; t != nil; t = t.parent {
		if v, ok := t.values[path]; ok {
			if v == absentValue {
				return "", false
			}
			return v, true
		}
	}
	return "", false
}

// get is the value at a path, or nothing.
func (t *table) get(path string) string {
	v, _ := t.find(path)
	return v
}

// first is the value at the first path that has one.
func (t *table) first(paths ...string) string {
	for _, p := range paths {
		if v, ok := t.find(p); ok {
			return v
		}
	}
	return ""
}

// each calls f with every path that starts with prefix, in no order.
func (t *table) each(prefix string, f func(rest, value string)) {
	seen := map[string]bool{}
	for ; t != nil; t = t.parent {
		for path, value := range t.values {
			if rest, ok := strings.CutPrefix(path, prefix); ok && !seen[path] {
				seen[path] = true
				if value != absentValue {
					f(rest, value)
				}
			}
		}
	}
}

func parseTable(text string) map[string]string {
	m := make(map[string]string, strings.Count(text, "\n"))
	for text != "" {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		key, value, _ := strings.Cut(line, "\t")
		m[key] = value
	}
	return m
}

// cache remembers tables and whatever else is made once a key.
type cache[T any] struct{ m sync.Map }

func (c *cache[T]) get(key string, make func() T) T {
	if v, ok := c.m.Load(key); ok {
		return v.(T)
	}
	v, _ := c.m.LoadOrStore(key, make())
	return v.(T)
}

var (
	supplements cache[*table]
	groups      cache[string]
	tables      cache[*table]
)

// supplement is one of the tables that belong to no locale.
func supplement(name string) *table {
	return supplements.get(name, func() *table { return &table{values: parseTable(unpack("_/" + name))} })
}

// section is a part of a locale's data. The locale is one of those available.
func section(locale, name string) *table {
	return tables.get(locale+"/"+name, func() *table {
		language, _, _ := strings.Cut(locale, "-")
		text := groups.get(language+"/"+name, func() string { return "\n" + unpack(language+"/"+name) })
		t := &table{}
		if locale != "und" {
			t.parent = section(parentLocale(locale), name)
		}
		marker := "\n=" + locale + "\n"
		start := strings.Index(text, marker)
		if start < 0 {
			return t
		}
		text = text[start+len(marker):]
		if strings.HasPrefix(text, "=") {
			return t
		}
		if end := strings.Index(text, "\n="); end >= 0 {
			text = text[:end+1]
		}
		t.values = parseTable(text)
		return t
	})
}

// parentLocale is the locale that an available one inherits from.
func parentLocale(locale string) string {
	if p := supplement("locales").get(locale); p != "" {
		return p
	}
	if i := strings.LastIndexByte(locale, '-'); i > 0 {
		return locale[:i]
	}
	return "und"
}
