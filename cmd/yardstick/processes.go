package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"winnow/cleaner/corpus"
	"winnow/cmd/measure"
)

// process is a program that is measured from its start to its end.
type process struct {
	args  []string
	label string
	times []time.Duration // on the processor
	over  bool            // it did not end in time

	counts bool // it prints a number, and no text
}

// repeated is the longest that a process may take to be run more than once.
const repeated = 20 * time.Second

// processes compares whole processes on one large file.
func processes(b *bench) error {
	dir, err := os.MkdirTemp("", "yardstick")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	winnow, err := b.build(dir)
	if err != nil {
		return err
	}
	text, records, literals := filepath.Join(dir, "texts.txt"), filepath.Join(dir, "texts.jsonl"), filepath.Join(dir, "LITERALS")
	if err := b.write(text, records, literals); err != nil {
		return err
	}
	var list []*process
	add := func(label string, args ...string) {
		if path, err := exec.LookPath(args[0]); err == nil {
			args[0] = path
			list = append(list, &process{args: args, label: "`" + label + "`", counts: args[1] == "-c"})
		} else {
			b.print("\n%s is not there: `%s` is left out.\n", args[0], label)
		}
	}
	add("winnow --level careful", winnow, "--level", "careful", text)
	add("winnow", winnow, text)
	add("winnow -j 1 texts.jsonl", winnow, "-j", "1", records)
	add("rg -c -i -F -f LITERALS", "rg", "-c", "-i", "-F", "-f", literals, text)
	add("rg -c -F -f LITERALS", "rg", "-c", "-F", "-f", literals, text)
	add("grep -c -F -f LITERALS", "grep", "-c", "-F", "-f", literals, text)
	for round := range b.rounds {
		for _, p := range list {
			if round > 0 && (p.over || p.times[0] > repeated) {
				continue
			}
			if err := p.run(b.limit); err != nil {
				return err
			}
		}
	}
	b.processTable(list, text)
	return nil
}

// processTable prints what processes took for the file called text, in times of the first.
func (b *bench) processTable(list []*process, text string) {
	info, err := os.Stat(text)
	if err != nil {
		b.print("\n%v\n", err)
		return
	}
	b.head(fmt.Sprintf("Whole processes, a text of %s", bytesOf(info.Size())), "", "seconds", "MB/s", "times `winnow --level careful`")
	for _, p := range list {
		if p.over {
			b.row(p.label, fmt.Sprintf("over %.0f", b.limit.Seconds()), "", "")
			continue
		}
		b.row(p.label, fmt.Sprintf("%.2f", p.seconds()), digits(float64(info.Size())/1e6/p.seconds()), fmt.Sprintf("%.2f", p.seconds()/list[0].seconds()))
	}
}

// build builds winnow in dir, as it is released, and returns its name.
func (b *bench) build(dir string) (string, error) {
	name := filepath.Join(dir, "winnow.exe") // which is as good a name as any elsewhere
	build := exec.Command("go", "build", "-o", name, "./cmd/winnow")
	build.Dir, build.Env = b.root, append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("winnow cannot be built: %w\n%s", err, out)
	}
	return name, nil
}

// write writes the texts, over and over, until there are as many bytes as asked for; the same as records; and the literals.
func (b *bench) write(text, records, literals string) error {
	var all bytes.Buffer
	var texts [][]byte
	for i := 0; int64(all.Len()) < b.size; i++ {
		t := b.corpus.Texts[i%len(b.corpus.Texts)]
		texts = append(texts, t)
		all.Write(t)
		all.WriteString("\n\n")
	}
	file, err := corpus.JSONL(texts)
	if err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(text, all.Bytes(), 0o600),
		os.WriteFile(records, file, 0o600),
		os.WriteFile(literals, []byte(strings.Join(measure.Literals(), "\n")+"\n"), 0o600),
	)
}

// run runs the process once, on one core.
func (p *process) run(limit time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, p.args[0], p.args[1:]...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	var count, problems bytes.Buffer
	if p.counts {
		cmd.Stdout = &count // grep stops at the first match where nobody reads what it prints
	}
	cmd.Stderr = &problems
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		p.over = true
		return nil
	case errors.As(err, &exit) && exit.ExitCode() == 1 && problems.Len() == 0: // those that search found nothing
	case err != nil:
		return fmt.Errorf("%s: %w\n%s", p.label, err, &problems)
	}
	p.times = append(p.times, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	return nil
}

// seconds returns the median over the rounds.
func (p *process) seconds() float64 {
	return median(len(p.times), func(i int) float64 { return p.times[i].Seconds() })
}
