package perfhooks

import (
	"math"
	"math/bits"
)

// hdr is a histogram of high dynamic range: it counts integers in buckets
// whose width grows with the value, so that a number of significant figures is
// kept. http://hdrhistogram.org has the idea.
type hdr struct {
	lowest, highest int64
	figures         int
	unit, half      int // binary logarithms of the smallest width, and of half the slots of a bucket
	counts          []int64
	total, exceeds  int64
	min, max        int64
}

func newHDR(lowest, highest int64, figures int) *hdr {
	h := &hdr{lowest: lowest, highest: highest, figures: figures}
	largest := 2 * math.Pow10(figures)
	h.half = max(int(math.Ceil(math.Log2(largest))), 1) - 1
	h.unit = bits.Len64(uint64(lowest)) - 1
	smallest := uint64(1) << (h.half + 1 + h.unit)
	buckets := 1
	for smallest <= uint64(highest) && smallest < 1<<63 {
		smallest <<= 1
		buckets++
	}
	if uint64(highest) >= 1<<62 && smallest == 1<<63 {
		buckets++
	}
	h.counts = make([]int64, (buckets+1)<<h.half)
	h.reset()
	return h
}

func (h *hdr) reset() {
	clear(h.counts)
	h.total, h.exceeds, h.min, h.max = 0, 0, math.MaxInt64, 0
}

// bucket is the binary logarithm of how often the width has doubled at a
// value.
func (h *hdr) bucket(v int64) int {
	mask := int64(1)<<(h.half+1+h.unit) - 1
	return bits.Len64(uint64(v|mask)) - h.unit - (h.half + 1)
}

func (h *hdr) index(v int64) int {
	b := h.bucket(v)
	return (b+1)<<h.half + int(v>>(b+h.unit)) - 1<<h.half
}

// lowestAt is the lowest value that is counted at an index.
func (h *hdr) lowestAt(index int) int64 {
	b := index>>h.half - 1
	sub := int64(index&(1<<h.half-1)) + 1<<h.half
	if b < 0 {
		b, sub = 0, sub-1<<h.half
	}
	return sub << (b + h.unit)
}

// width is the number of values that are counted together with v.
func (h *hdr) width(v int64) int64 { return 1 << (h.unit + h.bucket(v)) }

func (h *hdr) lowestOf(v int64) int64  { return h.lowestAt(h.index(v)) }
func (h *hdr) highestOf(v int64) int64 { return h.lowestOf(v) + h.width(v) - 1 }
func (h *hdr) medianOf(v int64) int64  { return h.lowestOf(v) + h.width(v)>>1 }

func (h *hdr) record(v, count int64) {
	if v > h.highest || h.index(v) >= len(h.counts) {
		h.exceeds += count
		return
	}
	h.counts[h.index(v)] += count
	h.total += count
	if v != 0 {
		h.min = min(h.min, v)
	}
	h.max = max(h.max, v)
}

// recordCorrected also records the values that a caller who waits for each
// would have seen at the expected interval.
func (h *hdr) recordCorrected(v, interval int64) {
	h.record(v, 1)
	for missing := v - interval; interval > 0 && missing >= interval; missing -= interval {
		h.record(missing, 1)
	}
}

func (h *hdr) add(other *hdr) {
	for i, n := range other.counts {
		if n > 0 {
			h.record(other.lowestAt(i), n)
		}
	}
	if other.total > 0 {
		h.min, h.max = min(h.min, other.min), max(h.max, other.max)
	}
	h.exceeds += other.exceeds
}

func (h *hdr) minimum() float64 {
	if h.total == 0 {
		return float64(math.MaxInt64)
	}
	return float64(h.lowestOf(h.min))
}

func (h *hdr) maximum() int64 {
	if h.max == 0 {
		return 0
	}
	return h.highestOf(h.max)
}

func (h *hdr) mean() float64 {
	sum := 0.0
	for i, n := range h.counts {
		if n > 0 {
			sum += float64(n) * float64(h.medianOf(h.lowestAt(i)))
		}
	}
	return sum / float64(h.total)
}

func (h *hdr) stddev() float64 {
	mean, sum := h.mean(), 0.0
	for i, n := range h.counts {
		if n > 0 {
			d := float64(h.medianOf(h.lowestAt(i))) - mean
			sum += d * d * float64(n)
		}
	}
	return math.Sqrt(sum / float64(h.total))
}

// shape is a moment of values in units of the standard deviation, or 0 where
// that is 0.
func (h *hdr) shape(order int) float64 {
	mean, deviation, sum := h.mean(), h.stddev(), 0.0
	if !(deviation > 0) {
		return 0
	}
	for i, n := range h.counts {
		if n > 0 {
			d, p := (float64(h.medianOf(h.lowestAt(i)))-mean)/deviation, 1.0
			for range order {
				p *= d
			}
			sum += p * float64(n)
		}
	}
	return sum / float64(h.total)
}

func (h *hdr) skewness() float64 { return h.shape(3) }

func (h *hdr) kurtosis() float64 {
	if k := h.shape(4); k != 0 {
		return k - 3
	}
	return 0
}

func (h *hdr) percentile(p float64) int64 {
	at := max(int64(p/100*float64(h.total)+0.5), 1)
	sum := int64(0)
	for i, n := range h.counts {
		if sum += n; n > 0 && sum >= at {
			return h.highestOf(h.lowestAt(i))
		}
	}
	return 0
}

// percentiles calls f with percentiles that come closer by half each time.
func (h *hdr) percentiles(f func(percentile float64, value int64)) {
	next, sum, last := 0.0, int64(0), int64(0)
	for i, n := range h.counts {
		if n == 0 {
			continue
		}
		sum += n
		last = h.lowestAt(i)
		for next <= 100*float64(sum)/float64(h.total) {
			f(next, last)
			if sum == h.total {
				break
			}
			next += 100 / math.Pow(2, math.Floor(math.Log2(100/(100-next)))+1)
		}
		if sum == h.total {
			break
		}
	}
	f(100, last)
}
