package seeds

import (
	"strconv"
	"strings"
	"testing"
)

// account merges the day files of a name in a channel's folders, by day.
func account(t *testing.T, p Property, channel, name string) map[string]int {
	t.Helper()
	days := map[string]int{}
	for _, path := range matching(p, channel, "/"+name+".csv") {
		for _, b := range readSheet(t, path)[:1] {
			for _, row := range b.rows[1:] {
				n, err := strconv.Atoi(row[1])
				if err != nil {
					t.Fatalf("%s: %v", path, err)
				}
				if before := days[row[0][:10]]; before > n {
					t.Errorf("%s: %s fell from %d to %d, and days only grow", path, row[0], before, n)
				}
				days[row[0][:10]] = n
			}
		}
	}
	return days
}

func TestAccountDaysHoldThePostsAndTheGap(t *testing.T) {
	_, all := written(t, fixed, 1)
	for _, channel := range []string{facebook, instagram} {
		views, reach := account(t, all[0], channel, "Views"), account(t, all[0], channel, "Reach")
		want := 728 // of 730 days, less an outage of 2
		if channel == facebook {
			want = int(dayOf(fixed)-viewsEpoch) + bothCounted - 2 // before that the Page has impressions
		}
		if len(views) != want {
			t.Errorf("%s: %d days of views, want %d", channel, len(views), want)
		}
		for _, lost := range []string{"2026-11-04", "2026-11-05"} {
			if _, known := views[lost]; known {
				t.Errorf("%s has views on %s, a day of the outage", channel, lost)
			}
		}
		total, ofPosts := 0, 0
		for d, n := range views {
			total += n
			if reach[d] > n {
				t.Errorf("%s %s: reach %d over views %d", channel, d, reach[d], n)
			}
		}
		for _, r := range posts(t, all[0], channel) {
			if id := r.cells["Account ID"]; id == "" || id == all[0].InstagramAccount {
				ofPosts += r.n(t, "Views")
			}
		}
		if ofPosts >= total || ofPosts < total/5 {
			t.Errorf("%s: posts have %d views, the account %d", channel, ofPosts, total)
		}
		if _, known := views[fixedLast]; !known {
			t.Errorf("%s does not reach the last day", channel)
		}
		t.Logf("%s: %d account views, %d of posts", channel, total, ofPosts)
	}
}

func TestPostsOfADayNeverExceedTheAccount(t *testing.T) {
	for n := range 5 {
		w, err := newWorld(businessAt(n), dayOf(fixed)-1)
		if err != nil {
			t.Fatal(err)
		}
		for _, channel := range []string{facebook, instagram} {
			whole, parts := w.accountDays(channel), newSeries(w.span.days())
			w.addPosts(parts, channel)
			for d := w.span.first; d <= w.span.last; d++ {
				if parts.views[d] > whole.views[d] || parts.interactions[d] > whole.interactions[d] || parts.follows[d] > whole.follows[d] {
					t.Errorf("%s %s %s: posts %d, account %d", w.name, channel, d, parts.views[d], whole.views[d])
				}
			}
		}
	}
}

func TestHoursFollowTheAmericanClock(t *testing.T) {
	_, all := written(t, fixed, 1)
	want := map[string]string{"2025-03-09": "T01:00:00", "2025-03-10": "T00:00:00", "2025-11-02": "T00:00:00", "2025-11-03": "T01:00:00"}
	seen := 0
	for _, path := range matching(all[0], facebook, "/Interactions.csv") {
		for _, row := range readSheet(t, path)[0].rows[1:] {
			if hour, asked := want[row[0][:10]]; asked {
				seen++
				if row[0][10:] != hour {
					t.Errorf("%s, want hour %s", row[0], hour)
				}
			}
		}
	}
	if seen != len(want) {
		t.Errorf("met %d of the %d days", seen, len(want))
	}
}

func TestMetricsBeginAndEndWhenMetaSays(t *testing.T) {
	_, all := written(t, fixed, 1)
	reach, viewers := account(t, all[0], facebook, "Reach"), account(t, all[0], facebook, "Viewers")
	for d := range reach {
		if d >= "2026-06-15" {
			t.Fatalf("Page reach on %s, after it was retired", d)
		}
	}
	for d := range viewers {
		if d < "2025-11-15" {
			t.Fatalf("Page viewers on %s, before there were any", d)
		}
	}
	if len(reach) < 500 || len(viewers) < 300 {
		t.Errorf("reach on %d days, viewers on %d", len(reach), len(viewers))
	}
}

func TestFilesSayWhoseTheyAreOrTheirOwnerDoes(t *testing.T) {
	_, all := written(t, fixed, 0)
	two := 0
	for _, p := range all {
		for _, f := range p.Files {
			if !strings.Contains(f.Path, "/days ") && !strings.HasSuffix(f.Path, "Audience.csv") {
				continue
			}
			blocks := readSheet(t, f.Path)
			named := strings.Contains(blocks[0].title, "Facebook") || strings.Contains(blocks[0].title, "Instagram")
			if named == (f.Platform != "") {
				t.Errorf("%s is titled %q and given platform %q", f.Path, blocks[0].title, f.Platform)
			}
			if blocks[0].title == "Facebook visits" && len(blocks) == 2 && blocks[1].title == "Instagram profile visits" {
				two++
			}
		}
	}
	if two != 1 {
		t.Errorf("%d files hold both channels, want 1", two)
	}
}

func TestInstagramFollowsLeaveZeroDaysOut(t *testing.T) {
	_, all := written(t, fixed, 3)
	follows := account(t, all[1], instagram, "Follows")
	for d, n := range follows {
		if n == 0 {
			t.Errorf("a zero on %s", d)
		}
	}
	if len(follows) < 100 || len(follows) >= 362 {
		t.Errorf("%d days with follows, want some left out of 362", len(follows))
	}
}
