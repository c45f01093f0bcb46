package buffer

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/blobs"
)

// objectURLPrefix begins the URLs that URL.createObjectURL makes.
const objectURLPrefix = "blob:nodedata:"

// resolveObjectURL is buffer.resolveObjectURL(id).
func resolveObjectURL(c modules.Call) (goja.Value, error) {
	id, ok := strings.CutPrefix(c.Argument(0).String(), objectURLPrefix)
	if !ok {
		return nil, nil
	}
	b := blobs.Registered(c.Env, id)
	if b == nil {
		return nil, nil
	}
	return blobs.New(c.Env, b), nil
}
