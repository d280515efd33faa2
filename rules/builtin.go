package rules

import (
	_ "embed"
	"errors"
	"hash/crc32"
	"sync"

	"winnow/rules/pattern"
)

// The embedded packs. Each is a string of the program itself, so that nothing of their two megabytes is copied when it starts.
var (
	//go:embed packs/ad.toml
	adPack string
	//go:embed packs/caption.toml
	captionPack string
	//go:embed packs/comments.toml
	commentsPack string
	//go:embed packs/cookie.toml
	cookiePack string
	//go:embed packs/copyright.toml
	copyrightPack string
	//go:embed packs/credit.toml
	creditPack string
	//go:embed packs/disclaimer.toml
	disclaimerPack string
	//go:embed packs/nav.toml
	navPack string
	//go:embed packs/newsletter.toml
	newsletterPack string
	//go:embed packs/paywall.toml
	paywallPack string
	//go:embed packs/pricing.toml
	pricingPack string
	//go:embed packs/promo.toml
	promoPack string
	//go:embed packs/related.toml
	relatedPack string
	//go:embed packs/share.toml
	sharePack string
)

// sheet is a pack's name and text.
type sheet struct{ file, text string }

// sheets are the embedded packs as they are written, one a category, in the order of their names. TestSheets holds that none
// of the folder is missing.
var sheets = []sheet{
	{"packs/ad.toml", adPack},
	{"packs/caption.toml", captionPack},
	{"packs/comments.toml", commentsPack},
	{"packs/cookie.toml", cookiePack},
	{"packs/copyright.toml", copyrightPack},
	{"packs/credit.toml", creditPack},
	{"packs/disclaimer.toml", disclaimerPack},
	{"packs/nav.toml", navPack},
	{"packs/newsletter.toml", newsletterPack},
	{"packs/paywall.toml", paywallPack},
	{"packs/pricing.toml", pricingPack},
	{"packs/promo.toml", promoPack},
	{"packs/related.toml", relatedPack},
	{"packs/share.toml", sharePack},
}

// builtin reads the embedded packs once: by their index or, where that is of other ones, as when somebody is at work on them,
// by parsing them. Tests hold them valid, so an error here is a defect of this package.
var builtin = sync.OnceValues(func() ([]*Pack, error) {
	packs, err := indexed()
	if err != nil {
		packs, err = parsed()
	}
	for _, p := range packs {
		p.builtin = true
	}
	return packs, err
})

// indexed returns the embedded packs by their index.
func indexed() ([]*Pack, error) { return readIndex(index, sheets, checksum(sheets)) }

// parsed returns them without it.
func parsed() ([]*Pack, error) {
	var packs []*Pack
	var errs []error
	engines := pattern.NewEngines(maxStates)
	for _, s := range sheets {
		pack, err := parsePack(s.file, []byte(s.text), engines)
		packs, errs = append(packs, pack), append(errs, err)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return packs, nil
}

// checksum sums up the text of packs by a CRC for which processors have an instruction.
func checksum(packs []sheet) (sum uint32) {
	table := crc32.MakeTable(crc32.Castagnoli)
	buffer := make([]byte, 32<<10)
	for _, s := range packs {
		for rest := s.text; rest != ""; {
			n := copy(buffer, rest)
			sum, rest = crc32.Update(sum, table, buffer[:n]), rest[n:]
		}
	}
	return sum
}
