package runtime_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// The cases under testdata/<module>/ are programs with the output real Node
// printed. A case is NAME.js (or .mjs, .cjs, .ts, .mts, .cts), or a folder NAME
// with a main of one of those endings; the expectation is NAME.out beside it.
//
// Comments before the first line of code may hold directives:
//
//	// flags: --unhandled-rejections=warn    flags of the runtime, before the script
//	// args: a b                             arguments of the script
//	// env: NAME=value OTHER=value           variables added to the environment
//	// mask: \d+ms                           text that truly varies, a regular expression
//	// frames: own                           keep the stack frames in the case's own files
//
// Words are split at white space. Without "frames: own" stack frames are left
// out of stderr; frames of Node's own files always are.
//
//	go test ./runtime -run TestCases/order/NAME              run one
//	go test ./runtime -run TestCases/order -shrink           strike what passes off testdata/pending.txt
//	NODE=/path/to/node26 go test ./runtime -run TestCases/order -record   record anew

var record = flag.Bool("record", false, "record the expectations with the real Node named by $NODE")

const (
	// recordedMajor is the major version of Node whose behaviour is the reference.
	recordedMajor = "26"
	caseTimeout   = 30 * time.Second
	caseTries     = 3
	// pendingTimeout is shorter: what is known to fail may as well hang.
	pendingTimeout = 5 * time.Second
)

// testdata is the folder of the cases, relative to this package.
const testdata = "../testdata"

// foreign are the folders of testdata that hold something other than cases.
var foreign = []string{"apps", "calls", "node"}

var entryExtensions = []string{".js", ".mjs", ".cjs", ".ts", ".mts", ".cts"}

func TestCases(t *testing.T) {
	program := newProgram(t)
	pending := readPending(t)
	modules, err := os.ReadDir(testdata)
	if err != nil {
		t.Fatal(err)
	}
	for _, module := range modules {
		if !module.IsDir() || slices.Contains(foreign, module.Name()) {
			continue
		}
		t.Run(module.Name(), func(t *testing.T) {
			for _, c := range findCases(t, module.Name()) {
				t.Run(filepath.Base(c.name), func(t *testing.T) {
					t.Parallel()
					c.check(t, program, pending)
				})
			}
		})
	}
}

// testCase is a program to run and the file that holds what it must print.
type testCase struct {
	name   string // module/case, as pending.txt has it
	script string // absolute
	out    string
}

// findCases lists the cases of a module. An expectation without its program,
// or a program without its expectation, fails the test.
func findCases(t *testing.T, module string) []testCase {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join(testdata, module))
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	scripts, outs := map[string]string{}, map[string]string{}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		ext := filepath.Ext(e.Name())
		stem := strings.TrimSuffix(e.Name(), ext)
		switch {
		case e.IsDir():
			main := mainOf(path)
			if main == "" {
				t.Errorf("%s/%s: a folder with no main.js", module, e.Name())
				continue
			}
			scripts[e.Name()] = main
		case ext == ".out":
			outs[stem] = path
		case slices.Contains(entryExtensions, ext):
			if scripts[stem] != "" {
				t.Errorf("%s/%s: two programs of this name", module, stem)
			}
			scripts[stem] = path
		default:
			t.Errorf("%s/%s: neither a program nor an expectation", module, e.Name())
		}
	}
	var cases []testCase
	for stem, script := range scripts {
		out := filepath.Join(dir, stem+".out")
		if outs[stem] == "" && !*record {
			t.Errorf("%s/%s: no %s.out: record it", module, stem, stem)
			continue
		}
		delete(outs, stem)
		cases = append(cases, testCase{name: module + "/" + stem, script: script, out: out})
	}
	for stem := range outs {
		t.Errorf("%s/%s.out: its program is gone", module, stem)
	}
	slices.SortFunc(cases, func(a, b testCase) int { return cmp.Compare(a.name, b.name) })
	return cases
}

func mainOf(dir string) string {
	for _, ext := range entryExtensions {
		path := filepath.Join(dir, "main"+ext)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	return ""
}

// check runs the case and compares, or records it.
func (c testCase) check(t *testing.T, program program, pending *pendingList) {
	t.Helper()
	timeout := caseTimeout
	if pending.has(c.name) {
		timeout = pendingTimeout
	}
	got := c.run(t, program, timeout)
	if *record {
		if err := os.WriteFile(c.out, got.format(program.version), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(c.out)
	if err != nil {
		t.Fatal(err)
	}
	want, err := parseOutcome(text)
	if err != nil {
		t.Fatalf("%s: %v", c.out, err)
	}
	difference := got.diff(want)
	// Orders that hang on the clock or on the system can be upset by a machine
	// that is busy with something else; a mistake shows every time.
	for try := 1; try < caseTries && difference != "" && !pending.has(c.name); try++ {
		t.Logf("try %d: %s", try, difference)
		difference = c.run(t, program, timeout).diff(want)
	}
	switch {
	case pending.has(c.name) && difference == "":
		pending.passed(t, c.name)
	case pending.has(c.name):
		t.Skip("listed in testdata/pending.txt\n" + difference)
	case difference != "":
		t.Error(difference)
	}
}

// program is the binary that runs the cases: gonode, or Node while recording.
type program struct {
	path    string
	version string
}

// newProgram builds gonode for this test, under the name of node, as messages
// mention the name a program was called by. While recording it is $NODE.
func newProgram(t *testing.T) program {
	t.Helper()
	if *record {
		path := os.Getenv("NODE")
		if path == "" {
			t.Fatal("-record needs NODE=/path/to/node")
		}
		version, err := exec.Command(path, "--version").Output()
		if err != nil {
			t.Fatal(err)
		}
		p := program{path: path, version: strings.TrimSpace(string(version))}
		if !strings.HasPrefix(p.version, "v"+recordedMajor+".") {
			t.Fatalf("-record needs Node %s, $NODE is %s", recordedMajor, p.version)
		}
		return p
	}
	path := filepath.Join(t.TempDir(), "node")
	build := exec.Command("go", "build", "-pgo=off", "-o", path, "github.com/gonode/gonode/cmd/gonode")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return program{path: path}
}

type directives struct {
	flags, args, env []string
	masks            []*regexp.Regexp
	ownFrames        bool
}

func readDirectives(t *testing.T, script string) directives {
	t.Helper()
	text, err := os.ReadFile(script)
	if err != nil {
		t.Fatal(err)
	}
	var d directives
	for line := range strings.Lines(string(text)) {
		comment, ok := strings.CutPrefix(line, "//")
		if !ok {
			break
		}
		key, value, _ := strings.Cut(strings.TrimSpace(comment), ":")
		switch value = strings.TrimSpace(value); key {
		case "flags":
			d.flags = append(d.flags, strings.Fields(value)...)
		case "args":
			d.args = append(d.args, strings.Fields(value)...)
		case "env":
			d.env = append(d.env, strings.Fields(value)...)
		case "mask":
			mask, err := regexp.Compile(value)
			if err != nil {
				t.Fatalf("%s: %v", script, err)
			}
			d.masks = append(d.masks, mask)
		case "frames":
			d.ownFrames = value == "own"
		}
	}
	return d
}

// run runs the case in its own folder, in an environment that is the same on
// every machine.
func (c testCase) run(t *testing.T, program program, timeout time.Duration) outcome {
	t.Helper()
	d := readDirectives(t, c.script)
	dir := filepath.Dir(c.script)
	temp, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), timeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, program.path, slices.Concat(d.flags, []string{c.script}, d.args)...)
	cmd.Dir = dir
	cmd.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + temp, "TMPDIR=" + temp, "TZ=UTC", "LANG=en_US.UTF-8",
	}, d.env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.WaitDelay = time.Second
	err = cmd.Run()
	var exit *exec.ExitError
	if ctx.Err() != nil {
		return outcome{exit: "timeout", stdout: stdout.String(), stderr: stderr.String()}
	} else if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	normalise := func(s string) string {
		s = strings.ReplaceAll(s, temp, "$TMP")
		s = strings.ReplaceAll(s, dir, "$DIR")
		s = strings.ReplaceAll(s, program.path, "$NODE")
		for _, mask := range d.masks {
			s = mask.ReplaceAllString(s, "*")
		}
		return s
	}
	return outcome{
		exit:   exitOf(cmd.ProcessState),
		stdout: normalise(stdout.String()),
		stderr: normalise(normaliseStderr(stderr.String(), dir, d.ownFrames)),
	}
}

var (
	warningPID  = regexp.MustCompile(`(?m)^\(node:\d+\)`)
	versionLine = regexp.MustCompile(`(?m)^Node\.js v\S+$`)
	frameLine   = regexp.MustCompile(`^ +(at |\.\.\. \d+ lines matching cause stack trace \.\.\.)`)
	// sourceOfNode is the source line, of one of Node's own files, above an error.
	sourceOfNode = regexp.MustCompile(`(?m)^node:\S+:\d+\n.*\n *\^+\n\n`)
	anySource    = regexp.MustCompile(`(?m)^\S+:\d+\n.*\n *\^+\n\n`)
)

// normaliseStderr takes out what differs from one process or version to the
// next: process ids, the version, and stack frames unless they are the case's
// own. A source line of Node's own files becomes someSource.
func normaliseStderr(s, dir string, ownFrames bool) string {
	var kept strings.Builder
	for line := range strings.Lines(s) {
		if !frameLine.MatchString(line) || ownFrames && strings.Contains(line, dir) {
			kept.WriteString(line)
		} else if strings.HasSuffix(line, " {\n") {
			// The frame opened the block of the error's own properties.
			before := strings.TrimSuffix(kept.String(), "\n")
			kept.Reset()
			kept.WriteString(before + " {\n")
		}
	}
	s = sourceOfNode.ReplaceAllString(kept.String(), someSource)
	s = warningPID.ReplaceAllString(s, "(node:PID)")
	return versionLine.ReplaceAllString(s, "Node.js VERSION")
}

// someSource stands for a source line that gonode, which does not have Node's
// own files, may take from the program instead, or leave out.
const someSource = "(a source line)\n\n"

// outcome is what a program printed and how it ended. Written down it is in
// the txtar form:
//
//	node v26.10.0
//	exit 0
//	-- stdout --
//	text
//	-- stderr --
//	text
//
// where empty sections are left out and a section whose text has no final
// newline says so in its heading: "-- stdout (no newline) --".
type outcome struct {
	exit           string // the exit code, or the name of the signal
	stdout, stderr string
}

const noNewline = " (no newline)"

func (o outcome) format(version string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "node %s\nexit %s\n", version, o.exit)
	for _, s := range []struct{ name, text string }{{"stdout", o.stdout}, {"stderr", o.stderr}} {
		switch {
		case s.text == "":
		case strings.HasSuffix(s.text, "\n"):
			fmt.Fprintf(&b, "-- %s --\n%s", s.name, s.text)
		default:
			fmt.Fprintf(&b, "-- %s%s --\n%s\n", s.name, noNewline, s.text)
		}
	}
	return b.Bytes()
}

func parseOutcome(text []byte) (outcome, error) {
	var o outcome
	head, rest, _ := strings.Cut(string(text), "\n")
	if !strings.HasPrefix(head, "node v"+recordedMajor+".") {
		return o, fmt.Errorf("recorded with %q, not with Node %s", head, recordedMajor)
	}
	head, rest, _ = strings.Cut(rest, "\n")
	exit, ok := strings.CutPrefix(head, "exit ")
	if !ok {
		return o, fmt.Errorf("%q where the exit code should be", head)
	}
	o.exit = exit
	section := &o.stdout
	trim := map[*string]bool{}
	for line := range strings.Lines(rest) {
		switch name := strings.TrimSuffix(strings.TrimPrefix(line, "-- "), " --\n"); name {
		case "stdout", "stdout" + noNewline:
			section = &o.stdout
			trim[section] = name != "stdout"
		case "stderr", "stderr" + noNewline:
			section = &o.stderr
			trim[section] = name != "stderr"
		default:
			*section += line
		}
	}
	for section, yes := range trim {
		if yes {
			*section = strings.TrimSuffix(*section, "\n")
		}
	}
	return o, nil
}

// diff describes how the outcome differs from want; "" means it does not.
func (o outcome) diff(want outcome) string {
	if strings.Contains(want.stderr, someSource) {
		want.stderr = strings.Replace(want.stderr, someSource, "", 1)
		o.stderr = anySource.ReplaceAllString(strings.Replace(o.stderr, someSource, "", 1), "")
	}
	var b strings.Builder
	if o.exit != want.exit {
		fmt.Fprintf(&b, "exit %s, want %s\n", o.exit, want.exit)
	}
	diffText(&b, "stdout", o.stdout, want.stdout)
	diffText(&b, "stderr", o.stderr, want.stderr)
	return b.String()
}

// diffText shows both texts from the first line that differs.
func diffText(b *strings.Builder, name, got, want string) {
	if got == want {
		return
	}
	g, w := strings.SplitAfter(got, "\n"), strings.SplitAfter(want, "\n")
	n := 0
	for n < len(g) && n < len(w) && g[n] == w[n] {
		n++
	}
	fmt.Fprintf(b, "%s differs at line %d\n--- got\n%s\n--- want\n%s\n", name, n+1, excerpt(g[n:]), excerpt(w[n:]))
}

// excerpt is as much of a text as fits on a screen.
func excerpt(lines []string) string {
	const maxLines, maxWidth = 30, 300
	var b strings.Builder
	for i, line := range lines {
		if i == maxLines {
			fmt.Fprintf(&b, "... and %d lines\n", len(lines)-i)
			break
		}
		if len(line) > maxWidth {
			line = line[:maxWidth] + "...\n"
		}
		b.WriteString(line)
	}
	return b.String()
}
