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
)

func main() {
	code, err := execute(os.Args, os.LookupEnv)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}
