// Command press finishes the built files of static/dist: it brings font, licences and
// sign there, writes the font's lasting name into the stylesheet, and packs each file
// with brotli at its best level so that the program never has to. It is run by
// `go generate ./static` after the bundles are made.
package main
