package archive

import (
	"archive/zip"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// maxName is how much of an entry's name is kept, in signs.
const maxName = 400

// readable is an entry's name as text of one line: what is not UTF-8 is of the code page that the format was made with, and what cannot be shown is replaced.
func readable(name string) string {
	if !utf8.ValidString(name) {
		if text, err := charmap.CodePage437.NewDecoder().String(name); err == nil {
			name = text
		}
	}
	var b strings.Builder
	n := utf8.RuneCountInString(name)
	for _, r := range name {
		if n--; n >= maxName {
			continue // the end of a name tells more than its beginning
		}
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			r = '\u00b7'
		}
		b.WriteRune(r)
	}
	return b.String()
}

func folder(f *zip.File) bool { return strings.HasSuffix(f.Name, "/") || f.Mode().IsDir() }

// hidden reports what a system put beside the files of a person.
func hidden(inner string) bool {
	parts := strings.FieldsFunc(inner, func(r rune) bool { return r == '/' || r == '\\' })
	return slices.ContainsFunc(parts, func(p string) bool {
		return p == "__MACOSX" || p == "Thumbs.db" || p == "desktop.ini" || strings.HasPrefix(p, ".") && p != "." && p != ".."
	})
}

var (
	mediaEnds = []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".avif", ".bmp", ".tif", ".tiff", ".svg", ".ico", ".mp4", ".m4v", ".mov", ".avi",
		".mkv", ".webm", ".3gp", ".mp3", ".m4a", ".aac", ".wav", ".ogg", ".opus", ".srt", ".vtt"}
	archiveEnds = []string{".zip", ".gz", ".tgz", ".7z", ".rar", ".bz2", ".xz", ".zst", ".tar"}
)

// Media reports whether a name is that of a picture, a film or a sound, which no importer reads.
func Media(name string) bool { return slices.Contains(mediaEnds, strings.ToLower(path.Ext(name))) }

func nested(name string) bool { return slices.Contains(archiveEnds, strings.ToLower(path.Ext(name))) }
