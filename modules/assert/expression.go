package assert

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/dop251/goja"
)

var firstFrame = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s+at (?:.* \()?(?:file://)?(.+?):(\d+):(\d+)\)?$`) })

// expression is the source of the call of an assertion, as far as it is on one
// line, or "".
func (a *assert) expression(start *goja.Object) string {
	stack, err := a.capture(a.vm.NewObject(), start)
	if err != nil {
		return ""
	}
	for _, line := range strings.Split(stack, "\n") {
		m := firstFrame().FindStringSubmatch(line)
		if m == nil {
			continue
		}
		source, err := a.env.FS.ReadFile(m[1])
		if err != nil {
			return ""
		}
		lines := strings.Split(string(source), "\n")
		row, _ := strconv.Atoi(m[2])
		column, _ := strconv.Atoi(m[3])
		if row < 1 || row > len(lines) || column < 1 || column > len(lines[row-1])+1 {
			return ""
		}
		return callAt(strings.TrimSuffix(lines[row-1], "\r"), column-1)
	}
	return ""
}

// callAt cuts the call out of a line in which it starts at a column, together with
// the names before it that it is a member of.
func callAt(line string, column int) string {
	start := column
	if from, ok := memberStart(line[:column]); ok {
		start = from
	}
	depth := 0
	for i := column; i < len(line); {
		n := tokenLength(line[i:])
		switch line[i] {
		case '(':
			depth++
		case ')':
			depth--
			if depth == 0 {
				return line[start : i+1]
			}
		case ';':
			if depth == 0 {
				return line[start:i]
			}
		}
		i += n
	}
	return line[start:]
}

// memberStart finds where a chain of names and dots that ends the text starts.
func memberStart(text string) (int, bool) {
	i := len(text)
	start, found := 0, false
	for i > 0 {
		switch {
		case strings.HasSuffix(text[:i], "?."):
			i -= 2
		case text[i-1] == '.':
			i--
		case text[i-1] == ']':
			open := strings.LastIndexByte(text[:i], '[')
			if open < 0 {
				return start, found
			}
			i = open
		default:
			return start, found
		}
		end := i
		for i > 0 && isNameChar(text[i-1]) {
			i--
		}
		if i == end {
			return start, found
		}
		start, found = i, true
	}
	return start, found
}

func isNameChar(c byte) bool {
	return c == '_' || c == '$' || c >= 0x80 || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// tokenLength is how much of the text the next token takes; strings and comments
// are what matters.
func tokenLength(s string) int {
	switch s[0] {
	case '\'', '"', '`':
		for i := 1; i < len(s); i++ {
			if s[i] == '\\' {
				i++
			} else if s[i] == s[0] {
				return i + 1
			}
		}
		return len(s)
	case '/':
		if strings.HasPrefix(s, "//") {
			return len(s)
		}
		if strings.HasPrefix(s, "/*") {
			if end := strings.Index(s, "*/"); end >= 0 {
				return end + 2
			}
			return len(s)
		}
	}
	return 1
}
