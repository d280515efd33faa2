package main

import (
	"fmt"

	"winnow/cleaner/build"
	"winnow/rules"
)

// versionFlag prints the version, whatever else there is. It is none of cobra's, which would want to know the version at
// every start: the hash of the rules takes a moment.
const versionFlag = "version"

func printVersion(s streams) error {
	_, err := fmt.Fprintf(s.out, "winnow %s\n", new(selection).program())
	return err
}

// program returns what program this is, with the packs that were added.
func (o *selection) program() build.Info {
	info := build.Read()
	info.Rules = rules.Hash(o.loaded...)
	return info
}
