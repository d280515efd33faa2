package fold

import (
	"bytes"
	"slices"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestString(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"ascii", "Read MORE @ 9:41 {now}", "read more @ 9:41 {now}"},
		{"latin", "Suscríbete, ÄÖÜ Ñandú çà Ångström K", "suscribete, aou nandu ca angstrom k"},
		{"latin without twin", "Straße STRAẞE Æther œuvre Ørsted Đurđa Łódź Þór ſo Ħal ŧ Ⱥ", "strasse strasse aether oeuvre orsted durda lodz thor so hal t a"},
		{"digraphs", "Ĳssel ǅ ǈ ǋ ﬁne ﬂow oﬃce ﬅ", "ijssel dz lj nj fine flow office st"},
		{"turkish", "İstanbul ISPARTA ılık ğüşöç", "istanbul isparta ilik gusoc"},
		{"vietnamese", "Đăng ký nhận bản tin ƯỚC", "dang ky nhan ban tin uoc"},
		{"decomposed", "e\u0301te\u0301 o\u0308", "ete o"},
		{"greek", "ΕΓΓΡΑΦΉ Όλους ἄνθρωπος ΐ ᾳ", "εγγραφη ολουσ ανθρωποσ ι α"},
		{"cyrillic", "Ёлка ЙОД Їжак Ґанок Љубав", "елка йод їжак ґанок љубав"},
		{"armenian georgian", "Հայերեն ᲥᲐᲠᲗᲣᲚᲘ", "հայերեն ქართული"},
		{"arabic", "أإآٱ كتاب کی مـرحـبـا مَرْحَبًا ى ة", "اااا كتاب كي مرحبا مرحبا ى ة"},
		{"hebrew", "שָׁלוֹם עַל־יְדֵי צה״ל ג׳", "שלום על-ידי צה\"ל ג'"},
		{"devanagari", "क़ ख़ पढ़ें ऩ", "क ख पढें न"},
		{"bengali", "ড় ঢ় য় য়", "ড ঢ য য"},
		{"digits", "٠١٩ ۰۱۹ ०१९ ০১৯ ๐๑๙", "019 019 019 019 019"},
		{"cjk stays", "关注我们 購読 구독", "关注我们 購読 구독"},
		{"apostrophes", "’‘‚‛´`ʼ′'", "'''''''''"},
		{"quotes", "“”„‟«»‹›「」『』″\"", `""""""""""""""`},
		{"dashes", "‐‑‒–—―−﹘﹣－-", "-----------"},
		{"ellipsis", "more…", "more..."},
		{"full width", "ＡＢＣ！（９）＂＇｀－～", "abc!(9)\"''-~"},
		{"white space", " a\u00A0\u2003\u3000\r\n\tb\u0085c\u2028d\u2029 ", " a b c d "},
		{"white space around dropped", "a \u200b b\u200b c", "a b c"},
		{"invisible", "su\u00ADb\u200B\u200C\u200D\u2060\uFEFFs\u200E\u200F\u202A\u202E\u2066\u2069c ❤\uFE0F", "subsc ❤"},
		{"other characters stay", "× ÷ © ½ ² ªº ★ 😀 ㎏ \x00\x7F", "× ÷ © ½ ² ªº ★ 😀 ㎏ \x00\x7F"},
		{"beyond the basic plane", "𐐀 𞤀", "𐐨 𞤢"},
		{"invalid", "A\xFFB\xC3", "a\xFFb\xC3"},
		{"invalid does not join", "\xC3\u200B\u200B\x89", "\xC3\u200B\x89"},
		{"surrogate half", "\xED\xA0\x80", "\xED\xA0\x80"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := String(test.in); got != test.want {
				t.Errorf("String(%q) = %q, want %q", test.in, got, test.want)
			}
		})
	}
}

func TestAppendOffsets(t *testing.T) {
	tests := []struct {
		in, folded string
		offsets    []int32
	}{
		{"", "", []int32{0}},
		{"Aß…é", "ass...e", []int32{0, 1, 1, 3, 3, 3, 6, 8}},
		{" \n x\u00ADÆ", " xae", []int32{0, 3, 6, 6, 8}},
		{"日 ", "日 ", []int32{0, 0, 0, 3, 4}},
	}
	for _, test := range tests {
		folded, offsets := Append([]byte("> "), []int32{-1}, []byte(test.in))
		if string(folded) != "> "+test.folded {
			t.Errorf("Append(%q) = %q, want %q after the prefix", test.in, folded, test.folded)
		}
		if want := append([]int32{-1}, test.offsets...); !slices.Equal(offsets, want) {
			t.Errorf("Append(%q) gives offsets %v, want %v", test.in, offsets, want)
		}
	}
}

// TestEveryRune checks what must hold for the whole table.
func TestEveryRune(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		form := Rune(r)
		if got := String(form); got != form {
			t.Errorf("%U folds to %q, which folds to %q", r, form, got)
		}
		if got := String(string(r)); got != form {
			t.Errorf("%U: String gives %q, Rune %q", r, got, form)
		}
		if len(form) > utf8.RuneLen(r) {
			t.Errorf("%U folds to the longer %q", r, form)
		}
		if unicode.IsSpace(r) != (form == " ") {
			t.Errorf("%U folds to %q", r, form)
		}
	}
	if got := Rune(-1); got != "\uFFFD" {
		t.Errorf("Rune(-1) = %q", got)
	}
}

func TestAppendDoesNotAllocate(t *testing.T) {
	text := []byte("Suscríbete  a nuestro “boletín” — Подпишитесь 关注…")
	dst, offsets := make([]byte, 0, len(text)), make([]int32, 0, len(text)+1)
	if n := testing.AllocsPerRun(100, func() { Append(dst, offsets, text) }); n != 0 {
		t.Errorf("Append allocates %v times", n)
	}
}

func FuzzAppend(f *testing.F) {
	for _, seed := range []string{"Aß… é\u00A0 \u200b x", "\xC3\u200B\x89", "Подпишитесь", "关注 ＡＢ", "\xE2\x80"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		folded, offsets := Append(nil, nil, text)
		if len(folded) > len(text) {
			t.Errorf("folding %q makes it longer: %q", text, folded)
		}
		if len(offsets) != len(folded)+1 || offsets[len(folded)] != int32(len(text)) {
			t.Errorf("folding %q: %d bytes have offsets %v", text, len(folded), offsets)
		}
		if !slices.IsSorted(offsets) {
			t.Errorf("folding %q: offsets %v decrease", text, offsets)
		}
		if bytes.Contains(folded, []byte("  ")) {
			t.Errorf("folding %q leaves a run of spaces: %q", text, folded)
		}
		again, _ := Append(nil, nil, folded)
		if !bytes.Equal(again, folded) {
			t.Errorf("%q folds to %q, which folds to %q", text, folded, again)
		}
		if utf8.Valid(text) && !utf8.Valid(folded) {
			t.Errorf("%q folds to the invalid %q", text, folded)
		}
	})
}
