package rules

import (
	"bytes"

	"winnow/cleaner"
)

const (
	topicsLeast  = 3       // labels
	topicsMost   = 20      // likewise
	topicsBytes  = 3       // of a label that says something
	topicsShare  = 0.7     // of the labels that the text before them names
	topicsBefore = 1 << 14 // bytes of that text
)

// topics cites the topics of a text, that stand behind it one a line and without a heading: labels that the
// text itself names. A text without any other residue ends with a list of its own.
func (s *edges) topics(doc *cleaner.Document, m *viewed, tail int) {
	residue := -1 // lines that go; counted when it first matters
	for i := tail; i < len(m.looks); {
		end := i
		for end < len(m.looks) && !m.looks[end].cited() && s.topic(doc, m, end) {
			end++
		}
		list := span{i, end}
		if (end == len(m.looks) || m.looks[end].cited()) && named(doc, list) {
			if residue < 0 {
				residue, _ = frameBelow(m.looks, 0, 0)
			}
			if residue < frameLeast {
				return
			}
			for k := i; k < end; k++ {
				s.add(doc, m.looks, k, "nav")
			}
		}
		i = end + 1
	}
}

// topic reports that block i may be a topic by its form.
func (s *edges) topic(doc *cleaner.Document, m *viewed, i int) bool {
	return s.kicker(doc, m, i) || doc.Blocks[i].Words == 1 && m.looks[i].shape == label && m.looks[i].score >= 0
}

// named reports that the text before a list of labels names most of them.
func named(doc *cleaner.Document, list span) bool {
	n := list.end - list.start
	if n < topicsLeast || n > topicsMost {
		return false
	}
	start := int(doc.Blocks[list.start].Start)
	before := doc.Text[max(0, start-topicsBefore):start]
	spare := int((1 - topicsShare) * float64(n)) // labels that it need not name
	for k := list.start; k < list.end && spare >= 0; k++ {
		if text := bytes.Trim(doc.BlockText(k), "#,- "); len(text) < topicsBytes || !bytes.Contains(before, text) {
			spare--
		}
	}
	return spare >= 0
}
