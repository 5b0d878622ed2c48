package archive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"tandem/aggregates/fault"
)

// Limits of an archive's list. The library reads all of it into memory, some 400 bytes an entry, so it is bounded before it is read. A download of everything has tens
// of thousands of pictures beside its few hundred documents.
const (
	maxListed    = 100_000
	maxDirectory = 16 << 20
)

// Directory reads the list of a ZIP archive of that size. A list beyond the limits is fault.Invalid; what is no sound ZIP archive gives the library's error.
func Directory(in io.ReaderAt, size int64) (*zip.Reader, error) {
	if n, ok := listed(in, size); ok && n > maxListed {
		return nil, tooMany
	}
	// What the archive says of its list may be a lie: the library goes on to the first thing that is no entry.
	r := &budget{in: in, left: maxDirectory}
	z, err := zip.NewReader(r, size)
	switch {
	case r.left < 0:
		return nil, tooMany
	case err != nil && !errors.Is(err, zip.ErrInsecurePath): // names are never paths here
		return nil, err
	case len(z.File) > maxListed:
		return nil, tooMany
	}
	r.spent = true
	return z, nil
}

var tooMany = fault.Invalidf("The archive lists more than %s files. Pack fewer into one archive.", "100,000")

// budget bounds what may be read of an archive while its list is read.
type budget struct {
	in    io.ReaderAt
	left  int64
	spent bool // the list is read; entries have limits of their own
}

func (b *budget) ReadAt(p []byte, off int64) (int, error) {
	if !b.spent {
		if b.left -= int64(len(p)); b.left < 0 {
			return 0, tooMany
		}
	}
	return b.in.ReadAt(p, off)
}

// Signatures and lengths of the records at the end of an archive.
const (
	endLen      = 22
	locatorLen  = 20
	end64Len    = 56
	endSearch   = 65 << 10
	endMark     = "PK\x05\x06"
	locatorMark = "PK\x06\x07"
	end64Mark   = "PK\x06\x06"
)

// listed is how many entries the archive says it has; ok is false where its end cannot be found, which the library then says in its own way.
func listed(in io.ReaderAt, size int64) (n uint64, ok bool) {
	tail := make([]byte, min(size, endSearch))
	if _, err := in.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return 0, false
	}
	at := bytes.LastIndex(tail, []byte(endMark))
	if at < 0 || len(tail)-at < endLen {
		return 0, false
	}
	n = uint64(binary.LittleEndian.Uint16(tail[at+10:]))
	if at < locatorLen || string(tail[at-locatorLen:at-locatorLen+4]) != locatorMark {
		return n, true
	}
	end := make([]byte, end64Len)
	if _, err := in.ReadAt(end, int64(binary.LittleEndian.Uint64(tail[at-locatorLen+8:]))); err != nil || string(end[:4]) != end64Mark {
		return n, true
	}
	return max(n, binary.LittleEndian.Uint64(end[32:])), true
}
