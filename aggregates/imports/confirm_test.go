package imports_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/imports"
	"tandem/aggregates/store/storetest"
)

// A second confirm found the upload gone, since the first had stored it, and took the stored import away.
func TestASecondConfirmThatFindsNoUploadTakesNothingAway(t *testing.T) {
	b := checked(t)
	ctx := context.Background()
	i, err := b.desk.Stage(ctx, b.scope, strings.NewReader(facebookFile(onFacebook("11", "03/10/2025 12:00", "a", rec{"Views": "10"}))), "posts.csv",
		imports.Who{Via: "page", Source: "file"}, imports.Choice{Property: b.property})
	if err != nil {
		t.Fatal(err)
	}
	uploads, err := filepath.Glob(filepath.Join(b.desk.DB.Folder(), "tmp", "*"))
	if err != nil || len(uploads) != 1 {
		t.Fatalf("%v %v", uploads, err)
	}
	// while the second waits for its turn the first ends: its upload is gone and its row is stored
	storetest.Exec(t, b.desk.DB, "insert into turn (name, holder, until) values ('import', 'the first', 9e18)")
	if err := os.Remove(uploads[0]); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() {
		_, err := b.desk.Confirm(ctx, b.scope, i.ID, imports.Choice{Property: b.property}, nil)
		done <- err
	}()
	time.Sleep(300 * time.Millisecond)
	if now, err := b.desk.Find(ctx, b.scope, i.ID); err != nil || now.State != imports.Staged {
		t.Errorf("decided out of turn: %s, %v", now.State, err)
	}
	storetest.Exec(t, b.desk.DB, "update import set state = 'stored' where id = ?", i.ID)
	storetest.Exec(t, b.desk.DB, "delete from turn")
	if err := <-done; err == nil {
		t.Error("the second confirm claims to have stored something")
	}
	if now, err := b.desk.Find(ctx, b.scope, i.ID); err != nil || now.State != imports.Stored {
		t.Errorf("%s, %v", now.State, err)
	}
}

// Ids go with the import that brought them, and posts of that account in other files turn back into collabs.
func TestPostsOfAnUnlinkedAccountAreCollabsAgain(t *testing.T) {
	b := checked(t)
	b.put("own.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "a", rec{"Views": "10"}), onFacebook("13", "03/10/2025 13:00", "b", rec{"Views": "10"}),
		onFacebook("12", "03/11/2025 12:00", "c", rec{"Page ID": otherPage, "Views": "5"})), imports.Choice{})
	before := want{"content.facebook.posts": 2, "content.facebook.collab_posts": 1, "content.facebook.views": 20}
	b.expect("2025-03-01", "2025-03-31", before)
	i := b.put("other.csv", facebookFile(onFacebook("14", "03/12/2025 12:00", "d", rec{"Page ID": otherPage, "Views": "7"})), imports.Choice{Yes: true})
	b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": 4, "content.facebook.collab_posts": 0, "content.facebook.views": 32})
	b.undo(i)
	b.expect("2025-03-01", "2025-03-31", before)
}

// A file of several Pages that cannot go into a property says that each can have its own.
func TestTheRefusalOfAFileOfSeveralPagesSaysThatItCanBeSplit(t *testing.T) {
	b := ruled(t)
	b.put("own.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "a", rec{"Views": "10"})), imports.Choice{})
	two := b.path("two.csv", facebookFile(onFacebook("12", "03/10/2025 12:00", "b", rec{"Page ID": "901"}), onFacebook("13", "03/10/2025 12:00", "c", rec{"Page ID": "902"})))
	if i, err := b.try(two, imports.Choice{}); err == nil || !strings.Contains(i.Error, "2 accounts") || !strings.Contains(i.Error, "--split") {
		t.Errorf("%q, %v", i.Error, err)
	}
	if _, err := b.desk.File(t.Context(), b.scope, two, "two.csv", imports.Who{Via: "command", Source: "file"}, imports.Choice{}, false, nil); err == nil || !strings.Contains(err.Error(), "--split") {
		t.Errorf("without a property: %v", err)
	}
	one := b.path("one.csv", facebookFile(onFacebook("14", "03/10/2025 12:00", "d", rec{"Page ID": "901"})))
	if i, err := b.try(one, imports.Choice{}); err == nil || strings.Contains(i.Error, "--split") {
		t.Errorf("a file of one Page: %q, %v", i.Error, err)
	}
}
