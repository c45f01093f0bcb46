package source

import (
	"reflect"
	"testing"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
)

// TestWalk looks for regular expressions wherever one can stand, and compares with what reflection finds.
func TestWalk(t *testing.T) {
	tree, err := parser.ParseFile(nil, "", `
		var a = /0/, { b = /1/, ['c' + /2/]: c = /3/, ...d } = /4/, [e = /5/, ...f] = [/6/, ...[/7/]];
		let g = /8/; const h = () => /9/, i = async (x = /10/) => { await /11/ };
		function* j(x = /12/, ...[y = /13/]) { yield /14/; yield* /15/; return /16/ }
		class k extends l(/17/) { [/18/] = /19/; static m = /20/; n() { /21/ } static { /22/ } get [/23/]() { return /24/ } #o = /25/; p() { return (/26/).x.#o } }
		if (/27/) /28/; else /29/;
		for (var q = /30/; /31/; /32/) /33/;
		for (let q = /34/; ;) ; for (/35/; ;) ;
		for (var r in /36/) /37/; for (const { s = /38/ } of /39/) /40/; for (t[/41/] of u) ;
		while (/42/) { /43/ } do /44/; while (/45/);
		v: switch (/46/) { case /47/: /48/; default: /49/ }
		try { /50/ } catch ({ w = /51/ }) { /52/ } finally { /53/ }
		with (/54/) { throw /55/ }
		x = { y: /56/, [/57/]: 1, z() { /58/ }, ...(/59/), get a() { return /60/ } };
		({ b = /61/ } = {}); [c[/62/], d = /63/] = [];
		e(/64/, ...(/65/)); new f(/66/); g?.[/67/]?.(/68/); h`+"`${/69/}`"+`; (/70/, /71/); -(/72/); i ? /73/ : /74/;
		j = /75/ + 1; k[/76/]; typeof /77/; async function l() { for (;;) await /78/ }
	`, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := map[*ast.RegExpLiteral]bool{}
	walk(tree, func(n ast.Node) bool {
		if literal, ok := n.(*ast.RegExpLiteral); ok {
			if found[literal] {
				t.Errorf("%s is found twice", literal.Literal)
			}
			found[literal] = true
		}
		return true
	})
	seen := map[any]bool{}
	var search func(v reflect.Value)
	search = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Interface:
			search(v.Elem())
		case reflect.Pointer:
			if v.IsNil() || seen[v.Interface()] {
				return
			}
			seen[v.Interface()] = true
			if literal, ok := v.Interface().(*ast.RegExpLiteral); ok && !found[literal] {
				t.Errorf("%s is not found", literal.Literal)
			}
			if v.Type().Elem().PkgPath() == reflect.TypeFor[ast.Program]().PkgPath() {
				search(v.Elem())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					search(v.Field(i))
				}
			}
		case reflect.Slice:
			for i := range v.Len() {
				search(v.Index(i))
			}
		}
	}
	search(reflect.ValueOf(tree))
	if len(found) != 79 {
		t.Errorf("%d regular expressions", len(found))
	}
}
