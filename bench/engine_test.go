package bench

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/runtime"
)

// besides are the functions of engine/, each in a runtime and in goja as it is.
type beside struct {
	name       string
	here, goja func() (goja.Value, error)
}

func engineWork(t testing.TB) (list []beside) {
	t.Helper()
	scripts, err := filepath.Glob("engine/*.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, script := range scripts {
		text, err := os.ReadFile(script)
		if err != nil {
			t.Fatal(err)
		}
		rt, err := runtime.New(runtime.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { rt.Close() })
		here, err := rt.Eval(context.Background(), script, string(text))
		if err != nil {
			t.Fatal(err)
		}
		there, err := goja.New().RunScript(script, string(text))
		if err != nil {
			t.Fatal(err)
		}
		bare, _ := goja.AssertFunction(there)
		list = append(list, beside{
			strings.TrimSuffix(filepath.Base(script), ".js"),
			func() (goja.Value, error) { return rt.Call(context.Background(), here, goja.Undefined()) },
			func() (goja.Value, error) { return bare(goja.Undefined()) },
		})
	}
	return list
}

// TestEngine wants the same values from both.
func TestEngine(t *testing.T) {
	for _, work := range engineWork(t) {
		got, err := work.here()
		want, failed := work.goja()
		if err != nil || failed != nil || got.String() != want.String() {
			t.Errorf("%s: %v (%v), goja says %v (%v)", work.name, got, err, want, failed)
		}
	}
}

// slower is how much longer than goja a function may take: what a busy machine adds to the best of many runs.
const slower = 1.15

// BenchmarkBesideGoja runs the functions in turn with goja as it is, and reports the ratio of the best times, which fails
// above 1.
func BenchmarkBesideGoja(b *testing.B) {
	for _, work := range engineWork(b) {
		b.Run(work.name, func(b *testing.B) {
			best := func(least time.Duration, f func() (goja.Value, error)) time.Duration {
				start := time.Now()
				if _, err := f(); err != nil {
					b.Fatal(err)
				}
				return min(least, time.Since(start))
			}
			here, bare := time.Hour, time.Hour
			for b.Loop() {
				here = best(here, work.here)
				bare = best(bare, work.goja)
			}
			ratio := float64(here) / float64(bare)
			b.ReportMetric(ratio, "of-goja")
			b.ReportMetric(float64(here.Microseconds()), "best-µs")
			if ratio > slower && b.N > 20 {
				b.Errorf("takes %.2f times as long as goja as it is", ratio)
			}
		})
	}
}
