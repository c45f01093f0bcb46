package dns

import "testing"

func TestAddressOfPointer(t *testing.T) {
	tests := []struct {
		name, want string
		ok         bool
	}{
		{"4.3.2.1.in-addr.arpa", "1.2.3.4", true},
		{"4.3.2.1.IN-ADDR.ARPA.", "1.2.3.4", true},
		{"3.2.1.in-addr.arpa", "", false},
		{"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa", "0000:0000:0000:0000:0000:0000:0000:0001", true},
		{"1.0.ip6.arpa", "", false},
		{"example.com", "", false},
	}
	for _, test := range tests {
		if got, ok := addressOfPointer(test.name); got != test.want || ok != test.ok {
			t.Errorf("addressOfPointer(%q) = %q, %t, want %q, %t", test.name, got, ok, test.want, test.ok)
		}
	}
}

func FuzzAddressOfPointer(f *testing.F) {
	f.Add("4.3.2.1.in-addr.arpa")
	f.Fuzz(func(t *testing.T, name string) {
		if address, ok := addressOfPointer(name); ok && address == "" {
			t.Errorf("addressOfPointer(%q) found nothing", name)
		}
	})
}
