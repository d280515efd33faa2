package rules

import (
	"winnow/cleaner"
	"winnow/rules/fold"
	"winnow/rules/pattern"
)

// dateWords bounds a line that is nothing but a date, a time or an age.
const dateWords = 5

var (
	ageUnits = `(?:sec(?:ond)?s?|min(?:ute[sn]?|uti|utos?)?|h|hrs?|hours?|std\.?|stunden?|heures?|horas?|or[ae]|uur|uren|timm(?:e|ar)|timer?|tuntia?|godz\w*|hodin\w*|ora|saat|час\w*|годин\w*|ωρεσ?|` +
		`minut\w*|dakika|мин\w*|хв\w*|λεπτα|ساعات?|ساعة|دقيقة|دقائق|ساعت|دقیقه|שעות|דקות|घंटे?|मिनट|jam|menit|gio|phut|ชั่วโมง|นาที|時間|分|小时|小時|分钟|分鐘|시간|분|` + periods + `)`
	dateLine = pattern.MustCompile(`^(?:(?:` + slots["date"] + `|` + slots["time"] + `|\d{1,2}[./]\d{1,2})(?:[ ,|-]+(?:` + slots["time"] + `|\d{4}))?` +
		`|(?:vor |il y a |hace |ha |fa |for |il y a environ |πριν απο |منذ |قبل |לפני |vor ca\. )?\d+ ?` + ageUnits + `(?: ago| geleden| siden| sedan| sitten| fa| temu| назад| тому| once| atras| lalu| yang lalu| truoc|前|전|ที่แล้ว| पहले|\w{0,4}))$`)
)

// dated reports that block i is nothing but a date, a time or an age.
func (m *viewed) dated(doc *cleaner.Document, i int) bool {
	b := &doc.Blocks[i]
	if b.Digits == 0 || b.Words > dateWords || b.End-b.Start > 60 {
		return false
	}
	m.folded, m.offsets = fold.Append(m.folded[:0], m.offsets[:0], doc.BlockText(i))
	return dateLine.Match(m.folded)
}
