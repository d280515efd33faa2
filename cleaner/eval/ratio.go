package eval

import (
	"bytes"
	"encoding/json"
	"math"
)

// Ratio is a figure between 0 and 1, or NaN where there is nothing to measure; JSON has null for that.
type Ratio float64

// Defined reports that there is something to measure.
func (r Ratio) Defined() bool { return !math.IsNaN(float64(r)) }

// MarshalJSON writes a number with nine decimals, which are the same on all processors, or null.
func (r Ratio) MarshalJSON() ([]byte, error) {
	if !r.Defined() {
		return []byte("null"), nil
	}
	return json.Marshal(math.Round(float64(r)*1e9) / 1e9)
}

// UnmarshalJSON reads a number, or null.
func (r *Ratio) UnmarshalJSON(data []byte) error {
	if bytes.Equal(data, []byte("null")) {
		*r = Ratio(math.NaN())
		return nil
	}
	return json.Unmarshal(data, (*float64)(r))
}

// ratio returns n of total, NaN where both are 0.
func ratio(n, total int) float64 { return float64(n) / float64(total) }
