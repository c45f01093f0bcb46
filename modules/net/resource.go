package net

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules/internal/resources"
)

var _ resources.Resource = (*handle)(nil)

// ResourceName is [resources.Resource.ResourceName].
func (h *handle) ResourceName() string {
	kind := h.object.Get("constructor").(*goja.Object).Get("name").String()
	switch {
	case kind == "TTY":
		return "TTYWrap"
	case kind == "TCP" && h.listener != nil:
		return "TCPServerWrap"
	case kind == "TCP":
		return "TCPSocketWrap"
	}
	return "PipeWrap"
}

// Active is [resources.Resource.Active].
func (h *handle) Active() bool { return !h.unrefed && !h.closed }

// Owner is [resources.Resource.Owner].
func (h *handle) Owner() *goja.Object { return h.owner }

// opened and ended keep the list of open handles.
func (h *handle) opened() { resources.Of(h.n.env).Add(h) }
func (h *handle) ended()  { resources.Of(h.n.env).Remove(h) }
