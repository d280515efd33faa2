package match

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestAppend(t *testing.T) {
	tests := []struct {
		name     string
		literals string // separated by |
		text     string
		want     string // literal index and text of each match, separated by |
	}{
		{"nothing", "subscribe", "an article", ""},
		{"no literals", "", "an article", ""},
		{"empty text", "subscribe", "", ""},
		{"whole text", "subscribe", "subscribe", "0 subscribe"},
		{"case", "subscribe now", "SubScribe NOW", "0 SubScribe NOW"},
		{"only a part of it", "subscribe now", "subscribe no", ""},
		{"the last word goes on", "abonn", "Abonnement, abonnez-vous", "0 Abonn|0 abonn"},
		{"not inside a word", "scribe", "subscribe, xscribe 1scribe éscribe", ""},
		{"a hyphen begins a word", "mail list", "e-mail list", "0 mail list"},
		{"an underscore too", "share", "btn_share", "0 share"},
		{"words run together", "subscribe|cribe", "endSubscribe ENDSubscribe end1Subscribe", "0 Subscribe"},
		{"order", "subscribe to us|subscribe|subscribe to|subs", "subscribe to us", "0 subscribe to us|1 subscribe|2 subscribe to|3 subs"},
		{"equal literals", "share|share", "share", "0 share|1 share"},
		{"overlapping", "aa bb|bb cc", "aa bb cc", "0 aa bb|1 bb cc"},

		{"white space", "read more now", "read\u00A0more\r\n\t now", "0 read\u00A0more\r\n\t now"},
		{"space at the end", "read more ", "read more\n\n\nnow", "0 read more\n"},
		{"dropped", "subscribe now", "sub\u00ADscri\u200Bbe \u200B now", "0 sub\u00ADscri\u200Bbe \u200B now"},
		{"a dropped character is no start", "subscribe", "\u200Bsubscribe", "0 subscribe"},
		{"white space is no start", " subscribe", "  subscribe", ""},
		{"quotes", "don't miss", "Don’t miss don`t miss", "0 Don’t miss|0 don`t miss"},
		{"full width", "subscribe", "ＳＵＢＳＣＲＩＢＥ", "0 ＳＵＢＳＣＲＩＢＥ"},
		{"a character folds to two", "strassen|strass|stras", "Straßen", "0 Straßen|1 Straß|2 Straß"},
		{"a character folds to three", "more...|more.", "More…", "0 More…|1 More…"},
		{"symbols begin", "+++ news|++ news|© 20|>> more|× close", "+++ News © 2024>> More × Close", "0 +++ News|1 ++ News|2 © 20|3 >> More|4 × Close"},
		{"symbols part words", "share|close", "x©share x×close x÷close", "0 share|1 close|1 close"},
		{"quote at the start", "\"read|'read", "“Read” ‘read’ \"read", "0 “Read|1 ‘read|0 \"read"},

		{"french", "s'abonner|ete des|desabonner", "S’ABONNER désabonner Été des", "0 S’ABONNER|2 désabonner|1 Été des"},
		{"turkish", "istanbul|isik", "İSTANBUL Işık", "0 İSTANBUL|1 Işık"},
		{"vietnamese", "dang ky", "Đăng ký", "0 Đăng ký"},
		{"russian", "подпи|пишитесь|елка", "ПОДПИШИТЕСЬ, Ёлка", "0 ПОДПИ|2 Ёлка"},
		{"greek", "εγγραφη|γραφη", "ΕΓΓΡΑΦΉ", "0 ΕΓΓΡΑΦΉ"},
		{"arabic", "اشترك|ترك الان", "اشْتَرِك أشترك والاشترك", "0 اشْتَرِك|0 أشترك"},
		{"hebrew", "שלום|לום", "שָׁלוֹם", "0 שָׁלוֹם"},
		{"hindi", "सदस्य|दस्यता", "सदस्यता", "0 सदस्य|1 दस्यता"},
		{"thai", "สมัคร|มัคร", "กสมัคร", "0 สมัคร|1 มัคร"},
		{"chinese", "关注|注我", "请关注我们", "0 关注|1 注我"},
		{"korean", "구독|독하", "구독하기", "0 구독|1 독하"},
		{"latin after chinese", "subscribe", "请subscribe", "0 subscribe"},
		{"beyond the basic plane", "😀 share|share", "😀 Share 😀share", "0 😀 Share|1 Share|1 share"},
		{"control characters are no start", "\x01share|share", "\x01share", "1 share"},
		{"invalid bytes are no start", "\xFFshare|share", "\xFFshare \xC3share", "1 share|1 share"},
		{"invalid bytes inside", "sh\xFFare", "sh\xFFare", "0 sh\xFFare"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var literals []string
			if test.literals != "" {
				literals = strings.Split(test.literals, "|")
			}
			if slices.ContainsFunc(literals, func(s string) bool { return len(s) < MinLiteral }) {
				t.Fatal("a literal is too short")
			}
			var got []string
			for _, m := range New(literals).Append(nil, []byte(test.text)) {
				got = append(got, fmt.Sprintf("%d %s", m.Literal, test.text[m.Start:m.End]))
			}
			if got := strings.Join(got, "|"); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			compareWithNaive(t, literals, []byte(test.text))
		})
	}
}

func TestAppendKeepsDst(t *testing.T) {
	got := New([]string{"share"}).Append([]Match{{9, 9, 9}}, []byte("a share"))
	if want := []Match{{9, 9, 9}, {0, 2, 7}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestNewPanicsOnShortLiteral(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("New takes a literal of three bytes")
		}
	}()
	New([]string{"abc"})
}
