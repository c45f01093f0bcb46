// Command compat keeps the record of what is compatible with Node.
//
//	go run ./bench/compat                 write docs/compatibility.md from the record
//	go run ./bench/compat results.json    take in a run of Node's own tests first
//
// The results are an object of test names, such as
// "parallel/test-path-join.js", each with its area, its exit code rc (0 when
// it passed) and whether it was skipped. The record of them is
// testdata/node/pass.txt: a test that is on it and fails in a new run is
// reported and stays on it, so that the list only grows.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	if err := run(".", os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "compat:", err)
		os.Exit(1)
	}
}

// run works on the repository at root.
func run(root string, args []string) error {
	path := filepath.Join(root, "testdata", "node", "pass.txt")
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	record, err := parseRecord(string(text))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	var lost []string
	for _, arg := range args {
		results, err := readResults(arg)
		if err != nil {
			return err
		}
		lost = append(lost, record.merge(results)...)
	}
	if len(args) > 0 {
		if err := os.WriteFile(path, []byte(record.String()), 0o644); err != nil {
			return err
		}
	}
	page, err := writePage(root, record)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(root, "docs", "compatibility.md"), []byte(page), 0o644); err != nil {
		return err
	}
	if len(lost) > 0 {
		return fmt.Errorf("these passed before:\n%s", strings.Join(lost, "\n"))
	}
	return nil
}

// result is how one of Node's tests ended.
type result struct {
	Area string `json:"area"`
	// RC is the exit code, or the word timeout.
	RC      any  `json:"rc"`
	Skipped bool `json:"skipped"`
}

func (r result) passed() bool { return r.RC == float64(0) }

func readResults(path string) (map[string]result, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var results map[string]result
	if err := json.Unmarshal(text, &results); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return results, nil
}
