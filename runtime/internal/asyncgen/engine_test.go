package asyncgen

import "testing"

// TestLayout fails when goja is no longer laid out as this package knows it.
func TestLayout(t *testing.T) {
	if _, err := inspected(); err != nil {
		t.Fatal(err)
	}
}
