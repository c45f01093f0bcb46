package runtime

import (
	"context"
	"io"
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
	b.ReportAllocs()
	for b.Loop() {
		rt, err := New(Options{Stdout: io.Discard})
		if err != nil {
			b.Fatal(err)
		}
		if err := rt.RunEval(context.Background(), "console.log('hi')", EvalOptions{}); err != nil {
			b.Fatal(err)
		}
		if err := rt.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
