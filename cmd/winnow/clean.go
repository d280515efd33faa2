package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"winnow/cleaner"
	"winnow/cleaner/input"
	"winnow/cleaner/markdown"
	"winnow/cleaner/record"
)

// cleanOptions are the flags of the root command.
type cleanOptions struct {
	selection selection
	input     inputFlags
	format    string
	title     bool
	output    string
}

// formats are the values of --format.
var formats = []string{"text", "markdown", "json"}

func (o *cleanOptions) register(cmd *cobra.Command) {
	o.selection.register(cmd)
	o.input.register(cmd)
	f := cmd.Flags()
	f.StringVarP(&o.format, "format", "f", "text", "write `text`, markdown or json (one object a file, with what a page says of itself)")
	f.BoolVar(&o.title, "with-title", false, "put a page's title over its text")
	f.StringVarP(&o.output, "output", "o", "", "write to `FILE`, which appears only when it is complete")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
}

// check returns what the flags say of the input, or what is wrong with them.
func (o *cleanOptions) check() (input.Options, error) {
	options, err := o.input.options()
	if err != nil {
		return options, err
	}
	switch o.format {
	case "text", "json":
	case "markdown":
		options.Spans = true
	default:
		return options, fmt.Errorf("--format: %q is no format: use text, markdown or json", o.format)
	}
	return options, nil
}

// runClean cleans files one after the other. A file that fails is named, and the others go on.
func runClean(cmd *cobra.Command, s streams, o *cleanOptions, files []string) error {
	engine, err := o.selection.engine()
	if err != nil {
		return usageError(cmd, err)
	}
	options, err := o.check()
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
		source, err := input.Open(r, options)
		if err != nil {
			return err
		}
		if err := lines.separate(); err != nil {
			return err
		}
		result, err := o.clean(engine, lines, name, source)
		if err == nil && source.Kind == input.HTML && result.Out == 0 {
			report(s.err, fmt.Errorf("%s: the page has no text: %s", name, whyEmpty(source, result)))
		}
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

// whyEmpty says why nothing is left of a page.
func whyEmpty(source *input.Input, result cleaner.Result) string {
	if result.Blocks > 0 {
		return "all that it shows is boilerplate, as 'winnow explain' tells"
	}
	return source.WhyEmpty()
}

// clean writes one input in the format that was asked for.
func (o *cleanOptions) clean(engine *cleaner.Cleaner, out io.Writer, name string, source *input.Input) (cleaner.Result, error) {
	switch o.format {
	case "json":
		w := record.New(name, source)
		result, err := engine.Run(w, source) // which has the title in a field of its own
		if err != nil {
			return result, err
		}
		return result, w.Close(out, result)
	case "markdown":
		w := markdown.New(out)
		result, err := engine.Run(o.titled(w), source)
		if flushErr := w.Flush(); err == nil {
			err = flushErr
		}
		return result, err
	}
	return engine.Run(o.titled(cleaner.NewTextWriter(out)), source)
}

// titled returns w, or a writer that puts titles before what goes to w.
func (o *cleanOptions) titled(w cleaner.Writer) cleaner.Writer {
	if o.title {
		return &cleaner.Titled{Writer: w}
	}
	return w
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
