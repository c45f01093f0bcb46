package zlib

import (
	"bytes"
	"encoding/binary"
	"hash"
	"hash/adler32"
	"hash/crc32"

	"github.com/klauspost/compress/flate"
)

// encoder is what all compressors have in common: output that waits.
type encoder struct{ out bytes.Buffer }

func (e *encoder) take(limit int) (out []byte, more bool) {
	out = append([]byte(nil), e.out.Next(limit)...)
	return out, e.out.Len() > 0
}

func (e *encoder) leftover() int { return 0 }

// windowSize is how far back deflate refers.
const windowSize = 32 * 1024

// deflater encodes deflate streams with the header and trailer of a mode.
type deflater struct {
	encoder
	mode, level, strategy, windowBits int
	dictionary                        []byte

	w       *flate.Writer
	history []byte // the last of the input, in case the level changes
	sum     hash.Hash32
	size    uint32
	started bool
	ended   bool
}

func newDeflater(mode, level, strategy, windowBits int, dictionary []byte) *deflater {
	z := &deflater{mode: mode, level: level, strategy: strategy, windowBits: windowBits, dictionary: dictionary}
	z.reset()
	return z
}

func (z *deflater) reset() {
	z.out.Reset()
	z.started, z.ended, z.size, z.history = false, false, 0, nil
	switch z.mode {
	case gzipMode:
		z.sum = crc32.NewIEEE()
	case deflateMode:
		z.sum = adler32.New()
	}
	z.newWriter(z.dictionary)
}

// flateLevel is what the Go package calls a level and strategy.
func (z *deflater) flateLevel() int {
	const huffmanOnly = 2
	if z.strategy == huffmanOnly {
		return flate.HuffmanOnly
	}
	return z.level
}

func (z *deflater) newWriter(dictionary []byte) {
	var err error
	if len(dictionary) > 0 {
		z.w, err = flate.NewWriterDict(&z.out, z.flateLevel(), dictionary)
	} else {
		z.w, err = flate.NewWriter(&z.out, z.flateLevel())
	}
	if err != nil {
		panic(err)
	}
}

func (z *deflater) write(in []byte, flush int, _ bool, limit int) (out []byte, more bool, err error) {
	if !z.ended {
		err = z.compress(in, flush)
	}
	out, more = z.take(limit)
	return out, more, err
}

func (z *deflater) compress(in []byte, flush int) error {
	if !z.started {
		z.started = true
		z.header()
	}
	if len(in) > 0 {
		if z.sum != nil {
			z.sum.Write(in)
		}
		z.size += uint32(len(in))
		z.remember(in)
		if _, err := z.w.Write(in); err != nil {
			return err
		}
	}
	switch flush {
	case noFlush:
		return nil
	case finish:
		z.ended = true
		if err := z.w.Close(); err != nil {
			return err
		}
		z.trailer()
		return nil
	}
	return z.w.Flush()
}

func (z *deflater) remember(in []byte) {
	if len(in) >= windowSize {
		z.history = append(z.history[:0], in[len(in)-windowSize:]...)
		return
	}
	z.history = append(z.history, in...)
	if extra := len(z.history) - windowSize; extra > 0 {
		z.history = append(z.history[:0], z.history[extra:]...)
	}
}

// header writes what precedes the deflate stream.
func (z *deflater) header() {
	switch z.mode {
	case gzipMode:
		hint := byte(0)
		switch {
		case z.level == 9:
			hint = 2
		case z.level == 1 || z.level == 0 || z.strategy >= 2:
			hint = 4
		}
		const unixSystem = 3
		z.out.Write([]byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, hint, unixSystem})
	case deflateMode:
		// The window is always a full one, whatever windowBits asks for.
		head := uint(0x78) << 8
		switch {
		case z.level >= 7:
			head |= 3 << 6
		case z.level == 6 || z.level == -1:
			head |= 2 << 6
		case z.level >= 2:
			head |= 1 << 6
		}
		if len(z.dictionary) > 0 {
			head |= 0x20
		}
		head += 31 - head%31
		z.out.Write([]byte{byte(head >> 8), byte(head)})
		if len(z.dictionary) > 0 {
			z.out.Write(binary.BigEndian.AppendUint32(nil, adler32.Checksum(z.dictionary)))
		}
	}
}

func (z *deflater) trailer() {
	switch z.mode {
	case gzipMode:
		z.out.Write(binary.LittleEndian.AppendUint32(nil, z.sum.Sum32()))
		z.out.Write(binary.LittleEndian.AppendUint32(nil, z.size))
	case deflateMode:
		z.out.Write(binary.BigEndian.AppendUint32(nil, z.sum.Sum32()))
	}
}

// params changes level and strategy. The caller has flushed.
func (z *deflater) params(level, strategy int) {
	z.level, z.strategy = level, strategy
	if z.started {
		z.newWriter(z.history)
	} else {
		z.newWriter(z.dictionary)
	}
}

func (z *deflater) close() {}
