//go:build unix

package terminal

import "golang.org/x/sys/unix"

// makeRaw leaves the output as it is, as libuv does: a line break still
// returns the carriage.
func makeRaw(fd int) error {
	mode, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return err
	}
	mode.Iflag &^= unix.BRKINT | unix.ICRNL | unix.INPCK | unix.ISTRIP | unix.IXON
	mode.Oflag |= unix.ONLCR
	mode.Cflag |= unix.CS8
	mode.Lflag &^= unix.ECHO | unix.ICANON | unix.IEXTEN | unix.ISIG
	mode.Cc[unix.VMIN], mode.Cc[unix.VTIME] = 1, 0
	return unix.IoctlSetTermios(fd, setTermios, mode)
}
