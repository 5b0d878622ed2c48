package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// program is the built command; the tests of this package run it as a person does and see nothing of its inside.
var program string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "tandem-test-")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		program = filepath.Join(dir, "tandem")
		build := exec.Command("go", "build", "-buildvcs=false", "-ldflags", "-X main.version=v1.2.3", "-o", program, ".")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "%s%v\n", out, err)
			return 1
		}
		return m.Run()
	}())
}

// place is an empty folder in which commands run; its data file is tandem.db, as without --db.
type place struct {
	*testing.T
	dir string
}

func newPlace(t *testing.T) place { return place{t, t.TempDir()} }

// outcome is what a command left.
type outcome struct {
	t        *testing.T
	what     string
	code     int
	out, err string
}

func (p place) command(args ...string) *exec.Cmd {
	c := exec.Command(program, args...)
	c.Dir = p.dir
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + p.dir, "TMPDIR=" + p.dir}
	return c
}

// run runs a command to its end, with stdin if it is given.
func (p place) run(stdin string, args ...string) outcome {
	p.Helper()
	c := p.command(args...)
	var out, words bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(stdin), &out, &words
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		p.Fatal(err)
	}
	return outcome{p.T, "tandem " + strings.Join(args, " "), c.ProcessState.ExitCode(), out.String(), words.String()}
}

// tandem runs a command that must end with a code.
func (p place) tandem(code int, args ...string) outcome {
	p.Helper()
	return p.run("", args...).exits(code)
}

func (o outcome) exits(code int) outcome {
	o.t.Helper()
	if o.code != code {
		o.t.Fatalf("%s: exit %d, want %d\nstdout: %s\nstderr: %s", o.what, o.code, code, o.out, o.err)
	}
	return o
}

// says fails the test unless stderr holds the words.
func (o outcome) says(words ...string) outcome {
	o.t.Helper()
	for _, w := range words {
		if !strings.Contains(o.err, w) {
			o.t.Errorf("%s: stderr %q does not say %q", o.what, o.err, w)
		}
	}
	return o
}

// json decodes stdout, which must be one document of exactly v's keys: none more, none missing.
func (o outcome) json(v any) {
	o.t.Helper()
	var got, known any
	if err := json.Unmarshal([]byte(o.out), &got); err != nil {
		o.t.Fatalf("%s: %v in %q", o.what, err, o.out)
	}
	if err := json.Unmarshal([]byte(o.out), v); err != nil {
		o.t.Fatalf("%s: %v", o.what, err)
	}
	b, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(b, &known)
	}
	if err != nil {
		o.t.Fatal(err)
	}
	if diff := cmp.Diff(known, got); diff != "" {
		o.t.Errorf("%s: keys (-the contract +printed):\n%s", o.what, diff)
	}
}

// file writes a file into the place and gives its name.
func (p place) file(name, content string) string {
	p.Helper()
	path := filepath.Join(p.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		p.Fatal(err)
	}
	return name
}

// The documents of the contract, key by key.
type (
	propertyDoc struct {
		ID       int64  `json:"id"`
		Name     string `json:"name"`
		Timezone string `json:"timezone"`
		Currency string `json:"currency"`
		Channels []struct {
			Channel    string  `json:"channel"`
			ExternalID *string `json:"external_id"`
			Name       string  `json:"name"`
		} `json:"channels"`
	}
	importDoc struct {
		ID        int64    `json:"id"`
		File      string   `json:"file"`
		Archive   string   `json:"archive,omitempty"`
		Kind      *string  `json:"kind"`
		Platform  *string  `json:"platform"`
		Property  *int64   `json:"property"`
		State     string   `json:"state"`
		Rows      int64    `json:"rows"`
		Stored    int64    `json:"stored"`
		Unchanged int64    `json:"unchanged"`
		Rejected  int64    `json:"rejected"`
		First     *string  `json:"first_day"`
		Last      *string  `json:"last_day"`
		AsOf      *string  `json:"as_of"`
		Notes     []string `json:"notes"`
		Errors    []struct {
			Line   int    `json:"line"`
			Field  string `json:"field,omitempty"`
			Reason string `json:"reason"`
		} `json:"errors"`
		Error string `json:"error,omitempty"`
	}
	importsDoc struct {
		Imports []importDoc `json:"imports"`
	}
	verifyDoc struct {
		OK            bool `json:"ok"`
		Organizations int  `json:"organizations"`
		Problems      []struct {
			Check        string `json:"check"`
			Organization *int64 `json:"organization"`
			Message      string `json:"message"`
		} `json:"problems"`
	}
)

// imports runs an import with --json that must end with a code.
func (p place) imports(code int, args ...string) []importDoc {
	p.Helper()
	var d importsDoc
	p.tandem(code, append([]string{"import", "--json"}, args...)...).json(&d)
	return d.Imports
}

// totals are the figures of a year as printed.
func (p place) totals(property string) string {
	p.Helper()
	return p.tandem(0, "totals", "--property", property, "--from", "2025-01-01", "--to", "2025-12-31").out
}

// verified fails the test unless the data file is whole.
func (p place) verified() {
	p.Helper()
	var v verifyDoc
	p.tandem(0, "verify").json(&v)
	if !v.OK || len(v.Problems) > 0 {
		p.Errorf("verify: %+v", v)
	}
}
