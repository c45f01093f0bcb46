package http

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// channels are those of diagnostics_channel that this package publishes on.
type channels struct {
	requestStart, responseFinish channel
}

type channel struct {
	lib *library
	obj *goja.Object
}

func (c *channels) open(l *library) {
	var create goja.Value
	if l.vm.Try(func() { create = l.env.RequireObject("diagnostics_channel").Get("channel") }) != nil || create == nil {
		return
	}
	named := func(name string) channel {
		o, _ := throw(l.env.Invoke(create, goja.Undefined(), l.vm.ToValue(name))).(*goja.Object)
		return channel{l, o}
	}
	c.requestStart = named("http.server.request.start")
	c.responseFinish = named("http.server.response.finish")
}

func (c channel) hasSubscribers() bool {
	return c.obj != nil && c.obj.Get("hasSubscribers").ToBoolean()
}

// publish tells the subscribers of a message with these properties.
func (c channel) publish(list ...modules.Export) {
	throw(c.lib.env.Method(c.obj, "publish", c.lib.env.Exports(list...)))
}
