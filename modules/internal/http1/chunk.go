package http1

// chunk reads everything of a chunk but its data.
func (p *Parser) chunk(data []byte, i int) int {
	for i < len(data) {
		c := data[i]
		switch p.state {
		case stateChunkSizeStart, stateChunkSize:
			if p.state == stateChunkSizeStart {
				p.length = 0
			}
			digit := hexValue(c)
			if digit == 16 {
				if p.state == stateChunkSizeStart {
					return p.fail(codeInvalidChunkSize, "Invalid character in chunk size", i)
				}
				p.state = stateChunkSizeEnd
				continue
			}
			n, ok := shiftIn(p.length, 16, digit)
			if !ok {
				return p.fail(codeInvalidChunkSize, "Chunk size overflow", i+1)
			}
			p.length = n
			p.state = stateChunkSize
		case stateChunkSizeEnd:
			switch {
			case c == '\r':
				p.state = stateChunkSizeLF
			case c == ';':
				p.state = stateExtension
			case c == '\n':
				if !p.allows(LenientOptionalCRBeforeLF) {
					return p.fail(codeCRExpected, "Missing expected CR after chunk size", i+1)
				}
				p.state = stateChunkSizeLF
			case c != ' ' && c != '\t':
				return p.fail(codeInvalidChunkSize, "Invalid character in chunk size", i)
			case !p.allows(LenientSpacesAfterChunkSize):
				return p.fail(codeInvalidChunkSize, "Invalid character in chunk size", i+1)
			}
		case stateChunkSizeLF:
			if c != '\n' {
				if !p.allows(LenientOptionalLFAfterCR) {
					return p.fail(codeStrict, "Expected LF after chunk size", i)
				}
				i--
			}
			p.chunkHeader()
			if i++; p.state != stateChunkSizeLF {
				return i
			}
		case stateChunkDataCR:
			if i = p.chunkDataEnd(c, i); p.state == stateFailed {
				return i
			}
			continue
		case stateChunkDataLF:
			if c != '\n' {
				if !p.allows(LenientOptionalCRLFAfterChunk) {
					return p.fail(codeStrict, "Expected LF after chunk data", i)
				}
				i--
			}
			p.nread = 0
			p.state = stateChunkSizeStart
		case stateExtension, stateExtensionName, stateExtensionValue,
			stateExtensionQuoted, stateExtensionQuotedPair, stateExtensionQuotedEnd:
			if i = p.extension(data, i); p.state == stateFailed {
				return i
			}
			continue
		default:
			return i
		}
		i++
	}
	return i
}

// chunkHeader goes on after the line with the chunk's size.
func (p *Parser) chunkHeader() {
	p.nread = 0
	p.extensions = 0
	p.state = stateChunkData
	if p.length == 0 {
		p.flags |= flagTrailing
		p.state = stateField
	}
}

// chunkDataEnd reads the first byte after the data of a chunk.
func (p *Parser) chunkDataEnd(c byte, i int) int {
	switch {
	case c == '\r':
		p.state = stateChunkDataLF
		return i + 1
	case c == '\n':
		if !p.allows(LenientOptionalCRBeforeLF) {
			return p.fail(codeCRExpected, "Missing expected CR after chunk data", i+1)
		}
		i++
	case !p.allows(LenientOptionalCRLFAfterChunk):
		return p.fail(codeStrict, "Expected LF after chunk data", i)
	}
	p.nread = 0
	p.state = stateChunkSizeStart
	return i
}

// extension reads chunk extensions, which nobody sees, but which are counted.
func (p *Parser) extension(data []byte, i int) int {
	for i < len(data) {
		c := data[i]
		counted := true
		switch p.state {
		case stateExtension:
			if c == ' ' || c == '\r' {
				return p.fail(codeStrict, "Invalid character in chunk extensions", i+1)
			}
			p.state = stateExtensionName
			continue
		case stateExtensionName:
			if is(c, charToken) {
				break
			}
			if c == '=' {
				p.state = stateExtensionValue
				counted = false
				break
			}
			return p.extensionEnd(c, i, "Missing expected CR after chunk extension name", "Invalid character in chunk extensions name")
		case stateExtensionValue:
			if c == '"' {
				p.state = stateExtensionQuoted
			} else if !is(c, charToken) {
				return p.extensionEnd(c, i, "Missing expected CR after chunk extension value", "Invalid character in chunk extensions value")
			}
		case stateExtensionQuoted:
			switch {
			case is(c, charQuoted):
			case c == '"':
				p.state = stateExtensionQuotedEnd
			case c == '\\':
				p.state = stateExtensionQuotedPair
			default:
				return p.fail(codeStrict, "Invalid character in chunk extensions quoted value", i+1)
			}
		case stateExtensionQuotedPair:
			if !is(c, charValue) {
				return p.fail(codeStrict, "Invalid quoted-pair in chunk extensions quoted value", i+1)
			}
			p.state = stateExtensionQuoted
		case stateExtensionQuotedEnd:
			if c != ';' && c != '\r' && c != '\n' {
				return p.fail(codeStrict, "Invalid character in chunk extensions quote value", i)
			}
			return p.extensionEnd(c, i, "Missing expected CR after chunk extension value", "")
		default:
			return i
		}
		i++
		if counted {
			if p.extensions++; p.extensions > maxChunkExtensions {
				return p.fail(codeChunkExtensionsOverflow, "Chunk extensions overflow", i)
			}
		}
	}
	return i
}

// extensionEnd ends an extension, or a part of one, at c.
func (p *Parser) extensionEnd(c byte, i int, missingCR, invalid string) int {
	switch c {
	case ';':
		p.state = stateExtension
	case '\r':
		p.state = stateChunkSizeLF
	case '\n':
		if !p.allows(LenientOptionalCRBeforeLF) {
			return p.fail(codeCRExpected, missingCR, i)
		}
		p.state = stateChunkSizeLF
		return i
	default:
		return p.fail(codeStrict, invalid, i+1)
	}
	return i + 1
}

// content passes on what there is of the body.
func (p *Parser) content(data []byte, i int) int {
	n := len(data) - i
	if p.state != stateBodyEOF {
		if uint64(n) > p.length {
			n = int(p.length)
		}
		if p.length -= uint64(n); p.length == 0 {
			if p.state == stateBody {
				p.state = stateComplete
			} else {
				p.state = stateChunkDataCR
			}
		}
	}
	p.body = data[i : i+n]
	return i + n
}
