package aggregates

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// SQLite is C translated for one exact libc; another one compiles and then misbehaves. Other modules ask for a newer
// libc, so go.mod replaces it, and the replacement must move together with sqlite.
func TestLibcIsTheOneThatSQLiteWasMadeFor(t *testing.T) {
	command := exec.Command("go", "list", "-m", "-f", "{{.GoMod}}", "modernc.org/sqlite")
	command.Dir = projectRoot(t)
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	wanted := pin(t, strings.TrimSpace(string(out)), `modernc\.org/libc (v\S+)`)
	got := pin(t, filepath.Join(projectRoot(t), "go.mod"), `modernc\.org/libc => modernc\.org/libc (v\S+)`)
	if got != wanted {
		t.Errorf("go.mod replaces libc by %s, sqlite was made for %s", got, wanted)
	}
}

// Generated Go names the version of the tool and calls into the library: they must be the same.
func TestTemplToolAndLibraryAreOneVersion(t *testing.T) {
	line := `github\.com/a-h/templ (v\S+)`
	library := pin(t, filepath.Join(projectRoot(t), "go.mod"), line)
	tool := pin(t, filepath.Join(projectRoot(t), ".ci", "tools", "go.mod"), line)
	if library != tool {
		t.Errorf("go.mod has templ %s, .ci/tools/go.mod has %s", library, tool)
	}
}

// pin is the version that the go.mod at file gives in the first line matching pattern.
func pin(t *testing.T, file, pattern string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(pattern).FindSubmatch(text)
	if found == nil {
		t.Fatalf("%s has no line like %s", file, pattern)
	}
	return string(found[1])
}
