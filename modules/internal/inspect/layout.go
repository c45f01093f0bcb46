package inspect

import (
	"math"
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

// reduce joins the entries of an object, on one line where the options allow it.
func (c *context) reduce(out []string, base, open, end string, kind entryKind, depth int, obj *goja.Object) string {
	if c.CompactAll {
		return c.reduceCompact(out, base, open, end)
	}
	if c.Compact >= 1 {
		entries := len(out)
		if kind == arrayExtras && entries > 6 {
			out = c.group(out, obj)
		}
		// Lines are joined only around the innermost levels of an object.
		if !c.unjoined && float64(c.currentDepth-depth) < c.Compact && entries == len(out) {
			start := len(out) + c.indent + utf16Len(open) + utf16Len(base) + 10
			if c.fits(out, start, base) {
				if line := joinLine(out, base, open, end); line != "" {
					return line
				}
			}
		}
	}
	indentation := "\n" + spaces(c.indent)
	if base != "" {
		base += " "
	}
	return base + open + indentation + "  " + strings.Join(out, ","+indentation+"  ") + indentation + end
}

// joinLine puts all entries on one line, or returns "" when one has line breaks.
func joinLine(out []string, base, open, end string) string {
	size := len(base) + len(open) + len(end) + 3
	for _, s := range out {
		if strings.IndexByte(s, '\n') >= 0 {
			return ""
		}
		size += len(s) + 2
	}
	line := make([]byte, 0, size)
	if base != "" {
		line = append(append(line, base...), ' ')
	}
	line = append(append(line, open...), ' ')
	for i, s := range out {
		if i > 0 {
			line = append(line, ", "...)
		}
		line = append(line, s...)
	}
	return string(append(append(line, ' '), end...))
}

func (c *context) reduceCompact(out []string, base, open, end string) string {
	if c.fits(out, 0, base) {
		if base != "" {
			base = " " + base
		}
		return open + base + " " + strings.Join(out, ", ") + " " + end
	}
	indentation := "\n" + spaces(c.indent)
	first := " "
	if base != "" || utf16Len(open) != 1 {
		first = indentation + "  "
		if base != "" {
			first = " " + base + first
		}
	}
	return open + first + strings.Join(out, ","+indentation+"  ") + " " + end
}

// fits reports whether the entries fit into breakLength, start characters taken.
func (c *context) fits(out []string, start int, base string) bool {
	if math.IsInf(c.BreakLength, 1) {
		for _, s := range out {
			if strings.IndexByte(s, '\n') >= 0 {
				return false
			}
		}
		return strings.IndexByte(base, '\n') < 0
	}
	total := len(out) + start
	if float64(total+len(out)) > c.BreakLength {
		return false
	}
	for _, s := range out {
		if c.Colors {
			s = removeColors(s)
		}
		total += utf16Len(s)
		if float64(total) > c.BreakLength {
			return false
		}
	}
	return strings.IndexByte(base, '\n') < 0
}

// group arranges the elements of a long array in columns, aiming at a square
// block, where their lengths do not differ too much.
func (c *context) group(out []string, obj *goja.Object) []string {
	const separator = 2 // the comma and the space
	n := len(out)
	if c.MaxArrayLength < float64(n) {
		n-- // the last entry tells how many are left out
	}
	widths := make([]int, n)
	total, longest := 0, 0
	for i := range widths {
		widths[i] = Width(out[i], c.Colors)
		total += widths[i] + separator
		longest = max(longest, widths[i])
	}
	widest := longest + separator
	if float64(widest*3+c.indent) >= c.BreakLength ||
		float64(total)/float64(widest) <= 5 && longest > 6 {
		return out
	}
	columns := c.columns(widest, total, n, len(out))
	if columns <= 1 {
		return out
	}
	lineWidths := make([]int, columns)
	for i := range lineWidths {
		for j := i; j < n; j += columns {
			lineWidths[i] = max(lineWidths[i], widths[j])
		}
		lineWidths[i] += separator
	}
	before := obj == nil || allNumbers(obj, len(out))
	lines := make([]string, 0, n/columns+2)
	for i := 0; i < n; i += columns {
		last := min(i+columns, n) - 1
		var line strings.Builder
		for j := i; j < last; j++ {
			line.WriteString(pad(out[j]+", ", lineWidths[j-i]+utf16Len(out[j])-widths[j], before))
		}
		if before {
			line.WriteString(pad(out[last], lineWidths[last-i]+utf16Len(out[last])-widths[last]-separator, true))
		} else {
			line.WriteString(out[last])
		}
		lines = append(lines, line.String())
	}
	if c.MaxArrayLength < float64(len(out)) {
		lines = append(lines, out[n])
	}
	return lines
}

// columns is how many entries go on a line; a character counts as two and a half
// times as high as wide.
func (c *context) columns(widest, total, n, entries int) int {
	const charHeights = 2.5
	bias := math.Sqrt(float64(widest) - float64(total)/float64(entries))
	biased := math.Max(float64(widest)-3-bias, 1)
	columns := math.Floor(math.Sqrt(charHeights*biased*float64(n))/biased + 0.5)
	columns = math.Min(columns, math.Floor((c.BreakLength-float64(c.indent))/float64(widest)))
	columns = math.Min(columns, c.Compact*4)
	return int(math.Min(columns, 15))
}

func allNumbers(obj *goja.Object, n int) bool {
	for i := range n {
		v := obj.Get(strconv.Itoa(i))
		if v == nil || !goja.IsNumber(v) && !goja.IsBigInt(v) {
			return false
		}
	}
	return true
}
