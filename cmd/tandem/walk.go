package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/imports"
)

// inputs gives the files of the paths in the order given, and what the archives among them hold in the archives' order; folders are walked in name order, without
// hidden files and folders.
func inputs(paths []string) (out []imports.Input, archives []imports.Archive) {
	unread := func(path string, why error) { out = append(out, imports.Unread(filepath.Base(path), why)) }
	file := func(path string) {
		list, archive := imports.Inputs(path, filepath.Base(path))
		out = append(out, list...)
		if archive != nil {
			archives = append(archives, *archive)
		}
	}
	for _, p := range paths {
		info, err := os.Stat(p)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			unread(p, fault.NotFoundf("There is no file at %s.", p))
		case err != nil:
			unread(p, fault.Wrap(fault.Invalid, err, "%s cannot be read.", p))
		case info.IsDir():
			list, packed := imports.InFolder(p, inFolder(p, unread))
			out, archives = append(out, list...), append(archives, packed...)
		case !info.Mode().IsRegular():
			// A file is read several times: to recognise it, to settle where it goes, to store it.
			unread(p, fault.Invalidf("%s is not a plain file. Save what comes out of it as a file first.", p))
		default:
			file(p)
		}
	}
	return out, archives
}

// inFolder gives the plain files below a folder in name order, as paths from there.
func inFolder(root string, unread func(path string, why error)) (files []string) {
	found := false
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		hidden := p != root && strings.HasPrefix(d.Name(), ".")
		switch {
		case err != nil:
			found = true
			unread(p, fault.Wrap(fault.Invalid, err, "%s cannot be read.", p))
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case hidden && d.IsDir():
			return fs.SkipDir
		case !hidden && !d.IsDir():
			if info, err := os.Stat(p); err == nil && info.Mode().IsRegular() { // a link to a folder could lead in circles
				name, err := filepath.Rel(root, p)
				files = append(files, name)
				return err
			}
		}
		return nil
	})
	switch {
	case err != nil:
		unread(root, err)
	case !found && len(files) == 0:
		unread(root, fault.Invalidf("The folder %s holds no files.", root))
	}
	return files
}
