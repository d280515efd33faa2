package content_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/rules"
	"winnow/rules/content"
)

// clean returns what is left of an input at a level.
func clean(t *testing.T, level rules.Level, source string) []string {
	t.Helper()
	engine := cleaner.New(level.Of(rules.Default())...)
	engine.Threshold = level.Threshold()
	var out bytes.Buffer
	if _, err := engine.Clean(&out, strings.NewReader(source)); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(out.String()) {
		if line = strings.TrimPrefix(strings.TrimSpace(line), "- "); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func TestSample(t *testing.T) {
	for name, source := range map[string]string{"page": content.SamplePage(), "text": content.SampleText()} {
		lines := clean(t, rules.Balanced, source)
		for i, p := range content.Paragraphs() {
			if !slices.Contains(lines, p) {
				t.Errorf("%s: paragraph %d is lost: %q", name, i+1, p)
			}
		}
		for _, part := range [][]string{content.Menu(), content.Footer()} {
			for _, line := range part {
				if slices.Contains(lines, line) {
					t.Errorf("%s: %q is left", name, line)
				}
			}
		}
	}
}

// TestPlainArticle holds that an article without a frame stays as it is.
func TestPlainArticle(t *testing.T) {
	for _, level := range []rules.Level{rules.Careful, rules.Balanced} {
		if got := clean(t, level, strings.Join(content.Paragraphs(), "\n\n")+"\n"); !slices.Equal(got, content.Paragraphs()) {
			t.Errorf("%v: of the article %q is left", level, got)
		}
	}
}

func TestLevels(t *testing.T) {
	for _, level := range rules.Levels() {
		stages := level.Of(rules.Default())
		runs := slices.ContainsFunc(stages, func(s cleaner.Stage) bool {
			return slices.ContainsFunc(s.Rules(), func(r *cleaner.Rule) bool { return r.Stage == content.Name })
		})
		if want := level != rules.Careful; runs != want {
			t.Errorf("at level %v the stage runs: %v, want %v", level, runs, want)
		}
		want := len(rules.Default())
		if level == rules.Careful {
			want--
		}
		if len(stages) != want {
			t.Errorf("at level %v %d stages run, want %d", level, len(stages), want)
		}
	}
}

func TestOfLeavesTheList(t *testing.T) {
	stages := rules.Default()
	before := slices.Clone(stages)
	rules.Careful.Of(stages)
	if !slices.Equal(stages, before) {
		t.Error("a level changes the list of stages that it is given")
	}
}
