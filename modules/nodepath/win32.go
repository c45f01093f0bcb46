package nodepath

import (
	"strings"
	"unicode/utf8"
)

// unc matches the root of a UNC or device path, two separators, a server, more
// separators and a share: the server, and where the share begins and ends.
func unc(p string) (server string, shareStart, shareEnd int, ok bool) {
	if len(p) < 2 || !Win32.isSep(p[0]) || !Win32.isSep(p[1]) {
		return "", 0, 0, false
	}
	i := 2
	for i < len(p) && !Win32.isSep(p[i]) {
		i++
	}
	if i == 2 || i == len(p) {
		return "", 0, 0, false
	}
	server = p[2:i]
	for i < len(p) && Win32.isSep(p[i]) {
		i++
	}
	if i == len(p) {
		return "", 0, 0, false
	}
	shareStart = i
	for i < len(p) && !Win32.isSep(p[i]) {
		i++
	}
	return server, shareStart, i, true
}

func isDeviceServer(server string) bool { return server == "." || server == "?" }

// lower is JavaScript's toLowerCase, which has two characters for one here.
func lower(s string) string {
	const dotted = "\u0130"
	if strings.Contains(s, dotted) {
		s = strings.ReplaceAll(s, dotted, "i\u0307")
	}
	return strings.ToLower(s)
}

// reservedName tells whether name is one that Windows keeps for a device.
func reservedName(name string) bool {
	if len(name) < 3 || len(name) > 5 {
		return false
	}
	switch upper := strings.ToUpper(name); upper[:3] {
	case "CON", "PRN", "AUX", "NUL":
		return len(upper) == 3
	case "COM", "LPT":
		switch digit := upper[3:]; digit {
		case "¹", "²", "³":
			return true
		default:
			return len(digit) == 1 && digit[0] >= '1' && digit[0] <= '9'
		}
	}
	return false
}

// beforeColon is p up to its first colon, or but for its last byte when it
// has none, which is what a JavaScript slice to -1 gives.
func beforeColon(p string) string {
	if i := strings.IndexByte(p, ':'); i >= 0 {
		return p[:i]
	}
	if p == "" {
		return ""
	}
	_, n := utf8.DecodeLastRuneInString(p)
	return p[:len(p)-n]
}

func win32Resolve(h *Host, parts []string) string {
	device, tail := "", ""
	absolute := false
	for i := len(parts) - 1; i >= -1; i-- {
		var p string
		switch {
		case i >= 0:
			if p = parts[i]; p == "" {
				continue
			}
		case device == "":
			p = h.Cwd()
			if (len(parts) == 0 || len(parts) == 1 && (parts[0] == "" || parts[0] == ".")) &&
				p != "" && Win32.isSep(p[0]) {
				if !h.Windows {
					p = strings.ReplaceAll(p, "/", `\`)
				}
				return p
			}
		default:
			p = driveCwd(h, device)
		}
		dev, rootEnd, abs := win32Root(p)
		if dev != "" {
			if device == "" {
				device = dev
			} else if lower(dev) != lower(device) {
				continue
			}
		}
		if absolute {
			if device != "" {
				break
			}
			continue
		}
		tail = p[rootEnd:] + `\` + tail
		absolute = abs
		if abs && device != "" {
			break
		}
	}
	tail = Win32.normalizeSegments(tail, !absolute)
	if absolute {
		return device + `\` + tail
	}
	if device+tail == "" {
		return "."
	}
	return device + tail
}

// driveCwd is the working directory on the drive, its root if it has none.
func driveCwd(h *Host, drive string) string {
	p := ""
	if h.DriveCwd != nil {
		p = h.DriveCwd(drive)
	}
	if p == "" {
		p = h.Cwd()
	}
	head := p
	if len(head) > 2 {
		head = head[:2]
	}
	if lower(head) != lower(drive) && len(p) > 2 && p[2] == '\\' {
		return drive + `\`
	}
	return p
}

// win32Root splits off the root of p: its device, where the rest begins, and
// whether p is absolute.
func win32Root(p string) (device string, rootEnd int, absolute bool) {
	switch {
	case p == "":
	case Win32.isSep(p[0]):
		if len(p) == 1 || !Win32.isSep(p[1]) {
			return "", 1, true
		}
		server, shareStart, shareEnd, ok := unc(p)
		switch {
		case !ok:
			return "", 0, true
		case isDeviceServer(server):
			return `\\` + server, 4, true
		}
		return `\\` + server + `\` + p[shareStart:shareEnd], shareEnd, true
	case Win32.hasDrive(p):
		if len(p) > 2 && Win32.isSep(p[2]) {
			return p[:2], 3, true
		}
		return p[:2], 2, false
	}
	return "", 0, false
}

func win32Normalize(p string) string {
	switch {
	case p == "":
		return "."
	case len(p) == 1:
		if p == "/" {
			return `\`
		}
		return p
	}
	device, rootEnd, absolute := "", 0, false
	if Win32.isSep(p[0]) {
		device, rootEnd, absolute = win32Root(p)
		if server, shareStart, shareEnd, ok := unc(p); ok {
			if isDeviceServer(server) {
				colon := strings.IndexByte(p, ':')
				if name := jsSlice(p, 4, colon+1); name != "" && reservedName(name[:len(name)-1]) {
					device = `\\?\` + name
					rootEnd = 4 + len(name)
				}
			} else if shareEnd == len(p) {
				return `\\` + server + `\` + p[shareStart:] + `\`
			}
		}
	} else if colon := strings.IndexByte(p, ':'); colon > 0 {
		if colon == 1 && isDriveLetter(p[0]) {
			device, rootEnd, absolute = win32Root(p)
		} else if reservedName(p[:colon]) {
			device, rootEnd = p[:colon+1], colon+1
		}
	}
	tail := ""
	if rootEnd < len(p) {
		tail = Win32.normalizeSegments(p[rootEnd:], !absolute)
	}
	if tail == "" && !absolute {
		tail = "."
	}
	if tail != "" && Win32.isSep(p[len(p)-1]) {
		tail += `\`
	}
	if !absolute && device == "" && strings.IndexByte(p, ':') >= 0 {
		// A relative path must not become what Windows takes for a drive.
		if Win32.hasDrive(tail) {
			return `.\` + tail
		}
		for i := 0; i < len(p); i++ {
			if p[i] == ':' && (i == len(p)-1 || Win32.isSep(p[i+1])) {
				return `.\` + tail
			}
		}
	}
	if reservedName(beforeColon(p)) {
		return `.\` + device + tail
	}
	if absolute {
		return device + `\` + tail
	}
	return device + tail
}

// jsSlice is p.slice(from, to) for bounds that may lie outside of p.
func jsSlice(p string, from, to int) string {
	to = min(to, len(p))
	if from >= to {
		return ""
	}
	return p[from:to]
}

func win32Join(parts []string) string {
	var joined []byte
	first := ""
	for _, part := range parts {
		if part == "" {
			continue
		}
		if first == "" {
			first = part
		} else {
			joined = append(joined, '\\')
		}
		joined = append(joined, part...)
	}
	if first == "" {
		return "."
	}
	p := string(joined)
	// Two leading separators make a UNC path only if the first part says so by
	// itself: exactly two of them and something behind.
	if !(len(first) > 2 && Win32.isSep(first[0]) && Win32.isSep(first[1]) && !Win32.isSep(first[2])) {
		n := 0
		for n < len(p) && Win32.isSep(p[n]) {
			n++
		}
		if n >= 2 {
			p = `\` + p[n:]
		}
	}
	for segment := range strings.SplitSeq(p, `\`) {
		if colon := strings.IndexByte(segment, ':'); colon >= 0 && reservedName(segment[:colon]) {
			return strings.ReplaceAll(p, "/", `\`)
		}
	}
	return win32Normalize(p)
}

func win32ToNamespacedPath(h *Host, p string) string {
	if p == "" {
		return p
	}
	r := win32Resolve(h, []string{p})
	if utf8.RuneCountInString(r) <= 2 {
		return p
	}
	if r[0] == '\\' {
		if r[1] == '\\' && r[2] != '?' && r[2] != '.' {
			return `\\?\UNC\` + r[2:]
		}
	} else if Win32.hasDrive(r) && r[2] == '\\' {
		return `\\?\` + r
	}
	return r
}
