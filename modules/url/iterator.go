package url

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// iteration is what an iterator over search parameters gives.
type iteration uint8

const (
	entries iteration = iota
	keys
	values
)

// iteratorState is the state of an iterator, which sees changes made
// meanwhile.
type iteratorState struct {
	params *paramsState
	kind   iteration
	next   int // index of a name
}

var iteratorSlot = modules.NewSlot[iteratorState]("iterator")

func (u *urls) defineIterator() {
	arrayIterator, err := u.env.Invoke(u.env.VM.NewArray().GetSymbol(goja.SymIterator), u.env.VM.NewArray())
	must(err)
	u.iterator = u.env.VM.CreateObject(arrayIterator.(*goja.Object).Prototype().Prototype())
	u.env.Define(u.iterator, true,
		modules.Fn("next", 0, u.next),
		modules.Fn("[nodejs.util.inspect.custom]", 2, u.inspectIterator).WithSymbol(u.inspect).Hidden(),
	)
	u.tag(u.iterator, "URLSearchParams Iterator")
}

// iterate is urlSearchParams.entries(), keys() or values().
func (u *urls) iterate(kind iteration) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		p, err := paramsCall(c)
		if err != nil {
			return nil, err
		}
		o := u.env.VM.CreateObject(u.iterator)
		iteratorSlot.Set(u.env.VM, o, &iteratorState{params: p, kind: kind})
		return o, nil
	}
}

// next is iterator.next().
func (u *urls) next(c modules.Call) (goja.Value, error) {
	s := iteratorSlot.Get(c.This)
	if s == nil {
		return nil, invalidThis("URLSearchParamsIterator")
	}
	result := u.env.VM.NewObject()
	if s.next >= len(s.params.pairs) {
		must(result.Set("done", true))
		must(result.Set("value", goja.Undefined()))
		return result, nil
	}
	must(result.Set("done", false))
	must(result.Set("value", s.item(u, s.next)))
	s.next += 2
	return result, nil
}

// item is what the iterator gives for the pair at i.
func (s *iteratorState) item(u *urls, i int) goja.Value {
	name, value := u.env.VM.ToValue(s.params.pairs[i]), u.env.VM.ToValue(s.params.pairs[i+1])
	switch s.kind {
	case keys:
		return name
	case values:
		return value
	}
	return u.env.VM.NewArray(name, value)
}
