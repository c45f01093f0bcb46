//go:build unix

package fs

import "syscall"

const readOnly = syscall.O_RDONLY

// flagNames are the names that open takes for its flags.
var flagNames = namedFlags(syscall.O_RDONLY, syscall.O_WRONLY, syscall.O_RDWR, syscall.O_CREAT, syscall.O_TRUNC,
	syscall.O_APPEND, syscall.O_EXCL, syscall.O_SYNC)
