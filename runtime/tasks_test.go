package runtime

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func BenchmarkEnter(b *testing.B) {
	rt, err := New(Options{Stdout: io.Discard})
	if err != nil {
		b.Fatal(err)
	}
	defer rt.Close()
	b.ReportAllocs()
	for b.Loop() {
		rt.tasks.Enter(func() {})
	}
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		rt, err := New(Options{Stdout: io.Discard})
		if err != nil {
			b.Fatal(err)
		}
		if err := rt.RunEval(context.Background(), "1", EvalOptions{}); err != nil {
			b.Fatal(err)
		}
		if err := rt.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkConsoleLog(b *testing.B) {
	file := filepath.Join(b.TempDir(), "hi.js")
	if err := os.WriteFile(file, []byte("console.log('hi')"), 0o600); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		rt, err := New(Options{Stdout: io.Discard})
		if err != nil {
			b.Fatal(err)
		}
		if err := rt.RunFile(context.Background(), file); err != nil {
			b.Fatal(err)
		}
		if err := rt.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
