package main

import (
	"errors"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"winnow/cleaner/compress"
	"winnow/cleaner/job"
	"winnow/cleaner/ledger"
)

// ledgerFlag lets the user ask for a ledger.
type ledgerFlag struct{ path string }

func (o *ledgerFlag) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.path, "ledger", "", "record every cut in `FILE`, a line of JSON each; compressed where its name ends in .gz or .zst")
}

// ledgerFile is a ledger that appears when it is complete, or nothing where none was asked for.
type ledgerFile struct {
	*ledger.Writer
	file *output
}

// open opens the ledger that the user asked for, beside the output of that path, and tells work of it.
func (o *ledgerFlag) open(work *job.Job, output string) (*ledgerFile, error) {
	switch {
	case o.path == "":
		return &ledgerFile{}, nil
	case o.path == "-":
		return nil, errors.New("--ledger: standard output has the text: name a file")
	case output != "" && filepath.Clean(o.path) == filepath.Clean(output):
		return nil, errors.New("--ledger and --output name the same file")
	}
	file, err := openOutput(o.path, io.Discard)
	if err != nil {
		return nil, err
	}
	writer, err := ledger.NewWriter(file, compress.FormatOf(o.path), work.Program())
	if err != nil {
		file.discard()
		return nil, err
	}
	work.Ledger = writer
	return &ledgerFile{writer, file}, nil
}

// commit writes what is left and lets the file appear.
func (l *ledgerFile) commit() error {
	if l.file == nil {
		return nil
	}
	if err := l.Flush(); err != nil {
		return &job.LedgerError{Err: err}
	}
	return l.file.commit()
}

// discard removes a ledger that was not committed.
func (l *ledgerFile) discard() {
	if l.file != nil {
		l.file.discard()
	}
}
