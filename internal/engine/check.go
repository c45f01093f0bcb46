package engine

import (
	"fmt"
	"reflect"
)

// The functions of this file compare goja's types with their mirrors. They panic where something is not as expected;
// an inspection defers [Recover], which makes an error of that.

// Recover turns a panic of an inspection into its error.
func Recover(err *error) {
	if x := recover(); x != nil {
		*err = fmt.Errorf("goja is not laid out as expected: %v", x)
	}
}

// Field is a struct's field of the name.
func Field(t reflect.Type, name string) reflect.StructField {
	f, ok := t.FieldByName(name)
	if !ok {
		panic(t.String() + " has no " + name)
	}
	return f
}

// Offset is where a struct has a field, also one that an embedded struct has, which must be of the type.
func Offset(t reflect.Type, name string, want reflect.Type) uintptr {
	sum := uintptr(0)
	for _, i := range Field(t, name).Index {
		f := t.Field(i)
		sum += f.Offset
		t = f.Type
	}
	Same(t, want)
	return sum
}

// Same wants two types to be one.
func Same(got, want reflect.Type) {
	if got != want {
		panic("found " + got.String() + " where " + want.String() + " was expected")
	}
}

// Mirrors wants a mirror to have the size of the original, and its fields in the same order and of the same kinds.
func Mirrors(original, mirror reflect.Type) {
	if original.Size() != mirror.Size() || original.NumField() != mirror.NumField() {
		panic("size of " + original.String())
	}
	Begins(original, mirror)
}

// Begins wants a struct to begin with the fields of its mirror.
func Begins(original, mirror reflect.Type) {
	if original.NumField() < mirror.NumField() {
		panic("size of " + original.String())
	}
	for i := range mirror.NumField() {
		m, f := mirror.Field(i), original.Field(i)
		kind := f.Type.Kind()
		same := kind == m.Type.Kind()
		switch kind {
		case reflect.Interface:
			same = same || m.Type == reflect.TypeFor[Face]()
		case reflect.Pointer, reflect.Map:
			same = same || m.Type.Kind() == reflect.UnsafePointer
		}
		if !same || f.Offset != m.Offset || f.Type.Size() != m.Type.Size() || !sameName(f.Name, m.Name) {
			panic("field " + f.Name + " of " + original.String())
		}
	}
}

// sameName compares names but for the case of the first letter. What a struct embeds is called after its type.
func sameName(original, mirror string) bool {
	return original[1:] == mirror[1:] && original[0]|0x20 == mirror[0]|0x20 || original == "baseObject" && (mirror == "Base" || mirror == "base")
}
