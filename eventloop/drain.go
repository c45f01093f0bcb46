package eventloop

// Drain ends the loop for good: it waits for the work that [Loop.Begin]
// announced, and drops all callbacks. The work must have been cancelled.
func (l *Loop) Drain() {
	for l.inbox.held.Load() > 0 {
		batch := l.inbox.take()
		if len(batch) == 0 {
			if l.inbox.sleep(nil) {
				<-l.inbox.wake
			}
			continue
		}
		for _, m := range batch {
			if m.held {
				l.inbox.held.Add(-1)
			}
		}
	}
	l.timers = timerQueue{}
	l.timers.init()
	l.immediates = immediateQueue{}
	l.pending, l.closing, l.refs = nil, nil, 0
	if l.poller != nil {
		l.poller.close()
		l.poller = nil
	}
}
