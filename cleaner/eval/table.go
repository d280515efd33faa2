package eval

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// table is rows of cells, of which the first is set to the left and the others to the right. A row of one cell is a
// title and takes no part in the widths.
type table struct{ rows [][]string }

// add adds a row. Control characters, which may be anywhere in the names that files give, do not reach the terminal.
func (t *table) add(cells ...string) {
	for i, cell := range cells {
		cells[i] = strings.Map(visible, cell)
	}
	t.rows = append(t.rows, cells)
}

func visible(r rune) rune {
	if unicode.IsControl(r) {
		return unicode.ReplacementChar
	}
	return r
}

// write prints the table.
func (t *table) write(w io.Writer) error {
	var widths []int
	for _, row := range t.rows {
		for i, cell := range row {
			if len(row) == 1 {
				continue
			}
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], uniseg.StringWidth(cell))
		}
	}
	var b strings.Builder
	for _, row := range t.rows {
		var line strings.Builder
		for i, cell := range row {
			pad := ""
			if len(row) > 1 {
				pad = strings.Repeat(" ", widths[i]-uniseg.StringWidth(cell))
			}
			if i == 0 {
				line.WriteString(cell + pad)
			} else {
				line.WriteString("  " + pad + cell)
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// cell prints a figure for a table.
func (r Ratio) cell() string {
	if !r.Defined() {
		return "-"
	}
	return fmt.Sprintf("%.4f", float64(r))
}

// change prints the difference between figures for a table.
func change(old, now Ratio) string {
	if !old.Defined() || !now.Defined() {
		return "-"
	}
	return fmt.Sprintf("%+.4f", float64(now-old))
}
