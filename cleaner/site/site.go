// Package site knows sites by their hosts, so that rules can be held to the documents of some.
package site

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// Parse returns the host that text names: a host such as "example.com", or an address such as
// "https://example.com:8080/a". It is in lower case, and in ASCII as DNS has it, whatever script it is written in.
func Parse(text string) (string, error) {
	bare := strings.TrimSpace(text)
	if !strings.Contains(bare, "//") {
		bare = "//" + bare
	}
	u, err := url.Parse(bare)
	if err != nil || u.Hostname() == "" {
		return "", fmt.Errorf("%q is neither a host, such as example.com, nor an address, such as https://example.com/page", text)
	}
	host, err := normal(u.Hostname())
	if err != nil {
		return "", fmt.Errorf("%q: %q is no host: %w", text, u.Hostname(), err)
	}
	return host, nil
}

// Of returns the host of an address that a page or a record gives, or nothing where it has none.
func Of(address string) string {
	if !strings.Contains(address, "//") {
		return "" // a path within a site that is not named
	}
	host, err := Parse(address)
	if err != nil {
		return ""
	}
	return host
}

// ParseHost returns the host that a rule names, as Parse does. An address is none.
func ParseHost(text string) (string, error) {
	if rest, ok := strings.CutPrefix(text, "*."); ok {
		return "", fmt.Errorf("%q has a wildcard: write %q, which stands for the hosts below it as well", text, rest)
	}
	host, err := Parse(text)
	if err != nil {
		return "", err
	}
	if strings.ContainsAny(text, "/:@?#") && !strings.Contains(host, ":") {
		return "", fmt.Errorf("%q is no host: write %q", text, host)
	}
	return host, nil
}

// normal returns the form in which hosts are compared.
func normal(host string) (string, error) {
	if !utf8.ValidString(host) {
		return "", errors.New("it is not UTF-8")
	}
	host = strings.TrimSuffix(host, ".")
	if address, err := netip.ParseAddr(host); err == nil {
		return address.String(), nil
	}
	// Names with "_" exist, whatever the standard says.
	ascii, err := idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false), idna.VerifyDNSLength(true)).ToASCII(host)
	if err != nil {
		return "", err
	}
	ascii = strings.TrimSuffix(ascii, ".") // of another script
	if strings.HasSuffix(ascii, ".") || ascii == "" {
		return "", errors.New("a name is missing beside a dot")
	}
	if address, err := netip.ParseAddr(ascii); err == nil {
		return address.String(), nil // in digits of another script
	}
	if at := strings.IndexFunc(ascii, func(r rune) bool { return !strings.ContainsRune(hostLetters, r) }); at >= 0 {
		return "", fmt.Errorf("no name has %q", ascii[at:at+1])
	}
	return ascii, nil
}

// hostLetters are the characters of names in ASCII.
const hostLetters = "abcdefghijklmnopqrstuvwxyz0123456789-_."

// Within reports that host is one of site, which is a host and all below it.
func Within(host, site string) bool {
	n := len(host) - len(site)
	return n >= 0 && host[n:] == site && (n == 0 || host[n-1] == '.')
}

// WithinAny reports that host is one of the sites.
func WithinAny(host string, sites []string) bool {
	for _, s := range sites {
		if Within(host, s) {
			return true
		}
	}
	return false
}
