package resolve

import (
	"strings"
)

// Error is a failed resolution, to be thrown as Node throws it.
type Error struct {
	// Class is the JavaScript class: Error, TypeError, SyntaxError or URIError.
	Class string
	// Code is the property code, "" for none.
	Code    string
	Message string
	// Plain tells that the stack begins with "Error: …" and not with
	// "Error [CODE]: …".
	Plain bool
	// RequireStack is the property requireStack, where HasRequireStack.
	RequireStack    []string
	HasRequireStack bool
	// Path, RequestPath, URL, Input and Module are properties of the error's
	// where they are not empty.
	Path, RequestPath, URL, Input, Module string
	// Cause is the property cause.
	Cause *Error
}

func (e *Error) Error() string { return e.Message }

// is tells whether err is an Error with a code.
func is(err error, code string) bool {
	e, ok := err.(*Error)
	return ok && e.Code == code
}

func importedFrom(base string) string {
	if base == "" {
		return ""
	}
	return " imported from " + base
}

// moduleNotFound is what require throws for a request that leads nowhere.
func moduleNotFound(request string, stack []string) *Error {
	message := "Cannot find module '" + request + "'"
	if len(stack) > 0 {
		message += "\nRequire stack:\n- " + strings.Join(stack, "\n- ")
	}
	return &Error{Class: "Error", Code: "MODULE_NOT_FOUND", Message: message, Plain: true,
		RequireStack: stack, HasRequireStack: true}
}

// exportNotFound is what require throws for a file that a package's "exports"
// or "imports" name and that is not there.
func exportNotFound(request, path string) *Error {
	return &Error{Class: "Error", Code: "MODULE_NOT_FOUND", Message: "Cannot find module '" + request + "'",
		Plain: true, Path: path}
}

func importNotFound(what, path, base, url string) *Error {
	return &Error{Class: "Error", Code: "ERR_MODULE_NOT_FOUND",
		Message: "Cannot find " + what + " '" + path + "' imported from " + base, URL: url}
}

func invalidSpecifier(request, reason, base string) *Error {
	return &Error{Class: "TypeError", Code: "ERR_INVALID_MODULE_SPECIFIER",
		Message: `Invalid module "` + request + `" ` + reason + importedFrom(base)}
}

// invalidConfig is the error of a package.json that says something impossible.
func invalidConfig(path, base, reason string) *Error {
	message := "Invalid package config " + path
	if base != "" {
		message += " while importing " + base
	}
	return &Error{Class: "Error", Code: "ERR_INVALID_PACKAGE_CONFIG", Message: message + ". " + reason}
}

// brokenConfig is the error of a package.json that is no JSON object. With a
// specifier it tells who asked.
func brokenConfig(path, specifier, base string) *Error {
	message := "Invalid package config " + path
	if specifier != "" {
		message += ` while importing "` + specifier + `" from ` + base
	}
	return &Error{Class: "Error", Code: "ERR_INVALID_PACKAGE_CONFIG", Message: message + ".", Plain: true}
}

func invalidTarget(dir, key, target string, imports bool, base string) *Error {
	field := "exports"
	if imports {
		field = "imports"
	}
	message := `Invalid "` + field + `"`
	if key == "." && !imports {
		message += " main target " + quote(target) + " defined in"
	} else {
		message += " target " + quote(target) + " defined for '" + key + "' in"
	}
	message += " the package config " + dir + "package.json" + importedFrom(base)
	if !imports && target != "" && !strings.HasPrefix(target, "./") {
		message += `; targets must start with "./"`
	}
	return &Error{Class: "Error", Code: "ERR_INVALID_PACKAGE_TARGET", Message: message}
}

func notExported(dir, subpath, base string) *Error {
	message := `No "exports" main defined in ` + dir + "package.json"
	if subpath != "." {
		message = "Package subpath '" + subpath + `' is not defined by "exports" in ` + dir + "package.json"
	}
	return &Error{Class: "Error", Code: "ERR_PACKAGE_PATH_NOT_EXPORTED", Message: message + importedFrom(base)}
}

func importNotDefined(specifier, dir, base string) *Error {
	message := `Package import specifier "` + specifier + `" is not defined`
	if dir != "" {
		message += " in package " + dir + "package.json"
	}
	return &Error{Class: "TypeError", Code: "ERR_PACKAGE_IMPORT_NOT_DEFINED", Message: message + " imported from " + base}
}

func unsupportedDirectory(path, base, url string) *Error {
	return &Error{Class: "Error", Code: "ERR_UNSUPPORTED_DIR_IMPORT",
		Message: "Directory import '" + path + "' is not supported resolving ES modules imported from " + base, URL: url}
}

func unsupportedRequest(specifier, base string) *Error {
	return &Error{Class: "TypeError", Code: "ERR_UNSUPPORTED_RESOLVE_REQUEST",
		Message: `Failed to resolve module specifier "` + specifier + `" from "` + base +
			`": Invalid relative URL or base scheme is not hierarchical.`,
		Cause: &Error{Class: "TypeError", Code: "ERR_INVALID_URL", Message: "Invalid URL", Input: specifier}}
}

// quote is JSON.stringify of a string.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c >= ' ':
			b.WriteRune(c)
		default:
			const hex = "0123456789abcdef"
			if i := strings.IndexByte("\b\t\n\f\r", byte(c)); i >= 0 {
				b.WriteByte('\\')
				b.WriteByte("btnfr"[i])
			} else {
				b.WriteString(`\u00`)
				b.WriteByte(hex[c>>4])
				b.WriteByte(hex[c&15])
			}
		}
	}
	b.WriteByte('"')
	return b.String()
}
