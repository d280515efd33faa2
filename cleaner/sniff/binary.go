package sniff

import (
	"bytes"
	"strings"
)

// magic is a format's mark: the bytes at a place that all its files have in common.
type magic struct {
	at    int
	bytes string
	name  string
	proof func(head []byte) bool // what else must hold, or nil: for marks that a text could begin with
}

// marks lists the formats. Sources: https://mimesniff.spec.whatwg.org, the formats' own specifications, and
// file(1). The first that fits counts.
var marks = [...]magic{
	{0, "\x89PNG\r\n\x1a\n", "a PNG image", nil},
	{0, "\xff\xd8\xff", "a JPEG image", nil},
	{0, "GIF87a", "a GIF image", hasControl},
	{0, "GIF89a", "a GIF image", hasControl},
	{0, "BM", "a BMP image", isBitmap},
	{0, "II*\x00", "a TIFF image", nil},
	{0, "MM\x00*", "a TIFF image", nil},
	{0, "\x00\x00\x01\x00", "an icon", nil},
	{0, "8BPS\x00", "a Photoshop image", nil},
	{0, "\x00\x00\x00\x0cjP  ", "a JPEG 2000 image", nil},
	{0, "\x00\x00\x00\x0cJXL ", "a JPEG XL image", nil},
	{0, "%PDF-", "a PDF document", hasVersion},
	{0, "%!PS-Adobe-", "a PostScript document", hasVersion},
	{0, "{\\rtf1", "an RTF document", nil},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Microsoft Office document", nil},
	{0, "\x1f\x8b\x08", "gzip data", nil},
	{0, "\x28\xb5\x2f\xfd", "zstd data", nil},
	{0, "BZh", "bzip2 data", isBzip2},
	{0, "\xfd7zXZ\x00", "xz data", nil},
	{0, "\x04\x22\x4d\x18", "lz4 data", nil},
	{0, "\x1f\x9d", "compress data", nil},
	{0, "7z\xbc\xaf\x27\x1c", "a 7z archive", nil},
	{0, "Rar!\x1a\x07", "a RAR archive", nil},
	{0, "MSCF\x00\x00\x00\x00", "a cabinet archive", nil},
	{0, "!<arch>\n", "an ar archive", nil},
	{257, "ustar\x00", "a tar archive", nil},
	{257, "ustar  \x00", "a tar archive", nil},
	{0, "ID3", "an MP3 recording", hasControl},
	{0, "fLaC\x00", "a FLAC recording", nil},
	{0, "OggS\x00", "an Ogg recording", nil},
	{0, "MThd\x00\x00\x00\x06", "a MIDI file", nil},
	{0, "\x1a\x45\xdf\xa3", "a Matroska or WebM video", nil},
	{0, "FLV\x01", "a Flash video", nil},
	{0, "wOFF", "a WOFF font", hasControl},
	{0, "wOF2", "a WOFF2 font", hasControl},
	{0, "OTTO\x00", "an OpenType font", nil},
	{0, "\x00\x01\x00\x00\x00", "a TrueType font", hasGlyphs},
	{0, "ttcf\x00", "a font collection", nil},
	{0, "\x7fELF", "an ELF program", nil},
	{0, "MZ", "a Windows program", hasControl},
	{0, "\xcf\xfa\xed\xfe", "a Mach-O program", nil},
	{0, "\xce\xfa\xed\xfe", "a Mach-O program", nil},
	{0, "\xca\xfe\xba\xbe", "a Java class or Mach-O program", nil},
	{0, "\x00asm", "a WebAssembly module", nil},
	{0, "SQLite format 3\x00", "an SQLite database", nil},
	{0, "PAR1", "a Parquet file", hasControl},
	{0, "\x89HDF\r\n\x1a\n", "an HDF5 file", nil},
	{0, "bplist0", "a property list", hasControl},
}

// Binary names the format of an input that is no text, such as "a PNG image", by its first bytes as they stand in
// the file, before any decoding. It returns nothing for text and for what it does not know. About 4 KiB of
// head let it tell Word documents and books from other ZIP archives; 512 bytes do for all else.
func Binary(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return zipName(head)
	case bytes.HasPrefix(head, []byte("RIFF")) && len(head) >= 12:
		return riffName(string(head[8:12]))
	case len(head) >= 12 && string(head[4:8]) == "ftyp" && head[0] == 0:
		return mediaName(string(head[8:12]))
	case isMP3Frame(head):
		return "an MP3 recording"
	}
	for i := range marks {
		mark := &marks[i]
		if len(head) > mark.at && head[mark.at] == mark.bytes[0] && bytes.HasPrefix(head[mark.at:], []byte(mark.bytes)) &&
			(mark.proof == nil || mark.proof(head)) {
			return mark.name
		}
	}
	return ""
}

// zipName tells by the names of the first files in it what a ZIP archive is.
func zipName(head []byte) string {
	for _, kind := range []struct{ sign, name string }{
		{"mimetypeapplication/epub+zip", "an EPUB book"},
		{"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"},
		{"word/", "a Word document"},
		{"xl/", "an Excel document"},
		{"ppt/", "a PowerPoint document"},
		{"META-INF/MANIFEST.MF", "a Java archive"},
	} {
		if bytes.Contains(head, []byte(kind.sign)) {
			return kind.name
		}
	}
	return "a ZIP archive"
}

// riffName tells what a RIFF file holds.
func riffName(kind string) string {
	switch kind {
	case "WEBP":
		return "a WebP image"
	case "WAVE":
		return "a WAV recording"
	case "AVI ":
		return "an AVI video"
	}
	return ""
}

// mediaName tells by its brand what a file in MP4's container is.
func mediaName(brand string) string {
	switch {
	case strings.HasPrefix(brand, "avi"):
		return "an AVIF image"
	case strings.HasPrefix(brand, "hei"), strings.HasPrefix(brand, "mif"):
		return "a HEIF image"
	case strings.HasPrefix(brand, "M4A"):
		return "an MP4 recording"
	case brand == "qt  ":
		return "a QuickTime video"
	}
	return "an MP4 video"
}

// hasControl reports that a control character, which no text has, is among the first bytes.
func hasControl(head []byte) bool {
	for _, b := range head[:min(len(head), 32)] {
		if b < ' ' && (b < '\t' || b > '\r') && b != 0x1b {
			return true
		}
	}
	return false
}

// hasVersion reports that the first line is a mark and a version such as 1.7, as a PDF's is, and no sentence.
func hasVersion(head []byte) bool {
	line := head[:min(len(head), 64)]
	if end := bytes.IndexAny(line, "\r\n"); end >= 0 {
		line = line[:end]
	}
	version := bytes.TrimRight(line[bytes.LastIndexByte(line, '-')+1:], " ")
	if fields := bytes.Fields(line); bytes.HasPrefix(head, []byte("%!PS")) && len(fields) == 2 {
		// "%!PS-Adobe-3.0 EPSF-3.0"
		return bytes.HasPrefix(fields[1], []byte("EPSF-"))
	}
	return len(version) == 3 && isDigit(version[0]) && version[1] == '.' && isDigit(version[2])
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// isBitmap reports that the four reserved bytes are zero and the size of the second header is one that exists.
func isBitmap(head []byte) bool {
	return len(head) >= 18 && string(head[6:10]) == "\x00\x00\x00\x00" &&
		strings.IndexByte("\x0c\x28\x34\x38\x40\x6c\x7c", head[14]) >= 0 && string(head[15:18]) == "\x00\x00\x00"
}

// hasGlyphs reports that the table of characters, which every font has, is among the first tables.
func hasGlyphs(head []byte) bool {
	return bytes.Contains(head[:min(len(head), 512)], []byte("cmap"))
}

// isBzip2 reports that a block size and the mark of a block, or of an empty file's end, follow.
func isBzip2(head []byte) bool {
	return len(head) >= 10 && isDigit(head[3]) &&
		(string(head[4:10]) == "1AY&SY" || string(head[4:10]) == "\x17\x72\x45\x38\x50\x90")
}

// isMP3Frame reports a frame of MPEG audio, layer III, with a bit rate and a sample rate that exist, and with bytes
// that no text has behind it: a text in a legacy encoding may begin with two letters that look like one.
func isMP3Frame(head []byte) bool {
	return len(head) >= 4 && head[0] == 0xff && (head[1]&0xfe == 0xfa || head[1]&0xfe == 0xf2) &&
		head[2]>>4 != 0 && head[2]>>4 != 15 && head[2]>>2&3 != 3 && hasControl(head)
}
