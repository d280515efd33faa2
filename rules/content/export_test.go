package content

// What the tests of the stage among all others need.
var (
	Paragraphs = paragraphs
	Menu       = menu
	Footer     = footer
	SamplePage = samplePage
	SampleText = sampleText
)
