package build

import (
	"encoding/json"
	"runtime/debug"
	"testing"
)

func TestOf(t *testing.T) {
	setting := func(key, value string) debug.BuildSetting { return debug.BuildSetting{Key: key, Value: value} }
	for _, test := range []struct {
		version  string
		settings []debug.BuildSetting
		text     string
		json     string
	}{
		{"", nil, "devel", `{"version":"devel"}`},
		{"(devel)", []debug.BuildSetting{setting("vcs", "git"), setting("vcs.modified", "true")}, "devel", `{"version":"devel"}`},
		{
			"v1.2.0", []debug.BuildSetting{setting("vcs.revision", "0123456789abcdef0123"), setting("vcs.modified", "false")},
			"v1.2.0, commit 0123456789ab", `{"version":"v1.2.0","commit":"0123456789ab"}`,
		},
		{
			"v1.2.0", []debug.BuildSetting{setting("vcs.modified", "true"), setting("vcs.revision", "0123")},
			"v1.2.0, commit 0123+dirty", `{"version":"v1.2.0","commit":"0123+dirty"}`,
		},
	} {
		info := of(&debug.BuildInfo{Main: debug.Module{Version: test.version}, Settings: test.settings})
		if info.String() != test.text {
			t.Errorf("got %s, want %s", info, test.text)
		}
		if data, err := json.Marshal(info); err != nil || string(data) != test.json {
			t.Errorf("got %s, %v, want %s", data, err, test.json)
		}
	}
	if got := (Info{Version: "v1.0.0", Rules: "abc"}).String(); got != "v1.0.0, rules abc" {
		t.Errorf("got %s", got)
	}
	if Read().Version == "" {
		t.Error("this program has no version")
	}
}
