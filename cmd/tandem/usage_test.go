package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWrongUseEndsWithTwo(t *testing.T) {
	p := newPlace(t)
	for _, line := range []string{"frobnicate", "import", "import --nope x.csv", "import x.csv --platform myspace", "totals --property 1", "imports undo", "imports undo one",
		"totals --property 1 --from yesterday --to 2025-01-01", "totals --property 1 --from 2025-02-30 --to 2025-03-01", "totals --property 1 --from 2025-02-03 --to 2025-02-01",
		"user add someone@example.test", "user add someone@example.test --role king", "token create", "backup", "property", "help frobnicate", "demo --properties 0", "version extra"} {
		if o := p.run("", strings.Fields(line)...); o.code != 2 || o.out != "" || o.err == "" {
			t.Errorf("%s: exit %d, stdout %q, stderr %q", o.what, o.code, o.out, o.err)
		}
	}
	if _, err := os.Stat(filepath.Join(p.dir, "tandem.db")); err == nil {
		t.Error("wrong use made a data file")
	}
}

func TestHelpListsEveryCommand(t *testing.T) {
	p := newPlace(t)
	text := p.tandem(0, "help").out
	for _, c := range []string{"serve", "demo", "property add", "property list", "property show", "import", "imports list", "imports undo", "totals", "user add", "user passwd",
		"user list", "user disable", "token create", "token list", "token revoke", "backup", "restore", "verify", "routes", "version", "--db", "--organization", "TANDEM_DB"} {
		if !strings.Contains(text, c) {
			t.Errorf("help does not name %s", c)
		}
	}
	for _, each := range [][]string{{}, {"--help"}, {"help", "import"}, {"import", "--help"}} {
		if out := p.tandem(0, each...).out; !strings.Contains(out, "Usage: tandem") {
			t.Errorf("%v prints %q", each, out)
		}
	}
}

func TestVersion(t *testing.T) {
	if out := newPlace(t).tandem(0, "version").out; !strings.HasPrefix(out, "tandem v1.2.3 ") {
		t.Error(out)
	}
}

func TestRoutesNameTheirPolicy(t *testing.T) {
	p := newPlace(t)
	var list []struct{ Method, Path, Policy string }
	if err := json.Unmarshal([]byte(p.tandem(0, "routes", "--json").out), &list); err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, r := range list {
		if r.Policy == "" || r.Method == "" {
			t.Errorf("%+v has no policy", r)
		}
		seen[r.Method+" "+r.Path] = r.Policy
	}
	for route, policy := range map[string]string{"GET /login": "public", "GET /api/v1/properties/:property/totals": "token_property", "POST /api/v1/imports": "token"} {
		if seen[route] != policy {
			t.Errorf("%s has policy %q", route, seen[route])
		}
	}
	if files, _ := filepath.Glob(filepath.Join(p.dir, "*")); len(files) > 0 {
		t.Errorf("listing routes made %v", files)
	}
}

func TestOrganizations(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	p.tandem(1, "property", "list", "--organization", "Agency").says("default", "Agency")
	p.tandem(0, "property", "add", "Mill", "--organization", "Agency").says("Made the organization Agency")
	p.tandem(1, "property", "list").says("--organization")
	for name, want := range map[string]string{"default": "1  Café\n", "Agency": "2  Mill\n"} {
		if got := p.tandem(0, "property", "list", "--organization", name).out; got != want {
			t.Errorf("%s holds %q, want %q", name, got, want)
		}
	}
	// one organization's property is as missing to another as none
	p.tandem(1, "property", "show", "1", "--organization", "Agency").says("no property named 1")
	p.tandem(1, "totals", "--property", "Café", "--from", "2025-01-01", "--to", "2025-01-02", "--organization", "Agency").says("no property named Café")
	fresh := newPlace(t)
	fresh.tandem(0, "property", "add", "Mill", "--organization", "Agency")
	if got := fresh.tandem(0, "property", "list").out; got != "1  Mill\n" {
		t.Errorf("the first organization can be named: %q", got)
	}
}

func TestPropertyNamesAndIdsAreUnique(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café", "--facebook-page", pageID)
	p.tandem(1, "property", "add", "Café").says("already")
	p.tandem(1, "property", "add", "Mill", "--facebook-page", pageID).says("Café")
	p.tandem(1, "property", "add", "Mill", "--timezone", "Mars/Olympus").says("Mars/Olympus")
	p.tandem(1, "property", "add", "Mill", "--currency", "EURO").says("EURO")
	var shown propertyDoc
	p.tandem(0, "property", "show", "Café", "--json").json(&shown)
	if len(shown.Channels) != 1 || *shown.Channels[0].ExternalID != pageID {
		t.Errorf("%+v", shown)
	}
}

func TestUsersAndTokens(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	p.run("a quiet harbour at dawn\n", "user", "add", "Owner@Example.test", "--role", "owner", "--password-stdin").exits(0)
	p.run("short\n", "user", "add", "b@example.test", "--role", "admin", "--password-stdin").exits(1).says("at least 10")
	p.run("", "user", "add", "b@example.test", "--role", "admin", "--password-stdin").exits(1)
	made := p.tandem(0, "user", "add", "viewer@example.test", "--role", "viewer", "--property", "Café").out
	if !strings.Contains(made, "Password: ") {
		t.Errorf("no password was made: %q", made)
	}
	p.tandem(1, "user", "add", "viewer@example.test", "--role", "viewer").says("already")
	p.tandem(1, "user", "disable", "owner@example.test").says("only owner")
	p.tandem(0, "user", "disable", "viewer@example.test")
	p.run("another quiet harbour\n", "user", "passwd", "owner@example.test", "--password-stdin").exits(0)
	var users struct {
		Users []struct {
			ID         int64   `json:"id"`
			Email      string  `json:"email"`
			Role       string  `json:"role"`
			State      string  `json:"state"`
			Properties []int64 `json:"properties"`
			SeenAt     *string `json:"seen_at"`
		} `json:"users"`
	}
	p.tandem(0, "user", "list", "--json").json(&users)
	if u := users.Users; len(u) != 2 || u[0].Email != "owner@example.test" || u[1].State != "disabled" || len(u[1].Properties) != 1 {
		t.Errorf("%+v", users)
	}
	token := p.tandem(0, "token", "create", "--name", "reports", "--property", "Café")
	if !strings.HasPrefix(token.out, "tdm_") || strings.Contains(token.err, "tdm_") {
		t.Errorf("token %q, words %q", token.out, token.err)
	}
	p.tandem(0, "token", "revoke", "1")
	p.tandem(1, "token", "revoke", "1")
	list := p.tandem(0, "token", "list", "--json").out
	if strings.Contains(list, strings.TrimSpace(token.out)) || !strings.Contains(list, `"revoked_at": "2`) {
		t.Error(list)
	}
}
