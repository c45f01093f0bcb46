package inspect

import (
	"math"
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

// minLineLength is the length up to which a string is never split into lines.
const minLineLength = 16

func (c *context) formatPrimitive(v goja.Value) string {
	switch {
	case goja.IsUndefined(v):
		return c.stylize("undefined", "undefined")
	case goja.IsNull(v):
		return c.stylize("null", "null")
	case goja.IsNumber(v):
		return c.stylize(formatNumber(v, c.NumericSeparator), "number")
	case goja.IsBigInt(v):
		return c.stylize(formatBigInt(v, c.NumericSeparator), "bigint")
	}
	switch v := v.(type) {
	case goja.String:
		return c.formatString(Text(v))
	case *goja.Symbol:
		return c.stylize(c.in.symbolText(v), "symbol")
	}
	return c.stylize(v.String(), "boolean")
}

func (c *context) formatString(s string) string {
	trailer := ""
	n := utf16Len(s)
	if float64(n) > c.MaxStringLength {
		limit := int(c.MaxStringLength)
		rest := n - limit
		trailer = "... " + strconv.Itoa(rest) + " more character" + plural(rest)
		if limit < 0 { // as String.prototype.slice counts
			limit = max(n+limit, 0)
		}
		s, n = utf16Head(s, limit), limit
	}
	if !c.CompactAll && n > minLineLength && float64(n) > c.BreakLength-float64(c.indent)-4 {
		lines := strings.SplitAfter(s, "\n")
		if lines[len(lines)-1] == "" {
			lines = lines[:len(lines)-1]
		}
		for i, line := range lines {
			lines[i] = c.stylize(quote(line), "string")
		}
		return strings.Join(lines, " +\n"+spaces(c.indent+2)) + trailer
	}
	return c.stylize(quote(s), "string") + trailer
}

func plural(n int) string {
	if n > 1 {
		return "s"
	}
	return ""
}

// symbolText is the symbol's descriptive string.
func (in *Inspector) symbolText(s *goja.Symbol) string {
	text := s.String()
	if strings.Contains(text, "\uFFFD") {
		text = Text(in.accessor("Symbol", "description")(goja.FunctionCall{This: s}))
	}
	return "Symbol(" + text + ")"
}

// quote is s as a literal: in single quotes, or in double quotes or backticks
// where that saves escapes.
func quote(s string) string {
	mark := byte('\'')
	if strings.IndexByte(s, '\'') >= 0 {
		if strings.IndexByte(s, '"') < 0 {
			mark = '"'
		} else if strings.IndexByte(s, '`') < 0 && !strings.Contains(s, "${") {
			mark = '`'
		}
	}
	out := make([]byte, 0, len(s)+2)
	out = append(out, mark)
	out = appendEscaped(out, s, mark == '\'')
	return string(append(out, mark))
}

// escape is s with control characters, backslashes, single quotes and lone
// surrogates escaped.
func escape(s string) string { return string(appendEscaped(nil, s, true)) }

func appendEscaped(out []byte, s string, single bool) []byte {
	const hex = "0123456789ABCDEF"
	last := 0
	for i := 0; i < len(s); i++ {
		ch := s[i]
		switch {
		case ch == 0xC2 && i+1 < len(s) && s[i+1] < 0xA0:
			out = append(out, s[last:i]...)
			i++
			ch = s[i]
			out = append(out, '\\', 'x', hex[ch>>4], hex[ch&15])
		case ch == 0xED && i+2 < len(s) && s[i+1] >= 0xA0:
			out = append(out, s[last:i]...)
			r, _ := decodeRune(s[i:])
			out = append(out, '\\', 'u')
			out = strconv.AppendInt(out, int64(r), 16)
			i += 2
		case ch >= 0x20 && ch != '\\' && ch != 0x7F && (ch != '\'' || !single):
			continue
		default:
			out = append(out, s[last:i]...)
			out = append(out, '\\')
			switch ch {
			case '\b':
				out = append(out, 'b')
			case '\t':
				out = append(out, 't')
			case '\n':
				out = append(out, 'n')
			case '\f':
				out = append(out, 'f')
			case '\r':
				out = append(out, 'r')
			case '\\', '\'':
				out = append(out, ch)
			default:
				out = append(out, 'x', hex[ch>>4], hex[ch&15])
			}
		}
		last = i + 1
	}
	return append(out, s[last:]...)
}

// formatNumber is a number as JavaScript prints it, except that -0 keeps its sign.
func formatNumber(v goja.Value, separator bool) string {
	s := v.String()
	if s == "0" {
		if math.Signbit(v.ToFloat()) {
			return "-0"
		}
		return s
	}
	if !separator || strings.ContainsAny(s, "eIN") {
		return s
	}
	whole, fraction, found := strings.Cut(s, ".")
	if !found {
		return separate(whole)
	}
	return separate(whole) + "." + separateFraction(fraction)
}

func formatBigInt(v goja.Value, separator bool) string {
	s := v.String()
	if separator {
		s = separate(s)
	}
	return s + "n"
}

// separate puts an underscore between groups of three digits, from the right.
func separate(s string) string {
	start := 0
	if s[0] == '-' {
		start = 1
	}
	rest := ""
	for len(s) >= start+4 {
		rest = "_" + s[len(s)-3:] + rest
		s = s[:len(s)-3]
	}
	return s + rest
}

// separateFraction puts the underscores from the left.
func separateFraction(s string) string {
	out := ""
	for len(s) > 3 {
		out += s[:3] + "_"
		s = s[3:]
	}
	return out + s
}
