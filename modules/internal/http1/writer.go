package http1

import "strconv"

// AppendStatusLine appends the first line of a response.
func AppendStatusLine(dst []byte, code int, message string) []byte {
	dst = append(dst, "HTTP/1.1 "...)
	dst = strconv.AppendInt(dst, int64(code), 10)
	dst = append(dst, ' ')
	dst = AppendLatin1(dst, message)
	return append(dst, '\r', '\n')
}

// AppendRequestLine appends the first line of a request.
func AppendRequestLine(dst []byte, method, target string) []byte {
	dst = AppendLatin1(dst, method)
	dst = append(dst, ' ')
	dst = AppendLatin1(dst, target)
	return append(dst, " HTTP/1.1\r\n"...)
}

// AppendField appends a header or trailer field.
func AppendField(dst []byte, name, value string) []byte {
	dst = AppendLatin1(dst, name)
	dst = append(dst, ':', ' ')
	dst = AppendLatin1(dst, value)
	return append(dst, '\r', '\n')
}

// AppendEnd appends the empty line after header or trailer fields.
func AppendEnd(dst []byte) []byte { return append(dst, '\r', '\n') }

// AppendChunk appends data as one chunk. Empty data appends nothing: it would
// be the end of the body.
func AppendChunk(dst, data []byte) []byte {
	if len(data) == 0 {
		return dst
	}
	dst = strconv.AppendUint(dst, uint64(len(data)), 16)
	dst = append(dst, '\r', '\n')
	dst = append(dst, data...)
	return append(dst, '\r', '\n')
}

// AppendLastChunk appends the size of the last chunk. Trailer fields and the
// empty line follow.
func AppendLastChunk(dst []byte) []byte { return append(dst, "0\r\n"...) }
