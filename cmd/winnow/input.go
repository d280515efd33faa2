package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"winnow/cleaner"
	"winnow/cleaner/compress"
	"winnow/cleaner/htmlreader"
	"winnow/cleaner/input"
	"winnow/cleaner/records"
	"winnow/cleaner/site"
	"winnow/cleaner/textreader"
)

// eachInput calls use for every file, or for standard input when there is none. An input that fails is
// named on standard error, and the others go on; then the error is errReported. When fatal returns an
// error, nothing more can be done, and eachInput returns it.
func eachInput(s streams, files []string, use func(name string, r io.Reader) error, fatal func() error) error {
	if len(files) == 0 {
		files = []string{"-"}
	}
	var failed error
	for _, name := range files {
		err := oneInput(s, name, use)
		if e := fatal(); e != nil {
			return e
		}
		if err != nil {
			report(s.err, inputError(name, err))
			failed = errReported
		}
	}
	return failed
}

func oneInput(s streams, name string, use func(name string, r io.Reader) error) error {
	if name == "-" {
		return use("standard input", s.in)
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return &fs.PathError{Op: "read", Path: name, Err: errors.New("is a directory: name the files in it")}
	}
	return use(name, f)
}

// inputError names the input that err is about, once, and says what to do.
func inputError(name string, err error) error {
	if name == "-" {
		name = "standard input"
	}
	var binary *textreader.BinaryError
	var format *input.FormatError
	if errors.As(err, &binary) || errors.As(err, &format) {
		return fmt.Errorf("%s: %w: use --text to clean it all the same", name, err)
	}
	var limit *compress.LimitError
	if errors.As(err, &limit) {
		return fmt.Errorf("%s: %w: raise --max-bytes if that is what it should hold", name, err)
	}
	var late *cleaner.TimeoutError
	if errors.As(err, &late) {
		return fmt.Errorf("%s: %w: raise --timeout if it is worth the wait", name, err)
	}
	var token *htmlreader.TokenError
	if errors.As(err, &token) {
		return fmt.Errorf("%s: %w: use --input text to clean it as it is", name, err)
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return fmt.Errorf("%s: %w", name, path.Err)
	}
	return fmt.Errorf("%s: %w", name, err)
}

// inputFlags are what every command that reads inputs lets the user say of them.
type inputFlags struct {
	kind, charset string
	site          string
	text          bool
	maxBytes      byteSize
}

func (o *inputFlags) register(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.kind, "input", "auto", "what the input is: `auto`, text or html")
	f.StringVar(&o.charset, "charset", "", "the input's `encoding`, such as windows-1251, or a Content-Type header")
	f.StringVar(&o.site, "site", "", "where the input comes from, a `host` or an address, for rules of some sites only; records and pages say it themselves")
	f.BoolVarP(&o.text, "text", "a", false, "clean binary input as if it were text")
	o.maxBytes = records.DefaultMaxBytes
	f.Var(&o.maxBytes, "max-bytes", "the largest document that a compressed file may hold, and the largest record, in `bytes` or as 500M or 2G")
	_ = cmd.RegisterFlagCompletionFunc("input", completeKinds)
}

// options returns what the flags say.
func (o *inputFlags) options() (input.Options, error) {
	kind, err := input.ParseKind(o.kind)
	if err != nil {
		return input.Options{}, fmt.Errorf("--input: %w", err)
	}
	options := input.Options{Kind: kind, Charset: o.charset, Site: o.site, Binary: o.text}
	if o.site != "" {
		if _, err := site.Parse(o.site); err != nil {
			return options, fmt.Errorf("--site: %w", err)
		}
	}
	if o.text && kind == input.Auto {
		options.Kind = input.Text
	}
	if err := options.Check(); err != nil {
		return options, fmt.Errorf("--charset: %w", err)
	}
	return options, nil
}
