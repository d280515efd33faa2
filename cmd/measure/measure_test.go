package measure

import (
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/corpus"
	"winnow/cleaner/input"
	"winnow/rules"
)

const root = "../.."

// groups are all that is measured.
var groups = map[string]func(c *corpus.Corpus) ([]Subject, error){
	"Pages":      func(c *corpus.Corpus) ([]Subject, error) { return Pages(c.Pages), nil },
	"Texts":      func(c *corpus.Corpus) ([]Subject, error) { return Texts(c.Texts) },
	"PageStages": func(c *corpus.Corpus) ([]Subject, error) { return Stages(c.Pages, input.HTML) },
	"TextStages": func(c *corpus.Corpus) ([]Subject, error) { return Stages(c.Texts, input.Text) },
}

// TestSubjects runs all that is measured, once, and holds that what the others are compared with is among it.
func TestSubjects(t *testing.T) {
	c, err := corpus.Fixtures(root)
	if err != nil {
		t.Fatal(err)
	}
	for group, subjects := range groups {
		list, err := subjects(c)
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]bool{}
		for _, s := range list {
			if names[s.Name] {
				t.Errorf("%s: %q is there twice", group, s.Name)
			}
			names[s.Name] = true
			if s.Before != nil {
				s.Before()
			}
			if err := s.Run(); err != nil {
				t.Errorf("%s: %v", group, err)
			}
			if s.Bytes == 0 || s.Documents == 0 {
				t.Errorf("%s: %s: %d bytes, %d documents", group, s.Name, s.Bytes, s.Documents)
			}
		}
		if base := map[string]string{"Pages": Parse, "Texts": Careful}[group]; base != "" && !names[base] {
			t.Errorf("%s: there is no %q", group, base)
		}
	}
}

// TestStagesMeetWhatIsBefore holds that a stage alone finds what it finds among the others.
func TestStagesMeetWhatIsBefore(t *testing.T) {
	c, err := corpus.Fixtures(root)
	if err != nil {
		t.Fatal(err)
	}
	stages := rules.Default()
	for _, in := range []struct {
		documents [][]byte
		kind      input.Kind
	}{{c.Pages, input.HTML}, {c.Texts, input.Text}} {
		for _, d := range in.documents {
			var s staged
			if err := s.read(d, in.kind, stages); err != nil {
				t.Fatal(err)
			}
			for k, stage := range stages {
				s.before(k)
				stage.Mark(&s.doc)
				if want := append(s.upTo, len(s.found))[k+1]; !same(s.doc.Findings, s.found[:want]) {
					t.Errorf("%.40q: stage %s: %d findings alone, %d among the others", d, stage.Rules()[0].Stage, len(s.doc.Findings), want)
				}
			}
		}
	}
}

// same compares findings, but for their notes, which no stage asks for.
func same(a, b []cleaner.Finding) bool {
	if len(a) != len(b) {
		return false
	}
	for i, f := range a {
		if f.Note = b[i].Note; f != b[i] {
			return false
		}
	}
	return true
}

func TestLiterals(t *testing.T) {
	literals := Literals()
	seen := map[string]bool{}
	for _, l := range literals {
		if l == "" || seen[l] {
			t.Errorf("%q is empty, or there twice", l)
		}
		seen[l] = true
	}
	if len(literals) < 1000 {
		t.Errorf("only %d literals", len(literals))
	}
}

// benchmark runs a group of subjects. An operation is all documents.
func benchmark(b *testing.B, group string) {
	c, err := corpus.Open(root)
	if err != nil {
		b.Fatal(err)
	}
	list, err := groups[group](c)
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range list {
		b.Run(s.Name, func(b *testing.B) {
			b.SetBytes(s.Bytes)
			b.ReportAllocs()
			run(b, s) // regexps are compiled, and memory is found, when they are first needed
			for b.Loop() {
				run(b, s)
			}
		})
	}
}

// run runs s once, without the time that it takes to make ready.
func run(b *testing.B, s Subject) {
	if s.Before != nil {
		b.StopTimer()
		s.Before()
		b.StartTimer()
	}
	if err := s.Run(); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkPages(b *testing.B)      { benchmark(b, "Pages") }
func BenchmarkPageStages(b *testing.B) { benchmark(b, "PageStages") }
func BenchmarkTexts(b *testing.B)      { benchmark(b, "Texts") }
func BenchmarkTextStages(b *testing.B) { benchmark(b, "TextStages") }
