package nodepath

import "strings"

// Relative is the path that leads from one path to another.
func (s Style) Relative(h *Host, from, to string) string {
	if from == to {
		return ""
	}
	from, to = s.Resolve(h, from), s.Resolve(h, to)
	if from == to {
		return ""
	}
	if s == Win32 {
		return win32Relative(from, to)
	}
	const start = 1 // behind the root
	fromLen, toLen := len(from)-start, len(to)-start
	n := min(fromLen, toLen)
	lastCommon := -1
	i := 0
	for ; i < n && from[start+i] == to[start+i]; i++ {
		if from[start+i] == '/' {
			lastCommon = i
		}
	}
	if i == n {
		switch {
		case toLen > n:
			if to[start+i] == '/' {
				return to[start+i+1:]
			}
			if i == 0 {
				return to[start:]
			}
		case fromLen > n:
			if from[start+i] == '/' {
				lastCommon = i
			} else if i == 0 {
				lastCommon = 0
			}
		}
	}
	up := climb(from, start+lastCommon+1, len(from), '/')
	return up + to[start+lastCommon:]
}

// climb is one ".." for each segment of p[from:end].
func climb(p string, from, end int, sep byte) string {
	var b strings.Builder
	for i := from; i <= end; i++ {
		if i == end || p[i] == sep {
			if b.Len() > 0 {
				b.WriteByte(sep)
			}
			b.WriteString("..")
		}
	}
	return b.String()
}

func win32Relative(fromOrig, toOrig string) string {
	from, to := lower(fromOrig), lower(toOrig)
	if from == to {
		return ""
	}
	if len(from) != len(fromOrig) || len(to) != len(toOrig) {
		return win32RelativeSegments(fromOrig, toOrig)
	}
	fromStart, fromEnd := trimBackslashes(from)
	toStart, toEnd := trimBackslashes(to)
	fromLen, toLen := fromEnd-fromStart, toEnd-toStart
	n := min(fromLen, toLen)
	lastCommon := -1
	i := 0
	for ; i < n && from[fromStart+i] == to[toStart+i]; i++ {
		if from[fromStart+i] == '\\' {
			lastCommon = i
		}
	}
	if i != n {
		if lastCommon == -1 {
			return toOrig // another device
		}
	} else {
		if toLen > n {
			if to[toStart+i] == '\\' {
				return toOrig[toStart+i+1:]
			}
			if i == 2 {
				return toOrig[toStart+i:] // from is a device root
			}
		}
		if fromLen > n {
			if from[fromStart+i] == '\\' {
				lastCommon = i
			} else if i == 2 {
				lastCommon = 3 // to is a device root
			}
		}
		if lastCommon == -1 {
			lastCommon = 0
		}
	}
	up := climb(from, fromStart+lastCommon+1, fromEnd, '\\')
	toStart += lastCommon
	if up == "" && toStart < len(toOrig) && toOrig[toStart] == '\\' {
		toStart++
	}
	if toStart >= toEnd {
		return up
	}
	return up + toOrig[toStart:toEnd]
}

func trimBackslashes(p string) (start, end int) {
	for start < len(p) && p[start] == '\\' {
		start++
	}
	end = len(p)
	for end-1 > start && p[end-1] == '\\' {
		end--
	}
	return start, end
}

// win32RelativeSegments compares segment by segment, for paths whose lower
// case has another length, so that offsets would not carry over.
func win32RelativeSegments(from, to string) string {
	fromParts := strings.Split(strings.TrimSuffix(from, `\`), `\`)
	toParts := strings.Split(strings.TrimSuffix(to, `\`), `\`)
	n := min(len(fromParts), len(toParts))
	i := 0
	for i < n && lower(fromParts[i]) == lower(toParts[i]) {
		i++
	}
	if i == 0 {
		return to
	}
	if i == n {
		switch {
		case len(toParts) > n:
			return strings.Join(toParts[i:], `\`)
		case len(fromParts) > n:
			return strings.Repeat(`..\`, len(fromParts)-1-i) + ".."
		}
		return ""
	}
	return strings.Repeat(`..\`, len(fromParts)-i) + strings.Join(toParts[i:], `\`)
}
