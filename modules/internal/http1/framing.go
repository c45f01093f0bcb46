package http1

// The values that decide where a message ends: Transfer-Encoding,
// Content-Length, Connection.

// coding reads a Transfer-Encoding value. Only a last "chunked" counts.
func (p *Parser) coding(data []byte, i int) int {
	const chunked = "chunked"
	start := i
	for i < len(data) {
		c := data[i]
		switch p.state {
		case stateCodingWord:
			if c|0x20 != chunked[p.match] {
				p.state = stateCodingToken
				continue
			}
			if p.match++; int(p.match) == len(chunked) {
				p.state = stateCodingSpaces
			}
		case stateCodingSpaces:
			switch c {
			case ' ':
			case '\r', '\n':
				p.header = headerChunked
				p.state = stateValueEnd
			case ',':
				if p.kind == Request && !p.allows(LenientTransferEncoding) {
					return p.fail(codeInvalidTransferEncoding, "Invalid `Transfer-Encoding` header value", i+1)
				}
				// The list goes on at the comma itself, which no word begins with.
				p.match = 0
				p.state = stateCodingWord
				continue
			default:
				p.state = stateCodingToken
				continue
			}
		case stateCodingToken:
			switch {
			case c == ',':
				p.state = stateCodingOWS
			case is(c, charValue):
			default:
				p.header = headerGeneral
				p.state = stateValue
			}
		case stateCodingOWS:
			if c != ' ' && c != '\t' {
				p.match = 0
				p.state = stateCodingWord
				continue
			}
		}
		if p.state == stateValueEnd || p.state == stateValue {
			break
		}
		i++
	}
	if !p.take(data[start:i], start) {
		return p.err.Parsed
	}
	return i
}

// contentLength reads a Content-Length value.
func (p *Parser) contentLength(data []byte, i int) int {
	start := i
	for i < len(data) && p.state != stateValueEnd {
		c := data[i]
		switch {
		case p.state == stateLength && isDigit(c):
			n, ok := shiftIn(p.length, 10, uint64(c-'0'))
			if !ok {
				return p.fail(codeInvalidContentLength, "Content-Length overflow", i+1)
			}
			p.length = n
			i++
		case c == ' ' || c == '\t':
			p.state = stateLengthSpaces
			i++
		case c == '\r' || c == '\n':
			p.flags |= flagContentLength
			p.state = stateValueEnd
		default:
			return p.fail(codeInvalidContentLength, "Invalid character in Content-Length", i)
		}
	}
	if !p.take(data[start:i], start) {
		return p.err.Parsed
	}
	return i
}

// shiftIn appends a digit to n, and reports whether the number still fits.
func shiftIn(n, base, digit uint64) (uint64, bool) {
	if n > (1<<64-1)/base {
		return 0, false
	}
	n *= base
	return n + digit, n <= 1<<64-1-digit
}

// connectionOptions are the options that the parser minds.
var connectionOptions = [...]struct {
	word string
	is   headerState
}{
	{"close", headerClose},
	{"keep-alive", headerKeepAlive},
	{"upgrade", headerConnectionUpgrade},
}

// option reads a Connection value, a list of options.
func (p *Parser) option(data []byte, i int) int {
	start := i
	for i < len(data) {
		c := data[i]
		switch p.state {
		case stateOptionWord:
			if p.match == 0 {
				if c == ' ' || c == '\t' {
					break
				}
				p.lo = 0
				for int(p.lo) < len(connectionOptions) && connectionOptions[p.lo].word[0] != lower(c) {
					p.lo++
				}
			}
			if int(p.lo) == len(connectionOptions) || connectionOptions[p.lo].word[p.match] != lower(c) {
				p.match = 0
				p.state = stateOptionToken
				continue
			}
			if p.match++; int(p.match) == len(connectionOptions[p.lo].word) {
				p.match = 0
				p.header = connectionOptions[p.lo].is
				p.state = stateOptionSpaces
			}
		case stateOptionSpaces:
			switch c {
			case ' ', '\t':
			case ',':
				p.setFlags()
				p.state = stateOptionWord
			case '\r', '\n':
				p.state = stateValueEnd
			default:
				p.header = headerGeneral
				p.state = stateOptionToken
				continue
			}
		case stateOptionToken:
			switch {
			case c == ',':
				p.state = stateOptionWord
			case !is(c, charValue):
				p.state = stateValueEnd
			}
		}
		if p.state == stateValueEnd {
			break
		}
		i++
	}
	if !p.take(data[start:i], start) {
		return p.err.Parsed
	}
	return i
}

// bodiless reports whether a response of this status has no body, whatever
// its headers say.
func bodiless(status int) bool {
	switch status {
	case 100, 102, 103, 204, 304:
		return true
	}
	return false
}

// needsEOF reports whether the message's body ends where the connection does.
func (p *Parser) needsEOF() bool {
	switch {
	case p.kind == Request,
		p.status/100 == 1, p.status == 204, p.status == 304,
		p.flags&flagSkipBody != 0:
		return false
	case p.flags&(flagTransferEncoding|flagChunked) == flagTransferEncoding:
		return true
	}
	return p.flags&(flagChunked|flagContentLength) == 0
}

// keepAlive reports whether the connection outlives the message.
func (p *Parser) keepAlive() bool {
	if p.major > 0 && p.minor > 0 {
		if p.flags&flagClose != 0 {
			return false
		}
	} else if p.flags&flagKeepAlive == 0 {
		return false
	}
	return !p.needsEOF()
}

// finishHead makes the head that Next reports.
func (p *Parser) finishHead() {
	p.nread = 0
	if p.flags&(flagUpgrade|flagConnectionUpgrade) == flagUpgrade|flagConnectionUpgrade {
		p.upgrade = p.kind == Request || p.status == 101
	} else {
		p.upgrade = p.kind == Request && p.method == methodConnect
	}
	h := &Head{
		Method:     p.method,
		Major:      p.major,
		Minor:      p.minor,
		StatusCode: p.status,
		Upgrade:    p.upgrade,
		KeepAlive:  p.keepAlive(),
	}
	h.raw = string(p.text)
	h.ascii = isASCII(p.text)
	h.start = uint32(p.start)
	h.ends = append(h.inline[:0], p.ends...)
	p.head = h
	p.text = p.text[:0]
	p.ends = p.ends[:0]
	p.start = 0
}

// chooseBody decides, after the head was reported, what follows it.
func (p *Parser) chooseBody(i int) {
	chunked := p.flags&flagChunked != 0
	hasBody := chunked || p.length > 0
	switch {
	case p.kind == Response && p.status == 101:
		p.upgrade = true
		p.state = stateComplete
	case p.upgrade && (p.method == methodConnect || !hasBody),
		p.flags&flagSkipBody != 0,
		p.kind == Response && bodiless(p.status):
		p.state = stateComplete
	case chunked:
		p.state = stateChunkSizeStart
	case p.flags&flagTransferEncoding != 0:
		if p.kind == Request && !p.allows(LenientChunkedLength) && !p.allows(LenientTransferEncoding) {
			p.fail(codeInvalidTransferEncoding, "Request has invalid `Transfer-Encoding`", i)
			return
		}
		p.state = stateBodyEOF
	case p.flags&flagContentLength == 0 && p.needsEOF():
		p.state = stateBodyEOF
	case p.flags&flagContentLength == 0 || p.length == 0:
		p.state = stateComplete
	default:
		p.state = stateBody
	}
}

// afterMessage gets ready for the next message, or for none.
func (p *Parser) afterMessage() {
	if p.keepAlive() || p.allows(LenientKeepAlive) {
		p.state = stateStart
	} else {
		p.state = stateClosed
	}
	p.flags = 0
	p.length = 0
	p.method = methodNone
}

// closed reads what comes after the last message of a connection.
func (p *Parser) closed(data []byte, i int) int {
	for ; i < len(data); i++ {
		if c := data[i]; c != '\r' && c != '\n' && !p.allows(LenientDataAfterClose) {
			return p.fail(codeClosedConnection, "Data after `Connection: close`", i+1)
		}
	}
	return i
}
