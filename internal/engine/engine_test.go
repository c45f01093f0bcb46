package engine

import (
	"os"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// TestLoad fails when goja is no longer laid out as this package knows it.
func TestLoad(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[any]Kind{}
	for kind := range kinds {
		table := l.Object(kind).Table
		if other, ok := seen[table]; ok {
			t.Errorf("kinds %d and %d have the same table", other, kind)
		}
		seen[table] = kind
	}
	for _, name := range []string{"_add", "getProp", "getPropCallee", "newFunc", "_loadNewTarget", "newGeneratorFunc", "newGeneratorMethod", "newAsyncMethod", "callEval", "callEvalStrict"} {
		l.Instruction(name)
	}
}

// TestVersion fails when goja is another than the one that Familiar trusts.
func TestVersion(t *testing.T) {
	text, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "github.com/dop251/goja "+version+"\n") {
		t.Error("go.mod requires another version of goja than " + version)
	}
}

func TestMachine(t *testing.T) {
	l := Known()
	vm := goja.New()
	if l.Machine(vm).R != vm {
		t.Error("the machine of a runtime is not its own")
	}
}

func BenchmarkInspect(b *testing.B) {
	for b.Loop() {
		if _, err := inspect(); err != nil {
			b.Fatal(err)
		}
	}
}

// TestSymbolic fails when a Symbolic is no more than goja's own kind.
func TestSymbolic(t *testing.T) {
	if l := Known(); l.Symbolic() == l.Dynamic {
		t.Error("objects of a handler cannot have symbols")
	}
}
