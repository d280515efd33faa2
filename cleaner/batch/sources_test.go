package batch

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"winnow/cleaner/job"
)

// tree writes files into dir: name → content. A name that ends in a slash is a folder.
func tree(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if strings.HasSuffix(name, "/") {
			if err := os.MkdirAll(path, 0o777); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// patterns parses patterns that are known to be some.
func patterns(t *testing.T, texts ...string) (list []Pattern) {
	for _, text := range texts {
		p, err := ParsePattern(text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

// lines shows a plan: what becomes what, problems and notices.
func (p *Plan) lines() (list []string) {
	for i := range p.Items {
		list = append(list, fmt.Sprintf("%s > %s", filepath.ToSlash(p.Items[i].Source()), filepath.ToSlash(p.Items[i].Goal.Name)))
	}
	for _, problem := range p.Problems {
		list = append(list, fmt.Sprintf("%s! %v", filepath.ToSlash(problem.Source), pathCause(problem.Err)))
	}
	for _, notice := range p.Notices {
		list = append(list, fmt.Sprintf("%s? %s", filepath.ToSlash(notice.Source), notice.Why))
	}
	return list
}

func TestPlan(t *testing.T) {
	t.Chdir(t.TempDir())
	tree(t, ".", map[string]string{
		"raw/a.html": "", "raw/b.txt": "", "raw/x/c.txt": "", "raw/x/y/d.htm": "", "raw/pic.png": "",
		"raw/.hidden": "", "raw/.git/config": "", "raw/drafts/e.txt": "", "raw/" + tempPrefix + "1": "", "raw/" + JournalName: "",
		"raw/out/old.txt": "", "two/b.txt": "", "empty/": "", "[odd].txt": "", "two/f.txt.orig": "",
	})
	text := func(name string) Goal { return GoalOf(name, job.Text) }
	for _, test := range []struct {
		name    string
		sources Sources
		want    []string
	}{
		{"folder", Sources{Paths: []string{"raw"}, Out: "raw/out"}, []string{
			"raw/a.html > a.txt", "raw/b.txt > b.txt", "raw/drafts/e.txt > drafts/e.txt", "raw/pic.png > pic.png",
			"raw/x/c.txt > x/c.txt", "raw/x/y/d.htm > x/y/d.txt"}},
		{"hidden", Sources{Paths: []string{"raw/"}, Out: "raw/out", Hidden: true, Ignore: patterns(t, "drafts", "x/", "*.png")}, []string{
			"raw/.git/config > .git/config", "raw/.hidden > .hidden", "raw/a.html > a.txt", "raw/b.txt > b.txt"}},
		{"include", Sources{Paths: []string{"raw"}, Out: "out", Include: patterns(t, "*.txt", "x/**"), Ignore: patterns(t, "out/")}, []string{
			"raw/b.txt > b.txt", "raw/drafts/e.txt > drafts/e.txt", "raw/x/c.txt > x/c.txt", "raw/x/y/d.htm > x/y/d.txt"}},
		{"files", Sources{Paths: []string{"raw/x/c.txt", "./raw/b.txt", "raw/b.txt", "raw/pic.png"}, Out: "out", Ignore: patterns(t, "*.png")}, []string{
			"raw/b.txt > raw/b.txt", "raw/x/c.txt > raw/x/c.txt"}},
		{"ignored folder of a file", Sources{Paths: []string{"raw/x/c.txt"}, Out: "out", Ignore: patterns(t, "x/")}, nil},
		{"base", Sources{Paths: []string{"raw/x", "two", "raw/b.txt"}, Out: "out", Base: ".", Ignore: patterns(t, "*.orig")}, []string{
			"raw/b.txt > raw/b.txt", "raw/x/c.txt > raw/x/c.txt", "raw/x/y/d.htm > raw/x/y/d.txt", "two/b.txt > two/b.txt"}},
		{"outside of base", Sources{Paths: []string{"two/b.txt"}, Out: "out", Base: "raw"}, []string{
			"two/b.txt! lies outside of --base raw"}},
		{"glob", Sources{Paths: []string{"raw/*.t?t", "raw/**/d.htm", "nothing/*.x", "raw/[!a-c]*.q"}, Out: "out"}, []string{
			"raw/b.txt > raw/b.txt", "raw/x/y/d.htm > raw/x/y/d.txt",
			"nothing! no such file or directory", "raw/[!a-c]*.q! no file matches"}},
		{"name that is a glob", Sources{Paths: []string{"[odd].txt"}, Out: "out"}, []string{"[odd].txt > [odd].txt"}},
		{"missing", Sources{Paths: []string{"no.txt", "empty", "two/b.txt"}, Out: "out"}, []string{
			"two/b.txt > two/b.txt", "no.txt! no such file or directory"}},
		{"in the output folder", Sources{Paths: []string{"raw/out/old.txt", "raw/x/c.txt"}, Out: "raw/out"}, []string{
			"raw/x/c.txt > raw/x/c.txt", "raw/out/old.txt! lies in the output folder, so that it is no source"}},
		{"own", Sources{Paths: []string{"raw/" + JournalName}, Out: "out"}, []string{
			"raw/" + JournalName + "! is a file that winnow keeps for itself"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.sources.Goal = text
			plan, err := test.sources.Plan(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if got := plan.lines(); !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

func TestPlanUpwards(t *testing.T) {
	dir := t.TempDir()
	tree(t, dir, map[string]string{"raw/a.txt": "", "here/": ""})
	t.Chdir(filepath.Join(dir, "here"))
	sources := Sources{Paths: []string{"../raw/a.txt"}, Out: "out", Goal: func(name string) Goal { return Goal{Name: name} }}
	plan, err := sources.Plan(t.Context())
	if err != nil || len(plan.Items) != 0 || len(plan.Problems) != 1 || !strings.Contains(plan.Problems[0].Err.Error(), "--base") {
		t.Errorf("plan %v, error %v", plan.lines(), err)
	}
	sources.Paths = []string{filepath.Join(dir, "raw", "a.txt")}
	plan, err = sources.Plan(t.Context())
	if err != nil || len(plan.Items) != 1 || !filepath.IsLocal(plan.Items[0].Goal.Name) {
		t.Errorf("a whole path became %v, error %v", plan.lines(), err)
	}
}

func TestPlanConflicts(t *testing.T) {
	t.Chdir(t.TempDir())
	tree(t, ".", map[string]string{"raw/a.html": "", "raw/a.txt": "", "one/x.txt": "", "two/x.txt": "", "raw/b.html": "", "more/b.txt/c": ""})
	for _, test := range []struct {
		paths []string
		want  string
	}{
		{[]string{"raw"}, "raw/a.html and raw/a.txt would both become a.txt"},
		{[]string{"one", "two"}, "one/x.txt and two/x.txt would both become x.txt"},
		{[]string{"raw/b.html", "more"}, ""},
		{[]string{"more", "raw"}, "raw/b.html would become b.txt, which is the folder of what more/b.txt/c becomes"},
	} {
		sources := Sources{Paths: test.paths, Out: "out", Goal: func(name string) Goal { return GoalOf(name, job.Text) }}
		_, err := sources.Plan(t.Context())
		if test.want == "" {
			if err != nil {
				t.Errorf("%q: %v", test.paths, err)
			}
		} else if err == nil || !strings.Contains(filepath.ToSlash(err.Error()), test.want) || !strings.Contains(err.Error(), "--base") {
			t.Errorf("%q: error %v, want %s", test.paths, err, test.want)
		}
	}
	sources := Sources{Paths: []string{"raw"}, Out: "raw"}
	if _, err := sources.Plan(t.Context()); err == nil || !strings.Contains(err.Error(), "--in-place") {
		t.Errorf("the output folder as source: error %v", err)
	}
}

func TestPlanLinks(t *testing.T) {
	t.Chdir(t.TempDir())
	tree(t, ".", map[string]string{"raw/a.txt": "", "raw/x/b.txt": "", "other/c.txt": "", "out/": ""})
	for link, to := range map[string]string{
		"raw/link.txt": "a.txt", "raw/broken.txt": "nowhere", "raw/x/up": "..", "raw/other": "../other", "raw/into": "../out",
	} {
		if err := os.Symlink(to, link); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	text := func(name string) Goal { return Goal{Name: name} }
	sources := Sources{Paths: []string{"raw"}, Out: "out", Goal: text}
	check := func(want ...string) {
		t.Helper()
		plan, err := sources.Plan(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := plan.lines(); !slices.Equal(got, want) {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	notFollowed := "? is a link to a folder, and not followed: use --follow"
	check("raw/a.txt > a.txt", "raw/link.txt > link.txt", "raw/x/b.txt > x/b.txt", "raw/broken.txt! no such file or directory",
		"raw/into"+notFollowed, "raw/other"+notFollowed, "raw/x/up"+notFollowed)
	sources.Follow = true
	check("raw/a.txt > a.txt", "raw/link.txt > link.txt", "raw/other/c.txt > other/c.txt", "raw/x/b.txt > x/b.txt",
		"raw/broken.txt! no such file or directory", "raw/x/up? is a link to a folder that it lies in, and is not followed round")
	sources = Sources{Paths: []string{"raw"}, InPlace: true, Goal: text, Ignore: patterns(t, "into", "other", "up", "broken.txt")}
	plan, err := sources.Plan(t.Context())
	if err != nil || len(plan.Items) != 2 || len(plan.Notices) != 1 || !strings.Contains(plan.Notices[0].Why, "left alone") {
		t.Errorf("in place: %q, error %v", plan.lines(), err)
	}
	sources.Paths = []string{"raw/a.txt", "raw/link.txt"}
	if _, err := sources.Plan(t.Context()); err == nil || !strings.Contains(err.Error(), "would both become") {
		t.Errorf("in place, a file and a link to it: error %v", err)
	}
}

// TestPlanUnreadable holds that a folder without permission is named and the others are searched.
func TestPlanUnreadable(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("nothing is closed to this user")
	}
	dir := t.TempDir()
	tree(t, dir, map[string]string{"raw/a.txt": "", "raw/closed/b.txt": ""})
	closed := filepath.Join(dir, "raw", "closed")
	if err := os.Chmod(closed, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(closed, 0o700) })
	sources := Sources{Paths: []string{filepath.Join(dir, "raw")}, Out: "out", Goal: func(name string) Goal { return Goal{Name: name} }}
	plan, err := sources.Plan(t.Context())
	if err != nil || len(plan.Items) != 1 || len(plan.Problems) != 1 || plan.Problems[0].Source != closed {
		t.Errorf("plan %v, error %v", plan.lines(), err)
	}
}
