package host

import (
	"io"
	"os"

	"github.com/gonode/gonode/modules"
)

// child is a process that was started.
type child struct {
	process *os.Process
	ends    []io.ReadWriteCloser // this side of its descriptors
}

func (p *Proc) Start(spec modules.ProcessSpec) (modules.Process, error) {
	s := &stdio{}
	defer s.closeTheirs()
	for _, wanted := range spec.Stdio {
		if err := s.add(wanted); err != nil {
			s.closeOurs()
			return nil, err
		}
	}
	process, err := os.StartProcess(spec.Path, spec.Args, &os.ProcAttr{
		Dir: spec.Dir, Env: spec.Env, Files: s.files, Sys: attributes(spec),
	})
	if err != nil {
		s.closeOurs()
		return nil, err
	}
	return &child{process, s.ours}, nil
}

func (c *child) Stdio(i int) io.ReadWriteCloser {
	if i < len(c.ends) {
		return c.ends[i]
	}
	return nil
}

// stdio collects the descriptors of a new process.
type stdio struct {
	files  []*os.File           // of the process
	theirs []*os.File           // those of files to close when it has started
	ours   []io.ReadWriteCloser // this side of pipes, nil for others
}

func (s *stdio) add(wanted modules.Stdio) error {
	switch wanted.Kind {
	case modules.StdioInput:
		r, w, err := os.Pipe()
		if err != nil {
			return err
		}
		s.put(r, r, input{w})
	case modules.StdioOutput:
		r, w, err := os.Pipe()
		if err != nil {
			return err
		}
		s.put(w, w, r)
	case modules.StdioDuplex:
		ours, theirs, err := socketPair()
		if err != nil {
			return err
		}
		s.put(theirs, theirs, ours)
	case modules.StdioFile:
		s.put(wanted.File, nil, nil)
	case modules.StdioFD:
		file, err := duplicate(wanted.FD)
		if err != nil {
			return err
		}
		s.put(file, file, nil)
	default:
		file, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		s.put(file, file, nil)
	}
	return nil
}

func (s *stdio) put(file, theirs *os.File, ours io.ReadWriteCloser) {
	s.files = append(s.files, file)
	s.ours = append(s.ours, ours)
	if theirs != nil {
		s.theirs = append(s.theirs, theirs)
	}
}

func (s *stdio) closeTheirs() {
	for _, f := range s.theirs {
		_ = f.Close()
	}
}

func (s *stdio) closeOurs() {
	for _, end := range s.ours {
		if end != nil {
			_ = end.Close()
		}
	}
}

// input is the writing end of a pipe. Shutting it down closes it.
type input struct{ *os.File }

func (f input) CloseWrite() error { return f.File.Close() }
