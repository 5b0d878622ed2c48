package imports

import (
	"context"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers/archive"
	"tandem/aggregates/importers/takeout"
)

// inside lists what an archive brings in its order, and how many documents of a download are passed over.
func inside(a *archive.Archive, name string) (list []Input, passed int) {
	bundles := map[string]*documents{}
	for i := range a.Entries {
		e := &a.Entries[i]
		if e.Err == nil && takeout.Wants(e.Path) && bundles[root(e.Path)] == nil {
			bundles[root(e.Path)] = &documents{}
		}
	}
	for i := range a.Entries {
		e := &a.Entries[i]
		in := Input{Name: e.Name, Archive: name, Bytes: e.Size, Err: e.Err, entry: e, index: e.Index}
		switch {
		case e.Err != nil:
		case takeout.Wants(e.Path):
			b := bundles[root(e.Path)]
			if b.add(e) > 1 {
				list[b.at].Bytes += e.Size
				continue
			}
			b.at = len(list)
			in = Input{Name: name, Bytes: e.Size, bundle: b, index: e.Index}
			if len(bundles) > 1 {
				in.Name, in.Archive = path.Base(root(e.Path)), name
			}
		case beside(e.Path, bundles):
			passed++
			continue
		}
		list = append(list, in)
	}
	return list, passed
}

// beside reports a document, a picture or a film that a download holds in masses beside the documents that Tandem reads.
func beside[T any](name string, bundles map[string]T) bool {
	if !archive.Media(name) && !slices.Contains([]string{".json", ".html", ".htm", ".txt", ".js", ".css"}, strings.ToLower(path.Ext(name))) {
		return false
	}
	name = strings.ReplaceAll(name, `\`, "/")
	for folder := range bundles {
		if folder == "" || strings.HasPrefix(name, folder+"/") {
			return true
		}
	}
	return false
}

// tops are the folders that a download begins with.
var tops = []string{"your_instagram_activity", "your_facebook_activity", "connections", "personal_information", "logged_information", "past_instagram_insights",
	"followers_and_following", "media", "content", "posts", "messages", "ads_information", "preferences", "security_and_login_information", "apps_and_websites_off_of_instagram"}

// root is the folder that a download was packed in: an archive of several people's downloads is several imports.
func root(name string) string {
	parts := strings.Split(strings.ReplaceAll(name, `\`, "/"), "/")
	at := slices.IndexFunc(parts, func(p string) bool { return slices.Contains(tops, strings.ToLower(p)) })
	return strings.Join(parts[:max(at, 0)], "/")
}

// documents are the documents of one download inside an archive.
type documents struct {
	at      int // its place among the inputs
	names   []string
	entries map[string]*archive.Entry
}

func (b *documents) add(e *archive.Entry) int {
	if b.entries == nil {
		b.entries = map[string]*archive.Entry{}
	}
	if b.entries[e.Path] == nil {
		b.entries[e.Path] = e
		b.names = append(b.names, e.Path)
	}
	return len(b.names)
}

// Names are the documents' names in the archive's order.
func (b *documents) Names() []string { return b.names }

// Open streams a document out of the archive.
func (b *documents) Open(name string) (io.ReadCloser, error) {
	e := b.entries[name]
	if e == nil {
		return nil, os.ErrNotExist
	}
	return e.Open(context.Background()) // whoever reads looks at their own context
}

// InFolder lists what the files of a folder bring, given as paths below it in their order, by the rules of an archive.
func InFolder(folder string, files []string) (list []Input, archives []Archive) {
	bundles := map[string]*shelf{}
	for _, f := range files {
		if name := filepath.ToSlash(f); takeout.Wants(name) && bundles[root(name)] == nil {
			bundles[root(name)] = &shelf{folder: folder, held: map[string]bool{}}
		}
	}
	for _, f := range files {
		name := filepath.ToSlash(f)
		switch {
		case takeout.Wants(name):
			b := bundles[root(name)]
			b.held[name] = true
			if b.names = append(b.names, name); len(b.names) == 1 {
				list = append(list, Input{Name: filepath.Base(filepath.Join(folder, root(name))), bundle: b})
			}
		case beside(name, bundles):
		default:
			more, a := Inputs(filepath.Join(folder, f), filepath.Base(f))
			list = append(list, more...)
			if a != nil {
				archives = append(archives, *a)
			}
		}
	}
	return list, archives
}

// shelf is the documents of one download in a folder that somebody unpacked it to.
type shelf struct {
	folder string
	names  []string
	held   map[string]bool // the names
}

// Names are the documents' names below the folder.
func (b *shelf) Names() []string { return b.names }

// Open opens a document that the folder was seen to hold. One that went away or may not be read is fault.Invalid: the others are read.
func (b *shelf) Open(name string) (io.ReadCloser, error) {
	if !b.held[name] {
		return nil, os.ErrNotExist
	}
	in, err := os.Open(filepath.Join(b.folder, filepath.FromSlash(name)))
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, err, "The document cannot be read.")
	}
	return in, nil
}
