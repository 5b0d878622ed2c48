package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"io/fs"
	"mime"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// Prefix is where the files are served.
const Prefix = "/static/"

// What shrinks is carried packed only, which keeps half a megabyte out of the program; the few clients without brotli wait for the
// unpacking once.
//
//go:embed dist/*.br dist/*.woff2 dist/*.txt
var dist embed.FS

// file is one address with its bytes in every encoding it is served in.
type file struct {
	contentType string
	// brotli is made when the files are built; nil for what does not shrink.
	brotli []byte
	// plain and gzip are made when first asked for: browsers take brotli over TLS and
	// on the same machine, so most runs never need them.
	plain, gzip func() []byte
}

// set is the finished table: by address, and from plain name to address.
type set struct {
	files map[string]file
	urls  map[string]string
}

// files is read once from the embedded bytes and never changes.
var files = sync.OnceValue(func() set { return load(dist) })

// URL gives the lasting address of a built file by its plain name, such as
// "app.css". An unknown name is a slip in our own code and panics, which the first
// test of any page shows.
func URL(name string) string {
	url, ok := files().urls[name]
	if !ok {
		panic("static: no built file " + strconv.Quote(name))
	}
	return url
}

// Lookup answers a request path that begins with Prefix. contentEncoding is empty for
// plain bytes. Every answer may be kept for ever (public, max-age one year,
// immutable) and varies by Accept-Encoding. The caller must not change body. ok is
// false for an unknown path, also for the plain name without its hash.
func Lookup(urlPath, acceptEncoding string) (body []byte, contentType, contentEncoding string, ok bool) {
	f, ok := files().files[urlPath]
	if !ok {
		return nil, "", "", false
	}
	if f.brotli != nil && accepts(acceptEncoding, "br") {
		return f.brotli, f.contentType, "br", true
	}
	if f.brotli != nil && accepts(acceptEncoding, "gzip") {
		return f.gzip(), f.contentType, "gzip", true
	}
	return f.plain(), f.contentType, "", true
}

// Paths lists all addresses in order, for tests and for warming caches.
func Paths() []string {
	var paths []string
	for p := range files().files {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	return paths
}

func load(fsys fs.FS) set {
	s := set{files: map[string]file{}, urls: map[string]string{}}
	entries, err := fs.ReadDir(fsys, "dist")
	if err != nil {
		panic("static: embedded files are unreadable: " + err.Error())
	}
	for _, e := range entries {
		body, err := fs.ReadFile(fsys, "dist/"+e.Name())
		if err != nil {
			panic("static: " + err.Error())
		}
		name, packed := strings.CutSuffix(e.Name(), ".br")
		f := file{contentType: contentType(name), plain: func() []byte { return body }}
		if packed {
			f.brotli = body
			f.plain = sync.OnceValue(func() []byte { return unpack(name, body) })
			f.gzip = sync.OnceValue(func() []byte { return zip(f.plain()) })
		}
		url := Prefix + hashed(name, body)
		s.files[url], s.urls[name] = f, url
	}
	return s
}

// hashed puts twelve hex digits of the carried bytes' hash before the extension.
func hashed(name string, body []byte) string {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:])[:12] + ext
}

// contentType does not ask the machine's own table, which differs between systems.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	case ".txt":
		return "text/plain; charset=utf-8"
	}
	return "application/octet-stream"
}

// unpack gives the plain bytes of a packed file. The packed ones are part of the program, so a failure is a broken build.
func unpack(name string, packed []byte) []byte {
	plain, err := io.ReadAll(brotli.NewReader(bytes.NewReader(packed)))
	if err != nil {
		panic("static: " + name + ": " + err.Error())
	}
	return plain
}

func zip(plain []byte) []byte {
	var b bytes.Buffer
	// A bytes.Buffer takes every write, and the level is a valid constant.
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	_, _ = w.Write(plain)
	_ = w.Close()
	return b.Bytes()
}

// accepts reads an Accept-Encoding header: the coding must be listed, and not with
// quality zero. A star is not taken for a listed coding; plain bytes are always safe.
func accepts(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, params, err := mime.ParseMediaType("x/" + strings.TrimSpace(part))
		if err != nil || strings.TrimPrefix(name, "x/") != coding {
			continue
		}
		q, err := strconv.ParseFloat(params["q"], 64)
		return params["q"] == "" || err == nil && q > 0
	}
	return false
}
