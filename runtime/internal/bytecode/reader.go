package bytecode

import "encoding/binary"

// reader reads what the encoder wrote. At the first fault it becomes bad and gives zeros from then on.
type reader struct {
	data []byte
	bad  bool
}

func (r *reader) fail() {
	r.bad, r.data = true, nil
}

func (r *reader) byte() byte {
	if len(r.data) == 0 {
		r.fail()
		return 0
	}
	b := r.data[0]
	r.data = r.data[1:]
	return b
}

func (r *reader) uvarint() uint64 {
	if len(r.data) > 0 && r.data[0] < 0x80 {
		b := r.data[0]
		r.data = r.data[1:]
		return uint64(b)
	}
	n, size := binary.Uvarint(r.data)
	if size <= 0 {
		r.fail()
		return 0
	}
	r.data = r.data[size:]
	return n
}

func (r *reader) varint() int64 {
	n := r.uvarint()
	return int64(n>>1) ^ -int64(n&1)
}

func (r *reader) uint64() uint64 {
	if len(r.data) < 8 {
		r.fail()
		return 0
	}
	n := binary.LittleEndian.Uint64(r.data)
	r.data = r.data[8:]
	return n
}

// count reads how many follow that take a byte or more each.
func (r *reader) count() int {
	n := r.uvarint()
	if n > uint64(len(r.data)) {
		r.fail()
		return 0
	}
	return int(n)
}

// table is a list of byte strings: where each begins, and all of them.
type table struct {
	offsets []byte
	data    []byte
}

func (t *table) len() int { return len(t.offsets) / 4 }

func (t *table) at(i uint64) ([]byte, bool) {
	if i >= uint64(t.len()) {
		return nil, false
	}
	from, to := uint64(binary.LittleEndian.Uint32(t.offsets[4*i:])), uint64(len(t.data))
	if i+1 < uint64(t.len()) {
		to = uint64(binary.LittleEndian.Uint32(t.offsets[4*i+4:]))
	}
	if from > to || to > uint64(len(t.data)) {
		return nil, false
	}
	return t.data[from:to], true
}
