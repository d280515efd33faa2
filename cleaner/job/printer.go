package job

import (
	"io"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/input"
	"winnow/cleaner/markdown"
	"winnow/cleaner/record"
)

// printer writes a document in some format.
type printer interface {
	cleaner.Writer
	// Close ends the document, of which a is the account. failed says that it could not be read to its end.
	Close(a *account.Account, failed bool) error
}

// printer returns what writes a document, which source reads, to w.
func (j *Job) printer(w io.Writer, source *input.Input, name string) printer {
	if j.Format == JSON { // has the title in a field of its own
		return &jsonPrinter{j.object(source, name), w}
	}
	return j.textPrinter(w)
}

// object returns what makes an object of a document.
func (j *Job) object(source *input.Input, name string) *record.Writer {
	object := record.New(name, source)
	if j.Program != nil {
		object.By(j.Program())
	}
	return object
}

// textPrinter returns what writes a document to w as a text, or as Markdown.
func (j *Job) textPrinter(w io.Writer) printer {
	if j.Format == Markdown {
		text := markdown.New(w)
		return &markdownPrinter{j.titled(text), text}
	}
	return plainPrinter{j.titled(cleaner.NewTextWriter(w))}
}

// titled returns w, or a writer that puts titles before what goes to w.
func (j *Job) titled(w cleaner.Writer) cleaner.Writer {
	if j.Title {
		return &cleaner.Titled{Writer: w}
	}
	return w
}

type plainPrinter struct{ cleaner.Writer }

func (plainPrinter) Close(*account.Account, bool) error { return nil }

type markdownPrinter struct {
	cleaner.Writer
	text *markdown.Writer
}

func (p *markdownPrinter) Close(*account.Account, bool) error { return p.text.Flush() }

type jsonPrinter struct {
	*record.Writer
	w io.Writer
}

// Close writes the object, which half a document has none of.
func (p *jsonPrinter) Close(a *account.Account, failed bool) error {
	if failed {
		return nil
	}
	return p.Writer.Close(p.w, a)
}
