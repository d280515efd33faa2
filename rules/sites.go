package rules

import (
	"fmt"
	"slices"

	"winnow/cleaner/site"
)

// speaksOf reports that the rule is for documents from host, which is empty where that is not known.
func (p *phrase) speaksOf(host string) bool {
	return len(p.info.Sites) == 0 || site.WithinAny(host, p.info.Sites)
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
	var most []string
	for i, host := range list {
		others := slices.Concat(list[:i], list[i+1:])
		if !slices.Contains(most, host) && !site.WithinAny(host, slices.DeleteFunc(others, func(o string) bool { return o == host })) {
			most = append(most, host)
		}
	}
	return most, problems
}
