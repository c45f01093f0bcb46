package process

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/resources"
)

// activeResources is process.getActiveResourcesInfo().
func activeResources(c modules.Call) (goja.Value, error) {
	var names []any
	for _, r := range resources.Of(c.Env).Active() {
		names = append(names, r.ResourceName())
	}
	timers, immediates := c.Env.Loop.Pendings()
	for range timers {
		names = append(names, "Timeout")
	}
	for range immediates {
		names = append(names, "Immediate")
	}
	return c.Env.VM.NewArray(names...), nil
}

// activeHandles is process._getActiveHandles().
func activeHandles(c modules.Call) (goja.Value, error) {
	var owners []any
	for _, r := range resources.Of(c.Env).Active() {
		if owner := r.Owner(); owner != nil {
			owners = append(owners, owner)
		}
	}
	return c.Env.VM.NewArray(owners...), nil
}
