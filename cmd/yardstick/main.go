// Command yardstick measures winnow's speed beside that of others on the same documents, and prints it as Markdown: in
// memory, where each round runs all in turn, and as whole processes. Times are of the processor and of one core, so that
// what else the machine does counts for little.
//
//	go run -C cmd/yardstick .                             # tables for README
//	go run -C cmd/yardstick . -only sizes,blocks,rules    # how time grows with them
//
// It is a module of its own, so that nobody who builds winnow downloads what it is compared with.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"winnow/cleaner/corpus"
	"winnow/cleaner/input"
	"winnow/cmd/measure"
)

// options are those of the command line.
type options struct {
	root     string
	fixtures bool
	only     string
	rounds   int
	limit    time.Duration
	size     int64 // bytes of the file that processes get
	largest  int64 // bytes of the largest document for growth
}

// bench is what is measured on, and where the tables go.
type bench struct {
	options
	corpus *corpus.Corpus
	out    io.Writer
}

// section is a part of the report.
type section struct {
	name string
	run  func(b *bench) error
	ask  bool // it runs only where it is asked for
}

var sections = [...]section{
	{name: "pages", run: pages},
	{name: "texts", run: texts},
	{name: "stages", run: stages},
	{name: "processes", run: processes},
	{name: "start", run: start},
	{name: "sizes", run: sizes, ask: true},
	{name: "blocks", run: blocks, ask: true},
	{name: "rules", run: packs, ask: true},
}

func main() {
	var o options
	flag.StringVar(&o.root, "root", "../..", "the `folder` of the repository")
	flag.BoolVar(&o.fixtures, "fixtures", false, "measure on the fixtures, which are few and small, to try the program itself")
	flag.StringVar(&o.only, "only", "", "these `sections` only, by commas: "+strings.Join(names(), ", "))
	flag.IntVar(&o.rounds, "rounds", 5, "how often all is run; medians count")
	flag.DurationVar(&o.limit, "limit", 5*time.Minute, "the longest that a process may run")
	flag.Int64Var(&o.size, "size", 190_000_000, "`bytes` of the file that processes get")
	flag.Int64Var(&o.largest, "largest", 1_000_000_000, "`bytes` of the largest document for growth")
	flag.Parse()
	err := o.check(flag.Args())
	if err == nil {
		err = run(o, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "yardstick:", err)
		os.Exit(2)
	}
}

// names returns those of the sections.
func names() (list []string) {
	for _, s := range sections {
		list = append(list, s.name)
	}
	return list
}

// smallest is the size of the smallest document for growth, in bytes.
const smallest = 10_000

// check reports a command line that is wrong.
func (o *options) check(args []string) error {
	switch {
	case len(args) > 0:
		return fmt.Errorf("%q: there are no arguments but options: see -h", args[0])
	case o.rounds < 1:
		return fmt.Errorf("-rounds %d: must be at least 1", o.rounds)
	case o.limit <= 0:
		return fmt.Errorf("-limit %v: must be more than 0", o.limit)
	case o.size < 1:
		return fmt.Errorf("-size %d: must be at least 1", o.size)
	case o.largest < smallest:
		return fmt.Errorf("-largest %d: must be at least %d", o.largest, smallest)
	}
	for _, name := range o.asked() {
		if !slices.Contains(names(), name) {
			return fmt.Errorf("-only %q: there is no such section: use %s", name, strings.Join(names(), ", "))
		}
	}
	return nil
}

// asked returns the names of the sections that are asked for, or nil.
func (o *options) asked() []string {
	if o.only == "" {
		return nil
	}
	return strings.Split(o.only, ",")
}

// run prints the sections that are asked for.
func run(o options, out io.Writer) error {
	runtime.GOMAXPROCS(1)
	b := &bench{options: o, out: out}
	var err error
	if o.fixtures {
		b.corpus, err = corpus.Fixtures(o.root)
	} else {
		b.corpus, err = corpus.Open(o.root)
	}
	if err != nil {
		return err
	}
	b.print("%s; rounds: %d. On %s: %d pages of %s, %d texts of %s.\n", machine(), b.rounds, b.corpus.Name,
		len(b.corpus.Pages), bytesOf(corpus.Size(b.corpus.Pages)), len(b.corpus.Texts), bytesOf(corpus.Size(b.corpus.Texts)))
	asked := o.asked()
	for _, s := range sections {
		if slices.Contains(asked, s.name) || asked == nil && !s.ask {
			if err := s.run(b); err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
		}
	}
	return nil
}

func (b *bench) print(format string, args ...any) { fmt.Fprintf(b.out, format, args...) }

// pages compares on pages.
func pages(b *bench) error {
	list, err := measured(append(measure.Pages(b.corpus.Pages), others(b.corpus.Pages)...), b.rounds)
	if err != nil {
		return err
	}
	b.compare("Pages", list, measure.Parse)
	return nil
}

// texts compares on texts.
func texts(b *bench) error {
	subjects, err := measure.Texts(b.corpus.Texts)
	if err != nil {
		return err
	}
	list, err := measured(subjects, b.rounds)
	if err != nil {
		return err
	}
	b.compare("Texts", list, measure.Careful)
	return nil
}

// stages shows what each stage takes.
func stages(b *bench) error {
	for _, in := range []struct {
		name      string
		documents [][]byte
		kind      input.Kind
	}{{"texts", b.corpus.Texts, input.Text}, {"pages", b.corpus.Pages, input.HTML}} {
		subjects, err := measure.Stages(in.documents, in.kind)
		if err != nil {
			return err
		}
		list, err := measured(subjects, b.rounds)
		if err != nil {
			return err
		}
		b.shares("Stages, "+in.name, list)
	}
	return nil
}
