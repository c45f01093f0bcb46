package path

import (
	"runtime"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/glob"
	"github.com/gonode/gonode/modules/nodepath"
)

// maxPatterns is how many compiled patterns a runtime keeps.
const maxPatterns = 100

// patterns are the patterns used last.
type patterns map[string]*glob.Pattern

var compiled = modules.NewLocal(func(*modules.Env) *patterns { return &patterns{} })

// matchesGlob is path.matchesGlob(path, pattern).
func (f *flavour) matchesGlob(c modules.Call) (goja.Value, error) {
	path, err := text(c, 0, "path")
	if err != nil {
		return nil, err
	}
	pattern, err := text(c, 1, "pattern")
	if err != nil {
		return nil, err
	}
	cache := *compiled.Of(f.env)
	key := f.style.Sep() + pattern
	p := cache[key]
	if p == nil {
		p = glob.Compile(pattern, glob.Options{
			Windows: f.style == nodepath.Win32,
			NoCase:  onWindows || runtime.GOOS == "darwin",
		})
		if len(cache) >= maxPatterns {
			clear(cache)
		}
		cache[key] = p
	}
	return modules.Bool(p.Match(path)), nil
}
