package hostobject

import (
	"runtime"
	"testing"
	"unsafe"

	"github.com/dop251/goja"
)

func TestTheLayoutOfGojaIsKnown(t *testing.T) {
	if plainTable() == nil {
		t.Fatal("goja has changed its objects; compare base and object with goja's object.go")
	}
}

func TestAnObjectIsPlainAndCarriesItsState(t *testing.T) {
	vm := goja.New()
	kind, other := goja.NewSymbol("kind"), goja.NewSymbol("other")
	proto := vm.NewObject()
	if err := proto.Set("inherited", 1); err != nil {
		t.Fatal(err)
	}
	state := "state"
	o := New(vm, proto, kind, unsafe.Pointer(&state),
		Property{"url", vm.ToValue("/")}, Property{"method", vm.ToValue("GET")}, Property{"third", vm.ToValue(3)})
	if err := vm.Set("o", o); err != nil {
		t.Fatal(err)
	}
	for i := range 1000 { // the garbage collector must not mind
		if i%100 == 0 {
			runtime.GC()
		}
		_ = New(vm, proto, kind, unsafe.Pointer(&state), Property{"a", vm.ToValue(i)})
	}
	got, err := vm.RunString(`
		delete o.url; o.added = 'x'; o[Symbol.for('s')] = 1;
		JSON.stringify([o, Object.prototype.toString.call(o), o.inherited, Reflect.ownKeys(o).length,
			Object.getOwnPropertyDescriptor(o, 'method'), Object.isExtensible(o)])`)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"method":"GET","third":3,"added":"x"},"[object Object]",1,4,` +
		`{"value":"GET","writable":true,"enumerable":true,"configurable":true},true]`
	if got.String() != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if p := State(o, kind); p == nil || *(*string)(p) != "state" {
		t.Error("the state is lost")
	}
	if State(o, other) != nil {
		t.Error("another kind got the state")
	}
	for _, plain := range []*goja.Object{vm.NewObject(), vm.NewArray(), vm.ToValue(func() {}).(*goja.Object)} {
		if State(plain, kind) != nil {
			t.Error("an object of goja's has state")
		}
	}
}

func BenchmarkNew(b *testing.B) {
	vm, kind, state := goja.New(), goja.NewSymbol("kind"), 1
	proto := vm.NewObject()
	b.ReportAllocs()
	for b.Loop() {
		New(vm, proto, kind, unsafe.Pointer(&state))
	}
}
