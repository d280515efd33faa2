package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"winnow/cleaner"
	"winnow/cleaner/explain/page"
	"winnow/cleaner/input"
)

// explainPage writes what explain says of files as one HTML page, which names the program that made it, to the file called path,
// which appears when it is complete.
func explainPage(cmd *cobra.Command, s streams, engine *cleaner.Cleaner, program, path string, files []string, open opener) error {
	if err := mayReplace(path, files); err != nil {
		return usageError(cmd, err)
	}
	out, err := openOutput(path, s.out)
	if err != nil {
		return err
	}
	defer out.discard()
	work := func() error { return writePage(s, engine, program, out, files, open) }
	if out.temp == nil {
		return work()
	}
	return undoable(cmd.Context(), work, out.discard)
}

// writePage writes the page to out and lets it appear. A file that fails is named, and the others go on.
func writePage(s streams, engine *cleaner.Cleaner, program string, out *output, files []string, open opener) error {
	p := page.New(out, page.Options{
		Categories: categories(engine), Threshold: engine.Threshold, Program: "winnow " + program,
	})
	var broken error // the page cannot be written
	err := eachInput(s, files, func(name string, r io.Reader) error {
		return open(r, func(source *input.Input) error {
			file := p.Open(name, source)
			result, err := engine.Run(file, source)
			broken = file.Close(result, err)
			return err
		})
	}, func() error { return broken })
	if err != nil && err != errReported {
		return err
	}
	if pageErr := p.Close(); pageErr != nil {
		return pageErr
	}
	if outErr := out.commit(); outErr != nil {
		return outErr
	}
	return err
}

// categories returns those of the engine's rules, in the order of their first rules.
func categories(engine *cleaner.Cleaner) []string {
	var list []string
	known := map[string]bool{}
	for _, stage := range engine.Stages {
		for _, r := range stage.Rules() {
			if !known[r.Category] {
				known[r.Category] = true
				list = append(list, r.Category)
			}
		}
	}
	return list
}

// mayReplace keeps --html, which names the page to write, from taking the place of a page that someone meant to be read, as
// in "winnow explain --html *.html".
func mayReplace(path string, files []string) error {
	info, err := os.Stat(path)
	if path == "-" || err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
		return nil
	}
	for _, name := range files {
		if other, err := os.Stat(name); err == nil && os.SameFile(info, other) {
			return fmt.Errorf("--html: %s is a file to be read, too: name another one for the page", path)
		}
	}
	f, err := os.Open(path)
	if err != nil {
		var cause *fs.PathError
		if errors.As(err, &cause) {
			err = cause.Err
		}
		return fmt.Errorf("--html: %s: %w", path, err)
	}
	defer f.Close()
	head := make([]byte, len(page.Signature))
	if _, err := io.ReadFull(f, head); err != nil || !bytes.Equal(head, []byte(page.Signature)) {
		return fmt.Errorf("--html: %s was not made by winnow explain: remove it first, or name another file for the page", filepath.Clean(path))
	}
	return nil
}
