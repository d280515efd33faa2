package main

import (
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// newRoot returns the command tree.
func newRoot(s streams) *cobra.Command {
	var o cleanOptions
	root := &cobra.Command{
		Use:   "winnow [FILE...]",
		Short: "Print the article in a scraped text, without the boilerplate around it",
		Long: `winnow reads scraped text and prints the article in it. Disclaimers, paywall prompts, pricing tables,
newsletter boxes, share bars, lists of related stories and other boilerplate are dropped; every line that is
kept comes out byte for byte as it came in.

Without FILE, or where FILE is -, it reads standard input. Several files are cleaned one after the other.

Exit status: 0 when all went well, 2 for a wrong command line or when a file failed; the other files are
still cleaned.`,
		Example: `  winnow page.txt                        the article in page.txt
  winnow < page.txt > article.txt        the same, as a filter
  winnow --skip related page.txt         lists of related stories stay
  winnow --only paywall,pricing page.txt nothing else goes
  winnow explain page.txt                what went, and why`,
		Args:                       cobra.ArbitraryArgs,
		Version:                    version(),
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
		RunE: func(cmd *cobra.Command, files []string) error {
			return runClean(cmd, s, &o, files)
		},
	}
	root.SetVersionTemplate("winnow {{.Version}}\n")
	root.SetFlagErrorFunc(usageError)
	root.CompletionOptions.DisableDefaultCmd = false
	o.selection.register(root)
	root.Flags().StringVarP(&o.output, "output", "o", "", "write to `FILE`, which appears only when it is complete")
	root.AddCommand(newExplain(s), newRules(s))
	return root
}

// version returns the version that the program was built as.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "devel"
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" && v == "devel" {
			v += " " + setting.Value[:min(12, len(setting.Value))]
		}
	}
	return v
}

// cleanOptions are the flags of the root command.
type cleanOptions struct {
	selection selection
	output    string
}

// runClean cleans files one after the other. A file that fails is named, and the others go on.
func runClean(cmd *cobra.Command, s streams, o *cleanOptions, files []string) error {
	engine, err := o.selection.engine()
	if err != nil {
		return usageError(cmd, err)
	}
	out, err := openOutput(o.output, s.out)
	if err != nil {
		return err
	}
	defer out.discard()
	lines := &lineEnder{w: out}
	err = eachInput(s, files, func(name string, r io.Reader) error {
		if err := lines.separate(); err != nil {
			return err
		}
		_, err := engine.Clean(lines, r)
		return err
	}, lines.failed)
	if err != nil && err != errReported {
		return err
	}
	if closeErr := out.commit(); closeErr != nil {
		return closeErr
	}
	return err
}

// lineEnder keeps the texts of two files from running together on one line, and remembers an error of the
// output, after which going on makes no sense.
type lineEnder struct {
	w    io.Writer
	last byte
	err  error
}

func (l *lineEnder) Write(p []byte) (int, error) {
	n, err := l.w.Write(p)
	if n > 0 {
		l.last = p[n-1]
	}
	if err != nil {
		l.err = err
	}
	return n, err
}

// separate ends a line that the file before left open.
func (l *lineEnder) separate() error {
	if l.last == 0 || l.last == '\n' {
		return nil
	}
	_, err := l.Write([]byte{'\n'})
	return err
}

func (l *lineEnder) failed() error { return l.err }
