package fast

import (
	"math"
	"strconv"
	"unicode/utf16"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// parser turns a JSON text, in ASCII or UTF-16, into a value. It keeps what is open on stacks of its own, so nesting
// is bounded by memory only.
type parser[C byte | uint16] struct {
	*maker
	text []C
	at   int

	values []goja.Value
	keys   []unistring.String
	open   []container

	record *recorder // nil unless a reviver wants to know the text of each value
}

// container is an object or array whose end has not come.
type container struct {
	values, keys int // where its own begin on the stacks
	object       bool
}

// parse gives the value, or ok false if the text is no JSON.
func (p *parser[C]) parse() (v goja.Value, ok bool) {
	for {
		p.space()
		if p.at >= len(p.text) {
			return nil, false
		}
		v = nil
		start := p.at
		switch c := p.text[p.at]; {
		case c == '{':
			p.at++
			p.open = append(p.open, container{len(p.values), len(p.keys), true})
			if p.space(); p.at < len(p.text) && p.text[p.at] == '}' {
				p.at++
				v = p.close()
			} else {
				if !p.key() {
					return nil, false
				}
				continue
			}
		case c == '[':
			p.at++
			p.open = append(p.open, container{values: len(p.values)})
			if p.space(); p.at < len(p.text) && p.text[p.at] == ']' {
				p.at++
				v = p.close()
			} else {
				continue
			}
		case c == '"':
			v = p.str()
		case c == '-' || '0' <= c && c <= '9':
			v = p.number()
		case c == 't':
			v = p.word("true", p.truth(true))
		case c == 'f':
			v = p.word("false", p.truth(false))
		case c == 'n':
			v = p.word("null", goja.Null())
		}
		if v == nil {
			return nil, false
		}
		if p.record != nil && table(v) != p.kinds.object {
			p.record.leaf(v, start, p.at)
		}
		// What follows the value: the end of what it is in, perhaps of several.
		for {
			p.space()
			if len(p.open) == 0 {
				return v, p.at == len(p.text)
			}
			if p.at >= len(p.text) {
				return nil, false
			}
			p.values = append(p.values, v)
			c, object := p.text[p.at], p.open[len(p.open)-1].object
			p.at++
			if c == ',' {
				if object && !p.key() {
					return nil, false
				}
				break
			}
			if object && c != '}' || !object && c != ']' {
				return nil, false
			}
			v = p.close()
		}
	}
}

// close makes the object or array opened last.
func (p *parser[C]) close() (v goja.Value) {
	o := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	values := p.values[o.values:]
	p.values = p.values[:o.values]
	if o.object {
		keys := p.keys[o.keys:]
		p.keys = p.keys[:o.keys]
		v = p.object(keys, values)
		if p.record != nil {
			p.record.object(v, keys)
		}
	} else {
		v = p.list(values)
		if p.record != nil {
			p.record.list(v, len(values))
		}
	}
	clear(values)
	return v
}

func (p *parser[C]) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\n', '\r', '\t':
			p.at++
		default:
			return
		}
	}
}

func (p *parser[C]) word(word string, v goja.Value) goja.Value {
	if len(p.text)-p.at < len(word) {
		return nil
	}
	for i := range len(word) {
		if p.text[p.at+i] != C(word[i]) {
			return nil
		}
	}
	p.at += len(word)
	return v
}

// key takes the name of a property and the colon behind it.
func (p *parser[C]) key() bool {
	if p.space(); p.at >= len(p.text) || p.text[p.at] != '"' {
		return false
	}
	v := p.str()
	if v == nil {
		return false
	}
	f := parts(v)
	var key unistring.String
	if f.Table == p.kinds.ascii {
		key = unistring.String(*(*string)(f.Data))
	} else {
		key = unistring.FromUtf16(*(*[]uint16)(f.Data))
	}
	p.keys = append(p.keys, key)
	if p.space(); p.at >= len(p.text) || p.text[p.at] != ':' {
		return false
	}
	p.at++
	return true
}

// str takes a string, or gives nil.
func (p *parser[C]) str() goja.Value {
	p.at++
	start := p.at
	var all C
	for i, c := range p.text[start:] {
		if c == '"' {
			p.at = start + i + 1
			return p.plainString(p.text[start:start+i], all)
		}
		if c == '\\' || c < ' ' {
			p.at = start + i
			break
		}
		all |= c
		p.at = start + i + 1
	}
	// There are escapes, or it is no string.
	wide := make([]uint16, 1, p.at-start+32)
	wide[0] = unistring.BOM
	for _, c := range p.text[start:p.at] {
		wide = append(wide, uint16(c))
	}
	for p.at < len(p.text) {
		c := p.text[p.at]
		p.at++
		switch {
		case c == '"':
			return p.decoded(wide)
		case c < ' ':
			return nil
		case c != '\\':
			wide = append(wide, uint16(c))
			continue
		}
		if p.at >= len(p.text) {
			return nil
		}
		c = p.text[p.at]
		p.at++
		switch c {
		case '"', '\\', '/':
			wide = append(wide, uint16(c))
		case 'b':
			wide = append(wide, '\b')
		case 'f':
			wide = append(wide, '\f')
		case 'n':
			wide = append(wide, '\n')
		case 'r':
			wide = append(wide, '\r')
		case 't':
			wide = append(wide, '\t')
		case 'u':
			if len(p.text)-p.at < 4 {
				return nil
			}
			unit := uint16(0)
			for _, c := range p.text[p.at : p.at+4] {
				digit := hexDigit(uint16(c))
				if digit > 15 {
					return nil
				}
				unit = unit<<4 | digit
			}
			p.at += 4
			wide = append(wide, unit)
		default:
			return nil
		}
	}
	return nil
}

func hexDigit(c uint16) uint16 {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	}
	return 16
}

// plainString is the value of a string without escapes, given all bits that its characters have.
func (p *parser[C]) plainString(s []C, all C) goja.Value {
	if unsafe.Sizeof(all) == 1 {
		return p.ascii(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), len(s)))
	}
	if all < 0x80 {
		if len(s) < shortString {
			var buffer [shortString]byte
			for i, c := range s {
				buffer[i] = byte(c)
			}
			return p.ascii(buffer[:len(s)])
		}
		b := make([]byte, len(s))
		for i, c := range s {
			b[i] = byte(c)
		}
		return p.asciiString(unsafe.String(unsafe.SliceData(b), len(b)))
	}
	wide := make([]uint16, len(s)+1)
	wide[0] = unistring.BOM
	for i, c := range s {
		wide[i+1] = uint16(c)
	}
	return p.wide(wide)
}

// decoded is the value of a string that had escapes.
func (p *parser[C]) decoded(wide []uint16) goja.Value {
	var all uint16
	for _, c := range wide[1:] {
		all |= c
	}
	if all >= 0x80 {
		return p.wide(wide)
	}
	b := make([]byte, len(wide)-1)
	for i, c := range wide[1:] {
		b[i] = byte(c)
	}
	return p.ascii(b)
}

// tens are the powers of ten that a float64 holds exactly.
var tens = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// number takes a number, or gives nil.
func (p *parser[C]) number() goja.Value {
	start := p.at
	negative := p.text[p.at] == '-'
	if negative {
		p.at++
	}
	mantissa, scale := uint64(0), 0
	first := p.at
	for ; p.at < len(p.text) && '0' <= p.text[p.at] && p.text[p.at] <= '9'; p.at++ {
		mantissa = mantissa*10 + uint64(p.text[p.at]-'0')
	}
	digits := p.at - first
	if digits == 0 || p.text[first] == '0' && digits > 1 {
		return nil
	}
	if p.at == len(p.text) || p.text[p.at] != '.' && p.text[p.at] != 'e' && p.text[p.at] != 'E' {
		if digits <= 15 && (mantissa != 0 || !negative) {
			if negative {
				return p.integer(-int64(mantissa))
			}
			return p.integer(int64(mantissa))
		}
		return p.parsed(p.text[start:p.at])
	}
	if p.text[p.at] == '.' {
		p.at++
		from := p.at
		for ; p.at < len(p.text) && '0' <= p.text[p.at] && p.text[p.at] <= '9'; p.at++ {
			mantissa = mantissa*10 + uint64(p.text[p.at]-'0')
		}
		scale = p.at - from
		if scale == 0 {
			return nil
		}
		digits += scale
	}
	exponent := p.at < len(p.text) && (p.text[p.at] == 'e' || p.text[p.at] == 'E')
	if exponent {
		p.at++
		if p.at < len(p.text) && (p.text[p.at] == '+' || p.text[p.at] == '-') {
			p.at++
		}
		from := p.at
		for p.at < len(p.text) && '0' <= p.text[p.at] && p.text[p.at] <= '9' {
			p.at++
		}
		if p.at == from {
			return nil
		}
	}
	if exponent || digits > 19 || mantissa >= 1<<53 || scale >= len(tens) {
		return p.parsed(p.text[start:p.at])
	}
	// Both are exact, so the quotient is the nearest number.
	f := float64(mantissa) / tens[scale]
	if negative {
		f = -f
	}
	if f == math.Trunc(f) {
		return floatToValue(f)
	}
	return p.fraction(f)
}

// parsed is the value of a number for which number has no short cut.
func (p *parser[C]) parsed(digits []C) goja.Value {
	b := make([]byte, len(digits))
	for i, c := range digits {
		b[i] = byte(c)
	}
	f, _ := strconv.ParseFloat(unsafe.String(unsafe.SliceData(b), len(b)), 64) // out of range is infinite or 0
	return floatToValue(f)
}

// utf8 is a part of the text.
func (p *parser[C]) utf8(start, end int) string {
	wide := make([]uint16, 0, end-start)
	for _, c := range p.text[start:end] {
		wide = append(wide, uint16(c))
	}
	return string(utf16.Decode(wide))
}
