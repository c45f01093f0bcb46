package host

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fsnotify/fsnotify"
	"github.com/gonode/gonode/modules"
)

var _ modules.WatchFS = FS{}

// watch is a file or directory that is watched.
type watch struct {
	*fsnotify.Watcher
	root      string
	dir       bool
	recursive bool
	change    func(kind, name string)
}

// Watch is [modules.WatchFS].
func (FS) Watch(name string, recursive bool, change func(kind, name string), fail func(error)) (stop func(), err error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	w := &watch{watcher, filepath.Clean(name), info.IsDir(), recursive && info.IsDir(), change}
	if err := w.add(w.root); err != nil {
		_ = watcher.Close()
		return nil, err
	}
	go w.run(fail)
	return func() { _ = watcher.Close() }, nil
}

// add watches a directory and, if asked to, those below it.
func (w *watch) add(dir string) error {
	if err := w.Add(dir); err != nil || !w.recursive {
		return err
	}
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && name != dir {
			err = w.Add(name)
		}
		if os.IsNotExist(err) {
			return nil // it went away meanwhile
		}
		return err
	})
}

func (w *watch) run(fail func(error)) {
	for {
		select {
		case event, ok := <-w.Events:
			if !ok {
				return
			}
			w.report(event)
		case err, ok := <-w.Errors:
			if !ok {
				return
			}
			fail(err)
		}
	}
}

func (w *watch) report(event fsnotify.Event) {
	name := filepath.Base(event.Name)
	if w.dir {
		name = strings.TrimPrefix(strings.TrimPrefix(event.Name, w.root), string(filepath.Separator))
		if name == "" {
			name = filepath.Base(w.root)
		}
	}
	if event.Has(fsnotify.Create) && w.recursive {
		w.entered(event.Name)
	}
	switch {
	case event.Has(fsnotify.Create), event.Has(fsnotify.Remove), event.Has(fsnotify.Rename):
		w.change("rename", name)
	case event.Has(fsnotify.Write), event.Has(fsnotify.Chmod):
		w.change("change", name)
	}
}

// entered watches a directory that has just been made, and tells of what was
// put into it before it was watched.
func (w *watch) entered(dir string) {
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() {
		return
	}
	if err := w.add(dir); err != nil {
		return
	}
	_ = filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if err == nil && name != dir {
			w.change("rename", strings.TrimPrefix(strings.TrimPrefix(name, w.root), string(filepath.Separator)))
		}
		return nil
	})
}
