package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newMan(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages of all commands to a folder",
		Long: `man writes a manual page for winnow, winnow.1, and one for each of its commands, such as winnow-batch.1, to a folder, which is made
if it is not there. They say what --help says.`,
		Example: `  winnow man ~/.local/share/man/man1      then: man winnow-explain`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError(cmd, fmt.Errorf("man takes the folder to write to, and got %d arguments", len(args)))
			}
			return nil
		},
		ValidArgsFunction: completeFolders,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o777); err != nil {
				return err
			}
			return writeManuals(cmd.Root(), args[0])
		},
	}
}

// writeManuals writes the pages of a command and those below it.
func writeManuals(cmd *cobra.Command, dir string) error {
	out, err := openOutput(filepath.Join(dir, manName(cmd)+".1"), io.Discard)
	if err != nil {
		return err
	}
	defer out.discard()
	manual{out}.page(cmd)
	errs := []error{out.commit()}
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			errs = append(errs, writeManuals(sub, dir))
		}
	}
	return errors.Join(errs...)
}

// manName is what a command's page is called.
func manName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manual writes a manual page in the macros of man(7). Its writer keeps errors until it is flushed.
type manual struct{ w io.Writer }

func (m manual) line(format string, values ...any) { fmt.Fprintf(m.w, format+"\n", values...) }

// page writes the page of a command.
func (m manual) page(cmd *cobra.Command) {
	cmd.InitDefaultHelpFlag()
	cmd.InitDefaultVersionFlag()
	m.line(`.TH "%s" "1" "" "winnow" "Manual of winnow"`, strings.ToUpper(roff(manName(cmd))))
	m.line(".nh\n.ad l") // rules' and flags' names are not to be broken
	m.line(".SH NAME\n%s \\- %s", roff(manName(cmd)), roff(cmd.Short))
	m.line(".SH SYNOPSIS")
	if cmd.Runnable() {
		m.line(`\fB%s\fR%s`, roff(cmd.CommandPath()), roff(strings.TrimPrefix(cmd.UseLine(), cmd.CommandPath())))
	}
	m.line(".SH DESCRIPTION")
	m.text(cmd.Long)
	m.flags("OPTIONS", cmd.NonInheritedFlags())
	m.flags("OPTIONS OF ALL COMMANDS", cmd.InheritedFlags())
	if cmd.Example != "" {
		m.line(".SH EXAMPLES")
		m.block(strings.Split(cmd.Example, "\n"))
	}
	m.related(cmd)
}

// text writes paragraphs, and as it stands what is set in.
func (m manual) text(text string) {
	for i, part := range strings.Split(text, "\n\n") {
		lines := strings.Split(part, "\n")
		if strings.HasPrefix(part, "  ") {
			m.block(lines)
			continue
		}
		if i > 0 {
			m.line(".PP")
		}
		for len(lines) > 0 && !strings.HasPrefix(lines[0], "  ") {
			m.line("%s", roff(lines[0]))
			lines = lines[1:]
		}
		if len(lines) > 0 {
			m.block(lines)
		}
	}
}

// block writes lines as they stand.
func (m manual) block(lines []string) {
	m.line(".PP\n.nf")
	for _, line := range lines {
		m.line("%s", roff(line))
	}
	m.line(".fi")
}

// flags writes what flags do.
func (m manual) flags(title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	m.line(".SH %s", title)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := `\fB` + roff("--"+f.Name) + `\fR`
		if f.Shorthand != "" {
			name = `\fB` + roff("-"+f.Shorthand) + `\fR, ` + name
		}
		if value != "" {
			name += ` \fI` + roff(value) + `\fR`
		}
		m.line(".TP\n%s\n%s", name, roff(strings.ReplaceAll(usage, "\n", " ")))
		switch value := f.DefValue; {
		case value == "", value == "false", value == "[]", value == "0":
		case f.Name == "jobs": // which is another one on each machine
			m.line("(all cores unless given)")
		default:
			m.line("(%s unless given)", roff(value))
		}
	})
}

// related names the pages of the commands above and below.
func (m manual) related(cmd *cobra.Command) {
	var pages []string
	if cmd.HasParent() {
		pages = append(pages, manName(cmd.Parent()))
	}
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			pages = append(pages, manName(sub))
		}
	}
	if len(pages) == 0 {
		return
	}
	for i, name := range pages {
		pages[i] = `\fB` + roff(name) + `\fR(1)`
	}
	m.line(".SH SEE ALSO\n%s", strings.Join(pages, ",\n"))
}

// roff returns text so that troff prints it as it is.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`, `"`, `\(dq`).Replace(text)
	if strings.HasPrefix(text, ".") {
		text = `\&` + text
	}
	return text
}
