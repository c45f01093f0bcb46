// Package nodepath is the path arithmetic of Node's path module, POSIX and
// Windows alike on every system, on Go strings. It touches no file system.
//
// Strings are handled bytewise: separators, dots and drive letters are ASCII,
// so any encoding that keeps ASCII bytes to themselves (UTF-8, WTF-8) passes
// through unharmed.
package nodepath

import "strings"

// Style is the family of paths that a function follows.
type Style uint8

const (
	Posix Style = iota
	Win32
)

// Host is what resolving a relative path needs to know of the process.
type Host struct {
	// Cwd returns the working directory as the host system writes it.
	Cwd func() string
	// DriveCwd returns the working directory of a drive ("C:"), or "" when
	// it has none. It may be nil, and only Win32 asks.
	DriveCwd func(drive string) string
	// Windows tells that Cwd speaks Windows paths.
	Windows bool
}

// Sep is the separator of segments.
func (s Style) Sep() string {
	if s == Win32 {
		return `\`
	}
	return "/"
}

// Delimiter separates the entries of a list such as PATH.
func (s Style) Delimiter() string {
	if s == Win32 {
		return ";"
	}
	return ":"
}

func (s Style) isSep(c byte) bool {
	return c == '/' || (c == '\\' && s == Win32)
}

func isDriveLetter(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z'
}

// hasDrive tells whether p begins with a drive ("C:") of this style.
func (s Style) hasDrive(p string) bool {
	return s == Win32 && len(p) >= 2 && p[1] == ':' && isDriveLetter(p[0])
}

// posixCwd is the working directory as a POSIX path: on Windows the drive is
// cut off and the separators are turned.
func (h *Host) posixCwd() string {
	cwd := h.Cwd()
	if !h.Windows {
		return cwd
	}
	cwd = strings.ReplaceAll(cwd, `\`, "/")
	if i := strings.IndexByte(cwd, '/'); i > 0 {
		return cwd[i:]
	}
	return cwd
}

// normalizeSegments resolves the "." and ".." segments of p, which has no root.
func (s Style) normalizeSegments(p string, allowAboveRoot bool) string {
	if s.clean(p) {
		return p
	}
	sep := s.Sep()[0]
	res := make([]byte, 0, len(p))
	lastLen := 0 // of the last segment in res
	start := 0
	for i := 0; i <= len(p); i++ {
		if i < len(p) && !s.isSep(p[i]) {
			continue
		}
		segment := p[start:i]
		start = i + 1
		switch segment {
		case "", ".":
			continue
		case "..":
			if len(res) > 0 && !(lastLen == 2 && res[len(res)-1] == '.' && res[len(res)-2] == '.') {
				cut := len(res) - lastLen - 1
				if cut <= 0 {
					res, lastLen = res[:0], 0
				} else {
					res = res[:cut]
					lastLen = cut - 1 - lastIndexByte(res, sep)
				}
				continue
			}
			if !allowAboveRoot {
				continue
			}
		}
		if len(res) > 0 {
			res = append(res, sep)
		}
		res = append(res, segment...)
		lastLen = len(segment)
	}
	return string(res)
}

// clean tells that p is what normalizeSegments would return for it.
func (s Style) clean(p string) bool {
	start := 0
	for i := 0; i <= len(p); i++ {
		if i < len(p) {
			if s == Win32 && p[i] == '/' {
				return false
			}
			if !s.isSep(p[i]) {
				continue
			}
		}
		switch p[start:i] {
		case "":
			return len(p) == 0
		case ".", "..":
			return false
		}
		start = i + 1
	}
	return true
}

func lastIndexByte(b []byte, c byte) int {
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] == c {
			return i
		}
	}
	return -1
}

// Resolve makes an absolute path of parts, reading them from the right until
// one is absolute; the working directory completes what is still relative.
func (s Style) Resolve(h *Host, parts ...string) string {
	if s == Win32 {
		return win32Resolve(h, parts)
	}
	if len(parts) == 0 || len(parts) == 1 && (parts[0] == "" || parts[0] == ".") {
		if cwd := h.posixCwd(); strings.HasPrefix(cwd, "/") {
			return cwd
		}
	}
	var whole string
	absolute := false
	for i := len(parts) - 1; i >= 0 && !absolute; i-- {
		part := parts[i]
		if part == "" {
			continue
		}
		if whole == "" {
			whole = part
		} else {
			whole = part + "/" + whole
		}
		absolute = part[0] == '/'
	}
	if !absolute {
		cwd := h.posixCwd()
		whole = cwd + "/" + whole
		absolute = strings.HasPrefix(cwd, "/")
	}
	if absolute {
		if whole[0] == '/' && len(whole) > 1 && s.clean(whole[1:]) {
			return whole
		}
		return "/" + s.normalizeSegments(whole, false)
	}
	if whole = s.normalizeSegments(whole, true); whole == "" {
		return "."
	}
	return whole
}

// Normalize resolves "." and ".." and joins runs of separators; a trailing
// separator stays.
func (s Style) Normalize(p string) string {
	if s == Win32 {
		return win32Normalize(p)
	}
	if p == "" {
		return "."
	}
	absolute := p[0] == '/'
	trailing := p[len(p)-1] == '/'
	body := s.normalizeSegments(p, !absolute)
	if body == "" {
		switch {
		case absolute:
			return "/"
		case trailing:
			return "./"
		}
		return "."
	}
	if trailing {
		body += "/"
	}
	if absolute {
		return "/" + body
	}
	return body
}

// IsAbsolute tells whether p starts at a root.
func (s Style) IsAbsolute(p string) bool {
	if p == "" {
		return false
	}
	return s.isSep(p[0]) || len(p) > 2 && s.hasDrive(p) && s.isSep(p[2])
}

// Join puts parts one after the other and normalizes the result.
func (s Style) Join(parts ...string) string {
	if s == Win32 {
		return win32Join(parts)
	}
	n := 0
	for _, part := range parts {
		n += len(part) + 1
	}
	joined := make([]byte, 0, n)
	for _, part := range parts {
		if part == "" {
			continue
		}
		if len(joined) > 0 {
			joined = append(joined, '/')
		}
		joined = append(joined, part...)
	}
	if len(joined) == 0 {
		return "."
	}
	return s.Normalize(string(joined))
}

// ToNamespacedPath is p as a namespace-prefixed Windows path; POSIX has none.
func (s Style) ToNamespacedPath(h *Host, p string) string {
	if s == Win32 {
		return win32ToNamespacedPath(h, p)
	}
	return p
}

// Suffices tells that Resolve of any parts before these would give the same:
// with these it has all it needs.
func (s Style) Suffices(parts []string) bool {
	device, absolute := "", false
	for i := len(parts) - 1; i >= 0; i-- {
		if s == Posix {
			if s.IsAbsolute(parts[i]) {
				return true
			}
			continue
		}
		dev, _, abs := win32Root(parts[i])
		if dev != "" && device != "" && lower(dev) != lower(device) {
			continue
		}
		if device == "" {
			device = dev
		}
		if absolute = absolute || abs; absolute && device != "" {
			return true
		}
	}
	return false
}
