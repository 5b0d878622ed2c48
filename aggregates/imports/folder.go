package imports

import (
	"archive/zip"
	"errors"
	"io"

	"tandem/aggregates/fault"
	"tandem/aggregates/safego"
)

// ReceiveFolder keeps files of a folder as one upload, by the rules of an archive of them: the documents of a download are together one import. next gives one file
// after the other, by its path with slashes from the folder's parent on, and io.EOF at the end; it is called on another goroutine, and not any more once ReceiveFolder
// returned. The rest is as with Receive.
func (d *Desk) ReceiveFolder(name string, next func() (path string, r io.Reader, err error)) (Upload, error) {
	from, to := io.Pipe()
	done := make(chan struct{})
	safego.Go(d.Log, "imports.folder", func() {
		defer close(done)
		err := fault.Invalidf("The folder could not be read: the program failed at it. Please report it.") // stands if pack panics
		defer func() { to.CloseWithError(err) }()
		err = pack(to, next)
	})
	path, err := d.keepUpload(from)
	from.Close() // a folder that is too large is not read on
	<-done
	if err != nil {
		return Upload{}, err
	}
	return d.received(path, name), nil
}

// pack writes files into an archive as they come. They stay as they are: to compress them would cost more time than the disk is worth until they are stored.
func pack(to io.Writer, next func() (string, io.Reader, error)) error {
	z := zip.NewWriter(to)
	for {
		path, r, err := next()
		if errors.Is(err, io.EOF) {
			return z.Close()
		}
		if err != nil {
			return err
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: path, Method: zip.Store})
		if err == nil {
			_, err = io.Copy(w, r)
		}
		if err != nil {
			return err
		}
	}
}
