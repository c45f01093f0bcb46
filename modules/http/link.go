package http

import (
	"regexp"
	"sync"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// linkFormat is what Node takes for the value of a Link header.
var linkFormat = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^<[^>\r\n]*>(?:\s*;\s*[^;"\s]+(?:=(?:"[^;"\s]*"|[^;"\s]*))?)*$`)
})

// linkHeader is validateLinkHeaderValue(hints): a string, or a list of them.
func (l *library) linkHeader(v goja.Value) (string, error) {
	list, ok := v.(*goja.Object)
	if goja.IsString(v) {
		return v.String(), l.checkLink(v)
	}
	if !ok || !modules.IsArray(v) {
		return "", l.badLink(v)
	}
	joined := ""
	for i, item := range items(list) {
		item := item.(goja.Value)
		if err := l.checkLink(item); err != nil {
			return "", err
		}
		if i > 0 {
			joined += ", "
		}
		joined += item.String()
	}
	return joined, nil
}

func (l *library) checkLink(v goja.Value) error {
	if v == nil || goja.IsUndefined(v) || !linkFormat().MatchString(v.String()) {
		return l.badLink(v)
	}
	return nil
}

func (l *library) badLink(v goja.Value) error {
	return l.env.InvalidArgValue("hints", v,
		`must be an array or string of format "</styles.css>; rel=preload; as=style"`)
}
