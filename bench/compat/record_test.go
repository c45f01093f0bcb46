package main

import (
	"slices"
	"testing"
)

func TestMergeOnlyAdds(t *testing.T) {
	r, err := parseRecord("# head\n\n[path] 2/3\nparallel/a.js\nparallel/b.js\n")
	if err != nil {
		t.Fatal(err)
	}
	ok, failed := result{Area: "path", RC: float64(0)}, result{Area: "path", RC: "timeout"}
	lost := r.merge(map[string]result{
		"parallel/a.js": ok,
		"parallel/b.js": failed,
		"parallel/c.js": ok,
		"parallel/d.js": {Area: "path", RC: float64(1)},
		"parallel/e.js": {Area: "os", RC: float64(0)},
		"parallel/s.js": {Area: "os", RC: float64(0), Skipped: true},
	})
	if !slices.Equal(lost, []string{"parallel/b.js"}) {
		t.Errorf("lost %q", lost)
	}
	want := recordHead + "\n[os] 1/1\nparallel/e.js\n\n[path] 3/4\nparallel/a.js\nparallel/b.js\nparallel/c.js\n"
	if got := r.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	again, err := parseRecord(r.String())
	if err != nil || again.String() != want {
		t.Errorf("read back: %v\n%s", err, again)
	}
}

func TestBadRecord(t *testing.T) {
	for _, text := range []string{"parallel/a.js\n", "[path]\n", "[path] many\n"} {
		if _, err := parseRecord(text); err == nil {
			t.Errorf("%q: no error", text)
		}
	}
}
