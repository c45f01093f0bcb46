package net

import (
	"io"
	"syscall"
)

// readOnly is standard input as a stream. Closing it leaves the input open,
// which belongs to whoever made the runtime.
type readOnly struct{ io.Reader }

func (readOnly) Write([]byte) (int, error) { return 0, syscall.EBADF }
func (readOnly) Close() error              { return nil }

// writeOnly is standard output or error as a stream.
type writeOnly struct{ io.Writer }

func (writeOnly) Read([]byte) (int, error) { return 0, io.EOF }
func (writeOnly) Close() error             { return nil }
