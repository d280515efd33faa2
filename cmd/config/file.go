package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// FileName is what files of settings are called.
const FileName = "winnow.toml"

// maxFile is the size of the largest file that is read, in bytes.
const maxFile = 1 << 20

// file is a file of settings.
type file struct {
	name   string // for messages
	folder string // what relative paths in it begin with; empty where that is the working directory
	keys   []key  // in the order of the file
}

// key is a key of a file, or the header of a table.
type key struct {
	path         []string // the table's name, word by word, and the key; of a header the table's name alone
	value        any      // string, int64, bool, float64, []any and what else TOML has; nil of a header
	line, column int
}

// name returns the key as it may be written in the file.
func (k *key) name() string { return strings.Join(k.path, ".") }

// find returns the value that the file has for a path.
func (f *file) find(path ...string) *key {
	for i := range f.keys {
		if k := &f.keys[i]; k.value != nil && k.name() == strings.Join(path, ".") {
			return k
		}
	}
	return nil
}

// readFile reads the file at path, which messages call name.
func readFile(path, name string) (*file, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxFile {
		return nil, fmt.Errorf("%s: more than %d bytes: a file of settings is a short one", name, maxFile)
	}
	keys, err := parse(name, data)
	if err != nil {
		return nil, err
	}
	return &file{name: name, keys: keys}, nil
}

// byteOrderMark is what some editors put in front.
var byteOrderMark = []byte("\ufeff")

// parse returns the keys in data. What is no TOML is an error with its place in the file called name.
func parse(name string, data []byte) ([]key, error) {
	data = bytes.TrimPrefix(data, byteOrderMark)
	var values map[string]any
	if err := toml.Unmarshal(data, &values); err != nil {
		var decode *toml.DecodeError
		if errors.As(err, &decode) {
			line, column := decode.Position()
			return nil, fmt.Errorf("%s:%d:%d: %s", name, line, column, strings.TrimPrefix(decode.Error(), "toml: "))
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	s := scan{values: values}
	s.parser.Reset(data)
	for s.parser.NextExpression() {
		s.expression(s.parser.Expression())
	}
	if err := s.parser.Error(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return s.keys, nil
}

// scan goes through a file for the places of its keys; their values are known.
type scan struct {
	parser unstable.Parser
	values map[string]any
	table  []string // at hand
	keys   []key
}

// expression takes a header or a pair of key and value.
func (s *scan) expression(n *unstable.Node) {
	switch n.Kind {
	case unstable.Table, unstable.ArrayTable:
		k := s.keyOf(nil, n)
		s.table = k.path
		if n.Kind == unstable.ArrayTable {
			k.value = []any{} // no value of a setting, and none of a table
		}
		s.keys = append(s.keys, k)
	case unstable.KeyValue:
		s.pair(s.table, n)
	}
}

// pair takes a key and its value, which may be a table in turn.
func (s *scan) pair(table []string, n *unstable.Node) {
	k := s.keyOf(table, n)
	if n.Value().Kind == unstable.InlineTable {
		s.keys = append(s.keys, k)
		for it := n.Value().Children(); it.Next(); {
			if it.Node().Kind == unstable.KeyValue {
				s.pair(k.path, it.Node())
			}
		}
		return
	}
	k.value = lookUp(s.values, k.path)
	s.keys = append(s.keys, k)
}

// keyOf returns the key of a node below a table, without its value.
func (s *scan) keyOf(table []string, n *unstable.Node) key {
	k := key{path: append([]string(nil), table...)}
	for it := n.Key(); it.Next(); {
		k.path = append(k.path, string(it.Node().Data))
		if k.line == 0 {
			at := s.parser.Shape(it.Node().Raw).Start
			k.line, k.column = at.Line, at.Column
		}
	}
	return k
}

// lookUp returns the value at a path; below a list of tables there is none.
func lookUp(values map[string]any, path []string) any {
	for _, step := range path[:len(path)-1] {
		below, ok := values[step].(map[string]any)
		if !ok {
			return []any{}
		}
		values = below
	}
	return values[path[len(path)-1]]
}
