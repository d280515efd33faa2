package match

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// The words of the benchmark texts, by how often they occur: each next line is
// half as frequent.
var vocabularies = map[string][]string{
	"English": {
		"the of and to a in that is was for on with he as it at by be said from",
		"have his they this had not are but were she which you one we all her would there their will when who more new their been has up out if about so can what",
		"people government year years time minister after first over into other police company president country city state during between against because before under million report market",
		"committee decided Tuesday spokesman election however investment although economy Washington according increase officials international continue community subscribe newsletter reading education university available information development particularly industry agreement",
	},
	"Russian": {
		"и в не на что с по как он к из за от это для но его о же все",
		"был была были если когда только года время также может после более которые который чтобы которых этого лет сообщил заявил",
		"правительство президент компании страны город власти развитие министр вторник решение между человек миллионов рублей россии москве",
		"сотрудничество избирательной подписаться читайте международный университета производства представитель экономического обсуждение",
	},
	"Chinese": {
		"的 一 是 在 不 了 有 和 人 这 中 大 为 上 个 国 我 以 要 他",
		"时 来 用 们 生 到 作 地 于 出 就 分 对 成 会 可 主 发 年 动 同 工 也 能 下 过 子 说 产 种 面 而",
		"政府 公司 市场 经济 发展 表示 记者 报道 中国 美国 总统 国家 城市 问题 社会 企业 投资 技术",
		"关注 我们 订阅 版权 委员会 星期二 国际合作 教育部门 可持续发展",
	},
}

// prose returns about size bytes of made-up text, the same in every run.
func prose(language string, size int) []byte {
	random := rand.New(rand.NewPCG(1, 2))
	var words [][]string
	for _, line := range vocabularies[language] {
		words = append(words, strings.Fields(line))
	}
	space, comma, stop := " ", ", ", ". "
	if language == "Chinese" {
		space, comma, stop = "", "，", "。"
	}
	var b strings.Builder
	for sentence := 1; b.Len() < size; sentence++ {
		for n := 5 + random.IntN(20); n > 0; n-- {
			line := 0
			for line < len(words)-1 && random.IntN(2) == 0 {
				line++
			}
			b.WriteString(words[line][random.IntN(len(words[line]))])
			switch {
			case n == 1:
				b.WriteString(stop)
			case random.IntN(12) == 0:
				b.WriteString(comma)
			default:
				b.WriteString(space)
			}
		}
		if sentence%4 == 0 {
			b.WriteString("\n\n“")
		}
	}
	return []byte(b.String())
}

// ruleWords are words that rules begin with. Some occur in the texts too.
var ruleWords = map[string]string{
	"English": "subscribe newsletter cookie advertisement copyright reserved reading account privacy comment follow share download unlimited article premium register password republish permission sponsored browser recommended trending",
	"Russian": "подпишитесь рассылка реклама читайте комментарии поделиться материалы редакция использование источник фотография телеграм перепечатка зарегистрируйтесь",
	"Chinese": "关注 订阅 版权 广告 登录 评论 分享 下载 阅读 免责 编辑 来源 公众 推荐",
}

// phrases returns n literals of two to four words. As in rules, they begin with
// a word that is rare in the texts: with the first half of one rule word and
// the second half of another. One of a hundred begins with a word of the texts.
func phrases(n int) []string {
	random := rand.New(rand.NewPCG(3, 4))
	var literals []string
	for i := 0; len(literals) < n; i++ {
		// Four of six are in the Latin script, as most rules are.
		language := []string{"English", "English", "English", "English", "Russian", "Chinese"}[i%6]
		common := strings.Fields(strings.ToLower(strings.Join(vocabularies[language], " ")))
		rare := strings.Fields(ruleWords[language])
		pick := func(words []string) string { return words[random.IntN(len(words))] }
		parts := []string{pick(strings.Fields(strings.ToLower(vocabularies[language][3])))}
		if i%100 != 0 {
			head, tail := []rune(pick(rare)), []rune(pick(rare))
			parts[0] = string(head[:(len(head)+1)/2]) + string(tail[len(tail)/2:])
		}
		for range 1 + random.IntN(3) {
			parts = append(parts, pick(common))
		}
		space := " "
		if language == "Chinese" {
			space = ""
		}
		if literal := strings.Join(parts, space); len(literal) >= MinLiteral {
			literals = append(literals, literal)
		}
	}
	return literals
}

func BenchmarkNew(b *testing.B) {
	for _, n := range []int{5_000, 20_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			literals := phrases(n)
			b.ReportAllocs()
			for b.Loop() {
				New(literals)
			}
		})
	}
}

func BenchmarkAppend(b *testing.B) {
	const size = 200_000
	texts := []struct {
		name string
		text []byte
	}{
		{"English", prose("English", size)},
		{"Russian", prose("Russian", size)},
		{"Chinese", prose("Chinese", size)},
		// Each start goes far into a literal and fails.
		{"repeated words", []byte(strings.Repeat("subscribe to our newsletter to ", size/31))},
		{"repeated letters", []byte(strings.Repeat("a ", size/2))},
		// Each start has a long run of white space before it can fail.
		{"long spaces", []byte(strings.Repeat("to to to to"+strings.Repeat(" \u200B", size/16), 8))},
		{"invalid", []byte(strings.Repeat("\xFFa\xE2\x80", size/4))},
	}
	literals := append(phrases(5_000),
		strings.Repeat("subscribe to our newsletter to ", 2)+"x", strings.Repeat("a ", 30)+"x", strings.Repeat("to ", 20)+"x")
	set := New(literals)
	for _, test := range texts {
		b.Run(test.name, func(b *testing.B) {
			dst := set.Append(nil, test.text)
			b.SetBytes(int64(len(test.text)))
			b.ReportAllocs()
			for b.Loop() {
				set.Append(dst[:0], test.text)
			}
			b.ReportMetric(float64(len(dst)), "matches/op")
		})
	}
}
