// Package tomlerror says where in a file of TOML something is wrong.
package tomlerror

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Locate gives an error of decoding the file called file the form file:line:column: message, a line for each key that is
// not known. Behind those stands keys, which says where to find the keys that are.
func Locate(file string, err error, keys string) error {
	var strict *toml.StrictMissingError
	var decode *toml.DecodeError
	switch {
	case errors.As(err, &strict):
		var errs []error
		for i := range strict.Errors {
			e := &strict.Errors[i]
			row, column := e.Position()
			errs = append(errs, fmt.Errorf("%s:%d:%d: unknown key %q: %s", file, row, column, strings.Join(e.Key(), "."), keys))
		}
		return errors.Join(errs...)
	case errors.As(err, &decode):
		row, column := decode.Position()
		return fmt.Errorf("%s:%d:%d: %s", file, row, column, strings.TrimPrefix(decode.Error(), "toml: "))
	}
	return fmt.Errorf("%s: %w", file, err)
}
