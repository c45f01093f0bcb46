//go:build !linux

package eventloop

import "time"

// poller is missing: goroutines wait for descriptors.
type poller struct {
	count int
	dirty []*Watch
	ready []struct{}
}

func newPoller() (*poller, error) { return nil, ErrNoPoller }

func (p *poller) add(*Watch)                          {}
func (p *poller) remove(*Watch)                       {}
func (p *poller) wait(time.Duration) (signalled bool) { return false }
func (p *poller) run(stopped func() bool)             {}
func (p *poller) signal()                             {}
func (p *poller) drain()                              {}
func (p *poller) close()                              {}
