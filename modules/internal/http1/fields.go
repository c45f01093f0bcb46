package http1

import "strings"

// Fields are header or trailer fields in the order and case in which they
// came. The zero value has none.
type Fields struct {
	raw   string   // names and values, one after the other, latin1
	start uint32   // where the first name begins
	ends  []uint32 // end in raw of each name and of each value
	ascii bool     // raw is ASCII alone
}

// Len returns the number of fields.
func (f *Fields) Len() int { return len(f.ends) / 2 }

// Name returns the name of the i-th field as it was sent.
func (f *Fields) Name(i int) string { return f.part(2 * i) }

// Value returns the value of the i-th field without the white space around it.
func (f *Fields) Value(i int) string { return f.part(2*i + 1) }

func (f *Fields) part(i int) string {
	start := f.start
	if i > 0 {
		start = f.ends[i-1]
	}
	return f.text(start, f.ends[i])
}

func (f *Fields) text(start, end uint32) string {
	s := f.raw[start:end]
	if f.ascii {
		return s
	}
	return fromLatin1(s)
}

// Get returns the value of the first field called name, in any case.
func (f *Fields) Get(name string) (value string, ok bool) {
	for i := range f.Len() {
		if strings.EqualFold(f.Name(i), name) {
			return f.Value(i), true
		}
	}
	return "", false
}

// Has reports whether a field called name is there, in any case.
func (f *Fields) Has(name string) bool {
	_, ok := f.Get(name)
	return ok
}

// fromLatin1 decodes one byte a character.
func fromLatin1(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			var b strings.Builder
			b.Grow(len(s) + 8)
			for i := range len(s) {
				b.WriteRune(rune(s[i]))
			}
			return b.String()
		}
	}
	return s
}

// isASCII reports whether every byte of s is below 0x80.
func isASCII(s []byte) bool {
	var or byte
	for _, c := range s {
		or |= c
	}
	return or < 0x80
}
