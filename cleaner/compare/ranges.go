package compare

import "bytes"

// subtract calls use for each range of cuts that is in none of others. Both are in order, and none of them overlap.
func subtract(cuts, others []cut, use func(c *cut, start, end int64)) {
	for i := range cuts {
		c := &cuts[i]
		at := c.start
		for len(others) > 0 && others[0].end <= at {
			others = others[1:]
		}
		for k := 0; k < len(others) && others[k].start < c.end; k++ {
			if others[k].start > at {
				use(c, at, others[k].start)
			}
			at = max(at, others[k].end)
		}
		if at < c.end {
			use(c, at, c.end)
		}
	}
}

// intersect calls use for each range that is in a cut of either list.
func intersect(a, b []cut, use func(a, b *cut, start, end int64)) {
	for len(a) > 0 && len(b) > 0 {
		start, end := max(a[0].start, b[0].start), min(a[0].end, b[0].end)
		if start < end {
			use(&a[0], &b[0], start, end)
		}
		if a[0].end < b[0].end {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
}

// subtractLines calls use for each line in cuts that is not in others, wherever it stands there.
func subtractLines(cuts, others []cut, use func(c *cut, start, end int64)) {
	count := map[string]int{}
	for i := range others {
		others[i].lines(func(line []byte, _, _ int64) { count[string(line)]++ })
	}
	for i := range cuts {
		c := &cuts[i]
		c.lines(func(line []byte, start, end int64) {
			if count[string(line)] > 0 {
				count[string(line)]--
			} else {
				use(c, start, end)
			}
		})
	}
}

// lines calls use for the lines of a cut that are not empty, without the white space around them.
func (c *cut) lines(use func(line []byte, start, end int64)) {
	at := c.start
	for line := range bytes.SplitAfterSeq(c.text, []byte{'\n'}) {
		if trimmed := bytes.TrimSpace(line); len(trimmed) > 0 {
			use(trimmed, at, at+int64(len(line)))
		}
		at += int64(len(line))
	}
}
