// Package loader is Node's CommonJS loader: the Module class that packages
// see and change, on top of package resolve, which finds files, and package
// source, which compiles them.
//
// Follows https://nodejs.org/api/modules.html and, where packages reach into
// it, lib/internal/modules/cjs/loader.js.
package loader

import (
	"path/filepath"
	goruntime "runtime"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/resolve"
	"github.com/gonode/gonode/runtime/source"
	"github.com/gonode/gonode/runtime/tsconfig"
)

// Builtins are the builtin modules of a runtime.
type Builtins interface {
	// Lookup reports whether a program may require name, given without
	// "node:", and whether it must be asked for with "node:".
	Lookup(name string) (exists, needsScheme bool)
	// Loaded reports whether a module has been loaded.
	Loaded(name string) bool
	// Names are the modules that programs may require, in order.
	Names() []string
}

// Loader loads the modules of one runtime. It belongs to the loop's goroutine.
type Loader struct {
	env      *modules.Env
	builtins Builtins
	compiler *source.Compiler
	resolver *resolve.Resolver

	// class is the Module constructor, made on first use, and the objects
	// that it exposes to be read and changed.
	class      *goja.Object
	cache      *goja.Object
	extensions *goja.Object
	pathCache  *goja.Object
	main       *goja.Object

	circular []circular

	stat goja.Value // Module._stat

	// wrapped says that the program has changed what modules are wrapped in, preloading that modules of --require load.
	wrapped, preloading bool
	// traced says that --trace-require-module has had its warning.
	traced bool

	importBound bool
	loopsBound  bool

	tsconfigs      *tsconfig.Reader // made when first needed
	metadataWarned bool

	compiled   *compileCache // nil while it is off
	cacheAsked bool

	sourceMaps     map[string]*fileMap // by URL
	sourceMapClass *goja.Object

	esm *esmState

	// complaint is one of the engine's that refusal has better words for.
	complaint, refusal string

	// hooks are those of module.registerHooks, asyncHooks those of module.register.
	hooks, asyncHooks []*hookPair
	// texts are what hooks gave for files that are not loaded yet.
	texts map[string]string
	// typeless are the package.json files that have been warned of.
	typeless map[string]bool
	// pending is where hooks resolved the file that is loaded next.
	pending *hookResolution
}

// New makes a loader. Nothing of it exists in JavaScript until it is used.
func New(env *modules.Env, builtins Builtins, compiler *source.Compiler) *Loader {
	return &Loader{env: env, builtins: builtins, compiler: compiler}
}

// resolverOf makes the resolver when it is first needed.
func (l *Loader) resolve() *resolve.Resolver {
	if l.resolver != nil {
		return l.resolver
	}
	options := l.env.Host.Info().Options
	conditions := append([]string{"node", "require"}, conditionsOf(options)...)
	l.resolver = resolve.New(resolve.Options{
		FS:                   resolverFS{l.env.FS},
		Style:                nativeStyle,
		Cwd:                  l.cwd,
		Builtin:              l.builtins.Lookup,
		GlobalPaths:          l.globalPaths(),
		RequireConditions:    append(conditions, "module-sync"),
		ImportConditions:     append([]string{"node", "import"}, append(conditionsOf(options), "module-sync")...),
		PreserveSymlinks:     options["preserve-symlinks"] != "",
		PreserveSymlinksMain: options["preserve-symlinks-main"] != "",
		Warn:                 l.warnDeprecated,
		Platform:             platform(),
	})
	return l.resolver
}

// conditionsOf are the conditions that --conditions adds.
func conditionsOf(options map[string]string) []string {
	if options["conditions"] == "" {
		return nil
	}
	return strings.Split(options["conditions"], ",")
}

func platform() string {
	if goruntime.GOOS == "windows" {
		return "win32"
	}
	return goruntime.GOOS
}

// cwd is the working directory, or that of the executable if it is gone.
func (l *Loader) cwd() string {
	dir, err := l.env.Proc.Getwd()
	if err != nil {
		return filepath.Dir(l.env.Host.Info().ExecPath)
	}
	return dir
}

func (l *Loader) globalPaths() []string {
	nodePath, _ := l.env.Proc.Getenv("NODE_PATH")
	homeVariable := "HOME"
	if goruntime.GOOS == "windows" {
		homeVariable = "USERPROFILE"
	}
	home, _ := l.env.Proc.Getenv(homeVariable)
	return resolve.GlobalPaths(nativeStyle, l.cwd, nodePath, home, l.env.Host.Info().ExecPath)
}

func (l *Loader) warnDeprecated(message, code string) { l.warn(message, "DeprecationWarning", code) }

// warn is process.emitWarning.
func (l *Loader) warn(words ...string) {
	args := make([]goja.Value, len(words))
	for i, word := range words {
		args[i] = l.env.VM.ToValue(word)
	}
	if _, err := l.env.Method(l.env.RequireObject("process"), "emitWarning", args...); err != nil {
		panic(l.env.Panic(err))
	}
}

// warnNow warns before anything else happens, of what the program is about to end by.
func (l *Loader) warnNow(message string) {
	warning := l.env.Error(&modules.Error{Message: message})
	l.set(warning, "name", "Warning")
	l.env.Host.SetStackHeader(warning, "Warning: "+message)
	if _, err := l.env.Method(l.env.RequireObject("process"), "emit", l.env.VM.ToValue("warning"), warning); err != nil {
		panic(l.env.Panic(err))
	}
}

// resolverFS shows the capability to the resolver.
type resolverFS struct{ fs modules.FS }

func (f resolverFS) Stat(path string) resolve.Kind {
	info, err := f.fs.Stat(path)
	switch {
	case err != nil:
		return resolve.Missing
	case info.IsDir():
		return resolve.Directory
	}
	return resolve.File
}

func (f resolverFS) ReadFile(path string) ([]byte, error) { return f.fs.ReadFile(path) }

func (f resolverFS) RealPath(path string) (string, error) { return f.fs.RealPath(path) }

// errorOf makes a failed resolution an error that JavaScript can catch.
func errorOf(err error) error {
	x, ok := err.(*resolve.Error)
	if !ok {
		return err
	}
	thrown := &modules.Error{Class: x.Class, Code: x.Code, Message: x.Message}
	if x.HasRequireStack {
		thrown.Props = append(thrown.Props, modules.Prop{Name: "requireStack", Value: x.RequireStack})
	}
	for _, p := range [...]struct{ name, value string }{
		{"path", x.Path}, {"requestPath", x.RequestPath}, {"url", x.URL}, {"input", x.Input}, {"module", x.Module},
	} {
		if p.value != "" {
			thrown.Props = append(thrown.Props, modules.Prop{Name: p.name, Value: p.value})
		}
	}
	thrown.Plain = x.Plain
	return thrown
}

// isMainModule tells whether the main file is an ES module by its name or its package.
func (l *Loader) isMainModule(path string) bool {
	if info, err := l.env.FS.Stat(path); err != nil || info.IsDir() {
		return false
	}
	format, err := l.fileFormat(l.resolve().RealMain(path))
	return err == nil && format == formatModule
}

// RunMain loads the file as the main module.
func (l *Loader) RunMain(path string) error {
	if l.isMainModule(path) {
		return l.runMainModule(fileURL(l.resolve().RealMain(path)))
	}
	_, err := l.load(path, nil, true)
	return err
}

// RequireFromDir is require as a file in the working directory would call it.
func (l *Loader) RequireFromDir(specifier string) (goja.Value, error) {
	parent, err := l.newModule(filepath.Join(l.cwd(), "[gonode]"), nil)
	if err != nil {
		return nil, err
	}
	l.set(parent, "filename", filepath.Join(l.cwd(), "[gonode]"))
	l.set(parent, "paths", l.resolve().NodeModulePaths(l.cwd()))
	return l.load(specifier, parent, false)
}

// EvalScript runs source text as a script and returns its value.
func (l *Loader) EvalScript(name, text string) (goja.Value, error) {
	unit, err := l.compile(source.Source{Name: name, Text: text, Kind: source.Script})
	if err != nil {
		return nil, err
	}
	return l.env.VM.RunProgram(unit.Program)
}

// EvalMain is EvalScript for node -e: with require, module and the like as
// globals.
func (l *Loader) EvalMain(name, text string) (goja.Value, error) {
	dir := l.cwd()
	filename := filepath.Join(dir, name)
	module, err := l.newModule(name, nil)
	if err != nil {
		return nil, err
	}
	l.set(module, "filename", filename)
	l.set(module, "paths", l.resolve().NodeModulePaths(dir))
	require := l.requireFunc(module)
	l.env.Define(l.env.VM.GlobalObject(), true,
		modules.Val("__filename", name),
		modules.Val("module", module),
		modules.Val("exports", module.Get("exports")),
		modules.Val("__dirname", "."),
		modules.Val("require", require),
	)
	l.defineBuiltinGlobals()
	return l.EvalScript(name, text)
}

// defineBuiltinGlobals makes the builtin modules global variables that load on
// first touch.
func (l *Loader) defineBuiltinGlobals() {
	global := l.env.VM.GlobalObject()
	// Reading a global would load its module.
	taken := map[string]bool{}
	for _, name := range global.GetOwnPropertyNames() {
		taken[name] = true
	}
	for _, name := range l.builtins.Names() {
		if strings.HasPrefix(name, "_") || strings.ContainsAny(name, "/:") || taken[name] {
			continue
		}
		l.env.Define(global, false, modules.Lazy(name, func(e *modules.Env) goja.Value { return e.Require(name) }))
	}
}

// Snippet is where a SyntaxError is with its source line, as Node prints above
// the error, or "". shown: the error's stack begins with it.
func (l *Loader) Snippet(value goja.Value) (frame string, shown bool) {
	if decorated.Get(value) != nil {
		return "", true
	}
	syntax := syntaxErrors.Get(value)
	if syntax == nil {
		return "", false
	}
	frame = syntax.Frame()
	o, ok := value.(*goja.Object)
	return frame, ok && strings.HasPrefix(o.Get("stack").String(), frame)
}
