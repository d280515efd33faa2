package sniff_test

import (
	"fmt"

	"winnow/cleaner/charset"
	"winnow/cleaner/sniff"
)

// The order in which an unknown input is judged: binary formats, the encoding as for markup, HTML or not, and
// for text the encoding again.
func Example() {
	judge := func(head []byte, complete bool) string {
		if name := sniff.Binary(head); name != "" {
			return name
		}
		encoding, err := charset.Detect(head, complete, charset.Options{Markup: true})
		if err != nil {
			return err.Error()
		}
		beginning := head[:min(len(head), sniff.HeadBytes)]
		if sniff.IsHTML(encoding.Decode(beginning), complete && len(beginning) == len(head)) {
			return "HTML in " + encoding.Name()
		}
		encoding, err = charset.Detect(head, complete, charset.Options{})
		if err != nil {
			return err.Error()
		}
		return "text in " + encoding.Name()
	}
	fmt.Println(judge([]byte("%PDF-1.7\n"), false))
	fmt.Println(judge([]byte("<meta charset=koi8-r><title>\xf1</title>"), true))
	fmt.Println(judge([]byte("<\x00p\x00>\x00a\x00<\x00/\x00p\x00>\x00"), true))
	fmt.Println(judge([]byte("A caf\xe9.\n"), true))
	// Output:
	// a PDF document
	// HTML in koi8-r
	// HTML in utf-16le
	// text in utf-8
}
