// Package bench measures whole programs: the scripts of work/, and the servers
// of serve/ under load. go test ./bench -bench . runs them; pgo.sh makes of
// them the profile that cmd/gonode is built with.
package bench

import (
	"bufio"
	"context"
	"io"
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/gonode/gonode/runtime"
)

// BenchmarkWork runs each script to its end in a runtime of its own.
func BenchmarkWork(b *testing.B) {
	scripts, err := filepath.Glob("work/*.js")
	if err != nil {
		b.Fatal(err)
	}
	for _, script := range scripts {
		b.Run(strings.TrimSuffix(filepath.Base(script), ".js"), func(b *testing.B) {
			for b.Loop() {
				if err := runScript(b.Context(), script, io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func runScript(ctx context.Context, script string, stdout io.Writer) error {
	rt, err := runtime.New(runtime.Options{Stdout: stdout})
	if err != nil {
		return err
	}
	defer rt.Close()
	return rt.RunFile(ctx, script)
}

// BenchmarkServe measures requests to a server, over connections kept alive.
func BenchmarkServe(b *testing.B) {
	const body = `{"list":[1,2,"three"]}`
	requests := map[string]string{
		"hello": "GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n\r\n",
		"json": "POST /a/path?x=1&y=two HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n" +
			"Content-Type: application/json\r\nContent-Length: " + strconv.Itoa(len(body)) + "\r\n\r\n" + body,
	}
	for _, name := range []string{"hello", "json"} {
		b.Run(name, func(b *testing.B) {
			address, stop := startServer(b, filepath.Join("serve", name+".js"))
			defer stop()
			load(b, address, requests[name])
		})
	}
}

// startServer runs a server script, which prints its port, until stop is called.
func startServer(b *testing.B, script string) (address string, stop func()) {
	b.Helper()
	ctx, cancel := context.WithCancel(b.Context())
	out, in := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := runScript(ctx, script, in)
		in.CloseWithError(err)
		done <- err
	}()
	port, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	return net.JoinHostPort("127.0.0.1", strings.TrimSpace(port)), func() {
		cancel()
		<-done
	}
}

// load sends b.N requests over a few connections, each waiting for its answer.
func load(b *testing.B, address, request string) {
	const connections = 16
	var wg sync.WaitGroup
	for i := range connections {
		requests := b.N / connections
		if i < b.N%connections {
			requests++
		}
		wg.Go(func() {
			if err := send(address, request, requests); err != nil {
				b.Error(err)
			}
		})
	}
	wg.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
}

func send(address, request string, times int) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	r := bufio.NewReader(conn)
	for range times {
		if _, err := io.WriteString(conn, request); err != nil {
			return err
		}
		if err := readResponse(r); err != nil {
			return err
		}
	}
	return nil
}

// readResponse reads a response that has a Content-Length. It does less than
// net/http so that the profile is the server's.
func readResponse(r *bufio.Reader) error {
	length := 0
	for {
		line, err := r.ReadSlice('\n')
		if err != nil {
			return err
		}
		if len(line) <= 2 {
			_, err = r.Discard(length)
			return err
		}
		if value, ok := strings.CutPrefix(strings.ToLower(string(line)), "content-length:"); ok {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil {
				return err
			}
		}
	}
}
