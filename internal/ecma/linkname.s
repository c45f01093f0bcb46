// This file lets the package declare functions of goja by go:linkname.
