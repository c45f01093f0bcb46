package runtime_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

var shrink = flag.Bool("shrink", false, "take the cases that pass out of testdata/pending.txt")

// pendingList is testdata/pending.txt: the names of the cases known to fail,
// one a line. It only shrinks: a new case has to pass.
type pendingList struct {
	path  string
	lines []string

	mu  sync.Mutex
	out []string // the names to take out
}

func readPending(t *testing.T) *pendingList {
	t.Helper()
	p := &pendingList{path: filepath.Join(testdata, "pending.txt")}
	text, err := os.ReadFile(p.path)
	if err != nil {
		t.Fatal(err)
	}
	p.lines = strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	t.Cleanup(func() { p.write(t) })
	return p
}

func (p *pendingList) has(name string) bool { return slices.Contains(p.lines, name) }

// passed notes that a case on the list passes.
func (p *pendingList) passed(t *testing.T, name string) {
	if !*shrink {
		t.Error("passes: take it out of testdata/pending.txt, or run with -shrink")
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.out = append(p.out, name)
}

// write removes the names noted by passed from the file.
func (p *pendingList) write(t *testing.T) {
	if len(p.out) == 0 {
		return
	}
	left := slices.DeleteFunc(p.lines, func(line string) bool { return slices.Contains(p.out, line) })
	if err := os.WriteFile(p.path, []byte(strings.Join(left, "\n")+"\n"), 0o644); err != nil {
		t.Error(err)
	}
}
