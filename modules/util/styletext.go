package util

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/colors"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// style is a pair of escape sequences around text.
type style struct {
	open, close string
	// keep makes a close sequence inside the text stay, with open behind it:
	// bold and dim end with the same sequence.
	keep bool
}

// styleText is util.styleText(format, text[, options]).
func (u *util) styleText(c modules.Call) (goja.Value, error) {
	options, err := c.OptObject(2, "options")
	validate := true
	if err == nil && options != nil {
		if v := options.Get("validateStream"); v != nil && !modules.IsNullish(v) {
			if !modules.IsBoolean(v) {
				err = u.env.InvalidArgType("options.validateStream", v, "boolean")
			}
			validate = v.ToBoolean()
		}
	}
	if _, textErr := c.String(1, "text"); textErr != nil {
		return nil, textErr
	}
	if err != nil {
		return nil, err
	}
	plain := false
	if validate {
		stream, err := u.styledStream(options)
		if err != nil {
			return nil, err
		}
		plain = !colors.Enabled(u.env, stream)
	}
	return u.applyStyles(c.Argument(0), c.Argument(1), plain)
}

func (u *util) styledStream(options *goja.Object) (*goja.Object, error) {
	var stream goja.Value
	if options != nil {
		stream = options.Get("stream")
	}
	if modules.IsNullish(stream) {
		stream = u.env.RequireObject("process").Get("stdout")
	}
	if o, ok := stream.(*goja.Object); ok {
		has := func(name string) bool { return modules.IsFunction(o.Get(name)) }
		present := func(name string) bool { v := o.Get(name); return v != nil && v.ToBoolean() }
		if has("on") && (has("write") || has("pipe")) || present("_readableState") || present("_writableState") ||
			has("getReader") && has("pipeThrough") || has("getWriter") && has("abort") {
			return o, nil
		}
	}
	return nil, u.env.InvalidArgType("stream", stream, "ReadableStream", "WritableStream", "Stream")
}

func (u *util) applyStyles(format, text goja.Value, plain bool) (goja.Value, error) {
	formats := []goja.Value{format}
	if modules.IsArray(format) {
		formats = nil
		if err := u.vm.ExportTo(format, &formats); err != nil {
			return nil, err
		}
	}
	styled, open, end := inspect.Text(text), "", ""
	for _, f := range formats {
		if goja.IsString(f) && f.String() == "none" {
			continue
		}
		s, err := u.style(f)
		if err != nil {
			return nil, err
		}
		open += s.open
		end = s.close + end
		styled = s.nest(styled)
	}
	if plain {
		return text, nil
	}
	return inspect.Value(u.vm, open+styled+end), nil
}

// nest makes the style go on where the text ends one of its kind.
func (s style) nest(text string) string {
	again := s.open
	if s.keep {
		again = s.close + s.open
	}
	var out strings.Builder
	for {
		i := strings.Index(text, s.close)
		if i < 0 || i+len(s.close) >= len(text) {
			out.WriteString(text)
			return out.String()
		}
		out.WriteString(text[:i] + again)
		text = text[i+len(s.close):]
	}
}

func (u *util) style(format goja.Value) (style, error) {
	if goja.IsString(format) && strings.HasPrefix(format.String(), "#") {
		return u.hexStyle(format)
	}
	palette := u.inspect.Function().Get("colors").(*goja.Object)
	if goja.IsString(format) {
		if pair, ok := palette.Get(format.String()).(*goja.Object); ok {
			open, end := pair.Get("0").String(), pair.Get("1").String()
			return style{"\x1b[" + open + "m", "\x1b[" + end + "m", open == "1" || open == "2"}, nil
		}
	}
	var names []string
	for _, name := range palette.GetOwnPropertyNames() {
		names = append(names, "'"+name+"'")
	}
	return style{}, modules.TypeError("ERR_INVALID_ARG_VALUE", "The argument 'format' must be one of: %s. Received %s",
		strings.Join(names, ", "), u.env.Inspect(format))
}

// hexStyle is a colour as #RGB or #RRGGBB.
func (u *util) hexStyle(format goja.Value) (style, error) {
	hex := format.String()[1:]
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		return style{}, u.env.InvalidArgValue("format", format, "must be a valid hex color (#RGB or #RRGGBB)")
	}
	return style{open: fmt.Sprintf("\x1b[38;2;%d;%d;%dm", n>>16, n>>8&0xFF, n&0xFF), close: "\x1b[39m"}, nil
}
