package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Exempt reports that a command has no settings, so that what is wrong with them must not keep it from its work: help, and
// what shells call for completions.
func Exempt(cmd *cobra.Command) bool {
	for ; cmd.HasParent(); cmd = cmd.Parent() {
		if name := cmd.Name(); cmd.Hidden || !cmd.Parent().HasParent() && (name == "help" || name == "completion") {
			return true
		}
	}
	return false
}

// commands returns the commands that have settings, the root first.
func commands(root *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{root}
	for _, cmd := range root.Commands() {
		if !Exempt(cmd) {
			list = append(list, commands(cmd)...)
		}
	}
	return list
}

// flagsOf returns the flags of a command that can be set, in alphabetical order.
func flagsOf(cmd *cobra.Command) (list []*pflag.Flag) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" && f.Name != "version" && f.Name != OffFlag {
			list = append(list, f)
		}
	})
	return list
}

// words returns the name of a command as tables have it.
func words(cmd *cobra.Command) []string {
	if !cmd.HasParent() {
		return []string{cmd.Name()}
	}
	return strings.Fields(cmd.CommandPath())[1:]
}

// names are what settings may be called.
type names struct {
	tables []string            // of commands
	flags  map[string][]string // of each table
	owners map[string][]string // of each flag, the tables
}

func namesOf(root *cobra.Command) *names {
	n := &names{flags: map[string][]string{}, owners: map[string][]string{}}
	for _, cmd := range commands(root) {
		table := strings.Join(words(cmd), ".")
		n.tables = append(n.tables, table)
		for _, f := range flagsOf(cmd) {
			n.flags[table] = append(n.flags[table], f.Name)
			n.owners[f.Name] = append(n.owners[f.Name], table)
		}
	}
	return n
}

// all returns the names of all flags.
func (n *names) all() (list []string) {
	for name := range n.owners {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// Check reports settings that no command has, each with its place and with what may have been meant.
func (s *Settings) Check(root *cobra.Command) error {
	n := namesOf(root)
	var errs []error
	for _, v := range s.variables {
		if err := n.variable(v.name); err != nil {
			errs = append(errs, err)
		}
	}
	for _, f := range s.files {
		said := map[string]bool{} // of a table once, and not of each of its keys
		for i := range f.keys {
			err := n.key(&f.keys[i])
			if err == nil || said[err.Error()] {
				continue
			}
			said[err.Error()] = true
			errs = append(errs, fmt.Errorf("%s: %w", f.place(&f.keys[i]), err))
		}
	}
	return errors.Join(errs...)
}

// variable reports a variable that is for no flag.
func (n *names) variable(name string) error {
	var known []string
	for _, flag := range append(n.all(), OffFlag) {
		known = append(known, Variable(flag))
	}
	if slices.Contains(known, name) {
		return nil
	}
	return fmt.Errorf("%s: no setting is called so%s", name, orMeant(name, known, ""))
}

// key reports a key or a table that is for no flag or no command.
func (n *names) key(k *key) error {
	last := k.path[len(k.path)-1]
	table := strings.Join(k.path[:len(k.path)-1], ".")
	switch {
	case k.value == nil:
		return n.table(k.name())
	case table == "" && n.owners[last] != nil:
		return nil
	case table == "":
		if slices.Contains(n.tables, last) {
			return fmt.Errorf("%q is a command, whose settings are a table: write [%s]", last, last)
		}
		return fmt.Errorf("unknown key %q%s", last, orMeant(last, n.all(), ""))
	}
	if err := n.table(table); err != nil {
		return err
	}
	switch owners := n.owners[last]; {
	case slices.Contains(n.flags[table], last):
		return nil
	case len(owners) > 0:
		return fmt.Errorf("unknown key %q in [%s]: a setting of %s", last, table, strings.Join(owners, ", "))
	}
	return fmt.Errorf("unknown key %q in [%s]%s", last, table, orMeant(last, n.flags[table], ""))
}

// table reports a table that is for no command.
func (n *names) table(name string) error {
	switch {
	case slices.Contains(n.tables, name):
		return nil
	case n.owners[name] != nil:
		return fmt.Errorf("%q is a setting and no command: write %s = VALUE", name, name)
	}
	return fmt.Errorf("unknown table [%s]%s", name, orMeant(name, n.tables, "[]"))
}

// longestName is the length of the longest name that others are compared with.
const longestName = 64

// orMeant asks whether the known name that is nearest was meant, between the two brackets if there are some.
func orMeant(name string, known []string, brackets string) string {
	best, least := "", 1+len(name)/3
	if len(name) > longestName {
		known = nil
	}
	for _, k := range known {
		if d := distance(name, k); d <= least && (best == "" || d < least) {
			best, least = k, d
		}
	}
	if best == "" {
		return ": 'winnow config' lists all there are"
	}
	if brackets != "" {
		return fmt.Sprintf(": did you mean %c%s%c?", brackets[0], best, brackets[1])
	}
	return fmt.Sprintf(": did you mean %s?", best)
}

// distance is the number of bytes to put in, leave out, change or swap with the next that make b of a: the optimal string
// alignment distance (Damerau 1964).
func distance(a, b string) int {
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	last, this := rows[1], rows[2]
	before := rows[0]
	for j := range this {
		this[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, this = last, this, before
		this[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			this[j] = min(last[j]+1, this[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				this[j] = min(this[j], before[j-2]+1)
			}
		}
	}
	return this[len(b)]
}
