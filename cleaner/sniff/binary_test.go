package sniff

import (
	"strings"
	"testing"
)

func TestBinary(t *testing.T) {
	zip := "PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00"
	for _, test := range []struct{ head, want string }{
		{"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG image"},
		{"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"},
		{"GIF89a\x01\x00\x01\x00", "a GIF image"},
		{"RIFF\x24\x00\x00\x00WEBPVP8 ", "a WebP image"},
		{"RIFF\x24\x00\x00\x00WAVEfmt ", "a WAV recording"},
		{"RIFF\x24\x00\x00\x00AVI LIST", "an AVI video"},
		{"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00", "a BMP image"},
		{"II*\x00\x08\x00", "a TIFF image"},
		{"\x00\x00\x01\x00\x01\x00", "an icon"},
		{"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF document"},
		{"%PDF-1.4\r1 0 obj", "a PDF document"},
		{"%!PS-Adobe-3.0\n", "a PostScript document"},
		{"%!PS-Adobe-3.0 EPSF-3.0\n", "a PostScript document"},
		{"{\\rtf1\\ansi", "an RTF document"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "a Microsoft Office document"},
		{zip + "a.txt", "a ZIP archive"},
		{zip + "[Content_Types].xml" + strings.Repeat("x", 300) + zip + "word/document.xml", "a Word document"},
		{zip + "xl/workbook.xml", "an Excel document"},
		{zip + "ppt/slides", "a PowerPoint document"},
		{zip + "mimetypeapplication/epub+zip", "an EPUB book"},
		{zip + "mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument file"},
		{zip + "META-INF/MANIFEST.MF", "a Java archive"},
		{"PK\x05\x06" + strings.Repeat("\x00", 18), "a ZIP archive"},
		{"\x1f\x8b\x08\x00", "gzip data"},
		{"\x28\xb5\x2f\xfd\x04", "zstd data"},
		{"BZh91AY&SY", "bzip2 data"},
		{"BZh9\x17\x72\x45\x38\x50\x90", "bzip2 data"},
		{"\xfd7zXZ\x00\x00", "xz data"},
		{"7z\xbc\xaf\x27\x1c\x00", "a 7z archive"},
		{"Rar!\x1a\x07\x01\x00", "a RAR archive"},
		{"a.txt" + strings.Repeat("\x00", 252) + "ustar\x0000", "a tar archive"},
		{"a.txt" + strings.Repeat("\x00", 252) + "ustar  \x00", "a tar archive"},
		{"\x7fELF\x02\x01", "an ELF program"},
		{"MZ\x90\x00\x03\x00", "a Windows program"},
		{"\x00\x00\x00\x18ftypmp42\x00", "an MP4 video"},
		{"\x00\x00\x00\x1cftypisom\x00", "an MP4 video"},
		{"\x00\x00\x00\x14ftypqt  \x00", "a QuickTime video"},
		{"\x00\x00\x00\x1cftypavif\x00", "an AVIF image"},
		{"\x00\x00\x00\x1cftypheic\x00", "a HEIF image"},
		{"\x00\x00\x00\x1cftypM4A \x00", "an MP4 recording"},
		{"\x1a\x45\xdf\xa3\x01", "a Matroska or WebM video"},
		{"ID3\x04\x00\x00\x00", "an MP3 recording"},
		{"\xff\xfb\x90\x64\x00\x00", "an MP3 recording"},
		{"OggS\x00\x02", "an Ogg recording"},
		{"fLaC\x00\x00\x00\x22", "a FLAC recording"},
		{"wOFF\x00\x01\x00\x00", "a WOFF font"},
		{"wOF2\x00\x01\x00\x00", "a WOFF2 font"},
		{"\x00\x01\x00\x00\x00\x0f\x00\x80cmap", "a TrueType font"},
		{"SQLite format 3\x00\x10\x00", "an SQLite database"},

		{"", ""},
		{"GIF89a is a format of images", ""},
		{"%PDF-1.7 is the version that most programs write", ""},
		{"%PDF-A is meant for archives", ""},
		{"%PDF-", ""},
		{"%!PS-Adobe-3.0 is how it begins\n", ""},
		{"BM stands for British Museum", ""},
		{"BZh9 is how it begins", ""},
		{"MZ is short for Mark Zbikowski", ""},
		{"ID3 tags name an artist", ""},
		{"PK said on Tuesday", ""},
		{"RIFF files hold sound", ""},
		{"wOFF", ""},
		{"SQLite format 3 is the latest", ""},
		{"\xff\xfe<\x00h\x00", ""},
		{"\xfe\xff\x00<", ""},
		{"\xff\xfb\xe1\xea (windows-1251)", ""},
		{"<!DOCTYPE html>", ""},
		{"\xef\xbb\xbfText", ""},
		{"\x1b[1mbold\x1b[0m", ""},
		{"a\x00b", ""},
	} {
		if got := Binary([]byte(test.head)); got != test.want {
			t.Errorf("%.40q: %q, want %q", test.head, got, test.want)
		}
	}
}

// A mark at the very end of a head, or cut in two, must not be read past.
func TestShortBinary(t *testing.T) {
	for _, mark := range marks {
		whole := strings.Repeat("\x00", mark.at) + mark.bytes
		for size := range len(whole) + 1 {
			Binary([]byte(whole[:size]))
		}
	}
}
