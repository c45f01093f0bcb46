package webstorage

import (
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wtf8"
)

// quota is how many bytes of UTF-16 a Storage holds, keys and values.
const quota = 10 << 20

// storage is the state of a Storage, and what makes its items properties. Its
// strings are WTF-8, since those of JavaScript need not be well-formed.
type storage struct {
	env    *modules.Env
	object *goja.Object
	log    *log // nil for sessionStorage
	keys   []string
	items  map[string]string
	size   int
}

func (s *storage) reset() { s.keys, s.items, s.size = nil, map[string]string{}, 0 }

// refresh takes in what the file has that is not known yet.
func (s *storage) refresh() error {
	if s.log == nil {
		return nil
	}
	if err := s.log.read(s.reset, s.apply); err != nil {
		return err
	}
	s.log.compact(s.size, func(yield func(record)) {
		for _, key := range s.keys {
			yield(record{opSet, key, s.items[key]})
		}
	})
	return nil
}

// apply does what a record says.
func (s *storage) apply(r record) {
	switch r.op {
	case opSet:
		s.put(r.key, r.value)
	case opRemove:
		s.drop(r.key)
	case opClear:
		s.reset()
	}
}

// commit writes a record and then does what it says.
func (s *storage) commit(r record) error {
	if s.log != nil {
		if err := s.log.append(r); err != nil {
			return err
		}
	}
	s.apply(r)
	return nil
}

func (s *storage) clear() error { return s.commit(record{op: opClear}) }

func (s *storage) set(key, value string) error {
	size := s.size + length(value)
	if old, exists := s.items[key]; exists {
		size -= length(old)
	} else {
		size += length(key)
	}
	if size > quota {
		class := s.env.RequireObject("internal/dom_exception").Get("QuotaExceededError")
		o, err := s.env.VM.New(class, s.env.VM.ToValue("Setting the value exceeded the quota"))
		if err != nil {
			return err
		}
		return &modules.ThrownError{Value: o}
	}
	return s.commit(record{opSet, key, value})
}

func (s *storage) remove(key string) error {
	if _, ok := s.items[key]; !ok {
		return nil
	}
	return s.commit(record{op: opRemove, key: key})
}

func (s *storage) put(key, value string) {
	old, exists := s.items[key]
	if !exists {
		i, _ := slices.BinarySearchFunc(s.keys, key, compare)
		s.keys = slices.Insert(s.keys, i, key)
		s.size += length(key)
	}
	s.items[key] = value
	s.size += length(value) - length(old)
}

func (s *storage) drop(key string) {
	old, ok := s.items[key]
	if !ok {
		return
	}
	s.size -= length(old) + length(key)
	delete(s.items, key)
	i, _ := slices.BinarySearchFunc(s.keys, key, compare)
	s.keys = slices.Delete(s.keys, i, i+1)
}

// length is the size of a string in bytes of UTF-16.
func length(s string) int {
	n := 0
	for i := range len(s) {
		switch b := s[i]; {
		case b >= 0xF0:
			n += 4
		case b < 0x80, b >= 0xC0:
			n += 2
		}
	}
	return n
}

// compare orders keys as the database of Node does: by the bytes of their
// UTF-16, the lower of each two first.
func compare(a, b string) int {
	if ascii(a) && ascii(b) {
		return strings.Compare(a, b)
	}
	return slices.CompareFunc(units(a), units(b), func(a, b uint16) int {
		return int(a<<8|a>>8) - int(b<<8|b>>8)
	})
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// units is the UTF-16 of a key. That of a lone surrogate is enough for an order.
func units(s string) []uint16 { return utf16.Encode([]rune(s)) }

// inherited tells whether the prototypes have a property, which hides an item
// of that name.
func (s *storage) inherited(key string) bool {
	p := s.object.Prototype()
	return p != nil && (key == "length" || p.Get(key) != nil)
}

// Uncloneable says that structuredClone refuses a Storage.
func (s *storage) Uncloneable() {}

func (s *storage) must(err error) {
	if err != nil {
		panic(s.env.Panic(err))
	}
}

// Get is the value of a property.
func (s *storage) Get(key string) goja.Value {
	s.must(s.refresh())
	v, ok := s.items[key]
	if !ok || s.inherited(key) {
		return nil
	}
	return wtf8.Value(s.env.VM, v)
}

// Set assigns a property.
func (s *storage) Set(key string, v goja.Value) bool {
	value, err := text(v)
	s.must(err)
	s.must(s.refresh())
	s.must(s.set(key, value))
	return true
}

// Has reports whether there is such a property. It also says so of what is
// inherited, because the engine would not ask Set to store under such a name.
func (s *storage) Has(key string) bool {
	s.must(s.refresh())
	_, ok := s.items[key]
	return ok || s.inherited(key)
}

// Delete removes an item.
func (s *storage) Delete(key string) bool {
	s.must(s.refresh())
	s.must(s.remove(key))
	return true
}

// Keys lists the items that are properties.
func (s *storage) Keys() []string {
	s.must(s.refresh())
	return slices.DeleteFunc(slices.Clone(s.keys), s.inherited)
}
