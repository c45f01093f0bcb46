package buffer

import (
	"encoding/base64"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// btoa is btoa(data).
func btoa(c modules.Call) (goja.Value, error) {
	if len(c.Arguments) == 0 {
		return nil, modules.MissingArgs("input")
	}
	text, err := textOf(c.Arguments[0])
	if err != nil {
		return nil, err
	}
	for i := range text.Len() {
		if text.Unit(i) > 0xff {
			return nil, invalidCharacter(c.Env, "Invalid character")
		}
	}
	return encoding.Base64.Decode(c.Env.VM, encoding.Latin1.Encode(text))
}

// atob is atob(data): the forgiving decoder of the Infra standard.
func atob(c modules.Call) (goja.Value, error) {
	if len(c.Arguments) == 0 {
		return nil, modules.MissingArgs("input")
	}
	text, err := textOf(c.Arguments[0])
	if err != nil {
		return nil, err
	}
	s, ok := text.ASCII()
	if !ok {
		return nil, invalidCharacter(c.Env, "Invalid character")
	}
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n\f\r", r) {
			return -1
		}
		return r
	}, s)
	if len(s)%4 == 0 {
		s = strings.TrimSuffix(strings.TrimSuffix(s, "="), "=")
	}
	b, err := base64.RawStdEncoding.DecodeString(s)
	switch {
	case err != nil && len(s)%4 == 1 && !strings.ContainsFunc(s, notBase64):
		return nil, invalidCharacter(c.Env, "The string to be decoded is not correctly encoded.")
	case err != nil:
		return nil, invalidCharacter(c.Env, "Invalid character")
	}
	return encoding.Latin1.Decode(c.Env.VM, b)
}

// textOf converts to a string, which symbols refuse.
func textOf(v goja.Value) (encoding.Text, error) {
	if _, ok := v.(*goja.Symbol); ok {
		return encoding.Text{}, modules.TypeError("", "Cannot convert a Symbol value to a string")
	}
	return encoding.TextOf(v.ToString()), nil
}

func notBase64(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '+' || r == '/')
}

// invalidCharacter is a DOMException named InvalidCharacterError.
func invalidCharacter(e *modules.Env, message string) error {
	o, err := e.VM.New(e.VM.Get("DOMException"), e.VM.ToValue(message), e.VM.ToValue("InvalidCharacterError"))
	if err != nil {
		return err
	}
	return &modules.ThrownError{Value: o}
}
