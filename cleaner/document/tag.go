package document

// Tag is the name of an element that HTML knows.
type Tag uint8

// The elements that readers, stages or writers tell apart. TagUnknown is any other; its name is an
// attribute of the element.
const (
	TagUnknown Tag = iota
	TagA
	TagAbbr
	TagAddress
	TagAnnotation
	TagArticle
	TagAside
	TagAudio
	TagB
	TagBase
	TagBig
	TagBlockquote
	TagBody
	TagBr
	TagButton
	TagCanvas
	TagCaption
	TagCenter
	TagCite
	TagCode
	TagCol
	TagColgroup
	TagDatalist
	TagDd
	TagDel
	TagDetails
	TagDialog
	TagDir
	TagDiv
	TagDl
	TagDt
	TagEm
	TagEmbed
	TagFieldset
	TagFigcaption
	TagFigure
	TagFont
	TagFooter
	TagForm
	TagFrame
	TagFrameset
	TagH1
	TagH2
	TagH3
	TagH4
	TagH5
	TagH6
	TagHead
	TagHeader
	TagHgroup
	TagHr
	TagHTML
	TagI
	TagIframe
	TagImg
	TagInput
	TagIns
	TagKbd
	TagLabel
	TagLegend
	TagLi
	TagLink
	TagListing
	TagMain
	TagMark
	TagMarquee
	TagMath
	TagMenu
	TagMeta
	TagNav
	TagNobr
	TagNoembed
	TagNoframes
	TagNoscript
	TagObject
	TagOl
	TagOptgroup
	TagOption
	TagP
	TagParam
	TagPicture
	TagPlaintext
	TagPre
	TagQ
	TagRp
	TagRt
	TagRuby
	TagS
	TagSamp
	TagScript
	TagSearch
	TagSection
	TagSelect
	TagSmall
	TagSource
	TagSpan
	TagStrike
	TagStrong
	TagStyle
	TagSub
	TagSummary
	TagSup
	TagSVG
	TagTable
	TagTbody
	TagTd
	TagTemplate
	TagTextarea
	TagTfoot
	TagTh
	TagThead
	TagTime
	TagTitle
	TagTr
	TagTrack
	TagTt
	TagU
	TagUl
	TagVar
	TagVideo
	TagWbr
	TagXmp
	tagCount
)

var tagNames = [tagCount]string{
	TagA:          "a",
	TagAbbr:       "abbr",
	TagAddress:    "address",
	TagAnnotation: "annotation",
	TagArticle:    "article",
	TagAside:      "aside",
	TagAudio:      "audio",
	TagB:          "b",
	TagBase:       "base",
	TagBig:        "big",
	TagBlockquote: "blockquote",
	TagBody:       "body",
	TagBr:         "br",
	TagButton:     "button",
	TagCanvas:     "canvas",
	TagCaption:    "caption",
	TagCenter:     "center",
	TagCite:       "cite",
	TagCode:       "code",
	TagCol:        "col",
	TagColgroup:   "colgroup",
	TagDatalist:   "datalist",
	TagDd:         "dd",
	TagDel:        "del",
	TagDetails:    "details",
	TagDialog:     "dialog",
	TagDir:        "dir",
	TagDiv:        "div",
	TagDl:         "dl",
	TagDt:         "dt",
	TagEm:         "em",
	TagEmbed:      "embed",
	TagFieldset:   "fieldset",
	TagFigcaption: "figcaption",
	TagFigure:     "figure",
	TagFont:       "font",
	TagFooter:     "footer",
	TagForm:       "form",
	TagFrame:      "frame",
	TagFrameset:   "frameset",
	TagH1:         "h1",
	TagH2:         "h2",
	TagH3:         "h3",
	TagH4:         "h4",
	TagH5:         "h5",
	TagH6:         "h6",
	TagHead:       "head",
	TagHeader:     "header",
	TagHgroup:     "hgroup",
	TagHr:         "hr",
	TagHTML:       "html",
	TagI:          "i",
	TagIframe:     "iframe",
	TagImg:        "img",
	TagInput:      "input",
	TagIns:        "ins",
	TagKbd:        "kbd",
	TagLabel:      "label",
	TagLegend:     "legend",
	TagLi:         "li",
	TagLink:       "link",
	TagListing:    "listing",
	TagMain:       "main",
	TagMark:       "mark",
	TagMarquee:    "marquee",
	TagMath:       "math",
	TagMenu:       "menu",
	TagMeta:       "meta",
	TagNav:        "nav",
	TagNobr:       "nobr",
	TagNoembed:    "noembed",
	TagNoframes:   "noframes",
	TagNoscript:   "noscript",
	TagObject:     "object",
	TagOl:         "ol",
	TagOptgroup:   "optgroup",
	TagOption:     "option",
	TagP:          "p",
	TagParam:      "param",
	TagPicture:    "picture",
	TagPlaintext:  "plaintext",
	TagPre:        "pre",
	TagQ:          "q",
	TagRp:         "rp",
	TagRt:         "rt",
	TagRuby:       "ruby",
	TagS:          "s",
	TagSamp:       "samp",
	TagScript:     "script",
	TagSearch:     "search",
	TagSection:    "section",
	TagSelect:     "select",
	TagSmall:      "small",
	TagSource:     "source",
	TagSpan:       "span",
	TagStrike:     "strike",
	TagStrong:     "strong",
	TagStyle:      "style",
	TagSub:        "sub",
	TagSummary:    "summary",
	TagSup:        "sup",
	TagSVG:        "svg",
	TagTable:      "table",
	TagTbody:      "tbody",
	TagTd:         "td",
	TagTemplate:   "template",
	TagTextarea:   "textarea",
	TagTfoot:      "tfoot",
	TagTh:         "th",
	TagThead:      "thead",
	TagTime:       "time",
	TagTitle:      "title",
	TagTr:         "tr",
	TagTrack:      "track",
	TagTt:         "tt",
	TagU:          "u",
	TagUl:         "ul",
	TagVar:        "var",
	TagVideo:      "video",
	TagWbr:        "wbr",
	TagXmp:        "xmp",
}

// String returns the element's name in lower case, and nothing for TagUnknown.
func (t Tag) String() string { return tagNames[t] }

// tagSlots finds a tag by a hash of its name. No two names share a slot; TestLookupTag holds that.
var tagSlots = func() (slots [1 << tagBits]Tag) {
	for t := TagUnknown + 1; t < tagCount; t++ {
		slots[tagSlot([]byte(tagNames[t]))] = t
	}
	return slots
}()

const (
	tagBits    = 10
	longestTag = 10 // bytes
)

// tagSlot hashes a name. The factors were searched for until no two names met.
func tagSlot(name []byte) uint32 {
	h := uint32(len(name))
	for _, c := range name {
		h = h*37 + uint32(c)
	}
	return h * 2743649801 >> (32 - tagBits)
}

// LookupTag returns the tag that a name in lower case stands for.
func LookupTag(name []byte) Tag {
	if len(name) == 0 || len(name) > longestTag {
		return TagUnknown
	}
	if t := tagSlots[tagSlot(name)]; tagNames[t] == string(name) {
		return t
	}
	return TagUnknown
}
