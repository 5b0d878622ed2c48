package imports_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/imports"
)

// link is an invented Instagram permalink whose short code holds the time at which the post came to be.
func link(t *testing.T, pacific string) string {
	t.Helper()
	at := pacificTime(t, pacific)
	id := uint64(at.UnixMilli()-1314220021721)<<23 | 4711
	code := make([]byte, 11)
	for i := 10; i >= 0; i-- {
		code[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[id&63]
		id >>= 6
	}
	return "https://www.instagram.com/reel/" + string(code) + "/"
}

func pacificTime(t *testing.T, text string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("01/02/2006 15:04", text, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// writtenAs gives a content export whose times a program wrote in a form of its own; want is what must be stored of each record, "" for a refused one.
// With links, every post carries the link that proves its time.
func writtenAs(t *testing.T, b bench, cells [][2]string, links bool) imports.Import {
	t.Helper()
	var rows []rec
	for i, c := range cells {
		figures := rec{"Views": "10"}
		if links && c[1] != "" {
			figures["Permalink"] = link(t, c[1])
		}
		rows = append(rows, onInstagram(fmt.Sprint(21+i), c[0], "soup", figures))
	}
	i := b.put("i.csv", instagramFile(rows...), imports.Choice{})
	b.rebuild()
	for k, c := range cells {
		var at int64
		err := b.desk.DB.Reader().QueryRow("select published_at from post where external_id = ?", fmt.Sprint(21+k)).Scan(&at)
		switch {
		case c[1] == "" && err == nil:
			t.Errorf("%q was stored as %s", c[0], time.UnixMilli(at))
		case c[1] != "" && (err != nil || at != pacificTime(t, c[1]).UnixMilli()):
			t.Errorf("%q was stored as %s, want %s Pacific (%v)", c[0], time.UnixMilli(at).UTC(), c[1], err)
		}
	}
	return i
}

func TestTrapPublishTimesWrittenAnewAreReadByTheWholeColumn(t *testing.T) {
	for name, cells := range map[string][][2]string{
		"month first":                   {{"05/06/2025 12:00", "05/06/2025 12:00"}, {"05/25/2025 12:00", "05/25/2025 12:00"}},
		"every value ambiguous":         {{"05/06/2025 12:00", "05/06/2025 12:00"}, {"06/05/2025 12:00", "06/05/2025 12:00"}},
		"day first":                     {{"06/05/2025 12:00", "05/06/2025 12:00"}, {"25/05/2025 12:00", "05/25/2025 12:00"}},
		"day first with points":         {{"6.5.2025 9:07", "05/06/2025 09:07"}, {"25.5.2025 23:59", "05/25/2025 23:59"}},
		"points and nothing to go by":   {{"6.5.2025 12:00", ""}, {"5.5.2025 12:00", "05/05/2025 12:00"}},
		"AM and PM":                     {{"5/6/2025 9:07 AM", "05/06/2025 09:07"}, {"5/25/2025 12:30 PM", "05/25/2025 12:30"}},
		"ISO":                           {{"2025-05-06 12:00", "05/06/2025 12:00"}, {"2025-05-25T12:00:00", "05/25/2025 12:00"}},
		"day numbers":                   {{"45783.5", "05/06/2025 12:00"}, {"45802,5", "05/25/2025 12:00"}},
		"what a program could not read": {{"2025-06-05 12:00", "05/06/2025 12:00"}, {"05/25/2025 12:00", "05/25/2025 12:00"}},
		"the same in points":            {{"05.06.2025 12:00", "05/06/2025 12:00"}, {"05/25/2025 12:00", "05/25/2025 12:00"}},
		"two orders in one column":      {{"25/05/2025 12:00", "05/25/2025 12:00"}, {"05/25/2025 12:00", "05/25/2025 12:00"}, {"05/06/2025 12:00", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			b := ruled(t)
			i := writtenAs(t, b, cells, false)
			for _, e := range i.Errors {
				if !strings.Contains(e.Reason, "can be two days") || e.Field != "Publish time" {
					t.Errorf("%+v", e)
				}
			}
			sound := name == "month first" || name == "every value ambiguous"
			if noted(i, "spreadsheet program had written") == sound {
				t.Errorf("%q", i.Notes)
			}
		})
	}
}

func TestTrapPermalinksProveTheOrderOfPublishTimes(t *testing.T) {
	for name, cells := range map[string][][2]string{
		"day first":              {{"06/05/2025 12:00", "05/06/2025 12:00"}, {"08/07/2025 12:00", "07/08/2025 12:00"}},
		"points":                 {{"6.5.2025 12:00", "05/06/2025 12:00"}, {"8.7.2025 12:00", "07/08/2025 12:00"}},
		"swapped into ISO":       {{"2025-06-05 12:00", "05/06/2025 12:00"}, {"2025-08-07 12:00", "07/08/2025 12:00"}},
		"each row for itself":    {{"06/05/2025 12:00", "05/06/2025 12:00"}, {"07/08/2025 12:00", "07/08/2025 12:00"}},
		"eight hours off":        {{"05/06/2025 20:00", "05/06/2025 12:00"}, {"05/25/2025 21:30", "05/25/2025 13:30"}},
		"winter and summer time": {{"01/06/2025 20:00", "01/06/2025 12:00"}, {"05/25/2025 19:30", "05/25/2025 12:30"}},
		"a calendar since 1904":  {{"05/05/2021 12:00", "05/06/2025 12:00"}, {"05/24/2021 12:30", "05/25/2025 12:30"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := ruled(t)
			i := writtenAs(t, b, cells, true)
			if len(i.Notes) < 1 || i.Rejected > 0 {
				t.Errorf("%d rejected, %q", i.Rejected, i.Notes)
			}
		})
	}
}

func TestTrapAPostPlannedLongBeforeKeepsItsPublishTime(t *testing.T) {
	b := ruled(t)
	b.put("i.csv", instagramFile(onInstagram("21", "05/25/2025 12:00", "soup", rec{"Permalink": link(t, "05/25/2025 12:00")}),
		onInstagram("22", "05/26/2025 12:00", "cake", rec{"Permalink": link(t, "05/20/2025 09:00")}),
		onInstagram("23", "06/05/2025 12:00", "tea", rec{"Permalink": link(t, "06/01/2025 09:00")})), imports.Choice{})
	if at := b.cell("published_at", "22"); at != fmt.Sprint(pacificTime(t, "05/26/2025 12:00").UnixMilli()) {
		t.Errorf("published_at %s", at)
	}
}

func TestTrapDaysOfAContentExportWrittenAnewAreReadByTheWholeColumn(t *testing.T) {
	b := ruled(t)
	i := b.put("f.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Date": "10.03.2025", "Shares": "1"}),
		onFacebook("11", "03/10/2025 12:00", "soup", rec{"Date": "13.03.2025", "Shares": "2"})), imports.Choice{})
	rejects(t, i, nil)
	b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": 1, "content.facebook.shares": 3})
	if !noted(i, "day first") || !noted(i, "per day") {
		t.Errorf("%q", i.Notes)
	}
}

func TestTrapAnOldPageFileWrittenDayFirstKeepsItsDays(t *testing.T) {
	b := ruled(t)
	i := b.put("p.csv", pageDays([]string{"Daily New Likes"}, "5/3/2014 1", "6/3/2014 2", "13/3/2014 4"), imports.Choice{})
	rejects(t, i, nil)
	if !noted(i, "day first") {
		t.Errorf("%q", i.Notes)
	}
	b.expect("2014-03-05", "2014-03-13", want{"activity.facebook.follows": 7, "activity.facebook.days": 3})
}
