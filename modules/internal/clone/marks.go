package clone

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// marks are the objects of a runtime that must not be cloned. They are outside
// the objects, because frozen ones can be marked too.
type marks struct {
	set *goja.Object
	// prototypes are those of classes whose objects refuse.
	prototypes map[*goja.Object]bool
}

var marksOf = modules.NewLocal(func(*modules.Env) *marks { return &marks{prototypes: map[*goja.Object]bool{}} })

// MarkClass makes every attempt to clone an object fail that inherits from the
// prototype: one of a class of the platform that cannot be cloned.
func MarkClass(env *modules.Env, prototype *goja.Object) {
	marksOf.Of(env).prototypes[prototype] = true
}

// MarkUncloneable makes every later attempt to clone an object fail, unless it
// is of a kind that the language itself defines, such as a Map or an array.
func MarkUncloneable(env *modules.Env, o *goja.Object) error {
	m := marksOf.Of(env)
	if m.set == nil {
		set, err := env.VM.New(env.VM.Get("WeakSet"))
		if err != nil {
			return err
		}
		m.set = set
	}
	_, err := env.Method(m.set, "add", o)
	return err
}

// marked reports whether an object was marked and is not of a kind whose
// marks count for nothing, or that it belongs to a module which refuses.
func (c *cloner) marked(o *goja.Object) bool {
	if l, err := engine.Load(); err == nil && engine.Mirror(o).Self.Table == l.Dynamic {
		if _, refuses := o.Export().(interface{ Uncloneable() }); refuses {
			return true
		}
	}
	m := marksOf.Of(c.env)
	if len(m.prototypes) > 0 {
		for p := o.Prototype(); p != nil; p = p.Prototype() {
			if m.prototypes[p] {
				return true
			}
		}
	}
	if m.set == nil || o.ClassName() != "Object" || buffers.Of(c.env).KindOf(o) != buffers.None {
		return false
	}
	found, err := c.env.Method(m.set, "has", o)
	if err != nil {
		panic(c.env.Panic(err))
	}
	return found.ToBoolean() && c.classAmong(o, classesByPrototype) == ""
}
