package fetch

import (
	"fmt"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// typeError is a TypeError without a code, as those of these classes are.
func typeError(format string, args ...any) error {
	return &modules.Error{Class: "TypeError", Message: fmt.Sprintf(format, args...)}
}

var illegalInvocation = modules.TypeError("ERR_INVALID_THIS", "Illegal invocation")

// arguments checks how many arguments a method got.
func arguments(c modules.Call, prefix string, n int) error {
	given := len(c.Arguments)
	if given >= n {
		return nil
	}
	plural, only := "", ""
	if n > 1 {
		plural = "s"
	}
	if given > 0 {
		only = " only"
	}
	return typeError("%s: %d argument%s required, but%s %d found.", prefix, n, plural, only, given)
}

// domString is the string of a value that is no symbol.
func domString(v goja.Value, prefix, argument, kind string) (goja.Value, error) {
	if _, symbol := v.(*goja.Symbol); symbol {
		return nil, typeError("%s: %s is a symbol, which cannot be converted to a %s.", prefix, argument, kind)
	}
	return v.ToString(), nil
}

// byteString is the string of a value, whose characters are below 256.
func byteString(v goja.Value, prefix, argument string) (string, error) {
	s, err := domString(v, prefix, argument, "ByteString")
	if err != nil {
		return "", err
	}
	text := encoding.TextOf(s)
	if ascii, ok := text.ASCII(); ok {
		return ascii, nil
	}
	for i := range text.Len() {
		if u := text.Unit(i); u > 255 {
			return "", typeError("Cannot convert argument to a ByteString because the character at index %d has a value of %d which is greater than 255.", i, u)
		}
	}
	return s.String(), nil
}

// stringify is a value as the messages show it.
func stringify(e *modules.Env, v goja.Value) string {
	switch {
	case goja.IsString(v):
		return `"` + v.String() + `"`
	case goja.IsBigInt(v):
		return v.String() + "n"
	}
	if s, ok := v.(*goja.Symbol); ok {
		return "Symbol(" + s.String() + ")"
	}
	if _, ok := v.(*goja.Object); ok {
		return e.Inspect(v)
	}
	return v.String()
}
