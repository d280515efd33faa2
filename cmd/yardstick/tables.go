package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// machine says when and where this runs.
func machine() string {
	text := fmt.Sprintf("%s, %s, %s/%s, %d cores of which one is used, %s", time.Now().Format(time.DateOnly), processor(), runtime.GOOS, runtime.GOARCH,
		runtime.NumCPU(), runtime.Version())
	if load, err := os.ReadFile("/proc/loadavg"); err == nil {
		first, _, _ := strings.Cut(string(load), " ")
		text += ", load " + first
	}
	return text
}

// processor names the processor, where the system tells.
func processor() string {
	if file, err := os.Open("/proc/cpuinfo"); err == nil {
		defer file.Close()
		for lines := bufio.NewScanner(file); lines.Scan(); {
			if key, value, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(key) == "model name" {
				return strings.TrimSpace(value)
			}
		}
	}
	return "unknown processor"
}

// compare prints a table of subjects, each in times of the one called base.
func (b *bench) compare(title string, list []figures, base string) {
	b.head(title, "", "MB/s", "times "+base, "allocations a document", "bytes allocated a byte")
	var yardstick *figures
	for i := range list {
		if list[i].Name == base {
			yardstick = &list[i]
		}
	}
	for i := range list {
		f := &list[i]
		b.row(f.Name, digits(float64(f.Bytes)/1e6/f.seconds()), fmt.Sprintf("%.2f", f.ratio(yardstick)),
			digits(float64(f.allocations)/float64(f.Documents)), fmt.Sprintf("%.2f", float64(f.allocated)/float64(f.Bytes)))
	}
}

// shares prints a table of subjects that make up a whole together.
func (b *bench) shares(title string, list []figures) {
	b.head(title, "", "MB/s", "share", "allocations a document")
	whole := 0.0
	for i := range list {
		whole += list[i].seconds()
	}
	for i := range list {
		f := &list[i]
		b.row(f.Name, digits(float64(f.Bytes)/1e6/f.seconds()), fmt.Sprintf("%.1f %%", 100*f.seconds()/whole),
			fmt.Sprintf("%.2f", float64(f.allocations)/float64(f.Documents)))
	}
}

// head begins a table. Columns but the first are of numbers.
func (b *bench) head(title string, columns ...string) {
	b.print("\n### %s\n\n", title)
	b.row(columns...)
	b.print("|---%s|\n", strings.Repeat("|---:", len(columns)-1))
}

func (b *bench) row(cells ...string) { b.print("| %s |\n", strings.Join(cells, " | ")) }

// digits writes a number with three digits that count, or all before its point.
func digits(x float64) string {
	places := 0
	for limit := 100.0; x < limit && places < 2; limit /= 10 {
		places++
	}
	return strconv.FormatFloat(x, 'f', places, 64)
}

// bytesOf writes a number of bytes in the unit that fits.
func bytesOf(n int64) string {
	units := []string{"B", "kB", "MB", "GB"}
	x, unit := float64(n), 0
	for x >= 999.5 && unit < len(units)-1 {
		x /= 1000
		unit++
	}
	return strconv.FormatFloat(x, 'g', 3, 64) + " " + units[unit]
}
