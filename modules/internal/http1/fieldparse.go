package http1

// fields reads header and trailer fields up to and with the empty line.
func (p *Parser) fields(data []byte, i int) int {
	for i < len(data) {
		c := data[i]
		switch p.state {
		case stateField:
			switch c {
			case '\r':
				p.state = stateHeadersLF
				i++
			case '\n':
				i++
				if !p.allows(LenientOptionalCRBeforeLF) {
					return p.fail(codeInvalidHeaderToken, "Invalid header field char", i)
				}
				return p.fieldsEnd(i)
			case ':':
				return p.fail(codeInvalidHeaderToken, "Invalid header token", i)
			default:
				p.state = stateName
			}
		case stateName, stateNameSpaces:
			if i = p.name(data, i); p.state == stateFailed {
				return i
			}
		case stateValueSpaces, stateValueEmptyLF, stateValueEmptyFold:
			if i = p.valueSpaces(c, i); p.state == stateFailed {
				return i
			}
		case stateValueStart:
			if i = p.valueStart(i); p.state == stateFailed {
				return i
			}
		case stateValue, stateValueRelaxed, stateValueLenient:
			if i = p.value(data, i); p.state == stateFailed {
				return i
			}
		case stateValueEnd:
			if i = p.valueEnd(c, i); p.state == stateFailed {
				return i
			}
		case stateValueLF:
			if c != '\n' {
				return p.fail(codeLFExpected, "Missing expected LF after header value", i)
			}
			p.state = stateValueFold
			i++
		case stateValueFold:
			if c != ' ' && c != '\t' {
				p.setFlags()
				p.endValue()
				continue
			}
			if !p.allows(LenientHeaders) {
				return p.fail(codeInvalidHeaderToken, "Unexpected whitespace after header value", i)
			}
			if p.header == headerChunked {
				p.header = headerGeneral
			}
			p.state = stateValueStart
		case stateHeadersLF:
			if c == '\n' {
				i++
			} else if !p.allows(LenientOptionalLFAfterCR) {
				return p.fail(codeStrict, "Expected LF after headers", i)
			}
			return p.fieldsEnd(i)
		case stateCodingWord, stateCodingSpaces, stateCodingToken, stateCodingOWS:
			if i = p.coding(data, i); p.state == stateFailed {
				return i
			}
		case stateLengthStart, stateLength, stateLengthSpaces:
			if i = p.contentLength(data, i); p.state == stateFailed {
				return i
			}
		case stateOptionWord, stateOptionSpaces, stateOptionToken:
			if i = p.option(data, i); p.state == stateFailed {
				return i
			}
		default:
			return i
		}
	}
	return i
}

// fieldsEnd goes on after the empty line.
func (p *Parser) fieldsEnd(i int) int {
	if p.flags&flagTrailing != 0 {
		p.nread = 0
		p.state = stateComplete
	} else {
		p.state = stateHeadersDone
	}
	return i
}

// name reads a field name and its colon.
func (p *Parser) name(data []byte, i int) int {
	if p.state == stateName {
		j := i
		for j < len(data) && is(data[j], charToken) {
			j++
		}
		if !p.take(data[i:j], i) {
			return p.err.Parsed
		}
		if i = j; i == len(data) {
			return i
		}
		p.header = special(p.text[p.nameStart():])
	}
	switch c := data[i]; {
	case c == ':':
		if p.maxHeaders > 0 && len(p.ends)/2 >= p.maxHeaders {
			return p.fail(codeHeaderOverflow, "Header overflow", i+1)
		}
		p.ends = append(p.ends, uint32(len(p.text)))
		p.state = stateValueSpaces
		i++
		switch {
		case p.allows(LenientChunkedLength):
		case p.header == headerTransferEncoding && p.flags&flagContentLength != 0:
			return p.fail(codeInvalidTransferEncoding, "Transfer-Encoding can't be present with Content-Length", i)
		case p.header == headerContentLength && p.flags&flagTransferEncoding != 0:
			return p.fail(codeInvalidContentLength, "Content-Length can't be present with Transfer-Encoding", i)
		}
		return i
	case c == ' ' && p.header != headerGeneral:
		if !p.allows(LenientHeaders) {
			return p.fail(codeInvalidHeaderToken, "Invalid header field char", i+1)
		}
		if !p.take(data[i:i+1], i) {
			return p.err.Parsed
		}
		p.state = stateNameSpaces
		return i + 1
	case p.state == stateNameSpaces && is(c, charToken):
		// Not that header after all, but a longer name that begins like it.
		p.state = stateName
		return i
	default:
		return p.fail(codeInvalidHeaderToken, "Invalid header token", i)
	}
}

// nameStart returns where in text the name being read begins.
func (p *Parser) nameStart() int {
	if len(p.ends) == 0 {
		return p.start
	}
	return int(p.ends[len(p.ends)-1])
}

// special returns what a header of this name means to the parser.
func special(name []byte) headerState {
	switch len(name) {
	case 7:
		if equalFold(name, "upgrade") {
			return headerUpgrade
		}
	case 10:
		if equalFold(name, "connection") {
			return headerConnection
		}
	case 14:
		if equalFold(name, "content-length") {
			return headerContentLength
		}
	case 16:
		if equalFold(name, "proxy-connection") {
			return headerConnection
		}
	case 17:
		if equalFold(name, "transfer-encoding") {
			return headerTransferEncoding
		}
	}
	return headerGeneral
}

// valueSpaces skips the white space before a value and ends an empty one.
func (p *Parser) valueSpaces(c byte, i int) int {
	switch p.state {
	case stateValueSpaces:
		switch c {
		case ' ', '\t':
		case '\r':
			p.state = stateValueEmptyLF
		case '\n':
			if !p.allows(LenientOptionalCRBeforeLF) {
				return p.fail(codeInvalidHeaderToken, "Invalid header value char", i+1)
			}
			p.state = stateValueEmptyFold
		default:
			p.state = stateValueStart
			return i
		}
		return i + 1
	case stateValueEmptyLF:
		p.state = stateValueEmptyFold
		if c == '\n' {
			return i + 1
		}
		if !p.allows(LenientHeaders) {
			return p.fail(codeStrict, "Expected LF after CR", i)
		}
		return i
	}
	switch {
	case c == ' ' || c == '\t':
		if !p.allows(LenientHeaders) {
			return p.fail(codeInvalidHeaderToken, "Invalid header value char", i+1)
		}
		p.state = stateValueSpaces
		return i + 1
	case p.header == headerContentLength:
		return p.fail(codeInvalidContentLength, "Empty Content-Length", i)
	case p.header == headerTransferEncoding:
		return p.fail(codeInvalidTransferEncoding, "Empty Transfer-Encoding", i)
	}
	p.setFlags()
	p.endValue()
	return i
}

// valueStart picks how to read a value by the name before it.
func (p *Parser) valueStart(i int) int {
	p.state = stateValue
	switch p.header {
	case headerUpgrade:
		p.flags |= flagUpgrade
		p.header = headerGeneral
	case headerTransferEncoding:
		if p.flags&flagChunked != 0 && p.kind == Request && !p.allows(LenientTransferEncoding) {
			return p.fail(codeInvalidTransferEncoding, "Invalid `Transfer-Encoding` header value", i+1)
		}
		p.flags = p.flags&^flagChunked | flagTransferEncoding
		p.match = 0
		p.state = stateCodingWord
	case headerContentLength:
		if p.flags&flagContentLength != 0 {
			return p.fail(codeUnexpectedContentLength, "Duplicate Content-Length", i)
		}
		p.state = stateLength
	case headerConnection:
		p.match = 0
		p.state = stateOptionWord
	}
	return i
}

// value reads a value that means nothing to the parser.
func (p *Parser) value(data []byte, i int) int {
	j := i
	switch p.state {
	case stateValue:
		for j < len(data) && is(data[j], charValue) {
			j++
		}
	case stateValueLenient:
		for j < len(data) && data[j] != '\r' && data[j] != '\n' {
			j++
		}
	case stateValueRelaxed:
		if c := data[j]; c == 0 || c == '\r' || c == '\n' {
			return p.fail(codeInvalidHeaderToken, "Invalid header value char", i)
		}
		j++
	}
	if !p.take(data[i:j], i) {
		return p.err.Parsed
	}
	switch {
	case p.state == stateValueRelaxed:
		p.state = stateValue
	case j == len(data):
	case p.state == stateValueLenient && data[j] == '\n':
		p.state = stateValueLF
	default:
		p.state = stateValueEnd
	}
	return j
}

// valueEnd ends a value at c, or goes on where leniency allows c in it.
func (p *Parser) valueEnd(c byte, i int) int {
	switch {
	case c == '\r':
		p.state = stateValueLF
		return i + 1
	case c == '\n':
		if !p.allows(LenientOptionalCRBeforeLF) {
			return p.fail(codeCRExpected, "Missing expected CR after header value", i)
		}
		p.state = stateValueLF
	case p.allows(LenientHeaders):
		p.state = stateValueLenient
	case p.allows(LenientHeaderValueRelaxed):
		p.state = stateValueRelaxed
	default:
		return p.fail(codeInvalidHeaderToken, "Invalid header value char", i)
	}
	return i
}

// endValue keeps the value just read, without the white space after it.
func (p *Parser) endValue() {
	start, end := p.nameStart(), len(p.text)
	for end > start && (p.text[end-1] == ' ' || p.text[end-1] == '\t') {
		end--
	}
	p.text = p.text[:end]
	p.ends = append(p.ends, uint32(end))
	p.state = stateField
}

// setFlags records what a Connection or Transfer-Encoding value said.
func (p *Parser) setFlags() {
	switch p.header {
	case headerKeepAlive:
		p.flags |= flagKeepAlive
	case headerClose:
		p.flags |= flagClose
	case headerConnectionUpgrade:
		p.flags |= flagConnectionUpgrade
	case headerChunked:
		p.flags |= flagChunked
		return
	default:
		return
	}
	p.header = headerConnection
}
