package webassembly

const (
	opUnreachable  = 0x00
	opBlock        = 0x02
	opLoop         = 0x03
	opIf           = 0x04
	opEnd          = 0x0b
	opCall         = 0x10
	opCallIndirect = 0x11
	opReturnCall   = 0x12
	opCallRef      = 0x14
	opGlobalGet    = 0x23
	opGlobalSet    = 0x24
	opI32Const     = 0x41
	opI32Eqz       = 0x45
	opI32Sub       = 0x6b
	blockVoid      = 0x40
)

// instruction skips what follows the opcode op.
func (r *reader) instruction(op byte) {
	switch {
	case op == opBlock, op == opLoop, op == opIf, op == 0x06: // block types
		r.blockType()
	case op == 0x07, op == 0x08, op == 0x09, op == 0x18, op == 0x0c, op == 0x0d, op == opCall, op == opReturnCall,
		op >= 0x20 && op <= 0x22, op == 0xd2, op == 0xd5, op == 0xd6, op == opI32Const, op == 0x42, op == 0x3f, op == 0x40:
		r.leb()
	case op == opGlobalGet, op == opGlobalSet:
		r.index(globalCount)
	case op == 0x25, op == 0x26: // table.get, table.set
		r.index(tableCount)
	case op == opCallRef, op == 0x15:
		r.index(typeCount)
	case op == 0xd0: // ref.null
		r.heapType()
	case op == 0x0e: // br_table
		for range r.count() {
			r.leb()
		}
		r.leb()
	case op == opCallIndirect, op == 0x13:
		r.index(typeCount)
		r.index(tableCount)
	case op == 0x1c: // select with types
		for range r.count() {
			r.valueType()
		}
	case op == 0x1f:
		r.tryTable()
	case op >= 0x28 && op <= 0x3e:
		r.memoryArgument()
	case op == 0x43:
		r.bytes(4)
	case op == 0x44:
		r.bytes(8)
	case op == 0xfc:
		r.bulk(r.u32())
	case op == 0xfd:
		r.vector(r.u32())
	case op == 0xfe:
		if r.u32() == 3 { // atomic.fence
			r.byte()
		} else {
			r.memoryArgument()
		}
	case op == 0xfb:
		r.fail("invalid opcode 0x%02x", op)
	}
}

// blockType is nothing, a type of a value, or the index of a type.
func (r *reader) blockType() {
	if r.pos < len(r.data) && (r.data[r.pos] == 0x63 || r.data[r.pos] == 0x64) {
		r.byte()
	}
	r.heapType() // an index, or a negative number as well
}

func (r *reader) tryTable() {
	r.blockType()
	for range r.count() {
		if r.byte() < 2 {
			r.leb()
		}
		r.leb()
	}
}

func (r *reader) memoryArgument() {
	r.leb()
	r.leb()
}

func (r *reader) bulk(op uint32) {
	switch op {
	case 8, 10: // memory.init, memory.copy
		r.leb()
		r.leb()
	case 9, 11, 13:
		r.leb()
	case 12: // table.init
		r.leb()
		r.index(tableCount)
	case 14: // table.copy
		r.index(tableCount)
		r.index(tableCount)
	case 15, 16, 17: // table.grow, table.size, table.fill
		r.index(tableCount)
	}
}

func globalCount(b *binary) int { return len(b.globals) }
func tableCount(b *binary) int  { return len(b.tables) }
func typeCount(b *binary) int   { return len(b.types) }

func (r *reader) vector(op uint32) {
	switch {
	case op <= 11, op == 92, op == 93:
		r.memoryArgument()
	case op == 12, op == 13:
		r.bytes(16)
	case op >= 21 && op <= 34:
		r.byte()
	case op >= 84 && op <= 91:
		r.memoryArgument()
		r.byte()
	}
}
