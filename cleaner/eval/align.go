package eval

import (
	"fmt"
	"strings"
)

// maxCells bounds the table that align fills, which takes four bytes a cell.
const maxCells = 64 << 20

// align tells which of lines came out whole in out, and of which at least a part did, by the longest common
// subsequence of both. It fails when they are too many.
func align(lines, out []string) (whole, touched []bool, err error) {
	whole, touched = make([]bool, len(lines)), make([]bool, len(lines))
	same := 0 // of lines that both begin with: these came out, and need no table
	for same < len(lines) && same < len(out) && lines[same] == out[same] {
		whole[same], touched[same] = true, true
		same++
	}
	a, b := lines[same:], out[same:]
	if (len(a)+1)*(len(b)+1) > maxCells {
		return nil, nil, fmt.Errorf("%d and %d lines are too many to compare", len(a), len(b))
	}
	behind := match(a, b, whole[same:], touched[same:])
	for j, text := range b {
		k := same + behind[j]
		if text == "" || k > 0 && lines[k-1] == text {
			continue
		}
		for ; k < len(lines) && !whole[k]; k++ {
			if strings.Contains(lines[k], text) {
				touched[k] = true // a part of it came out
				break
			}
		}
	}
	return whole, touched, nil
}

// match marks the lines of a that are in the longest common subsequence with b, the earliest where there are several,
// and returns for each line of b how many lines of a are used up behind it.
func match(a, b []string, whole, touched []bool) (behind []int) {
	width := len(b) + 1
	best := make([]int32, (len(a)+1)*width) // length of the subsequence of a[i:] and b[j:]
	for i := len(a) - 1; i >= 0; i-- {
		row, next := best[i*width:(i+1)*width], best[(i+1)*width:]
		for j := len(b) - 1; j >= 0; j-- {
			row[j] = max(next[j], row[j+1])
			if a[i] == b[j] {
				row[j] = max(row[j], next[j+1]+1)
			}
		}
	}
	behind = make([]int, len(b))
	i := 0
	for j := range b {
		for k := i; k < len(a); k++ {
			if a[k] == b[j] && best[(k+1)*width+j+1]+1 == best[i*width+j] {
				whole[k], touched[k] = true, true
				i = k + 1
				break
			}
		}
		behind[j] = i
	}
	return behind
}
