package webassembly

// segment is an active data or element segment: how many bytes or references it puts where.
type segment struct {
	number int
	target uint32 // index of the table
	offset []byte // a constant expression
	count  int
}

// elementSegments are the active segments of the element section.
func (b *binary) elementSegments() (list []segment) {
	r := b.read(sectionElement)
	if r == nil {
		return nil
	}
	for number := range r.count() {
		flags := r.u32()
		s := segment{number: number}
		active, explicit, expressions := flags&1 == 0, flags&2 != 0, flags&4 != 0
		if active {
			if explicit {
				s.target = r.u32()
			}
			s.offset = b.expression(r)
		}
		if flags&3 != 0 {
			if expressions {
				r.valueType()
			} else {
				r.byte()
			}
		}
		s.count = r.count()
		for range s.count {
			if expressions {
				b.skipExpression(r)
			} else {
				r.leb()
			}
		}
		if active {
			list = append(list, s)
		}
	}
	return list
}

// dataSegments are the active segments of the data section.
func (b *binary) dataSegments() (list []segment) {
	r := b.read(sectionData)
	if r == nil {
		return nil
	}
	for number := range r.count() {
		flags := r.u32()
		s := segment{number: number}
		if flags == 2 {
			r.u32()
		}
		if flags != 1 {
			s.offset = b.expression(r)
		}
		s.count = len(r.bytes(r.u32()))
		if flags != 1 {
			list = append(list, s)
		}
	}
	return list
}

// read starts reading a section, or returns nil if the module has none.
func (b *binary) read(id byte) *reader {
	for _, s := range b.sections {
		if s.id == id {
			return &reader{data: s.data, base: s.start, module: b}
		}
	}
	return nil
}

func (b *binary) expression(r *reader) []byte {
	start := r.pos
	b.skipExpression(r)
	return r.data[start:r.pos]
}

// value evaluates a constant expression of type i32.
func (i *instance) value(expression []byte) uint32 {
	r := &reader{data: expression}
	var stack []uint32
	for {
		switch op := r.byte(); op {
		case opI32Const:
			stack = append(stack, r.s32())
		case opGlobalGet:
			stack = append(stack, i.global(r.u32()))
		case 0x6a, opI32Sub, 0x6c:
			a, b := stack[len(stack)-2], stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			switch op {
			case 0x6a:
				a += b
			case opI32Sub:
				a -= b
			default:
				a *= b
			}
			stack[len(stack)-1] = a
		default:
			return stack[0]
		}
	}
}

// global is the value of a global, which an instance that is not made yet has only if it is imported.
func (i *instance) global(index uint32) uint32 {
	var c cell
	switch {
	case i.module != nil:
		c = globalOf(i.module, index)
	case i.globals[index] != nil:
		c = globalSlot.Get(i.globals[index]).cell
	default:
		return 0
	}
	lo, _ := c.Value()
	return uint32(lo)
}

// s32 reads a signed number.
func (r *reader) s32() uint32 {
	v, shift := uint32(0), 0
	for {
		b := r.byte()
		v |= uint32(b&0x7f) << shift
		shift += 7
		if b < 0x80 {
			if shift < 32 && b&0x40 != 0 {
				v |= ^uint32(0) << shift
			}
			return v
		}
	}
}

// operations are the opcodes that a function's body has.
type operations [256]bool

func (o *operations) any(list ...byte) bool {
	for _, op := range list {
		if o[op] {
			return true
		}
	}
	return false
}

// operations reads the body of a function.
func (b *binary) operations(function int) *operations {
	r, o := b.read(sectionCode), new(operations)
	n := r.count()
	for i := range n {
		body := &reader{data: r.bytes(r.u32()), module: b}
		if i != function-b.imported[kindFunction] {
			continue
		}
		for range body.count() {
			body.u32()
			body.valueType()
		}
		for !body.done() {
			op := body.byte()
			body.instruction(op)
			o[op] = true
		}
	}
	return o
}
