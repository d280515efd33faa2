package cleaner

// FromSite returns a reader of what r gives, as coming from a site: a host, or an address there.
func FromSite(r Reader, site string) Reader { return &sited{r, site} }

type sited struct {
	reader Reader
	site   string
}

// Next implements Reader.
func (s *sited) Next(doc *Document) error {
	err := s.reader.Next(doc)
	doc.Site = s.site
	return err
}
