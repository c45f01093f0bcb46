package http1

// startLine reads request and status lines.
func (p *Parser) startLine(data []byte, i int) int {
	for ; i < len(data) && p.state < stateField; i++ {
		c := data[i]
		switch p.state {
		case stateStart:
			if c == '\r' || c == '\n' {
				continue
			}
			p.begin()
			i--
		case stateMethod:
			if !p.narrow(c) {
				if methods[p.lo].name == "" || len(methods[p.lo].name) != int(p.match) {
					return p.fail(codeInvalidMethod, "Invalid method encountered", i)
				}
				p.method = p.lo
				p.state = stateMethodSpace
				i--
			}
		case stateMethodSpace:
			if c != ' ' {
				return p.fail(codeInvalidMethod, "Expected space after method", i)
			}
			p.state = stateTargetSpaces
		case stateTargetSpaces:
			if c == ' ' {
				continue
			}
			p.state = stateTarget
			if p.method == methodConnect {
				p.state = stateServer
			}
			i--
		case stateTarget, stateSchema, stateSchemaSlash, stateSchemaSlashSlash, stateServer,
			stateServerAt, statePath, stateQuery, stateFragment,
			stateTargetLF, stateTargetDone, stateTargetDone09:
			i = p.target(data, i) - 1
		case stateProtocolSpaces:
			if c == ' ' {
				continue
			}
			p.match = 0
			p.state = stateProtocol
			i--
		case stateProtocol:
			i = p.protocol(c, i)
		case stateProtocolSlash:
			if c != '/' {
				return p.fail(codeInvalidConstant, "Expected HTTP/, RTSP/ or ICE/", i)
			}
			p.state = stateMajor
		case stateMajor:
			if !isDigit(c) {
				return p.fail(codeInvalidVersion, "Invalid major version", i)
			}
			p.major = c - '0'
			p.state = stateDot
		case stateDot:
			if c != '.' {
				return p.fail(codeInvalidVersion, "Expected dot", i)
			}
			p.state = stateMinor
		case stateMinor:
			if !isDigit(c) {
				return p.fail(codeInvalidVersion, "Invalid minor version", i)
			}
			p.minor = c - '0'
			if !p.knownVersion() {
				return p.fail(codeInvalidVersion, "Invalid HTTP version", i+1)
			}
			switch {
			case p.kind == Response:
				p.state = stateVersionSpace
			case p.method == methodPri:
				p.match = 0
				p.state = statePreface
			default:
				p.state = stateRequestLineCR
			}
		case stateRequestLineCR:
			if c != '\r' && !(c == '\n' && p.allows(LenientOptionalCRBeforeLF)) {
				if c == '\n' {
					i++
				}
				return p.fail(codeInvalidVersion, "Expected CRLF after version", i)
			}
			p.state = stateRequestLineLF
		case stateRequestLineLF:
			if c != '\n' {
				if !p.allows(LenientOptionalLFAfterCR) {
					return p.fail(codeStrict, "Expected CRLF after version", i)
				}
				i--
			}
			p.state = stateHeadersStart
		case statePreface:
			if c != http2Preface[p.match] {
				return p.fail(codeInvalidVersion, "Expected HTTP/2 Connection Preface", i)
			}
			if p.match++; int(p.match) == len(http2Preface) {
				return p.fail(codePausedH2Upgrade, "Pause on PRI/Upgrade", i+1)
			}
		case stateVersionSpace, stateStatus1, stateStatus2, stateStatus3, stateStatusEnd, stateReason, stateStatusLineLF:
			i = p.statusLine(data, i) - 1
		case stateHeadersStart:
			p.start = len(p.text)
			p.state = stateField
			if c != ' ' {
				return i
			}
			if !p.allows(LenientHeaders) {
				return p.fail(codeUnexpectedSpace, "Unexpected space after start line", i+1)
			}
		case stateFailed:
			return i
		}
		if p.state == stateFailed {
			return p.err.Parsed
		}
	}
	return i
}

const http2Preface = "\r\n\r\nSM\r\n\r\n"

// begin starts a message.
func (p *Parser) begin() {
	p.text = p.text[:0]
	p.ends = p.ends[:0]
	p.start = 0
	p.match = 0
	p.upgrade = false
	p.status = 0
	if p.kind == Response {
		p.state = stateProtocol
		return
	}
	p.lo, p.hi = methodNone+1, methodCount-1
	p.state = stateMethod
}

// narrow keeps of the methods from lo to hi those that have c next, and
// reports whether any is left.
func (p *Parser) narrow(c byte) bool {
	at := func(m Method) byte {
		if name := methods[m].name; int(p.match) < len(name) {
			return name[p.match]
		}
		return 0
	}
	lo, hi := p.lo, p.hi
	for lo <= hi && at(lo) < c {
		lo++
	}
	for lo <= hi && at(hi) > c {
		hi--
	}
	if lo > hi || c == 0 {
		return false
	}
	p.lo, p.hi = lo, hi
	p.match++
	return true
}

// protocol reads one byte of HTTP, RTSP or ICE and returns i, or where it failed.
func (p *Parser) protocol(c byte, i int) int {
	const names = "HTTPRTSPICE"
	if p.match == 0 {
		switch c {
		case 'H':
			p.lo, p.hi = 0, 4
		case 'R':
			p.lo, p.hi = 4, 8
		case 'I':
			p.lo, p.hi = 8, 11
		default:
			return p.fail(codeInvalidConstant, "Expected HTTP/, RTSP/ or ICE/", i)
		}
	}
	if c != names[p.lo+Method(p.match)] {
		return p.fail(codeInvalidConstant, "Expected HTTP/, RTSP/ or ICE/", i)
	}
	if p.match++; p.lo+Method(p.match) < p.hi {
		return i
	}
	p.state = stateProtocolSlash
	if p.kind == Response {
		return i
	}
	allowed := methods[p.method].protocols
	switch {
	case p.lo == 0 && allowed&inHTTP == 0:
		return p.fail(codeInvalidConstant, "Invalid method for HTTP/x.x request", i+1)
	case p.lo == 4 && allowed&inRTSP == 0:
		return p.fail(codeInvalidConstant, "Invalid method for RTSP/x.x request", i+1)
	case p.lo == 8 && allowed&inICE == 0:
		return p.fail(codeInvalidConstant, "Expected SOURCE method for ICE/x.x request", i+1)
	}
	return i
}

func (p *Parser) knownVersion() bool {
	switch p.major {
	case 0:
		return p.minor == 9 || p.allows(LenientVersion)
	case 1:
		return p.minor <= 1 || p.allows(LenientVersion)
	case 2:
		return p.minor == 0 || p.allows(LenientVersion)
	}
	return p.allows(LenientVersion)
}

// statusLine reads what follows the version in a status line.
func (p *Parser) statusLine(data []byte, i int) int {
	for i < len(data) {
		c := data[i]
		switch p.state {
		case stateVersionSpace:
			if c != ' ' {
				return p.fail(codeInvalidVersion, "Expected space after version", i)
			}
			p.state = stateStatus1
		case stateStatus1, stateStatus2, stateStatus3:
			if !isDigit(c) {
				return p.fail(codeInvalidStatus, "Invalid status code", i)
			}
			p.status = p.status*10 + int(c-'0')
			p.state++
		case stateStatusEnd:
			switch {
			case c == ' ':
				p.state = stateReason
			case c == '\r':
				p.state = stateStatusLineLF
			case c == '\n':
				if !p.allows(LenientOptionalCRBeforeLF) {
					return p.fail(codeInvalidStatus, "Invalid response status", i+1)
				}
				p.state = stateHeadersStart
			default:
				return p.fail(codeInvalidStatus, "Invalid response status", i)
			}
		case stateReason:
			j := i
			for j < len(data) && data[j] != '\r' && data[j] != '\n' {
				j++
			}
			if !p.take(data[i:j], i) {
				return p.err.Parsed
			}
			if i = j; i == len(data) {
				return i
			}
			switch {
			case data[i] == '\r':
				p.state = stateStatusLineLF
			case p.allows(LenientOptionalCRBeforeLF):
				p.state = stateHeadersStart
			default:
				return p.fail(codeCRExpected, "Missing expected CR after response line", i+1)
			}
		case stateStatusLineLF:
			p.state = stateHeadersStart
			if c != '\n' {
				if !p.allows(LenientOptionalLFAfterCR) {
					return p.fail(codeStrict, "Expected LF after CR", i)
				}
				return i
			}
		default:
			return i
		}
		i++
	}
	return i
}
