package webstorage

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gonode/gonode/modules"
)

// disk is the system's files, as far as a log needs them.
type disk struct{ modules.FS }

func (disk) Open(name string, flag int, perm os.FileMode) (modules.File, error) {
	f, err := os.OpenFile(name, flag, perm)
	if err != nil {
		return nil, err
	}
	return f, nil
}
func (disk) Stat(name string) (os.FileInfo, error) { return os.Stat(name) }
func (disk) Rename(from, to string) error          { return os.Rename(from, to) }

func newLogged(t *testing.T, name string) *storage {
	s := &storage{log: &log{fs: disk{}, name: name}}
	s.reset()
	t.Cleanup(func() {
		if s.log.file != nil {
			s.log.file.Close()
		}
	})
	return s
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func expect(t *testing.T, s *storage, want string) {
	t.Helper()
	check(t, s.refresh())
	var got []string
	for _, k := range s.keys {
		got = append(got, k+"="+s.items[k])
	}
	if text := strings.Join(got, " "); text != want {
		t.Errorf("got %q, want %q", text, want)
	}
}

func TestStoragesOfOneFileSeeEachOther(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	a, b := newLogged(t, name), newLogged(t, name)
	check(t, a.refresh())
	check(t, a.set("x", "1"))
	expect(t, b, "x=1")
	check(t, b.set("a", "2\x00"))
	check(t, b.remove("x"))
	expect(t, a, "a=2\x00")
	check(t, a.clear())
	expect(t, b, "")
	check(t, b.set("later", ""))
	expect(t, a, "later=")
	expect(t, newLogged(t, name), "later=")
}

func TestAHalfWrittenRecordIsCutOff(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	a := newLogged(t, name)
	check(t, a.refresh())
	check(t, a.set("k", "v"))
	whole, err := os.ReadFile(name)
	check(t, err)
	check(t, os.WriteFile(name, append(whole, record{opSet, "key", "value"}.append(nil)[:7]...), 0o644))
	b := newLogged(t, name)
	expect(t, b, "k=v")
	check(t, b.set("l", "w"))
	expect(t, newLogged(t, name), "k=v l=w")
}

func TestAFileOfOvertakenRecordsIsWrittenAnew(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	a, other := newLogged(t, name), newLogged(t, name)
	value := strings.Repeat("v", 100_000)
	expect(t, other, "")
	for range 20 {
		check(t, a.refresh())
		check(t, a.set("k", value))
	}
	info, err := os.Stat(name)
	check(t, err)
	if info.Size() > 1_500_000 {
		t.Errorf("the file has grown to %d bytes", info.Size())
	}
	expect(t, other, "k="+value)
	check(t, other.set("k", "short"))
	expect(t, a, "k=short")
}

func TestForeignFilesAreRefused(t *testing.T) {
	for content, message := range map[string]string{
		"SQLite format 3\x00\x10": "gonode does not read",
		"{}":                      "file is not a database",
		header + "?":              "malformed",
	} {
		name := filepath.Join(t.TempDir(), "file")
		check(t, os.WriteFile(name, []byte(content), 0o644))
		if err := newLogged(t, name).refresh(); err == nil || !strings.Contains(err.Error(), message) {
			t.Errorf("%q: %v", content, err)
		}
		if after, err := os.ReadFile(name); err != nil || string(after) != content {
			t.Errorf("%q has become %q, %v", content, after, err)
		}
	}
	if err := newLogged(t, filepath.Join(t.TempDir(), "no", "such")).refresh(); err == nil || err.Error() != "Error: unable to open database file" {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("s\x01k\x01v"))
	f.Add([]byte("r\x02kk"))
	f.Add([]byte("c"))
	f.Add([]byte("s\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, rest, err := parse(b)
		if err != nil {
			return
		}
		again, none, err := parse(r.append(nil))
		if err != nil || again != r || len(none) != 0 {
			t.Errorf("%q: %v becomes %v, %q, %v", b, r, again, none, err)
		}
		if !bytes.HasSuffix(b, rest) {
			t.Errorf("%q leaves %q", b, rest)
		}
	})
}
