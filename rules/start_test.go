package rules

import "testing"

// BenchmarkStart makes the stages with the embedded packs, as every start of the program does.
func BenchmarkStart(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		packs, err := loadDir(embedded, "packs", "packs", parsePack)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Stages(packs...); err != nil {
			b.Fatal(err)
		}
	}
}
