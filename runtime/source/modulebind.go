package source

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/unistring"
)

// bind finds what the names at the top of a module mean, and what is wrong with them.
func (w *moduleRewriter) bind(f *ast.FunctionLiteral, declared []int) {
	w.names = map[unistring.String]*moduleName{
		"arguments":                         {object: unistring.NewFromString(moduleHost), property: "arguments"},
		unistring.NewFromString(moduleMeta): {object: unistring.NewFromString(moduleHost), property: "meta"},
	}
	lexical, vars := map[unistring.String]bool{}, map[unistring.String]bool{}
	declare := func(name unistring.String, idx file.Idx) {
		if lexical[name] || vars[name] {
			shown := name.String()
			if shown == "default" {
				shown = ".default"
			}
			w.fail(idx, "Identifier '"+shown+"' has already been declared")
		}
		lexical[name] = true
	}
	for i, x := range w.info.Imports {
		name := unistring.NewFromString(x.Local)
		declare(name, file.Idx(x.Offset+w.prefix+1))
		w.names[name] = &moduleName{object: unistring.NewFromString(moduleParam(i)), property: unistring.NewFromString(x.Name)}
		if x.Namespace {
			w.names[name].property = ""
		}
	}
	for _, d := range f.DeclarationList {
		for _, b := range d.List {
			w.eachName(b.Target, func(id *ast.Identifier) {
				if lexical[id.Name] {
					declare(id.Name, id.Idx)
				}
				vars[id.Name] = true
			})
		}
	}
	top := f.Body.List[2:]
	w.nameDefault(top)
	w.lexical(top, func(id *ast.Identifier) { declare(id.Name, id.Idx) })
	w.exportDeclared(top, declared)
	w.bindExports(lexical, vars)
}

// nameDefault gives the default export that has no name of its own the one that it shows, which nobody can write.
func (w *moduleRewriter) nameDefault(top []ast.Statement) {
	name := unistring.NewFromString(moduleDefault)
	for _, st := range top {
		switch s := st.(type) {
		case *ast.FunctionDeclaration:
			if s.Function.Name.Name == name {
				s.Function.Name.Name = "default"
			}
		case *ast.ClassDeclaration:
			if s.Class.Name.Name == name {
				s.Class.Name.Name = "default"
			}
		case *ast.LexicalDeclaration:
			if id, ok := s.List[0].Target.(*ast.Identifier); ok && id.Name == name {
				id.Name = "default"
				if len(s.List) > 1 {
					w.fail(s.List[0].Initializer.Idx1(), "Unexpected token")
				}
			}
		}
	}
	for i := range w.info.Exports {
		if x := &w.info.Exports[i]; x.Local == moduleDefault {
			x.Local = "default"
		}
	}
}

// exportDeclared adds the names of the declarations that had `export` in front of them.
func (w *moduleRewriter) exportDeclared(top []ast.Statement, declared []int) {
	if len(declared) == 0 {
		return
	}
	add := func(id *ast.Identifier) {
		name := id.Name.String()
		w.info.Exports = append(w.info.Exports, ModuleExport{Name: name, Local: name, Request: -1, Offset: int(id.Idx) - 1 - w.prefix})
	}
	next := 0
	for _, st := range top {
		if next == len(declared) {
			return
		}
		if _, empty := st.(*ast.EmptyStatement); empty || int(st.Idx0())-1-w.prefix < declared[next] {
			continue
		}
		next++
		if v, ok := st.(*ast.VariableStatement); ok {
			for _, b := range v.List {
				w.eachName(b.Target, add)
			}
			continue
		}
		w.lexical([]ast.Statement{st}, add)
	}
}

// bindExports connects exports with the variables, and with the imports that some of them are.
func (w *moduleRewriter) bindExports(lexical, vars map[unistring.String]bool) {
	seen := map[string]bool{}
	for i := range w.info.Exports {
		x := &w.info.Exports[i]
		idx := file.Idx(x.Offset + w.prefix + 1)
		if !x.Star {
			if seen[x.Name] {
				w.fail(idx, "Duplicate export of '"+x.Name+"'")
			}
			seen[x.Name] = true
		}
		if x.Request >= 0 || x.Star {
			continue
		}
		name := unistring.NewFromString(x.Local)
		if !lexical[name] && !vars[name] {
			w.fail(idx, "Export '"+x.Local+"' is not defined in module")
			continue
		}
		n := w.names[name]
		if n == nil {
			n = &moduleName{}
			w.names[name] = n
		}
		if n.object != "" {
			w.exportImport(x)
			continue
		}
		n.exports = append(n.exports, x.Name)
	}
}

// exportImport makes the export of an imported name one from the other module.
func (w *moduleRewriter) exportImport(x *ModuleExport) {
	for _, i := range w.info.Imports {
		if i.Local == x.Local {
			x.Request, x.Import, x.Namespace, x.Local = i.Request, i.Name, i.Namespace, ""
			return
		}
	}
}
