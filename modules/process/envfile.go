package process

import (
	"path/filepath"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/dotenv"
)

// loadEnvFile is process.loadEnvFile([path]). It leaves alone the variables
// that are set already.
func (p *process) loadEnvFile(c modules.Call) (goja.Value, error) {
	name := ".env"
	if !modules.IsNullish(c.Argument(0)) {
		var err error
		if name, err = p.filePath(c.Argument(0)); err != nil {
			return nil, err
		}
	}
	full := name
	if !filepath.IsAbs(full) {
		dir, err := p.workingDirectory()
		if err != nil {
			return nil, err
		}
		full = filepath.Join(dir, full)
	}
	data, err := p.env.FS.ReadFile(full)
	if err != nil {
		return nil, modules.SystemError(err, "open", name, "")
	}
	for _, entry := range dotenv.Parse(string(data)) {
		if _, set := p.env.Proc.Getenv(entry.Name); set {
			continue
		}
		if err := p.env.Proc.Setenv(entry.Name, entry.Value); err != nil {
			return nil, modules.SystemError(err, "setenv", "", "")
		}
	}
	return nil, nil
}

// filePath takes a path as file functions do: a string, a Buffer or a URL.
func (p *process) filePath(v goja.Value) (string, error) {
	if goja.IsString(v) {
		return v.String(), nil
	}
	if o, ok := v.(*goja.Object); ok {
		if href, protocol := o.Get("href"), o.Get("protocol"); href != nil && protocol != nil && href.ToBoolean() && protocol.ToBoolean() {
			path, err := p.env.Method(p.env.RequireObject("url"), "fileURLToPath", o)
			if err != nil {
				return "", err
			}
			return path.String(), nil
		}
		if bytes, ok := o.Get("buffer").(*goja.Object); ok && bytes.ClassName() == "ArrayBuffer" {
			return o.String(), nil
		}
	}
	return "", p.env.InvalidArgType("path", v, "string", "Buffer", "URL")
}
