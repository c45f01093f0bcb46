// Package http1 is gonode's HTTP/1.1 codec: an incremental parser for
// requests and responses and an appending writer. It knows nothing of sockets
// and nothing of JavaScript.
//
// The parser keeps what Node shows to programs: header names in the sender's
// case and order, llhttp's error codes and reasons, and llhttp's idea of what
// is malformed, message by message and byte by byte. It pulls: [Parser.Next]
// returns one event at a time, so pausing is not calling it.
//
// Strings that leave this package are ordinary UTF-8 Go strings; on the wire
// each character of a header is one byte (latin1), as Node has it.
package http1
