package bytecode

import "unsafe"

//go:linkname compileRegexp github.com/dop251/goja.compileRegexp
func compileRegexp(pattern, flags string) (unsafe.Pointer, error)

// The instructions that suspend a generator, which goja tells apart by identity.

//go:linkname await github.com/dop251/goja.await
var await unsafe.Pointer

//go:linkname yield github.com/dop251/goja.yield
var yield unsafe.Pointer

//go:linkname yieldRes github.com/dop251/goja.yieldRes
var yieldRes unsafe.Pointer

//go:linkname yieldDelegate github.com/dop251/goja.yieldDelegate
var yieldDelegate unsafe.Pointer

//go:linkname yieldDelegateRes github.com/dop251/goja.yieldDelegateRes
var yieldDelegateRes unsafe.Pointer

//go:linkname yieldEmpty github.com/dop251/goja.yieldEmpty
var yieldEmpty unsafe.Pointer

func markers() [6]unsafe.Pointer {
	return [...]unsafe.Pointer{await, yield, yieldRes, yieldDelegate, yieldDelegateRes, yieldEmpty}
}
