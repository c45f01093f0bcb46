package source

import (
	"reflect"
	"strings"

	"github.com/dop251/goja/ast"

	"github.com/gonode/gonode/runtime/internal/regexprop"
)

// expandProperties rewrites the regular expressions of a tree that have
// property escapes, which goja does not know. Few sources have any, so the
// tree is searched by reflection.
func expandProperties(tree *ast.Program) {
	expand(reflect.ValueOf(tree.Body), map[any]bool{})
}

func expand(v reflect.Value, seen map[any]bool) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			expand(v.Elem(), seen)
		}
	case reflect.Pointer:
		if v.IsNil() || seen[v.Interface()] {
			return
		}
		seen[v.Interface()] = true
		if literal, ok := v.Interface().(*ast.RegExpLiteral); ok {
			if strings.Contains(literal.Flags, "u") {
				literal.Pattern = regexprop.Expand(literal.Pattern)
			}
			return
		}
		if v.Type().Elem().PkgPath() == reflect.TypeFor[ast.Program]().PkgPath() {
			expand(v.Elem(), seen)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				expand(v.Field(i), seen)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			expand(v.Index(i), seen)
		}
	}
}
