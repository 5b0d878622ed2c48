package imports_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"tandem/aggregates/imports"
	"tandem/aggregates/store/storetest"
)

// formats is a list of content formats as Business Suite writes it.
const formats = "\"Views\"\n\"Reels\",\"Photos\"\n\"5726\",\"862\"\n\n\"Content interactions\"\n\"Photos\",\"Reels\"\n\"36\",\"201\"\n\n\"Published content\"\n\"Reels\",\"Photos\",\"Text\"\n\"4\",\"3\",\"1\"\n"

// sixteen is text as Business Suite writes Insights files.
func sixteen(text string) string {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune("sep=,\n" + text)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return string(out)
}

// apart writes what an import keeps apart as "name metric=value …", an object a line.
func (b bench) apart(id int64) string {
	b.Helper()
	list, err := b.desk.Apart(context.Background(), b.scope, id, 100)
	if err != nil {
		b.Fatal(err)
	}
	var out []string
	for _, a := range list {
		line := a.Name
		for _, m := range []string{"posts", "views", "reach", "video_views", "reactions", "interactions"} {
			if v, ok := a.Figures[m]; ok {
				line += fmt.Sprintf(" %s=%d", m, v)
			}
		}
		if a.Post != 0 {
			line += " with a post"
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func TestTrapContentFormatsAreKeptApartAndCountNothing(t *testing.T) {
	resaved := strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(formats, "\"", ""), ",", ";"), "\n\n", "\n;;\n")
	for name, file := range map[string]string{"as published": sixteen(formats), "re-saved": resaved} {
		t.Run(name, func(t *testing.T) {
			b := ruled(t)
			b.put("f.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "10"})), imports.Choice{})
			before := b.totals()
			i := b.put("Top content formats.csv", file, imports.Choice{Platform: "facebook"})
			if after := b.totals(); after != before {
				t.Errorf("totals changed")
			}
			if i.Kind == nil || *i.Kind != "insights_formats" || i.Rows != 3 || i.Stored != 3 || !noted(i, "kept apart") {
				t.Errorf("%+v", i)
			}
			if got := b.apart(i.ID); got != "Photos posts=3 views=862 interactions=36\nReels posts=4 views=5726 interactions=201\nText posts=1" {
				t.Errorf("%s", got)
			}
			b.undo(i)
			if n := storetest.Count(t, b.desk.DB, "apart_figure"); n != 0 {
				t.Errorf("%d figures stayed", n)
			}
		})
	}
	b := ruled(t)
	b.refuses("Top content formats.csv", sixteen(formats), imports.Choice{}, "Facebook or")
}

func TestTrapVideoFiguresAreKeptBesideThePostWhoseLinkShowsThem(t *testing.T) {
	columns := []string{"Video asset ID", "Universal video ID", "Page ID", "Page name", "Title", "Duration (sec)", "Publish time", "Date", "Reach", "3-second video views", "Reactions"}
	videos := table(columns, []string{"77", "78", page, "Corner", "film", "30", "03/10/2025 12:00", "Lifetime", "500", "400", "9"},
		[]string{"79", "", page, "Corner", "", "12", "03/11/2025 12:00", "Lifetime", "", "40", ""},
		[]string{"80", "", page, "Corner", "by day", "12", "03/11/2025 12:00", "03/12/2025", "", "40", ""},
		[]string{"1.2E+15", "", page, "Corner", "", "12", "03/11/2025 12:00", "Lifetime", "", "40", ""})
	post := facebookFile(onFacebook("11", "03/10/2025 12:00", "film", rec{"Views": "10", "Post type": "Reels", "Permalink": "https://www.facebook.com/reel/77/"}))
	for name, order := range map[string][2]string{"posts first": {post, videos}, "videos first": {videos, post}} {
		t.Run(name, func(t *testing.T) {
			b := ruled(t)
			one, two := b.put("a.csv", order[0], imports.Choice{}), b.put("b.csv", order[1], imports.Choice{})
			b.rebuild()
			v := one
			if *two.Kind == "facebook_videos" {
				v = two
			}
			if got := b.apart(v.ID); got != "77 reach=500 video_views=400 reactions=9 with a post\n79 video_views=40" {
				t.Errorf("%s", got)
			}
			if v.Rows != 4 || v.Stored != 2 || v.Rejected != 1 || !noted(v, "by day are not kept") {
				t.Errorf("%+v", v)
			}
			b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": 1, "content.facebook.views": 10, "content.facebook.reactions": nil, "content.facebook.reach.upper": nil})
			b.undo(v)
			if n := storetest.Count(t, b.desk.DB, "apart_figure"); n != 0 {
				t.Errorf("%d figures stayed", n)
			}
		})
	}
}

func TestTheVideosOfAnImportAreShownBesideThousandsOfPosts(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute under the race detector")
	}
	t.Parallel()
	b := ruled(t)
	var posts []rec
	videos := [][]string{{"Video asset ID", "Universal video ID", "Page ID", "Page name", "Title", "Duration (sec)", "Publish time", "Date", "Reach"}}
	for n := range 4_000 {
		posts = append(posts, onFacebook(fmt.Sprint(1000+n), "03/10/2025 12:00", "film", rec{"Views": "10", "Permalink": fmt.Sprintf("https://www.facebook.com/corner/videos/%d", 50_000+n)}))
		videos = append(videos, []string{fmt.Sprint(50_000 + n), "", page, "Corner", "film", "30", "03/10/2025 12:00", "Lifetime", "5"})
	}
	b.put("posts.csv", facebookFile(posts...), imports.Choice{})
	i := b.put("videos.csv", table(videos...), imports.Choice{})
	b.rebuild()
	began := time.Now()
	list, err := b.desk.Apart(context.Background(), b.scope, i.ID, 200)
	if took := time.Since(began); err != nil || len(list) != 200 || list[199].Post == 0 || took > 2*time.Second {
		t.Errorf("%d objects in %v, %v", len(list), took, err)
	}
}
