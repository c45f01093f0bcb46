package ecma

import (
	"unsafe"

	"github.com/dop251/goja"
)

// realm is what the built-ins of one runtime keep.
type realm struct {
	options Options
	// kept are the targets of weak references that the running task has seen.
	kept []goja.Value

	// watched says that the constructors of views tell of new ones.
	watched bool
	// sharedArrayBuffer and its prototype, once made.
	sharedArrayBuffer, sharedPrototype *goja.Object

	fromAsync goja.Value // what Array.fromAsync runs, once made

	regExps regExps

	iteratorHelper, wrappedIterator *goja.Object
	iterator                        *goja.Object
}

// rooted is goja's Iterator.prototype with the realm behind it: the one object that every runtime has from the start
// and that is ours.
type rooted struct {
	templated
	realm realm
}

// root makes Iterator.prototype.
func root(r *goja.Runtime, options Options) {
	o := newTemplated(r, iteratorTemplate())
	x := &rooted{templated: *(*templated)(mirror(o).Self.Data)}
	x.realm.options = options
	mirror(o).Self.Data = unsafe.Pointer(x)
	*known().global(r, "IteratorPrototype") = o
}

func realmOf(r *goja.Runtime) *realm {
	return &(*rooted)(mirror(iteratorPrototype(r)).Self.Data).realm
}

func iteratorPrototype(r *goja.Runtime) *goja.Object { return *known().global(r, "IteratorPrototype") }
