package inspect

import (
	"strconv"

	"github.com/dop251/goja"
)

const (
	defaultForeground = 39
	defaultBackground = 49
)

// palette lists util.inspect.colors: a name, the code that starts it and the one
// that ends it.
var palette = []struct {
	name       string
	start, end int
}{
	{"reset", 0, 0}, {"bold", 1, 22}, {"dim", 2, 22}, {"italic", 3, 23}, {"underline", 4, 24},
	{"blink", 5, 25}, {"inverse", 7, 27}, {"hidden", 8, 28}, {"strikethrough", 9, 29},
	{"doubleunderline", 21, 24},
	{"black", 30, defaultForeground}, {"red", 31, defaultForeground}, {"green", 32, defaultForeground},
	{"yellow", 33, defaultForeground}, {"blue", 34, defaultForeground}, {"magenta", 35, defaultForeground},
	{"cyan", 36, defaultForeground}, {"white", 37, defaultForeground},
	{"bgBlack", 40, defaultBackground}, {"bgRed", 41, defaultBackground}, {"bgGreen", 42, defaultBackground},
	{"bgYellow", 43, defaultBackground}, {"bgBlue", 44, defaultBackground}, {"bgMagenta", 45, defaultBackground},
	{"bgCyan", 46, defaultBackground}, {"bgWhite", 47, defaultBackground},
	{"framed", 51, 54}, {"overlined", 53, 55},
	{"gray", 90, defaultForeground}, {"redBright", 91, defaultForeground}, {"greenBright", 92, defaultForeground},
	{"yellowBright", 93, defaultForeground}, {"blueBright", 94, defaultForeground},
	{"magentaBright", 95, defaultForeground}, {"cyanBright", 96, defaultForeground},
	{"whiteBright", 97, defaultForeground},
	{"bgGray", 100, defaultBackground}, {"bgRedBright", 101, defaultBackground},
	{"bgGreenBright", 102, defaultBackground}, {"bgYellowBright", 103, defaultBackground},
	{"bgBlueBright", 104, defaultBackground}, {"bgMagentaBright", 105, defaultBackground},
	{"bgCyanBright", 106, defaultBackground}, {"bgWhiteBright", 107, defaultBackground},
}

// paletteAliases are accessors for another colour: target, alias.
var paletteAliases = [][2]string{
	{"gray", "grey"}, {"gray", "blackBright"}, {"bgGray", "bgGrey"}, {"bgGray", "bgBlackBright"},
	{"dim", "faint"}, {"strikethrough", "crossedout"}, {"strikethrough", "strikeThrough"},
	{"strikethrough", "crossedOut"}, {"hidden", "conceal"}, {"inverse", "swapColors"},
	{"inverse", "swapcolors"}, {"doubleunderline", "doubleUnderline"},
}

// valueStyles lists util.inspect.styles, the regexp style aside.
var valueStyles = [][2]string{
	{"special", "cyan"}, {"number", "yellow"}, {"bigint", "yellow"}, {"boolean", "yellow"},
	{"undefined", "grey"}, {"null", "bold"}, {"string", "green"}, {"symbol", "green"}, {"date", "magenta"},
}

// theme is util.inspect.colors and util.inspect.styles.
type theme struct {
	in          *Inspector
	colors      *goja.Object
	styles      *goja.Object
	highlighter *goja.Object // styles.regexp
}

// colored returns the theme, making it on the first call.
func (in *Inspector) colored() *theme {
	if in.theme == nil {
		in.theme = newTheme(in)
	}
	return in.theme
}

func newTheme(in *Inspector) *theme {
	vm := in.vm
	t := &theme{in: in, colors: vm.CreateObject(nil), styles: vm.CreateObject(nil)}
	for _, c := range palette {
		in.define(t.colors, c.name, vm.NewArray(c.start, c.end), true)
	}
	for _, alias := range paletteAliases {
		target := alias[0]
		_ = t.colors.DefineAccessorProperty(alias[1],
			in.function("get", 0, func(call goja.FunctionCall) goja.Value {
				return call.This.ToObject(vm).Get(target)
			}),
			in.function("set", 1, func(call goja.FunctionCall) goja.Value {
				_ = call.This.ToObject(vm).Set(target, call.Argument(0))
				return goja.Undefined()
			}), goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	for _, style := range valueStyles {
		in.define(t.styles, style[0], vm.ToValue(style[1]), true)
	}
	t.highlighter = in.function("highlightRegExp", 1, func(call goja.FunctionCall) goja.Value {
		return Value(vm, t.highlight(Text(call.Argument(0))))
	})
	in.define(t.highlighter, "colors", vm.NewArray("green", "red", "yellow", "cyan", "magenta"), true)
	in.define(t.styles, "regexp", t.highlighter, true)
	in.define(t.styles, "module", vm.ToValue("underline"), true)
	return t
}

// codes returns the escape sequences of a colour.
func (t *theme) codes(color string) (start, end string, ok bool) {
	pair, ok := t.colors.Get(color).(*goja.Object)
	if !ok {
		return "", "", false
	}
	return sgr(pair.Get("0")), sgr(pair.Get("1")), true
}

func sgr(code goja.Value) string {
	if code == nil {
		return "\x1b[undefinedm"
	}
	return "\x1b[" + code.String() + "m"
}

// stylize colours text by the style's name.
func (t *theme) stylize(text, style string) string {
	switch s := t.styles.Get(style).(type) {
	case nil:
		return text
	case *goja.Object:
		if s == t.highlighter {
			return t.highlight(text)
		}
		if f, ok := goja.AssertFunction(s); ok {
			return t.in.callStyle(f, Value(t.in.vm, text))
		}
	default:
		if start, end, ok := t.codes(s.String()); ok {
			return start + text + end
		}
	}
	return text
}

// stylizeWith uses the stylize function of an options object.
func (in *Inspector) stylizeWith(fn *goja.Object) func(text, style string) string {
	f, ok := goja.AssertFunction(fn)
	if !ok {
		panic(in.vm.NewTypeError("ctx.stylize is not a function"))
	}
	return func(text, style string) string {
		return in.callStyle(f, Value(in.vm, text), in.vm.ToValue(style))
	}
}

func (in *Inspector) callStyle(f goja.Callable, args ...goja.Value) string {
	v, err := f(goja.Undefined(), args...)
	if err != nil {
		panic(err)
	}
	return Text(v)
}

// stylizeFunction is the stylize option that custom inspect functions see.
func (c *context) stylizeFunction() *goja.Object {
	c.in.stylizeFunctions()
	switch {
	case c.Colors:
		return c.in.color
	case c.Options.stylize != nil:
		return c.Options.stylize
	}
	return c.in.noColor
}

// removeColors drops the escape sequences of colours; it is what line lengths
// are measured on.
func removeColors(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if n := colorLength(s[i:]); n > 0 {
			i += n - 1
			continue
		}
		out = append(out, s[i])
	}
	return string(out)
}

func colorLength(s string) int {
	if len(s) < 4 || s[0] != 0x1B || s[1] != '[' || !isDigit(s[2]) {
		return 0
	}
	if s[3] == 'm' {
		return 4
	}
	if len(s) > 4 && isDigit(s[3]) && s[4] == 'm' {
		return 5
	}
	return 0
}

// highlightColors are the palette's names for the depths of a regular expression.
func (t *theme) highlightColors() []string {
	if list, ok := t.highlighter.Get("colors").(*goja.Object); ok {
		if n := int(list.Get("length").ToInteger()); n > 0 {
			names := make([]string, n)
			for i := range names {
				if v := list.Get(strconv.Itoa(i)); v != nil {
					names[i] = v.String()
				}
			}
			return names
		}
	}
	return []string{"green", "red", "yellow", "cyan", "magenta"}
}
