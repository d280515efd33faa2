package explain

import (
	"bytes"
	"encoding/json"
	"io"

	"winnow/cleaner"
)

// JSON writes one object a block: where it stands, whether it was kept, and everything that was found.
type JSON struct {
	w       io.Writer
	buffer  bytes.Buffer
	encoder *json.Encoder // to buffer
}

// NewJSON returns a writer to w.
func NewJSON(w io.Writer) *JSON {
	j := &JSON{w: w}
	j.encoder = json.NewEncoder(&j.buffer)
	j.encoder.SetEscapeHTML(false)
	return j
}

// object writes one object. What would steer a terminal is escaped, as JSON does it: package json leaves characters from
// U+007F on as they are, some of which do.
func (j *JSON) object(l *line) error {
	j.buffer.Reset()
	if err := j.encoder.Encode(l); err != nil {
		return err
	}
	text := j.buffer.Bytes()
	end := len(text) - 1 // the line's own
	if !harmless(text[:end]) {
		text = []byte(Spelled(text[:end], "", "") + "\n")
	}
	_, err := j.w.Write(text)
	return err
}

// line is what JSON writes of a block. README names the fields.
type line struct {
	Line     int64     `json:"line"`              // number of its first line in the input, from 1
	Offset   int64     `json:"offset"`            // of its first byte in the input; of a page, in the page's text
	Length   int       `json:"length"`            // in bytes
	Source   []int64   `json:"source,omitempty"`  // of a page: where the block begins and ends in the input
	Element  string    `json:"element,omitempty"` // of a page: the elements it stands in
	Linked   int32     `json:"linked,omitempty"`  // of a page: bytes of it that are links
	Kind     string    `json:"kind"`
	Action   string    `json:"action"` // keep, drop or trim (a part is dropped)
	Text     string    `json:"text"`
	Cuts     []cut     `json:"cuts,omitempty"`
	Findings []finding `json:"findings,omitempty"`
}

type cut struct {
	Offset   int64   `json:"offset"`
	Length   int64   `json:"length"`
	Rule     string  `json:"rule"`
	Category string  `json:"category"`
	Reason   string  `json:"reason"`
	Weight   float32 `json:"weight"`
}

type finding struct {
	Offset int64   `json:"offset"`
	Length int64   `json:"length"`
	Rule   string  `json:"rule"`
	Weight float32 `json:"weight"`
	Keep   bool    `json:"keep,omitempty"`
	Reason string  `json:"reason"`
}

// pathMost is how many elements JSON names of those around a block.
const pathMost = 32

// Write implements cleaner.Writer.
func (j *JSON) Write(w *cleaner.Window) error {
	doc := w.Doc
	next, cuts := 0, w.Cuts
	for i := doc.From; i < doc.To; i++ {
		b := &doc.Blocks[i]
		start, end := doc.Offset+int64(b.Start), doc.Offset+int64(b.End)
		l := line{
			Line: b.Line, Offset: start, Length: int(end - start), Kind: b.Kind.String(), Action: "keep",
			Text: string(doc.BlockText(i)),
		}
		if doc.Page != nil {
			spot := &doc.Page.Spots[i]
			l.Source, l.Element, l.Linked = []int64{spot.Start, spot.End}, doc.Page.Path(spot.Element, pathMost), spot.Linked
		}
		for next < len(doc.Findings) && int(doc.Findings[next].Block) < i {
			next++
		}
		for next < len(doc.Findings) && int(doc.Findings[next].Block) == i {
			f := &doc.Findings[next]
			l.Findings = append(l.Findings, finding{
				Offset: doc.Offset + int64(f.Start), Length: int64(f.End - f.Start), Rule: f.Rule.Name(),
				Weight: f.Weight, Keep: f.Rule.Keep, Reason: f.Reason(),
			})
			next++
		}
		for len(cuts) > 0 && cuts[0].End <= start {
			cuts = cuts[1:]
		}
		for _, c := range cuts {
			if c.Start >= end {
				break
			}
			from, to := max(c.Start, start), min(c.End, end)
			l.Action = "trim"
			if from == start && to == end {
				l.Action = "drop"
			}
			l.Cuts = append(l.Cuts, cut{
				Offset: from, Length: to - from, Rule: c.Rule.Name(), Category: c.Rule.Category,
				Reason: reason(doc, i, c.Rule), Weight: c.Weight,
			})
		}
		if err := j.object(&l); err != nil {
			return err
		}
	}
	return nil
}
