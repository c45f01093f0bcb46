package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// invocation is what a command line asks for.
type invocation struct {
	// execArgv are the options before the script, as they were given.
	execArgv []string
	// script is the file to run, "-" for standard input, or "".
	script string
	args   []string

	eval        string
	hasEval     bool
	print       bool
	check       bool
	interactive bool
	version     bool
	help        bool
	require     []string
	// flags are options that modules look at, by their long name.
	flags    map[string]string
	envFiles []envFile
}

// option describes an option of Node that gonode acts on.
type option struct {
	long  string
	value bool // takes a value
}

// options lists what is known by its name. Others are kept in flags if they
// begin with two dashes and have their value after "=", since Node takes all
// of V8's.
var options = map[string]option{
	"-e": {"eval", true}, "--eval": {"eval", true},
	"-p": {"print", false}, "--print": {"print", false}, "-pe": {"print", false},
	"-c": {"check", false}, "--check": {"check", false},
	"-i": {"interactive", false}, "--interactive": {"interactive", false},
	"-v": {"version", false}, "--version": {"version", false},
	"-h": {"help", false}, "--help": {"help", false},
	"-r": {"require", true}, "--require": {"require", true},
	"--import": {"import", true},
	"-C":       {"conditions", true}, "--conditions": {"conditions", true},
	"--input-type": {"input-type", true}, "--unhandled-rejections": {"unhandled-rejections", true},
	"--stack-trace-limit": {"stack-trace-limit", true}, "--stack-size": {"stack-size", true},
	"--max-old-space-size": {"max-old-space-size", true}, "--title": {"title", true},
	"--max-http-header-size": {"max-http-header-size", true}, "--disable-warning": {"disable-warning", true},
	"--redirect-warnings": {"redirect-warnings", true}, "--icu-data-dir": {"icu-data-dir", true},
	"--dns-result-order": {"dns-result-order", true}, "--env-file": {"env-file", true},
	"--env-file-if-exists": {"env-file-if-exists", true}, "--loader": {"loader", true},
	"--experimental-loader": {"loader", true}, "--openssl-config": {"openssl-config", true},
	"--secure-heap": {"secure-heap", true}, "--diagnostic-dir": {"diagnostic-dir", true},
	"--trace-event-categories": {"trace-event-categories", true}, "--trace-event-file-pattern": {"trace-event-file-pattern", true}, "--localstorage-file": {"localstorage-file", true},
	"--network-family-autoselection-attempt-timeout": {"network-family-autoselection-attempt-timeout", true},
}

// notInNodeOptions are the options that make no sense for every program.
var notInNodeOptions = []string{"eval", "print", "check", "interactive", "version", "help"}

// usageError is a mistake in the command line; Node exits with 9.
type usageError struct{ message string }

func (e *usageError) Error() string { return e.message }

// parse reads the arguments after the program's name.
func parse(program string, args []string, nodeOptions string) (*invocation, error) {
	inv := &invocation{flags: map[string]string{}}
	if nodeOptions != "" {
		fields, err := splitNodeOptions(nodeOptions)
		if err != nil {
			return nil, &usageError{program + ": " + err.Error()}
		}
		for _, field := range fields {
			name, _, _ := strings.Cut(field, "=")
			if opt, known := options[name]; known && slices.Contains(notInNodeOptions, opt.long) {
				return nil, &usageError{fmt.Sprintf("%s: %s is not allowed in NODE_OPTIONS", program, name)}
			}
		}
		rest, err := inv.options(program, fields)
		if err != nil {
			return nil, err
		}
		if len(rest) > 0 {
			return nil, &usageError{fmt.Sprintf("%s: %s is not allowed in NODE_OPTIONS", program, rest[0])}
		}
	}
	rest, err := inv.options(program, args)
	if err != nil {
		return nil, err
	}
	inv.execArgv = args[:len(args)-len(rest)]
	if n := len(inv.execArgv); n > 0 && inv.execArgv[n-1] == "--" {
		inv.execArgv = inv.execArgv[:n-1]
	}
	if !inv.hasEval && len(rest) > 0 {
		inv.script, rest = rest[0], rest[1:]
	}
	inv.args = rest
	return inv, nil
}

// options takes the options from the front of args and returns the rest.
func (inv *invocation) options(program string, args []string) (rest []string, err error) {
	for len(args) > 0 {
		arg := args[0]
		if arg == "--" {
			return args[1:], nil
		}
		if arg == "-" || !strings.HasPrefix(arg, "-") {
			return args, nil
		}
		name, value, hasValue := strings.Cut(arg, "=")
		if strings.HasPrefix(name, "--") {
			name = strings.ReplaceAll(name, "_", "-")
		}
		opt, known := options[name]
		args = args[1:]
		switch {
		case !known && !strings.HasPrefix(arg, "--"):
			return nil, &usageError{fmt.Sprintf("%s: bad option: %s", program, arg)}
		case !known:
			inv.flag(strings.TrimPrefix(name, "--"), value, hasValue)
			continue
		case opt.value && !hasValue:
			if len(args) == 0 {
				return nil, &usageError{fmt.Sprintf("%s: %s requires an argument", program, arg)}
			}
			value, args = args[0], args[1:]
		}
		if err := inv.set(program, opt, value); err != nil {
			return nil, err
		}
		if opt.long == "print" && (hasValue || len(args) > 0 && (name == "-pe" || !strings.HasPrefix(args[0], "-"))) {
			if !hasValue {
				value, args = args[0], args[1:]
			}
			inv.eval, inv.hasEval = value, true
		}
	}
	return nil, nil
}

// flag keeps an option that only modules look at. "--no-x" takes "--x" back.
func (inv *invocation) flag(name, value string, hasValue bool) {
	if !hasValue {
		value = "true"
	}
	if off, negated := strings.CutPrefix(name, "no-"); negated {
		delete(inv.flags, off)
	}
	inv.flags[name] = value
}

func (inv *invocation) set(program string, opt option, value string) error {
	switch opt.long {
	case "eval":
		inv.eval, inv.hasEval = value, true
	case "print":
		inv.print = true
	case "check":
		inv.check = true
	case "interactive":
		inv.interactive = true
	case "version":
		inv.version = true
	case "help":
		inv.help = true
	case "require":
		inv.require = append(inv.require, value)
	case "conditions":
		if old := inv.flags["conditions"]; old != "" {
			value = old + "," + value
		}
		inv.flags["conditions"] = value
	case "disable-warning", "import", "loader":
		if old := inv.flags[opt.long]; old != "" {
			value = old + "\n" + value
		}
		inv.flags[opt.long] = value
	case "env-file", "env-file-if-exists":
		inv.envFiles = append(inv.envFiles, envFile{value, opt.long != "env-file"})
	case "unhandled-rejections":
		if !slices.Contains(rejectionModes, value) {
			return &usageError{fmt.Sprintf("%s: invalid value for --unhandled-rejections", program)}
		}
		inv.flags[opt.long] = value
	default:
		inv.flags[opt.long] = value
	}
	return nil
}

var rejectionModes = []string{"strict", "warn", "none", "throw", "warn-with-error-code"}

// splitNodeOptions splits NODE_OPTIONS at spaces, outside double quotes.
func splitNodeOptions(text string) ([]string, error) {
	var fields []string
	var field strings.Builder
	quoted, started := false, false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '\\' && quoted:
			if i+1 == len(text) {
				return nil, fmt.Errorf("invalid value for NODE_OPTIONS (invalid escape)")
			}
			i++
			field.WriteByte(text[i])
		case c == '"':
			quoted, started = !quoted, true
		case c == ' ' && !quoted:
			if started {
				fields = append(fields, field.String())
				field.Reset()
				started = false
			}
		default:
			field.WriteByte(c)
			started = true
		}
	}
	if quoted {
		return nil, fmt.Errorf("invalid value for NODE_OPTIONS (unterminated string)")
	}
	if started {
		fields = append(fields, field.String())
	}
	return fields, nil
}

// calledAsNode reports whether the program was started under node's name.
func calledAsNode(argv0 string) bool {
	base := strings.TrimSuffix(filepath.Base(argv0), ".exe")
	return base == "node" || base == "nodejs"
}
