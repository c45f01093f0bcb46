package runtime_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestApps runs the programs of testdata/apps, which use packages from npm,
// and compares what they print with what real Node printed. The packages are
// installed once, into the user's cache, from the lock file.
//
//	go test ./runtime -run TestApps/express5
//	NODE=/path/to/node26 go test ./runtime -run TestApps -record
func TestApps(t *testing.T) {
	if testing.Short() {
		t.Skip("installs packages from npm")
	}
	program := newProgram(t)
	pending := readPending(t)
	installed := installApps(t)
	for _, name := range appNames(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			testCase{
				name:   "apps/" + name,
				script: filepath.Join(installed, name, "main.js"),
				out:    filepath.Join(testdata, "apps", name+".out"),
			}.check(t, program, pending)
		})
	}
}

// appNames lists the apps; an expectation that belongs to none fails the test.
func appNames(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(testdata, "apps"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && e.Name() != "node_modules" {
			names = append(names, e.Name())
		}
	}
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".out"); ok && !slices.Contains(names, name) {
			t.Errorf("apps/%s: its app is gone", e.Name())
		}
	}
	return names
}

// installApps copies the apps to a folder of the user's cache, named after the
// packages they ask for, and installs those unless a run before has.
func installApps(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(cache, "gonode", "apps-"+appsHash(t))
	copyApps(t, dir)
	done := filepath.Join(dir, "node_modules", ".installed")
	if _, err := os.Stat(done); err == nil {
		return dir
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		t.Fatal("the apps need npm to install their packages; go test -short leaves them out")
	}
	install := exec.CommandContext(t.Context(), npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	install.Dir = dir
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("npm ci: %v\n%s", err, out)
	}
	if err := os.WriteFile(done, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// appsHash identifies what npm ci reads.
func appsHash(t *testing.T) string {
	t.Helper()
	root := filepath.Join(testdata, "apps")
	manifests, err := filepath.Glob(filepath.Join(root, "*", "package.json"))
	if err != nil {
		t.Fatal(err)
	}
	hash := sha256.New()
	for _, path := range append(manifests, filepath.Join(root, "package.json"), filepath.Join(root, "package-lock.json")) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(hash, "%s %d\n%s", filepath.ToSlash(path), len(text), text)
	}
	return hex.EncodeToString(hash.Sum(nil))[:12]
}

// copyApps copies the apps' own files, which are newer than what a run before
// may have left.
func copyApps(t *testing.T, dir string) {
	t.Helper()
	root := filepath.Join(testdata, "apps")
	err := filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		target := filepath.Join(dir, relative)
		switch {
		case e.Name() == "node_modules":
			return filepath.SkipDir
		case e.IsDir():
			return os.MkdirAll(target, 0o755)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}
