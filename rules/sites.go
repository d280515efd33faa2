package rules

import (
	"fmt"
	"strings"

	"winnow/cleaner/site"
)

// speaksOf reports that the rule is for documents from host, which is empty where that is not known.
func (p *phrase) speaksOf(host string) bool {
	return len(p.info.Sites) == 0 || site.WithinAny(host, p.info.Sites)
}

// belowAny reports that host is below one of the sites, and not only one of them itself.
func belowAny(host string, sites map[string]bool) bool {
	for rest := host; ; {
		_, parent, ok := strings.Cut(rest, ".")
		if !ok {
			return false
		}
		if _, ok := sites[parent]; ok {
			return true
		}
		rest = parent
	}
}

// hosts returns the hosts that a list of sites names, in their order, without those that another one stands for, or
// what is wrong with them.
func hosts(sites []string) (list, problems []string) {
	for _, text := range sites {
		host, err := site.ParseHost(text)
		if err != nil {
			problems = append(problems, fmt.Sprintf("sites: %v", err))
			continue
		}
		list = append(list, host)
	}
	if len(sites) == 0 && sites != nil {
		problems = append(problems, "sites is empty: name hosts, or leave it out for rules that hold everywhere")
	}
	named := map[string]bool{} // those of list, and whether they are still to be taken
	for _, host := range list {
		named[host] = true
	}
	var most []string
	for _, host := range list {
		if named[host] && !belowAny(host, named) {
			most = append(most, host)
			named[host] = false // a second one is one too many
		}
	}
	return most, problems
}
