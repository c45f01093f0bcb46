package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestMain lets the test binary be the command, so that a test sees what a
// shell would.
func TestMain(m *testing.M) {
	if name, ok := os.LookupEnv("GONODE_TEST_NAME"); ok {
		os.Unsetenv("GONODE_TEST_NAME")
		os.Args[0] = name
		main()
	}
	os.Exit(m.Run())
}

type result struct {
	stdout, stderr string
	code           int
}

// gonode runs the command under a name with the arguments.
func gonode(t *testing.T, name, stdin string, env []string, args ...string) result {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, args...)
	cmd.Env = append(append(os.Environ(), "GONODE_TEST_NAME="+name, "NO_COLOR=1"), env...)
	cmd.Stdin = strings.NewReader(stdin)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return result{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

func TestCommandLine(t *testing.T) {
	dir := t.TempDir()
	script := filepath.Join(dir, "args.js")
	preload := filepath.Join(dir, "preload.js")
	broken := filepath.Join(dir, "broken.js")
	for path, text := range map[string]string{
		script:  `process.stdout.write(JSON.stringify([process.argv.slice(2), process.execArgv, process.argv[1] === __filename]))`,
		preload: `process.stdout.write('preloaded ')`,
		broken:  `let x = ;`,
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		name   string
		as     string
		args   []string
		stdin  string
		env    []string
		stdout string
		stderr string // a part of it
		code   int
	}{
		{name: "script", args: []string{script, "-x", "--y"}, stdout: `[["-x","--y"],[],true]`},
		{name: "run", args: []string{"run", script, "-h"}, stdout: `[["-h"],[],true]`},
		{name: "run as node is a script", as: "node", args: []string{"run"}, stderr: "Cannot find module", code: 1},
		{name: "options before the script", args: []string{"--no-warnings", "--stack-size=9", script}, stdout: `[[],["--no-warnings","--stack-size=9"],true]`},
		{name: "V8 options", as: "node", args: []string{"--max-old-space-size=64", "--expose-gc", script}, stdout: `[[],["--max-old-space-size=64","--expose-gc"],true]`},
		{name: "end of options", args: []string{"--", script, "a"}, stdout: `[["a"],[],true]`},
		{name: "eval", args: []string{"-e", "process.stdout.write(process.argv[1])", "arg"}, stdout: "arg"},
		{name: "eval has require", args: []string{"-e", "process.stdout.write(typeof require('events'))"}, stdout: "function"},
		{name: "preload", args: []string{"-r", preload, script}, stdout: `preloaded [[],["-r","` + preload + `"],true]`},
		{name: "check", args: []string{"-c", script}},
		{name: "check broken", args: []string{"--check", broken}, stderr: "SyntaxError: Unexpected token ';'", code: 1},
		{name: "broken", args: []string{broken}, stderr: broken + ":1\nlet x = ;\n        ^\n\nSyntaxError", code: 1},
		{name: "stdin", stdin: "process.stdout.write('from stdin')", stdout: "from stdin"},
		{name: "dash", args: []string{"-", "a"}, stdin: "process.stdout.write(process.argv[2])", stdout: "a"},
		{name: "version", args: []string{"--version"}, stdout: "v26.10.0\n"},
		{name: "missing file", args: []string{filepath.Join(dir, "nope.js")}, stderr: "code: 'MODULE_NOT_FOUND'", code: 1},
		{name: "bad option", as: "node", args: []string{"-Z"}, stderr: "node: bad option: -Z", code: 9},
		{name: "no argument", as: "node", args: []string{"-e"}, stderr: "node: -e requires an argument", code: 9},
		{name: "bad mode", as: "node", args: []string{"--unhandled-rejections=x", script}, stderr: "node: invalid value for --unhandled-rejections", code: 9},
		{name: "NODE_OPTIONS", env: []string{`NODE_OPTIONS=--require "` + preload + `"`}, args: []string{script}, stdout: `preloaded [[],[],true]`},
		{name: "not in NODE_OPTIONS", as: "node", env: []string{"NODE_OPTIONS=-e 1"}, args: []string{script}, stderr: "node: -e is not allowed in NODE_OPTIONS", code: 9},
		{name: "exit code", args: []string{"-e", "process.exitCode = 42"}, code: 42},
		{name: "help", args: []string{"--help"}, stdout: "gonode runs JavaScript written for Node."},
	} {
		t.Run(test.name, func(t *testing.T) {
			as := test.as
			if as == "" {
				as = "gonode"
			}
			got := gonode(t, as, test.stdin, test.env, test.args...)
			if test.name == "help" {
				got.stdout = got.stdout[:min(len(test.stdout), len(got.stdout))]
			}
			if got.stdout != test.stdout || got.code != test.code || !strings.Contains(got.stderr, test.stderr) {
				t.Errorf("stdout %q, code %d, stderr:\n%s\nwant %q, %d, %q", got.stdout, got.code, got.stderr, test.stdout, test.code, test.stderr)
			}
			if test.stderr == "" && got.stderr != "" {
				t.Errorf("stderr: %s", got.stderr)
			}
		})
	}
}

func TestSplitNodeOptions(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
		bad  bool
	}{
		{text: `--a --b=c`, want: []string{"--a", "--b=c"}},
		{text: `  --a  `, want: []string{"--a"}},
		{text: `--r "with space" "q\"q"`, want: []string{"--r", "with space", `q"q`}},
		{text: `"open`, bad: true},
	} {
		got, err := splitNodeOptions(test.text)
		if !slices.Equal(got, test.want) || (err != nil) != test.bad {
			t.Errorf("splitNodeOptions(%q) = %q, %v", test.text, got, err)
		}
	}
}
