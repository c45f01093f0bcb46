package url

import (
	"crypto/rand"
	"encoding/hex"
)

// objectURLPrefix begins the URLs that URL.createObjectURL makes.
const objectURLPrefix = "blob:nodedata:"

// newUUID is a random UUID of version 4.
func newUUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	s := hex.EncodeToString(b[:])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}
