package stack_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestMessages compares the engine's errors with those of Node 26: the name, the message, and the column.
func TestMessages(t *testing.T) {
	data, err := os.ReadFile("testdata/messages.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases [][3]any
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		code := c[0].(string)
		got := run(t, "/f.js", "var f = function () {\n"+code+"\n}\n"+
			"try { f.call({}) } catch (e) { print(e.name + ': ' + e.message + ' @' + /f\\.js:2:(\\d+)/.exec(e.stack)[1]) }")
		if want := fmt.Sprintf("%s @%v", c[1], c[2]); strings.TrimSuffix(got, "\n") != want {
			t.Errorf("%s\n got %s want %s", code, got, want)
		}
	}
}
