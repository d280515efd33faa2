package compress

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"

	"github.com/ulikunitz/xz/lzma"
)

var errWindow = errors.New("it needs a window of more than 128 MiB to be read: decompress it with its own program")

// windowGuard reads an xz file for its decoder, and makes up for two things that this leaves open.
//
// It takes memory for whatever window a file asks for, up to 4 GiB. So the guard looks out for the headers of blocks and stops at
// one that asks for too much. A header is known by how the decoder reads it: a byte that is not zero, and then as many bytes
// as it says; and by its checksum, which no other data has by chance.
//
// It takes an end in front of a block for the end of the file. A file may end only where another stream could begin, which is
// where the decoder reads four bytes.
type windowGuard struct {
	r    io.Reader
	size int // of a header that the byte read before would begin, without that byte, or 0
	byte byte
}

func (g *windowGuard) Read(p []byte) (int, error) {
	n, err := io.ReadFull(g.r, p)
	if err == io.EOF && len(p) != 4 {
		err = io.ErrUnexpectedEOF
	}
	if n > 0 && n == g.size && tooWide(g.byte, p[:n]) {
		return 0, errWindow
	}
	g.size = 0
	if n == 1 && p[0] != 0 {
		g.byte, g.size = p[0], (int(p[0])+1)*4-1
	}
	return n, err
}

// tooWide reports that a block header asks for a window that is larger than maxWindow. What is no header does not.
func tooWide(first byte, rest []byte) bool {
	sum := crc32.Update(crc32.ChecksumIEEE([]byte{first}), crc32.IEEETable, rest[:len(rest)-4])
	if sum != binary.LittleEndian.Uint32(rest[len(rest)-4:]) {
		return false
	}
	flags, fields := rest[0], rest[1:len(rest)-4]
	for _, size := range []byte{0x40, 0x80} { // compressed and uncompressed size, where they are given
		if flags&size != 0 {
			_, n := binary.Uvarint(fields)
			fields = fields[max(n, 0):]
		}
	}
	// The decoder knows one filter only, LZMA2: its number, the length of its properties, and its window.
	if len(fields) < 3 || fields[0] != 0x21 || fields[1] != 1 {
		return false
	}
	window, err := lzma.DecodeDictCap(fields[2])
	return err == nil && window > maxWindow
}
