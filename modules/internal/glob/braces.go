package glob

import (
	"strconv"
	"strings"
)

// maxExpansions bounds what braces expand to.
const maxExpansions = 100_000

// expandBraces writes out "{a,b}" and "{1..3}" as a shell does. What is no
// brace expression stays.
func expandBraces(pattern string) []string {
	if strings.HasPrefix(pattern, "{}") {
		expanded := expand(pattern[2:], false)
		for i := range expanded {
			expanded[i] = "{}" + expanded[i]
		}
		return expanded
	}
	return expand(pattern, true)
}

// balanced finds the first pair of braces that belong together.
func balanced(s string) (open, end int, ok bool) {
	var opens []int
	left, right := -1, -1
	for i := range len(s) {
		switch s[i] {
		case '{':
			opens = append(opens, i)
		case '}':
			if len(opens) == 0 {
				continue
			}
			last := opens[len(opens)-1]
			opens = opens[:len(opens)-1]
			if len(opens) == 0 {
				return last, i, true
			}
			if left < 0 || last < left {
				left, right = last, i
			}
		}
	}
	return left, right, left >= 0
}

func expand(s string, top bool) []string {
	open, end, ok := balanced(s)
	if !ok {
		return []string{s}
	}
	before, body, after := s[:open], s[open+1:end], s[end+1:]
	tails := []string{""}
	if after != "" {
		tails = expand(after, false)
	}
	if strings.HasSuffix(before, "$") {
		return product(before, []string{"{" + body + "}"}, tails, false)
	}
	items, isSequence := sequence(body)
	if !isSequence {
		if strings.IndexByte(body, ',') < 0 {
			// In "{a},b}" the first closing brace is a plain character.
			if comma := strings.IndexByte(after, ','); comma >= 0 && strings.IndexByte(after[comma:], '}') > 0 {
				expanded := expand(before+"{"+body+plainClose+after, false)
				for i := range expanded {
					expanded[i] = strings.ReplaceAll(expanded[i], plainClose, "}")
				}
				return expanded
			}
			return []string{s}
		}
		parts := commaParts(body)
		if len(parts) == 1 {
			items = expand(parts[0], false)
			for i := range items {
				items[i] = "{" + items[i] + "}"
			}
			if len(items) == 1 {
				return product(before, items, tails, false)
			}
		} else {
			for _, part := range parts {
				items = append(items, expand(part, false)...)
			}
		}
	}
	return product(before, items, tails, top && !isSequence)
}

// plainClose stands for a closing brace that closes nothing.
const plainClose = "\x00close\x00"

func product(before string, items, tails []string, dropEmpty bool) []string {
	var all []string
	for _, item := range items {
		for _, tail := range tails {
			if len(all) == maxExpansions {
				return all
			}
			if s := before + item + tail; s != "" || !dropEmpty {
				all = append(all, s)
			}
		}
	}
	return all
}

// commaParts splits at the commas outside of braces.
func commaParts(s string) []string {
	var parts []string
	depth, from := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth = max(depth-1, 0)
		case ',':
			if depth == 0 {
				parts = append(parts, s[from:i])
				from = i + 1
			}
		}
	}
	return append(parts, s[from:])
}

// sequence writes out "1..10", "a..e" and "1..10..2".
func sequence(body string) (items []string, ok bool) {
	parts := strings.Split(body, "..")
	if len(parts) != 2 && len(parts) != 3 {
		return nil, false
	}
	letters := isLetter(parts[0]) && isLetter(parts[1])
	from, fromOK := number(parts[0], letters)
	to, toOK := number(parts[1], letters)
	if !fromOK || !toOK {
		return nil, false
	}
	step := 1
	if len(parts) == 3 {
		n, ok := number(parts[2], false)
		if !ok {
			return nil, false
		}
		step = max(n, -n, 1)
	}
	width := 0
	if !letters && (padded(parts[0]) || padded(parts[1]) || len(parts) == 3 && padded(parts[2])) {
		width = max(len(parts[0]), len(parts[1]))
	}
	count := max(from-to, to-from)/step + 1
	if to < from {
		step = -step
	}
	for i, n := 0, from; i < min(count, maxExpansions); i, n = i+1, n+step {
		switch {
		case letters && n == '\\':
			items = append(items, "")
		case letters:
			items = append(items, string(rune(n)))
		default:
			items = append(items, pad(n, width))
		}
	}
	return items, true
}

func isLetter(s string) bool {
	return len(s) == 1 && s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z'
}

func number(s string, letter bool) (int, bool) {
	if letter {
		return int(s[0]), true
	}
	if strings.HasPrefix(s, "+") {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	const limit = 1 << 40
	return n, err == nil && n > -limit && n < limit
}

func padded(s string) bool {
	s = strings.TrimPrefix(s, "-")
	return len(s) > 1 && s[0] == '0'
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	if missing := width - len(s); missing > 0 {
		zeros := strings.Repeat("0", missing)
		if n < 0 {
			return "-" + zeros + s[1:]
		}
		return zeros + s
	}
	return s
}
