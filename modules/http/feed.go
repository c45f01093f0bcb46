package http

import (
	"github.com/gonode/gonode/modules/internal/http1"
)

// feed parses what a socket of JavaScript reads, on the loop.
type feed struct {
	lib      *library
	parser   *http1.Parser
	incoming *incoming
	// take is told of heads, which it makes messages of, and of their ends.
	take func(kind http1.Event, f *feed)

	upgrading bool // the message is the last before another protocol
	upgraded  bool
	closed    bool
}

// execute parses b, which belongs to the feed. What follows another protocol
// takes over is returned.
func (f *feed) execute(b []byte) (rest []byte, err error) {
	for rest = b; !f.closed; {
		kind, n, err := f.parser.Next(rest)
		if err != nil {
			return rest, err
		}
		rest = rest[n:]
		switch kind {
		case http1.None:
			return nil, nil
		case http1.Headers:
			f.take(kind, f)
		case http1.Body:
			if f.incoming != nil {
				f.incoming.body(f.parser.Body())
			}
		case http1.Complete:
			f.complete(f.parser.Trailers())
		case http1.Upgraded:
			if f.upgrading {
				f.upgraded = true
				return rest, nil
			}
		}
	}
	return nil, nil
}

func (f *feed) complete(tail http1.Fields) {
	if f.incoming != nil {
		f.incoming.end(tail)
	}
	f.take(http1.Complete, f)
}

// finish says that nothing more will come.
func (f *feed) finish() error {
	if f.closed {
		return nil
	}
	kind, err := f.parser.Finish()
	if kind == http1.Complete {
		f.complete(f.parser.Trailers())
	}
	return err
}
