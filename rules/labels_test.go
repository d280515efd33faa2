package rules

import "testing"

// TestTrait holds that a text has the trait of its key.
func TestTrait(t *testing.T) {
	for _, text := range []string{
		"Share", "» READ  MORE: 3 tips…", "» Read more: 3 tips", "1,204", "(23) Comments [4]", "`a'", "A", "@{|}[~] Zz", "* * *", "",
		"Sign up for our newsletter now", "\tfour\n\n words\r\nand one", "a\x00b\x7f",
	} {
		got, ascii := trait([]byte(text))
		want, keyASCII := trait([]byte(exactKey(text)))
		if ascii && (!keyASCII || got != want) {
			t.Errorf("%q: trait %d, its key has %d", text, got, want)
		}
	}
}

// FuzzTrait holds the same of made-up texts.
func FuzzTrait(f *testing.F) {
	f.Add("» Read more: 3 tips")
	f.Fuzz(func(t *testing.T, text string) {
		got, ascii := trait([]byte(text))
		if want, keyASCII := trait([]byte(exactKey(text))); ascii && (!keyASCII || got != want) {
			t.Errorf("%q: trait %d, its key has %d", text, got, want)
		}
	})
}
