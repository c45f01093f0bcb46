package host

import (
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"time"

	"github.com/gonode/gonode/modules"
)

// Proc is the process, with an environment and a working directory that may
// be the runtime's own.
type Proc struct {
	mu  sync.Mutex
	env *environment // nil: the process's
	dir string       // empty: the process's
}

var _ modules.Proc = (*Proc)(nil)

// NewProc makes a Proc. A nil env and an empty dir stand for those of the
// process.
func NewProc(env map[string]string, dir string) *Proc {
	p := &Proc{dir: dir}
	if env != nil {
		p.env = newEnvironment(env)
	}
	return p
}

func (p *Proc) Getwd() (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.dir != "" {
		return p.dir, nil
	}
	return os.Getwd()
}

func (p *Proc) Chdir(dir string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.dir == "" {
		return os.Chdir(dir)
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(p.dir, dir)
	}
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return notDirectory("chdir", dir)
	}
	p.dir = filepath.Clean(dir)
	return nil
}

func (p *Proc) Pid() int       { return os.Getpid() }
func (p *Proc) Ppid() int      { return os.Getppid() }
func (p *Proc) Now() time.Time { return time.Now() }

func (p *Proc) Notify(c chan<- os.Signal, sig os.Signal) (stop func()) {
	signal.Notify(c, sig)
	return func() { signal.Stop(c) }
}

func (c *child) Pid() int                   { return c.process.Pid }
func (c *child) Signal(sig os.Signal) error { return c.process.Signal(sig) }

func (c *child) Wait() (code int, sig string, err error) {
	state, err := c.process.Wait()
	if err != nil {
		return 0, "", err
	}
	return state.ExitCode(), endedBy(state), nil
}
