package fast

// sorter sorts stably, and asks for the order of two elements in the sequence in which V8 does: a comparison function
// that contradicts itself then gives the same result. The algorithm is Tim Peters' "timsort".
type sorter[T any] struct {
	a       []T
	less    func(x, y T) bool // whether x comes before y
	tmp     []T
	runs    []stretch
	gallops int
}

// stretch is a part of the slice that is in order.
type stretch struct{ start, length int }

const minGallop = 7

// shortSlice is the length from which on Array.prototype.sort looks for runs in V8. toSorted always does.
const shortSlice = 8

func sortStable[T any](a []T, runs int, less func(x, y T) bool) {
	if len(a) < 2 {
		return
	}
	s := &sorter[T]{a: a, less: less, gallops: minGallop}
	if len(a) < runs {
		s.insert(0, 1, len(a))
		return
	}
	low, left := 0, len(a)
	shortest := minRun(left)
	for left > 0 {
		length := s.countRun(low, low+left)
		if length < shortest {
			forced := min(shortest, left)
			s.insert(low, low+length, low+forced)
			length = forced
		}
		s.runs = append(s.runs, stretch{low, length})
		s.collapse()
		low += length
		left -= length
	}
	for len(s.runs) > 1 {
		n := len(s.runs) - 2
		if n > 0 && s.runs[n-1].length < s.runs[n+1].length {
			n--
		}
		s.mergeAt(n)
	}
}

// minRun is the length below which a run is made longer.
func minRun(n int) int {
	r := 0
	for n >= 64 {
		r |= n & 1
		n >>= 1
	}
	return n + r
}

// countRun is the length of the run at the beginning, turned around if it goes down.
func (s *sorter[T]) countRun(low, high int) int {
	if low+1 == high {
		return 1
	}
	length := 2
	last := s.a[low+1]
	down := s.less(last, s.a[low])
	for i := low + 2; i < high; i++ {
		if s.less(s.a[i], last) != down {
			break
		}
		last = s.a[i]
		length++
	}
	if down {
		for i, j := low, low+length-1; i < j; i, j = i+1, j-1 {
			s.a[i], s.a[j] = s.a[j], s.a[i]
		}
	}
	return length
}

// insert puts the elements from start on into their places among those before.
func (s *sorter[T]) insert(low, start, high int) {
	for ; start < high; start++ {
		left, right := low, start
		pivot := s.a[start]
		for left < right {
			middle := left + (right-left)>>1
			if s.less(pivot, s.a[middle]) {
				right = middle
			} else {
				left = middle + 1
			}
		}
		copy(s.a[left+1:start+1], s.a[left:start])
		s.a[left] = pivot
	}
}

// collapse merges runs until their lengths fall off fast enough.
func (s *sorter[T]) collapse() {
	for len(s.runs) > 1 {
		n := len(s.runs) - 2
		r := s.runs
		if n > 0 && r[n-1].length <= r[n].length+r[n+1].length || n > 1 && r[n-2].length <= r[n-1].length+r[n].length {
			if r[n-1].length < r[n+1].length {
				n--
			}
		} else if r[n].length > r[n+1].length {
			return
		}
		s.mergeAt(n)
	}
}

// mergeAt merges a run with the next.
func (s *sorter[T]) mergeAt(n int) {
	x, y := s.runs[n], s.runs[n+1]
	s.runs[n].length = x.length + y.length
	s.runs = append(s.runs[:n+1], s.runs[n+2:]...)
	skip := s.gallopRight(s.a[x.start:x.start+x.length], s.a[y.start], 0)
	x.start += skip
	x.length -= skip
	if x.length == 0 {
		return
	}
	y.length = s.gallopLeft(s.a[y.start:y.start+y.length], s.a[x.start+x.length-1], y.length-1)
	if y.length == 0 {
		return
	}
	if x.length <= y.length {
		s.mergeLow(x, y)
	} else {
		s.mergeHigh(x, y)
	}
}

// gallopLeft is where in a run a key belongs, in front of what is equal to it. It looks around the hint first.
func (s *sorter[T]) gallopLeft(a []T, key T, hint int) int {
	last, offset := 0, 1
	if s.less(a[hint], key) {
		limit := len(a) - hint
		for offset < limit && s.less(a[hint+offset], key) {
			last = offset
			offset = offset<<1 + 1
		}
		offset = min(offset, limit)
		last, offset = last+hint, offset+hint
	} else {
		limit := hint + 1
		for offset < limit && !s.less(a[hint-offset], key) {
			last = offset
			offset = offset<<1 + 1
		}
		offset = min(offset, limit)
		last, offset = hint-offset, hint-last
	}
	for last++; last < offset; {
		if middle := last + (offset-last)>>1; s.less(a[middle], key) {
			last = middle + 1
		} else {
			offset = middle
		}
	}
	return offset
}

// gallopRight is where in a run a key belongs, behind what is equal to it.
func (s *sorter[T]) gallopRight(a []T, key T, hint int) int {
	last, offset := 0, 1
	if s.less(key, a[hint]) {
		limit := hint + 1
		for offset < limit && s.less(key, a[hint-offset]) {
			last = offset
			offset = offset<<1 + 1
		}
		offset = min(offset, limit)
		last, offset = hint-offset, hint-last
	} else {
		limit := len(a) - hint
		for offset < limit && !s.less(key, a[hint+offset]) {
			last = offset
			offset = offset<<1 + 1
		}
		offset = min(offset, limit)
		last, offset = last+hint, offset+hint
	}
	for last++; last < offset; {
		if middle := last + (offset-last)>>1; s.less(key, a[middle]) {
			offset = middle
		} else {
			last = middle + 1
		}
	}
	return offset
}

// mergeLow merges two neighbours of which the first is the shorter, from the left.
func (s *sorter[T]) mergeLow(x, y stretch) {
	tmp := append(s.tmp[:0], s.a[x.start:x.start+x.length]...)
	s.tmp = tmp
	a, dest, i := s.a, x.start, y.start
	end := y.start + y.length
	a[dest] = a[i]
	dest++
	i++
merge:
	for i < end && len(tmp) > 1 {
		won, lost := 0, 0
		for i < end && len(tmp) > 1 && won < s.gallops && lost < s.gallops {
			if s.less(a[i], tmp[0]) {
				a[dest] = a[i]
				i++
				lost, won = lost+1, 0
			} else {
				a[dest] = tmp[0]
				tmp = tmp[1:]
				won, lost = won+1, 0
			}
			dest++
		}
		if i == end || len(tmp) == 1 {
			break merge
		}
		// One of the two wins all the time: look how far it goes on.
		s.gallops++
		for first := true; first || won >= minGallop || lost >= minGallop; first = false {
			s.gallops = max(1, s.gallops-1)
			won = s.gallopRight(tmp, a[i], 0)
			if won > 0 {
				copy(a[dest:], tmp[:won])
				dest += won
				tmp = tmp[won:]
				if len(tmp) <= 1 {
					break merge
				}
			}
			a[dest] = a[i]
			dest++
			if i++; i == end {
				break merge
			}
			lost = s.gallopLeft(a[i:end], tmp[0], 0)
			if lost > 0 {
				copy(a[dest:], a[i:i+lost])
				dest += lost
				if i += lost; i == end {
					break merge
				}
			}
			a[dest] = tmp[0]
			dest++
			if tmp = tmp[1:]; len(tmp) == 1 {
				break merge
			}
		}
		s.gallops++
	}
	if len(tmp) == 1 && i < end {
		copy(a[dest:], a[i:end])
		a[dest+end-i] = tmp[0]
		return
	}
	copy(a[dest:], tmp)
}

// mergeHigh merges two neighbours of which the second is the shorter, from the right.
func (s *sorter[T]) mergeHigh(x, y stretch) {
	tmp := append(s.tmp[:0], s.a[y.start:y.start+y.length]...)
	s.tmp = tmp
	a, dest, i := s.a, y.start+y.length-1, x.start+x.length-1
	first := x.start
	a[dest] = a[i]
	dest--
	i--
merge:
	for i >= first && len(tmp) > 1 {
		won, lost := 0, 0
		for i >= first && len(tmp) > 1 && won < s.gallops && lost < s.gallops {
			if s.less(tmp[len(tmp)-1], a[i]) {
				a[dest] = a[i]
				i--
				won, lost = won+1, 0
			} else {
				a[dest] = tmp[len(tmp)-1]
				tmp = tmp[:len(tmp)-1]
				lost, won = lost+1, 0
			}
			dest--
		}
		if i < first || len(tmp) == 1 {
			break merge
		}
		s.gallops++
		for once := true; once || won >= minGallop || lost >= minGallop; once = false {
			s.gallops = max(1, s.gallops-1)
			left := a[first : i+1]
			k := s.gallopRight(left, tmp[len(tmp)-1], len(left)-1)
			if won = len(left) - k; won > 0 {
				dest -= won
				i -= won
				copy(a[dest+1:], a[i+1:i+1+won])
				if i < first {
					break merge
				}
			}
			a[dest] = tmp[len(tmp)-1]
			dest--
			if tmp = tmp[:len(tmp)-1]; len(tmp) == 1 {
				break merge
			}
			k = s.gallopLeft(tmp, a[i], len(tmp)-1)
			if lost = len(tmp) - k; lost > 0 {
				dest -= lost
				copy(a[dest+1:], tmp[k:])
				tmp = tmp[:k]
				if len(tmp) <= 1 {
					break merge
				}
			}
			a[dest] = a[i]
			dest--
			if i--; i < first {
				break merge
			}
		}
		s.gallops++
	}
	if len(tmp) == 1 && i >= first {
		n := i - first + 1
		copy(a[dest-n+1:], a[first:i+1])
		a[dest-n] = tmp[0]
		return
	}
	copy(a[dest-len(tmp)+1:], tmp)
}
