package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// locate finds the file or folder called raw, which may be relative to dir.
func locate(raw, dir string) (path string, isDir bool, err error) {
	info, err := os.Stat(raw)
	if errors.Is(err, fs.ErrNotExist) && !filepath.IsAbs(raw) {
		if there, errThere := os.Stat(filepath.Join(dir, raw)); errThere == nil {
			return filepath.Join(dir, raw), there.IsDir(), nil
		}
		return "", false, fmt.Errorf("%s: no such file or directory, nor is there one in %s", raw, dir)
	}
	if err != nil {
		return "", false, plain(raw, err)
	}
	return raw, info.IsDir(), nil
}

// pageEndings are those of the names of pages, in the order of preference.
var pageEndings = [...]string{".html", ".htm", ".txt", ".html.gz", ".htm.gz", ".txt.gz"}

// pageID returns the id of the page in the file called name, and the place of its ending in pageEndings.
func pageID(name string) (id string, ending int, ok bool) {
	for i, e := range pageEndings {
		if id, ok := strings.CutSuffix(name, e); ok && id != "" {
			return id, i, true
		}
	}
	return "", 0, false
}

// findPages gives each document of the truth file its page in the folder dir. It names pages that are missing,
// and those that no truth is about.
func (d *Dataset) findPages(truth, dir string) error {
	entries, err := os.ReadDir(dir) // in the order of their names
	if err != nil {
		return fmt.Errorf("%w: put the pages of %s there, or name other raw documents (--raw)", plain(dir, err), truth)
	}
	type page struct {
		name   string
		ending int
	}
	pages := map[string]page{}
	for _, entry := range entries {
		id, ending, ok := pageID(entry.Name())
		if old, twice := pages[id]; ok && !entry.IsDir() && (!twice || ending < old.ending) {
			pages[id] = page{entry.Name(), ending}
		}
	}
	known := map[string]bool{}
	for i := range d.Items {
		it := &d.Items[i]
		known[it.ID] = true
		if p, ok := pages[it.ID]; ok {
			it.file = filepath.Join(dir, p.name)
			continue
		}
		d.problem(truth, it.line, it.ID, "%s holds no page %s.html: it counts as empty", dir, it.ID)
	}
	for _, entry := range entries {
		if id, _, ok := pageID(entry.Name()); ok && !entry.IsDir() && !known[id] {
			d.problem(filepath.Join(dir, entry.Name()), 0, id, "%s has no such id: the page is left out", truth)
		}
	}
	return nil
}

// textRecord is a line of a file of raw texts.
type textRecord struct {
	ID   string  `json:"id"`
	Text *string `json:"text"` // nil where it is missing
}

// readTexts gives each document of the truth file its text from the file raw. It names texts that are missing,
// and those that no truth is about.
func (d *Dataset) readTexts(truth, raw string) error {
	r, closer, err := openFile(raw)
	if err != nil {
		return plain(raw, err)
	}
	defer closer.Close()
	place := map[string]int{}
	for i := range d.Items {
		place[d.Items[i].ID] = i
	}
	seen := map[string]int{}
	line, err := eachLine(r, func(number int, line []byte) {
		var record textRecord
		err := checkUTF8(line)
		if err == nil {
			err = json.Unmarshal(line, &record)
		}
		i, known := place[record.ID]
		switch {
		case err != nil:
			d.problem(raw, number, record.ID, "no text: %v: the line must be a JSON object with id and text", err)
		case record.ID == "":
			d.problem(raw, number, "", "no text: it has no id")
		case record.Text == nil:
			d.problem(raw, number, record.ID, "no text: it has no text")
		case !known:
			d.problem(raw, number, record.ID, "%s has no such id: the text is left out", truth)
		case seen[record.ID] > 0:
			d.problem(raw, number, record.ID, "the id is that of line %d: this one is left out", seen[record.ID])
		default:
			seen[record.ID] = number
			d.Items[i].raw = []byte(*record.Text)
		}
	})
	if err != nil {
		d.problem(raw, line, "", "%v: what follows is left out", err)
	}
	for i := range d.Items {
		if it := &d.Items[i]; seen[it.ID] == 0 {
			d.problem(truth, it.line, it.ID, "%s has no text for it: it counts as empty", raw)
		}
	}
	return nil
}
