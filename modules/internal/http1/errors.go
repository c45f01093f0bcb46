package http1

// A ParseError is what the parser could not accept.
type ParseError struct {
	Code   string // llhttp's name, such as HPE_INVALID_METHOD
	Reason string // llhttp's text
	// Parsed counts the bytes accepted of the slice given to the failing call
	// of Next.
	Parsed int
}

// Error is the message that Node gives the error: "Parse Error: " and the reason.
func (e *ParseError) Error() string { return "Parse Error: " + e.Reason }

const (
	codeStrict                  = "HPE_STRICT"
	codeCRExpected              = "HPE_CR_EXPECTED"
	codeLFExpected              = "HPE_LF_EXPECTED"
	codeUnexpectedContentLength = "HPE_UNEXPECTED_CONTENT_LENGTH"
	codeUnexpectedSpace         = "HPE_UNEXPECTED_SPACE"
	codeClosedConnection        = "HPE_CLOSED_CONNECTION"
	codeInvalidMethod           = "HPE_INVALID_METHOD"
	codeInvalidURL              = "HPE_INVALID_URL"
	codeInvalidConstant         = "HPE_INVALID_CONSTANT"
	codeInvalidVersion          = "HPE_INVALID_VERSION"
	codeInvalidHeaderToken      = "HPE_INVALID_HEADER_TOKEN"
	codeInvalidContentLength    = "HPE_INVALID_CONTENT_LENGTH"
	codeInvalidChunkSize        = "HPE_INVALID_CHUNK_SIZE"
	codeInvalidStatus           = "HPE_INVALID_STATUS"
	codeInvalidEOFState         = "HPE_INVALID_EOF_STATE"
	codeInvalidTransferEncoding = "HPE_INVALID_TRANSFER_ENCODING"
	codePausedH2Upgrade         = "HPE_PAUSED_H2_UPGRADE"
	codeHeaderOverflow          = "HPE_HEADER_OVERFLOW"
	codeChunkExtensionsOverflow = "HPE_CHUNK_EXTENSIONS_OVERFLOW"
)
