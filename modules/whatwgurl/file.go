package whatwgurl

import "strings"

// FileError tells why a file URL has no path.
type FileError struct {
	// Code is Node's code of the error, Message its text.
	Code, Message string
}

func (e *FileError) Error() string { return e.Message }

// FromPath is the file URL of an absolute path of the system's style. A
// trailing separator stays.
func FromPath(path string, windows bool) *URL {
	host := ""
	if windows && strings.HasPrefix(path, `\\`) {
		host, path, _ = strings.Cut(path[2:], `\`)
		path = `\` + path
	}
	return FromHostPath(host, path, windows)
}

// FromHostPath is the file URL of a path on a host, which may be empty.
func FromHostPath(host, path string, windows bool) *URL {
	if windows {
		path = strings.ReplaceAll(path, `\`, "/")
	}
	b := make([]byte, 0, len(path)+8)
	for i := range len(path) {
		c := path[i]
		if charClass[c]&PathSet != 0 || strings.IndexByte("%[]|~\\", c) >= 0 {
			b = append(b, '%', upperHex[c>>4], upperHex[c&15])
		} else {
			b = append(b, c)
		}
	}
	r := record{scheme: "file", port: -1, hasHost: true}
	if host != "" && !r.setFileHost(host) {
		r.host = ""
	}
	r.parsePath(strings.TrimPrefix(string(b), "/"))
	u := new(URL)
	u.set(&r)
	return u
}

// Path is the path that a file URL names, in the style of the system.
// platform is the name that an error gives it.
func (u *URL) Path(windows bool, platform string) (string, error) {
	if u.scheme() != "file" {
		return "", &FileError{"ERR_INVALID_URL_SCHEME", "The URL must be of scheme file"}
	}
	return FilePath(u.Hostname(), u.Pathname(), windows, platform)
}

// FilePath is the path that the host and the path of a file URL name.
func FilePath(host, path string, windows bool, platform string) (string, error) {
	if !windows {
		if host != "" {
			return "", &FileError{"ERR_INVALID_FILE_URL_HOST", `File URL host must be "localhost" or empty on ` + platform}
		}
		if hasEncoded(path, "2f") {
			return "", &FileError{"ERR_INVALID_FILE_URL_PATH", "File URL path must not include encoded / characters"}
		}
		return decodePath(path)
	}
	if hasEncoded(path, "2f") || hasEncoded(path, "5c") {
		return "", &FileError{"ERR_INVALID_FILE_URL_PATH", `File URL path must not include encoded \ or / characters`}
	}
	path, err := decodePath(strings.ReplaceAll(path, "/", `\`))
	if err != nil {
		return "", err
	}
	return onDrive(host, path)
}

// FilePathBytes is FilePath with whatever bytes the escapes stand for, on
// Windows separators too.
func FilePathBytes(host, path string, windows bool, platform string) (string, error) {
	if !windows {
		if host != "" {
			return "", &FileError{"ERR_INVALID_FILE_URL_HOST", `File URL host must be "localhost" or empty on ` + platform}
		}
		return PercentDecode(path), nil
	}
	return onDrive(host, PercentDecode(strings.ReplaceAll(path, "/", `\`)))
}

// onDrive is a Windows path on a host, or without one on a drive.
func onDrive(host, path string) (string, error) {
	if host != "" {
		return `\\` + DomainToUnicode(host) + path, nil
	}
	if len(path) < 3 || !isAlpha(path[1]) || path[2] != ':' {
		return "", &FileError{"ERR_INVALID_FILE_URL_PATH", "File URL path must be absolute"}
	}
	return path[1:], nil
}

// hasEncoded tells whether path holds "%" and the two hex digits, in any case.
func hasEncoded(path, digits string) bool {
	for i := 0; i+2 < len(path); i++ {
		if path[i] == '%' && path[i+1] == digits[0] && path[i+2]|0x20 == digits[1] {
			return true
		}
	}
	return false
}

func decodePath(path string) (string, error) {
	decoded, ok := DecodeComponent(path)
	if !ok {
		return "", &FileError{"", "URI malformed"}
	}
	return decoded, nil
}
