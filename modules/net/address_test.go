package net

import (
	"net/netip"
	"testing"
)

func TestRuleMatches(t *testing.T) {
	tests := []struct {
		rule, address string
		want          bool
	}{
		{"Address: IPv4 1.2.3.4", "1.2.3.4", true},
		{"Address: IPv4 1.2.3.4", "::ffff:1.2.3.4", true},
		{"Address: IPv6 ::ffff:1.2.3.4", "1.2.3.4", true},
		{"Address: IPv6 ::1", "1.2.3.4", false},
		{"Range: IPv4 10.0.0.1-10.0.0.9", "10.0.0.9", true},
		{"Range: IPv4 10.0.0.1-10.0.0.9", "10.0.0.10", false},
		{"Range: IPv6 ::1-::9", "::5", true},
		{"Subnet: IPv4 192.168.7.7/16", "192.168.0.1", true},
		{"Subnet: IPv4 192.168.7.7/16", "192.169.0.1", false},
		{"Subnet: IPv4 0.0.0.0/0", "9.9.9.9", true},
		{"Subnet: IPv6 8592:757c:efae:4e45::/64", "8592:757c:efae:4e45::9", true},
	}
	for _, test := range tests {
		r, ok := parseRule(test.rule)
		if !ok {
			t.Errorf("parseRule(%q) failed", test.rule)
			continue
		}
		if got := r.matches(netip.MustParseAddr(test.address)); got != test.want {
			t.Errorf("%q matches %s: %t, want %t", test.rule, test.address, got, test.want)
		}
	}
}

func TestParseRuleRefuses(t *testing.T) {
	for _, text := range []string{"", "Address", "Address: IPv4", "Address: IPv4 x", "Address: IPv6 1.2.3.4", "Range: IPv4 1.2.3.4",
		"Subnet: IPv4 1.2.3.4", "Subnet: IPv4 1.2.3.4/x", "Subnet: IPv4 1.2.3.4/129", "Other: IPv4 1.2.3.4"} {
		if r, ok := parseRule(text); ok {
			t.Errorf("parseRule(%q) = %v", text, r)
		}
	}
}

func FuzzParseRule(f *testing.F) {
	f.Add("Address: IPv4 1.2.3.4")
	f.Add("Range: IPv6 ::1-::9")
	f.Add("Subnet: IPv4 10.0.0.0/8")
	f.Fuzz(func(t *testing.T, text string) {
		r, ok := parseRule(text)
		if !ok {
			return
		}
		again, ok := parseRule(r.String())
		if !ok || again != r {
			t.Errorf("parseRule(%q) = %v, which reads back as %v", text, r, again)
		}
		r.matches(netip.MustParseAddr("1.2.3.4"))
	})
}

func FuzzParseSocketAddress(f *testing.F) {
	for _, text := range []string{"1.2.3.4:80", "[::1]:8080", "0x7f.1:9", "1.2.3.4", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if a := parseSocketAddress(text); a != nil && !a.addr.IsValid() {
			t.Errorf("parseSocketAddress(%q) has no address", text)
		}
	})
}
