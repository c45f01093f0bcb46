package runtime_test

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// callsModules are the modules whose functions calls.js calls wrongly.
var callsModules = []string{
	"events", "path", "querystring", "string_decoder", "os", "assert", "buffer", "stream", "stream/promises", "stream/consumers",
	"util", "url", "timers", "timers/promises", "console", "readline", "readline/promises", "process", "async_hooks",
	"diagnostics_channel", "perf_hooks", "domain", "punycode", "v8", "vm", "trace_events",
}

// callsShare is the share of wrong calls that fail as in Node, in percent. It only grows.
const callsShare = 94

// TestWrongCalls calls every public function with fifteen kinds of argument and compares what it throws with what
// Node does: name, code and message. testdata/calls/expected.txt has a line for each function and outcome, with the
// kinds of argument that lead there; -record makes it anew.
func TestWrongCalls(t *testing.T) {
	script, err := filepath.Abs(filepath.Join(testdata, "calls", "calls.js"))
	if err != nil {
		t.Fatal(err)
	}
	table := filepath.Join(testdata, "calls", "expected.txt")
	program := newProgram(t)
	if *record {
		if err := os.WriteFile(table, []byte(folded(wrongCalls(t, program.path, script))), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	expected := unfolded(string(text))
	actual := wrongCalls(t, program.path, script)
	equal := 0
	for call, outcome := range expected {
		if actual[call] == outcome {
			equal++
		} else {
			t.Logf("%s\n\tgot  %s\n\twant %s", call, cmp.Or(actual[call], "nothing"), outcome)
		}
	}
	share := 100 * float64(equal) / float64(len(expected))
	t.Logf("%d of %d calls fail as in Node: %.1f %%", equal, len(expected), share)
	if share < callsShare {
		t.Errorf("%.1f %% of the calls fail as in Node, it was %d %%", share, callsShare)
	}
}

// wrongCalls runs the script for each module and returns the outcome of each call.
func wrongCalls(t *testing.T, program, script string) map[string]string {
	t.Helper()
	outcomes := map[string]string{}
	for _, module := range callsModules {
		cmd := exec.Command(program, "--no-deprecation", script, module)
		cmd.Dir = t.TempDir()
		out, err := cmd.Output()
		if err != nil {
			t.Errorf("%s: %v", module, err)
		}
		for line := range strings.Lines(string(out)) {
			if line, ok := strings.CutPrefix(line, "@"); ok {
				function, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
				kind, outcome, _ := strings.Cut(rest, " ")
				outcomes[function+" "+kind] = outcome
			}
		}
	}
	return outcomes
}

// folded writes the calls of a function with the same outcome in one line: function, kinds, outcome, with tabs.
func folded(outcomes map[string]string) string {
	kinds := map[string][]string{}
	for call, outcome := range outcomes {
		function, kind, _ := strings.Cut(call, " ")
		kinds[function+"\t"+outcome] = append(kinds[function+"\t"+outcome], kind)
	}
	var lines []string
	for key, list := range kinds {
		function, outcome, _ := strings.Cut(key, "\t")
		slices.Sort(list)
		lines = append(lines, function+"\t"+strings.Join(list, " ")+"\t"+outcome+"\n")
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

func unfolded(table string) map[string]string {
	outcomes := map[string]string{}
	for line := range strings.Lines(table) {
		parts := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		for _, kind := range strings.Fields(parts[1]) {
			outcomes[parts[0]+" "+kind] = parts[2]
		}
	}
	return outcomes
}
