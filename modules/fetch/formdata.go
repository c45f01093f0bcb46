package fetch

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/blobs"
)

// formData is the state of a FormData object. https://xhr.spec.whatwg.org/#interface-formdata
type formData struct{ list []pair }

var formSlot = modules.NewSlot[formData]("FormData")

// defineFormData makes the class FormData.
func defineFormData(env *modules.Env) *goja.Object {
	vm := env.VM
	x := newIterable(env, "FormData", formSlot, func(f *formData) []pair { return f.list })
	method := func(name string, length int, f func(f *formData, c modules.Call, name, prefix string) (goja.Value, error)) modules.Export {
		prefix := "FormData." + name
		return modules.Fn(name, length, func(c modules.Call) (goja.Value, error) {
			form, err := x.this(c)
			if err != nil {
				return nil, err
			}
			if err := arguments(c, prefix, length); err != nil {
				return nil, err
			}
			key, err := domString(c.Argument(0), prefix, "name", "DOMString")
			if err != nil {
				return nil, err
			}
			return f(form, c, key.String(), prefix)
		})
	}
	methods := []modules.Export{
		method("append", 2, func(f *formData, c modules.Call, name, prefix string) (goja.Value, error) {
			v, err := entryOf(c, prefix)
			if err == nil {
				f.list = append(f.list, pair{name, v})
			}
			return nil, err
		}),
		method("delete", 1, func(f *formData, _ modules.Call, name, _ string) (goja.Value, error) {
			f.list = slices.DeleteFunc(f.list, func(p pair) bool { return p.name == name })
			return nil, nil
		}),
		method("get", 1, func(f *formData, _ modules.Call, name, _ string) (goja.Value, error) {
			if i := f.find(name); i >= 0 {
				return f.list[i].value, nil
			}
			return goja.Null(), nil
		}),
		method("getAll", 1, func(f *formData, _ modules.Call, name, _ string) (goja.Value, error) {
			var found []any
			for _, p := range f.list {
				if p.name == name {
					found = append(found, p.value)
				}
			}
			return vm.NewArray(found...), nil
		}),
		method("has", 1, func(f *formData, _ modules.Call, name, _ string) (goja.Value, error) {
			return modules.Bool(f.find(name) >= 0), nil
		}),
		method("set", 2, func(f *formData, c modules.Call, name, prefix string) (goja.Value, error) {
			v, err := entryOf(c, prefix)
			if err == nil {
				f.set(name, v)
			}
			return nil, err
		}),
	}
	return x.class(func(c modules.ConstructCall) (*goja.Object, error) {
		if !goja.IsUndefined(c.Argument(0)) {
			return nil, typeError("FormData constructor: Argument 1 could not be converted to: undefined.")
		}
		o := formSlot.New(vm, c.This.Prototype(), &formData{})
		return o, nil
	}, append(methods, x.methods(func(f *formData) *goja.Object { return f.grouped(vm) })...))
}

func (f *formData) find(name string) int {
	return slices.IndexFunc(f.list, func(p pair) bool { return p.name == name })
}

// set replaces the first of the name and removes the others.
func (f *formData) set(name string, v goja.Value) {
	i := f.find(name)
	if i < 0 {
		f.list = append(f.list, pair{name, v})
		return
	}
	f.list[i].value = v
	rest := slices.DeleteFunc(f.list[i+1:], func(p pair) bool { return p.name == name })
	f.list = f.list[:i+1+len(rest)]
}

// grouped is what inspecting shows: an array where a name has several values.
func (f *formData) grouped(vm *goja.Runtime) *goja.Object {
	o := vm.NewObject()
	seen := map[string][]any{}
	for _, p := range f.list {
		seen[p.name] = append(seen[p.name], p.value)
		if list := seen[p.name]; len(list) == 1 {
			must(o.Set(p.name, p.value))
		} else {
			must(o.Set(p.name, vm.NewArray(list...)))
		}
	}
	return o
}

// entryOf is the value of an entry: a string, or a File.
func entryOf(c modules.Call, prefix string) (goja.Value, error) {
	e, v := c.Env, c.Argument(1)
	named := len(c.Arguments) > 2
	if blobs.Get(v) == nil {
		if named {
			return nil, typeError(`%s: Expected value ("%s") to be an instance of Blob.`, prefix, stringify(e, v))
		}
		s, err := domString(v, prefix, "value", "DOMString")
		if err != nil {
			return nil, err
		}
		return e.VM.ToValue(s.String()), nil
	}
	blob := v.(*goja.Object)
	file := blobs.Of(e).File
	isFile := e.VM.InstanceOf(blob, file)
	if isFile && !named {
		return blob, nil
	}
	name := goja.Value(e.VM.ToValue("blob"))
	if named {
		s, err := domString(c.Argument(2), prefix, "filename", "DOMString")
		if err != nil {
			return nil, err
		}
		name = s
	}
	options := e.VM.NewObject()
	must(options.Set("type", blob.Get("type")))
	if isFile {
		must(options.Set("lastModified", blob.Get("lastModified")))
	}
	return e.VM.New(file, e.VM.NewArray(blob), name, options)
}
