package http1

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

// A recorded case is what Node's own parser said to some input. The input's
// characters are its bytes.
type recorded struct {
	Name    string
	Kind    string
	Lenient Lenient
	Max     int
	Skip    int // what the headers callback returned: 1 no body, 2 upgrade
	Input   []string
	Events  []any
}

// play feeds pieces to a parser and writes down what it says in the form of
// the recording. Adjacent pieces of body count as one.
func play(p *Parser, skip int, pieces [][]byte) []any {
	var events []any
	total := 0
	for i, piece := range pieces {
		for {
			event, n, err := p.Next(piece)
			piece = piece[n:]
			total += n
			if err != nil {
				return append(events, failed(err.(*ParseError), total))
			}
			if event == None {
				break
			}
			switch event {
			case Headers:
				h := p.Head()
				url, status, message := h.URL(), 0, ""
				if p.kind == Response {
					url, status, message = "", h.StatusCode, h.StatusMessage()
				}
				events = append(events, []any{"headers", float64(h.Major), float64(h.Minor), h.Method.String(),
					url, float64(status), message, h.Upgrade, h.KeepAlive, pairs(&h.Fields)})
				switch skip {
				case 1:
					p.SkipBody()
				case 2:
					p.Upgrade()
				}
			case Body:
				if last, ok := lastBody(events); ok {
					last[1] = last[1].(string) + fromLatin1(string(p.Body()))
				} else {
					events = append(events, []any{"body", fromLatin1(string(p.Body()))})
				}
			case Complete:
				t := p.Trailers()
				events = append(events, []any{"complete", pairs(&t)})
			case Upgraded:
				if i == len(pieces)-1 && len(piece) == 0 {
					continue
				}
				return append(events, []any{"stopped", float64(total)})
			}
		}
	}
	event, err := p.Finish()
	if event == Complete {
		events = append(events, []any{"complete", []any{}})
	}
	if err != nil {
		e := err.(*ParseError)
		events = append(events, []any{"error", e.Code, e.Reason, float64(-1)})
	}
	return events
}

// failed is the event of a failure after total bytes. Where Node's parser
// notices that there is too much of something depends on how the input is cut,
// so that is not compared.
func failed(e *ParseError, total int) []any {
	if e.Code == codeHeaderOverflow || e.Code == codeChunkExtensionsOverflow {
		total = 0
	}
	return []any{"error", e.Code, e.Reason, float64(total)}
}

func lastBody(events []any) ([]any, bool) {
	if len(events) == 0 {
		return nil, false
	}
	last := events[len(events)-1].([]any)
	return last, last[0] == "body"
}

func pairs(f *Fields) []any {
	list := []any{}
	for i := range f.Len() {
		list = append(list, f.Name(i), f.Value(i))
	}
	return list
}

func latin1(s string) []byte {
	return AppendLatin1(nil, s)
}

func (c *recorded) parser() *Parser {
	kind := Request
	if c.Kind == "response" {
		kind = Response
	}
	return NewParser(kind, Options{MaxHeaderSize: c.Max, Lenient: c.Lenient})
}

func loadRecorded(t testing.TB, file string) []recorded {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []recorded
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

// TestRecorded compares with what Node 26's parser reported, for the input as
// it was recorded and byte by byte.
func TestRecorded(t *testing.T) {
	for _, c := range loadRecorded(t, "testdata/llhttp.json") {
		t.Run(c.Name, func(t *testing.T) {
			for _, event := range c.Events {
				if e := event.([]any); e[0] == "error" && strings.HasSuffix(e[1].(string), "OVERFLOW") {
					e[3] = float64(0)
				}
			}
			var whole, bytewise [][]byte
			for _, s := range c.Input {
				b := latin1(s)
				whole = append(whole, b)
				for i := range b {
					bytewise = append(bytewise, b[i:i+1])
				}
			}
			want := fmt.Sprintf("%q", c.Events)
			for name, pieces := range map[string][][]byte{"whole": whole, "bytewise": bytewise} {
				if got := fmt.Sprintf("%q", play(c.parser(), c.Skip, pieces)); got != want {
					t.Errorf("%s: input %q\n got %s\nwant %s", name, c.Input, got, want)
				}
			}
		})
	}
}
