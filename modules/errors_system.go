package modules

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"syscall"
)

// SystemError describes a failed system call as libuv does:
// "ENOENT: no such file or directory, open '/x'". Empty arguments are taken
// from err where it knows them, or left out. An [Error] is returned as it is.
func SystemError(err error, call, path, dest string) *Error {
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	if call == "" {
		call, path, dest = detailsOf(err)
	}
	code := ErrorCode(err)
	if code == "" {
		return &Error{Message: err.Error()}
	}
	if code == "ABORT_ERR" {
		return &Error{Class: "Error", Code: code, Message: "The operation was aborted"}
	}
	name, _ := LookupErrName(code)
	message := code + ": " + name.Message
	if call != "" {
		message += ", " + call
	}
	if path != "" {
		message += " '" + path + "'"
	}
	if dest != "" {
		message += " -> '" + dest + "'"
	}
	return &Error{Code: code, Errno: name.Errno(), Syscall: call, Path: path, Dest: dest, Message: message}
}

// AddressError describes a failed operation on an address as Node does:
// "connect ECONNREFUSED 127.0.0.1:80". A port below 0 is left out.
func AddressError(err error, call, address string, port int) *Error {
	code := ErrorCode(err)
	if code == "" {
		return SystemError(err, call, "", "")
	}
	name, _ := LookupErrName(code)
	details := address
	x := &Error{Code: code, Errno: name.Errno(), Syscall: call, Address: address}
	switch {
	case port >= 0:
		details = fmt.Sprintf("%s:%d", address, port)
		x.Port, x.HasPort = port, true
		x.Message = call + " " + code + " " + details
		if code == "EADDRINUSE" || code == "EACCES" || code == "EADDRNOTAVAIL" {
			if call == "listen" || call == "bind" {
				x.Message = call + " " + code + ": " + name.Message + " " + details
			}
		}
	default:
		x.Message = call + " " + code + " " + details
		if call == "listen" {
			x.Message = call + " " + code + ": " + name.Message + " " + details
		}
	}
	return x
}

func detailsOf(err error) (call, path, dest string) {
	var pathErr *fs.PathError
	var linkErr *os.LinkError
	var sysErr *os.SyscallError
	switch {
	case errors.As(err, &pathErr):
		return pathErr.Op, pathErr.Path, ""
	case errors.As(err, &linkErr):
		return linkErr.Op, linkErr.Old, linkErr.New
	case errors.As(err, &sysErr):
		return sysErr.Syscall, "", ""
	}
	return "", "", ""
}

// ErrorCode is the libuv code of a failure, such as "ENOENT", or "" when err
// is no system error.
func ErrorCode(err error) string {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return codeOfErrno(errno)
	}
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns):
		if dns.IsNotFound {
			return "ENOTFOUND"
		}
		return "EAI_AGAIN"
	case errors.Is(err, context.Canceled):
		return "ABORT_ERR"
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		return "ETIMEDOUT"
	case errors.Is(err, fs.ErrNotExist):
		return "ENOENT"
	case errors.Is(err, fs.ErrExist):
		return "EEXIST"
	case errors.Is(err, fs.ErrPermission):
		return "EACCES"
	case errors.Is(err, fs.ErrClosed):
		return "EBADF"
	case errors.Is(err, net.ErrClosed):
		return "ECANCELED"
	case errors.Is(err, io.EOF):
		return "EOF"
	}
	return ""
}
