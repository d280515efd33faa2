package config

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// row is a value and where it comes from.
type row struct {
	flag, value, origin string
}

// Show writes all values and their origins as a file of settings, those that all commands share first. Where some
// commands are named, only their values. It applies the settings to all commands of the tree that it shows.
func (s *Settings) Show(w io.Writer, root *cobra.Command, only ...*cobra.Command) error {
	shown := only
	if len(shown) == 0 {
		shown = commands(root)
	}
	tables := make([][]row, len(shown))
	var problems []problem
	for i, cmd := range shown {
		problems = append(problems, s.apply(cmd)...)
		for _, f := range flagsOf(cmd) {
			tables[i] = append(tables[i], rowOf(f))
		}
	}
	if err := join(problems); err != nil {
		return err
	}
	var b strings.Builder
	for _, f := range s.files {
		fmt.Fprintf(&b, "# %s\n", f.name)
	}
	if common := shared(tables); len(common) > 0 {
		write(&b, "", common)
	}
	for i, cmd := range shown {
		if len(tables[i]) > 0 {
			write(&b, strings.Join(words(cmd), "."), tables[i])
		}
	}
	_, err := io.WriteString(w, strings.TrimPrefix(b.String(), "\n"))
	return err
}

// shared takes the rows that are in several tables, and there always the same, out of them.
func shared(tables [][]row) (common []row) {
	count, differ := map[string]int{}, map[string]bool{}
	first := map[string]row{}
	for _, table := range tables {
		for _, r := range table {
			if before, ok := first[r.flag]; !ok {
				first[r.flag] = r
			} else if before != r {
				differ[r.flag] = true
			}
			count[r.flag]++
		}
	}
	for i, table := range tables {
		tables[i] = slices.DeleteFunc(table, func(r row) bool {
			take := count[r.flag] > 1 && !differ[r.flag]
			if take && first[r.flag] == r {
				common = append(common, r)
				first[r.flag] = row{}
			}
			return take
		})
	}
	slices.SortFunc(common, func(a, b row) int { return strings.Compare(a.flag, b.flag) })
	return common
}

// write writes a table.
func write(b *strings.Builder, name string, rows []row) {
	b.WriteByte('\n')
	if name != "" {
		fmt.Fprintf(b, "[%s]\n", name)
	}
	table := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		fmt.Fprintf(table, "%s = %s\t# %s\n", r.flag, r.value, r.origin)
	}
	_ = table.Flush() // to memory
}

// rowOf returns what is to be shown of a flag.
func rowOf(f *pflag.Flag) row {
	origin := Origin(f)
	if origin == "" {
		origin = "default"
	}
	return row{flag: f.Name, value: literal(f), origin: origin}
}

// literal returns the value of a flag as TOML.
func literal(f *pflag.Flag) string {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		items := list.GetSlice()
		quoted := make([]string, len(items))
		for i, item := range items {
			quoted[i] = quote(item)
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	switch f.Value.Type() {
	case "bool", "int", "int64", "float64":
		return f.Value.String()
	}
	return quote(f.Value.String())
}

// quote returns a string as TOML.
func quote(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == '"' || r == '\\' || r >= 0x7f }) {
		return `"` + text + `"`
	}
	line, err := toml.Marshal(map[string]string{"k": strings.ToValidUTF8(text, "\uFFFD")})
	if err != nil {
		return fmt.Sprintf("%q", text) // strings can always be written
	}
	return strings.TrimSuffix(strings.TrimPrefix(string(line), "k = "), "\n")
}
