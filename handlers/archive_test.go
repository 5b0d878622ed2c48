package handlers_test

import (
	"context"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"tandem/aggregates/content/contenttest"
	"tandem/aggregates/importers/instagram"
	"tandem/aggregates/importers/takeout"
	"tandem/aggregates/imports"
	"tandem/aggregates/people"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
	"tandem/handlers/pagetest"
)

// A post that only a "Download your information" archive knows has no id of Meta's and no figures; once an export tells them, its old address leads to them.
func TestThePageOfAPostThatOnlyAnArchiveKnows(t *testing.T) {
	onlyReads(t)
	w := pagetest.Open(t)
	s := w.Organization("northgate")
	p := w.Property(s, "Quayside Bakery")
	w.Person(s, "viewer@northgate.test", people.Viewer, p.ID)
	desk := &imports.Desk{DB: s.DB(), Layouts: append(takeout.Layouts(), instagram.Layouts()...), Log: slog.New(slog.DiscardHandler), Now: w.Now, Finish: rollup.Rebuild}
	bring := func(s store.Scope, name, content string) {
		t.Helper()
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := desk.File(context.Background(), s, path, name, imports.Who{Via: "command", Source: "file"}, imports.Choice{Property: p.ID}, false, nil); err != nil {
			t.Fatal(err)
		}
		if err := desk.Finish(context.Background(), s); err != nil {
			t.Fatal(err)
		}
	}
	bring(s, "posts_1.json", `[{"media":[{"uri":"a.jpg","creation_timestamp":1762340000,"title":"Soup of the day"}]}]`) // 02:53 in California
	address := "/p/" + strconv.FormatInt(p.ID, 10) + "/content/" + strconv.FormatInt(contenttest.Post(t, s, "t1762340000"), 10)
	c := w.SignIn("viewer@northgate.test")
	a := c.Get(address).Status(http.StatusOK)
	if text := string(a.Body); !strings.Contains(text, "Soup of the day") || !strings.Contains(text, "none: the archive it comes from names none") || strings.Contains(text, "t1762340000") ||
		!strings.Contains(text, "not imported") {
		t.Errorf("the page of the archive's post: %s", text)
	}
	bring(s, "instagram.csv", "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n"+
		"18000000000000021,17840000000000001,corner,Corner,Soup of the day,0,11/05/2025 02:53,,IG image,,Lifetime,4321,10,9,0,0,0,0\n")
	a = c.Get(address).Status(http.StatusOK)
	if text := string(a.Body); !strings.Contains(text, "18000000000000021") || !strings.Contains(text, "4,321") || !strings.Contains(text, "posts_1.json") {
		t.Errorf("the old address after an export: %s", text)
	}
}
