package seeds

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestCafeHasTwoYearsOfPosts(t *testing.T) {
	_, all := written(t, fixed, 1)
	onPage, onInstagram := posts(t, all[0], facebook), posts(t, all[0], instagram)
	if len(onPage) != 260 || len(onInstagram) != 342 {
		t.Errorf("posts: %d on Facebook and %d on Instagram, want 260 and 340 with 2 collabs", len(onPage), len(onInstagram))
	}
	shape := map[string]*regexp.Regexp{facebook: regexp.MustCompile(`^\d{15}$`), instagram: regexp.MustCompile(`^1[78]\d{15,16}$`)}
	for channel, list := range map[string]map[string]record{facebook: onPage, instagram: onInstagram} {
		views, kinds := 0, map[string]int{}
		for id, r := range list {
			if !shape[channel].MatchString(id) {
				t.Errorf("%s id %q has the wrong shape", channel, id)
			}
			views += r.n(t, "Views")
			kinds[r.cells["Post type"]]++
		}
		t.Logf("%s: %d posts, %d views, %v", channel, len(list), views, kinds)
	}
}

func TestFacebookFiguresAddUp(t *testing.T) {
	_, all := written(t, fixed, 0)
	widths, ragged, broken, boosted := map[int]bool{}, 0, 0, 0
	for _, p := range all {
		for _, path := range content(p, facebook) {
			header, rows := readTable(t, path)
			widths[len(header)] = true
			for _, r := range rows {
				if r.width < len(header) {
					ragged++
				}
				if r.cells["Post ID"] == "" {
					broken++
					if !strings.HasPrefix(r.cells["Data comment"], "An error occurred") {
						t.Errorf("%s: a record without id and without a reason: %v", path, r.cells)
					}
					continue
				}
				if r.n(t, "Reactions, Comments and Shares") != r.n(t, "Reactions")+r.n(t, "Comments")+r.n(t, "Shares") {
					t.Errorf("%s: interactions of %s do not add up", path, r.cells["Post ID"])
				}
				if r.n(t, "Total clicks") != r.n(t, "Link Clicks")+r.n(t, "Other Clicks")+r.n(t, "Matched Audience Targeting Consumption (Photo Click)") {
					t.Errorf("%s: clicks of %s do not add up", path, r.cells["Post ID"])
				}
				if r.n(t, "Reach") > r.n(t, "Views") {
					boosted++
				}
			}
		}
	}
	if !widths[31] || !widths[38] || len(widths) != 2 {
		t.Errorf("column counts %v, want 31 and 38", widths)
	}
	if ragged < 3 || broken < 1 || boosted < 3 {
		t.Errorf("ragged %d, error records %d, reach over views %d: want some of each", ragged, broken, boosted)
	}
}

func TestShortcodesHoldThePublishTime(t *testing.T) {
	pacific, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	_, all := written(t, fixed, 0)
	for _, p := range all {
		for id, r := range posts(t, p, instagram) {
			parts := strings.Split(strings.Trim(r.cells["Permalink"], "/"), "/")
			var n uint64
			for _, digit := range parts[len(parts)-1] {
				n = n<<6 | uint64(strings.IndexRune(base64Digits, digit))
			}
			born := time.UnixMilli(int64(n>>23) + 1314220021721).In(pacific).Format("01/02/2006 15:04")
			if born != r.cells["Publish time"] {
				t.Errorf("%s %s: born %s, published %s", p.Name, id, born, r.cells["Publish time"])
			}
		}
	}
}

// bare is a caption without what the channels do not share.
func bare(text string) string {
	text = regexp.MustCompile(`https?://\S+|[#@]\S+|Link in bio\.`).ReplaceAllString(text, "")
	return regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(text), "")
}

func TestTwinsAndOnlyTwinsShareTheirText(t *testing.T) {
	_, all := written(t, fixed, 1)
	left := map[string][]record{}
	for _, r := range posts(t, all[0], instagram) {
		left[bare(r.cells["Description"])] = append(left[bare(r.cells["Description"])], r)
	}
	twins, doubtful, crossposts, heads := 0, 0, 0, map[string]int{}
	for _, r := range posts(t, all[0], facebook) {
		text := r.cells["Title"] + r.cells["Description"]
		head, _, _ := strings.Cut(text, "\n")
		heads[head]++
		for _, l := range left[bare(strings.TrimSuffix(text, added))] {
			if gap := published(t, r).Sub(published(t, l)).Abs(); gap > 24*time.Hour {
				continue // a yearly repeat
			}
			twins++
			if strings.HasSuffix(text, added) {
				doubtful++
			}
			crossposts += r.n(t, "Is crosspost")
			if r.cells["Duration (sec)"] != l.cells["Duration (sec)"] {
				t.Errorf("twin %q: lengths differ", head)
			}
		}
	}
	for text, same := range left {
		if len(same) > 2 || len(same) == 2 && published(t, same[0]).Sub(published(t, same[1])).Abs() < 300*24*time.Hour {
			t.Errorf("Instagram says the same %d times: %q", len(same), text)
		}
	}
	if twins != 150 || crossposts < 60 || crossposts > 100 {
		t.Errorf("%d twins, %d of them marked, want 150 and 60 to 100", twins, crossposts)
	}
	if doubtful < 3 || doubtful > 15 {
		t.Errorf("%d twins have something added on one channel, want a few", doubtful)
	}
	if len(heads) < 250 {
		t.Errorf("only %d first lines in 260 Facebook posts", len(heads))
	}
}

func published(t *testing.T, r record) time.Time {
	t.Helper()
	at, err := time.Parse("01/02/2006 15:04", r.cells["Publish time"])
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestLaterExportsOnlyGrow(t *testing.T) {
	_, all := written(t, fixed, 1)
	for _, channel := range []string{facebook, instagram} {
		seen, again := map[string]int{}, 0
		for _, path := range content(all[0], channel) {
			_, rows := readTable(t, path)
			for _, r := range rows {
				id := r.cells["Post ID"]
				if before, known := seen[id]; known && id != "" {
					again++
					if r.n(t, "Views") < before {
						t.Errorf("%s %s: views fell from %d", channel, id, before)
					}
				}
				seen[id] = r.n(t, "Views")
			}
		}
		if again == 0 {
			t.Errorf("%s: no post stands in two exports", channel)
		}
	}
}

func TestCollabsAndSmallAccountsLeaveBlanks(t *testing.T) {
	_, all := written(t, fixed, 3)
	collabs := 0
	for _, r := range posts(t, all[0], instagram) {
		if r.cells["Account ID"] != all[0].InstagramAccount {
			collabs++
			if r.cells["Reach"] != "" || r.cells["Follows"] != "" || r.cells["Views"] == "" {
				t.Errorf("collab post should say views and no reach: %v", r.cells)
			}
		}
	}
	blank, told := 0, 0
	for _, r := range posts(t, all[2], instagram) {
		if r.cells["Reach"] == "" {
			blank++
		} else {
			told++
		}
	}
	if collabs != 2 || blank < 5 || told < 5 {
		t.Errorf("%d collabs, small account %d blank and %d told", collabs, blank, told)
	}
	if all[2].AdAccount != "" || len(matching(all[2], "ads", "")) > 0 {
		t.Error("the pottery buys no ads")
	}
}

func TestStoriesLeaveTheirEndsOut(t *testing.T) {
	_, all := written(t, fixed, 1)
	ids, short := map[string]bool{}, 0
	for _, path := range matching(all[0], "stories", ".csv") {
		header, rows := readTable(t, path)
		for _, r := range rows {
			ids[r.cells["Post ID"]] = true
			if r.cells["Post type"] != "IG story" {
				t.Errorf("type %q", r.cells["Post type"])
			}
			if r.width < len(header) {
				short++
			}
		}
	}
	if len(ids) < 80 || len(ids) > 160 || short < len(ids)/2 {
		t.Errorf("%d stories, %d with blank ends left out", len(ids), short)
	}
}

func TestCellsAreQuotedAsMetaDoes(t *testing.T) {
	got := string(newTable("Post ID", "Title", "a,b", "say \"hi\"").bytes())
	want := fmt.Sprint("\ufeff", `"Post ID",Title,"a,b","say ""hi"""`, "\n")
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
