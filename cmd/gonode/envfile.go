package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/gonode/gonode/modules/dotenv"
)

// envFile is a file of --env-file or, optional, of --env-file-if-exists.
type envFile struct {
	path     string
	optional bool
}

// loadEnvFiles sets the variables of the files, the last file's value of each,
// but for those that the environment has already.
func loadEnvFiles(program string, files []envFile, stderr io.Writer) error {
	given := map[string]bool{}
	for _, file := range files {
		data, err := os.ReadFile(file.path)
		switch {
		case err != nil && file.optional && errors.Is(err, fs.ErrNotExist):
			fmt.Fprintf(stderr, "%s not found. Continuing without it.\n", file.path)
			continue
		case err != nil:
			return &usageError{fmt.Sprintf("%s: %s: not found", program, file.path)}
		}
		for _, entry := range dotenv.Parse(string(data)) {
			if _, set := os.LookupEnv(entry.Name); set && !given[entry.Name] {
				continue
			}
			given[entry.Name] = true
			if err := os.Setenv(entry.Name, entry.Value); err != nil {
				return err
			}
		}
	}
	return nil
}
