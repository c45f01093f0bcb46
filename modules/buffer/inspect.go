package buffer

import (
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// inspect is buf[util.inspect.custom](recurseTimes, ctx).
func (m *module) inspect(c modules.Call) (goja.Value, error) {
	b, ok := m.Bytes(c.This)
	if !ok {
		return nil, notABuffer()
	}
	o := c.This.(*goja.Object)
	shown := clampIndex(m.inspectMaxBytes, len(b))
	var text strings.Builder
	for i, digits := 0, hex.EncodeToString(b[:shown]); i < len(digits); i += 2 {
		if i > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(digits[i : i+2])
	}
	if rest := len(b) - int(m.inspectMaxBytes); len(b) > shown {
		text.WriteString(" ... " + strconv.Itoa(rest) + " more byte")
		if rest > 1 {
			text.WriteByte('s')
		}
	}
	if ctx, ok := c.Argument(1).(*goja.Object); ok {
		extras, err := m.extras(o, ctx)
		if err != nil {
			return nil, err
		}
		if extras != "" && len(b) > 0 {
			text.WriteString(", ")
		}
		text.WriteString(extras)
	}
	return m.env.VM.ToValue("<" + constructorName(o) + " " + text.String() + ">"), nil
}

func constructorName(o *goja.Object) string {
	if ctor, ok := o.Get("constructor").(*goja.Object); ok && modules.IsFunction(ctor) {
		return ctor.Get("name").String()
	}
	return "Buffer"
}

// extras is the text of the properties that are no bytes.
func (m *module) extras(o, ctx *goja.Object) (string, error) {
	extra := m.env.VM.CreateObject(nil)
	names := o.GetOwnPropertyNames()
	if hidden := ctx.Get("showHidden"); hidden == nil || !hidden.ToBoolean() {
		names = o.Keys()
	}
	found := false
	for _, name := range names {
		if _, err := strconv.Atoi(name); err != nil {
			found = true
			must(extra.Set(name, o.Get(name)))
		}
	}
	for _, s := range o.Symbols() {
		found = true
		must(extra.SetSymbol(s, o.GetSymbol(s)))
	}
	if !found {
		return "", nil
	}
	options := m.env.VM.NewObject()
	for _, name := range ctx.Keys() {
		must(options.Set(name, ctx.Get(name)))
	}
	must(options.Set("breakLength", infinity))
	must(options.Set("compact", true))
	text, err := m.env.Method(m.env.RequireObject("util"), "inspect", extra, options)
	if err != nil {
		return "", err
	}
	inner := strings.TrimPrefix(text.String(), "[Object: null prototype] {")
	return strings.TrimSuffix(strings.TrimPrefix(inner, " "), " }"), nil
}
