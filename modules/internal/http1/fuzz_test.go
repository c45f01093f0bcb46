package http1

import (
	"fmt"
	"testing"
)

// FuzzParser checks that how the input is cut makes no difference, and that no
// input panics or keeps the parser from advancing.
func FuzzParser(f *testing.F) {
	for _, c := range loadRecorded(f, "testdata/llhttp.json") {
		var all []byte
		for _, s := range c.Input {
			all = append(all, latin1(s)...)
		}
		if len(all) < 1000 {
			f.Add(all, uint8(3), uint8(c.Skip), uint16(c.Lenient), c.Kind == "response")
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, cut, skip uint8, lenient uint16, response bool) {
		kind := Request
		if response {
			kind = Response
		}
		o := Options{MaxHeaderSize: 200, Lenient: Lenient(lenient)}
		whole := fmt.Sprint(play(NewParser(kind, o), int(skip%3), [][]byte{data}))
		var pieces [][]byte
		size := int(cut)%7 + 1
		for rest := data; len(rest) > 0; {
			n := min(size, len(rest))
			pieces = append(pieces, rest[:n])
			rest = rest[n:]
		}
		if got := fmt.Sprint(play(NewParser(kind, o), int(skip%3), pieces)); got != whole {
			t.Errorf("in pieces of %d: %s\nwhole: %s", size, got, whole)
		}
	})
}

func BenchmarkParseRequest(b *testing.B) {
	request := []byte("GET /path/to/resource?x=1 HTTP/1.1\r\nHost: localhost:8080\r\nUser-Agent: bench/1.0\r\nAccept: */*\r\nConnection: keep-alive\r\n\r\n")
	p := NewParser(Request, Options{})
	b.SetBytes(int64(len(request)))
	b.ReportAllocs()
	for b.Loop() {
		for rest := request; ; {
			event, n, err := p.Next(rest)
			if err != nil {
				b.Fatal(err)
			}
			if rest = rest[n:]; event == None {
				break
			}
		}
	}
}
