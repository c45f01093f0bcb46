package net_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/gonode/gonode/runtime"
)

// A runtime that is cancelled leaves no connection, listener or child behind,
// whatever they are doing.
func TestCancelledRuntimeLeavesNothing(t *testing.T) {
	programs := map[string]string{
		"listening": `require('net').createServer().listen(0, () => console.log('ready'))`,
		"idle connection": `
			const net = require('net');
			const server = net.createServer((socket) => socket.on('error', () => {})).listen(0, () => {
				net.connect(server.address().port, () => console.log('ready'));
			});`,
		"blocked write": `
			const net = require('net');
			const server = net.createServer((socket) => socket.pause()).listen(0, () => {
				const client = net.connect(server.address().port, () => {
					client.write(Buffer.alloc(64 << 20));
					console.log('ready');
				});
			});`,
		"child process": `
			const child = require('child_process').spawn('sleep', ['60'], { stdio: 'pipe' });
			child.on('spawn', () => console.log('ready'));`,
		"look-up": `
			const net = require('net');
			net.connect({ host: 'name.example', port: 1, lookup: () => console.log('ready') });
			setInterval(() => {}, 1000);`,
	}
	for name, program := range programs {
		t.Run(name, func(t *testing.T) {
			defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			out, in := io.Pipe()
			ended := make(chan error, 1)
			go func() {
				err := runProgram(ctx, program, in)
				in.CloseWithError(io.EOF)
				ended <- err
			}()
			line := make([]byte, 64)
			n, err := out.Read(line)
			if err != nil || strings.TrimSpace(string(line[:n])) != "ready" {
				t.Fatalf("read %q, %v", line[:n], err)
			}
			cancel()
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Errorf("the run ended with %v", err)
			}
		})
	}
}

func runProgram(ctx context.Context, program string, stdout io.Writer) error {
	rt, err := runtime.New(runtime.Options{Stdout: stdout, Stderr: stdout, Stdin: strings.NewReader("")})
	if err != nil {
		return err
	}
	defer rt.Close()
	return rt.RunEval(ctx, program, runtime.EvalOptions{})
}
