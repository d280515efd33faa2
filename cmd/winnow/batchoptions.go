package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"winnow/cleaner/batch"
	"winnow/cleaner/job"
)

// batchOptions are the flags of batch.
type batchOptions struct {
	jobFlags
	out, base, backup, journal string
	inPlace                    bool
	jobs                       int
	resume, force, failFast    bool
	dryRun, quiet              bool
	report                     string
	filesFrom                  string
	null, hidden, follow       bool
	ignore, include            []string
	ledger                     ledgerFlag
	work                       *job.Job
}

func (o *batchOptions) register(cmd *cobra.Command) {
	o.jobFlags.register(cmd)
	f := cmd.Flags()
	f.StringVarP(&o.out, "out", "o", "", "write to `DIR`, with the names that files have in SRC")
	f.StringVar(&o.base, "base", "", "names under DIR are relative to `FOLDER`, whatever SRC is")
	f.BoolVar(&o.inPlace, "in-place", false, "replace the files by what is left of them")
	f.StringVar(&o.backup, "backup", "", "in place: keep each file as it was, with `SUFFIX` behind its name")
	f.StringVar(&o.journal, "journal", "", "in place: keep the journal in `FILE`, for --resume")
	f.IntVarP(&o.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "clean `N` files at a time, on as many cores")
	f.BoolVar(&o.resume, "resume", false, "go on where an earlier run ended; what is done and has not changed stays")
	f.BoolVar(&o.force, "force", false, "do all again, and replace what is in the way")
	f.BoolVar(&o.failFast, "fail-fast", false, "end with the first failure")
	f.BoolVarP(&o.dryRun, "dry-run", "n", false, "print what would be done, and write nothing")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "show neither progress nor summary, only what fails")
	f.StringVar(&o.report, "report", "", "write to `FILE.json` what became of each file")
	f.StringVar(&o.filesFrom, "files-from", "", "take SRC from `FILE` as well, one a line; - is standard input")
	f.BoolVarP(&o.null, "null", "0", false, "the names in --files-from end with NUL bytes")
	f.StringArrayVar(&o.ignore, "ignore", nil, "leave out files and folders that match `GLOB`; repeatable")
	f.StringArrayVar(&o.include, "include", nil, "leave out files that do not match `GLOB`, or one of them; repeatable")
	f.BoolVar(&o.hidden, "hidden", false, "search for names that begin with a dot, too")
	f.BoolVar(&o.follow, "follow", false, "follow links to folders")
	o.ledger.register(cmd)
	_ = cmd.MarkFlagDirname("out")
	_ = cmd.MarkFlagDirname("base")
}

// check reports flags that do not go together.
func (o *batchOptions) check() error {
	for _, wrong := range []struct {
		is  bool
		why string
	}{
		{o.out == "" && !o.inPlace, "say with --out where cleaned files go, or --in-place"},
		{o.out != "" && o.inPlace, "--out and --in-place are one too many"},
		{o.resume && o.force, "--resume and --force are one too many"},
		{o.backup != "" && !o.inPlace, "--backup is for --in-place: --out leaves the files as they are"},
		{strings.ContainsAny(o.backup, `/\`), fmt.Sprintf("--backup: %q is no suffix: write one such as .orig", o.backup)},
		{o.journal != "" && !o.inPlace, "--journal is for --in-place: with --out the journal is in the output folder"},
		{o.inPlace && o.resume && o.journal == "", "--resume in place needs --journal FILE, from the first run on"},
		{o.inPlace && o.base != "", "--base is for --out: in place files keep their names"},
		{o.inPlace && o.format != string(job.Text), "--format " + o.format + " is for --out: in place a text stays a text"},
		{o.jobs < 1, fmt.Sprintf("--jobs: %d: use 1 or more", o.jobs)},
		{o.ledger.path == "-", "--ledger: a ledger is a file: name one"},
		{o.ledger.path != "" && o.inPlace && o.journal == "", "--ledger in place needs --journal FILE"},
		{o.null && o.filesFrom == "", "--null is for --files-from"},
	} {
		if wrong.is {
			return errors.New(wrong.why)
		}
	}
	if o.report != "" && o.report != "-" {
		if _, err := os.Stat(filepath.Dir(o.report)); err != nil {
			return fmt.Errorf("--report: %w", err) // rather than at the end of a long run
		}
	}
	return nil
}

// parse returns what the flags say.
func (o *batchOptions) parse(cmd *cobra.Command, paths []string, s streams) (*batch.Sources, batch.Options, error) {
	options := batch.Options{
		Out: o.out, Backup: o.backup, Journal: o.journal,
		Resume: o.resume, Force: o.force, FailFast: o.failFast, Workers: o.jobs, Ledger: o.ledger.path,
	}
	if err := o.check(); err != nil {
		return nil, options, err
	}
	sources := &batch.Sources{
		Paths: paths, Base: o.base, Hidden: o.hidden, Follow: o.follow,
		Out: o.out, InPlace: o.inPlace, Backup: o.backup,
		Goal: func(name string) batch.Goal { return batch.GoalOf(name, job.Format(o.format)) },
	}
	var err error
	if sources.Ignore, err = parsePatterns("--ignore", o.ignore); err != nil {
		return nil, options, err
	}
	if sources.Include, err = parsePatterns("--include", o.include); err != nil {
		return nil, options, err
	}
	if o.work, err = o.job(); err != nil {
		return nil, options, err
	}
	if options.Fingerprint, err = fingerprint(cmd, &o.jobFlags); err != nil {
		return nil, options, err
	}
	if o.filesFrom != "" {
		listed, err := readList(o.filesFrom, o.null, s.in)
		if err != nil {
			return nil, options, fmt.Errorf("--files-from: %w", err)
		}
		sources.Paths = append(sources.Paths, listed...)
	} else if len(paths) == 0 {
		return nil, options, errors.New("name the files or folders to be cleaned, or a list of them with --files-from")
	}
	return sources, options, nil
}

func parsePatterns(flag string, texts []string) ([]batch.Pattern, error) {
	var list []batch.Pattern
	for _, text := range texts {
		p, err := batch.ParsePattern(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", flag, err)
		}
		list = append(list, p)
	}
	return list, nil
}

// readList reads names from the file at path, or from in where that is "-".
func readList(path string, null bool, in io.Reader) ([]string, error) {
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	end := byte('\n')
	if null {
		end = 0
	}
	var names []string
	for r := bufio.NewReader(in); ; {
		name, err := r.ReadBytes(end)
		name = bytes.TrimSuffix(name, []byte{end})
		if !null {
			name = bytes.TrimSuffix(name, []byte{'\r'}) // a list from Windows
		}
		if len(name) > 0 {
			names = append(names, string(name))
		}
		if bytes.IndexByte(name, 0) >= 0 {
			return nil, errors.New("names hold NUL bytes: use -0 where they end with them")
		}
		if errors.Is(err, io.EOF) {
			return names, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// checkGoals keeps the report from taking the place of an output.
func (o *batchOptions) checkGoals(plan *batch.Plan) error {
	if o.report == "" || o.report == "-" || o.out == "" {
		return nil
	}
	name, err := filepath.Rel(o.out, o.report)
	if err == nil && plan.HasGoal(name) {
		return fmt.Errorf("--report: %s is where a cleaned file goes: choose another name", batch.Quote(o.report))
	}
	return nil
}

// spoolFolder returns the folder for what is too much for memory.
func (o *batchOptions) spoolFolder() string {
	if o.out != "" {
		return o.out
	}
	if o.report != "" && o.report != "-" {
		return filepath.Dir(o.report)
	}
	return os.TempDir()
}
