// Command train learns the weights of the content stage (package winnow/rules/content) from pages with known main
// content: the development split of the Web Content Extraction Benchmark (WCXB 1.0, 2026, CC-BY-4.0) and the article pages
// of the fundus news library's parser tests (MIT).
//
//	go run ./rules/content/train -data ../shared             # writes rules/content/weights.bin
//	go run ./rules/content/train -data ../shared -validate   # measures on sites that were held out
//
// The same data gives the same file, to the byte.
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/renameio/v2/maybe"

	"winnow/rules/content/model"
)

// defaults are the settings that the embedded weights are trained with.
var defaults = settings{
	page:   boost{rounds: 300, rate: 0.05, leaves: 8, tables: 100, bins: 24, sample: 0.4, features: 60, lambda: 5, least: 20, seed: 1},
	text:   boost{rounds: 240, rate: 0.05, leaves: 8, tables: 40, bins: 16, sample: 0.4, features: 60, lambda: 5, least: 20, seed: 1},
	whole:  boost{rounds: 120, rate: 0.12, leaves: 6, tables: 48, bins: 16, sample: 0.7, features: 24, lambda: 3, least: 3, seed: 1},
	epochs: 4,
	power:  0.7,
	other:  [model.Kinds]float64{model.Flat: 0.5, model.Left: 0.05, model.Story: 0.15, model.Other: 3},
	news:   3,
	extra:  0.3,
	clean:  0.4,
}

// sets are the datasets, forms those of their documents that are learnt from, beside what extractors printed.
var (
	sets  = []string{"wcxb-dev", "fundus-dev"}
	forms = []string{pageForm, "flat-block", "flat-node", cleanForm}
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("train: ")
	data := flag.String("data", "../shared", "the `folder` that holds wcxb-dev and fundus-dev")
	out := flag.String("out", "rules/content/weights.bin", "write the weights to `FILE`")
	check := flag.Bool("validate", false, "write no weights: measure on what was held out of training, and print the figures")
	by := flag.String("by", "site", "hold out whole sites, countries or types, `KEY` by KEY: site, country or type")
	folds := flag.Int("folds", 5, "with -validate, the `number` of parts that are held out in turn")
	only := flag.String("forms", "", "learn from these `forms` alone, parted by commas (html, flat-block, flat-node, truth, extracted/NAME)")
	flag.Parse()
	if err := run(*data, *out, *only, *by, *folds, *check); err != nil {
		log.Fatal(err)
	}
}

func run(data, out, only, by string, folds int, check bool) error {
	c, err := open(data, only)
	if err != nil {
		return err
	}
	log.Printf("%d documents", len(c.samples))
	if check {
		return c.validate(os.Stdout, defaults, by, folds)
	}
	file := c.fit(c.samples, defaults).Encode()
	if err := maybe.WriteFile(out, file, 0o644); err != nil {
		return err
	}
	log.Printf("%s: %d bytes", out, len(file))
	return nil
}

// open loads the datasets in a folder, in all forms or in those of a list.
func open(data, only string) (*corpus, error) {
	var dirs []string
	for _, set := range sets {
		dirs = append(dirs, filepath.Join(data, set))
	}
	if only != "" {
		return load(dirs, strings.Split(only, ","))
	}
	all := forms
	entries, err := fs.ReadDir(os.DirFS(dirs[0]), strings.TrimSuffix(extractedForm, "/"))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dirs[0], err)
	}
	for _, e := range entries { // in the order of their names
		if name, ok := strings.CutSuffix(e.Name(), textsExt); ok {
			all = append(all, extractedForm+name)
		}
	}
	return load(dirs, all)
}
