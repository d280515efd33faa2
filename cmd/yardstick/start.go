package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// starts is how often the program is started.
const starts = 40

// start measures the program on a line, which needs all packs.
func start(b *bench) error {
	dir, err := os.MkdirTemp("", "yardstick")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	winnow, err := b.build(dir)
	if err != nil {
		return err
	}
	b.head("Start", "", "ms on the processor, median", "ms by the clock, least")
	for _, args := range [][]string{{"--version"}, {"--level", "careful"}, {}} {
		var used, passed []time.Duration
		for range starts {
			cmd := exec.Command(winnow, args...)
			cmd.Stdin = strings.NewReader("It rained all night, the farmers said.\n")
			cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
			begin := time.Now()
			if out, err := cmd.CombinedOutput(); err != nil {
				return fmt.Errorf("winnow %v: %w\n%s", args, err, out)
			}
			passed = append(passed, time.Since(begin))
			used = append(used, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
		}
		least := passed[0]
		for _, p := range passed {
			least = min(least, p)
		}
		middle := median(len(used), func(i int) float64 { return used[i].Seconds() })
		b.row("`"+strings.Join(append([]string{"winnow"}, args...), " ")+"`", digits(1000*middle), digits(1000*least.Seconds()))
	}
	return nil
}
