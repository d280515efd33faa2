package main

import (
	"bufio"
	"io"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"winnow/cleaner"
	"winnow/cleaner/compress"
	"winnow/cleaner/explain"
	"winnow/cleaner/input"
)

func newExplain(s streams) *cobra.Command {
	var o selection
	var in inputFlags
	var asJSON bool
	var toPage string
	cmd := &cobra.Command{
		Use:   "explain [FILE...]",
		Short: "Show every line of a text or page, and why those that go are dropped",
		Long: `explain prints the input line by line, each behind a mark: two spaces when the line is kept, "-" when it is
dropped, "~" when a part of it is. The rule that weighed most and its reason stand behind what was dropped.
Of a page it prints the text, and behind each line, after an "@", the elements that the line stands in.
On a terminal what is dropped is struck through; set NO_COLOR to do without colour.

With --json it prints one object a line of input, with all findings and their weights.

With --html it writes one page to look at in a browser, which needs no network: the text with what goes coloured by
category, the rule and reason behind each cut, filters, counts, and a list of the files when there are several.`,
		Example: `  winnow explain page.txt
  winnow explain page.txt | grep '^-'
  winnow explain --json page.txt | jq -r 'select(.action == "drop") | .cuts[0].rule'
  winnow explain --html cuts.html page.txt other.txt`,
		RunE: func(cmd *cobra.Command, files []string) error {
			engine, err := o.engine()
			if err != nil {
				return usageError(cmd, err)
			}
			options, err := in.options()
			if err != nil {
				return usageError(cmd, err)
			}
			open := in.opener(options)
			if toPage != "" {
				return explainPage(cmd, s, engine, o.program().String(), toPage, files, open)
			}
			out := &lineEnder{w: bufio.NewWriterSize(s.out, 64<<10)}
			err = eachInput(s, files, func(_ string, r io.Reader) error {
				return open(r, func(source *input.Input) error { return explainOne(engine, out, source, asJSON, s.out) })
			}, out.failed)
			if flushErr := out.w.(*bufio.Writer).Flush(); flushErr != nil {
				return flushErr
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, one object a line of input")
	cmd.Flags().StringVar(&toPage, "html", "", "write a page to look at in a browser to `OUT`, and print nothing")
	cmd.MarkFlagsMutuallyExclusive("json", "html")
	_ = cmd.MarkFlagFilename("html", "html")
	o.register(cmd)
	in.register(cmd)
	return cmd
}

// opener opens what r gives for use, and closes it again.
type opener func(r io.Reader, use func(source *input.Input) error) error

// opener returns what opens inputs, which may be compressed, with options.
func (o *inputFlags) opener(options input.Options) opener {
	return func(r io.Reader, use func(source *input.Input) error) error {
		file, err := compress.Open(r)
		if err != nil {
			return err
		}
		defer file.Close()
		file.Limit = int64(o.maxBytes)
		source, err := input.Open(file, options)
		if err != nil {
			return err
		}
		return use(source)
	}
}

// explainOne explains one input.
func explainOne(engine *cleaner.Cleaner, w io.Writer, source cleaner.Reader, asJSON bool, terminal io.Writer) error {
	if asJSON {
		_, err := engine.Run(explain.NewJSON(w), source)
		return err
	}
	text := explain.NewText(w, colored(terminal))
	_, err := engine.Run(text, source)
	if flushErr := text.Flush(); err == nil {
		err = flushErr
	}
	return err
}

// colored reports that w is a terminal whose user has not asked for plain text (https://no-color.org).
func colored(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}
