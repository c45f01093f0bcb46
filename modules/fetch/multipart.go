package fetch

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// part is an entry of a body of type multipart/form-data.
type part struct {
	name, filename, contentType string
	isFile                      bool
	data                        []byte
}

var errMultipart = errors.New("not multipart/form-data")

// parseParts reads a body of type multipart/form-data.
// https://andreubotella.github.io/multipart-form-data/
func parseParts(b []byte, boundary string) ([]part, error) {
	r := multipart.NewReader(bytes.NewReader(b), boundary)
	var list []part
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		disposition, parameters, err := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
		if err != nil || disposition != "form-data" {
			return nil, errMultipart
		}
		name, named := parameters["name"]
		if !named {
			return nil, errMultipart
		}
		x := part{name: unescape(name), contentType: "text/plain"}
		if x.filename, x.isFile = parameters["filename"]; x.isFile {
			x.filename = unescape(x.filename)
		}
		if given := p.Header.Get("Content-Type"); given != "" {
			x.contentType = given
		}
		if x.data, err = io.ReadAll(p); err != nil {
			return nil, err
		}
		list = append(list, x)
	}
}

// unescape undoes what the serializer does to names.
func unescape(s string) string {
	return strings.NewReplacer("%0A", "\n", "%0a", "\n", "%0D", "\r", "%0d", "\r", "%22", `"`).Replace(s)
}

// parseMultipart(bytes, boundary) is an array of { name, filename, type, data },
// or undefined if the body is malformed.
func parseMultipart(c modules.Call) (goja.Value, error) {
	b, _ := buffers.Bytes(c.Env, c.Argument(0))
	list, err := parseParts(b, c.Argument(1).String())
	if err != nil {
		return nil, nil
	}
	items := make([]any, len(list))
	for i, p := range list {
		o := c.Env.VM.NewObject()
		must(o.Set("name", p.name))
		if p.isFile {
			must(o.Set("filename", p.filename))
		}
		must(o.Set("type", p.contentType))
		must(o.Set("data", buffers.NewUint8Array(c.Env, p.data)))
		items[i] = o
	}
	return c.Env.VM.NewArray(items...), nil
}

// parseMediaType(text) is { type, boundary } of a content type, or undefined.
func parseMediaType(c modules.Call) (goja.Value, error) {
	media, parameters, err := mime.ParseMediaType(c.Argument(0).String())
	if err != nil {
		return nil, nil
	}
	o := c.Env.VM.NewObject()
	must(o.Set("type", media))
	must(o.Set("boundary", parameters["boundary"]))
	return o, nil
}
