package terminal

import "golang.org/x/term"

func makeRaw(fd int) error {
	_, err := term.MakeRaw(fd)
	return err
}
