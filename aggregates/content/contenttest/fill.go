package contenttest

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/content"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/facebook"
	"tandem/aggregates/importers/instagram"
	"tandem/aggregates/imports"
	"tandem/aggregates/period"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
)

// Hostile is the caption of a post that tries everything a file can try.
const Hostile = `<script>alert("x")</script> 100% under_score 'q' café`

// Days are those the fixture is made for: the 28 days before 17 November 2026.
var Days = period.Range{From: period.Date(2026, time.October, 20), To: period.Date(2026, time.November, 16)}

const (
	page, account = "100000000000777", "17840000000000777"
	facebookHead  = "Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Permalink,Is crosspost,Is share,Post type,Data comment,Date," +
		"Views,Reach,Reactions,Comments,Shares,Total clicks,Link Clicks"
	instagramHead = "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date," +
		"Views,Reach,Likes,Shares,Follows,Comments,Saves"
	storyHead = "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date," +
		"Views,Reach,Likes,Shares,Profile visits,Replies,Navigation,Sticker taps,Link clicks"
)

// facebookPost is one row of a Page's export; figures are views, reach, reactions, comments, shares, clicks and link clicks.
func facebookPost(id, at, kind, words, figures string) string {
	return record(id, page, "Quayside Bakery", "", words, "0", at, "https://www.facebook.com/1/posts/"+id, "0", "0", kind, "", "Lifetime") + "," + figures
}

// instagramPost is one row of an account's export; figures are views, reach, likes, shares, follows, comments and saves.
func instagramPost(id, author, at, kind, words, figures string) string {
	return record(id, author, "quayside."+author[:3], "Quayside", words, "12", at, "https://www.instagram.com/p/"+id+"/", kind, "", "Lifetime") + "," + figures
}

func record(cells ...string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	if err := w.Write(cells); err != nil {
		panic(err)
	}
	w.Flush()
	return strings.TrimSuffix(b.String(), "\n")
}

// Files are the fixture's exports, in the order in which they were made.
func Files() map[string]string {
	older := []string{instagramHead}
	for n := 1; n <= 9; n++ { // what the reels of the period are held against: interactions of 100, 200, … 900
		older = append(older, instagramPost("92"+strconv.Itoa(n), account, fmt.Sprintf("09/%02d/2026 10:00", n), "IG reel", "Old reel "+strconv.Itoa(n),
			fmt.Sprintf("%d,%d,%d,0,0,0,0", n*1000, n*500, n*100)))
	}
	return map[string]string{
		"1-facebook.csv": strings.Join([]string{facebookHead,
			facebookPost("801", "10/24/2026 02:08", "Reels", "Pumpkin loaf is back", "1000,900,80,20,10,30,9")}, "\n"),
		"2-instagram.csv": strings.Join(older, "\n"),
		"3-facebook.csv": strings.Join([]string{facebookHead,
			facebookPost("801", "10/24/2026 02:08", "Reels", "Pumpkin loaf is back", "3100,2240,200,60,36,140,64"),
			facebookPost("802", "11/06/2026 09:00", "Links", Hostile, "1900,1510,200,58,40,300,116"),
			facebookPost("803", "10/19/2026 10:00", "Photos", "On the edge of the period", "500,400,10,2,1,5,0"),
			facebookPost("804", "11/14/2026 09:00", "Text", "Rainy day, warm rolls", ",,3,0,0,,")}, "\n"),
		"4-instagram.csv": strings.Join([]string{instagramHead,
			instagramPost("901", account, "10/24/2026 02:00", "IG reel", "Pumpkin loaf is back! #autumn", "11600,8410,700,88,4,100,212"),
			instagramPost("902", account, "11/12/2026 08:00", "IG reel", "Latte art, first ÉTÉ", "6300,4720,400,30,2,31,"),
			instagramPost("903", account, "10/19/2026 23:00", "IG image", "On the edge of the period", "700,600,50,1,0,3,4"),
			instagramPost("904", "17840000000000888", "11/01/2026 08:00", "IG image", "With a friend", "90000,80000,9000,1,0,3,4"),
			instagramPost("905", account, "11/15/2026 08:00", "IG carousel", "Not settled yet", ",,,,,,")}, "\n"),
		"5-stories.csv": strings.Join([]string{storyHead,
			record("951", account, "quayside.178", "Quayside", "", "5", "11/15/2026 08:00", "https://www.instagram.com/stories/951/", "IG story", "", "Lifetime") +
				",400,350,3,1,5,2,410,0,6"}, "\n"),
	}
}

// Fill imports the fixture into a property whose zone is UTC and gives its content channels.
func Fill(t testing.TB, s store.Scope, property int64) content.Channels {
	t.Helper()
	d := &imports.Desk{DB: s.DB(), Layouts: append(append([]importers.Layout{}, facebook.Layouts()...), instagram.Layouts()...),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Finish: rollup.Rebuild,
		Now: func() time.Time { return time.Date(2026, 11, 17, 9, 0, 0, 0, time.UTC) }}
	dir := t.TempDir()
	files := Files()
	for _, name := range []string{"1-facebook.csv", "2-instagram.csv", "3-facebook.csv", "4-instagram.csv", "5-stories.csv"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(files[name]+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := d.File(context.Background(), s, path, name, imports.Who{Via: "command", Source: "file"}, imports.Choice{Property: property}, false, nil)
		if err != nil || got.Rejected > 0 {
			t.Fatalf("%s: %v, %v %v", name, err, got.Errors, got.Error)
		}
	}
	if err := rollup.Rebuild(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	return Channels(t, s, property)
}

// Channels are the content channels of a property.
func Channels(t testing.TB, s store.Scope, property int64) content.Channels {
	t.Helper()
	var c content.Channels
	for kind, into := range map[string]*int64{"facebook": &c.Facebook, "instagram": &c.Instagram} {
		if err := s.DB().Reader().QueryRow(`select id from channel where organization = ? and property = ? and kind = ?`, s.Organization(), property, kind).Scan(into); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// Post is the id of a post by Meta's.
func Post(t testing.TB, s store.Scope, external string) int64 {
	t.Helper()
	var id int64
	if err := s.DB().Reader().QueryRow(`select id from post where organization = ? and external_id = ?`, s.Organization(), external).Scan(&id); err != nil {
		t.Fatal(err)
	}
	return id
}
