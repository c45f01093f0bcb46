package host

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
)

const tempLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

// makeTemp makes a directory with a name that nobody has.
func makeTemp(dir, base string) (string, error) {
	for attempt := 0; ; attempt++ {
		var random [6]byte
		rand.Read(random[:])
		for i, b := range random {
			random[i] = tempLetters[int(b)%len(tempLetters)]
		}
		name := dir + base + string(random[:])
		err := os.Mkdir(name, 0o700)
		if err == nil {
			return name, nil
		}
		if !errors.Is(err, fs.ErrExist) || attempt == 100 {
			return "", err
		}
	}
}
