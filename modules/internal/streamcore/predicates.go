package streamcore

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// These are the questions that Node asks of streams of any make, so they look
// at properties. A nil value stands for null: the question makes no sense.

func get(v goja.Value, name string) goja.Value {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	return o.Get(name)
}

func isFunc(o *goja.Object, name string) bool { return modules.IsFunction(o.Get(name)) }

func isReadableNodeStream(o *goja.Object, strict bool) bool {
	if o == nil || !isFunc(o, "pipe") || !isFunc(o, "on") {
		return false
	}
	if strict && (!isFunc(o, "pause") || !isFunc(o, "resume")) {
		return false
	}
	w, r := o.Get("_writableState"), o.Get("_readableState")
	return !truthy(w) || truthy(r) && !isFalseValue(get(r, "readable"))
}

func isWritableNodeStream(o *goja.Object) bool {
	if o == nil || !isFunc(o, "write") || !isFunc(o, "on") {
		return false
	}
	return !truthy(o.Get("_readableState")) || !isFalseValue(get(o.Get("_writableState"), "writable"))
}

func isDuplexNodeStream(o *goja.Object) bool {
	return o != nil && isFunc(o, "pipe") && truthy(o.Get("_readableState")) && isFunc(o, "on") && isFunc(o, "write")
}

func isNodeStream(o *goja.Object) bool {
	return o != nil && (truthy(o.Get("_readableState")) || truthy(o.Get("_writableState")) ||
		isFunc(o, "on") && (isFunc(o, "write") || isFunc(o, "pipe")))
}

func isWebReadable(o *goja.Object) bool {
	return o != nil && !isNodeStream(o) && isFunc(o, "pipeThrough") && isFunc(o, "getReader") && isFunc(o, "cancel")
}

func isWebWritable(o *goja.Object) bool {
	return o != nil && !isNodeStream(o) && isFunc(o, "getWriter") && isFunc(o, "abort")
}

func isWebTransform(o *goja.Object) bool {
	if o == nil || isNodeStream(o) {
		return false
	}
	_, r := o.Get("readable").(*goja.Object)
	_, w := o.Get("writable").(*goja.Object)
	return r && w
}

func isWebStream(o *goja.Object) bool {
	return isWebReadable(o) || isWebWritable(o) || isWebTransform(o)
}

var (
	symIsDestroyed = "nodejs.stream.destroyed"
	symIsErrored   = "nodejs.stream.errored"
	symIsReadable  = "nodejs.stream.readable"
	symIsWritable  = "nodejs.stream.writable"
	symIsDisturbed = "nodejs.stream.disturbed"
)

func (c *Core) symbol(o *goja.Object, key string) goja.Value {
	v := o.GetSymbol(c.env.SymbolFor(key))
	if modules.IsNullish(v) {
		return nil
	}
	return v
}

func boolOf(b bool) goja.Value { return modules.Bool(b) }

func (c *Core) isDestroyed(o *goja.Object) goja.Value {
	if !isNodeStream(o) {
		return nil
	}
	state := o.Get("_writableState")
	if !truthy(state) {
		state = o.Get("_readableState")
	}
	return boolOf(truthy(o.Get("destroyed")) || truthy(c.symbol(o, symIsDestroyed)) || truthy(get(state, "destroyed")))
}

func isWritableEnded(o *goja.Object) goja.Value {
	if !isWritableNodeStream(o) {
		return nil
	}
	if isTrueValue(o.Get("writableEnded")) {
		return boolOf(true)
	}
	return stateFlag(o.Get("_writableState"), "ended")
}

func isTrueValue(v goja.Value) bool { return modules.IsBoolean(v) && v.ToBoolean() }

// stateFlag is a boolean of a state object, false after an error, and nil
// when there is no such boolean.
func stateFlag(state goja.Value, name string) goja.Value {
	if truthy(get(state, "errored")) {
		return boolOf(false)
	}
	if v := get(state, name); modules.IsBoolean(v) {
		return v
	}
	return nil
}

// isWritableFinished also takes a stream that has written all for finished,
// unless strict.
func isWritableFinished(o *goja.Object, strict bool) goja.Value {
	if !isWritableNodeStream(o) {
		return nil
	}
	if isTrueValue(o.Get("writableFinished")) {
		return boolOf(true)
	}
	state := o.Get("_writableState")
	v := stateFlag(state, "finished")
	if v == nil || truthy(get(state, "errored")) {
		return v
	}
	return boolOf(v.ToBoolean() || !strict && isTrueValue(get(state, "ended")) && isZero(get(state, "length")))
}

func isZero(v goja.Value) bool { return v != nil && goja.IsNumber(v) && v.ToFloat() == 0 }

func isReadableFinished(o *goja.Object, strict bool) goja.Value {
	if !isReadableNodeStream(o, false) {
		return nil
	}
	state := o.Get("_readableState")
	v := stateFlag(state, "endEmitted")
	if v == nil || truthy(get(state, "errored")) {
		return v
	}
	return boolOf(v.ToBoolean() || !strict && isTrueValue(get(state, "ended")) && isZero(get(state, "length")))
}

func (c *Core) isReadable(o *goja.Object) goja.Value {
	if o == nil {
		return nil
	}
	if v := c.symbol(o, symIsReadable); v != nil {
		return v
	}
	v := o.Get("readable")
	if !modules.IsBoolean(v) {
		return nil
	}
	if truthy(c.isDestroyed(o)) {
		return boolOf(false)
	}
	return boolOf(isReadableNodeStream(o, false) && v.ToBoolean() && !truthy(isReadableFinished(o, true)))
}

func (c *Core) isWritable(o *goja.Object) goja.Value {
	if o == nil {
		return nil
	}
	if v := c.symbol(o, symIsWritable); v != nil {
		return v
	}
	v := o.Get("writable")
	if !modules.IsBoolean(v) {
		return nil
	}
	if truthy(c.isDestroyed(o)) {
		return boolOf(false)
	}
	return boolOf(isWritableNodeStream(o) && v.ToBoolean() && !truthy(isWritableEnded(o)))
}

func (c *Core) isFinished(o *goja.Object) goja.Value {
	if !isNodeStream(o) {
		return nil
	}
	if truthy(c.isDestroyed(o)) {
		return boolOf(true)
	}
	return boolOf(!truthy(c.isReadable(o)) && !truthy(c.isWritable(o)))
}

func erroredOf(o *goja.Object, own, state string) goja.Value {
	if !isNodeStream(o) {
		return nil
	}
	if v := o.Get(own); truthy(v) {
		return v
	}
	if v := get(o.Get(state), "errored"); !modules.IsNullish(v) {
		return v
	}
	return nil
}

// streamError is the error that a stream has seen, or nil.
func streamError(o *goja.Object) goja.Value {
	v := erroredOf(o, "writableErrored", "_writableState")
	if !truthy(v) {
		v = erroredOf(o, "readableErrored", "_readableState")
	}
	if !truthy(v) || modules.IsBoolean(v) {
		return nil
	}
	return v
}

func isClosed(o *goja.Object) bool {
	if !isNodeStream(o) {
		return false
	}
	if v := o.Get("closed"); modules.IsBoolean(v) {
		return v.ToBoolean()
	}
	w, r := get(o.Get("_writableState"), "closed"), get(o.Get("_readableState"), "closed")
	if modules.IsBoolean(w) || modules.IsBoolean(r) {
		return truthy(w) || truthy(r)
	}
	if v := o.Get("_closed"); modules.IsBoolean(v) && isOutgoingMessage(o) {
		return v.ToBoolean()
	}
	return false
}

func isOutgoingMessage(o *goja.Object) bool {
	return modules.IsBoolean(o.Get("_closed")) && modules.IsBoolean(o.Get("_defaultKeepAlive")) &&
		modules.IsBoolean(o.Get("_removedConnection")) && modules.IsBoolean(o.Get("_removedContLen"))
}

func isServerResponse(o *goja.Object) bool {
	return modules.IsBoolean(o.Get("_sent100")) && isOutgoingMessage(o)
}

func isServerRequest(o *goja.Object) bool {
	return modules.IsBoolean(o.Get("_consuming")) && modules.IsBoolean(o.Get("_dumped")) &&
		modules.IsNullish(get(o.Get("req"), "upgradeOrConnect"))
}

func isClientRequest(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	return ok && truthy(o.Get("setHeader")) && isFunc(o, "abort")
}

func willEmitClose(o *goja.Object) bool {
	if !isNodeStream(o) {
		return false
	}
	state := o.Get("_writableState")
	if !truthy(state) {
		state = o.Get("_readableState")
	}
	if !truthy(state) {
		return isServerResponse(o)
	}
	return truthy(get(state, "autoDestroy")) && truthy(get(state, "emitClose")) && isFalseValue(get(state, "closed"))
}

func (c *Core) isDisturbed(o *goja.Object) bool {
	if v := c.symbol(o, symIsDisturbed); v != nil {
		return v.ToBoolean()
	}
	return truthy(o.Get("readableDidRead")) || truthy(o.Get("readableAborted"))
}

func (c *Core) isErrored(o *goja.Object) bool {
	if v := c.symbol(o, symIsErrored); v != nil {
		return v.ToBoolean()
	}
	r, w := o.Get("_readableState"), o.Get("_writableState")
	for _, v := range []goja.Value{
		o.Get("readableErrored"), o.Get("writableErrored"), get(r, "errorEmitted"), get(w, "errorEmitted"),
		get(r, "errored"), get(w, "errored"),
	} {
		if !modules.IsNullish(v) {
			return v.ToBoolean()
		}
	}
	return false
}

// Predicates exports the questions that module stream answers, and for its
// JavaScript those that it asks.
func (c *Core) Predicates() (public, internal []modules.Export) {
	ask := func(name string, f func(o *goja.Object) goja.Value) modules.Export {
		return modules.Fn(name, 1, func(call modules.Call) (goja.Value, error) {
			o, _ := call.Argument(0).(*goja.Object)
			return nullIfNil(f(o)), nil
		})
	}
	is := func(name string, f func(o *goja.Object) bool) modules.Export {
		return ask(name, func(o *goja.Object) goja.Value { return boolOf(o != nil && f(o)) })
	}
	public = []modules.Export{
		ask("isDestroyed", c.isDestroyed), is("isDisturbed", c.isDisturbed), is("isErrored", c.isErrored),
		ask("isReadable", c.isReadable), ask("isWritable", c.isWritable),
	}
	internal = []modules.Export{
		is("isNodeStream", isNodeStream), is("isWebStream", isWebStream), is("isReadableStream", isWebReadable),
		is("isWritableStream", isWebWritable), is("isTransformStream", isWebTransform),
		is("isReadableNodeStream", func(o *goja.Object) bool { return isReadableNodeStream(o, false) }),
		is("isWritableNodeStream", isWritableNodeStream), is("isDuplexNodeStream", isDuplexNodeStream),
		ask("isReadableFinished", func(o *goja.Object) goja.Value { return isReadableFinished(o, true) }),
	}
	return public, internal
}
