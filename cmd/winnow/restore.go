package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"winnow/cleaner/compress"
	"winnow/cleaner/ledger"
)

func newRestore(s streams) *cobra.Command {
	var document, path string
	cmd := &cobra.Command{
		Use:   "restore CLEAN LEDGER",
		Short: "Rebuild a text as it was before it was cleaned",
		Long: `restore puts what was cut back into a text: CLEAN is what 'winnow --ledger LEDGER' printed of it as text, or - for
standard input. What comes out is the input, byte for byte, in its own encoding, or an error: its hash is in the
ledger. Of a ledger of several documents it takes the one that CLEAN is what was kept of.

Pages cannot be rebuilt, since their text is not a part of them. The ledger says where in the page each line stands.

Memory does not grow with the text. What comes from standard input is held in a temporary file.`,
		Example: `  winnow --ledger cuts.jsonl page.txt > article.txt
  winnow restore article.txt cuts.jsonl | cmp - page.txt
  winnow restore --document page.txt -o page.txt article.txt cuts.jsonl`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usageError(cmd, fmt.Errorf("restore takes the clean text and the ledger, and got %d arguments", len(args)))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			clean, err := openClean(args[0], s.in)
			if err != nil {
				return err
			}
			defer clean.Close()
			return restore(s, clean, args[0], args[1], document, path)
		},
	}
	cmd.Flags().StringVar(&document, "document", "", "restore the document of this `NAME` or number")
	cmd.Flags().StringVarP(&path, "output", "o", "", "write to `FILE`, which appears only when it is complete")
	return cmd
}

// restore writes what clean, from the file called name, was before it was cleaned.
func restore(s streams, clean io.ReadSeeker, name, book, document, path string) error {
	source := ledgerSource(book)
	found, err := source.Find(clean, document)
	if err != nil {
		return restoreError(name, book, err)
	}
	pass := func(w io.Writer) error {
		if _, err := clean.Seek(0, io.SeekStart); err != nil {
			return err
		}
		return restoreError(name, book, source.Restore(w, clean, found))
	}
	out, err := openOutput(path, s.out)
	if err != nil {
		return err
	}
	defer out.discard()
	if out.temp == nil {
		// What is written cannot be taken back, so the hash is checked first.
		if err := pass(io.Discard); err != nil {
			return err
		}
	}
	if err := pass(out); err != nil {
		return err
	}
	return out.commit()
}

// restoreError names the files.
func restoreError(name, book string, err error) error {
	var path *os.PathError
	if err == nil || errors.As(err, &path) {
		return err
	}
	if name == "-" {
		name = "standard input"
	}
	return fmt.Errorf("%s with %s: %w", name, book, err)
}

// ledgerSource returns the ledger in a file.
func ledgerSource(path string) ledger.Source {
	return func() (io.ReadCloser, error) { return os.Open(path) }
}

// openClean opens a file to read it more than once. What can be read only once, and what is compressed, goes through a
// temporary file.
func openClean(name string, standard io.Reader) (io.ReadSeekCloser, error) {
	if name == "-" {
		return hold(name, standard)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	var head [compress.HeadBytes]byte
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		n, err := f.ReadAt(head[:], 0)
		if (err == nil || err == io.EOF) && compress.Detect(head[:n]) == compress.None {
			return f, nil
		}
	}
	defer f.Close()
	return hold(name, f)
}

// hold copies what r gives, decompressed, to a temporary file.
func hold(name string, r io.Reader) (io.ReadSeekCloser, error) {
	plain, err := compress.Open(r)
	if err != nil {
		return nil, inputError(name, err)
	}
	defer plain.Close()
	f, err := os.CreateTemp("", "winnow-restore-*")
	if err != nil {
		return nil, err
	}
	held := &heldFile{f}
	os.Remove(f.Name()) // at once where the system allows that, so that it is gone however the program ends
	if _, err = io.Copy(held, plain); err == nil {
		_, err = held.Seek(0, io.SeekStart)
	}
	if err != nil {
		held.Close()
		return nil, inputError(name, err)
	}
	return held, nil
}

// heldFile is a temporary file that goes when it is closed.
type heldFile struct{ *os.File }

// Close closes and removes the file.
func (h *heldFile) Close() error {
	err := h.File.Close()
	os.Remove(h.Name())
	return err
}
