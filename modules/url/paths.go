package url

import (
	"runtime"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/nodepath"
	"github.com/gonode/gonode/modules/whatwgurl"
)

// platform is process.platform.
func platform() string {
	switch runtime.GOOS {
	case "windows":
		return "win32"
	case "solaris", "illumos":
		return "sunos"
	}
	return runtime.GOOS
}

// domainToASCII is url.domainToASCII(domain).
func (u *urls) domainToASCII(c modules.Call) (goja.Value, error) {
	host, err := u.domain(c)
	return u.env.VM.ToValue(host), err
}

// domainToUnicode is url.domainToUnicode(domain).
func (u *urls) domainToUnicode(c modules.Call) (goja.Value, error) {
	host, err := u.domain(c)
	return u.env.VM.ToValue(whatwgurl.DomainToUnicode(host)), err
}

// domain is an argument as the host of a URL; empty if it cannot be one.
func (u *urls) domain(c modules.Call) (string, error) {
	if len(c.Arguments) == 0 {
		return "", modules.MissingArgs("domain")
	}
	name := u.text(c.Argument(0))
	if name == "" {
		return "", nil
	}
	x, _ := whatwgurl.Parse("ws://x", nil)
	x.SetHostname(name)
	if host := x.Hostname(); host != "x" || strings.EqualFold(name, "x") {
		return host, nil
	}
	return "", nil
}

// windowsOption is options.windows, the system's own where it is not given.
func windowsOption(v goja.Value) bool {
	if o, ok := v.(*goja.Object); ok {
		if windows := o.Get("windows"); !modules.IsNullish(windows) {
			return windows.ToBoolean()
		}
	}
	return onWindows
}

// location is the host and the path of a file URL, given as a string, a URL
// or whatever looks like one.
func (u *urls) location(v goja.Value) (host, path string, err error) {
	if goja.IsString(v) {
		parsed, ok := whatwgurl.Parse(u.text(v), nil)
		if !ok {
			return "", "", &modules.Error{Class: "TypeError", Message: "Invalid URL",
				Props: []modules.Prop{{Name: "code", Value: "ERR_INVALID_URL"}, {Name: "input", Value: v}}}
		}
		return fileParts(parsed.Protocol(), parsed.Hostname(), parsed.Pathname())
	}
	if s := urlSlot.Get(v); s != nil {
		return fileParts(s.Protocol(), s.Hostname(), s.Pathname())
	}
	o, ok := v.(*goja.Object)
	if !ok || !element(o, "href").ToBoolean() || !element(o, "protocol").ToBoolean() ||
		!goja.IsUndefined(element(o, "auth")) || !goja.IsUndefined(element(o, "path")) {
		return "", "", u.env.InvalidArgType("path", v, "string", "URL")
	}
	return fileParts(u.text(element(o, "protocol")), u.text(element(o, "hostname")), u.text(element(o, "pathname")))
}

func fileParts(protocol, host, path string) (string, string, error) {
	if protocol != "file:" {
		return "", "", modules.TypeError("ERR_INVALID_URL_SCHEME", "The URL must be of scheme file")
	}
	return host, path, nil
}

// pathError is a failure of whatwgurl as Node throws it.
func (u *urls) pathError(err error, input goja.Value) error {
	e, ok := err.(*whatwgurl.FileError)
	switch {
	case !ok:
		return err
	case e.Code == "":
		return &modules.Error{Class: "URIError", Message: e.Message}
	}
	x := &modules.Error{Class: "TypeError", Code: e.Code, Message: e.Message}
	if e.Code == "ERR_INVALID_FILE_URL_PATH" {
		if goja.IsString(input) {
			parsed, _ := whatwgurl.Parse(u.text(input), nil)
			input = u.object(parsed)
		}
		x.Props = []modules.Prop{{Name: "input", Value: input}}
	}
	return x
}

// fileURLToPath is url.fileURLToPath(url[, options]).
func (u *urls) fileURLToPath(c modules.Call) (goja.Value, error) {
	host, path, err := u.location(c.Argument(0))
	if err != nil {
		return nil, err
	}
	path, err = whatwgurl.FilePath(host, path, windowsOption(c.Argument(1)), platform())
	if err != nil {
		return nil, u.pathError(err, c.Argument(0))
	}
	return u.env.VM.ToValue(path), nil
}

// fileURLToPathBuffer is url.fileURLToPathBuffer(url[, options]).
func (u *urls) fileURLToPathBuffer(c modules.Call) (goja.Value, error) {
	host, path, err := u.location(c.Argument(0))
	if err != nil {
		return nil, err
	}
	path, err = whatwgurl.FilePathBytes(host, path, windowsOption(c.Argument(1)), platform())
	if err != nil {
		return nil, u.pathError(err, c.Argument(0))
	}
	return buffers.New(u.env, []byte(path)), nil
}

// pathToFileURL is url.pathToFileURL(path[, options]).
func (u *urls) pathToFileURL(c modules.Call) (goja.Value, error) {
	path, err := c.String(0, "path")
	if err != nil {
		return nil, err
	}
	windows, style := windowsOption(c.Argument(1)), nodepath.Posix
	if windows {
		style = nodepath.Win32
	}
	resolved := path
	const unc = `\\`
	if !windows || !strings.HasPrefix(path, unc) {
		var failed error
		h := &nodepath.Host{Windows: onWindows, Cwd: func() string {
			dir, err := u.env.Method(u.env.RequireObject("process"), "cwd")
			if err != nil {
				failed = err
				return "/"
			}
			return dir.String()
		}}
		if resolved = style.Resolve(h, path); failed != nil {
			return nil, failed
		}
	}
	if windows && strings.HasPrefix(resolved, unc) {
		return u.uncURL(resolved)
	}
	if last := path[max(len(path)-1, 0):]; (last == "/" || last == `\` && windows) && !strings.HasSuffix(resolved, nativeSep) {
		resolved += "/"
	}
	return u.object(whatwgurl.FromHostPath("", resolved, windows)), nil
}

var nativeSep = func() string {
	if onWindows {
		return `\`
	}
	return "/"
}()

// uncURL is the URL of \\server\share\path.
func (u *urls) uncURL(path string) (goja.Value, error) {
	prefix := 2
	if strings.HasPrefix(path, `\\?\UNC\`) {
		prefix = 8
	}
	end := strings.IndexByte(path[prefix:], '\\')
	switch {
	case end < 0:
		return nil, u.env.InvalidArgValue("path", u.env.VM.ToValue(path), "Missing UNC resource path")
	case end == 0 && prefix == 2:
		return nil, u.env.InvalidArgValue("path", u.env.VM.ToValue(path), "Empty UNC servername")
	}
	return u.object(whatwgurl.FromHostPath(path[prefix:prefix+end], path[prefix+end:], true)), nil
}

// urlToHTTPOptions is url.urlToHttpOptions(url).
func (u *urls) urlToHTTPOptions(c modules.Call) (goja.Value, error) {
	o, ok := c.Argument(0).(*goja.Object)
	if !ok {
		return nil, u.env.InvalidArgType("url", c.Argument(0), "Object")
	}
	options := u.env.VM.CreateObject(nil)
	if _, err := u.env.Invoke(u.function("Object", "assign"), goja.Undefined(), options, o); err != nil {
		return nil, err
	}
	hostname, pathname, search := element(o, "hostname"), element(o, "pathname"), element(o, "search")
	host := hostname
	if s := hostname.String(); goja.IsString(hostname) && strings.HasPrefix(s, "[") {
		host = u.env.VM.ToValue(s[1 : len(s)-1])
	}
	orEmpty := func(v goja.Value) string {
		if v.ToBoolean() {
			return u.text(v)
		}
		return ""
	}
	u.env.Define(options, true,
		modules.Val("protocol", element(o, "protocol")),
		modules.Val("hostname", host),
		modules.Val("hash", element(o, "hash")),
		modules.Val("search", search),
		modules.Val("pathname", pathname),
		modules.Val("path", orEmpty(pathname)+orEmpty(search)),
		modules.Val("href", element(o, "href")),
	)
	if port := element(o, "port"); !goja.IsString(port) || port.String() != "" {
		u.env.Define(options, true, modules.Val("port", port.ToNumber()))
	}
	username, password := element(o, "username"), element(o, "password")
	if username.ToBoolean() || password.ToBoolean() {
		name, ok1 := whatwgurl.DecodeComponent(u.text(username))
		word, ok2 := whatwgurl.DecodeComponent(u.text(password))
		if !ok1 || !ok2 {
			return nil, &modules.Error{Class: "URIError", Message: "URI malformed"}
		}
		u.env.Define(options, true, modules.Val("auth", name+":"+word))
	}
	return options, nil
}
