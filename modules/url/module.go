// Package url is node:url: the classes URL and URLSearchParams, the functions
// between URLs and paths, and the legacy API. Parsing is in
// internal/whatwgurl.
package url

import (
	"runtime"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Modules are the modules of this package.
var Modules = []modules.Module{{Name: "url", Load: load, Globals: []string{"URL", "URLSearchParams", "URLPattern"}}}

const onWindows = runtime.GOOS == "windows"

// urls is the module's state in one runtime.
type urls struct {
	env *modules.Env
	// url and params are the constructors, and paramsPrototype and iterator
	// prototypes that Go makes objects of.
	url, params               *goja.Object
	paramsPrototype, iterator *goja.Object
	entries                   goja.Value
	inspect                   *goja.Symbol
	legacy, regexp            *goja.Object
	// warned tells that the deprecation of url.parse was reported.
	warned bool
}

func load(env *modules.Env) goja.Value {
	u := &urls{env: env, inspect: env.SymbolFor("nodejs.util.inspect.custom")}
	u.regexp = env.VM.Get("RegExp").(*goja.Object)
	u.defineParams()
	u.defineURL()
	u.legacy = u.legacyClass()
	return env.Exports(
		modules.Val("Url", u.legacy),
		modules.Val("parse", env.Func("urlParse", 3, u.parse)),
		modules.Val("resolve", env.Func("urlResolve", 2, u.resolve)),
		modules.Val("resolveObject", env.Func("urlResolveObject", 2, u.resolveObject)),
		modules.Val("format", env.Func("urlFormat", 2, u.format)),
		modules.Val("URL", u.url),
		modules.Val("URLPattern", u.patternClass()),
		modules.Val("URLSearchParams", u.params),
		modules.Fn("domainToASCII", 1, u.domainToASCII),
		modules.Fn("domainToUnicode", 1, u.domainToUnicode),
		modules.Fn("pathToFileURL", 2, u.pathToFileURL),
		modules.Fn("fileURLToPath", 1, u.fileURLToPath),
		modules.Fn("fileURLToPathBuffer", 1, u.fileURLToPathBuffer),
		modules.Fn("urlToHttpOptions", 1, u.urlToHTTPOptions),
	)
}

// text is `${v}` with lone surrogates replaced.
func (u *urls) text(v goja.Value) string { return u.str(v).String() }

// str is `${v}`.
func (u *urls) str(v goja.Value) goja.Value {
	if goja.IsString(v) {
		return v
	}
	if _, isSymbol := v.(*goja.Symbol); isSymbol {
		panic(u.env.VM.NewTypeError("Cannot convert a Symbol value to a string"))
	}
	return v.ToString()
}

// function is the property of a global object that is a function.
func (u *urls) function(global, name string) goja.Value {
	return u.env.VM.Get(global).(*goja.Object).Get(name)
}

// prototypeOf is the prototype that a constructor gives its instances.
func prototypeOf(ctor *goja.Object) *goja.Object { return ctor.Get("prototype").(*goja.Object) }

// must is for definitions on fresh objects, which cannot fail.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// tag defines Symbol.toStringTag of a prototype.
func (u *urls) tag(proto *goja.Object, name string) {
	must(proto.DefineDataPropertySymbol(goja.SymToStringTag, u.env.VM.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

func receiver(class string) error {
	return &modules.Error{Class: "TypeError", Message: "Receiver must be an instance of class " + class}
}

func invalidThis(class string) error {
	return modules.TypeError("ERR_INVALID_THIS", "%s", `Value of "this" must be of type `+class)
}
