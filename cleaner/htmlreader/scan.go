package htmlreader

import "bytes"

// The tokenizer copies the name of each tag and every attribute. On the way to the text of a page that is
// most of what is allocated, so names and attributes are read from the tag's own bytes instead, by the same
// rules. TestScan and FuzzScan hold that both agree.

// tagName returns the name of a start or end tag, in lower case, and what stands behind it. The tag's bytes
// are changed.
func tagName(tag []byte) (name, rest []byte) {
	tag = tag[1:]
	if len(tag) > 0 && tag[0] == '/' {
		tag = tag[1:]
	}
	i := 0
	for i < len(tag) && !space(tag[i]) && tag[i] != '/' && tag[i] != '>' {
		i++
	}
	return lower(tag[:i]), tag[i:]
}

// nextAttribute returns the first attribute in what stands behind a tag's name, and what stands behind that.
// more is false when there is none. The key is put in lower case.
func nextAttribute(tag []byte) (key, value, rest []byte, more bool) {
	for {
		tag = skipSpace(tag)
		if len(tag) == 0 || tag[0] == '>' {
			return nil, nil, nil, false
		}
		i := 0
		for i < len(tag) && !space(tag[i]) && tag[i] != '/' && tag[i] != '>' && (tag[i] != '=' || i == 0) {
			i++
		}
		key, tag = tag[:i], tag[i:]
		value, tag = attributeValue(tag)
		if len(key) > 0 {
			return lower(key), value, tag, true
		}
	}
}

// attributeValue returns the value in what stands behind an attribute's key, and what stands behind it.
func attributeValue(tag []byte) (value, rest []byte) {
	tag = skipSpace(tag)
	switch {
	case len(tag) == 0:
		return nil, nil
	case tag[0] == '/':
		return nil, tag[1:]
	case tag[0] != '=':
		return nil, tag
	}
	tag = skipSpace(tag[1:])
	if len(tag) == 0 || tag[0] == '>' {
		return nil, tag
	}
	if quote := tag[0]; quote == '"' || quote == '\'' {
		tag = tag[1:]
		i := bytes.IndexByte(tag, quote)
		if i < 0 {
			return tag, nil
		}
		return tag[:i], tag[i+1:]
	}
	i := 0
	for i < len(tag) && !space(tag[i]) && tag[i] != '>' {
		i++
	}
	return tag[:i], tag[i:]
}

func skipSpace(tag []byte) []byte {
	for len(tag) > 0 && space(tag[0]) {
		tag = tag[1:]
	}
	return tag
}

func lower(name []byte) []byte {
	for i, c := range name {
		if c >= 'A' && c <= 'Z' {
			name[i] = c + 'a' - 'A'
		}
	}
	return name
}

// plain reports that the attributes of a tag are what their bytes say: no entity, no carriage return or NUL.
func plain(tag []byte) bool {
	return bytes.IndexByte(tag, '&') < 0 && bytes.IndexByte(tag, '\r') < 0 && bytes.IndexByte(tag, 0) < 0
}
