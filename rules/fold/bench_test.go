package fold

import (
	"bytes"
	"testing"
)

var benchTexts = []struct{ name, text string }{
	{"English", "The committee said on Tuesday that it had not yet decided, and “would not be rushed” into it. "},
	{"Russian", "Комитет сообщил во вторник, что ещё не принял решения и «не будет спешить» с ним. "},
	{"Chinese", "委员会周二表示，尚未作出决定，也“不会仓促行事”。"},
	{"Vietnamese", "Ủy ban cho biết hôm thứ Ba rằng họ vẫn chưa quyết định và sẽ không vội vàng. "},
}

func BenchmarkAppend(b *testing.B) {
	for _, bench := range benchTexts {
		b.Run(bench.name, func(b *testing.B) {
			text := bytes.Repeat([]byte(bench.text), 1000)
			dst, offsets := make([]byte, 0, len(text)), make([]int32, 0, len(text)+1)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Append(dst, offsets, text)
			}
		})
	}
}

func BenchmarkString(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		String("Suscríbete a nuestro boletín")
	}
}

func BenchmarkKey(b *testing.B) {
	for _, bench := range []struct{ name, text string }{
		{"English", "• 1,204 comments »"},
		{"Russian", "→ 12 комментариев"},
		{"Chinese", "「关注我们」 3人"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			dst := make([]byte, 0, 100)
			b.SetBytes(int64(len(bench.text)))
			b.ReportAllocs()
			for b.Loop() {
				Key(dst, []byte(bench.text))
			}
		})
	}
}
