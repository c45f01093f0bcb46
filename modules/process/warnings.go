package process

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// warningState is what the printer of warnings remembers.
type warningState struct {
	disabled     []string
	hintShown    bool
	experimental map[string]bool
	file         modules.File // --redirect-warnings, when open
}

// watchWarnings prints warnings to stderr, unless the program is told not to.
func (p *process) watchWarnings() {
	if v, _ := p.env.Proc.Getenv("NODE_NO_WARNINGS"); v == "1" || p.option("no-warnings") != "" {
		return
	}
	if list := p.option("disable-warning"); list != "" {
		p.warnings.disabled = strings.Split(list, "\n")
	}
	p.on("warning", p.env.Func("onWarning", 1, func(c modules.Call) (goja.Value, error) {
		return nil, p.printWarning(c.Argument(0))
	}))
}

func (p *process) on(event string, listener *goja.Object) {
	_, err := p.method("on", p.env.VM.ToValue(event), listener)
	must(err)
}

func (p *process) flag(name string) bool {
	v := p.object.Get(name)
	return v != nil && v.ToBoolean()
}

func (p *process) isError(v goja.Value) bool {
	_, ok := v.(*goja.Object)
	return ok && p.env.VM.InstanceOf(v, p.env.VM.Get("Error").(*goja.Object))
}

// emitWarning is process.emitWarning(warning[, type[, code]][, ctor]), or with
// an object of options in the second place.
func (p *process) emitWarning(c modules.Call) (goja.Value, error) {
	kind, code := c.Argument(1), c.Argument(2)
	detail := ""
	if options, ok := kind.(*goja.Object); ok {
		switch {
		case modules.IsFunction(kind):
			kind, code = p.env.VM.ToValue("Warning"), goja.Undefined()
		case !modules.IsArray(kind):
			code = valueOr(options.Get("code"))
			if d := options.Get("detail"); d != nil && goja.IsString(d) {
				detail = d.String()
			}
			if kind = valueOr(options.Get("type")); !kind.ToBoolean() {
				kind = p.env.VM.ToValue("Warning")
			}
		}
	} else if goja.IsString(kind) && kind.String() == "DeprecationWarning" && p.flag("noDeprecation") {
		return nil, nil
	}
	if !goja.IsUndefined(kind) && !goja.IsString(kind) {
		return nil, p.env.InvalidArgType("type", kind, "string")
	}
	if modules.IsFunction(code) {
		code = goja.Undefined()
	} else if !goja.IsUndefined(code) && !goja.IsString(code) {
		return nil, p.env.InvalidArgType("code", code, "string")
	}
	var warning *goja.Object
	if text := c.Argument(0); goja.IsString(text) {
		name := "Warning"
		if kind.ToBoolean() {
			name = kind.String()
		}
		warning = p.warningObject(text.String(), name, detail)
		if !goja.IsUndefined(code) {
			must(warning.Set("code", code))
			if detail != "" { // code precedes detail
				must(warning.Delete("detail"))
				must(warning.Set("detail", detail))
			}
		}
	} else if p.isError(text) {
		warning = text.(*goja.Object)
	} else {
		return nil, p.env.InvalidArgType("warning", text, "Error", "string")
	}
	p.emitWarningObject(warning)
	return nil, nil
}

func valueOr(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}

func (p *process) warningObject(message, name, detail string) *goja.Object {
	o := p.env.Error(&modules.Error{Message: message})
	must(o.Set("name", name))
	p.env.Host.SetStackHeader(o, name+": "+message)
	if detail != "" {
		must(o.Set("detail", detail))
	}
	return o
}

// emitWarningObject emits 'warning' behind the ticks that are queued, or
// throws a deprecation where the program asks for that.
func (p *process) emitWarningObject(warning *goja.Object) {
	if warning.Get("name").String() == "DeprecationWarning" {
		if p.flag("noDeprecation") {
			return
		}
		if p.flag("throwDeprecation") {
			p.env.Host.NextTick(func() error { return &modules.ThrownError{Value: warning} })
			return
		}
	}
	p.env.Host.NextTick(func() error {
		_, err := p.emit("warning", warning)
		return err
	})
}

// warn emits a warning through process.emitWarning, which programs replace.
func (p *process) warn(message, kind, code string) {
	args := []goja.Value{p.env.VM.ToValue(message), p.env.VM.ToValue(kind)}
	if code != "" {
		args = append(args, p.env.VM.ToValue(code))
	}
	if _, err := p.method("emitWarning", args...); err != nil {
		p.env.Host.Uncaught(err)
	}
}

func (p *process) deprecate(code, message string) { p.warn(message, "DeprecationWarning", code) }

// warnExperimental warns of a feature once.
func (p *process) warnExperimental(feature string) {
	if p.warnings.experimental[feature] {
		return
	}
	if p.warnings.experimental == nil {
		p.warnings.experimental = map[string]bool{}
	}
	p.warnings.experimental[feature] = true
	p.warn(feature+" is an experimental feature and might change at any time", "ExperimentalWarning", "")
}

// pendingDeprecation reports whether deprecations to come are warned of.
func (p *process) pendingDeprecation() bool {
	v, _ := p.env.Proc.Getenv("NODE_PENDING_DEPRECATION")
	return v == "1" || p.option("pending-deprecation") != ""
}

// printWarning writes a warning as Node does.
func (p *process) printWarning(v goja.Value) error {
	if !p.isError(v) {
		return nil
	}
	warning := v.(*goja.Object)
	text := func(name string) string {
		if v := warning.Get(name); v != nil && v.ToBoolean() {
			return v.String()
		}
		return ""
	}
	name, code := text("name"), text("code")
	if slices.Contains(p.warnings.disabled, name) || code != "" && slices.Contains(p.warnings.disabled, code) {
		return nil
	}
	deprecation := name == "DeprecationWarning"
	if deprecation && p.flag("noDeprecation") {
		return nil
	}
	trace := p.flag("traceProcessWarnings") || deprecation && p.flag("traceDeprecation")
	var b strings.Builder
	b.WriteString("(" + p.releaseName() + ":" + p.object.Get("pid").String() + ") ")
	if code != "" {
		b.WriteString("[" + code + "] ")
	}
	if stack := text("stack"); trace && stack != "" {
		b.WriteString(stack)
	} else {
		s, err := p.env.Method(warning, "toString")
		if err != nil {
			return err
		}
		b.WriteString(s.String())
	}
	if detail := warning.Get("detail"); detail != nil && goja.IsString(detail) {
		b.WriteString("\n" + detail.String())
	}
	if !trace && !p.warnings.hintShown {
		p.warnings.hintShown = true
		flag := "--trace-warnings"
		if deprecation {
			flag = "--trace-deprecation"
		}
		b.WriteString("\n(Use `" + p.commandName() + " " + flag + " ...` to show where the warning was created)")
	}
	b.WriteString("\n")
	return p.writeWarning(b.String())
}

func (p *process) releaseName() string {
	if release, ok := p.object.Get("release").(*goja.Object); ok {
		return valueOr(release.Get("name")).String()
	}
	return "node"
}

func (p *process) commandName() string {
	argv0 := p.object.Get("argv0")
	if argv0 == nil || !argv0.ToBoolean() {
		return "node"
	}
	return strings.TrimSuffix(filepath.Base(argv0.String()), ".exe")
}

// writeWarning goes to --redirect-warnings, or through console.error, whose
// stream the program may have replaced.
func (p *process) writeWarning(text string) error {
	file := p.option("redirect-warnings")
	if file == "" {
		file, _ = p.env.Proc.Getenv("NODE_REDIRECT_WARNINGS")
	}
	if file != "" && p.warnings.file == nil {
		if f, err := p.env.FS.Open(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666); err == nil {
			p.warnings.file = f
		}
	}
	if p.warnings.file != nil {
		if _, err := io.WriteString(p.warnings.file, text); err == nil {
			return nil
		}
	}
	if stderr := p.stdio.Made(2); stderr != nil {
		_, err := p.env.Method(stderr, "write", p.env.VM.ToValue(text))
		return err
	}
	_, _ = io.WriteString(p.env.Stderr, text) // nobody is left to tell
	return nil
}
