package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// starts is how often the program is started.
const starts = 40

// start measures the program on a line, which needs all packs, and on a text of the usual size, for which it makes what is
// made when it is first needed.
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
	texts := slices.SortedFunc(slices.Values(b.corpus.Texts), func(x, y []byte) int { return len(x) - len(y) })
	usual := texts[len(texts)/2]
	b.head("Start", "", "ms on the processor, median", "ms by the clock, median", "least")
	for _, run := range []struct {
		input []byte
		what  string
		args  []string
	}{
		{line, "", []string{"--version"}},
		{line, ", a line", []string{"--level", "careful"}},
		{line, ", a line", nil},
		{usual, ", a text of " + bytesOf(int64(len(usual))), nil},
	} {
		used, passed, err := started(winnow, run.args, run.input)
		if err != nil {
			return err
		}
		ms := func(list []time.Duration, at int) string { return digits(1000 * list[at].Seconds()) }
		b.row("`"+strings.Join(append([]string{"winnow"}, run.args...), " ")+"`"+run.what, ms(used, starts/2), ms(passed, starts/2), ms(passed, 0))
	}
	return nil
}

var line = []byte("It rained all night, the farmers said.\n")

// started starts the program over and over, and returns how long it took on the processor and by the clock, least first.
func started(winnow string, args []string, input []byte) (used, passed []time.Duration, err error) {
	for range starts {
		cmd := exec.Command(winnow, args...)
		cmd.Stdin = bytes.NewReader(input)
		cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
		begin := time.Now()
		if out, err := cmd.CombinedOutput(); err != nil {
			return nil, nil, fmt.Errorf("winnow %v: %w\n%s", args, err, out)
		}
		passed = append(passed, time.Since(begin))
		used = append(used, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	}
	slices.Sort(used)
	slices.Sort(passed)
	return used, passed, nil
}
