package fs

import "syscall"

// openConstants are the flags of open(2).
var openConstants = map[string]int{
	"O_RDONLY": syscall.O_RDONLY, "O_WRONLY": syscall.O_WRONLY, "O_RDWR": syscall.O_RDWR,
	"O_CREAT": syscall.O_CREAT, "O_EXCL": syscall.O_EXCL, "O_NOCTTY": syscall.O_NOCTTY, "O_TRUNC": syscall.O_TRUNC,
	"O_APPEND": syscall.O_APPEND, "O_DIRECTORY": syscall.O_DIRECTORY, "O_NOATIME": syscall.O_NOATIME,
	"O_NOFOLLOW": syscall.O_NOFOLLOW, "O_SYNC": syscall.O_SYNC, "O_DSYNC": syscall.O_DSYNC,
	"O_DIRECT": syscall.O_DIRECT, "O_NONBLOCK": syscall.O_NONBLOCK,
}
