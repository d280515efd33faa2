package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// fingerprint returns what changes whenever files might come out otherwise: a hash of the program, which holds the
// built-in rules, of the packs that were added, and of the flags that say how files are cleaned.
func fingerprint(cmd *cobra.Command, o *jobFlags) (string, error) {
	h := sha256.New()
	program, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("cannot tell which program this is: %w", err)
	}
	if err := hashFile(h, program); err != nil {
		return "", err
	}
	var known cobra.Command // has these flags and no others
	new(jobFlags).register(&known)
	known.Flags().VisitAll(func(f *pflag.Flag) {
		if set := cmd.Flags().Lookup(f.Name); f.Name != "rules" && f.Name != "errors" { // the paths of which do not matter
			fmt.Fprintf(h, "%q %q\n", f.Name, set.Value.String())
		}
	})
	for _, path := range o.selection.packs {
		if err := hashPacks(h, path); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), nil
}

// hashPacks hashes a pack, or those in a folder.
func hashPacks(h hash.Hash, path string) error {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return hashFile(h, path)
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if filepath.Ext(entry.Name()) == ".toml" && !entry.IsDir() {
			if err := hashFile(h, filepath.Join(path, entry.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// hashFile hashes a file and its length, so that no two lists of files have the same bytes.
func hashFile(h hash.Hash, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	n, err := io.Copy(h, f)
	fmt.Fprintf(h, "%d\n", n)
	return err
}
