package loader

import (
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/internal/stack"
	"github.com/gonode/gonode/runtime/source"
)

// load calls Module._load as it is at the moment, since programs replace it.
func (l *Loader) load(request string, parent *goja.Object, isMain bool) (goja.Value, error) {
	var from goja.Value = goja.Null()
	if parent != nil {
		from = parent
	}
	l.resolve().Enter()
	defer l.resolve().Leave()
	return l.env.Method(l.Class(), "_load", l.env.VM.ToValue(request), from, modules.Bool(isMain))
}

// moduleLoadStatic is Module._load(request, parent, isMain).
func (l *Loader) moduleLoadStatic(c modules.Call) (goja.Value, error) {
	request := c.Argument(0).String()
	if l.hooked() {
		return l.loadRequired(request, c.Argument(1), c.Argument(2).ToBoolean())
	}
	if name, scheme := strings.CutPrefix(request, "node:"); scheme {
		if l.builtinID(request) == "" {
			return nil, modules.PlainError("ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: node:%s", name)
		}
		return l.env.Require(name), nil
	}
	resolved, err := c.Env.Method(l.class, "_resolveFilename", c.Argument(0), c.Argument(1), c.Argument(2))
	if err != nil {
		return nil, err
	}
	filename := resolved.String()
	if cached, ok := l.cache.Get(filename).(*goja.Object); ok {
		if err := l.checkCycle(cached, filename); err != nil {
			return nil, err
		}
		return l.reuse(cached, c.Argument(1))
	}
	if name := l.builtinID(filename); name != "" {
		return l.env.Require(name), nil
	}
	return l.loadFile(filename, c.Argument(1), c.Argument(2).ToBoolean())
}

// loadFile loads a file that is not in the cache.
func (l *Loader) loadFile(filename string, parentValue goja.Value, isMain bool) (goja.Value, error) {
	parent, _ := parentValue.(*goja.Object)
	module, err := l.newModule(filename, parentValue)
	if err != nil {
		return nil, err
	}
	if isMain {
		l.setMain(module)
	}
	if err := l.cache.Set(filename, module); err != nil {
		return nil, err
	}
	if _, err := l.env.Method(module, "load", l.env.VM.ToValue(filename)); err != nil {
		l.forget(filename, module, parent)
		l.endCircular(module)
		return nil, err
	}
	l.endCircular(module)
	return module.Get("exports"), nil
}

// reuse returns the exports of a module that is loaded, or being loaded.
func (l *Loader) reuse(cached *goja.Object, parent goja.Value) (goja.Value, error) {
	if p, ok := parent.(*goja.Object); ok {
		l.addChild(p, cached)
	}
	if !loaded(cached) {
		l.watchCircular(cached)
	}
	return cached.Get("exports"), nil
}

// loaded tells whether a module says that it is loaded. What programs put into the cache may say nothing.
func loaded(module *goja.Object) bool {
	v := module.Get("loaded")
	return v != nil && v.ToBoolean()
}

// circularProxies marks the prototypes that watchCircular gave to exports.
var circularProxies = modules.NewSlot[struct{}]("kCircularProxy")

// watchCircular makes exports of a module that is being loaded warn when
// something is read that they do not have yet.
func (l *Loader) watchCircular(module *goja.Object) {
	exports, ok := module.Get("exports").(*goja.Object)
	if !ok || exports.ClassName() != "Object" || circularProxies.Get(exports) != nil {
		return
	}
	objectPrototype := l.env.VM.Get("Object").(*goja.Object).Get("prototype").(*goja.Object)
	if exports.Prototype() != objectPrototype {
		return
	}
	if esModule := exports.Get("__esModule"); esModule != nil && esModule.ToBoolean() {
		return
	}
	target := l.env.VM.NewObject()
	circularProxies.Set(l.env.VM, target, &struct{}{})
	warn := func(name string) {
		if !loaded(module) {
			l.warn("Accessing non-existent property '" + name + "' of module exports inside circular dependency")
		}
	}
	proxy := l.env.VM.NewProxy(target, &goja.ProxyTrapConfig{
		Get: func(target *goja.Object, name string, _ goja.Value) goja.Value {
			if v := target.Get(name); v != nil {
				return v
			}
			if name != "__esModule" {
				warn(name)
			}
			return goja.Undefined()
		},
		GetSym: func(target *goja.Object, symbol *goja.Symbol, _ goja.Value) goja.Value {
			if v := target.GetSymbol(symbol); v != nil {
				return v
			}
			warn("Symbol(" + symbol.String() + ")")
			return goja.Undefined()
		},
		GetOwnPropertyDescriptor: func(target *goja.Object, name string) goja.PropertyDescriptor {
			if name != "__esModule" {
				warn(name)
			}
			return goja.PropertyDescriptor{}
		},
	})
	if err := exports.SetPrototype(l.env.VM.ToValue(proxy).(*goja.Object)); err == nil {
		l.circular = append(l.circular, circular{module, exports})
	}
}

// circular is a module whose exports are watched until it is loaded.
type circular struct{ module, exports *goja.Object }

// endCircular gives the exports of a module that is loaded their plain
// prototype back.
func (l *Loader) endCircular(module *goja.Object) {
	for i, c := range l.circular {
		if c.module == module {
			l.circular = append(l.circular[:i], l.circular[i+1:]...)
			prototype := l.env.VM.Get("Object").(*goja.Object).Get("prototype").(*goja.Object)
			if err := c.exports.SetPrototype(prototype); err != nil {
				panic(l.env.Panic(err))
			}
			return
		}
	}
}

// forget takes back what a module that failed to load left behind.
func (l *Loader) forget(filename string, module, parent *goja.Object) {
	if err := l.cache.Delete(filename); err != nil || parent == nil {
		return
	}
	children, ok := parent.Get("children").(*goja.Object)
	if !ok || !modules.IsArray(children) {
		return
	}
	index, err := l.env.Method(children, "indexOf", module)
	if err == nil && index.ToInteger() >= 0 {
		_, _ = l.env.Method(children, "splice", index, l.env.VM.ToValue(1))
	}
}

// setMain makes a module the main one. process.mainModule is defined when the
// process object exists, which it need not for this.
func (l *Loader) setMain(module *goja.Object) {
	l.main = module
	l.set(module, "id", ".")
	if l.builtins.Loaded("process") {
		l.env.Define(l.env.RequireObject("process"), true, modules.Val("mainModule", module))
	}
}

// MainModule is process.mainModule, or nil before there is one.
func (l *Loader) MainModule() *goja.Object { return l.main }

// moduleLoad is module.load(filename).
func (l *Loader) moduleLoad(c modules.Call) (goja.Value, error) {
	module, ok := c.This.(*goja.Object)
	if !ok {
		return nil, c.Env.InvalidArgType("this", c.This, "Module")
	}
	filename := c.Argument(0).String()
	l.set(module, "filename", filename)
	l.set(module, "paths", l.resolve().NodeModulePaths(filepath.Dir(filename)))
	load := l.extensions.Get(l.extensionOf(filename))
	if _, err := c.Env.Invoke(load, l.extensions, module, c.Argument(0)); err != nil {
		return nil, err
	}
	l.set(module, "loaded", true)
	return nil, nil
}

// extensionOf is the longest registered extension of the file, or ".js".
func (l *Loader) extensionOf(filename string) string {
	name := filepath.Base(filename)
	for i := 0; i < len(name); i++ {
		if name[i] != '.' || i == 0 {
			continue
		}
		if f := l.extensions.Get(name[i:]); f != nil && f.ToBoolean() {
			return name[i:]
		}
	}
	return ".js"
}

// loadJS is Module._extensions['.js'](module, filename).
func (l *Loader) loadJS(c modules.Call) (goja.Value, error) {
	module := c.Argument(0).ToObject(c.Env.VM)
	filename := c.Argument(1).String()
	if l.hooked() {
		if done, err := l.loadByHooks(module, filename); done || err != nil {
			return nil, err
		}
	}
	text, err := l.env.FS.ReadFile(filename)
	if err != nil {
		return nil, modules.SystemError(err, "open", filename, "")
	}
	format, err := l.formatOf(filename)
	if err != nil {
		return nil, err
	}
	return c.Env.Method(module, "_compile", c.Env.VM.ToValue(string(text)), c.Argument(1), c.Env.VM.ToValue(format))
}

// formatOf is the format that a file's extension or its package's type gives
// it: "commonjs", "module", or "" when neither tells.
func (l *Loader) formatOf(filename string) (string, error) {
	switch filepath.Ext(filename) {
	case ".mjs", ".mts":
		return "module", nil
	case ".cjs", ".cts":
		return "commonjs", nil
	case ".js", ".ts", ".jsx", ".tsx":
		p, err := l.resolve().NearestPackage(filename)
		if err != nil {
			return "", errorOf(err)
		}
		if p != nil && p.Type != "none" {
			return p.Type, nil
		}
	}
	return "", nil
}

// loadJSON is Module._extensions['.json'](module, filename).
func (l *Loader) loadJSON(c modules.Call) (goja.Value, error) {
	module := c.Argument(0).ToObject(c.Env.VM)
	filename := c.Argument(1).String()
	if l.hooked() {
		if done, err := l.loadByHooks(module, filename); done || err != nil {
			return nil, err
		}
	}
	text, err := l.env.FS.ReadFile(filename)
	if err != nil {
		return nil, modules.SystemError(err, "open", filename, "")
	}
	return nil, l.setJSON(module, filename, string(text))
}

// setJSON makes what a JSON text says the exports of a module.
func (l *Loader) setJSON(module *goja.Object, filename, text string) error {
	content := strings.TrimPrefix(text, "\ufeff")
	parse := l.env.VM.Get("JSON").(*goja.Object).Get("parse")
	v, err := l.env.Invoke(parse, goja.Undefined(), l.env.VM.ToValue(content))
	if err != nil {
		if thrown, ok := l.env.Thrown(err).(*goja.Object); ok {
			if err := thrown.Set("message", filename+": "+stack.JSONMessage(content)); err != nil {
				return err
			}
		}
		return err
	}
	return module.Set("exports", v)
}

// loadAddon is Module._extensions['.node'](module, filename).
func (l *Loader) loadAddon(c modules.Call) (goja.Value, error) {
	return nil, modules.PlainError("ERR_DLOPEN_FAILED", "gonode cannot load native addons: %s", c.Argument(1).String())
}

// moduleCompile is module._compile(content, filename, format).
func (l *Loader) moduleCompile(c modules.Call) (goja.Value, error) {
	module, ok := c.This.(*goja.Object)
	if !ok {
		return nil, c.Env.InvalidArgType("this", c.This, "Module")
	}
	text, filename := c.Argument(0).String(), c.Argument(1).String()
	if c.Argument(2).String() == "module" {
		if l.withoutRequireModule() && l.main != module {
			return nil, l.refuseESM(module, filename)
		}
		return nil, l.requireESM(module, filename, text)
	}
	l.noteSourceMap(filename, text)
	if l.wrapped {
		wrapper, err := l.compileWrapped(filename, text)
		if err != nil {
			return nil, err
		}
		return l.callModule(c, wrapper, module, filename)
	}
	unit, err := l.compile(source.CommonJS(filename, text))
	if err != nil {
		if c.Argument(2).String() == "commonjs" && source.IsModule(filename, text) {
			l.warnWrongType(filename)
		}
		if !c.Has(2) || c.Argument(2).String() == "" {
			if source.IsModule(filename, text) && l.withoutRequireModule() && l.main != module {
				l.warnWrongType(filename)
			} else if source.IsModule(filename, text) {
				l.warnTypeless(filename)
				return nil, l.requireESM(module, filename, text)
			}
		}
		return nil, err
	}
	wrapper, err := l.env.VM.RunProgram(unit.Program)
	if err != nil {
		return nil, err
	}
	return l.callModule(c, wrapper, module, filename)
}

// executing marks the modules whose code has begun to run.
var executing = modules.NewSlot[struct{}]("kIsExecuting")

// callModule runs the function around a module.
func (l *Loader) callModule(c modules.Call, wrapper goja.Value, module *goja.Object, filename string) (goja.Value, error) {
	exports := module.Get("exports")
	executing.Set(c.Env.VM, module, &struct{}{})
	return c.Env.Invoke(wrapper, exports, exports, l.requireFunc(module), module,
		c.Argument(1), c.Env.VM.ToValue(l.resolve().Style.Dirname(filename)))
}
