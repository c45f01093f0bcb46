package intl

import (
	"math"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/intl"
)

type segmenter struct {
	locale      intl.Resolved
	granularity string
}

// segmented is a text that is split, in code units.
type segmented struct {
	text     goja.String
	segments []intl.Segment
	word     bool
}

type segmentIterator struct {
	of   *segmented
	next int
}

var (
	segmenterSlot = modules.NewSlot[segmenter]("kSegmenter")
	segmentsSlot  = modules.NewSlot[segmented]("kSegments")
	iteratorSlot  = modules.NewSlot[segmentIterator]("kSegmentIterator")
)

func segmenterClass(s *state) *goja.Object {
	segments := s.segmentsPrototype()
	return s.class(class{
		name: "Segmenter",
		construct: func(o *goja.Object, c modules.Call) error {
			requested, err := s.locales(c.Argument(0))
			if err != nil {
				return err
			}
			opts, err := s.strict(c.Argument(1), "Intl.Segmenter")
			if err != nil {
				return err
			}
			if err := opts.matcher(); err != nil {
				return err
			}
			f := &segmenter{locale: intl.Resolve(requested, s.locale)}
			if f.granularity, err = opts.choice("granularity", "grapheme", "grapheme", "word", "sentence"); err != nil {
				return err
			}
			segmenterSlot.Set(s.env.VM, o, f)
			return nil
		},
		methods: []modules.Export{
			// resolvedOptions is segmenter.resolvedOptions().
			modules.Fn("resolvedOptions", 0, func(c modules.Call) (goja.Value, error) {
				f := segmenterSlot.Own(c.This)
				if f == nil {
					return nil, s.incompatible("Intl.Segmenter.prototype.resolvedOptions", c.This)
				}
				return s.resolved("locale", f.locale.Locale, "granularity", f.granularity), nil
			}),
			// segment is segmenter.segment(string).
			modules.Fn("segment", 1, func(c modules.Call) (goja.Value, error) {
				f := segmenterSlot.Own(c.This)
				if f == nil {
					return nil, s.incompatible("Intl.Segmenter.prototype.segment", c.This)
				}
				if _, err := s.text(c.Argument(0)); err != nil {
					return nil, err
				}
				o := s.env.VM.CreateObject(segments)
				segmentsSlot.Set(s.env.VM, o, split(c.Argument(0).ToString().(goja.String), f.granularity))
				return o, nil
			}),
		},
	})
}

// split finds the segments and counts them in code units.
func split(text goja.String, granularity string) *segmented {
	utf8Text := text.String()
	d := &segmented{text, intl.Segments(utf8Text, granularity), granularity == "word"}
	at, units := 0, 0
	for i := range d.segments {
		start := units
		for end := d.segments[i].End; at < end; {
			r, size := utf8.DecodeRuneInString(utf8Text[at:])
			at += size
			units++
			if r > 0xffff {
				units++
			}
		}
		d.segments[i].Start, d.segments[i].End = start, units
	}
	return d
}

func (s *state) segment(d *segmented, i int) goja.Value {
	at := d.segments[i]
	pairs := []any{"segment", goja.Value(d.text.Substring(at.Start, at.End)), "index", at.Start, "input", goja.Value(d.text)}
	if d.word {
		pairs = append(pairs, "isWordLike", at.WordLike)
	}
	return s.resolved(pairs...)
}

// segmentsPrototype is %SegmentsPrototype%.
func (s *state) segmentsPrototype() *goja.Object {
	vm := s.env.VM
	arrayIterator := vm.NewArray().GetSymbol(goja.SymIterator).(*goja.Object)
	values, _ := goja.AssertFunction(arrayIterator)
	some, err := values(vm.NewArray())
	if err != nil {
		panic(s.env.Panic(err))
	}
	iterators := vm.CreateObject(some.(*goja.Object).Prototype().Prototype())
	s.env.Define(iterators, false, modules.Fn("next", 0, func(c modules.Call) (goja.Value, error) {
		it := iteratorSlot.Own(c.This)
		if it == nil {
			return nil, s.incompatible("%SegmentIterator.prototype%.next", c.This)
		}
		if it.next >= len(it.of.segments) {
			return s.resolved("value", goja.Undefined(), "done", true), nil
		}
		it.next++
		return s.resolved("value", s.segment(it.of, it.next-1), "done", false), nil
	}))
	s.tag(iterators, "Segmenter String Iterator")
	proto := vm.NewObject()
	s.env.Define(proto, false,
		// containing is segments.containing(index).
		modules.Fn("containing", 1, func(c modules.Call) (goja.Value, error) {
			d := segmentsSlot.Own(c.This)
			if d == nil {
				return nil, s.incompatible("%SegmentsPrototype%.containing", c.This)
			}
			f, err := s.number(c.Argument(0))
			if err != nil {
				return nil, err
			}
			if math.IsNaN(f) {
				f = 0
			}
			f = math.Trunc(f)
			for i, at := range d.segments {
				if f >= float64(at.Start) && f < float64(at.End) {
					return s.segment(d, i), nil
				}
			}
			return nil, nil
		}),
		modules.Fn("[Symbol.iterator]", 0, func(c modules.Call) (goja.Value, error) {
			d := segmentsSlot.Own(c.This)
			if d == nil {
				return nil, s.incompatible("%SegmentsPrototype%[Symbol.iterator]", c.This)
			}
			o := vm.CreateObject(iterators)
			iteratorSlot.Set(vm, o, &segmentIterator{of: d})
			return o, nil
		}).WithSymbol(goja.SymIterator),
	)
	return proto
}
