package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/gonode/gonode/modules"
)

// isSubcommand tells gonode's own commands from scripts.
func isSubcommand(name string) bool {
	switch name {
	case "run", "help", "completion", "version", cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd:
		return true
	}
	return false
}

// codeError carries an exit code through cobra.
type codeError struct {
	code int
	err  error
}

func (e *codeError) Error() string { return fmt.Sprint(e.err) }

// executeCommand runs a subcommand.
func executeCommand(argv []string, lookupEnv func(string) (string, bool)) (int, error) {
	root := newCommand(argv[0], lookupEnv)
	root.SetArgs(argv[1:])
	err := root.Execute()
	var coded *codeError
	if errors.As(err, &coded) {
		return coded.code, coded.err
	}
	if err != nil {
		return exitInvalidArgument, err
	}
	return 0, nil
}

func newCommand(argv0 string, lookupEnv func(string) (string, bool)) *cobra.Command {
	root := &cobra.Command{
		Use:   "gonode [options] [script.js | -] [arguments]",
		Short: "Run JavaScript written for Node",
		Long: `gonode runs JavaScript written for Node.

  gonode script.js [arguments]   run a script; all that follows it is the script's
  gonode -e CODE, -p CODE        run CODE; -p prints its value
  gonode -r MODULE script.js     load MODULE first
  gonode -c script.js            check the syntax only
  gonode                         read a program from standard input, or start the REPL on a terminal

Node's other options are accepted, also in NODE_OPTIONS.`,
		SilenceUsage: true, SilenceErrors: true,
	}
	root.AddCommand(&cobra.Command{
		Use:                "run [options] script.js [arguments]",
		Short:              "Run a script",
		DisableFlagParsing: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 && (args[0] == "-h" || args[0] == "--help") {
				return cmd.Help()
			}
			code, err := runNode(argv0, args, lookupEnv)
			if code == 0 && err == nil {
				return nil
			}
			return &codeError{code, err}
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"js", "cjs", "mjs", "ts"}, cobra.ShellCompDirectiveFilterFileExt
		},
	}, &cobra.Command{
		Use:   "version",
		Short: "Print the version of Node that gonode behaves as",
		Run:   func(*cobra.Command, []string) { fmt.Println(modules.NodeVersion) },
	})
	return root
}
