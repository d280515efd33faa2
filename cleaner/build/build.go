// Package build says which program made an output, so that two outputs can be told apart by what made them.
package build

import (
	"runtime/debug"
	"strings"
)

// Info is what is known of a program. Fields that are empty are not.
type Info struct {
	Version string `json:"version"`          // a release such as "v1.2.0", or "devel"
	Commit  string `json:"commit,omitempty"` // the first digits of the revision it was built from; "+dirty" behind it where files had changed
	Rules   string `json:"rules,omitempty"`  // the first digits of a hash of its rule set
}

// commitDigits is how many digits of a revision are given.
const commitDigits = 12

// Read returns what the Go toolchain noted in this program. Of the rules that is nothing.
func Read() Info {
	noted, ok := debug.ReadBuildInfo()
	if !ok {
		return Info{Version: "devel"}
	}
	return of(noted)
}

func of(noted *debug.BuildInfo) Info {
	info := Info{Version: noted.Main.Version}
	if info.Version == "" || info.Version == "(devel)" {
		info.Version = "devel"
	}
	changed := false
	for _, s := range noted.Settings {
		switch s.Key {
		case "vcs.revision":
			info.Commit = s.Value[:min(commitDigits, len(s.Value))]
		case "vcs.modified":
			changed = s.Value == "true"
		}
	}
	if changed && info.Commit != "" {
		info.Commit += "+dirty"
	}
	return info
}

// String returns all that is known, as in "v1.2.0, commit 0123456789ab, rules 0123456789ab".
func (i Info) String() string {
	parts := []string{i.Version}
	if i.Commit != "" {
		parts = append(parts, "commit "+i.Commit)
	}
	if i.Rules != "" {
		parts = append(parts, "rules "+i.Rules)
	}
	return strings.Join(parts, ", ")
}
