package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime"
)

// startREPL reads expressions from the terminal, line by line, and prints
// their values until the input ends.
func startREPL(ctx context.Context, rt *runtime.Runtime) error {
	fmt.Printf("Welcome to gonode, which behaves as Node.js %s.\nType \".exit\" or press Ctrl+D to leave.\n", modules.NodeVersion)
	session, err := rt.NewREPL()
	if err != nil {
		return err
	}
	input := bufio.NewReader(os.Stdin)
	prompt := "> "
	for {
		fmt.Print(prompt)
		line, err := input.ReadString('\n')
		if errors.Is(err, io.EOF) && line == "" {
			fmt.Println()
			return nil
		}
		if line == ".exit\n" {
			return nil
		}
		output, more := session.Line(ctx, line)
		prompt = "> "
		if more {
			prompt = "... "
			continue
		}
		fmt.Println(output)
		if err := rt.Wait(ctx); err != nil {
			return err
		}
	}
}
