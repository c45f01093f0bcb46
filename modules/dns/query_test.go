package dns

import (
	"net/netip"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

func reply(t testing.TB, change func(*dnsmessage.Message)) []byte {
	name := dnsmessage.MustNewName("example.org.")
	m := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: 1, Response: true},
		Questions: []dnsmessage.Question{{Name: name, Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET}},
		Answers: []dnsmessage.Resource{
			{Header: dnsmessage.ResourceHeader{Name: name, Type: dnsmessage.TypeCNAME, Class: dnsmessage.ClassINET},
				Body: &dnsmessage.CNAMEResource{CNAME: dnsmessage.MustNewName("other.example.org.")}},
			{Header: dnsmessage.ResourceHeader{Name: name, Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET, TTL: 7},
				Body: &dnsmessage.AResource{A: netip.MustParseAddr("1.2.3.4").As4()}},
		},
	}
	change(&m)
	packed, err := m.Pack()
	if err != nil {
		t.Fatal(err)
	}
	return packed
}

func TestAnswers(t *testing.T) {
	tests := []struct {
		name   string
		change func(*dnsmessage.Message)
		ask    dnsmessage.Type
		count  int
		err    error
	}{
		{"addresses only", func(*dnsmessage.Message) {}, dnsmessage.TypeA, 1, nil},
		{"any", func(*dnsmessage.Message) {}, dnsmessage.TypeALL, 2, nil},
		{"no data", func(*dnsmessage.Message) {}, dnsmessage.TypeMX, 0, failure("ENODATA")},
		{"no name", func(m *dnsmessage.Message) { m.RCode = dnsmessage.RCodeNameError }, dnsmessage.TypeA, 0, failure("ENOTFOUND")},
		{"refused", func(m *dnsmessage.Message) { m.RCode = dnsmessage.RCodeRefused }, dnsmessage.TypeA, 0, failure("EREFUSED")},
		{"a question", func(m *dnsmessage.Message) { m.Response = false }, dnsmessage.TypeA, 0, failure("EBADRESP")},
	}
	for _, test := range tests {
		records, truncated, err := answers(reply(t, test.change), dnsmessage.Question{Type: test.ask})
		if len(records) != test.count || truncated || err != test.err {
			t.Errorf("%s: %d records, truncated %t, error %v", test.name, len(records), truncated, err)
		}
	}
	if _, truncated, err := answers(reply(t, func(m *dnsmessage.Message) { m.Truncated = true }), dnsmessage.Question{}); !truncated || err != nil {
		t.Errorf("truncated: %t, %v", truncated, err)
	}
}

func TestParseCAA(t *testing.T) {
	critical, tag, value, ok := parseCAA([]byte("\x80\x05issueca.example.net"))
	if critical != 128 || tag != "issue" || value != "ca.example.net" || !ok {
		t.Errorf("got %d %q %q %t", critical, tag, value, ok)
	}
	for _, bad := range []string{"", "\x00", "\x00\x05iss", "\x00\x00"} {
		if _, _, _, ok := parseCAA([]byte(bad)); ok {
			t.Errorf("parseCAA(%q) succeeded", bad)
		}
	}
}

func TestParseNAPTR(t *testing.T) {
	n, ok := parseNAPTR([]byte("\x00\x64\x00\x32\x01s\x08http+I2L\x00\x03tcp\x07example\x00"))
	want := naptr{order: 100, preference: 50, flags: "s", service: "http+I2L", replacement: "tcp.example"}
	if n != want || !ok {
		t.Errorf("got %+v %t", n, ok)
	}
}

func FuzzRecords(f *testing.F) {
	f.Add(reply(f, func(*dnsmessage.Message) {}))
	f.Add([]byte("\x00\x64\x00\x32\x01s\x08http+I2L\x00\x03tcp\x07example\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _, _ = answers(data, dnsmessage.Question{Type: dnsmessage.TypeALL})
		_, _, _, _ = parseCAA(data)
		_, _ = parseNAPTR(data)
	})
}
