package batch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"winnow/cleaner/compress"
	"winnow/cleaner/job"
	"winnow/cleaner/records"
)

// Goal is the name of what a file becomes, below the output folder.
type Goal struct {
	Name        string
	Compression compress.Format // how its bytes are compressed
}

// Extensions by which files are known. Others are no extensions but parts of names, such as that of example.com.
var (
	pageExtensions  = []string{".html", ".htm", ".xhtml", ".xht", ".shtml"}
	textExtensions  = []string{".txt", ".text", ".md", ".markdown"}
	crawlExtensions = []string{".warc", ".wet"}
)

// GoalOf returns what the file called name becomes in format. Only the extension changes: that of a page becomes .txt, .md
// or .json, and so does that of a text where the format is not text. A name without an extension that is known gets .md
// or .json behind it. What was compressed is compressed again.
func GoalOf(name string, format job.Format) Goal {
	plain, compression := compress.Trim(name), compress.FormatOf(name)
	ending := strings.ToLower(name[len(plain):])
	if compression != compress.None && compression != compress.Zstd {
		compression, ending = compress.Gzip, ".gz" // which is written, as bzip2 and xz are not
	}
	name = plain
	switch extension := filepath.Ext(name); {
	case slices.Contains(crawlExtensions, strings.ToLower(extension)):
		name = name[:len(name)-len(extension)] + ".jsonl"
	case records.KindOf(name, nil) == records.None:
		name = reextend(name, format)
	}
	return Goal{name + ending, compression}
}

// reextend gives name the extension of a format.
func reextend(name string, format job.Format) string {
	extension := filepath.Ext(name)
	stem := name[:len(name)-len(extension)]
	if filepath.Base(stem) == "." || stem == "" || os.IsPathSeparator(stem[len(stem)-1]) {
		stem, extension = name, "" // a dot at the start begins no extension
	}
	lower := strings.ToLower(extension)
	page, text := slices.Contains(pageExtensions, lower), slices.Contains(textExtensions, lower)
	next := map[job.Format]string{job.Text: ".txt", job.Markdown: ".md", job.JSON: ".json"}[format]
	switch {
	case page, text && format != job.Text:
		return stem + next
	case format == job.Text:
		return name
	}
	return name + next
}
