package static_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"tandem/static"
)

func read(t *testing.T, r io.Reader) []byte {
	t.Helper()
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestEveryEncodingHoldsTheSameBytes(t *testing.T) {
	for _, p := range static.Paths() {
		plain, kind, encoding, ok := static.Lookup(p, "")
		if !ok || encoding != "" || kind == "application/octet-stream" {
			t.Fatalf("%s: ok %v, encoding %q, type %q", p, ok, encoding, kind)
		}
		for _, accept := range []string{"br", "gzip, deflate, br", "gzip;q=0.5", "gzip"} {
			body, _, encoding, _ := static.Lookup(p, accept)
			switch encoding {
			case "br":
				body = read(t, brotli.NewReader(bytes.NewReader(body)))
			case "gzip":
				zr, err := gzip.NewReader(bytes.NewReader(body))
				if err != nil {
					t.Fatal(err)
				}
				body = read(t, zr)
			}
			if !bytes.Equal(body, plain) {
				t.Errorf("%s asked with %q: %q bytes differ from the plain ones", p, accept, encoding)
			}
		}
	}
}

func TestEncodingIsOnlyWhatWasAskedFor(t *testing.T) {
	for accept, want := range map[string]string{
		"":                        "",
		"identity":                "",
		"br;q=0":                  "",
		"br;q=0, gzip":            "gzip",
		"gzip, deflate, br, zstd": "br",
		"xbr":                     "",
		"*":                       "",
	} {
		if _, _, got, ok := static.Lookup(static.URL("app.css"), accept); !ok || got != want {
			t.Errorf("Accept-Encoding %q: got %q, want %q", accept, got, want)
		}
	}
}

func TestAddressesFollowTheBytes(t *testing.T) {
	if !regexp.MustCompile(`^/static/app\.[0-9a-f]{12}\.css$`).MatchString(static.URL("app.css")) {
		t.Errorf("address %q", static.URL("app.css"))
	}
	for _, p := range []string{"/static/app.css", "/static/../static.go", "/static/", "", static.URL("app.css") + ".br"} {
		if _, _, _, ok := static.Lookup(p, ""); ok {
			t.Errorf("%q is served", p)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("an unknown name gave an address")
		}
	}()
	static.URL("nothing.js")
}

// TestStylesheetNamesTheServedFont would catch a font that changed without a new build.
func TestStylesheetNamesTheServedFont(t *testing.T) {
	css, _, _, _ := static.Lookup(static.URL("app.css"), "")
	font := strings.TrimPrefix(static.URL("inter.woff2"), static.Prefix)
	if !bytes.Contains(css, []byte("url(./"+font+")")) {
		t.Errorf("the stylesheet does not name %s", font)
	}
}

// TestFirstVisitIsSmall keeps what a browser loads with its first page under the bar;
// 14 kB are left for the page itself.
func TestFirstVisitIsSmall(t *testing.T) {
	total := 0
	for _, name := range []string{"app.css", "app.js", "chart.js", "inter.woff2", "tandem.svg"} {
		body, _, _, _ := static.Lookup(static.URL(name), "br")
		total += len(body)
	}
	if limit := 260_000 - 14_000; total > limit {
		t.Errorf("first visit loads %d bytes beside the page, at most %d", total, limit)
	}
}

// TestNothingFromElsewhere holds the rule that no page loads a resource of another host.
func TestNothingFromElsewhere(t *testing.T) {
	outside := regexp.MustCompile(`(?i)url\(["']?https?:|@import|sourceMappingURL`)
	for _, name := range []string{"app.css", "app.js", "tandem.svg"} {
		body, _, _, _ := static.Lookup(static.URL(name), "")
		if hit := outside.Find(body); hit != nil {
			t.Errorf("%s holds %q", name, hit)
		}
	}
	lock, err := os.ReadFile("package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(lock, []byte(`"resolved"`)) {
		t.Error("the lock file names a registry; write it without resolved addresses")
	}
}

// TestScriptsNeedNoEval holds what the content policy forbids.
func TestScriptsNeedNoEval(t *testing.T) {
	evil := regexp.MustCompile(`\beval\(|new Function\(`)
	for _, name := range []string{"app.js", "chart.js"} {
		body, _, _, _ := static.Lookup(static.URL(name), "")
		if hit := evil.Find(body); hit != nil {
			t.Errorf("%s holds %q", name, hit)
		}
	}
}
