package batch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"

	"winnow/cleaner/job"
)

// Sum is what tells the bytes of a file from those of others.
type Sum struct {
	Size int64  `json:"size"`
	Hash string `json:"sha256"` // in hexadecimal digits
}

// entry is what the journal says of a file that is done.
type entry struct {
	Goal    Name        `json:"goal"`
	Input   Sum         `json:"input"`
	Rules   string      `json:"rules"` // the fingerprint of rules and options
	Output  Sum         `json:"output"`
	Outcome job.Outcome `json:"outcome"`
	Ledger  *section    `json:"ledger,omitempty"`
}

// section is a range of the ledger.
type section struct {
	Start int64 `json:"start"`
	End   int64 `json:"end"`
}

// header is a line that says what the entries behind it are about.
type header struct {
	Journal string `json:"journal"` // journalMark
	Ledger  Name   `json:"ledger,omitempty"`
	// Pending is 1 where there is a new ledger, which takes the place of the old one if it has not yet, and otherwise 0. It is
	// a digit, so that it can be put back where it stands.
	Pending int `json:"pending"`
}

const journalMark = "winnow batch 1"

// errForeign says that a file is none that a run has written.
var errForeign = errors.New("is no journal of this version of winnow")

// place is where the entry of a goal stands in the journal.
type place struct {
	offset int64
	length int
	ledger section
}

// journal is the file that says what is done: lines of JSON, one a file that is done. The last line on a goal counts. A
// line that a killed run did not end is none.
type journal struct {
	path   string
	file   *os.File // nil when there is none
	size   int64    // of the lines that are whole
	header header
	mutex  sync.RWMutex     // of places
	places map[string]place // by goal
	lines  int              // of entries
	broken int              // lines that are none
	sorted bool             // the entries stand in the order of their goals
	last   string           // goal of the last entry
	ledger int64            // where the last section of the ledger ends
}

// readJournal reads the journal at path, if there is one. Close it.
func readJournal(path string) (*journal, error) {
	j := &journal{path: path, places: map[string]place{}, sorted: true}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return j, nil
	}
	if errors.Is(err, fs.ErrPermission) {
		f, err = os.Open(path) // good enough to look
	}
	if err != nil {
		return nil, err
	}
	j.file = f
	if err := j.read(bufio.NewReaderSize(f, 64<<10)); err != nil {
		f.Close()
		return nil, err
	}
	return j, nil
}

func (j *journal) read(r *bufio.Reader) error {
	for {
		line, err := r.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if j.size == 0 && !strings.HasPrefix(string(line), `{"journal":"`+journalMark+`"`) &&
			(err == nil || !strings.HasPrefix(`{"journal":"`+journalMark+`"`, string(line))) {
			return fmt.Errorf("%s: %w", Quote(j.path), errForeign)
		}
		if err != nil {
			return nil
		}
		j.take(line)
		j.size += int64(len(line))
	}
}

// take takes up a line.
func (j *journal) take(line []byte) {
	if bytes.HasPrefix(line, []byte(`{"journal":`)) {
		var h header
		if json.Unmarshal(line, &h) == nil && j.lines == 0 {
			j.header = h
			return
		}
	}
	var e entry
	if json.Unmarshal(line, &e) == nil && e.Goal != "" {
		j.place(&e, len(line))
		return
	}
	j.broken++
}

// place remembers where an entry stands that begins where the journal ends.
func (j *journal) place(e *entry, length int) {
	p := place{offset: j.size, length: length}
	if e.Ledger != nil {
		p.ledger, j.ledger = *e.Ledger, max(j.ledger, e.Ledger.End)
	}
	goal := string(e.Goal)
	j.sorted = j.sorted && (j.lines == 0 || j.last < goal)
	j.last = goal
	j.lines++
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.places[goal] = p
}

// find returns the entry of a goal, or nil. It may be called by several goroutines, while another one appends.
func (j *journal) find(goal string) (*entry, error) {
	j.mutex.RLock()
	p, ok := j.places[goal]
	j.mutex.RUnlock()
	if !ok {
		return nil, nil
	}
	line := make([]byte, p.length)
	if _, err := j.file.ReadAt(line, p.offset); err != nil {
		return nil, err
	}
	var e entry
	err := json.Unmarshal(line, &e)
	return &e, err
}

// begin makes the journal ready for entries: a new one with header h, or the old one without a line that has no end. No
// ledger may be pending any more.
func (j *journal) begin(h header) error {
	var err error
	if j.file == nil {
		if j.file, err = os.OpenFile(j.path, os.O_RDWR|os.O_CREATE, 0o644); err != nil {
			return err
		}
	}
	if err := j.file.Truncate(j.size); err != nil {
		return err
	}
	if j.size > 0 {
		return j.settled()
	}
	j.header = h
	return j.writeLine(h)
}

// settled notes that no ledger is pending.
func (j *journal) settled() error {
	if j.header.Pending == 0 {
		return nil
	}
	j.header.Pending = 0
	line, err := marshalLine(j.header)
	if err != nil {
		return err
	}
	if _, err := j.file.WriteAt(line, 0); err != nil {
		return err
	}
	return j.file.Sync()
}

// restart forgets all entries.
func (j *journal) restart() {
	j.size, j.lines, j.broken, j.sorted, j.ledger = 0, 0, 0, true, 0
	clear(j.places)
}

// append writes the entry of a file that is done.
func (j *journal) append(e *entry) error {
	line, err := marshalLine(e)
	if err != nil {
		return err
	}
	if _, err := j.file.WriteAt(line, j.size); err != nil {
		return err
	}
	j.place(e, len(line))
	j.size += int64(len(line))
	return nil
}

func (j *journal) writeLine(v any) error {
	line, err := marshalLine(v)
	if err != nil {
		return err
	}
	if _, err := j.file.WriteAt(line, j.size); err != nil {
		return err
	}
	j.size += int64(len(line))
	return nil
}

func marshalLine(v any) ([]byte, error) {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return line.Bytes(), err
}

// close brings the journal to the disk.
func (j *journal) close() error {
	if j.file == nil {
		return nil
	}
	err := j.file.Sync()
	if closeErr := j.file.Close(); err == nil {
		err = closeErr
	}
	j.file = nil
	return err
}
