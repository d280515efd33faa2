// Package feature describes the blocks of a document by small numbers, which package model weighs: what a block
// looks like, what stands around it, where in the document it stands and, on a page, in which elements.
//
// A feature is a byte below Bins. Where a figure has no natural end it is binned: counts by quarters of octaves,
// shares in 32 steps, scores in quarters of a log-odd.
package feature

// Bins is how many values a feature has at most.
const Bins = 64

// Column is the number of a feature in a row.
type Column uint8

// The features of a block by itself.
const (
	Words      Column = iota // words
	WordLength               // letters a word
	Digits                   // digits
	Commas                   // commas
	Ends                     // ends of sentences
	Ending                   // what the block ends with
	Kind                     // paragraph, heading, list item, ...
	Gap                      // an empty line before it
	Opening                  // what the block begins with
	Capitals                 // share of its first words that begin with a capital
	Marks                    // marks that prose is without
	Repeats                  // how often the document says the same
	WordScore                // what its words say
	Dropped                  // what the rules hold against it
	Protected                // what the rules say for it
	RuleScore                // the sum of both
	ownEnd
)

// The features of what stands around a block, and of its place. "Before" and "after" count from the block, and
// a number says how many blocks on, or over how many.
const (
	Words1Before Column = ownEnd + iota
	Words2Before
	Words3Before
	Words1After
	Words2After
	Words3After
	Ending1Before
	Ending1After
	Kind1Before
	Kind1After
	Gap1After
	Opening1Before
	Opening1After
	WordScore1Before
	WordScore1After
	Rule1Before
	Rule1After
	Prose5Before // words of prose
	Prose15Before
	Prose50Before
	Prose5After
	Prose15After
	Prose50After
	Mean5Before // words a block
	Mean15Before
	Mean5After
	Mean15After
	Score5Before // what the words say, on average
	Score15Before
	Score5After
	Score15After
	Rule5Before // what the rules say, on average
	Rule15Before
	Rule5After
	Rule15After
	SinceProse // blocks
	UntilProse
	ProseBefore // words of prose in all
	ProseAfter
	ShortRun // short blocks on end
	Period   // blocks after which lines of the same form come again
	Periodic // share of lines around that do
	Place    // share of the document's words that stand before it
	FromStart
	FromEnd
	Blocks // of the whole document: how many there are
	ProseWords
	ProseShare
	ShortShare
	RuleShare
	MeanWordScore
	LongestProse
	ProseFrom // blocks before the first prose
	ProseTo   // blocks behind the last
	Lean      // what an extractor left, rather than a whole page
	Article   // an article, rather than a shop, a list or a forum
	nearEnd
)

// The features that an earlier pass of the model gives: its score of the block, and of what stands around it.
const (
	Score Column = nearEnd + iota
	Score1Before
	Score2Before
	Score3Before
	Score1After
	Score2After
	Score3After
	Mean2Before
	Mean5ScoreBefore
	Mean15ScoreBefore
	Mean2After
	Mean5ScoreAfter
	Mean15ScoreAfter
	CoreSide // before, inside or behind the stretch that holds most of the article
	CoreDistance
	CoreBridge // what speaks against the blocks between
	CoreWords
	KeptShare // of the whole document's words
	Doubt     // of the whole document
	KeptBefore
	KeptAfter
	passEnd
)

// The features that the markup of a page gives.
const (
	PathScore Column = passEnd + iota // what the names of the elements around it say
	Linked                            // share of its text in links
	Element                           // the innermost element
	Frames                            // which of nav, aside, header, footer, form, figure it stands in
	Bodies                            // which of main, article, section, p, blockquote, li, td, h1
	Depth                             // of elements
	Hidden                            // flags
	Level                             // of a heading, or of a list item
	ParentBlocks
	ParentLinked
	ParentProse // share of the document's prose
	GrandLinked
	GrandProse
	GreatProse
	UpToMain  // elements up to one that holds half of the prose
	MainLinks // share of linked text in the element below that one
	MainProse // share of prose in it
	MainWords
	Siblings     // elements of the same name beside the one below main
	Typed        // the type that the page gives itself
	ArticleNames // what the names of its elements say of its type: one for each of Types
	ForumNames
	ListingNames
	ProductNames
	ServiceNames
	ManualNames
	PageLinked // of the whole page: share of linked text
	Count
)

// Textual is how many features a text has; the rest are those of pages.
const Textual = int(passEnd)

// Alone are the columns of the first pass of the model, Whole those that are the same for all blocks of a document.
const (
	Alone      = int(nearEnd)
	WholeFirst = int(Blocks)
	WholeLast  = int(ProseTo)
)

// Whole reports that a feature is the same for all blocks of a document, and filled for all of them.
func (c Column) Whole() bool { return c >= Blocks && c <= Article }

// The values of CoreSide.
const (
	SideBefore = iota
	SideInside
	SideBehind
)

// EndingTerminal is the least value of Ending of a block that ends with the end of a sentence.
const EndingTerminal = classes
