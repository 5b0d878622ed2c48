package metric

import (
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/period"
)

// TestSeamsHoldWhatIsKnown names each day a second time: a slip in the data must not pass for a change of Meta's.
func TestSeamsHoldWhatIsKnown(t *testing.T) {
	var got []string
	for _, s := range Seams {
		var names []string
		for _, n := range s.Metrics {
			names = append(names, string(n))
		}
		got = append(got, strings.Join([]string{s.Day.String(), s.Channel, strings.Join(names, "+"), string(s.Older) + ">" + string(s.Newer), string(s.Sure)}, " "))
	}
	want := []string{
		"2024-03-14 facebook engaged+clicks > stated",
		"2025-04-21 instagram impressions impressions>views agreed",
		"2025-11-15 facebook views+impressions impressions>views stated",
		"2025-11-15 facebook followers+page_likes page_likes>followers stated",
		"2026-06-15 facebook reach reach>viewers latest",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
	for _, s := range Seams {
		for _, n := range s.Metrics {
			if s.Sure == Stated != (s.Sure.Sentence() == "") {
				t.Errorf("%v %s: how sure it is says %q", s.Day, n, s.Sure.Sentence())
			}
		}
		// what a metric is an older definition of must be what took its place
		if m, _ := Find(s.Older); m.EpochOf != "" && m.EpochOf != s.Newer {
			t.Errorf("%s is an epoch of %s, the seam says %s", s.Older, m.EpochOf, s.Newer)
		}
	}
}

func TestSeamsRefuseWrongLines(t *testing.T) {
	head := "day,channel,metrics,older,newer,sure,source,text\n"
	good := "2025-11-15,facebook,views,impressions,views,stated,Meta,It changed.\n"
	if list, err := readSeams([]byte(head + good)); err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	for name, line := range map[string]string{
		"a day that is none":   strings.Replace(good, "11-15", "11-31", 1),
		"an unknown channel":   strings.Replace(good, "facebook", "ads", 1),
		"an unknown metric":    strings.Replace(good, "facebook,views", "facebook,plays", 1),
		"no metric":            strings.Replace(good, "views,imp", ",imp", 1),
		"an unknown successor": strings.Replace(good, ",views,stated", ",plays,stated", 1),
		"half a pair":          strings.Replace(good, ",views,stated", ",,stated", 1),
		"an unknown degree":    strings.Replace(good, "stated", "surely", 1),
		"no source":            strings.Replace(good, "Meta", "", 1),
		"no sentence":          strings.Replace(good, "It changed.", "It changed", 1),
		"too few cells":        "2025-11-15,facebook\n",
		"days out of order":    good + strings.Replace(good, "2025", "2024", 1),
	} {
		if list, err := readSeams([]byte(head + line)); err == nil {
			t.Errorf("%s is read as %+v", name, list)
		}
	}
}

func TestSeamsOf(t *testing.T) {
	day := period.Date(2025, 11, 15)
	for r, n := range map[period.Range]int{{From: day - 1, To: day}: 1, {From: day, To: day + 9}: 0, {From: day - 9, To: day - 1}: 0, {From: day - 9, To: day + 9}: 1} {
		if got := SeamsOf(Views, Facebook, r); len(got) != n {
			t.Errorf("%v: %d seams, want %d", r, len(got), n)
		}
		if got := SeamsOf(Views, Instagram, r); len(got) != 0 {
			t.Errorf("%v: a seam on the other channel", r)
		}
	}
}
