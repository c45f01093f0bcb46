package ecma

import (
	"weak"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// goja's views have a fixed place in their buffer. A buffer that changes its length knows its views and moves them
// when it does. A view that is out of bounds gets a buffer that is detached in the place of its own, which makes
// every method of goja's treat it as the specification says.

// view is a typed array or a DataView over a buffer that changes its length.
type view struct {
	object weak.Pointer[goja.Object]
	start  int // in bytes
	length int // in elements or bytes; -1 for one that follows the length of the buffer
}

// views are the views of a buffer.
type views struct {
	list []view
	// limit is the length of the list at which views that are gone are looked for.
	limit    int
	detached *buffer
}

func (vs *views) add(b *buffer, v view) {
	if len(vs.list) >= vs.limit {
		live := vs.list[:0]
		for _, v := range vs.list {
			if v.object.Value() != nil {
				live = append(live, v)
			}
		}
		vs.list = live
		vs.limit = 2*len(live) + 16
	}
	vs.list = append(vs.list, v)
	vs.place(b, v)
}

func (vs *views) update(b *buffer) {
	for _, v := range vs.list {
		vs.place(b, v)
	}
}

// place makes a view show what it covers of the buffer now.
func (vs *views) place(b *buffer, v view) {
	o := v.object.Value()
	if o == nil {
		return
	}
	if a := typedArrayOf(o); a != nil {
		length := v.length
		if length < 0 {
			length = (len(b.data) - v.start) / a.elemSize
		}
		if v.start > len(b.data) || v.start+length*a.elemSize > len(b.data) {
			a.viewedArrayBuf, a.offset, a.length = vs.standIn(b), 0, 0
		} else {
			a.viewedArrayBuf, a.offset, a.length = b, v.start/a.elemSize, length
		}
		return
	}
	d := dataViewOf(o)
	length := v.length
	if length < 0 {
		length = len(b.data) - v.start
	}
	if v.start > len(b.data) || v.start+length > len(b.data) {
		d.viewedArrayBuf = vs.standIn(b)
	} else {
		d.viewedArrayBuf, d.byteOffset, d.byteLen = b, v.start, length
	}
}

// standIn is what a view that is out of bounds has for its buffer.
func (vs *views) standIn(b *buffer) *buffer {
	if vs.detached == nil {
		vs.detached = &buffer{base: b.base, detached: true}
	}
	return vs.detached
}

// find gives the view that an object is.
func (vs *views) find(o *goja.Object) (v view, ok bool) {
	object := weak.Make(o)
	for _, v := range vs.list {
		if v.object == object {
			return v, true
		}
	}
	return v, false
}

// viewConstructors are the constructors of views.
var viewConstructors = [...]string{
	"Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
	"Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array", "DataView",
}

// watchViews makes the constructors of views tell buffers that change their length about new ones. It is called when
// the first such buffer is made, so that other programs do not pay for it.
func watchViews(r *goja.Runtime) {
	m := realmOf(r)
	if m.watched {
		return
	}
	m.watched = true
	for _, name := range viewConstructors {
		constructor, ok := intrinsic(r, name)
		if !ok {
			continue
		}
		n := known().native(constructor)
		construct := n.Construct
		n.Construct = func(args []goja.Value, newTarget *goja.Object) *goja.Object {
			if len(args) > 0 {
				if x := bufferOf(args[0]).extension(); x != nil && x.max >= 0 {
					return newView(r, x, construct, args, newTarget, name)
				}
			}
			return construct(args, newTarget)
		}
	}
}

// newView makes a view of a buffer that changes its length.
func newView(r *goja.Runtime, x *extended, construct constructFunc, args []goja.Value, newTarget *goja.Object, name string) *goja.Object {
	x.refresh()
	b := &x.buffer
	isArray := name != "DataView"
	v := view{length: -1}
	size := 1
	var made *goja.Object
	if isArray {
		check(r, b)
		made = construct([]goja.Value{args[0], r.ToValue(0), r.ToValue(0)}, newTarget)
		size = typedArrayOf(made).elemSize
	}
	outside := "Start offset " + argument(args, 1).String() + " is outside the bounds of the buffer"
	v.start = indexOf(r, argument(args, 1), outside)
	if isArray && v.start%size != 0 {
		panic(rangeError(r, "start offset of "+name+" should be a multiple of "+r.ToValue(size).String()))
	}
	invalid := "Invalid typed array length: " + argument(args, 2).String()
	if !isArray {
		invalid = "Invalid DataView length " + argument(args, 2).String()
		check(r, b)
		if v.start > len(b.data) {
			panic(rangeError(r, outside))
		}
	}
	if length := argument(args, 2); !goja.IsUndefined(length) {
		v.length = indexOf(r, length, invalid)
	}
	check(r, b)
	if !isArray {
		fits := v.length < 0 || v.start+v.length <= len(b.data)
		if !fits {
			panic(rangeError(r, invalid))
		}
		made = construct([]goja.Value{args[0], r.ToValue(0), r.ToValue(0)}, newTarget)
		check(r, b)
	}
	if v.start > len(b.data) {
		panic(rangeError(r, outside))
	}
	if v.length >= 0 && v.start+v.length*size > len(b.data) {
		panic(rangeError(r, invalid))
	}
	v.object = weak.Make(made)
	x.views.add(b, v)
	return made
}

func check(r *goja.Runtime, b *buffer) {
	if b.detached {
		panic(r.NewTypeError("Cannot perform Construct on a detached ArrayBuffer"))
	}
}

// subarray is typedArray.subarray(begin, end).
func subarray(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	a := typedArrayOf(c.This)
	if a == nil {
		return engineSubarray(r, c)
	}
	x := bufferOf(a.viewedArrayBuf.Val).extension()
	if x == nil || x.max < 0 {
		return engineSubarray(r, c)
	}
	x.refresh()
	length := a.length
	v, _ := x.views.find(a.Val)
	begin := relative(c.Argument(0), length, 0)
	args := []goja.Value{a.viewedArrayBuf.Val, nil}
	if end := c.Argument(1); v.length >= 0 || !goja.IsUndefined(end) {
		args = append(args, r.ToValue(max(relative(end, length, length)-begin, 0)))
	}
	args[1] = r.ToValue(v.start + begin*a.elemSize)
	made := construct(r, speciesConstructorObj(r, a.Val, a.defaultCtor), args...)
	to := typedArrayOf(made)
	if to == nil {
		panic(r.NewTypeError("this is not a typed array."))
	}
	if to.viewedArrayBuf.detached {
		panic(r.NewTypeError("Cannot perform %%TypedArray%%.prototype.subarray on a detached ArrayBuffer"))
	}
	return made
}

// intrinsic is a global constructor as the program found it, whatever it has put in its place.
func intrinsic(r *goja.Runtime, name string) (*goja.Object, bool) {
	if offset := known().globals[name]; offset != 0 {
		if o := *known().global(r, name); o != nil {
			return o, true
		}
	}
	global := (*templated)(mirror(r.GlobalObject()).Self.Data)
	o, ok := valueOf(orUndefined(global.Values[unistring.String(name)])).(*goja.Object)
	if !ok {
		o, ok = r.GlobalObject().Get(name).(*goja.Object)
	}
	return o, ok && mirror(o).Self.Table == known().function
}
