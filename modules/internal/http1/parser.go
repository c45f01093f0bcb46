package http1

// A Kind is a direction of messages.
type Kind uint8

const (
	Request Kind = iota
	Response
)

// Lenient is a set of departures from the grammar, llhttp's names and bits.
// Each of them makes request smuggling or response splitting easier.
type Lenient uint16

const (
	LenientHeaders Lenient = 1 << iota
	LenientChunkedLength
	LenientKeepAlive
	LenientTransferEncoding
	LenientVersion
	LenientDataAfterClose
	LenientOptionalLFAfterCR
	LenientOptionalCRLFAfterChunk
	LenientOptionalCRBeforeLF
	LenientSpacesAfterChunkSize
	LenientHeaderValueRelaxed
	// LenientAll is Node's insecureHTTPParser.
	LenientAll = LenientHeaderValueRelaxed - 1
)

// DefaultMaxHeaderSize is Node's http.maxHeaderSize, in bytes.
const DefaultMaxHeaderSize = 16 << 10

// DefaultMaxHeaders is how many headers Node takes unless told otherwise.
const DefaultMaxHeaders = 1000

// maxChunkExtensions bounds the extensions of one chunk, in bytes.
const maxChunkExtensions = 16 << 10

// Options of a parser. The zero value is Node's default.
type Options struct {
	// MaxHeaderSize bounds, in bytes, the target or reason phrase and the
	// names and values of one message together; 0 means DefaultMaxHeaderSize.
	MaxHeaderSize int
	// MaxHeaders bounds the fields of one message; 0 means
	// DefaultMaxHeaders, a negative number no bound.
	MaxHeaders int
	Lenient    Lenient
}

// An Event is what a call of [Parser.Next] found.
type Event uint8

const (
	// None: everything given was used and nothing is complete; give more.
	None Event = iota
	// Headers: [Parser.Head] is there. Before the next call the caller may
	// say SkipBody or Upgrade.
	Headers
	// Body: [Parser.Body] is there, until the next call.
	Body
	// Complete: the message is at its end, [Parser.Trailers] are there.
	Complete
	// Upgraded follows Complete: what comes next on the connection is
	// another protocol's. A caller that goes on with Next all the same has it
	// read as further messages.
	Upgraded
)

// A Parser reads a connection's messages. It is not safe for concurrent use.
type Parser struct {
	kind    Kind
	lenient Lenient
	max     int
	// maxHeaders is Options.MaxHeaders, with a default.
	maxHeaders int

	state  state
	header headerState
	flags  flags
	match  uint8 // bytes matched of the word being read
	lo, hi Method

	method       Method
	major, minor uint8
	status       int
	upgrade      bool
	length       uint64 // Content-Length, or what is left of it or of the chunk
	nread        int    // counted against max
	extensions   int    // bytes of chunk extensions

	text  []byte // target or reason, then names and values
	start int    // where the names begin in text
	ends  []uint32

	head *Head
	body []byte
	err  *ParseError
}

type flags uint16

const (
	flagKeepAlive flags = 1 << iota
	flagClose
	flagConnectionUpgrade
	flagChunked
	flagUpgrade
	flagContentLength
	flagSkipBody
	flagTrailing
	flagTransferEncoding
)

// NewParser returns a parser for messages of one kind.
func NewParser(kind Kind, o Options) *Parser {
	p := new(Parser)
	p.Reset(kind, o)
	return p
}

// Reset makes p as new, keeping its buffers.
func (p *Parser) Reset(kind Kind, o Options) {
	if o.MaxHeaderSize <= 0 {
		o.MaxHeaderSize = DefaultMaxHeaderSize
	}
	if o.MaxHeaders == 0 {
		o.MaxHeaders = DefaultMaxHeaders
	}
	*p = Parser{kind: kind, lenient: o.Lenient, max: o.MaxHeaderSize, maxHeaders: o.MaxHeaders, text: p.text[:0], ends: p.ends[:0]}
}

// Head returns the start line and header block that Next just reported.
func (p *Parser) Head() *Head { return p.head }

// Body returns the piece of body that Next just reported. It is part of what
// was given to Next.
func (p *Parser) Body() []byte { return p.body }

// Trailers returns the fields that followed the last chunk of the message that
// Next just reported as complete.
func (p *Parser) Trailers() Fields {
	if len(p.ends) == 0 {
		return Fields{}
	}
	return Fields{
		raw:   string(p.text),
		ends:  append([]uint32(nil), p.ends...),
		ascii: isASCII(p.text),
	}
}

// SkipBody says, after Headers, that the message has no body whatever its
// headers claim: it answers a HEAD request.
func (p *Parser) SkipBody() { p.flags |= flagSkipBody }

// Upgrade says, after Headers, that the message is the last one before another
// protocol, and has no body.
func (p *Parser) Upgrade() {
	p.upgrade = true
	p.flags |= flagSkipBody
}

// InMessage reports whether a message has begun and is not complete.
func (p *Parser) InMessage() bool {
	return p.state != stateStart && p.state != stateClosed && p.state != stateUpgraded
}

// Next reads data up to the next event and returns how many bytes it used. The
// caller calls it again with the rest, until None. After an error every call
// returns the same error.
func (p *Parser) Next(data []byte) (Event, int, error) {
	p.body = nil
	for i := 0; ; {
		s := p.state
		if i == len(data) && s < stateSilent {
			return None, i, nil
		}
		switch {
		case s < stateField:
			i = p.startLine(data, i)
		case s < stateChunkSizeStart:
			i = p.fields(data, i)
		case s < stateBody:
			i = p.chunk(data, i)
		case s < stateClosed:
			i = p.content(data, i)
			return Body, i, nil
		case s == stateClosed:
			i = p.closed(data, i)
		case s == stateHeadersDone:
			p.finishHead()
			p.state = stateAfterHeaders
			return Headers, i, nil
		case s == stateAfterHeaders:
			p.chooseBody(i)
		case s == stateComplete:
			p.state = stateAfterMessage
			if p.upgrade {
				p.state = stateUpgraded
			}
			return Complete, i, nil
		case s == stateUpgraded:
			p.state = stateAfterMessage
			return Upgraded, i, nil
		case s == stateAfterMessage:
			p.afterMessage()
		default:
			return None, min(i, p.err.Parsed), p.err
		}
	}
}

// Finish says that the peer will send nothing more. A body that ends where the
// connection does is complete then.
func (p *Parser) Finish() (Event, error) {
	switch p.state {
	case stateStart, stateClosed, stateUpgraded, stateAfterMessage, stateFailed:
		return None, nil
	case stateBodyEOF:
		p.state = stateClosed
		return Complete, nil
	}
	p.fail(codeInvalidEOFState, "Invalid EOF state", 0)
	return None, p.err
}

// fail ends parsing with an error at offset i of the data at hand.
func (p *Parser) fail(code, reason string, i int) int {
	p.state = stateFailed
	p.err = &ParseError{Code: code, Reason: reason, Parsed: i}
	return i
}

// take keeps a piece of the target, of the reason phrase, or of a name or
// value, that begins at offset i. It reports false, and fails, when that is
// too much.
func (p *Parser) take(piece []byte, i int) bool {
	if p.nread+len(piece) >= p.max && len(piece) > 0 {
		p.fail(codeHeaderOverflow, "Header overflow", i+len(piece))
		return false
	}
	p.nread += len(piece)
	p.text = append(p.text, piece...)
	return true
}

func (p *Parser) allows(l Lenient) bool { return p.lenient&l != 0 }
