package modules

import (
	"testing"

	"github.com/dop251/goja"
)

func TestSlotReachesThroughProxiesAndPrototypes(t *testing.T) {
	vm := goja.New()
	slot, empty := NewSlot[int]("state"), NewSlot[int]("other")
	state := 7
	made := slot.New(vm, vm.NewObject(), &state)
	set := vm.NewObject()
	slot.Set(vm, set, &state)
	for name, o := range map[string]*goja.Object{"New": made, "Set": set} {
		if err := vm.Set("o", o); err != nil {
			t.Fatal(err)
		}
		for code, own := range map[string]bool{
			"o": true, "Object.create(o)": false, "new Proxy(o, {})": false,
			"Object.create(new Proxy(Object.create(o), {}))": false,
		} {
			v, err := vm.RunString(code)
			if err != nil {
				t.Fatal(err)
			}
			if slot.Get(v) != &state {
				t.Errorf("%s: Get(%s) is not the state", name, code)
			}
			if got := slot.Own(v) == &state; got != own && code != "new Proxy(o, {})" {
				t.Errorf("%s: Own(%s) is %v", name, code, got)
			}
			if empty.Get(v) != nil {
				t.Errorf("%s: another slot has state in %s", name, code)
			}
		}
	}
	if slot.Get(goja.Undefined()) != nil || slot.Get(vm.NewObject()) != nil {
		t.Error("what never got state has some")
	}
}
