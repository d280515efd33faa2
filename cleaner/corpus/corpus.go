// Package corpus reads the documents that speed is measured on: real pages, and texts that real pages were made into,
// where those are at hand, and the fixtures otherwise. The former are no part of the repository.
package corpus

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Corpus is a list of pages and one of texts, the same and in the same order whenever it is read.
type Corpus struct {
	Name  string // says in a few words what the documents are
	Pages [][]byte
	Texts [][]byte
}

// The sets of real documents, relative to the folder that holds the repository.
const (
	pageSet   = "shared/wcxb-dev/html"
	pageEvery = 10 // all pages of the set take minutes with the slowest of those that are compared
)

// textSets have an object with a text a line.
var textSets = []string{"shared/wcxb-dev/flat-block.jsonl.gz", "shared/fundus-dev/flat-block.jsonl.gz"}

// Open reads the corpus for the repository at root: that of real documents, or the fixtures where those are missing.
func Open(root string) (*Corpus, error) {
	c, err := Real(root)
	if errors.Is(err, fs.ErrNotExist) {
		return Fixtures(root)
	}
	return c, err
}

// Real reads the real documents beside the repository at root. Where they are missing the error is fs.ErrNotExist.
func Real(root string) (*Corpus, error) {
	c := &Corpus{Name: "the development pages"}
	beside := filepath.Join(root, "..")
	names, err := os.ReadDir(filepath.Join(beside, pageSet)) // in the order of their names
	if err != nil {
		return nil, fmt.Errorf("corpus: pages: %w", err)
	}
	for i := 0; i < len(names); i += pageEvery {
		page, err := readGzip(filepath.Join(beside, pageSet, names[i].Name()))
		if err != nil {
			return nil, err
		}
		c.Pages = append(c.Pages, page)
	}
	for _, name := range textSets {
		if c.Texts, err = appendTexts(c.Texts, filepath.Join(beside, name)); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Fixtures reads the raw documents of the fixtures in the repository at root: a few, and small.
func Fixtures(root string) (*Corpus, error) {
	c := &Corpus{Name: "the fixtures"}
	for _, kind := range []struct {
		name string
		list *[][]byte
	}{{"raw.html", &c.Pages}, {"raw.txt", &c.Texts}} {
		files, err := filepath.Glob(filepath.Join(root, "testdata", "cases", "*", kind.name)) // in order
		if err != nil {
			return nil, fmt.Errorf("corpus: %w", err)
		}
		if len(files) == 0 {
			return nil, fmt.Errorf("corpus: %s holds no testdata/cases/*/%s: name the folder of the repository", root, kind.name)
		}
		for _, file := range files {
			document, err := os.ReadFile(file)
			if err != nil {
				return nil, fmt.Errorf("corpus: %w", err)
			}
			*kind.list = append(*kind.list, document)
		}
	}
	return c, nil
}

// Size returns how many bytes documents have together.
func Size(documents [][]byte) (size int64) {
	for _, d := range documents {
		size += int64(len(d))
	}
	return size
}

// JSONL returns texts as a file of records, an object with id and text a line.
func JSONL(texts [][]byte) ([]byte, error) {
	var file bytes.Buffer
	encoder := json.NewEncoder(&file)
	encoder.SetEscapeHTML(false)
	for i, text := range texts {
		record := struct {
			ID   int    `json:"id"`
			Text string `json:"text"`
		}{i, string(text)}
		if err := encoder.Encode(record); err != nil {
			return nil, fmt.Errorf("corpus: text %d: %w", i, err)
		}
	}
	return file.Bytes(), nil
}

// appendTexts appends the texts of a compressed file of records.
func appendTexts(texts [][]byte, name string) ([][]byte, error) {
	data, err := readGzip(name)
	if err != nil {
		return nil, err
	}
	for decoder := json.NewDecoder(bytes.NewReader(data)); ; {
		var record struct{ Text string }
		if err := decoder.Decode(&record); errors.Is(err, io.EOF) {
			return texts, nil
		} else if err != nil {
			return nil, fmt.Errorf("corpus: %s: text %d: %w", name, len(texts), err)
		}
		texts = append(texts, []byte(record.Text))
	}
}

func readGzip(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("corpus: %w", err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("corpus: %s: %w", name, err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("corpus: %s: %w", name, err)
	}
	return data, nil
}
