package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"golang.org/x/term"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime"
)

// Exit codes of Node for what goes wrong before a program runs.
const (
	exitFailure         = 1
	exitInvalidArgument = 9
)

// execute runs a command line and returns the exit code. Subcommands are
// gonode's own; everything else is node's command line.
func execute(argv []string, lookupEnv func(string) (string, bool)) (int, error) {
	args := argv[1:]
	if !calledAsNode(argv[0]) && len(args) > 0 && isSubcommand(args[0]) {
		return executeCommand(argv, lookupEnv)
	}
	return runNode(argv[0], args, lookupEnv)
}

func runNode(argv0 string, args []string, lookupEnv func(string) (string, bool)) (int, error) {
	nodeOptions, _ := lookupEnv("NODE_OPTIONS")
	inv, err := parse(argv0, args, nodeOptions)
	if err != nil {
		return exitInvalidArgument, err
	}
	if len(inv.envFiles) > 0 {
		if err := loadEnvFiles(argv0, inv.envFiles, os.Stderr); err != nil {
			return exitInvalidArgument, err
		}
		if fromFile, _ := lookupEnv("NODE_OPTIONS"); fromFile != nodeOptions {
			if inv, err = parse(argv0, args, fromFile); err != nil {
				return exitInvalidArgument, err
			}
		}
	}
	switch {
	case inv.version:
		fmt.Println(modules.NodeVersion)
		return 0, nil
	case inv.help:
		return executeCommand([]string{argv0, "help"}, lookupEnv)
	}
	return inv.run()
}

// run makes the runtime that the command line asks for and runs the program.
func (inv *invocation) run() (int, error) {
	if inv.script != "" && inv.script != "-" && !inv.hasEval {
		path, err := filepath.Abs(inv.script)
		if err != nil {
			return exitFailure, err
		}
		inv.script = path
	}
	ignoreBrokenPipes()
	rt, err := runtime.New(inv.runtimeOptions())
	if err != nil {
		return exitFailure, err
	}
	return exitCode(inv.start(rt))
}

func (inv *invocation) runtimeOptions() runtime.Options {
	opts := runtime.Options{
		Args: inv.args, ExecArgv: inv.execArgv, Flags: inv.flags, Title: inv.flags["title"], OwnsProcess: true,
	}
	if !inv.hasEval && inv.script != "" {
		opts.Args = append([]string{inv.script}, inv.args...)
	}
	return opts
}

func (inv *invocation) start(rt *runtime.Runtime) error {
	ctx := context.Background()
	switch {
	case inv.hasEval:
		return rt.RunEval(ctx, inv.eval, runtime.EvalOptions{Print: inv.print, Preload: inv.require})
	case inv.check:
		return rt.Check(inv.script)
	case inv.script != "" && inv.script != "-":
		return rt.RunFile(ctx, inv.script, inv.require...)
	case inv.script == "" && (inv.interactive || term.IsTerminal(int(os.Stdin.Fd()))):
		return rt.RunREPL(ctx, inv.require...)
	}
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	return rt.RunEval(ctx, string(text), runtime.EvalOptions{Name: "[stdin]", Print: inv.print, Preload: inv.require})
}

// exitCode is the exit code of a program that ended with err. What the
// program itself failed with has been printed.
func exitCode(err error) (int, error) {
	var exit *runtime.ExitError
	switch {
	case err == nil:
		return 0, nil
	case errors.As(err, &exit):
		return exit.Code, nil
	}
	return exitFailure, err
}

// ignoreBrokenPipes makes writing to a standard stream that nobody reads fail
// with EPIPE, which the program can handle, in the place of ending it. Ignoring
// the signal would do so too, but also in all child processes.
func ignoreBrokenPipes() { signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) }
