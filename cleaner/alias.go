package cleaner

import "winnow/cleaner/document"

// The words of the model. They are defined in package document, which readers share with the engine, and
// belong to this package's API.
type (
	// Document is an input, or a window of one, as blocks, with what the stages found.
	Document = document.Document
	// Block is a paragraph, line, heading, list item or table row.
	Block = document.Block
	// Rule describes one rule.
	Rule = document.RuleInfo
	// Finding is one rule's word on a byte range of one block.
	Finding = document.Finding
	// Cut is a byte range of the input that does not reach the output.
	Cut = document.Cut
)

// The kinds of block.
const (
	Paragraph = document.Paragraph
	Heading   = document.Heading
	ListItem  = document.ListItem
	TableRow  = document.TableRow
	Ruler     = document.Ruler
	Piece     = document.Piece
)
