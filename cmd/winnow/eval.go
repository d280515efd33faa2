package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"winnow/cleaner/eval"
	"winnow/cmd/config"
	"winnow/rules"
)

// evalOptions are the flags of eval.
type evalOptions struct {
	selection selection
	raw       string
	asJSON    bool
	curve     bool
	compare   string
	failBelow float64
	failWorse int
	limited   bool // --fail-worse was given
}

func newEval(s streams) *cobra.Command {
	var o evalOptions
	cmd := &cobra.Command{
		Use:   "eval DATASET...",
		Short: "Measure how well winnow does on documents whose clean text is known",
		Long:  evalHelp,
		Example: `  winnow eval testdata/cases                              fixtures
  winnow eval news --raw flat.jsonl                       a truth file, with texts in place of its pages
  winnow eval --json news > old.json                      to compare with later
  winnow eval --compare old.json --fail-worse 0 news      what a change made better and worse
  winnow eval --fail-below 0.9 news                       a check for CI
  winnow eval --curve news                                each level's precision and recall
  winnow eval --json news | jq '.datasets[0].overall.figures.f1.value'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			return runEval(cmd, s, &o, paths)
		},
	}
	o.selection.register(cmd)
	f := cmd.Flags()
	f.StringVar(&o.raw, "raw", "", "clean the texts of this `file` of {\"id\", \"text\"} lines, or the pages of this folder")
	f.BoolVar(&o.asJSON, "json", false, "print JSON, with every document")
	f.BoolVar(&o.curve, "curve", false, "print the figures at each level")
	f.StringVar(&o.compare, "compare", "", "say what changed since `FILE`, which --json wrote")
	f.Float64Var(&o.failBelow, "fail-below", 0, "exit with 1 when a dataset's F1 is below this `number`")
	f.IntVar(&o.failWorse, "fail-worse", 0, "exit with 1 when more than this `number` of documents got worse since --compare's file")
	return cmd
}

const evalHelp = `eval cleans the documents of datasets and compares what comes out with what should have. A dataset is

  a folder of fixtures      NAME/raw.txt or NAME/raw.html, and NAME/clean.txt
  a truth file              truth.jsonl, or the folder it is in: {"id", "content"} lines, and "type", "language",
                            "country", "publisher", "with" and "without" (snippets) where known; the pages are
                            html/ID.html beside it, or what --raw names
  labelled lines            NAME/raw.txt, NAME/labels.tsv (line number, tab, label: keep, or the category of residue;
                            blank, byline-meta, caption-credit and mixed do not count), and NAME/source.json
                            ("category", which is residue or trap, "language", "country", "publisher")

Files may be compressed by gzip, and --raw may be relative to the truth's folder.

Words are compared as bags of lower-case words, a document at a time: P is the share of the output's words that the
truth has, R the share of the truth's that the output has, F1 their harmonic mean; "4-gram" stands for runs of four
words. Figures are means over documents. Labelled lines are counted over all documents together: keep is the share of
the article's lines that came out whole, traps the same in documents that tempt rules, removed the share of residue of
which nothing came out, P the share of the article among the lines that came out, and F1 the harmonic mean of P and
keep. "95 %" is the bootstrap's interval over documents, "exact" counts documents that came out just as they should.

Whatever is wrong with a dataset is named and the rest measured. Exit status: 0 when all went well, 1 when a
threshold was failed, 2 for a wrong command line or when something was wrong with a dataset.`

// check returns what is wrong with the flags.
func (o *evalOptions) check(cmd *cobra.Command) error {
	changed := cmd.Flags().Changed
	o.limited = changed("fail-worse")
	switch {
	case changed("fail-below") && !(o.failBelow > 0 && o.failBelow <= 1):
		return fmt.Errorf("--fail-below: %v is no F1: use a number above 0, up to 1", o.failBelow)
	case o.limited && o.failWorse < 0:
		return fmt.Errorf("--fail-worse: %d is no number of documents: use 0 or more", o.failWorse)
	case o.limited && o.compare == "":
		return errors.New("--fail-worse: worse than what? use --compare too")
	}
	if o.curve {
		for _, name := range []string{"level", "compare", "fail-below", "fail-worse"} {
			if config.Given(cmd, name) {
				return fmt.Errorf("--curve: goes through all levels, and not with --%s", name)
			}
		}
	}
	return nil
}

// runEval measures datasets. One that fails is named, and the others go on.
func runEval(cmd *cobra.Command, s streams, o *evalOptions, paths []string) error {
	if err := o.check(cmd); err != nil {
		return usageError(cmd, err)
	}
	freeMemory()
	engines, err := o.engines()
	if err != nil {
		return usageError(cmd, err)
	}
	run := evalRun{evalOptions: o, streams: s, engines: engines, names: map[string]int{}}
	if o.compare != "" {
		if run.old, err = readResults(o.compare); err != nil {
			return err
		}
	}
	datasets := run.open(paths)
	if len(datasets) == 0 {
		return errReported
	}
	if err := run.measure(datasets); err != nil {
		return err
	}
	return run.verdict()
}

// engines returns a cleaner for each level that is to be measured.
func (o *evalOptions) engines() ([]leveled, error) {
	levels := rules.Levels()
	if !o.curve {
		level, err := rules.ParseLevel(o.selection.level)
		if err != nil {
			return nil, fmt.Errorf("--level: %w", err)
		}
		levels = []rules.Level{level}
	}
	var engines []leveled
	for _, level := range levels {
		engine, err := o.selection.engineAt(level)
		if err != nil {
			return nil, err
		}
		engines = append(engines, leveled{level.String(), engine})
	}
	return engines, nil
}

func readResults(file string) (*eval.Results, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, inputError(file, err)
	}
	defer f.Close()
	results, err := eval.ReadResults(f)
	if err != nil {
		return nil, inputError(file, err)
	}
	return results, nil
}
