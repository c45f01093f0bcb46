package stack

import "strings"

// inferredName is the name V8 gives to a nameless function that is assigned: that of what it is assigned to, without
// `prototype`. text is the function's own.
func (t *Traces) inferredName(f *frame, text string) string {
	before := textBefore(f.program.Src.Source(), text)
	before, ok := strings.CutSuffix(strings.TrimRight(before, " \t\r\n"), "=")
	if !ok {
		return ""
	}
	before = strings.TrimRight(before, " \t\r\n")
	start := len(before)
	for start > 0 && isNamePart(before[start-1]) {
		start--
	}
	target := before[start:]
	if !strings.Contains(target, ".") || target[0] == '.' {
		return ""
	}
	return strings.ReplaceAll(strings.TrimPrefix(target, "this."), ".prototype.", ".")
}

func isNamePart(c byte) bool {
	return c == '.' || c == '_' || c == '$' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
