package batch

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quote returns name as messages show it: as it is, or quoted as Go does where it holds what no line of text can, such
// as a line feed or bytes that are no UTF-8.
func Quote(name string) string {
	odd := func(r rune) bool { return !unicode.IsPrint(r) }
	if utf8.ValidString(name) && !strings.ContainsFunc(name, odd) {
		return name
	}
	return strconv.Quote(name)
}

// Name is a path in JSON, without loss: a string, or, where it is no UTF-8, an object of its bytes in base64 and of the
// path as messages show it.
type Name string

type oddName struct {
	Quoted string `json:"quoted"`
	Bytes  []byte `json:"base64"`
}

// MarshalJSON implements json.Marshaler.
func (n Name) MarshalJSON() ([]byte, error) {
	if utf8.ValidString(string(n)) {
		return json.Marshal(string(n))
	}
	return json.Marshal(oddName{Quote(string(n)), []byte(n)})
}

// UnmarshalJSON implements json.Unmarshaler.
func (n *Name) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, (*string)(n))
	}
	var odd oddName
	if err := json.Unmarshal(data, &odd); err != nil {
		return err
	}
	*n = Name(odd.Bytes)
	return nil
}
