package traceevents

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/gonode/gonode/modules"
)

// traceLog is the events of a program, in the format of Chrome's tracing. The file is written when the program exits.
type traceLog struct {
	env  *modules.Env
	text strings.Builder
}

// event is one entry of a log.
type event struct {
	phase, categories, name string
	id                      int64
	hasID                   bool
	at                      time.Time
	args                    string // JSON
}

func (t *tracing) newLog() *traceLog {
	l := &traceLog{env: t.env}
	info := t.env.Host.Info()
	l.metadata("process_name", map[string]any{"name": info.Title})
	l.metadata("version", map[string]any{"node": strings.TrimPrefix(modules.NodeVersion, "v")})
	l.metadata("thread_name", map[string]any{"name": "JavaScriptMainThread"})
	t.env.RequireObject("process") // which gives the hook
	hooks := t.env.Host.Hooks()
	exit := hooks.Exit
	hooks.Exit = func(code int) int {
		code = exit(code)
		if t.has("node.bootstrap") {
			l.milestones()
		}
		l.save()
		return code
	}
	return l
}

func (l *traceLog) metadata(name string, args map[string]any) {
	text, err := json.Marshal(args)
	if err != nil {
		panic(err)
	}
	l.add(event{phase: "M", categories: "__metadata", name: name, args: string(text)})
}

// milestones adds the times of performance.nodeTiming.
func (l *traceLog) milestones() {
	info, loop := l.env.Host.Info(), l.env.Loop
	metrics := loop.Metrics()
	for _, m := range []struct {
		name string
		at   time.Time
	}{
		{"environment", info.EnvironmentReady}, {"nodeStart", loop.Start()}, {"v8Start", info.EngineReady},
		{"bootstrapComplete", info.Bootstrapped}, {"loopStart", loop.Start().Add(metrics.Began)}, {"loopExit", loop.Start().Add(metrics.Ended)},
	} {
		l.add(event{phase: "I", categories: "node,node.bootstrap", name: m.name, at: m.at, args: "{}"})
	}
}

func (l *traceLog) add(e event) {
	if e.at.IsZero() {
		e.at = l.env.Loop.Clock().Now()
	}
	if l.text.Len() > 0 {
		l.text.WriteByte(',')
	}
	name, err := json.Marshal(e.name)
	if err != nil {
		panic(err)
	}
	pid := l.env.Proc.Pid()
	fmt.Fprintf(&l.text, `{"pid":%d,"tid":%d,"ts":%d,"tts":%d,"ph":"%s","cat":"%s","name":%s,"dur":0,"tdur":0,`,
		pid, pid, e.at.UnixMicro(), e.at.Sub(l.env.Loop.Start()).Microseconds(), e.phase, e.categories, name)
	if e.hasID {
		fmt.Fprintf(&l.text, `"id":"0x%x",`, e.id)
	}
	l.text.WriteString(`"args":` + e.args + "}")
}

// save writes the file that --trace-event-file-pattern names.
func (l *traceLog) save() {
	pattern := l.env.Host.Info().Options["trace-event-file-pattern"]
	if pattern == "" {
		pattern = "node_trace.${rotation}.log"
	}
	name := strings.NewReplacer("${pid}", strconv.Itoa(l.env.Proc.Pid()), "${rotation}", "1").Replace(pattern)
	if err := l.create(name); err != nil {
		fmt.Fprintf(l.env.Stderr, "Could not open trace file %s: %s\n", name, modules.SystemError(err, "open", "", "").Message)
	}
}

func (l *traceLog) create(name string) error {
	f, err := l.env.FS.Open(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, `{"traceEvents":[`+l.text.String()+"]}")
	return errors.Join(err, f.Close())
}
