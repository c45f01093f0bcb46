package loader

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/runtime/esm"
)

// MainRunner is a host that can end the program with what a main module rejected with.
type MainRunner interface{ UncaughtRejection(reason goja.Value) }

// explain adds to a ReferenceError about a name that only CommonJS has what is the matter.
func (l *Loader) explain(reason goja.Value, m *esm.Module) {
	o, ok := reason.(*goja.Object)
	if !ok || o.ClassName() != "Error" {
		return
	}
	message := stringOr(o.Get("message"))
	name, ok := strings.CutSuffix(message, " is not defined")
	if !ok || stringOr(o.Get("name")) != "ReferenceError" {
		return
	}
	switch name {
	case "require", "module", "exports", "__filename", "__dirname":
	default:
		return
	}
	message += " in ES module scope"
	if name == "require" {
		message += ", you can use import instead"
	}
	if filename, err := pathOfURL(m.URL); err == nil && strings.HasPrefix(m.URL, "file:") && strings.HasSuffix(filename, ".js") {
		if p, err := l.resolve().NearestPackage(filename); err == nil && p != nil && p.Type == "module" {
			message += "\nThis file is being treated as an ES module because it has a '.js' file extension and '" + p.Path +
				"' contains \"type\": \"module\". To use it as a CommonJS script, rename it to use the '.cjs' file extension."
		}
	}
	_ = o.Set("message", message)
}

// warnTypeless warns of a file that turned out to be a module although nothing had said so.
func (l *Loader) warnTypeless(filename string) {
	if !strings.HasSuffix(filename, ".js") && !strings.HasSuffix(filename, ".ts") {
		return
	}
	p, err := l.resolve().NearestPackage(filename)
	if err != nil || p == nil || l.typeless[p.Path] || p.Type != "none" {
		return
	}
	if l.typeless == nil {
		l.typeless = map[string]bool{}
	}
	l.typeless[p.Path] = true
	l.warn("Module type of "+fileURL(filename)+" is not specified and it doesn't parse as CommonJS.\n"+
		"Reparsing as ES module because module syntax was detected. This incurs a performance overhead.\n"+
		"To eliminate this warning, add \"type\": \"module\" to "+p.Path+".", "Warning", "MODULE_TYPELESS_PACKAGE_JSON")
}

// warnWrongType warns of a file with the syntax of a module that its package calls CommonJS.
func (l *Loader) warnWrongType(filename string) {
	l.warnNow("Failed to load the ES module: " + filename +
		". Make sure to set \"type\": \"module\" in the nearest package.json file or use the .mjs extension.")
}
