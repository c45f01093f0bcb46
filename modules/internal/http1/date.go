package http1

import "time"

// DateCache gives the value of the Date header, made once a second. It is not
// safe for concurrent use.
type DateCache struct {
	second int64
	text   [len(dateFormat)]byte
}

const dateFormat = "Mon, 02 Jan 2006 15:04:05 GMT"

// Append appends the date of now.
func (d *DateCache) Append(dst []byte, now time.Time) []byte {
	if second := now.Unix(); second != d.second || d.text[0] == 0 {
		d.second = second
		now.UTC().AppendFormat(d.text[:0], dateFormat)
	}
	return append(dst, d.text[:]...)
}
