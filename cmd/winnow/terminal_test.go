package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// steering is what must not reach a terminal: an escape sequence that sets the title, a bell, a backspace, a delete, the control
// sequence introducer of C1, as UTF-8 and as a byte, and marks that turn the direction of writing.
const steering = "\x1b]0;owned\x07\x08\x7f\u009b2J\x9b\u202e\u2066"

// steeringName is what of it a file's name can have.
const steeringName = "\x1b]0;owned\x07\u009b2J\u202e"

// steers returns the first character of text that steers a terminal, or nothing. Line ends and tabs may stand there.
func steers(text []byte) string {
	for at := 0; at < len(text); {
		r, n := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && n == 1 || unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) {
			return fmt.Sprintf("%q in %.120q", text[at:at+n], text[max(0, at-40):min(len(text), at+40)])
		}
		at += n
	}
	return ""
}

// hostileFolder makes files of all kinds whose text steers a terminal, and so do their names.
func hostileFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	line := "Subscribe to continue reading" + steering + "\n" + steering + " It rained all night, the farmers said.\n"
	record := strings.NewReplacer("\x1b", `\u001b`, "\x07", `\u0007`, "\x08", `\b`, "\x7f", `\u007f`, "\x9b", `\u009b`).Replace(steering)
	pack := "category = \"house\"\ndoc = \"A house.\"\n[[rule]]\nid = \"h\"\ndoc = \"A line. \\u001b]0;owned\\u0007 \u009b\u202e.\"\nlanguages = [\"mul\"]\n" +
		"exact = [\"a \\u001b[2J line \u009b\u202e\"]\ndrops = [\"a \\u001b[2J line \u009b\u202e\"]\nkeeps = [\"It rained. \\u001b[2J\u202e\"]\n"
	for name, text := range map[string]string{
		"a" + steeringName + ".txt":                line,
		"a" + steeringName + ".html":               "<!doctype html><title>" + steering + "</title><body class=\"" + steering + "\"><p class='related" + steering + "'>" + line + "<p>&#27;]0;x&#7;&#x9b;&#x202e;",
		"a" + steeringName + ".jsonl":              `{"id":"` + record + `","url":"http://e.org/` + record + `","text":"` + record + `"}` + "\n" + `{"id":"` + record + `","text":` + steering + "}\n",
		"a" + steeringName + ".csv":                steering + ",text\n" + steering + "," + steering + "\n" + steering + "\n",
		"a" + steeringName + ".warc":               "WARC/1.0" + steering + "\r\nWARC-Type: conversion\r\nWARC-Record-ID: " + steering + "\r\nContent-Length: " + steering + "\r\n\r\n",
		"a" + steeringName + ".toml":               pack,
		"wrong" + steeringName + ".toml":           "category = \"" + strings.ReplaceAll(record, `\b`, "") + "\"\n[[rule]]\nid = \"\\u001b[2J\u009b\u202e\"\nregex = \"(\\u001b\u009b\u202e\"\n",
		"broken" + steeringName + ".toml":          "\x1b = \n" + steering,
		"fixtures/f" + steeringName + "/raw.txt":   line,
		"fixtures/f" + steeringName + "/clean.txt": steering + "\nNo such line" + steering + "\n",
		"options/f" + steeringName + "/raw.txt":    line,
		"options/f" + steeringName + "/clean.txt":  line,
		"options/f" + steeringName + "/case.toml":  "skip = [\"\\u001b[2J\u009b\u202e\"]\n",
		"truth/truth.jsonl":                        `{"id":"` + record + `","content":"x"}` + "\n" + steering + "\n",
		"ledger" + steeringName + ".jsonl":         hostileLedger(record),
		"broken" + steeringName + ".jsonl":         "{\"winnow\":\"" + steering,
		"settings/winnow.toml":                     "level = \"\\u001b[2J\u009b\u202e\"\n\"\\u001b[2J\u009b\u202e\" = 1\n",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// hostileLedger returns a ledger with names, statuses and rules that steer.
func hostileLedger(text string) string {
	return `{"ledger":"winnow","version":1,"winnow":{"version":"` + text + `","commit":"` + text + `"}}` + "\n" +
		`{"doc":1,"name":"` + text + `","status":"` + text + `","evidence":["` + text + `"],"input":"` + text + `","charset":"` + text + `","text":40,"kept":20,"cuts":1,"error":"` + text + `"}` + "\n" +
		`{"doc":1,"offset":0,"length":20,"rule":"` + text + `/` + text + `","category":"` + text + `","text":"` + text + `"}` + "\n"
}

// TestTerminal holds that nothing of an input, of its name, of a pack, a fixture, a ledger or a setting steers the terminal that a
// command prints to. What is cleaned is not looked at: that is the input's own text, and goes where the user sends it.
func TestTerminal(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its files cannot have such names")
	}
	t.Chdir(hostileFolder(t))
	t.Setenv("WINNOW_NO_CONFIG", "1")
	name := func(kind, ending string) string { return kind + steeringName + ending }
	text, page := name("a", ".txt"), name("a", ".html")
	var commands [][]string
	for _, file := range []string{text, page, name("a", ".jsonl"), name("a", ".csv"), "none" + steering} {
		commands = append(commands, []string{"explain", file}, []string{"explain", "--json", file}, []string{"explain", "--html", "out.html", file},
			[]string{"why", file + ":1"}, []string{"why", "--json", file + ":1"}, []string{"why", "--toml", file + ":1"}, []string{"why", file + ":99"},
			[]string{"why", file}, []string{"batch", file, "--out", "clean", "--dry-run"}, []string{"--skip", steering, file}, []string{"--format", steering, file},
			[]string{"--text-field", steering, "--text-column", steering, "-o", os.DevNull, file}, []string{"-o", os.DevNull, file}, []string{"-o", "none" + steering + "/x", file},
			[]string{"--ledger", "none" + steering + "/x", file}, []string{"--errors", "none" + steering + "/x", file}, []string{"--charset", steering, "-o", os.DevNull, file},
			[]string{"diff", "--rules", "built-in", "--rules", name("a", ".toml"), file}, []string{"diff", "--json", "--rules", "built-in", "--rules", name("a", ".toml"), file})
	}
	for _, format := range []string{"text", "tap", "junit", "github", "sarif", "json"} {
		commands = append(commands, []string{"test", "--format", format, "fixtures"}, []string{"test", "--format", format, "options"})
	}
	commands = append(commands, [][]string{
		{"batch", ".", "--out", "clean"}, {"batch", ".", "--out", "clean2", "-q", "--report", "-"}, {"batch", ".", "--out", "clean"}, {"-o", os.DevNull, name("a", ".warc")},
		{"stats", name("ledger", ".jsonl")}, {"stats", "--json", name("ledger", ".jsonl")}, {"stats", name("broken", ".jsonl")}, {"stats", "none" + steering},
		{"restore", text, name("ledger", ".jsonl")}, {"restore", text, name("broken", ".jsonl")}, {"restore", "--document", steering, text, name("ledger", ".jsonl")},
		{"diff", name("ledger", ".jsonl"), name("ledger", ".jsonl")}, {"diff", name("ledger", ".jsonl"), name("broken", ".jsonl")},
		{"rules", "check", name("a", ".toml")}, {"rules", "check", name("wrong", ".toml")}, {"rules", "check", name("broken", ".toml")},
		{"rules", "--rules", name("a", ".toml"), "h"}, {"rules", "--rules", name("a", ".toml")}, {"rules", steering}, {"--rules", name("wrong", ".toml"), text}, {"explain", "--rules", name("a", ".toml"), text},
		{"eval", "truth"}, {"eval", "--json", "truth"}, {"eval", "none" + steering}, {"eval", "fixtures"}, {steering}, {"--" + steering}, {"explain", "--level", steering},
		{"test", "none" + steering}, {"test", "--new", page, "made"}, {"completion", steering}, {"config", steering},
	}...)
	seen := 0
	for _, args := range commands {
		var out, errs bytes.Buffer
		run(args, streams{strings.NewReader(steering), &out, &errs})
		if bytes.Contains(append(out.Bytes(), errs.Bytes()...), []byte("owned")) {
			seen++
		}
		if found := steers(out.Bytes()); found != "" {
			t.Errorf("%q prints %s", args, found)
		}
		if found := steers(errs.Bytes()); found != "" {
			t.Errorf("%q reports %s", args, found)
		}
	}
	if seen < len(commands)*2/3 {
		t.Errorf("only %d of %d commands print something of the hostile text, so that this test shows little", seen, len(commands))
	}
	t.Chdir("settings")
	t.Setenv("WINNOW_NO_CONFIG", "")
	for _, args := range [][]string{{"config"}, {"explain", "../" + text}} {
		var out, errs bytes.Buffer
		if run(args, streams{strings.NewReader(""), &out, &errs}); errs.Len() == 0 && out.Len() == 0 {
			t.Errorf("%q prints nothing, so that this test shows nothing", args)
		}
		if found := steers(append(out.Bytes(), errs.Bytes()...)); found != "" {
			t.Errorf("%q prints %s", args, found)
		}
	}
}

// TestNamesStayNames holds that what an input says of itself names no file: an archive's address, a record's identifier.
func TestNamesStayNames(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("WINNOW_NO_CONFIG", "1")
	warc := "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: file:///../../evil\r\nWARC-Filename: ../evil\r\nWARC-Record-ID: <../evil>\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\ntext\n\r\n\r\n"
	for name, text := range map[string]string{
		"raw/a.jsonl": `{"id":"../../evil","url":"../evil","file":"/tmp/evil","name":"../evil","text":"It rained."}` + "\n",
		"raw/b.warc":  warc,
		"raw/a.csv":   "file,text\n../evil,It rained.\n",
		"raw/c.html":  "<!doctype html><title>../../evil</title><link rel=canonical href='file:///../evil'><p>It rained.",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"batch", "raw", "--out", "clean"}, {"batch", "raw", "--out", "json", "--format", "json"}, {"-o", "one.txt", "raw/a.jsonl", "raw/b.warc", "raw/c.html"}} {
		if code := run(args, streams{strings.NewReader(""), io.Discard, io.Discard}); code != exitDone {
			t.Errorf("%q: exit code %d", args, code)
		}
	}
	var made []string
	err := filepath.WalkDir(".", func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !strings.HasPrefix(path, "raw") {
			made = append(made, filepath.ToSlash(path))
		}
		return err
	})
	const want = "clean/.winnow-journal.jsonl clean/a.csv clean/a.jsonl clean/b.jsonl clean/c.txt " +
		"json/.winnow-journal.jsonl json/a.csv json/a.jsonl json/b.jsonl json/c.json one.txt"
	if got := strings.Join(made, " "); got != want {
		t.Errorf("made %s, want %s", got, want)
	}
	if err != nil {
		t.Error(err)
	}
}
