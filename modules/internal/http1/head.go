package http1

// A Head is the start line and the header block of one message. It belongs to
// whoever got it from [Parser.Head]: the parser keeps no reference to it.
type Head struct {
	Fields
	Method       Method // of a request
	Major, Minor uint8
	StatusCode   int // of a response
	// Upgrade: the message asks for (a request) or announces (a response of
	// status 101) another protocol, or it is a CONNECT request.
	Upgrade bool
	// KeepAlive: the connection outlives the message, by the message's own
	// version and Connection header.
	KeepAlive bool

	inline [25]uint32 // backs ends for a usual number of fields
}

// URL returns the target of a request as it stands in the request line.
func (h *Head) URL() string { return h.text(0, h.start) }

// StatusMessage returns the reason phrase of a response.
func (h *Head) StatusMessage() string { return h.text(0, h.start) }
