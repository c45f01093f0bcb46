package vm

import (
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// importer is what import() does in code of this module. It implements loader.Importer.
type importer struct {
	env *modules.Env
	// callback is the program's, nil if there is none: how says what to do then.
	callback *goja.Object
	how      string
	referrer goja.Value
	filename string
}

func newImporter(e *modules.Env, given, referrer goja.Value, filename string) *importer {
	i := &importer{env: e, referrer: referrer, filename: filename}
	if o, ok := given.(*goja.Object); ok {
		i.callback = o
	} else {
		i.how = given.String()
	}
	return i
}

// Referrer is the URL or path that the program's own loader resolves from, if ok.
func (i *importer) Referrer() (from string, ok bool) {
	if i.how != "default" {
		return "", false
	}
	if !strings.HasPrefix(i.filename, "REPL") { // as node:repl calls what it runs, which is no experiment
		_ = experimental(i.env, "vm.USE_MAIN_CONTEXT_DEFAULT_LOADER")
	}
	if filepath.IsAbs(i.filename) || strings.HasPrefix(i.filename, "file:") || strings.HasPrefix(i.filename, "data:") {
		return i.filename, true
	}
	return "", true
}

// Import is import(specifier, { with: attributes }): a promise.
func (i *importer) Import(specifier string, attributes *goja.Object) (goja.Value, error) {
	switch {
	case i.callback != nil:
	case i.how == "flag":
		return i.env.Rejected(modules.TypeError("ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG",
			"A dynamic import callback was invoked without --experimental-vm-modules")), nil
	default:
		return i.env.Rejected(modules.TypeError("ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING", "A dynamic import callback was not specified.")), nil
	}
	vm := i.env.VM
	return i.env.Invoke(vmModulesOf.Of(i.env).importDynamically, goja.Undefined(),
		i.callback, vm.ToValue(specifier), i.referrer, attributes, vm.ToValue("evaluation"))
}
