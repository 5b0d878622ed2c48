package archive

import (
	"archive/zip"
	"context"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"strings"

	"tandem/aggregates/fault"
)

// Entry is one file of an archive.
type Entry struct {
	// Name is its own name for people, without the folders it lies in. Path has those, with slashes. Both are what somebody wrote into the archive, shown and
	// compared, but never a path of this machine.
	Name, Path string
	Size       int64 // bytes when unpacked, as the archive says; reading holds it to that
	Index      int   // its place in the archive's list, from 0
	// Err is why it is not opened; nil for what can be.
	Err error

	file  *zip.File
	bytes *handle
}

func (a *Archive) entry(index int, f *zip.File) Entry {
	path := readable(f.Name)
	e := Entry{Name: base(path), Path: path, Size: int64(min(f.UncompressedSize64, 1<<62)), Index: index, file: f, bytes: a.bytes}
	e.Err = refused(f, e)
	return e
}

// Encryption of an entry: its bytes, or its place in the list as well.
const encrypted = 1 | 1<<6 | 1<<13

func refused(f *zip.File, e Entry) error {
	switch mode := f.Mode(); {
	case mode&fs.ModeSymlink != 0:
		return fault.Invalidf("This is a link inside the archive, not a file. Pack the file itself.")
	case mode&(fs.ModeType&^fs.ModeDir) != 0:
		return fault.Invalidf("This is a device inside the archive, not a file.")
	case f.Flags&encrypted != 0:
		return fault.Invalidf("This file is encrypted inside the archive. Pack it without a password.")
	case nested(e.Name):
		return fault.Invalidf("This is an archive inside the archive. Unpack it and add its files one by one.")
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return fault.Invalidf("This file is packed by a method (%d) that Tandem does not read. Pack it as an ordinary ZIP archive.", f.Method)
	case f.UncompressedSize64 > maxEntry:
		return fault.Invalidf("This file is larger than 2 GB. Export fewer days at a time.")
	case f.UncompressedSize64 > ratioFrom && f.UncompressedSize64/maxRatio > f.CompressedSize64:
		return fault.Invalidf("This file unpacks to far more than a table can: %d MB out of %d KB.", f.UncompressedSize64>>20, f.CompressedSize64>>10)
	}
	return nil
}

// Open reads the entry from its first byte. Reading stops with ctx's error, and with fault.Invalid where the bytes are not those that the archive's list promises;
// that is certain only at the end, so nothing may be believed before io.EOF.
func (e Entry) Open(ctx context.Context) (io.ReadCloser, error) {
	if e.Err != nil {
		return nil, e.Err
	}
	if err := e.bytes.hold(); err != nil {
		return nil, damaged(err)
	}
	r, err := e.file.Open()
	if err != nil {
		e.bytes.release()
		return nil, damaged(err)
	}
	return &checked{ctx: ctx, in: r, bytes: e.bytes, left: e.Size, sum: crc32.NewIEEE(), want: e.file.CRC32}, nil
}

// checked holds what is read to the list's size and checksum: the library lets a checksum of 0 pass.
type checked struct {
	ctx  context.Context
	in   io.ReadCloser
	left int64
	sum  hash.Hash32
	want uint32

	bytes *handle
}

func (c *checked) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.in.Read(p)
	c.sum.Write(p[:n])
	switch c.left -= int64(n); {
	case c.left < 0:
		return 0, damaged(zip.ErrFormat)
	case err == io.EOF && (c.left != 0 || c.sum.Sum32() != c.want):
		return 0, damaged(zip.ErrChecksum)
	case err != nil && err != io.EOF:
		return n, damaged(err)
	}
	return n, err
}

// Close ends the reading. Call it once.
func (c *checked) Close() error {
	defer c.bytes.release()
	return c.in.Close()
}

func damaged(err error) error {
	var disk *fs.PathError
	if errors.As(err, &disk) {
		return fault.Wrap(fault.Outside, err, "The archive cannot be read.")
	}
	return fault.Wrap(fault.Invalid, err, "This file is damaged inside the archive: its size or checksum is not what the archive says. Pack it again.")
}

// Spool writes the entry into the folder under a random name of its own and gives it open: while it is, no Sweep takes it away. On any error nothing is left there.
func (e Entry) Spool(ctx context.Context, folder string) (*os.File, error) {
	in, err := e.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	out, err := scratch(folder)
	if err != nil {
		return nil, fault.Wrap(fault.Outside, err, "The file cannot be unpacked.")
	}
	if _, err = io.Copy(writer{out}, in); err != nil {
		os.Remove(out.Name())
		out.Close()
		return nil, err
	}
	return out, nil
}

// writer tells a full disk from a damaged archive.
type writer struct{ out io.Writer }

func (w writer) Write(p []byte) (int, error) {
	n, err := w.out.Write(p)
	if err != nil {
		err = fault.Wrap(fault.Outside, err, "The file cannot be unpacked.")
	}
	return n, err
}

// base is what follows the last slash of either kind.
func base(path string) string {
	name := path[strings.LastIndexAny(path, `/\`)+1:]
	if name == "" || name == "." || name == ".." {
		return "a file without a name"
	}
	return name
}
