package main

import "github.com/spf13/cobra"

// newRoot returns the command tree.
func newRoot(s streams) *cobra.Command {
	var o cleanOptions
	var settings settings
	var showVersion bool
	root := &cobra.Command{
		Use:   "winnow [FILE...]",
		Short: "Print the article in a scraped text or page, without the boilerplate around it",
		Long: `winnow reads scraped text or HTML and prints the article in it. Disclaimers, paywall prompts, pricing tables,
newsletter boxes, share bars, lists of related stories and other boilerplate are dropped; every line of a text
that is kept comes out byte for byte as it came in.

Without FILE, or where FILE is -, it reads standard input. Several files are cleaned one after the other. They may be
compressed (gzip, zstd, bzip2, xz), and hold many documents: JSONL, CSV, TSV, WARC or WET. Of such records the document
is replaced, and all else stays as it is.

With --list, --diff or --write it prints no text, but does as gofmt: it names the files of which something would go, shows what as
a diff, or writes what is left in their place. Then FILE may be a folder, too, or a glob. A diff is of the text: of a page, the text that
it shows, and of records, that of each document. --write leaves alone what it cannot put back as it was: pages, web archives, texts
that are not in UTF-8, bzip2 and xz, and files with records that are bad. It says so.

Exit status: 0 when all went well, 1 with --exit-code when something goes, 2 for a wrong command line or when a file failed; the
other files are still cleaned. 'winnow eval' has 1 for figures that fail a threshold, 'winnow test' for what comes out
otherwise than it must; what is interrupted has 130.`,
		Example: `  winnow page.txt                        the article in page.txt
  winnow < page.txt > article.txt        the same, as a filter
  winnow page.html                       the article of a web page
  winnow --format markdown page.html     the same, with its headings, links and emphasis
  winnow --skip related page.txt         lists of related stories stay
  winnow --only paywall,pricing page.txt  nothing else goes
  winnow -o clean.jsonl.gz dump.jsonl.gz  the field "text" of each line; --text-field names another
  winnow explain page.txt                what went, and why
  winnow --ledger cuts.jsonl page.txt    the article, and a record of all that went
  winnow -l texts                        the files in a folder that are not clean
  winnow -d page.txt                     what would go, as a diff
  winnow -w texts                        cleans them where they are
  winnow batch raw --out clean           every file in a folder`,
		Args:                       cobra.ArbitraryArgs,
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
		RunE: func(cmd *cobra.Command, files []string) error {
			if showVersion {
				return printVersion(s)
			}
			return runClean(cmd, s, &o, files)
		},
	}
	root.SetFlagErrorFunc(usageError)
	root.CompletionOptions.DisableDefaultCmd = false
	o.register(root)
	root.Flags().BoolVarP(&showVersion, versionFlag, "v", false, "print version, commit and a hash of the rules")
	settings.register(root)
	shown := s.screened()
	root.AddCommand(newBatch(s), newExplain(s), newRules(shown), newEval(shown), newRestore(s), newStats(shown), newTest(s), newWhy(shown),
		newConfig(shown, &settings), newDiff(shown), newMan(s))
	return root
}
