package myers

import (
	"strings"
	"testing"
)

// apply rebuilds both sequences from the edits.
func apply(edits []Edit) (actual, expected []string) {
	for _, e := range edits {
		if e.Op != Delete {
			actual = append(actual, e.Item)
		}
		if e.Op != Insert {
			expected = append(expected, e.Item)
		}
	}
	return actual, expected
}

func TestDiffIsShortest(t *testing.T) {
	edits := Diff(strings.Split("abcabba", ""), strings.Split("cbabac", ""), false)
	changes := 0
	for _, e := range edits {
		if e.Op != Keep {
			changes++
		}
	}
	if changes != 5 {
		t.Errorf("%d changes, want 5: %v", changes, edits)
	}
}

func TestCommasDoNotMatter(t *testing.T) {
	edits := Diff([]string{"a", "b"}, []string{"a,", "b"}, true)
	if len(edits) != 2 || edits[0] != (Edit{Keep, "a,"}) || edits[1] != (Edit{Keep, "b"}) {
		t.Errorf("%v", edits)
	}
}

func FuzzDiff(f *testing.F) {
	f.Add("abc", "abd")
	f.Add("", "x")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 200 {
			return
		}
		x, y := strings.Split(a, ""), strings.Split(b, "")
		actual, expected := apply(Diff(x, y, false))
		if strings.Join(actual, "") != strings.Join(x, "") || strings.Join(expected, "") != strings.Join(y, "") {
			t.Errorf("%q and %q do not come back", a, b)
		}
	})
}
