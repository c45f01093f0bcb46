package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const pageHead = `<!-- Written by go run ./bench/compat from recorded results. Do not edit. -->

# What is compatible

The reference is Node 26. A name that Node has and gonode has not yet is there
all the same and throws an error with the code ERR_METHOD_NOT_IMPLEMENTED when
it is called.
`

// writePage composes docs/compatibility.md.
func writePage(root string, r *record) (string, error) {
	var b strings.Builder
	b.WriteString(pageHead)
	writeAreas(&b, r)
	pending, err := readPending(root)
	if err != nil {
		return "", err
	}
	if err := writeApps(&b, root, pending); err != nil {
		return "", err
	}
	if err := writeCases(&b, root, pending); err != nil {
		return "", err
	}
	return b.String(), nil
}

func writeAreas(b *strings.Builder, r *record) {
	b.WriteString(`
## Node's own tests

Files of Node's test suite that need nothing of Node's insides and that Node
itself passes under the same conditions.

| Area | Pass | Of | |
|---|--:|--:|--:|
`)
	var passed, total int
	for _, name := range r.names() {
		a := r.areas[name]
		passed += len(a.passed)
		total += a.total
		fmt.Fprintf(b, "| %s | %d | %d | %s |\n", name, len(a.passed), a.total, percent(len(a.passed), a.total))
	}
	fmt.Fprintf(b, "| **all** | %d | %d | %s |\n", passed, total, percent(passed, total))
}

func percent(part, whole int) string {
	if whole == 0 {
		return ""
	}
	return fmt.Sprintf("%d %%", 100*part/whole)
}

// writeApps lists the programs of testdata/apps with the packages they use.
func writeApps(b *strings.Builder, root string, pending map[string]bool) error {
	dir := filepath.Join(root, "testdata", "apps")
	locked, err := readLock(filepath.Join(dir, "package-lock.json"))
	if err != nil {
		return err
	}
	manifests, err := filepath.Glob(filepath.Join(dir, "*", "package.json"))
	if err != nil {
		return err
	}
	b.WriteString(`
## Packages from npm

Programs in testdata/apps that do real work with them and print what they print
under Node.

| Program | Packages | Same output |
|---|---|---|
`)
	for _, path := range manifests {
		app := filepath.Base(filepath.Dir(path))
		var manifest struct {
			Dependencies map[string]string `json:"dependencies"`
		}
		if err := readJSON(path, &manifest); err != nil {
			return err
		}
		var packages []string
		for _, name := range slices.Sorted(maps.Keys(manifest.Dependencies)) {
			packages = append(packages, name+" "+locked.version(app, name))
		}
		same := "yes"
		if pending["apps/"+app] {
			same = "not yet"
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", app, strings.Join(packages, ", "), same)
	}
	return nil
}

// writeCases counts the recorded cases by folder.
func writeCases(b *strings.Builder, root string, pending map[string]bool) error {
	outs, err := filepath.Glob(filepath.Join(root, "testdata", "*", "*.out"))
	if err != nil {
		return err
	}
	total, same := map[string]int{}, map[string]int{}
	for _, path := range outs {
		module := filepath.Base(filepath.Dir(path))
		if module == "apps" {
			continue
		}
		total[module]++
		if !pending[module+"/"+strings.TrimSuffix(filepath.Base(path), ".out")] {
			same[module]++
		}
	}
	b.WriteString(`
## Recorded cases

Small programs in testdata whose output, errors and exit code are compared with
those of Node.

| Folder | Same | Of |
|---|--:|--:|
`)
	for _, module := range slices.Sorted(maps.Keys(total)) {
		fmt.Fprintf(b, "| %s | %d | %d |\n", module, same[module], total[module])
	}
	return nil
}

func readPending(root string) (map[string]bool, error) {
	text, err := os.ReadFile(filepath.Join(root, "testdata", "pending.txt"))
	if err != nil {
		return nil, err
	}
	pending := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		pending[strings.TrimSpace(line)] = true
	}
	return pending, nil
}

// lock is the part of package-lock.json that tells versions.
type lock struct {
	Packages map[string]struct {
		Version string `json:"version"`
	} `json:"packages"`
}

func readLock(path string) (lock, error) {
	var l lock
	return l, readJSON(path, &l)
}

// version is the version of a package that an app of the workspace gets: its
// own copy, or the one they share.
func (l lock) version(app, name string) string {
	if own, ok := l.Packages[app+"/node_modules/"+name]; ok {
		return own.Version
	}
	return l.Packages["node_modules/"+name].Version
}

func readJSON(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
