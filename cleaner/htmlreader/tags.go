package htmlreader

import "winnow/cleaner/document"

// What the reader has to know of an element, most of it from the parsing section of the HTML standard
// (https://html.spec.whatwg.org/multipage/parsing.html).
type traits uint16

const (
	block      traits = 1 << iota // begins and ends a block of text, and is an Element of the page
	tight                         // of those: no empty line stands around it
	closesP                       // its start tag ends an open paragraph
	special                       // end tags of inline elements do not reach past it
	scope                         // no end tag of what is outside reaches past it
	formatting                    // goes on behind blocks that end inside it, as <b> does
	void                          // has no content
	unseen                        // its content is not shown
	heading                       // h1 to h6
	control                       // its text is that of a control, like a link's
	foreignEnd                    // its start tag ends SVG and MathML
)

var traitsOf = func() (t [256]traits) {
	set := func(has traits, tags ...document.Tag) {
		for _, tag := range tags {
			t[tag] |= has
		}
	}
	set(block|closesP|special,
		document.TagAddress, document.TagArticle, document.TagAside, document.TagBlockquote, document.TagCenter, document.TagDetails,
		document.TagDialog, document.TagDir, document.TagDiv, document.TagDl, document.TagFieldset, document.TagFigcaption,
		document.TagFigure, document.TagFooter, document.TagForm, document.TagH1, document.TagH2, document.TagH3, document.TagH4,
		document.TagH5, document.TagH6, document.TagHeader, document.TagHgroup, document.TagListing, document.TagMain, document.TagMenu,
		document.TagNav, document.TagOl, document.TagP, document.TagPre, document.TagSearch, document.TagSection, document.TagSummary,
		document.TagTable, document.TagUl, document.TagXmp, document.TagPlaintext)
	t[document.TagDialog] &^= special // alone of these, in the standard
	set(block|special, document.TagBody, document.TagHTML, document.TagNoscript, document.TagMarquee)
	set(block|tight|special, document.TagLi, document.TagDd, document.TagDt, document.TagTbody, document.TagThead, document.TagTfoot,
		document.TagTr, document.TagTd, document.TagTh, document.TagCaption, document.TagSelect, document.TagButton)
	set(block|tight, document.TagOption, document.TagOptgroup, document.TagLegend)
	set(special, document.TagObject, document.TagHead, document.TagTemplate, document.TagIframe, document.TagNoembed, document.TagNoframes, document.TagScript,
		document.TagStyle, document.TagTextarea, document.TagTitle, document.TagFrameset, document.TagColgroup)
	set(scope, document.TagHTML, document.TagTable, document.TagTd, document.TagTh, document.TagCaption, document.TagMarquee,
		document.TagObject, document.TagTemplate)
	set(formatting, document.TagA, document.TagB, document.TagBig, document.TagCode, document.TagEm, document.TagFont, document.TagI,
		document.TagNobr, document.TagS, document.TagSmall, document.TagStrike, document.TagStrong, document.TagTt, document.TagU)
	set(void|special, document.TagBase, document.TagBr, document.TagCol, document.TagEmbed, document.TagFrame, document.TagHr,
		document.TagImg, document.TagInput, document.TagLink, document.TagMeta, document.TagParam, document.TagSource,
		document.TagTrack, document.TagWbr)
	set(unseen, document.TagAnnotation, document.TagAudio, document.TagCanvas, document.TagDatalist, document.TagHead, document.TagIframe,
		document.TagNoembed, document.TagNoframes, document.TagObject, document.TagRp, document.TagScript, document.TagStyle,
		document.TagSVG, document.TagTemplate, document.TagTextarea, document.TagTitle, document.TagVideo)
	set(heading, document.TagH1, document.TagH2, document.TagH3, document.TagH4, document.TagH5, document.TagH6)
	set(control, document.TagA, document.TagButton, document.TagSelect, document.TagOption)
	set(foreignEnd, document.TagB, document.TagBig, document.TagBlockquote, document.TagBody, document.TagBr, document.TagCenter,
		document.TagCode, document.TagDd, document.TagDiv, document.TagDl, document.TagDt, document.TagEm, document.TagEmbed,
		document.TagH1, document.TagH2, document.TagH3, document.TagH4, document.TagH5, document.TagH6, document.TagHead, document.TagHr,
		document.TagI, document.TagImg, document.TagLi, document.TagListing, document.TagMenu, document.TagMeta, document.TagNobr,
		document.TagOl, document.TagP, document.TagPre, document.TagRuby, document.TagS, document.TagSmall, document.TagSpan,
		document.TagStrong, document.TagStrike, document.TagSub, document.TagSup, document.TagTable, document.TagTt, document.TagU,
		document.TagUl, document.TagVar)
	return t
}()

// is reports that elements called tag have all of some traits.
func is(tag document.Tag, has traits) bool { return traitsOf[tag]&has == has }

// spanKinds are the inline elements that writers of markup keep, plus one, so that zero is none.
var spanKinds = func() (kinds [256]document.SpanKind) {
	for tag, kind := range map[document.Tag]document.SpanKind{
		document.TagEm: document.Emphasis, document.TagI: document.Emphasis,
		document.TagStrong: document.Strong, document.TagB: document.Strong,
		document.TagCode: document.Code, document.TagKbd: document.Code, document.TagSamp: document.Code, document.TagTt: document.Code,
		document.TagS: document.Strike, document.TagDel: document.Strike, document.TagStrike: document.Strike,
		document.TagA: document.Link, document.TagQ: document.Quote, document.TagSub: document.Sub, document.TagSup: document.Super,
	} {
		kinds[tag] = kind + 1
	}
	return kinds
}()
