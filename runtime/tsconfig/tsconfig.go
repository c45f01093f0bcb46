// Package tsconfig reads what tsconfig.json files say about how TypeScript and JSX run: decorators, JSX, paths.
package tsconfig

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"strings"
)

// Config is what holds for the files of a folder.
type Config struct {
	// Path is the tsconfig.json.
	Path string
	// Compiler is what the compiler has to know, as the text of a tsconfig.json.
	Compiler string
	// DecoratorMetadata says that emitDecoratorMetadata is on.
	DecoratorMetadata bool

	base  string // baseUrl, or ""
	paths map[string][]string
	root  string // what targets of paths are relative to
}

// Reader finds and reads configurations, and remembers them. It is used from one goroutine.
type Reader struct {
	readFile func(path string) ([]byte, error)
	folders  map[string]*Config
}

// NewReader makes a Reader that reads files by a function.
func NewReader(readFile func(path string) ([]byte, error)) *Reader {
	return &Reader{readFile: readFile, folders: make(map[string]*Config)}
}

// For gives the configuration of the nearest tsconfig.json of a folder or one above it, or nil if there is none.
func (r *Reader) For(folder string) (*Config, error) {
	if c, ok := r.folders[folder]; ok {
		return c, nil
	}
	path := filepath.Join(folder, "tsconfig.json")
	options, err := r.read(path, 0)
	var c *Config
	switch parent := filepath.Dir(folder); {
	case err == nil:
		c = configOf(path, options)
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	case parent != folder:
		if c, err = r.For(parent); err != nil {
			return nil, err
		}
	}
	r.folders[folder] = c
	return c, nil
}

// file is a tsconfig.json, as far as it matters.
type file struct {
	Extends any            `json:"extends"`
	Options map[string]any `json:"compilerOptions"`
}

// maxDepth bounds how long a chain of extends may be.
const maxDepth = 32

// read gives the compiler options of a file and what it extends. Paths in them are absolute.
func (r *Reader) read(path string, depth int) (map[string]any, error) {
	text, err := r.readFile(path)
	if err != nil {
		return nil, err
	}
	var f file
	if err := json.Unmarshal(plain(text), &f); err != nil {
		return nil, &Error{path, err.Error()}
	}
	var bases []string
	switch e := f.Extends.(type) {
	case string:
		bases = []string{e}
	case []any:
		for _, b := range e {
			if s, ok := b.(string); ok {
				bases = append(bases, s)
			}
		}
	}
	if depth > maxDepth {
		return nil, &Error{path, "too many configurations extend one another"}
	}
	options := map[string]any{}
	dir := filepath.Dir(path)
	for _, b := range bases {
		inherited, err := r.extended(dir, b, depth+1)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, &Error{path, "File '" + b + "' not found."}
		}
		if err != nil {
			return nil, err
		}
		maps.Copy(options, inherited)
	}
	maps.Copy(options, f.Options)
	if base, ok := f.Options["baseUrl"].(string); ok {
		options["baseUrl"] = absolute(dir, base)
	}
	if f.Options["paths"] != nil {
		options["paths root"] = dir
	}
	return options, nil
}

// extended reads what a configuration in a folder extends.
func (r *Reader) extended(dir, request string, depth int) (options map[string]any, err error) {
	if strings.HasPrefix(request, ".") || filepath.IsAbs(request) {
		return r.first(depth, absolute(dir, request))
	}
	for {
		options, err = r.first(depth, filepath.Join(dir, "node_modules", filepath.FromSlash(request)))
		parent := filepath.Dir(dir)
		if !errors.Is(err, fs.ErrNotExist) || parent == dir {
			return options, err
		}
		dir = parent
	}
}

// first reads the file that a path means.
func (r *Reader) first(depth int, path string) (options map[string]any, err error) {
	for _, candidate := range [...]string{path, path + ".json", filepath.Join(path, "tsconfig.json")} {
		options, err = r.read(candidate, depth)
		var broken *Error
		if err == nil || errors.As(err, &broken) {
			return options, err
		}
	}
	return nil, fs.ErrNotExist
}

func absolute(dir, path string) string {
	if path = filepath.FromSlash(path); filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// Error is a mistake in a configuration.
type Error struct{ Path, Message string }

func (e *Error) Error() string { return e.Path + ": " + e.Message }

// compilerOptions are the options that change what code means when it runs.
var compilerOptions = [...]string{"alwaysStrict", "experimentalDecorators", "importsNotUsedAsValues", "jsx", "jsxFactory",
	"jsxFragmentFactory", "jsxImportSource", "preserveValueImports", "target", "useDefineForClassFields", "verbatimModuleSyntax"}

func configOf(path string, options map[string]any) *Config {
	c := &Config{Path: path, root: filepath.Dir(path)}
	chosen := map[string]any{}
	for _, name := range compilerOptions {
		if v, ok := options[name]; ok {
			chosen[name] = v
		}
	}
	switch chosen["jsx"] {
	case "preserve", "react-native": // somebody else's work, which is ours here
		delete(chosen, "jsx")
	}
	text, err := json.Marshal(map[string]any{"compilerOptions": chosen})
	if err == nil {
		c.Compiler = string(text)
	}
	c.DecoratorMetadata, _ = options["emitDecoratorMetadata"].(bool)
	c.base, _ = options["baseUrl"].(string)
	if root, ok := options["paths root"].(string); ok {
		c.root = root
	}
	if c.base != "" {
		c.root = c.base
	}
	paths, _ := options["paths"].(map[string]any)
	for pattern, targets := range paths {
		list, _ := targets.([]any)
		for _, t := range list {
			if s, ok := t.(string); ok {
				if c.paths == nil {
					c.paths = make(map[string][]string)
				}
				c.paths[pattern] = append(c.paths[pattern], s)
			}
		}
	}
	return c
}

// Candidates are the paths, without extension perhaps, that a request may mean by paths and baseUrl, best first.
func (c *Config) Candidates(request string) (found []string) {
	if c == nil || strings.HasPrefix(request, ".") || filepath.IsAbs(request) {
		return nil
	}
	best, middle := "", ""
	for pattern := range c.paths {
		prefix, suffix, star := strings.Cut(pattern, "*")
		switch {
		case pattern == request:
			best, middle = pattern, ""
		case star && len(request) >= len(prefix)+len(suffix) && strings.HasPrefix(request, prefix) && strings.HasSuffix(request, suffix):
			if bestPrefix, _, bestStar := strings.Cut(best, "*"); best == "" || bestStar && len(prefix) > len(bestPrefix) {
				best, middle = pattern, request[len(prefix):len(request)-len(suffix)]
			}
		}
		if best == request {
			break
		}
	}
	for _, target := range c.paths[best] {
		found = append(found, absolute(c.root, strings.Replace(target, "*", middle, 1)))
	}
	if c.base != "" {
		found = append(found, absolute(c.base, request))
	}
	return found
}

// Extensions are those that a path of a TypeScript project may lack, in the order in which they are tried.
var extensions = [...]string{"", ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"}

// Files are the files that a candidate may be.
func Files(candidate string) (files []string) {
	for _, e := range extensions {
		files = append(files, candidate+e)
	}
	for _, e := range extensions[1:] {
		files = append(files, filepath.Join(candidate, "index"+e))
	}
	return files
}

// plain makes JSON of a text that may have comments and commas at the end of lists.
func plain(text []byte) []byte {
	out := make([]byte, 0, len(text))
	text = []byte(strings.TrimPrefix(string(text), "\ufeff"))
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			start := i
			for i++; i < len(text) && text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
			out = append(out, text[start:min(i+1, len(text))]...)
		case c == '/' && i+1 < len(text) && text[i+1] == '/':
			for i < len(text) && text[i] != '\n' {
				i++
			}
			i--
		case c == '/' && i+1 < len(text) && text[i+1] == '*':
			end := strings.Index(string(text[i+2:]), "*/")
			if end < 0 {
				return out
			}
			i += end + 3
		case c == '}' || c == ']':
			trimmed := strings.TrimRight(string(out), " \t\r\n")
			if strings.HasSuffix(trimmed, ",") {
				out = out[:len(trimmed)-1]
			}
			out = append(out, c)
		default:
			out = append(out, c)
		}
	}
	return out
}
