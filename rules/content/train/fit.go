package main

import (
	"math"
	"strings"

	"winnow/rules/content/feature"
	"winnow/rules/content/model"
)

// settings are what a model is trained with.
type settings struct {
	page, text boost                // of the passes over the blocks of pages and of texts
	whole      boost                // of what is said of whole documents
	epochs     int                  // of lexicons
	power      float64              // a block counts by the power of its words
	other      [model.Kinds]float64 // weight of pages that are no article
	news       float64              // weight of a page of the news set, which is small
	extra      float64              // weight of what another extractor printed
	clean      float64              // weight of a clean article
}

// inner is how many parts the samples are cut into, by site, so that what a later step learns from is what an earlier
// one says of sites that it has not seen.
const inner = 3

// fitter trains a model.
type fitter struct {
	settings
	*corpus
	weights model.Weights
}

// fit trains a model from samples.
func (c *corpus) fit(samples []*sample, s settings) *model.Weights {
	f := &fitter{settings: s, corpus: c}
	for _, sample := range samples {
		sample.weigh(s, sample.likely())
	}
	f.lexicons(samples)
	for _, s := range samples {
		s.table.Around()
	}
	texts, pages := pick(samples, (*sample).isText), pick(samples, (*sample).isPage)
	article := func(s *sample) bool { return s.Type == "article" }
	f.weights.Lean = f.crossed(texts, (*sample).isLean, feature.Lean)
	f.weights.Text = f.crossed(texts, article, feature.Article)
	f.weights.Page = f.crossed(pages, article, feature.Article)
	var bodies [model.Kinds][]*sample
	for _, s := range samples {
		switch {
		case len(s.words) == 0:
		case s.isPage():
			bodies[model.Story] = append(bodies[model.Story], s)
			bodies[model.Other] = append(bodies[model.Other], s)
		case s.table.Row(0)[feature.Lean] > feature.Bins/2:
			bodies[model.Left] = append(bodies[model.Left], s)
		default:
			bodies[model.Flat] = append(bodies[model.Flat], s)
		}
	}
	for k, list := range bodies {
		for _, s := range list {
			s.weigh(f.settings, k)
		}
		f.body(&f.weights.Bodies[k], list)
	}
	return &f.weights
}

// parts calls each for each part with the samples in it and those outside.
func parts(samples []*sample, each func(in, out []*sample)) {
	for k := range inner {
		var in, out []*sample
		for _, s := range samples {
			if foldOf(s.site+"/", inner) == k {
				in = append(in, s)
			} else {
				out = append(out, s)
			}
		}
		each(in, out)
	}
}

// lexicons learns what words and names say.
func (f *fitter) lexicons(samples []*sample) {
	words, names := func(s *sample) [][]uint32 { return s.tokens }, func(s *sample) [][]uint32 { return s.names }
	pages := pick(samples, (*sample).isPage)
	parts(samples, func(in, out []*sample) {
		f.words.set(in, words, f.words.lexicon(out, words, f.epochs), (*feature.Table).SetWords)
	})
	f.weights.Words = f.words.lexicon(samples, words, f.epochs)
	if len(pages) == 0 {
		return
	}
	parts(pages, func(in, out []*sample) {
		f.names.set(in, names, f.names.lexicon(out, names, f.epochs), (*feature.Table).SetNames)
		f.names.setTypes(in, f.names.types(out))
	})
	f.weights.Names = f.names.lexicon(pages, names, f.epochs)
	f.weights.Types = f.names.types(pages)
}

// crossed learns what tells documents for which is holds from others, and fills the column that says so.
func (f *fitter) crossed(samples []*sample, is func(*sample) bool, c feature.Column) model.Pass {
	parts(samples, func(in, out []*sample) {
		p := f.kind(out, is)
		for _, s := range in {
			if len(s.words) > 0 {
				s.table.SetWhole(c, p.Score(s.table.Row(0)))
			}
		}
	})
	return f.kind(samples, is)
}

// body trains the two passes over the blocks of samples.
func (f *fitter) body(b *model.Body, samples []*sample) {
	if len(samples) == 0 {
		return
	}
	parts(samples, func(in, out []*sample) {
		if len(out) == 0 {
			return
		}
		p := f.sized(out).train(f.collect(out, feature.Alone))
		for _, s := range in {
			s.first = p.All(&s.table, nil)
			s.table.Pass(s.first, model.InDoubt)
		}
	})
	b[0] = *f.sized(samples).train(f.collect(samples, feature.Alone))
	d := f.collect(samples, feature.Textual)
	at := 0
	for _, s := range samples {
		for _, score := range s.first {
			if !model.InDoubt(score) {
				d.weight[at] = 0
			}
			at++
		}
	}
	b[1] = *f.sized(samples).train(d)
}

// sized is the learner for samples: texts, which have many blocks for their bytes, get fewer tables than pages.
func (f *fitter) sized(samples []*sample) boost {
	if samples[0].isText() {
		return f.text
	}
	return f.page
}

// collect makes data of samples. Of the features of texts those below end count.
func (f *fitter) collect(samples []*sample, end int) *data {
	d := &data{columns: feature.Textual}
	if samples[0].isPage() {
		d.columns = int(feature.Count)
	}
	for c := range d.columns {
		if c < end || c >= feature.Textual {
			d.from = append(d.from, c)
		}
	}
	for _, s := range samples {
		from := int32(len(d.right))
		for i := range s.words {
			d.rows = append(d.rows, s.table.Row(i)[:d.columns]...)
		}
		d.right = append(d.right, s.right...)
		d.weight = append(d.weight, s.weights...)
		d.docs = append(d.docs, [2]int32{from, int32(len(d.right))})
	}
	return d
}

// weigh says how much each block of a sample counts: by its words, and by how many of the document's are right, since
// each document has one score.
func (s *sample) weigh(set settings, kind int) {
	sum, right := 0.0, 0.0
	for i, n := range s.words {
		w := math.Pow(float64(n), set.power)
		sum += w
		right += w * float64(s.right[i])
	}
	scale := 100 / max(right, sum/4, 10)
	if s.Type != "article" {
		scale *= set.other[kind]
	}
	if s.set == "fundus-dev" {
		scale *= set.news
	}
	switch {
	case s.form == cleanForm:
		scale *= set.clean
	case strings.HasPrefix(s.form, extractedForm):
		scale *= set.extra
	}
	s.weights = make([]float32, len(s.words))
	for i, n := range s.words {
		if n > 0 {
			s.weights[i] = float32(scale * math.Pow(float64(n), set.power))
		}
	}
}

// likely is the kind of document that a sample is likely to be taken for.
func (s *sample) likely() int {
	switch {
	case s.isPage():
		return model.Other
	case s.isLean():
		return model.Left
	}
	return model.Flat
}

func (s *sample) isPage() bool { return s.form == pageForm }
func (s *sample) isText() bool { return s.form != pageForm }

// isLean reports that the sample is what was left of a page.
func (s *sample) isLean() bool {
	return s.form == cleanForm || strings.HasPrefix(s.form, extractedForm)
}

func pick(list []*sample, ok func(*sample) bool) (out []*sample) {
	for _, s := range list {
		if ok(s) {
			out = append(out, s)
		}
	}
	return out
}
