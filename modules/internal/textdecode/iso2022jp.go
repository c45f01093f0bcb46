package textdecode

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
)

// iso2022JP is the decoder of the standard, which differs from that of
// golang.org/x/text in what it makes of errors.
type iso2022JP struct {
	state, output jpState
	lead          byte
	switched      bool // an escape was the last thing read
	out           []byte
	valid         bool
}

type jpState uint8

const (
	jpASCII jpState = iota
	jpRoman
	jpKatakana
	jpLead
	jpTrail
	jpEscapeStart
	jpEscape
)

const escapeByte = 0x1B

func (d *Decoder) iso2022JP() {
	s := &iso2022JP{}
	d.reset = func() { *s = iso2022JP{} }
	d.decode = func(src []byte, flush bool) (string, int, bool) {
		s.out, s.valid = nil, true
		for i := 0; i < len(src); i++ {
			s.read(src[i])
		}
		if flush {
			s.end()
		}
		return string(s.out), len(src), s.valid || !d.fatal
	}
}

func (s *iso2022JP) emit(r rune) {
	s.switched = false
	s.out = utf8.AppendRune(s.out, r)
}

func (s *iso2022JP) fail() {
	s.switched = false
	s.bad()
}

// bad is an error that leaves the note of an escape as it is.
func (s *iso2022JP) bad() {
	s.valid = false
	s.out = append(s.out, "\uFFFD"...)
}

func (s *iso2022JP) read(b byte) {
	if b == escapeByte && s.state <= jpTrail {
		if s.state == jpTrail {
			s.bad()
		}
		s.state = jpEscapeStart
		return
	}
	switch s.state {
	case jpASCII, jpRoman:
		switch {
		case b == 0x0E || b == 0x0F || b >= utf8.RuneSelf:
			s.fail()
		case s.state == jpRoman && b == 0x5C:
			s.emit('¥')
		case s.state == jpRoman && b == 0x7E:
			s.emit('‾')
		default:
			s.emit(rune(b))
		}
	case jpKatakana:
		if b < 0x21 || b > 0x5F {
			s.fail()
			return
		}
		s.emit(0xFF61 - 0x21 + rune(b))
	case jpLead:
		if b < 0x21 || b > 0x7E {
			s.fail()
			return
		}
		s.switched = false
		s.lead, s.state = b, jpTrail
	case jpTrail:
		s.state = jpLead
		if r, ok := jis0208(s.lead, b); ok {
			s.emit(r)
		} else {
			s.fail()
		}
	case jpEscapeStart:
		if b == '$' || b == '(' {
			s.lead, s.state = b, jpEscape
			return
		}
		s.fail()
		s.state = s.output
		s.read(b)
	case jpEscape:
		s.escape(b)
	}
}

// escape takes the last byte of an escape sequence.
func (s *iso2022JP) escape(b byte) {
	var state jpState
	switch string([]byte{s.lead, b}) {
	case "(B":
		state = jpASCII
	case "(J":
		state = jpRoman
	case "(I":
		state = jpKatakana
	case "$@", "$B":
		state = jpLead
	default:
		lead := s.lead
		s.fail()
		s.state = s.output
		s.read(lead)
		s.read(b)
		return
	}
	s.state, s.output = state, state
	if s.switched {
		s.bad()
	}
	s.switched = true
}

// end is the end of the stream.
func (s *iso2022JP) end() {
	switch s.state {
	case jpTrail, jpEscapeStart:
		s.fail()
	case jpEscape:
		lead := s.lead
		s.fail()
		s.state = s.output
		s.read(lead)
		if s.state == jpTrail {
			s.fail()
		}
	}
}

// jis0208 finds a character, by way of the encoding that has the same table.
func jis0208(lead, trail byte) (rune, bool) {
	if trail < 0x21 || trail > 0x7E {
		return 0, false
	}
	var dst [8]byte
	n, _, err := japanese.EUCJP.NewDecoder().Transformer.Transform(dst[:], []byte{lead | 0x80, trail | 0x80}, true)
	r, size := utf8.DecodeRune(dst[:n])
	return r, err == nil && size == n && r != utf8.RuneError
}
