// Package inspect renders JavaScript values as Node's util.inspect does, and
// formats messages as util.format does, in Go over goja values.
package inspect

import (
	"github.com/dop251/goja"
)

// An Inspector renders the values of one runtime. Its methods may be called only
// on the goroutine that runs JavaScript; like native functions they panic with a
// JavaScript exception when user code they call (a custom inspect function, a
// proxy's trap) throws.
type Inspector struct {
	vm         *goja.Runtime
	intrinsics *intrinsics
	inspect    *goja.Object // util.inspect
	defaults   *goja.Object // util.inspect.defaultOptions, once asked for
	noColor    *goja.Object // the stylize function without colours
	color      *goja.Object // the stylize function with colours
	theme      *theme

	// Directory is the working directory, which coloured stacks dim; nil or a
	// failure leaves them as they are.
	Directory func() (string, error)
	// IsClass reports whether a constructor written in Go is to be shown as a class.
	IsClass func(ctor *goja.Object) bool
	// Namespace reports whether a proxy is the namespace of a module, and nobody's proxy.
	Namespace func(proxy *goja.Object) bool
	// Concealed reports whether a proxy counts as an ordinary object.
	Concealed func(proxy *goja.Object) bool
	// CheckObject throws ERR_INVALID_ARG_TYPE unless its argument is an object.
	CheckObject func(v goja.Value, name string)
}

// New returns the inspector of a runtime. It does nothing yet: what it needs of
// the runtime is taken when the first object is rendered, so that a program that
// prints only text does not pay for it.
func New(vm *goja.Runtime) *Inspector { return &Inspector{vm: vm} }

// Inspect renders v.
func (in *Inspector) Inspect(v goja.Value, o Options) string {
	c := in.context(o)
	return c.formatValue(v, 0, false)
}

// context is the state of one call of inspect.
type context struct {
	Options
	in           *Inspector
	style        func(text, style string) string // nil without colours
	indent       int
	currentDepth int
	seen         []*goja.Object
	circular     map[*goja.Object]int
	budget       map[int]int
	unjoined     bool // no entries are joined on one line, as in a stack that is an object
	exhausted    bool // the output is so large that nothing deeper is shown
}

func (in *Inspector) context(o Options) *context {
	c := &context{Options: o, in: in}
	if o.Colors {
		c.style = in.colored().stylize
	} else if o.stylize != nil && o.stylize != in.noColor {
		c.style = in.stylizeWith(o.stylize)
	}
	return c
}

func (c *context) stylize(text, style string) string {
	if c.style == nil {
		return text
	}
	return c.style(text, style)
}

// deeper reports whether depth is past what the options allow.
func (c *context) deeper(depth int) bool { return float64(depth) > c.Depth }
