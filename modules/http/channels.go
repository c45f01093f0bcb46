package http

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// channels are those of diagnostics_channel that this package publishes on.
type channels struct {
	lib                          *library
	create                       goja.Value   // nil without the module
	quiet                        *goja.Object // the prototype of channels without subscribers
	requestStart, responseFinish channel
	responseCreated              channel
}

type channel struct {
	lib   *library
	obj   *goja.Object
	quiet *goja.Object // the prototype without subscribers
}

func (c *channels) open(l *library) {
	c.lib = l
	if l.vm.Try(func() { c.create = l.env.RequireObject("diagnostics_channel").Get("channel") }) != nil || c.create == nil {
		return
	}
	class := l.env.RequireObject("diagnostics_channel").Get("Channel").ToObject(l.vm)
	c.quiet, _ = class.Get("prototype").(*goja.Object)
	c.requestStart = c.server("http.server.request.start")
	c.responseCreated = c.server("http.server.response.created")
	c.responseFinish = c.server("http.server.response.finish")
}

func (c *channels) server(name string) channel { return channel{c.lib, c.channel(name), c.quiet} }

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

// hasSubscribers is channel.hasSubscribers. A channel changes its prototype
// when it gets subscribers, which is quicker to see.
func (c channel) hasSubscribers() bool {
	return c.obj != nil && c.obj.Prototype() != c.quiet && c.obj.Get("hasSubscribers").ToBoolean()
}

// publish tells the subscribers of a message with these properties.
func (c channel) publish(list ...modules.Export) {
	throw(c.lib.env.Method(c.obj, "publish", c.lib.env.Exports(list...)))
}
