package ledger

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"winnow/cleaner/charset"
)

// Restore writes the input that document d was before it was cleaned to w, from what was kept of it. It returns an
// error when that cannot be done, or when what it wrote is not the input by its hash; then what it wrote is no good.
// Memory does not grow with the document.
func (s Source) Restore(w io.Writer, clean io.Reader, d Document) error {
	if err := d.restorable(); err != nil {
		return err
	}
	cuts, err := s.entries(d, Cut)
	if err != nil {
		return err
	}
	defer cuts.Close()
	patches, err := s.entries(d, Patch)
	if err != nil {
		return err
	}
	defer patches.Close()
	hash := sha256.New()
	buffered := bufio.NewWriterSize(io.MultiWriter(w, hash), bufferBytes)
	inverse, err := charset.NewInverse(buffered, d.Charset)
	if err != nil {
		return fmt.Errorf("document %d %q: %w", d.Doc, d.FullName(), err)
	}
	p, err := newPatcher(inverse, patches)
	if err != nil {
		return err
	}
	if err := merge(p, clean, cuts, d.Kept); err != nil {
		return err
	}
	if err := p.close(); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	if hex.EncodeToString(hash.Sum(nil)) != d.SHA256 {
		return fmt.Errorf("what comes out is not document %d %q as it was: the text was changed, or the ledger", d.Doc, d.FullName())
	}
	return nil
}

// restorable says why a document cannot be restored, if so.
func (d *Document) restorable() error {
	name := fmt.Sprintf("document %d %q", d.Doc, d.FullName())
	switch {
	case d.Input == "html":
		return fmt.Errorf("%s is a page: its text is not a part of it, so that it cannot be rebuilt; "+
			"the ledger says where in the page each block stands (\"source\")", name)
	case d.Error != "":
		return fmt.Errorf("%s could not be read to its end: %s", name, d.Error)
	case d.Filtered:
		return fmt.Errorf("%s was not written, for its status %q: there is no text of it to restore it from", name, d.Status)
	}
	return nil
}

// merge writes what was kept and what was cut in the order of the text.
func merge(w *patcher, clean io.Reader, cuts *entries, kept int64) error {
	left := kept
	text, buffer := bufio.NewReaderSize(clean, bufferBytes), make([]byte, bufferBytes)
	for {
		cut, err := cuts.next()
		if err != nil {
			return err
		}
		size := left
		if cut != nil {
			size = cut.Offset - w.at
		}
		if size < 0 || size > left {
			return damaged(cuts.number, fmt.Errorf("the cut at offset %d does not fit: %d bytes are left of the text", cut.Offset, left))
		}
		left -= size
		n, err := io.CopyBuffer(w, io.LimitReader(text, size), buffer)
		switch {
		case err != nil:
			return err
		case n < size:
			return fmt.Errorf("the text has %d bytes, and %d were kept of the document: %s", kept-left-size+n, kept, whyChanged)
		case cut == nil:
			return exhausted(text, kept)
		}
		if _, err := w.Write(cut.Bytes()); err != nil {
			return err
		}
	}
}

// whyChanged is why a text may not be what was kept.
const whyChanged = "it was changed, or not written with --format text, or it has a title or other documents with it"

// exhausted reports that a text goes on.
func exhausted(text *bufio.Reader, kept int64) error {
	switch _, err := text.ReadByte(); err {
	case io.EOF:
		return nil
	case nil:
		return fmt.Errorf("the text has more than the %d bytes that were kept of the document: %s", kept, whyChanged)
	default:
		return err
	}
}
