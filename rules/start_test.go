package rules

import "testing"

// BenchmarkStart makes the stages with the embedded packs, as every start of the program does, and for comparison as one does
// whose index is that of other packs.
func BenchmarkStart(b *testing.B) {
	for name, load := range map[string]func() ([]*Pack, error){
		"Index": indexed,
		"Parse": parsed,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				packs, err := load()
				if err != nil {
					b.Fatal(err)
				}
				if _, err := Stages(packs...); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
