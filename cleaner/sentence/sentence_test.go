package sentence

import (
	"strings"
	"testing"
)

func TestAround(t *testing.T) {
	// The match is in brackets, the sentences that it lies in are in braces.
	tests := []string{
		"It rained. {Sign [up] now.} It rained.",
		"{Sign [up] now.} It rained.",
		"It rained. {Sign [up] now}",
		"It rained.{Sign [up] now!}It rained.",
		"Mr. Smith paid $3.50 to the U.S. firm. {Sign [up] now.} It rained.",
		"\"It rained.\" {Sign [up] at J. Smith and Co. today.} It rained.",
		"It rained. {(Sign [up] now.)} It rained.",
		"雨が降った。{今すぐ[登録]してください。}雨が降った。",
		"बारिश हुई। {अभी [साइन] करें।} बारिश हुई।",
		"It rained… {Sign [up] now…} It rained.",
		"It rained... and rained. {Sign [up] now.} It rained.",
		"{[Sign up now. Really.]} It rained.",
	}
	for _, test := range tests {
		text := strings.NewReplacer("[", "", "]", "", "{", "", "}", "").Replace(test)
		start, end := offset(test, '['), offset(test, ']')
		from, to := Around([]byte(text), start, end)
		if from != offset(test, '{') || to != offset(test, '}') {
			t.Errorf("%s\ngot {%s}", test, text[from:to])
		}
	}
}

// offset returns where mark would stand in text without its marks.
func offset(text string, mark rune) int {
	n := 0
	for _, r := range text {
		switch {
		case r == mark:
			return n
		case !strings.ContainsRune("[]{}", r):
			n += len(string(r))
		}
	}
	return n
}

func TestNext(t *testing.T) {
	// A bar stands behind each sentence.
	for _, test := range []string{
		"It rained.| It rained!| It rained|",
		"Mr. Smith paid $3.50 to the U.S. firm.| (It rained.)| \"It rained.\"| It rained...|",
		"It rained.|It rained?!| So it did|",
		"雨が降った。|「雨が降った。」|雨|",
		"|",
	} {
		text, got := []byte(strings.ReplaceAll(test, "|", "")), ""
		for {
			n := Next(text)
			got += string(text[:n]) + "|"
			if text = text[n:]; len(text) == 0 {
				break
			}
		}
		if got != test {
			t.Errorf("got  %s\nwant %s", got, test)
		}
	}
}
