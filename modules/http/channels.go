package http

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// channels are those of diagnostics_channel that this package publishes on.
type channels struct {
	lib                          *library
	create                       goja.Value // nil without the module
	requestStart, responseFinish channel
	responseCreated              channel
}

type channel struct {
	lib *library
	obj *goja.Object
}

func (c *channels) open(l *library) {
	c.lib = l
	if l.vm.Try(func() { c.create = l.env.RequireObject("diagnostics_channel").Get("channel") }) != nil || c.create == nil {
		return
	}
	c.requestStart = channel{l, c.channel("http.server.request.start")}
	c.responseCreated = channel{l, c.channel("http.server.response.created")}
	c.responseFinish = channel{l, c.channel("http.server.response.finish")}
}

func (c *channels) channel(name string) *goja.Object {
	o, _ := throw(c.lib.env.Invoke(c.create, goja.Undefined(), c.lib.vm.ToValue(name))).(*goja.Object)
	return o
}

// named hands over channels by the short names of a map.
func (c *channels) named(set func(name string, channel goja.Value), names map[string]string) {
	if c.create == nil {
		return
	}
	for short, name := range names {
		set(short, c.channel(name))
	}
}

func (c channel) hasSubscribers() bool {
	return c.obj != nil && c.obj.Get("hasSubscribers").ToBoolean()
}

// publish tells the subscribers of a message with these properties.
func (c channel) publish(list ...modules.Export) {
	throw(c.lib.env.Method(c.obj, "publish", c.lib.env.Exports(list...)))
}
