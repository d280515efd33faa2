package rules

import (
	"fmt"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"winnow/rules/fold"
)

// slots are the places of a template that differ from site to site. A pack writes {price} where a price
// stands, and so on.
var slots = map[string]string{
	"num":   `\d+(?:[.,' ]\d+)*`,
	"price": `(?:` + currencies + ` ?\d+(?:[.,' ]\d+)*|\d+(?:[.,' ]\d+)* ?` + currencies + `)`,
	"month": months,
	"date": `(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}(?:st|nd|rd|th|\.|er)?(?: de| of)? ` + monthWord + `,?(?: de| of)?(?: \d{4})?` +
		`|` + monthWord + ` \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\d{4}年\d{1,2}月\d{1,2}日|\d{4}년 ?\d{1,2}월 ?\d{1,2}일)`,
	"time":  `\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?`,
	"email": `[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+`,
	"url":   `(?:https?://|www\.)[^\s"<>]+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|info|io|tv|news|[a-z]{2})(?:/[^\s"<>]*)?`,
	"words": `[^\s.!?。]+(?: [^\s.!?。]+){0,5}`,
	"name":  `[^\s,;:!?。]+(?: [^\s,;:!?。]+){0,4}`,
	"any":   `[^.!?。]{0,80}?`,
	"platform": `facebook( messenger)?|fb|twitter|x( ?\(?(formerly )?twitter\)?)?|whats'?s? ?app|linked ?in|pinterest|telegram|reddit|tumblr|pocket|messenger|xing|` +
		`blue ?sky|threads|mastodon|flipboard|viber|vkontakte|vk|line|weibo|wechat|e-?mail|mail|sms|instagram|skype|truth social|gettr|hacker ?news|` +
		`nextdoor|google\+|google plus|google classroom|teams|instapaper|print`,
}

const currencies = `(?:us\$|[$€£¥₹₩₽₺₫₴฿₪₦₱₲₡]|usd|eur|gbp|inr|rs\.?|chf|kr\.?|sek|nok|dkk|zl|pln|kc|czk|huf|ft|lei|ron|rub|руб\.?|грн|tl|try|` +
	`r\$|brl|mx\$|mxn|ars|cop|idr|rp\.?|rm|vnd|đ|円|元|원|บาท|aed|sar|egp|zar|r|ksh|tsh|ngn|cad|aud|sgd|hk\$|nt\$|jpy|cny|krw)`

// monthWord is what stands for a month inside a date: any word, because the figures around it say enough,
// and all months of all languages would make the expression large.
const monthWord = `[^\s\d.,;:!?]{3,12}\.?`

const months = `(?:jan(?:uary|uar|vier|eiro|uari|uaryo)?|feb(?:ruary|ruar|rero|braio|ruari)?|fevr(?:ier)?|fev(?:ereiro)?|mar(?:ch|s|zo|co|t|ec|et)?|marz|maerz|` +
	`apr(?:il|ile|el|ilie)?|avr(?:il)?|abr(?:il)?|may|mai|mayo|maggio|maio|mei|maj|jun(?:e|i|io|ho|ie)?|juin|giugno|jul(?:y|i|io|ho|ie)?|juil(?:let)?|luglio|` +
	`aug(?:ust|ustus|usti)?|agosto|ago|aout|sep(?:t|tember|tembre|tembro|tiembre)?|set(?:tembre|embro)?|oct(?:ober|obre|ubre)?|okt(?:ober|obra)?|out(?:ubro)?|ott(?:obre)?|` +
	`nov(?:ember|embre|embro|iembre)?|dec(?:ember|embre)?|dez(?:ember|embro)?|dic(?:embre|iembre)?|des(?:ember)?|` +
	`ianuarie|februarie|martie|iunie|iulie|noiembrie|január|február|március|április|május|június|július|augusztus|szeptember|október|január[a]|siječnja|veljače|ožujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna|listopada|studenoga?|prosinca|januára|februára|apríla|mája|júna|júla|augusta|septembra|októbra|decembra|gener|febrer|març|maig|juny|juliol|agost|setembre|desembre|yanvar|януари|февруари|април|май|юни|юли|септември|октомври|ноември|декември|jan[iy]uari|фебруар|mechi|ژانویه|فوریه|مه|ژوئن|ژوئیه|اوت|اکتبر|نوامبر|دسامبر|فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند|ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม|জানুয়ারি|ফেব্রুয়ারি|মার্চ|এপ্রিল|জুন|জুলাই|আগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর|январ[ья]|феврал[ья]|март[а]?|апрел[ья]|ма[йя]|июн[ья]|июл[ья]|август[а]?|сентябр[ья]|октябр[ья]|ноябр[ья]|декабр[ья]|` +
	`січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|` +
	`stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|pazdziernika|listopada|grudnia|` +
	`ledna|unora|brezna|dubna|kvetna|cervna|cervence|srpna|zari|rijna|listopadu|prosince|` +
	`ocak|subat|mart|nisan|mayis|haziran|temmuz|agustos|eylul|ekim|kasim|aralik|` +
	`tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesakuuta|heinakuuta|elokuuta|syyskuuta|lokakuuta|marraskuuta|joulukuuta|` +
	`ιανουαριου|φεβρουαριου|μαρτιου|απριλιου|μαιου|ιουνιου|ιουλιου|αυγουστου|σεπτεμβριου|οκτωβριου|νοεμβριου|δεκεμβριου|` +
	`يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر|` +
	`जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर|` +
	`januari|februari|maret|juni|juli|agustus|oktober|desember|thang \d{1,2}|\d{1,2} ?月|\d{1,2} ?월)`

// expandSlots replaces the slots of a regular expression as a pack writes it, and folds its text as the
// text it is run on is folded. An upper-case letter could never match, so it is an error.
func expandSlots(source string) (string, error) {
	var b strings.Builder
	b.Grow(2 * len(source))
	for at := 0; at < len(source); {
		if n := ordinary(source[at:]); n > 0 {
			b.WriteString(source[at : at+n])
			at += n
			continue
		}
		if n := special(source[at:]); n > 0 {
			b.WriteString(source[at : at+n])
			at += n
			continue
		}
		if name := slotName(source[at:]); name != "" {
			pattern, ok := foldedSlots()[name]
			if !ok {
				return "", fmt.Errorf("regex %q: unknown slot {%s}: there are %s", clip(source), name, strings.Join(slotNames(), " "))
			}
			b.WriteString("(?:" + pattern + ")")
			at += len(name) + len("{}")
			continue
		}
		r, n := utf8.DecodeRuneInString(source[at:])
		if r >= 'A' && r <= 'Z' {
			return "", fmt.Errorf("regex %q: upper-case %q never matches: the text is in lower case", clip(source), r)
		}
		if r < utf8.RuneSelf {
			b.WriteByte(source[at])
		} else {
			b.WriteString(fold.Rune(r))
		}
		at += n
	}
	return b.String(), nil
}

// ordinary returns how many bytes source opens with that stand for themselves, or for an operator, and are
// folded.
func ordinary(source string) int {
	n := 0
	for n < len(source) {
		if c := source[n]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' || c == '\\' || c == '(' || c == '{' {
			break
		}
		n++
	}
	return n
}

// foldedSlots are the slots, with their text folded.
var foldedSlots = sync.OnceValue(func() map[string]string {
	folded := make(map[string]string, len(slots))
	for name, pattern := range slots {
		var b strings.Builder
		for _, r := range pattern {
			if r < utf8.RuneSelf {
				b.WriteRune(r)
			} else {
				b.WriteString(fold.Rune(r))
			}
		}
		folded[name] = b.String()
	}
	return folded
})

// slotName returns the name of the slot that source opens with, or "".
func slotName(source string) string {
	if source[0] != '{' {
		return ""
	}
	end := 1
	for end < len(source) && (source[end] >= 'a' && source[end] <= 'z' || source[end] == '_') {
		end++
	}
	if end == len(source) || source[end] != '}' {
		return ""
	}
	return source[1:end]
}

// special returns the length of the escape sequence or of the head of a group that source opens with, in
// which upper case has a meaning of its own, or 0.
func special(source string) int {
	switch {
	case source[0] == '\\' && len(source) > 1:
		if strings.IndexByte("pPx", source[1]) >= 0 && len(source) > 2 && source[2] == '{' {
			return strings.IndexByte(source, '}') + 1
		}
		_, n := utf8.DecodeRuneInString(source[1:])
		return 1 + n
	case strings.HasPrefix(source, "(?"):
		return strings.IndexAny(source, ":)") + 1
	}
	return 0
}

// anchors reports whether every match of a regular expression begins at the start of the text, or ends at
// its end: whether it begins with ^ or ends with $, and has no alternatives outside of groups.
func anchors(source string) (start, end bool) {
	depth, class, escaped := 0, false, false
	for i := range len(source) {
		c := source[i]
		switch {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = true
		case class:
			class = c != ']'
		case c == '[':
			class = true
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == '|' && depth == 0:
			return false, false
		}
	}
	return strings.HasPrefix(source, "^"), strings.HasSuffix(source, "$") && !strings.HasSuffix(source, `\$`)
}

// clip shortens what a message quotes.
func clip(text string) string {
	if r := []rune(text); len(r) > 120 {
		return string(r[:117]) + "..."
	}
	return text
}

func slotNames() []string {
	names := make([]string, 0, len(slots))
	for name := range slots {
		names = append(names, "{"+name+"}")
	}
	sort.Strings(names)
	return names
}
