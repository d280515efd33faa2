package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winnow/cleaner/fixture"
	"winnow/cleaner/job"
	"winnow/cmd/config"
)

// testOptions are the flags of test.
type testOptions struct {
	selection     selection
	update, fresh bool
	formats       []string
	jobs          int
}

const testHelp = `test cleans what is raw in fixtures and compares what comes out with what must. Of each line that was wrongly cut or kept
it says where it stands and which rule decided. A fixture is

  NAME/raw.txt       the raw text; or raw.html, raw.htm, raw.jsonl, raw.csv, raw.tsv, raw.warc
  NAME/clean.txt     what must come out of it, byte for byte; of a page line ends do not count
  NAME/case.toml     options, where there are any

or NAME.raw.txt, NAME.clean.txt and NAME.case.toml, side by side with others. DIR may be a fixture, or a folder of any depth.

case.toml has keys named like the flags of winnow, with the same meaning:

  level = "strict"                     only, skip, also, rules, only-status and skip-status are lists: skip = ["related"];
  rules = ["../house.toml"]            rules are relative to the file, and come to those of --rules; other keys replace
  format = "markdown"                  the flag. input, charset, text, format, with-title, site, text-field, html-field,
                                       text-column, annotate and on-suspect are the others

--update accepts what comes out: it writes clean.txt. --new makes fixtures of raw files, FILE..., in the folder DIR that is named
with them, with the options of the command line; look through each clean.txt before you keep it.

--format is one or several of text, tap, junit, github, sarif and json, each with a file if you like: --format
github,junit=report.xml. GitHub's and SARIF's paths are relative to $GITHUB_WORKSPACE where that is set.

Exit status: 0 when all is as it must be, 1 when something differs, 2 for a wrong command line or a fixture that cannot be
run.`

func newTest(s streams) *cobra.Command {
	var o testOptions
	cmd := &cobra.Command{
		Use:   "test DIR...",
		Short: "Hold what comes out of fixtures to what must, and name the rule behind each difference",
		Long:  testHelp,
		Example: `  winnow test fixtures
  winnow test --new page.html fixtures             makes fixtures/page
  winnow test --update fixtures                    accepts what comes out now
  winnow test --rules house.toml fixtures          with your own rules
  winnow test --format github,sarif=winnow.sarif,junit=winnow.xml fixtures`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			return runTest(cmd, s, &o, paths)
		},
	}
	o.selection.register(cmd)
	f := cmd.Flags()
	f.BoolVarP(&o.update, "update", "u", false, "accept what comes out: write it to clean.txt")
	f.BoolVar(&o.fresh, "new", false, "make fixtures of raw files, in the folder that is named with them")
	f.StringSliceVarP(&o.formats, "format", "f", []string{string(fixture.Text)}, "report as `FORMAT[=FILE]`: text, tap, junit, github, sarif or json; several at once")
	config.Own(cmd, "format") // that of winnow itself is one of texts
	f.IntVarP(&o.jobs, "jobs", "j", runtime.NumCPU(), "clean `N` fixtures at a time")
	var formats []string
	for _, format := range fixture.Formats() {
		formats = append(formats, string(format))
	}
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// runTest runs fixtures, or makes some.
func runTest(cmd *cobra.Command, s streams, o *testOptions, paths []string) error {
	switch {
	case len(paths) == 0:
		return usageError(cmd, errors.New("no folder: name one that holds fixtures"))
	case o.jobs < 1:
		return usageError(cmd, fmt.Errorf("--jobs: %d is too few: use 1 or more", o.jobs))
	case o.update && o.fresh:
		return usageError(cmd, errors.New("--update and --new are one too many"))
	}
	if _, err := o.job(fixture.Options{}); err != nil {
		return usageError(cmd, err)
	}
	if o.fresh {
		return o.create(cmd, s, paths)
	}
	cases, err := fixture.Find(paths...)
	if err != nil {
		return usageError(cmd, err)
	}
	reports, err := o.open(s)
	if err != nil {
		return usageError(cmd, err)
	}
	defer reports.discard()
	spreadMemory(o.jobs)
	return undoable(cmd.Context(), func() error { return o.run(cmd.Context(), cases, reports) }, reports.discard)
}

// run runs the fixtures, and reports.
func (o *testOptions) run(ctx context.Context, cases []*fixture.Case, reports reports) error {
	suite := &fixture.Suite{Job: o.job, Workers: o.jobs}
	var count fixture.Count
	for _, r := range reports {
		if err := r.Begin(len(cases)); err != nil {
			return err
		}
	}
	err := suite.Run(ctx, cases, func(result *fixture.Result) error {
		if o.update && (result.New || result.Failed()) {
			if err := result.Accept(); err != nil {
				return err
			}
		}
		count.Add(result)
		for _, r := range reports {
			if err := r.Add(result); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, r := range reports {
		if err := r.End(count); err != nil {
			return err
		}
		if err := r.out.commit(); err != nil {
			return err
		}
	}
	switch {
	case count.Broken > 0:
		return errReported
	case count.Failed > 0:
		return errBelow
	}
	return nil
}

// job returns the job for a fixture: what the command line says, and then what the fixture does.
func (o *testOptions) job(own fixture.Options) (*job.Job, error) {
	var flags jobFlags
	var known cobra.Command // has the flags that a fixture's keys are named like
	flags.register(&known)
	flags.selection = o.selection
	flags.selection.packs = slices.Clone(o.selection.packs)
	for _, s := range own.Settings() {
		f := known.Flags().Lookup(s.Key)
		if f == nil {
			return nil, fmt.Errorf("%s: there is no flag of that name", s.Key)
		}
		var err error
		switch list, ok := f.Value.(pflag.SliceValue); {
		case s.Key == "rules":
			flags.selection.addPacks(s.Values)
		case ok:
			err = list.Replace(s.Values)
		default:
			err = f.Value.Set(s.Values[0])
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.Key, err)
		}
	}
	work, err := flags.job()
	if err != nil {
		return nil, err
	}
	work.Program = nil // what must come out must not hang on the version that is tested
	return work, nil
}

// addPacks adds packs that are not there yet.
func (o *selection) addPacks(paths []string) {
	for _, path := range paths {
		if !slices.ContainsFunc(o.packs, func(p string) bool { return filepath.Clean(p) == filepath.Clean(path) }) {
			o.packs = append(o.packs, path)
		}
	}
}

// create makes fixtures of the files among paths, in the folder among them.
func (o *testOptions) create(cmd *cobra.Command, s streams, paths []string) error {
	var files, dirs []string
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			dirs = append(dirs, path)
		} else {
			files = append(files, path)
		}
	}
	switch {
	case len(dirs) != 1:
		return usageError(cmd, fmt.Errorf("--new: name one folder that is there, for the fixtures, and not %d", len(dirs)))
	case len(files) == 0:
		return usageError(cmd, errors.New("--new: name raw files as well"))
	}
	var own fixture.Options
	if cmd.Flags().Changed("level") {
		own.Level = o.selection.level
	}
	own.Only, own.Skip, own.Also, own.Rules = o.selection.only, o.selection.skip, o.selection.also, o.selection.packs
	work, err := o.job(own)
	if err != nil {
		return usageError(cmd, err)
	}
	var failed error
	for _, file := range files {
		c, err := fixture.Create(dirs[0], file, own, work)
		if err != nil {
			report(s.err, err)
			failed = errReported
			continue
		}
		if _, err := fmt.Fprintf(s.out, "made %s: look through %s\n", c.Name, c.Clean); err != nil {
			return err
		}
	}
	return failed
}

// reports are the reports of one run.
type reports []openReport

type openReport struct {
	fixture.Reporter
	out *output
}

func (r reports) discard() {
	for i := range r {
		r[i].out.discard()
	}
}

// open opens the reports that --format names.
func (o *testOptions) open(s streams) (list reports, err error) {
	defer func() {
		if err != nil {
			list.discard()
		}
	}()
	standard := 0
	for _, text := range o.formats {
		name, file, named := strings.Cut(text, "=")
		format, err := fixture.ParseFormat(name)
		if err != nil {
			return list, fmt.Errorf("--format: %w", err)
		}
		if named && file == "" {
			return list, fmt.Errorf("--format: %q: name a file behind the =", text)
		}
		if !named || file == "-" {
			if standard++; standard > 1 {
				return list, fmt.Errorf("--format: only one report goes to standard output: give %s a file, as in %s=FILE", name, name)
			}
		}
		out, err := openOutput(file, s.out)
		if err != nil {
			return list, fmt.Errorf("--format: %w", err)
		}
		color := (!named || file == "-") && colored(s.out)
		list = append(list, openReport{fixture.NewReporter(out, format, color, o.selection.program().String(), fixture.Paths{Root: workspace()}), out})
	}
	return list, nil
}

// workspace is the folder that reports for GitHub are relative to, or "".
func workspace() string { return os.Getenv("GITHUB_WORKSPACE") }

// longUpdate lets test's --update be written as that of 'go test' programs is, which would be six flags of a letter.
func longUpdate(args []string) []string {
	if len(args) == 0 || args[0] != "test" {
		return args
	}
	args = slices.Clone(args)
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if arg == "-update" {
			args[i] = "--update"
		}
	}
	return args
}
