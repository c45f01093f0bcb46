package nodepath

// Parsed is a path in its parts, as path.parse gives them.
type Parsed struct {
	Root, Dir, Base, Ext, Name string
}

// Dirname is the path of the folder that holds the last segment of p.
func (s Style) Dirname(p string) string {
	if p == "" {
		return "."
	}
	rootEnd := -1
	offset := 1
	if s == Win32 {
		if len(p) == 1 {
			if s.isSep(p[0]) {
				return p
			}
			return "."
		}
		offset = 0
		switch {
		case s.isSep(p[0]):
			rootEnd, offset = 1, 1
			if _, _, shareEnd, ok := unc(p); ok {
				if shareEnd == len(p) {
					return p
				}
				rootEnd, offset = shareEnd+1, shareEnd+1
			}
		case s.hasDrive(p):
			rootEnd = 2
			if len(p) > 2 && s.isSep(p[2]) {
				rootEnd = 3
			}
			offset = rootEnd
		}
	} else if p[0] == '/' {
		rootEnd = 1
	}
	end := -1
	matchedSep := true
	for i := len(p) - 1; i >= offset; i-- {
		if s.isSep(p[i]) {
			if !matchedSep {
				end = i
				break
			}
		} else {
			matchedSep = false
		}
	}
	if end == -1 {
		if rootEnd == -1 {
			return "."
		}
		end = rootEnd
	} else if s == Posix && rootEnd == 1 && end == 1 {
		return "//"
	}
	return p[:end]
}

// Basename is the last segment of p, without suffix if it ends so and is more
// than that.
func (s Style) Basename(p, suffix string) string {
	start := 0
	if s.hasDrive(p) {
		start = 2
	}
	if suffix == "" || len(suffix) > len(p) {
		i, end := s.lastSegment(p, start)
		return p[i:end]
	}
	if suffix == p {
		return ""
	}
	end := -1
	ext := len(suffix) - 1
	nonSepEnd := -1
	for i := len(p) - 1; i >= start; i-- {
		c := p[i]
		if s.isSep(c) {
			if nonSepEnd != -1 {
				start = i + 1
				break
			}
			continue
		}
		if nonSepEnd == -1 {
			nonSepEnd = i + 1
		}
		if ext >= 0 {
			if c != suffix[ext] {
				ext = -1
				end = nonSepEnd
			} else if ext--; ext == -1 {
				end = i
			}
		}
	}
	if start == end {
		end = nonSepEnd
	} else if end == -1 {
		end = len(p)
	}
	return p[start:end]
}

// lastSegment is where the last segment of p begins and ends, trailing
// separators left out.
func (s Style) lastSegment(p string, start int) (from, to int) {
	end := -1
	for i := len(p) - 1; i >= start; i-- {
		if s.isSep(p[i]) {
			if end != -1 {
				return i + 1, end
			}
		} else if end == -1 {
			end = i + 1
		}
	}
	if end == -1 {
		return 0, 0
	}
	return start, end
}

// extension is where the extension of the segment p[from:to] begins, or -1.
func extension(p string, from, to int) int {
	for i := to - 1; i > from; i-- {
		if p[i] == '.' {
			if i == to-1 && i == from+1 && p[from] == '.' {
				return -1 // the segment is ".."
			}
			return i
		}
	}
	return -1
}

// Extname is the extension of the last segment, with its dot.
func (s Style) Extname(p string) string {
	start := 0
	if s.hasDrive(p) {
		start = 2
	}
	from, to := s.lastSegment(p, start)
	if dot := extension(p, from, to); dot >= 0 {
		return p[dot:to]
	}
	return ""
}

// Parse splits p into its parts.
func (s Style) Parse(p string) Parsed {
	var r Parsed
	if p == "" {
		return r
	}
	rootEnd := s.rootEnd(p)
	r.Root = p[:rootEnd]
	if s == Win32 && rootEnd == len(p) && (len(p) == 1 || s.hasDrive(p)) {
		r.Dir = p
		return r
	}
	from, to := s.lastSegment(p, rootEnd)
	if to == 0 {
		from = rootEnd
	} else {
		r.Base = p[from:to]
		if r.Base == ".." && s == Posix && from == 1 {
			// Node takes the last dot of "/.." for an extension.
			r.Name, r.Ext = ".", "."
		} else if dot := extension(p, from, to); dot >= 0 {
			r.Name, r.Ext = p[from:dot], p[dot:to]
		} else {
			r.Name = r.Base
		}
	}
	if from > 0 && from != rootEnd {
		r.Dir = p[:from-1]
	} else {
		r.Dir = r.Root
	}
	return r
}

// rootEnd is the length of the root of p.
func (s Style) rootEnd(p string) int {
	switch {
	case s.isSep(p[0]):
		if s == Win32 {
			if _, _, shareEnd, ok := unc(p); ok {
				if shareEnd == len(p) {
					return shareEnd
				}
				return shareEnd + 1
			}
		}
		return 1
	case s.hasDrive(p):
		if len(p) > 2 && s.isSep(p[2]) {
			return 3
		}
		return 2
	}
	return 0
}

// Format is the reverse of Parse: dir wins over root, base over name and ext.
func (s Style) Format(r Parsed) string {
	dir := r.Dir
	if dir == "" {
		dir = r.Root
	}
	base := r.Base
	if base == "" {
		base = r.Name
		if r.Ext != "" && r.Ext[0] != '.' {
			base += "."
		}
		base += r.Ext
	}
	if dir == "" {
		return base
	}
	if dir == r.Root {
		return dir + base
	}
	return dir + s.Sep() + base
}
