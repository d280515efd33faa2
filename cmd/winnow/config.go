package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winnow/cmd/config"
)

// settings are the values that flags have from elsewhere than the command line.
type settings struct {
	off    bool
	loaded *config.Settings
}

// register lets the settings fill in the flags of every command below root.
func (o *settings) register(root *cobra.Command) {
	root.PersistentFlags().BoolVar(&o.off, config.OffFlag, false, "heed neither "+config.FileName+" nor "+config.Prefix+"* variables")
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if config.Exempt(cmd) || cmd.Flags().Changed(versionFlag) {
			return nil
		}
		err := o.load(root)
		if err == nil {
			err = o.loaded.Apply(cmd)
		}
		if err != nil {
			err = fmt.Errorf("%w\n--%s does without settings", err, config.OffFlag)
		}
		return err
	}
}

// load reads the settings, unless the user wants none.
func (o *settings) load(root *cobra.Command) error {
	o.loaded = &config.Settings{}
	places, err := config.Here()
	if err != nil {
		return err
	}
	if !o.off {
		if o.off, err = places.Off(); err != nil {
			return err
		}
	}
	if o.off {
		return nil
	}
	if o.loaded, err = config.Load(places); err != nil {
		return err
	}
	return o.loaded.Check(root)
}

// newConfig returns the command that prints the settings.
func newConfig(s streams, o *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "config [COMMAND]",
		Short: "Print every setting, and where it comes from",
		Long: `config prints the value of every setting, and behind it where that comes from, as a ` + config.FileName + `: first those
that commands share, then those of each command; or those of COMMAND alone.

Every flag of every command is a setting. Of the places that have a value the first counts:

  the command line
  a variable: WINNOW_TEXT_FIELD for --text-field; of a list several values stand on a line each
  winnow.toml in the working directory, or the nearest one in a folder above it
  winnow/winnow.toml in the user's folder of settings: $XDG_CONFIG_HOME or ~/.config, on macOS
  ~/Library/Application Support, on Windows %AppData%

In a file a setting is called like its flag. At the top it is for every command that has the flag, in a command's
table, as [batch], [rules.check] or [winnow], for that command alone. Relative paths are relative to the file:

  level = "strict"
  rules = ["packs/our-site.toml"]

  [batch]
  ignore = ["*.png", "drafts/"]

An empty variable counts for nothing. With --no-config, or the variable WINNOW_NO_CONFIG=1, neither files nor variables count.`,
		Example: `  winnow config
  winnow config batch
  WINNOW_LEVEL=strict winnow config | grep ^level`,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			below, _, err := cmd.Root().Find(args)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var list []string
			for _, c := range below.Commands() {
				if !config.Exempt(c) {
					list = append(list, c.Name())
				}
			}
			return list, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return o.loaded.Show(s.out, cmd.Root())
			}
			one, rest, err := cmd.Root().Find(args)
			if err == nil && (len(rest) > 0 || config.Exempt(one)) {
				err = fmt.Errorf("%q is no command with settings", strings.Join(args, " "))
			}
			if err != nil {
				return usageError(cmd, err)
			}
			return o.loaded.Show(s.out, cmd.Root(), one)
		},
	}
}

// origins says of the flags that err names where their values come from, when it is not the command line.
func origins(cmd *cobra.Command, err error) string {
	var text strings.Builder
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if origin := config.Origin(f); origin != "" && mentions(err.Error(), "--"+f.Name) {
			fmt.Fprintf(&text, "\n--%s is set by %s", f.Name, origin)
		}
	})
	return text.String()
}

// mentions reports that text has the name of a flag, and not only as the beginning of another one.
func mentions(text, flag string) bool {
	for {
		_, rest, ok := strings.Cut(text, flag)
		if !ok {
			return false
		}
		if rest == "" || rest[0] != '-' && (rest[0] < 'a' || rest[0] > 'z') {
			return true
		}
		text = rest
	}
}
