package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"winnow/cleaner/ledger"
)

func newStats(s streams) *cobra.Command {
	var examples, top int
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "stats LEDGER...",
		Short: "Show what rules cut, and which documents lost most, by the ledgers of runs",
		Long: `stats sums up what 'winnow --ledger LEDGER' recorded: how many lines and bytes each rule cut, in how many documents,
with examples, and which documents lost most. Shares of rules are of the bytes that were cut, shares of documents of
their own bytes. A line counts where at least a part of it went.

Exit status: 0 when all went well, 2 for a wrong command line or when a ledger is damaged; what stands before the damage
counts.`,
		Example: `  winnow --ledger cuts.jsonl.gz *.txt > articles.txt
  winnow stats cuts.jsonl.gz
  winnow stats --json cuts.jsonl.gz | jq -r '.categories[].rules[] | [.rule, .bytes] | @tsv'`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			switch {
			case len(paths) == 0:
				return usageError(cmd, errors.New("no ledger: name a file that --ledger wrote"))
			case examples < 0:
				return usageError(cmd, fmt.Errorf("--examples: %d is negative", examples))
			case top < 0:
				return usageError(cmd, fmt.Errorf("--top: %d is negative", top))
			}
			collector := ledger.NewCollector(examples, top)
			var failed error
			for _, path := range paths {
				if err := addLedger(collector, path); err != nil {
					report(s.err, inputError(path, err))
					failed = errReported
				}
			}
			if err := printStats(s, collector.Stats(), asJSON); err != nil {
				return err
			}
			return failed
		},
	}
	cmd.Flags().IntVar(&examples, "examples", 1, "show `N` examples of what each rule cut")
	cmd.Flags().IntVar(&top, "top", 10, "show the `N` documents that lost most")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// addLedger adds the ledger at path.
func addLedger(collector *ledger.Collector, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	r, err := ledger.NewReader(f)
	if err != nil {
		return err
	}
	defer r.Close()
	return collector.Add(r)
}

func printStats(s streams, stats *ledger.Stats, asJSON bool) error {
	if !asJSON {
		return stats.WriteText(s.out)
	}
	encoder := json.NewEncoder(s.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(stats)
}
