// A module of its own, so that the program does not depend on x/text.
module winnow/rules/fold/internal/gen

go 1.25.0

require golang.org/x/text v0.31.0
