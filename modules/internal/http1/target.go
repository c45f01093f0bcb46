package http1

// target reads the target of a request: a path, an absolute URL, an authority
// (CONNECT) or an asterisk.
func (p *Parser) target(data []byte, i int) int {
	for i < len(data) {
		c := data[i]
		if (c == '\t' || c == '\f') && p.state != stateTargetLF && p.state != stateSchemaSlashSlash {
			return p.fail(codeInvalidURL, "Invalid characters in url", i+1)
		}
		switch p.state {
		case stateTarget:
			switch {
			case c == '/' || c == '*':
				p.state = statePath
			case isAlpha(c):
				p.state = stateSchema
				continue
			default:
				return p.badTargetStart(c, "Unexpected start char in url", i)
			}
		case stateSchema:
			switch {
			case isAlpha(c):
			case c == ':':
				p.state = stateSchemaSlash
			default:
				return p.badTargetStart(c, "Unexpected char in url schema", i)
			}
		case stateSchemaSlash:
			if c != '/' {
				return p.badTargetStart(c, "Unexpected char in url schema", i)
			}
			p.state = stateSchemaSlashSlash
		case stateSchemaSlashSlash:
			if c != '/' {
				return p.fail(codeInvalidURL, "Unexpected char in url schema", i)
			}
			p.state = stateServer
		case stateServer, stateServerAt:
			switch {
			case is(c, charUserinfo):
				p.state = stateServer
			case c == '/':
				p.state = statePath
			case c == '?':
				p.state = stateQuery
			case c == '@' && p.state == stateServer:
				p.state = stateServerAt
			case c == '@':
				return p.fail(codeInvalidURL, "Double @ in url", i+1)
			case c == ' ' || c == '\r' || c == '\n':
				return p.targetEnd(c, i)
			default:
				return p.fail(codeInvalidURL, "Unexpected char in url server", i)
			}
		case statePath, stateQuery, stateFragment:
			j := i
			for j < len(data) && is(data[j], charURL) {
				j++
			}
			if j > i {
				if !p.take(data[i:j], i) {
					return p.err.Parsed
				}
				i = j
				continue
			}
			switch {
			case c == ' ' || c == '\r' || c == '\n':
				return p.targetEnd(c, i)
			case c == '?' && p.state == statePath:
				p.state = stateQuery
			case c == '#' && p.state != stateFragment:
				p.state = stateFragment
			case c == '?' || c == '#':
			case p.state == statePath:
				return p.fail(codeInvalidURL, "Invalid char in url path", i)
			case p.state == stateQuery:
				return p.fail(codeInvalidURL, "Invalid char in url query", i)
			default:
				return p.fail(codeInvalidURL, "Invalid char in url fragment start", i)
			}
		case stateTargetLF:
			if c != '\n' {
				return p.fail(codeInvalidURL, "Expected CRLF", i)
			}
			p.http09()
			return i + 1
		case stateTargetDone:
			p.state = stateProtocolSpaces
			return i
		case stateTargetDone09:
			p.state = stateHeadersStart
			return i
		default:
			return i
		}
		if !p.take(data[i:i+1], i) {
			return p.err.Parsed
		}
		i++
	}
	return i
}

// badTargetStart fails for a byte that cannot be in the first part of a target.
func (p *Parser) badTargetStart(c byte, reason string, i int) int {
	if c == ' ' || c == '\r' || c == '\n' {
		return p.fail(codeInvalidURL, "Invalid characters in url", i+1)
	}
	return p.fail(codeInvalidURL, reason, i)
}

// targetEnd ends the target at c, a space or the end of the line.
func (p *Parser) targetEnd(c byte, i int) int {
	switch c {
	case ' ':
		p.state = stateTargetDone
	case '\r':
		p.state = stateTargetLF
	default:
		p.http09()
	}
	return i + 1
}

// http09 takes a request line without a version for HTTP/0.9.
func (p *Parser) http09() {
	p.major, p.minor = 0, 9
	p.state = stateTargetDone09
}
