package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tandem/aggregates/fault"
)

// input is one file to import, or a path that holds none.
type input struct {
	path string
	err  error // why there is nothing to import at path
}

// inputs gives the files of the paths in the order given; folders are walked in name order, without hidden files and folders.
func inputs(paths []string) []input {
	var out []input
	for _, p := range paths {
		info, err := os.Stat(p)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			out = append(out, input{p, fault.NotFoundf("There is no file at %s.", p)})
		case err != nil:
			out = append(out, input{p, fault.Wrap(fault.Invalid, err, "%s cannot be read.", p)})
		case info.IsDir():
			out = append(out, inFolder(p)...)
		case !info.Mode().IsRegular():
			// A file is read several times: to recognise it, to settle where it goes, to store it.
			out = append(out, input{p, fault.Invalidf("%s is not a plain file. Save what comes out of it as a file first.", p)})
		default:
			out = append(out, input{path: p})
		}
	}
	return out
}

func inFolder(root string) []input {
	var out []input
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		hidden := p != root && strings.HasPrefix(d.Name(), ".")
		switch {
		case err != nil:
			out = append(out, input{p, fault.Wrap(fault.Invalid, err, "%s cannot be read.", p)})
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case hidden && d.IsDir():
			return fs.SkipDir
		case !hidden && !d.IsDir():
			if info, err := os.Stat(p); err == nil && info.Mode().IsRegular() { // a link to a folder could lead in circles
				out = append(out, input{path: p})
			}
		}
		return nil
	})
	if err != nil {
		out = append(out, input{root, err})
	}
	if len(out) == 0 {
		out = append(out, input{root, fault.Invalidf("The folder %s holds no files.", root)})
	}
	return out
}
