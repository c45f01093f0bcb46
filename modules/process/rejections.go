package process

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// rejectionState numbers the rejections that had no handler in time.
type rejectionState struct {
	last int
	ids  *goja.Object // WeakMap of promise to number
}

// unhandledRejection does what --unhandled-rejections asks for with a promise
// that was rejected and has no handler.
func (p *process) unhandledRejection(_ *goja.Promise, promise *goja.Object, reason goja.Value) {
	id := p.numberRejection(promise)
	mode := p.option("unhandled-rejections")
	if mode == "strict" {
		p.raiseRejection(reason)
	}
	handled, err := p.emit("unhandledRejection", reason, promise)
	if err != nil {
		p.env.Host.Uncaught(err)
		return
	}
	switch mode {
	case "none":
	case "warn":
		p.warnOfRejection(reason, id)
	case "strict":
		if !handled {
			p.warnOfRejection(reason, id)
		}
	case "warn-with-error-code":
		if !handled {
			p.warnOfRejection(reason, id)
			p.exit.code, p.exit.hasCode = errorExitCode, true
		}
	default:
		if !handled {
			p.raiseRejection(reason)
		}
	}
}

// raiseRejection makes the reason an uncaught exception.
func (p *process) raiseRejection(reason goja.Value) {
	if !isErrorLike(reason) {
		reason = p.rejectionError(reason)
	}
	p.exceptions.fromPromise = true
	p.env.Host.Uncaught(&modules.ThrownError{Value: reason})
}

func (p *process) rejectionError(reason goja.Value) *goja.Object {
	e := p.env
	message := "This error originated either by throwing inside of an " +
		"async function without a catch block, or by rejecting a promise which was " +
		`not handled with .catch(). The promise rejected with the reason "` + p.describeReason(reason) + `".`
	o := e.Error(&modules.Error{Message: message})
	e.Host.SetStackHeader(o, "UnhandledPromiseRejection: "+message)
	must(o.Set("code", "ERR_UNHANDLED_REJECTION"))
	must(o.Set("name", "UnhandledPromiseRejection"))
	return o
}

// warnOfRejection emits the reason and an explanation as warnings.
func (p *process) warnOfRejection(reason goja.Value, id int) {
	const name = "UnhandledPromiseRejectionWarning"
	text := p.describeReason(reason)
	var stack goja.Value
	if isErrorLike(reason) {
		stack = reason.(*goja.Object).Get("stack")
		if goja.IsString(stack) {
			text = stack.String()
		}
	}
	p.warn(text, name, "")
	message := "Unhandled promise rejection. This error originated either by throwing inside of an async function " +
		"without a catch block, or by rejecting a promise which was not handled with .catch(). To terminate the " +
		"node process on unhandled promise rejection, use the CLI flag `--unhandled-rejections=strict` (see " +
		"https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). (rejection id: " + p.env.VM.ToValue(id).String() + ")"
	explanation := p.env.Error(&modules.Error{Message: message})
	must(explanation.Set("name", name))
	if stack != nil {
		must(explanation.Set("stack", stack))
	}
	p.emitWarningObject(explanation)
}

// rejectionHandled tells of a promise that got its handler after all.
func (p *process) rejectionHandled(promise *goja.Object) {
	handled, err := p.emit("rejectionHandled", promise)
	if err != nil {
		p.env.Host.Uncaught(err)
		return
	}
	if handled || p.rejections.ids == nil {
		return
	}
	id, err := p.env.Method(p.rejections.ids, "get", promise)
	if err != nil || goja.IsUndefined(id) {
		return
	}
	warning := p.warningObject("Promise rejection was handled asynchronously (rejection id: "+id.String()+")",
		"PromiseRejectionHandledWarning", "")
	must(warning.Set("id", id))
	p.emitWarningObject(warning)
}

// numberRejection remembers the promise by a number, without keeping it alive.
func (p *process) numberRejection(promise *goja.Object) int {
	if p.rejections.ids == nil {
		ids, err := p.env.VM.New(p.env.VM.Get("WeakMap"))
		must(err)
		p.rejections.ids = ids
	}
	p.rejections.last++
	_, err := p.env.Method(p.rejections.ids, "set", promise, p.env.VM.ToValue(p.rejections.last))
	must(err)
	return p.rejections.last
}

// isErrorLike reports whether v has a stack of its own.
func isErrorLike(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if !ok || modules.IsFunction(v) {
		return false
	}
	for _, name := range o.GetOwnPropertyNames() {
		if name == "stack" {
			return true
		}
	}
	return false
}

// describeReason makes text of a value as V8 does where it must not run the
// program's code: an object that keeps Object.prototype.toString is named by
// its constructor.
func (p *process) describeReason(v goja.Value) string {
	if s, ok := v.(*goja.Symbol); ok {
		return "Symbol(" + s.String() + ")"
	}
	o, ok := v.(*goja.Object)
	if !ok {
		return v.String()
	}
	class := o.ClassName()
	if class == "Function" || class == "Error" {
		return o.String()
	}
	base := p.env.VM.Get("Object").(*goja.Object).Get("prototype").(*goja.Object)
	if toString := o.Get("toString"); toString != nil && toString.SameAs(base.Get("toString")) {
		if c := o.Get("constructor"); modules.IsFunction(c) {
			if name := c.(*goja.Object).Get("name"); name != nil && goja.IsString(name) && name.String() != "" {
				return "#<" + name.String() + ">"
			}
		}
	}
	if class == "Array" {
		return "[object Array]"
	}
	return "[object Object]"
}
