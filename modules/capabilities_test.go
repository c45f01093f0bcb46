package modules_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// bannedImports give access to files, the network or processes by themselves.
var bannedImports = map[string]bool{
	"os/exec": true, "os/signal": true, "net/http": true, "io/ioutil": true, "plugin": true,
}

// bannedCalls are the functions and variables of a package that do. Of package
// os everything is, but for what osAllowed lists.
var bannedCalls = map[string]func(name string) bool{
	"os": func(name string) bool { return !osAllowed[name] },
	"net": func(name string) bool {
		switch name {
		case "Listener", "Resolver":
			return false
		case "DefaultResolver", "Dialer", "ListenConfig", "Interfaces", "InterfaceAddrs", "FileConn", "FileListener":
			return true
		}
		return strings.HasPrefix(name, "Dial") || strings.HasPrefix(name, "Listen") || strings.HasPrefix(name, "Lookup") ||
			strings.HasPrefix(name, "Resolve")
	},
	"path/filepath": func(name string) bool {
		switch name {
		case "Abs", "EvalSymlinks", "Glob", "Walk", "WalkDir":
			return true
		}
		return false
	},
	"syscall": func(name string) bool {
		switch name {
		case "Open", "Exec", "ForkExec", "StartProcess", "Kill", "Getenv", "Setenv", "Environ", "Connect", "Listen":
			return true
		}
		return false
	},
	"time": func(name string) bool { return name == "Sleep" },
}

// osAllowed are types, constants and errors, which grant nothing, and what a
// granted file becomes in order to be handed to a process.
var osAllowed = map[string]bool{
	"File": true, "FileInfo": true, "FileMode": true, "DirEntry": true, "Signal": true, "Interrupt": true, "Kill": true,
	"PathError": true, "LinkError": true, "SyscallError": true, "NewSyscallError": true,
	"ErrNotExist": true, "ErrExist": true, "ErrPermission": true, "ErrClosed": true, "ErrInvalid": true,
	"ErrDeadlineExceeded": true, "ErrProcessDone": true, "ErrNoDeadline": true,
	"IsNotExist": true, "IsExist": true, "IsPermission": true,
	"O_RDONLY": true, "O_WRONLY": true, "O_RDWR": true, "O_APPEND": true, "O_CREATE": true, "O_EXCL": true,
	"O_SYNC": true, "O_TRUNC": true, "ModeDir": true, "ModePerm": true, "ModeSymlink": true, "ModeType": true,
	"ModeNamedPipe": true, "ModeSocket": true, "ModeDevice": true, "ModeCharDevice": true, "ModeSetuid": true,
	"ModeSetgid": true, "ModeSticky": true, "ModeIrregular": true, "PathSeparator": true, "DevNull": true, "Getpagesize": true,
}

// Modules touch the world only through the capabilities of their Env.
func TestModulesHoldNoRawHandles(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		checkFile(t, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkFile(t *testing.T, path string) {
	files := token.NewFileSet()
	tree, err := parser.ParseFile(files, path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	imported := map[string]string{}
	for _, spec := range tree.Imports {
		pkg, _ := strconv.Unquote(spec.Path.Value)
		if bannedImports[pkg] {
			t.Errorf("%s imports %s", files.Position(spec.Pos()), pkg)
		}
		name := pkg[strings.LastIndexByte(pkg, '/')+1:]
		if spec.Name != nil {
			name = spec.Name.Name
		}
		imported[name] = pkg
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		pkg, ok := selector.X.(*ast.Ident)
		if !ok || pkg.Obj != nil {
			return true
		}
		if banned := bannedCalls[imported[pkg.Name]]; banned != nil && banned(selector.Sel.Name) {
			t.Errorf("%s uses %s.%s", files.Position(selector.Pos()), pkg.Name, selector.Sel.Name)
		}
		return true
	})
}
