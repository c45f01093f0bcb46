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
// much garbage on a small heap: an HTTP server needs a fifth less processor
// time a request than with Go's 100, and a short script takes no more memory.
// More than this gains a server nothing and costs it memory.
const gcPercent = 600

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
