package navigator

import "testing"

func TestPlatform(t *testing.T) {
	for _, c := range []struct{ system, machine, want string }{
		{"linux", "amd64", "Linux x86_64"},
		{"linux", "386", "Linux i686"},
		{"linux", "arm64", "Linux arm64"},
		{"darwin", "arm64", "MacIntel"},
		{"windows", "amd64", "Win32"},
		{"freebsd", "amd64", "FreeBSD amd64"},
		{"openbsd", "arm64", "OpenBSD arm64"},
		{"netbsd", "amd64", "Netbsd x64"},
	} {
		if got := platform(c.system, c.machine); got != c.want {
			t.Errorf("platform(%s, %s) is %q, want %q", c.system, c.machine, got, c.want)
		}
	}
}
