package process

import (
	goruntime "runtime"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// nodeVersions are the versions of Node's parts that programs ask about to
// learn what they can rely on. gonode has its own parts in their place.
var nodeVersions = [][2]string{
	{"acorn", "8.18.0"}, {"ada", "4.0.0"}, {"ares", "1.34.8"}, {"brotli", "1.2.0"},
	{"llhttp", "9.4.3"}, {"modules", "147"}, {"napi", "10"}, {"openssl", "3.5.8"},
	{"undici", "8.10.2"}, {"unicode", "17.0"}, {"uv", "1.52.1"},
	{"v8", "14.6.202.34-node.34"}, {"zlib", "1.3.2.1"},
}

func (p *process) defineIdentity() {
	vm := p.env.VM
	p.defineConstant("version", vm.ToValue(modules.NodeVersion))
	versions := vm.NewObject()
	constant := func(o *goja.Object, name, value string) {
		must(o.DefineDataProperty(name, vm.ToValue(value), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
	constant(versions, "node", strings.TrimPrefix(modules.NodeVersion, "v"))
	for _, v := range nodeVersions {
		constant(versions, v[0], v[1])
	}
	constant(versions, "gonode", gonodeVersion)
	constant(versions, "go", goruntime.Version())
	p.defineConstant("versions", versions)
	p.defineConstant("arch", vm.ToValue(archName(goruntime.GOARCH)))
	p.defineConstant("platform", vm.ToValue(platformName(goruntime.GOOS)))
	release := vm.NewObject()
	download := "https://nodejs.org/download/release/" + modules.NodeVersion + "/node-" + modules.NodeVersion
	constant(release, "name", "node")
	constant(release, "sourceUrl", download+".tar.gz")
	constant(release, "headersUrl", download+"-headers.tar.gz")
	p.defineConstant("release", release)
}

const gonodeVersion = "0.1.0"

func archName(goarch string) string {
	switch goarch {
	case "amd64":
		return "x64"
	case "386":
		return "ia32"
	case "ppc64le":
		return "ppc64"
	}
	return goarch
}

func platformName(goos string) string {
	switch goos {
	case "windows":
		return "win32"
	case "solaris", "illumos":
		return "sunos"
	}
	return goos
}

// config is process.config. What it says of the build is what programs look
// at: whether Intl and OpenSSL are there, and which add-ons could load.
func (p *process) config() *goja.Object {
	e := p.env
	variables := e.Exports(
		modules.Val("asan", 0),
		modules.Val("coverage", false),
		modules.Val("debug_node", false),
		modules.Val("host_arch", archName(goruntime.GOARCH)),
		modules.Val("is_debug", 0),
		modules.Val("napi_build_version", "10"),
		modules.Val("node_builtin_shareable_builtins", e.VM.NewArray()),
		modules.Val("node_byteorder", "little"),
		modules.Val("node_module_version", 147),
		modules.Val("node_prefix", "/"),
		modules.Val("node_shared", false),
		modules.Val("node_use_amaro", true),
		modules.Val("node_use_openssl", true),
		modules.Val("node_with_ltcg", false),
		modules.Val("shlib_suffix", "so"),
		modules.Val("single_executable_application", false),
		modules.Val("target_arch", archName(goruntime.GOARCH)),
		modules.Val("v8_enable_i18n_support", 0),
		modules.Val("v8_enable_inspector", 0),
		modules.Val("v8_enable_webassembly", 0),
	)
	targets := e.Exports(
		modules.Val("include_dirs", e.VM.NewArray()),
		modules.Val("libraries", e.VM.NewArray()),
		modules.Val("defines", e.VM.NewArray()),
		modules.Val("cflags", e.VM.NewArray()),
		modules.Val("conditions", e.VM.NewArray()),
		modules.Val("default_configuration", "Release"),
		modules.Val("configurations", e.Exports(modules.Val("Release", e.VM.NewObject()), modules.Val("Debug", e.VM.NewObject()))),
	)
	config := e.Exports(modules.Val("target_defaults", targets), modules.Val("variables", variables))
	p.freeze(variables, targets, config)
	return config
}

func (p *process) freeze(objects ...*goja.Object) {
	object := p.env.VM.Get("Object").(*goja.Object)
	for _, o := range objects {
		_, err := p.env.Method(object, "freeze", o)
		must(err)
	}
}

func (p *process) defineFeatures() {
	is := func(name string, v any) modules.Export {
		return modules.Getter(name, func(c modules.Call) (goja.Value, error) { return c.Env.Value(v), nil })
	}
	features := p.env.Exports(
		modules.Val("inspector", false),
		modules.Val("debug", false),
		modules.Val("uv", true),
		modules.Val("ipv6", true),
		modules.Val("tls_alpn", true),
		modules.Val("tls_sni", true),
		modules.Val("tls_ocsp", false),
		modules.Val("tls", true),
		modules.Val("openssl_is_boringssl", false),
		is("cached_builtins", true),
		is("require_module", !p.withoutRequireModule()),
		is("dtls", false),
		is("quic", false),
		is("typescript", "strip"),
	)
	must(p.object.DefineDataProperty("features", features, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
}

// withoutRequireModule tells whether require is not to load ES modules.
func (p *process) withoutRequireModule() bool {
	options := p.env.Host.Info().Options
	_, long := options["no-experimental-require-module"]
	_, short := options["no-require-module"]
	return long || short
}

// defineProgram defines what tells the program about its own start.
func (p *process) defineProgram() {
	e, info := p.env, p.env.Host.Info()
	e.Define(p.object, true,
		modules.Val("env", newEnvObject(p)),
		modules.Val("title", info.Title),
		modules.Val("argv", append([]string{info.ExecPath}, info.Args...)),
		modules.Val("execArgv", info.ExecArgv),
	)
	p.defineConstant("pid", e.VM.ToValue(e.Proc.Pid()))
	p.defineConstant("ppid", e.VM.ToValue(e.Proc.Ppid()))
	e.Define(p.object, true,
		modules.Val("execPath", info.ExecPath),
		modules.Val("debugPort", 9229),
	)
	must(p.object.DefineDataProperty("argv0", e.VM.ToValue(info.Argv0), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
	p.defineConstant("_preload_modules", e.VM.NewArray())
	e.Define(p.object, true, modules.Lazy("report", func(e *modules.Env) goja.Value {
		return e.Exports(modules.Missing("process.report", "writeReport", "getReport")...)
	}))
	for _, option := range []struct{ flag, property string }{
		{"no-deprecation", "noDeprecation"},
		{"throw-deprecation", "throwDeprecation"},
		{"trace-deprecation", "traceDeprecation"},
		{"trace-warnings", "traceProcessWarnings"},
	} {
		if p.option(option.flag) != "" {
			must(p.object.Set(option.property, true))
		}
	}
}

// workingDirectory is process.cwd(), which Node remembers until chdir.
func (p *process) workingDirectory() (string, error) {
	if p.cwd == "" {
		dir, err := p.env.Proc.Getwd()
		if err != nil {
			x := modules.SystemError(err, "uv_cwd", "", "")
			if x.Code == "ENOENT" {
				x.Message = "ENOENT: process.cwd failed with error no such file or directory, the current working " +
					"directory was likely removed without changing the working directory, uv_cwd"
			}
			return "", x
		}
		p.cwd = dir
	}
	return p.cwd, nil
}
