// Command cldrgen packs what package intl needs of Unicode's CLDR into one file,
// cldr.bin in modules/internal/intl.
//
//	npm install cldr-core cldr-numbers-full cldr-dates-full cldr-units-full \
//	    cldr-misc-full cldr-localenames-full cldr-bcp47   (all of one version)
//	go run ./internal/cldrgen node_modules modules/internal/intl/cldr.bin
//
// The data are lines of a path, a tab and a value, in blocks of one locale
// each, which hold what differs from the parent locale. All blocks of a
// language and a section are compressed together.
package main

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// languages are those whose locales are packed, with all their regions.
const languages = `und en es zh hi fr ar bn pt ru ur id de ja mr te tr ko vi it pl nl ta fa th uk sv da nb no nn fi cs hu ro el he
	sk sl hr bg ca sr lt`

type tree = map[string]any

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: cldrgen NODE_MODULES OUTPUT")
	}
	g := &generator{root: os.Args[1], wanted: map[string]bool{}}
	for _, l := range strings.Fields(languages) {
		g.wanted[l] = true
	}
	g.readParents()
	for _, s := range sections {
		g.pack(s)
	}
	g.packSupplemental()
	if err := os.WriteFile(os.Args[2], g.container(), 0o644); err != nil {
		log.Fatal(err)
	}
}

type generator struct {
	root    string
	wanted  map[string]bool
	parents map[string]string
	names   []string
	blobs   map[string][]byte
}

func (g *generator) read(path string) tree {
	text, err := os.ReadFile(filepath.Join(g.root, path))
	if err != nil {
		log.Fatal(err)
	}
	var t tree
	if err := json.Unmarshal(text, &t); err != nil {
		log.Fatal(path, ": ", err)
	}
	return t
}

// at follows the path of keys.
func at(t tree, path ...string) tree {
	for _, key := range path {
		t, _ = t[key].(tree)
	}
	return t
}

func (g *generator) readParents() {
	g.parents = map[string]string{}
	for child, parent := range at(g.read("cldr-core/supplemental/parentLocales.json"), "supplemental", "parentLocales", "parentLocale") {
		g.parents[child] = parent.(string)
	}
}

// parent is the locale that this one inherits from.
func (g *generator) parent(locale string) string {
	if p, ok := g.parents[locale]; ok {
		if p == "root" {
			return "und"
		}
		return p
	}
	if i := strings.LastIndexByte(locale, '-'); i > 0 {
		return locale[:i]
	}
	return "und"
}

// locales lists those of a package, parents first.
func (g *generator) locales(pkg string) []string {
	entries, err := os.ReadDir(filepath.Join(g.root, pkg, "main"))
	if err != nil {
		log.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		if language, _, _ := strings.Cut(e.Name(), "-"); g.wanted[language] {
			list = append(list, e.Name())
		}
	}
	depth := func(l string) int {
		n := 0
		for ; l != "und"; l = g.parent(l) {
			n++
		}
		return n
	}
	slices.SortFunc(list, func(a, b string) int {
		if d := depth(a) - depth(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return list
}

// flatten turns a tree into lines of path and value.
func flatten(t any, path string, out map[string]string) {
	switch t := t.(type) {
	case tree:
		if value, ok := t["_value"]; ok {
			flatten(value, path, out)
			flatten(t["_numbers"], path+"/numbers", out)
			return
		}
		for key, value := range t {
			if strings.HasPrefix(key, "_") {
				continue
			}
			p := key
			if path != "" {
				p = path + "/" + key
			}
			flatten(value, p, out)
		}
	case string:
		if strings.ContainsAny(t, "\t\n\x00") || strings.ContainsAny(path, "\t\n\x00") {
			log.Fatal("unexpected control character in ", path)
		}
		out[path] = t
	}
}

func (g *generator) pack(s section) {
	resolved := map[string]map[string]string{}
	groups := map[string]*bytes.Buffer{}
	for _, locale := range g.locales(s.pkg) {
		all := map[string]string{}
		for _, file := range s.files {
			path := filepath.Join(s.pkg, "main", locale, file)
			if _, err := os.Stat(filepath.Join(g.root, path)); err != nil {
				continue
			}
			flatten(at(g.read(path), append([]string{"main", locale}, s.path...)...), "", all)
		}
		own := map[string]string{}
		for key, value := range all {
			if k := s.key(locale, key); k != "" {
				own[k] = value
			}
		}
		resolved[locale] = own
		parent := resolved[g.parent(locale)]
		if locale == "und" {
			parent = nil
		}
		var lines []string
		for key, value := range own {
			if v, ok := parent[key]; !ok || v != value {
				lines = append(lines, key+"\t"+value+"\n")
			}
		}
		for key := range parent {
			if _, ok := own[key]; !ok {
				lines = append(lines, key+"\t\x00\n")
			}
		}
		language, _, _ := strings.Cut(locale, "-")
		group := groups[language]
		if group == nil {
			group = &bytes.Buffer{}
			groups[language] = group
		}
		slices.Sort(lines)
		fmt.Fprintf(group, "=%s\n", locale)
		for _, l := range lines {
			group.WriteString(l)
		}
	}
	for language, text := range groups {
		g.add(language+"/"+s.name, text.Bytes())
	}
}

func (g *generator) add(name string, text []byte) {
	var out bytes.Buffer
	w, _ := flate.NewWriter(&out, flate.BestCompression)
	w.Write(text)
	w.Close()
	if g.blobs == nil {
		g.blobs = map[string][]byte{}
	}
	g.names = append(g.names, name)
	g.blobs[name] = out.Bytes()
}

// container is the index, then the blobs: a count, and for each its name, the
// length of the blob, all as varints and bytes.
func (g *generator) container() []byte {
	slices.Sort(g.names)
	index := binary.AppendUvarint(nil, uint64(len(g.names)))
	var body []byte
	total := map[string]int{}
	for _, name := range g.names {
		index = binary.AppendUvarint(index, uint64(len(name)))
		index = append(index, name...)
		index = binary.AppendUvarint(index, uint64(len(g.blobs[name])))
		body = append(body, g.blobs[name]...)
		_, section, _ := strings.Cut(name, "/")
		total[section] += len(g.blobs[name])
	}
	fmt.Fprintln(os.Stderr, total, len(body))
	return append(index, body...)
}
