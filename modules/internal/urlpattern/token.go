package urlpattern

import "unicode"

// tokenKind is the kind of a token of a pattern string.
type tokenKind uint8

const (
	tokenOpen tokenKind = iota
	tokenClose
	tokenRegexp
	tokenName
	tokenChar
	tokenEscaped
	tokenModifier
	tokenAsterisk
	tokenEnd
	tokenInvalid
)

// token is a piece of a pattern string; index is where it begins.
type token struct {
	kind  tokenKind
	index int
	value string
}

func isNameStart(c rune) bool {
	return c == '$' || c == '_' || unicode.IsLetter(c) || unicode.Is(unicode.Nl, c) || unicode.Is(unicode.Other_ID_Start, c)
}

func isNamePart(c rune) bool {
	return isNameStart(c) || c == 0x200C || c == 0x200D || unicode.In(c, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue)
}

// tokenize splits a pattern string. What is no pattern is an error, or where
// lenient a token of its own.
func tokenize(input []rune, lenient bool) ([]token, error) {
	var tokens []token
	add := func(kind tokenKind, index, from, to int) {
		tokens = append(tokens, token{kind, index, string(input[from:to])})
	}
	for i := 0; i < len(input); {
		kind, from, to, next := scan(input, i)
		if kind == tokenInvalid && !lenient {
			return nil, ErrSyntax
		}
		add(kind, i, from, to)
		i = next
	}
	add(tokenEnd, len(input), len(input), len(input))
	return tokens, nil
}

// scan reads the token at i: its value is input[from:to], the next token
// begins at next.
func scan(input []rune, i int) (kind tokenKind, from, to, next int) {
	switch input[i] {
	case '*':
		return tokenAsterisk, i, i + 1, i + 1
	case '+', '?':
		return tokenModifier, i, i + 1, i + 1
	case '{':
		return tokenOpen, i, i + 1, i + 1
	case '}':
		return tokenClose, i, i + 1, i + 1
	case '\\':
		if i+1 == len(input) {
			return tokenInvalid, i, i + 1, i + 1
		}
		return tokenEscaped, i + 1, i + 2, i + 2
	case ':':
		end := i + 1
		for end < len(input) && (end == i+1 && isNameStart(input[end]) || end > i+1 && isNamePart(input[end])) {
			end++
		}
		if end == i+1 {
			return tokenInvalid, i, end, end
		}
		return tokenName, i + 1, end, end
	case '(':
		if end := regexpEnd(input, i+1); end > 0 {
			return tokenRegexp, i + 1, end - 1, end
		}
		return tokenInvalid, i, i + 1, i + 1
	}
	return tokenChar, i, i + 1, i + 1
}

// regexpEnd is where the regular expression ends that begins at start, behind
// its bracket; 0 if it is none.
func regexpEnd(input []rune, start int) int {
	depth := 1
	for i := start; i < len(input); i++ {
		switch c := input[i]; {
		case c > unicode.MaxASCII, i == start && c == '?':
			return 0
		case c == '\\':
			if i++; i == len(input) || input[i] > unicode.MaxASCII {
				return 0
			}
		case c == ')':
			if depth--; depth == 0 {
				if i == start {
					return 0
				}
				return i + 1
			}
		case c == '(':
			// Groups in it must not capture.
			if depth++; i+1 >= len(input) || input[i+1] != '?' {
				return 0
			}
		}
	}
	return 0
}
