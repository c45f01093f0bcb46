package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// record is testdata/node/pass.txt in memory. In the file an area is a line
// "[name] passed/total", followed by the names of the tests that pass.
type record struct {
	areas map[string]*area
}

type area struct {
	total  int
	passed map[string]bool
}

const recordHead = `# Node's own tests that pass, by area, and how many there are that real Node 26
# passes and that need nothing of its insides. Written by go run ./bench/compat.
`

func parseRecord(text string) (*record, error) {
	r := &record{areas: map[string]*area{}}
	var current *area
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			name, counts, _ := strings.Cut(line[1:], "] ")
			var passed, total int
			if _, err := fmt.Sscanf(counts, "%d/%d", &passed, &total); err != nil {
				return nil, fmt.Errorf("line %d: %q is not [area] passed/total", number, line)
			}
			current = r.area(name)
			current.total = total
		case current == nil:
			return nil, fmt.Errorf("line %d: a test outside an area", number)
		default:
			current.passed[line] = true
		}
	}
	return r, nil
}

func (r *record) area(name string) *area {
	if r.areas[name] == nil {
		r.areas[name] = &area{passed: map[string]bool{}}
	}
	return r.areas[name]
}

// merge takes in a run and returns the tests that passed before and fail now.
// An area counts the tests of the largest run seen of it.
func (r *record) merge(results map[string]result) (lost []string) {
	totals := map[string]int{}
	for name, res := range results {
		if res.Skipped {
			continue
		}
		totals[res.Area]++
		a := r.area(res.Area)
		switch {
		case res.passed():
			a.passed[name] = true
		case a.passed[name]:
			lost = append(lost, name)
		}
	}
	for name, total := range totals {
		a := r.area(name)
		a.total = max(a.total, total)
	}
	slices.Sort(lost)
	return lost
}

func (r *record) names() []string { return slices.Sorted(maps.Keys(r.areas)) }

func (r *record) String() string {
	var b strings.Builder
	b.WriteString(recordHead)
	for _, name := range r.names() {
		a := r.areas[name]
		fmt.Fprintf(&b, "\n[%s] %d/%d\n", name, len(a.passed), a.total)
		for _, test := range slices.Sorted(maps.Keys(a.passed)) {
			fmt.Fprintln(&b, test)
		}
	}
	return b.String()
}
