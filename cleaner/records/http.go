package records

import (
	"bytes"
	"strings"

	"winnow/cleaner/input"
)

// Locate implements Reader.
func (a *archive) Locate(rec *Record) {
	rec.Fetched, rec.Body = true, rec.Raw[rec.content:]
	if !rec.response {
		return
	}
	header, body, ok := cutHeader(rec.Body)
	if !ok {
		rec.fail(0, "its response has a header without end")
		return
	}
	rec.Body = body
	line, _, _ := bytes.Cut(header, []byte("\n"))
	parts := strings.Fields(string(line))
	if len(parts) < 2 || !strings.HasPrefix(parts[0], "HTTP/") {
		rec.fail(0, "its response begins with %.40q: want HTTP, a version and a status", line)
		return
	}
	list := parseFields(header)
	content := list.get("Content-Type")
	if content == "" {
		content = rec.payload
	}
	// Of another status than success there is no document but a notice or nothing.
	if parts[1][0] != '2' || !rec.expect(content) {
		rec.Skip = true
		return
	}
	if err := rec.decode(list, a.limit); err != nil {
		rec.fail(0, "its response: %v", err)
	}
}

// cutHeader parts a response into its header, with the empty line, and its body.
func cutHeader(response []byte) (header, body []byte, ok bool) {
	for at := 0; at < min(len(response), maxHeader); {
		end := bytes.IndexByte(response[at:], '\n')
		if end < 0 {
			break
		}
		line := response[at : at+end+1]
		at += end + 1
		if len(trimEnd(line)) == 0 {
			return response[:at], response[at:], true
		}
	}
	return nil, nil, false
}

// expect notes what a Content-Type says of the document. It reports whether that can be one; without a type it can.
func (rec *Record) expect(content string) bool {
	switch mediaType(content) {
	case "text/html", "application/xhtml+xml":
		rec.Page, rec.Input.Kind = true, input.HTML
	case "text/plain":
		rec.Input.Kind = input.Text
	case "":
	default:
		return false
	}
	rec.Input.Charset = content
	if !strings.ContainsAny(content, ";") || rec.Input.Check() != nil {
		rec.Input.Charset = "" // an encoding that does not exist says nothing
	}
	return true
}

// mediaType returns the type in a Content-Type header, without its parameters.
func mediaType(content string) string {
	name, _, _ := strings.Cut(content, ";")
	return strings.ToLower(strings.TrimSpace(name))
}
