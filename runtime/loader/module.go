package loader

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/resolve"
)

// Modules is node:module.
var Modules = []modules.Module{{Name: "module", Load: func(e *modules.Env) goja.Value {
	return e.Host.(Provider).Loader().Class()
}}}

// Provider is a host that has a loader.
type Provider interface{ Loader() *Loader }

// Class is the Module constructor, the exports of node:module.
func (l *Loader) Class() *goja.Object {
	if l.class == nil {
		l.makeClass()
	}
	return l.class
}

func (l *Loader) makeClass() {
	e := l.env
	l.cache = e.VM.CreateObject(nil)
	l.pathCache = e.VM.CreateObject(nil)
	l.extensions = e.VM.CreateObject(nil)
	e.Define(l.extensions, true,
		modules.Fn(".js", 2, l.loadJS),
		modules.Fn(".json", 2, l.loadJSON),
		modules.Fn(".node", 2, l.loadAddon),
	)
	l.class = e.Class(modules.ClassSpec{
		Name: "Module", Length: 0,
		EnumerableMethods: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			id := ""
			if len(c.Arguments) > 0 && !goja.IsUndefined(c.Arguments[0]) {
				id = c.Arguments[0].String()
			}
			return nil, l.setUp(c.This, id, c.Argument(1))
		},
		Methods: []modules.Export{
			l.nameless("load", 1, l.moduleLoad),
			l.nameless("require", 1, l.moduleRequire),
			l.nameless("_compile", 3, l.moduleCompile),
			modules.Accessor("parent", moduleParent, setModuleParent).Hidden(),
		},
		Static: l.staticExports(),
	})
	e.Define(l.class, true, modules.Val("Module", l.class))
	l.defineWrapping()
	l.defineAccessor(l.class, "_stat", l.statFunction, l.setStatFunction)
	l.defineAccessor(l.class.Get("prototype").(*goja.Object), "isPreloading", func(modules.Call) (goja.Value, error) {
		return modules.Bool(l.preloading), nil
	}, nil)
}

func (l *Loader) staticExports() []modules.Export {
	list := []modules.Export{
		modules.Val("builtinModules", l.builtins.Names()),
		modules.Val("_cache", l.cache),
		modules.Val("_pathCache", l.pathCache),
		modules.Val("_extensions", l.extensions),
		modules.Lazy("globalPaths", func(e *modules.Env) goja.Value { return e.Value(l.resolve().GlobalPaths) }),
		modules.Fn("_debug", 1, func(modules.Call) (goja.Value, error) { return nil, nil }),
		modules.Fn("isBuiltin", 1, l.isBuiltin),
		l.nameless("_findPath", 3, l.findPath),
		l.nameless("_nodeModulePaths", 1, l.nodeModulePaths),
		l.nameless("_resolveLookupPaths", 2, l.resolveLookupPaths),
		l.nameless("_load", 3, l.moduleLoadStatic),
		l.nameless("_resolveFilename", 4, l.resolveFilename),
		modules.Fn("createRequire", 1, l.createRequire),
		l.nameless("_initPaths", 0, l.initPaths),
		l.nameless("_preloadModules", 1, l.preloadModules),
		modules.Fn("findPackageJSON", 2, l.findPackageJSON),
		modules.Fn("register", 1, l.register),
		modules.Fn("registerHooks", 1, l.registerHooks),
		modules.Fn("syncBuiltinESMExports", 0, l.syncBuiltins),
		modules.Val("runMain", l.env.Func("executeUserEntryPoint", 0, l.runMain)),
	}
	list = append(list, l.cacheExports()...)
	list = append(list, l.sourceMapExports()...)
	return append(list, modules.Missing("module", "stripTypeScriptTypes")...)
}

// nameless exports a function without a name, as those are that Node assigns to
// properties.
func (l *Loader) nameless(key string, length int, f modules.Func) modules.Export {
	return modules.Val(key, l.env.Func("", length, f))
}

// defineAccessor defines a property that cannot be defined again.
func (l *Loader) defineAccessor(o *goja.Object, name string, get, set modules.Func) {
	var setter goja.Value
	if set != nil {
		setter = l.env.Func("set", 1, set)
	}
	if err := o.DefineAccessorProperty(name, l.env.Func("get", 0, get), setter, goja.FLAG_FALSE, goja.FLAG_FALSE); err != nil {
		panic(l.env.Panic(err))
	}
}

func (l *Loader) isBuiltin(c modules.Call) (goja.Value, error) {
	if !goja.IsString(c.Argument(0)) {
		return modules.Bool(false), nil
	}
	return modules.Bool(l.builtinID(c.Argument(0).String()) != ""), nil
}

// builtinID is the name without "node:" of the builtin module that a request
// means, or "".
func (l *Loader) builtinID(request string) string {
	name, scheme := strings.CutPrefix(request, "node:")
	exists, needsScheme := l.builtins.Lookup(name)
	if exists && (scheme || !needsScheme) {
		return name
	}
	return ""
}

// set gives a module one of its own properties.
func (l *Loader) set(module *goja.Object, name string, v any) {
	if err := module.Set(name, l.env.Value(v)); err != nil {
		panic(l.env.Panic(err))
	}
}

// parents keeps which module required another one first, module.parent.
var parents = modules.NewSlot[parentLink]("kModuleParent")

type parentLink struct{ parent goja.Value }

func (l *Loader) setUp(module *goja.Object, id string, parent goja.Value) error {
	l.set(module, "id", id)
	l.set(module, "path", l.resolve().Style.Dirname(id))
	l.set(module, "exports", l.env.VM.NewObject())
	parents.Set(l.env.VM, module, &parentLink{parent})
	if parentModule, ok := parent.(*goja.Object); ok {
		l.addChild(parentModule, module)
	}
	l.set(module, "filename", nil)
	l.set(module, "loaded", false)
	l.set(module, "children", l.env.VM.NewArray())
	return nil
}

// addChild appends to the parent's children, unless it is there.
func (l *Loader) addChild(parent, child *goja.Object) {
	children, ok := parent.Get("children").(*goja.Object)
	if !ok || !modules.IsArray(children) {
		return
	}
	n := children.Get("length").ToInteger()
	for i := range n {
		if children.Get(l.env.VM.ToValue(i).String()) == goja.Value(child) {
			return
		}
	}
	if _, err := l.env.Method(children, "push", child); err != nil {
		panic(l.env.Panic(err))
	}
}

// newModule is new Module(id, parent); a nil parent is left out.
func (l *Loader) newModule(id string, parent goja.Value) (*goja.Object, error) {
	args := []goja.Value{l.env.VM.ToValue(id)}
	if parent != nil {
		args = append(args, parent)
	}
	return l.env.VM.New(l.Class(), args...)
}

func moduleParent(c modules.Call) (goja.Value, error) {
	if link := parents.Own(c.This); link != nil {
		return link.parent, nil
	}
	return nil, nil
}

func setModuleParent(c modules.Call) (goja.Value, error) {
	if link := parents.Own(c.This); link != nil {
		link.parent = c.Argument(0)
	}
	return nil, nil
}

// parentOf describes the requesting module to the resolver.
func (l *Loader) parentOf(v goja.Value) *resolve.Parent {
	module, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	p := &resolve.Parent{ID: stringOr(module.Get("id")), Filename: stringOr(module.Get("filename"))}
	if paths, ok := module.Get("paths").(*goja.Object); ok {
		p.Paths = stringsOf(paths)
	}
	p.Stack = func() []string { return requireStack(module) }
	return p
}

// requireStack lists the files that led to a request, the nearest first.
func requireStack(module goja.Value) []string {
	var stack []string
	for {
		o, ok := module.(*goja.Object)
		if !ok {
			return stack
		}
		name := stringOr(o.Get("filename"))
		if name == "" {
			name = stringOr(o.Get("id"))
		}
		stack = append(stack, name)
		link := parents.Own(o)
		if link == nil {
			return stack
		}
		module = link.parent
	}
}

func stringOr(v goja.Value) string {
	if v == nil || !goja.IsString(v) {
		return ""
	}
	return v.String()
}

func stringsOf(array *goja.Object) []string {
	n := int(array.Get("length").ToInteger())
	list := make([]string, 0, n)
	for _, key := range array.Keys() {
		list = append(list, array.Get(key).String())
	}
	return list
}
