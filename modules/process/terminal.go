package process

import (
	"os"

	"golang.org/x/term"
)

// isTerminal asks without File.Fd, which would make the file block.
func isTerminal(f *os.File) (terminal bool) {
	conn, err := f.SyscallConn()
	if err != nil {
		return false
	}
	err = conn.Control(func(fd uintptr) { terminal = term.IsTerminal(int(fd)) })
	return err == nil && terminal
}
