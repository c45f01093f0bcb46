package dotenv

import (
	"reflect"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct {
		content string
		want    []Entry
	}{
		{"", nil},
		{"A=1\nB=2", []Entry{{"A", "1"}, {"B", "2"}}},
		{"A=1\r\nA=2\r\n", []Entry{{"A", "2"}}},
		{"# comment\n  A = x y  # tail\n", []Entry{{"A", "x y"}}},
		{"export A=1", []Entry{{"A", "1"}}},
		{"A=\nB=2", []Entry{{"A", ""}, {"B", "2"}}},
		{`A="x\ny" # tail`, []Entry{{"A", "x\ny"}}},
		{`A='x\ny'`, []Entry{{"A", `x\ny`}}},
		{"A=`x'\"y`", []Entry{{"A", `x'"y`}}},
		{"A=\"one\ntwo\"\nB=3", []Entry{{"A", "one\ntwo"}, {"B", "3"}}},
		{"A=\"open\nB=3", []Entry{{"A", `"open`}, {"B", "3"}}},
		{"A='x#y'", []Entry{{"A", "x#y"}}},
		{"no assignment\nA=1", []Entry{{"A", "1"}}},
		{"=1\nA=1", []Entry{{"A", "1"}}},
	}
	for _, test := range tests {
		if got := Parse(test.content); !reflect.DeepEqual(got, test.want) {
			t.Errorf("Parse(%q) = %q, want %q", test.content, got, test.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("A=1\nB='x'\n#")
	f.Fuzz(func(t *testing.T, content string) {
		for _, e := range Parse(content) {
			if e.Name == "" {
				t.Error("a variable without a name")
			}
		}
	})
}
