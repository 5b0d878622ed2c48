package takeout

import (
	"strings"
	"testing"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/metric"
)

func TestOnlyFiguresThatAreWrittenOutAreValues(t *testing.T) {
	for shown, want := range map[string]struct {
		n int64
		f form
	}{
		"": {0, blank}, "--": {0, blank}, " – ": {0, blank}, "0": {0, exact}, "980": {980, exact}, "1,204": {1204, exact}, "1.204": {1204, exact}, "1\u00a0204": {1204, exact},
		"1,204,567": {1204567, exact}, "12.7K": {0, rounded}, "1,2 mil": {0, rounded}, "3M": {0, rounded}, "12.7": {0, other}, "1,20": {0, other}, "12,04": {0, other},
		"1,204.567": {0, other}, "+6.7% vs Dec 5 - Mar 4": {0, other}, "25.6%": {0, other}, "Paris: 25.6%, Lyon: 2%": {0, other}, "-5": {0, other}, "0.123": {0, other}, "0,500": {0, other}, "+5": {0, other},
		"99999999999999999999": {0, other},
	} {
		if n, f := count(shown); n != want.n || f != want.f {
			t.Errorf("count(%q) = %d, %d; want %d, %d", shown, n, f, want.n, want.f)
		}
	}
}

func entry(created int64, title string, values map[string]string) object {
	shown := object{"Creation Timestamp": object{"href": "", "value": "", "timestamp": created}}
	for label, v := range values {
		shown[quirk(label)] = object{"href": "", "value": v, "timestamp": 0}
	}
	return object{"title": "", "media_map_data": object{"Media Thumbnail": object{"uri": "media/other/1.jpg", "creation_timestamp": created, "title": quirk(title)}}, "string_map_data": shown}
}

const insightsFolder = "logged_information/past_instagram_insights/"

func TestPastInsightsBelongToThePostsOfTheArchive(t *testing.T) {
	s := mustRead(t, importertest.Tree{
		"media/posts_1.json": asJSON(t, []object{
			{"media": []object{{"uri": "a.jpg", "creation_timestamp": 1762340000, "title": "Soup"}}},
			{"media": []object{{"uri": "b.jpg", "creation_timestamp": 1762340010, "title": quirk("Crème")}}},
		}),
		insightsFolder + "posts.json": asJSON(t, object{"organic_insights_posts": []object{
			entry(1762340000, "Soup", map[string]string{"Accounts reached": "980", "Likes": "1,204", "Comments": "--", "Saves": "12.7K", "Shares": "3", "Mystery": "4", "Profile visits": "7"}),
			entry(1762340012, "Crème", map[string]string{"Curtidas": "5", "Contas alcançadas": "1.080"}),
			entry(1762440000, "Not in the list", map[string]string{"Likes": "6"}),
			entry(1762450000, "Nothing exact", map[string]string{"Likes": "1K"}),
		}}),
		insightsFolder + "audience_insights.json": asJSON(t, object{"organic_insights_audience": []object{{"title": "", "string_map_data": object{
			"Date Range": object{"value": "Dec 5 - Mar 4"}, "Total followers": object{"value": "1,204"}}}}}),
	}, importers.Options{})
	type figures map[metric.Name]int64
	got := map[string]figures{}
	for _, p := range s.Posts {
		for _, n := range metric.OfPost {
			if v, ok := p.Values.Get(n); ok {
				if got[p.ID] == nil {
					got[p.ID] = figures{}
				}
				got[p.ID][n] = v
			}
		}
	}
	for id, want := range map[string]figures{
		"t1762340000": {metric.Reach: 980, metric.Reactions: 1204, metric.Shares: 3, metric.ProfileVisits: 7},
		"t1762340010": {metric.Reactions: 5, metric.Reach: 1080},
		"t1762440000": {metric.Reactions: 6},
	} {
		if len(got[id]) != len(want) {
			t.Errorf("%s: %v, want %v", id, got[id], want)
		}
		for n, v := range want {
			if got[id][n] != v {
				t.Errorf("%s: %s is %d, want %d", id, n, got[id][n], v)
			}
		}
	}
	if len(got) != 3 || len(s.Skips) != 2 {
		t.Errorf("%v, skipped %+v", got, s.Skips)
	}
	notes := strings.Join(s.Notes, "\n")
	for _, want := range []string{"shortened in the archive", "without its year", `"Mystery"`} {
		if !strings.Contains(notes, want) {
			t.Errorf("the notes do not say %q: %s", want, notes)
		}
	}
	if len(s.Values) != 0 {
		t.Errorf("figures without a year are stored: %+v", s.Values)
	}
}

func TestPastInsightsOfOneOfTwoPostsOfASecondAreNotGivenToTheOther(t *testing.T) {
	s := mustRead(t, importertest.Tree{
		"media/posts_1.json": asJSON(t, []object{
			{"media": []object{{"uri": "a.jpg", "creation_timestamp": 1762340000, "title": "Soup"}}},
			{"media": []object{{"uri": "b.jpg", "creation_timestamp": 1762340000, "title": "Stew"}}},
			{"media": []object{{"uri": "c.jpg", "creation_timestamp": 1762340100, "title": "Rice"}}},
			{"media": []object{{"uri": "d.jpg", "creation_timestamp": 1762340100, "title": "Rice"}}},
		}),
		insightsFolder + "posts.json": asJSON(t, object{"organic_insights_posts": []object{
			entry(1762340000, "Stew", map[string]string{"Likes": "5"}), // the text tells which
			entry(1762340100, "Rice", map[string]string{"Likes": "7"}), // nothing tells which
		}}),
	}, importers.Options{})
	got := map[string]int64{}
	for _, p := range s.Posts {
		if v, ok := p.Values.Get(metric.Reactions); ok {
			got[p.ID] = v
		}
	}
	if len(got) != 1 || got["t1762340000-2"] != 5 {
		t.Errorf("figures by post: %v", got)
	}
	if len(s.Posts) != 5 || len(s.Rejects) != 1 || !strings.Contains(s.Rejects[0].Reason, "several posts") {
		t.Errorf("%d posts, %+v", len(s.Posts), s.Rejects)
	}
}
