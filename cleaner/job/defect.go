package job

import (
	"fmt"
	"runtime/debug"
)

// DefectError reports a document at which the program itself failed. The others are cleaned all the same.
type DefectError struct {
	Value any    // of the panic
	Stack string // where it was
}

// Error has the stack, for who mends it.
func (e *DefectError) Error() string {
	return fmt.Sprintf("a defect of winnow: %v\n%s", e.Value, e.Stack)
}

// recovered makes an error of a panic. To be deferred.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = &DefectError{p, string(debug.Stack())}
	}
}
