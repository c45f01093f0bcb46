package zlib

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/flate"
)

// inflater decodes deflate streams with the header of a mode.
type inflater struct {
	mode       int
	windowBits int
	dictionary []byte
	// single makes input behind the first gzip member leftover.
	single bool
}

// feed is the decoder's input. Its bufio.Reader lets flate read fast; what it
// holds at the end of a stream goes back.
type feed struct{ d *decoder }

func (f feed) Read(b []byte) (int, error) {
	ok, err := f.d.fill()
	if err != nil {
		return 0, err
	}
	if !ok {
		return 0, io.EOF
	}
	n := copy(b, f.d.input)
	f.d.input = f.d.input[n:]
	return n, nil
}

const readAhead = 16 * 1024

func newInflater(ctx context.Context, x inflater) codec {
	return newDecoder(ctx, x.decode)
}

func (x inflater) decode(d *decoder) error {
	r := bufio.NewReaderSize(feed{d}, readAhead)
	err := x.members(d, r)
	if held, _ := r.Peek(r.Buffered()); len(held) > 0 {
		d.input = append(append([]byte(nil), held...), d.input...)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		if !d.final {
			return nil
		}
		return unexpectedEnd()
	}
	return err
}

func (x inflater) members(d *decoder, r *bufio.Reader) error {
	mode := x.mode
	if mode == unzipMode {
		mode = inflateMode
		first, err := r.Peek(2)
		if len(first) == 0 && err != nil {
			return err
		}
		if first[0] == 0x1f && (len(first) < 2 || first[1] == 0x8b) {
			mode = gunzipMode
		}
	}
	switch mode {
	case inflateRawMode:
		return x.body(d, r, nil, x.dictionary)
	case inflateMode:
		return x.zlib(d, r)
	}
	for {
		if err := x.gzip(d, r); err != nil {
			return err
		}
		// Zeros may pad the end; anything else must be another member.
		next, err := r.Peek(1)
		if err != nil || next[0] == 0 || x.single {
			if errors.Is(err, errStopped) {
				return err
			}
			return nil
		}
	}
}

// body decodes a raw deflate stream.
func (x inflater) body(d *decoder, r *bufio.Reader, sum hash.Hash, dictionary []byte) error {
	z := flate.NewReaderOpts(r, flate.WithPartialBlock(), flate.WithDict(dictionary))
	defer z.Close()
	out := make([]byte, 32*1024)
	for {
		n, err := z.Read(out)
		if n > 0 {
			if sum != nil {
				sum.Write(out[:n])
			}
			if failed := d.emit(out[:n]); failed != nil {
				return failed
			}
		}
		var corrupt flate.CorruptInputError
		switch {
		case err == nil:
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &corrupt):
			return dataError("invalid block type")
		default:
			return err
		}
	}
}

func (x inflater) zlib(d *decoder, r *bufio.Reader) error {
	var head [2]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return err
	}
	bits := int(head[0]>>4) + 8
	switch {
	case (uint(head[0])<<8|uint(head[1]))%31 != 0:
		return dataError("incorrect header check")
	case head[0]&15 != 8:
		return dataError("unknown compression method")
	case bits > 15 || x.windowBits != 0 && bits > x.windowBits:
		return dataError("invalid window size")
	}
	var dictionary []byte
	if head[1]&0x20 != 0 {
		var id [4]byte
		if _, err := io.ReadFull(r, id[:]); err != nil {
			return err
		}
		if dictionary = x.dictionary; dictionary == nil {
			return failure("Z_NEED_DICT", 2, "Missing dictionary")
		}
		if adler32.Checksum(dictionary) != binary.BigEndian.Uint32(id[:]) {
			return failure("Z_NEED_DICT", 2, "Bad dictionary")
		}
	}
	sum := adler32.New()
	if err := x.body(d, r, sum, dictionary); err != nil {
		return err
	}
	var tail [4]byte
	if _, err := io.ReadFull(r, tail[:]); err != nil {
		return unexpected(err)
	}
	if binary.BigEndian.Uint32(tail[:]) != sum.Sum32() {
		return dataError("incorrect data check")
	}
	return nil
}

// unexpected makes an end of input within a part of the format one.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// Flags of a gzip header.
const (
	gzipHeaderSum = 1 << 1
	gzipExtra     = 1 << 2
	gzipName      = 1 << 3
	gzipComment   = 1 << 4
	gzipReserved  = 0xe0
)

func (x inflater) gzip(d *decoder, r *bufio.Reader) error {
	if err := gzipHeader(r); err != nil {
		return err
	}
	sum := &countedSum{Hash32: crc32.NewIEEE()}
	if err := x.body(d, r, sum, nil); err != nil {
		return err
	}
	var tail [8]byte
	if _, err := io.ReadFull(r, tail[:]); err != nil {
		return unexpected(err)
	}
	switch {
	case binary.LittleEndian.Uint32(tail[:]) != sum.Sum32():
		return dataError("incorrect data check")
	case binary.LittleEndian.Uint32(tail[4:]) != sum.size:
		return dataError("incorrect length check")
	}
	return nil
}

func gzipHeader(r *bufio.Reader) error {
	head := make([]byte, 0, 10)
	for len(head) < 10 {
		b, err := r.ReadByte()
		if err != nil {
			return unexpected(err)
		}
		head = append(head, b)
		switch {
		case len(head) == 1 && b != 0x1f, len(head) == 2 && b != 0x8b:
			return dataError("incorrect header check")
		case len(head) == 4 && head[2] != 8:
			return dataError("unknown compression method")
		case len(head) == 4 && b&gzipReserved != 0:
			return dataError("unknown header flags set")
		}
	}
	flags := head[3]
	sum := crc32.NewIEEE()
	sum.Write(head)
	in := io.TeeReader(r, sum)
	if flags&gzipExtra != 0 {
		var size [2]byte
		if _, err := io.ReadFull(in, size[:]); err != nil {
			return unexpected(err)
		}
		if _, err := io.CopyN(io.Discard, in, int64(binary.LittleEndian.Uint16(size[:]))); err != nil {
			return unexpected(err)
		}
	}
	for _, flag := range []byte{gzipName, gzipComment} {
		if flags&flag == 0 {
			continue
		}
		for b := [1]byte{1}; b[0] != 0; {
			if _, err := io.ReadFull(in, b[:]); err != nil {
				return unexpected(err)
			}
		}
	}
	if flags&gzipHeaderSum != 0 {
		var want [2]byte
		if _, err := io.ReadFull(r, want[:]); err != nil {
			return unexpected(err)
		}
		if binary.LittleEndian.Uint16(want[:]) != uint16(sum.Sum32()) {
			return dataError("header crc mismatch")
		}
	}
	return nil
}

// countedSum is the two checks at the end of a gzip member.
type countedSum struct {
	hash.Hash32
	size uint32
}

func (s *countedSum) Write(b []byte) (int, error) {
	s.size += uint32(len(b))
	return s.Hash32.Write(b)
}
