package encoding

import "github.com/dop251/goja"

// Decoder decodes bytes that come in pieces, keeping back a character that
// the end of a piece cuts in two. It is the state that Node's StringDecoder
// has, byte for byte: the bytes kept back, how many are missing, how many are
// kept back, and the number of the encoding.
type Decoder [DecoderSize]byte

// DecoderSize is the size of a Decoder in bytes.
const DecoderSize = 7

const (
	decoderMissing  = 4
	decoderBuffered = 5
	decoderEncoding = 6
)

// numbers of the encodings in Node's tables.
var decoderNumbers = [...]byte{UTF8: 1, UTF16LE: 3, Latin1: 4, ASCII: 0, Base64: 2, Base64URL: 7, Hex: 5}

// Reset makes d a decoder for e with nothing kept back.
func (d *Decoder) Reset(e Encoding) {
	*d = Decoder{decoderEncoding: decoderNumbers[e]}
}

// Encoding is the encoding that d decodes.
func (d *Decoder) Encoding() Encoding {
	for e, number := range decoderNumbers {
		if number == d[decoderEncoding] {
			return Encoding(e)
		}
	}
	return UTF8
}

// Missing is how many bytes the character that is kept back lacks, Buffered
// how many of it are there.
func (d *Decoder) Missing() int  { return int(d[decoderMissing]) }
func (d *Decoder) Buffered() int { return int(d[decoderBuffered]) }

// Forget drops what is kept back.
func (d *Decoder) Forget() { d[decoderMissing], d[decoderBuffered] = 0, 0 }

func (d *Decoder) keep(b []byte, missing int) {
	copy(d[:4], b)
	d[decoderBuffered], d[decoderMissing] = byte(len(b)), byte(missing)
}

// Write decodes all whole characters of what was kept back and b.
func (d *Decoder) Write(vm *goja.Runtime, b []byte) (goja.Value, error) {
	e := d.Encoding()
	if e == Latin1 || e == ASCII || e == Hex {
		return e.Decode(vm, b)
	}
	if len(b) == 0 {
		return vm.ToValue(""), nil
	}
	var whole []byte
	if d.Missing() > 0 {
		n := d.complete(e, b)
		if d.Missing() > 0 {
			return vm.ToValue(""), nil
		}
		whole = append(make([]byte, 0, d.Buffered()+len(b)-n), d[:d.Buffered()]...)
		d.Forget()
		b = b[n:]
	}
	cut := len(b)
	if cut > 0 {
		cut -= d.keepTail(e, b)
	}
	if whole == nil {
		return e.Decode(vm, b[:cut])
	}
	return e.Decode(vm, append(whole, b[:cut]...))
}

// complete adds bytes of b to the character that is kept back and returns how
// many.
func (d *Decoder) complete(e Encoding, b []byte) int {
	n := min(len(b), d.Missing())
	broken := false
	if e == UTF8 {
		for i := range n {
			if b[i]&0xC0 != 0x80 {
				// The character ends here, broken, and another begins.
				n, broken = i, true
				break
			}
		}
	}
	copy(d[d.Buffered():4], b[:n])
	d[decoderBuffered] += byte(n)
	d[decoderMissing] -= byte(n)
	if broken {
		d[decoderMissing] = 0
	}
	return n
}

// keepTail keeps back the cut character at the end of b and returns its
// length.
func (d *Decoder) keepTail(e Encoding, b []byte) int {
	n, missing := 0, 0
	switch e {
	case UTF8:
		n, missing = cutUTF8(b)
	case UTF16LE:
		if len(b)%2 == 1 {
			n, missing = 1, 1
		} else if b[len(b)-1]&0xFC == 0xD8 {
			n, missing = 2, 2
		}
	default:
		if n = len(b) % 3; n > 0 {
			missing = 3 - n
		}
	}
	if n > 0 {
		d.keep(b[len(b)-n:], missing)
	}
	return n
}

// cutUTF8 is the length of the incomplete sequence at the end of b, and how
// many bytes it lacks.
func cutUTF8(b []byte) (n, missing int) {
	for n < len(b) && n < 4 {
		c := b[len(b)-1-n]
		if n++; c&0xC0 == 0x80 {
			continue
		}
		length := 0
		switch {
		case c&0xE0 == 0xC0:
			length = 2
		case c&0xF0 == 0xE0:
			length = 3
		case c&0xF8 == 0xF0:
			length = 4
		}
		if n >= length {
			return 0, 0
		}
		return n, length - n
	}
	return 0, 0
}

// End decodes what is kept back, as far as that can be.
func (d *Decoder) End(vm *goja.Runtime) (goja.Value, error) {
	e := d.Encoding()
	n := d.Buffered()
	if e == UTF16LE {
		n &^= 1
	}
	kept := *d
	d.Forget()
	return e.Decode(vm, kept[:n])
}
