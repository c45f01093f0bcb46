package source

import (
	"reflect"
	"strings"

	"github.com/dop251/goja/ast"

	"github.com/gonode/gonode/internal/regexprop"
)

// expandProperties rewrites the regular expressions of a tree that have
// property escapes, which goja does not know. Few sources have any, so the
// tree is searched by reflection.
func expandProperties(tree *ast.Program) (err error) {
	expand(reflect.ValueOf(tree.Body), map[any]bool{}, &err)
	return err
}

func expand(v reflect.Value, seen map[any]bool, err *error) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			expand(v.Elem(), seen, err)
		}
	case reflect.Pointer:
		if v.IsNil() || seen[v.Interface()] {
			return
		}
		seen[v.Interface()] = true
		if literal, ok := v.Interface().(*ast.RegExpLiteral); ok {
			if strings.Contains(literal.Flags, "u") {
				expanded, wrong := regexprop.Expand(literal.Pattern)
				if wrong != nil && *err == nil {
					*err = &rejection{
						message: "Invalid regular expression: " + literal.Literal + ": " + wrong.Error(), offset: int(literal.Idx) - 1,
					}
				}
				literal.Pattern = expanded
			}
			return
		}
		if v.Type().Elem().PkgPath() == reflect.TypeFor[ast.Program]().PkgPath() {
			expand(v.Elem(), seen, err)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				expand(v.Field(i), seen, err)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			expand(v.Index(i), seen, err)
		}
	}
}
