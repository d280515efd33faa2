// Package page writes what became of inputs as one HTML page that needs nothing besides itself: every line with the cuts in
// it, coloured by category, and the rules behind them.
//
// The inputs are data of the page, never a part of its markup. Each window is a block of JSON, and what comes of several
// blocks is known when the last one is written, so that no more than a window is held:
//
//	p := page.New(w, page.Options{})
//	for each input {
//		file := p.Open(name, source)
//		result, err := engine.Run(file, source)
//		file.Close(result, err)
//	}
//	err := p.Close()
package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"winnow/cleaner"
	"winnow/cleaner/account"
	"winnow/cleaner/explain"
	"winnow/cleaner/input"
)

// Options say what a page shows besides its inputs.
type Options struct {
	// Categories are those of all rules. Each gets a colour by its place, so that it has the same one on every page;
	// others come behind them.
	Categories []string
	// Threshold is the least sum of weights at which something is cut, in log-odds.
	Threshold float32
	// Program is what made the page: a name and a version.
	Program string
}

// Page is a page that is being written.
type Page struct {
	w       io.Writer
	err     error // the first that writing met
	tail    string
	summary summary
	numbers map[*cleaner.Rule]int // of rules in the summary
	buffer  bytes.Buffer
}

// summary is what the page says of all its inputs. Its fields are known to assets/data.js.
type summary struct {
	Program    string   `json:"program"`
	Threshold  float32  `json:"threshold"`
	Categories []string `json:"categories"` // in the order of their colours
	Rules      []rule   `json:"rules"`      // those that spoke, in that order
	Files      []*entry `json:"files"`
}

type rule struct {
	ID       string `json:"id"`
	Category int    `json:"category"`
	Stage    string `json:"stage"`
	Doc      string `json:"doc"`
	Keep     bool   `json:"keep,omitempty"`
}

// entry is what the page says of one input.
type entry struct {
	Name     string         `json:"name"`
	Kind     string         `json:"kind"` // text or html
	Charset  string         `json:"charset"`
	Title    string         `json:"title,omitempty"`
	Status   account.Status `json:"status,omitempty"` // of one that was read to its end
	Evidence []string       `json:"evidence,omitempty"`
	Error    string         `json:"error,omitempty"` // of one that was not
	In       int64          `json:"in"`              // bytes of text
	Out      int64          `json:"out"`             // bytes of text that are kept
	Cut      []count        `json:"cut"`             // what went, by rule, in the order of their first cuts
}

// count is what one rule cut of one input.
type count struct {
	Rule  int   `json:"rule"`
	Cuts  int   `json:"cuts"`
	Bytes int64 `json:"bytes"`
}

// New begins a page. Errors of w are returned by Close, and by what is written meanwhile.
func New(w io.Writer, o Options) *Page {
	f := newFrame()
	p := &Page{w: w, tail: f.tail, numbers: map[*cleaner.Rule]int{}}
	p.summary = summary{
		Program: o.Program, Threshold: o.Threshold, Categories: append([]string{}, o.Categories...),
		Rules: []rule{}, Files: []*entry{},
	}
	p.writeString(f.head)
	return p
}

// File is one input on its way to the page.
type File struct {
	book   account.Book
	page   *Page
	number int
	entry  *entry
}

// Write implements cleaner.Writer.
func (f *File) Write(w *cleaner.Window) error { return f.book.Write(w) }

// Open begins the next input, called name, which source reads.
func (p *Page) Open(name string, source *input.Input) *File {
	f := &File{page: p, number: len(p.summary.Files)}
	f.entry = &entry{Name: shown([]byte(name)), Kind: source.Kind.String(), Charset: source.Charset, Cut: []count{}}
	p.summary.Files = append(p.summary.Files, f.entry)
	f.book.Open(windows{f})
	return f
}

// Close ends the input, of which the cleaner says result, or failure. It returns only what writing the page met.
func (f *File) Close(result cleaner.Result, failure error) error {
	a := f.book.Close(result)
	f.entry.In, f.entry.Out = a.In, a.Out
	if failure != nil {
		f.entry.Error = shown([]byte(failure.Error()))
		return f.page.err
	}
	f.entry.Status = a.Status
	for _, quote := range a.Evidence {
		f.entry.Evidence = append(f.entry.Evidence, shown([]byte(quote)))
	}
	return f.page.err
}

// Close ends the page.
func (p *Page) Close() error {
	p.data(`id="summary"`, &p.summary)
	p.writeString(p.tail)
	return p.err
}

// windows takes the windows of a file to the page.
type windows struct{ *File }

// Write implements cleaner.Writer.
func (f windows) Write(w *cleaner.Window) error {
	if page := w.Doc.Page; page != nil {
		f.entry.Title = shown([]byte(page.Meta.Title))
	}
	shown := f.page.window(w)
	f.page.data(fmt.Sprintf(`data-file="%d"`, f.number), shown)
	for i := range shown.Rows {
		for _, c := range shown.Rows[i].Cuts {
			f.count(c.Rule).Cuts++
		}
	}
	// The white space around a cut counts, too, and may be a cut of its own that no row shows.
	for i := range w.Cuts {
		c := &w.Cuts[i]
		f.count(f.page.rule(c.Rule)).Bytes += c.End - c.Start
	}
	return f.page.err
}

// count returns what the rule of that number cut so far.
func (f *File) count(number int) *count {
	for i := range f.entry.Cut {
		if f.entry.Cut[i].Rule == number {
			return &f.entry.Cut[i]
		}
	}
	f.entry.Cut = append(f.entry.Cut, count{Rule: number})
	return &f.entry.Cut[len(f.entry.Cut)-1]
}

// rule returns the number of r in the summary.
func (p *Page) rule(r *cleaner.Rule) int {
	if n, ok := p.numbers[r]; ok {
		return n
	}
	category := 0
	for category < len(p.summary.Categories) && p.summary.Categories[category] != r.Category {
		category++
	}
	if category == len(p.summary.Categories) {
		p.summary.Categories = append(p.summary.Categories, r.Category)
	}
	n := len(p.summary.Rules)
	p.numbers[r] = n
	p.summary.Rules = append(p.summary.Rules, rule{r.ID, category, r.Stage, r.Doc, r.Keep})
	return n
}

// data writes a block of data. JSON as package json writes it has no "<", ">" or "&", and neither U+2028 nor U+2029, so
// that no input can end the block or begin a comment in it.
func (p *Page) data(attributes string, value any) {
	if p.err != nil {
		return
	}
	p.buffer.Reset()
	fmt.Fprintf(&p.buffer, `<script type="application/json" %s>`, attributes)
	if p.err = json.NewEncoder(&p.buffer).Encode(value); p.err != nil {
		return
	}
	p.buffer.WriteString("</script>\n")
	_, p.err = p.w.Write(p.buffer.Bytes())
}

// The characters around what is spelled out for the page to show as such. No text has them: package explain spells them
// out too.
const (
	spelled    = "\ufdd0"
	spelledEnd = "\ufdd1"
)

// shown returns text as the page shows it: lines are parted by "\n", and what would not be seen is spelled out.
func shown(text []byte) string {
	if bytes.IndexByte(text, '\n') < 0 {
		return explain.Spelled(text, spelled, spelledEnd)
	}
	var b strings.Builder
	for n, line := range bytes.Split(text, []byte("\n")) {
		if n > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(explain.Spelled(bytes.TrimSuffix(line, []byte("\r")), spelled, spelledEnd))
	}
	return b.String()
}
