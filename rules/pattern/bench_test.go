package pattern

import (
	"regexp"
	"testing"

	"winnow/rules/fold"
)

// run is one expression and a text to run it on.
type run struct {
	pattern *Pattern
	regexp  *regexp.Regexp
	text    []byte
}

// runs returns the runs of the packs that fail, each expression on a block that
// it does not match, or those that match.
func runs(t testing.TB, matching bool) (list []run) {
	t.Helper()
	for i, p := range readPacks(t) {
		r := run{pattern: mustCompile(t, p.source), regexp: regexp.MustCompile(p.source)}
		texts := p.texts
		if !matching {
			texts = [][]byte{[]byte(fold.String(blocks[i%len(blocks)]))}
		}
		for _, text := range texts {
			if r.pattern.Match(text) == matching {
				r.text = text
				list = append(list, r)
				break
			}
		}
	}
	return list
}

// BenchmarkPacks runs the expressions of the packs in turn: a run is one
// expression on one block.
func BenchmarkPacks(b *testing.B) {
	for _, kind := range []struct {
		name     string
		matching bool
	}{{"Failing", false}, {"Matching", true}} {
		list := runs(b, kind.matching)
		bench := func(name string, find func(r *run)) {
			b.Run(kind.name+"/"+name, func(b *testing.B) {
				for i := range list {
					find(&list[i])
				}
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					find(&list[i%len(list)])
				}
			})
		}
		var places []Place
		bench("Pattern", func(r *run) { places = r.pattern.AppendAll(places[:0], r.text, 8) })
		bench("Regexp", func(r *run) { r.regexp.FindAllIndex(r.text, 8) })
	}
}

// BenchmarkCompile compiles the expressions of all packs.
func BenchmarkCompile(b *testing.B) {
	list := readPacks(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range list {
			mustCompile(b, p.source)
		}
	}
}

// TestFailingRunsDoNotAllocate runs expressions on a text that shares its words with them.
func TestFailingRunsDoNotAllocate(t *testing.T) {
	text := []byte(`he asked us to follow the money, which he had sent by facebook, and to subscribe to his view of the world`)
	for _, source := range []string{
		`^[^\p{L}]*(follow|like|find) us (on|at) (facebook|twitter)`,
		`(follow|like) us .{0,20}(facebook|twitter)$`,
		`\bsubscribe (now )?to continue\b`,
	} {
		p, err := Compile(source)
		if err != nil {
			t.Fatal(err)
		}
		if p.Match(text) {
			t.Errorf("%s matches", source)
		}
		if n := testing.AllocsPerRun(10, func() { p.AppendAll(nil, text, 8) }); n > 0 {
			t.Errorf("%s: a failing run allocates %v times", source, n)
		}
	}
}
