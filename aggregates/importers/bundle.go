package importers

import "io"

// Bundle is a set of documents that are read together: the JSON documents of an archive or of a folder, or one alone.
type Bundle interface {
	// Names lists the documents in a fixed order, as paths with slashes below the archive or folder. They are shown and compared, never opened as paths
	// of this machine.
	Names() []string
	// Open gives the bytes of a document as a stream, each time from its beginning. A name that Names does not list is an error.
	Open(name string) (io.ReadCloser, error)
}
