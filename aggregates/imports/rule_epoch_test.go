package imports_test

import (
	"testing"

	"tandem/aggregates/imports"
)

func TestRule10LegacyImpressionsAreAnEpochOfViewsAndNeverAddedToThem(t *testing.T) {
	b := ruled(t)
	b.put("page.csv", pageDays([]string{"Daily Total Impressions", "Lifetime Total Likes"}, "3/1/2014 40 128", "3/2/2014 50 130"), imports.Choice{})
	b.expect("2014-03-01", "2014-03-02", want{"activity.facebook.views": 90, "reasons/activity.facebook.views": "", "activity.facebook.followers.first": 128,
		"activity.facebook.followers.last": 130})
	b.put("views.csv", dayFile(dayBlock("Views", "2014-03-02 7", "2014-03-03 8")), imports.Choice{Platform: "facebook"})
	rep := b.report("2014-03-01", "2014-03-03")
	if v := num(rep.Activity.Facebook.Views); v != 15 {
		t.Errorf("views %d, must be of the newest definition alone: 15", v)
	}
	parts := rep.Epochs["activity.facebook.views"]
	if len(parts) != 2 || parts[0].Value != 15 || !parts[0].Used || parts[1].Value != 90 || parts[1].Used {
		t.Errorf("parts %+v", parts)
	}
	b.expect("2014-03-01", "2014-03-03", want{"reasons/activity.facebook.views": "partial", "activity.facebook.days": 3})
	if e := b.report("2014-03-01", "2014-03-01").Epochs["activity.facebook.views"]; len(e) != 1 || e[0].Metric != "impressions" {
		t.Errorf("a span of impressions alone must say so: %+v", e)
	}
}

func TestRule10ImpressionsOfPostsStandBesideViews(t *testing.T) {
	old := append(append([]string{}, facebookColumns[:17]...), "Impressions", "Reach")
	b := ruled(t)
	b.put("old.csv", export(old, onFacebook("11", "03/10/2024 12:00", "soup", rec{"Impressions": "100"}), onFacebook("12", "03/11/2024 12:00", "cake", rec{"Impressions": "30"})), imports.Choice{})
	b.expect("2024-03-01", "2024-03-31", want{"content.facebook.views": 130, "reasons/content.facebook.views": ""})
	b.put("new.csv", facebookFile(onFacebook("12", "03/11/2024 12:00", "cake", rec{"Views": "25"})), imports.Choice{})
	b.expect("2024-03-01", "2024-03-31", want{"content.facebook.views": 25, "reasons/content.facebook.views": "partial"})
	if e := b.report("2024-03-01", "2024-03-31").Epochs["content.facebook.views"]; len(e) != 2 || e[1].Value != 130 || e[1].Used {
		t.Errorf("%+v", e)
	}
}

func TestRule10ViewersAreNeverMergedIntoReach(t *testing.T) {
	b := ruled(t)
	b.put("viewers.csv", dayFile(dayBlock("Viewers", "2025-03-01 50", "2025-03-02 40")), imports.Choice{Platform: "facebook"})
	b.expect("2025-03-01", "2025-03-02", want{"activity.facebook.reach.upper": nil, "activity.facebook.viewers.lower": 50, "activity.facebook.viewers.upper": 90})
	b.put("reach.csv", dayFile(dayBlock("Facebook reach", "2025-03-01 70", "2025-03-02 10")), imports.Choice{})
	b.expect("2025-03-01", "2025-03-02", want{"activity.facebook.reach.lower": 70, "activity.facebook.reach.upper": 80, "activity.facebook.viewers.upper": 90})
}

func TestRule10LegacyStoriesByActionAreReactionsCommentsAndShares(t *testing.T) {
	head := []string{"Post ID", "Permalink", "Post Message", "Type", "Countries", "Languages", "Posted", "Audience Targeting", "Lifetime Post Total Reach",
		"Lifetime Post Stories by action type - like", "Lifetime Post Stories by action type - comment", "Lifetime Post Stories by action type - share"}
	describe := make([]string, len(head))
	describe[8], describe[9], describe[10], describe[11] = "Lifetime: people (Unique Users)", "Lifetime: stories", "Lifetime: stories", "Lifetime: stories"
	row := func(id, like, comment, share string) []string {
		return []string{page + "_" + id, "", "soup", "Photo", "", "", "03/10/2014 12:00:00 PM", "", "10", like, comment, share}
	}
	b := ruled(t)
	b.put("posts.csv", table(head, describe, row("11", "5", "", "2"), row("12", "3", "1", "")), imports.Choice{})
	b.expect("2014-03-01", "2014-03-31", want{"content.facebook.reactions": 8, "content.facebook.comments": 1, "content.facebook.shares": 2,
		"content.facebook.interactions": 11, "reasons/content.facebook.comments": "partial", "reasons/content.facebook.reactions": ""})
}

func TestRule10TheFollowersOfTwoDefinitionsAreListedAndNotAdded(t *testing.T) {
	b := ruled(t)
	b.put("page.csv", pageDays([]string{"Lifetime Total Likes", "Daily New Likes"}, "3/1/2014 128 3", "3/2/2014 131 4"), imports.Choice{})
	b.expect("2014-03-01", "2014-03-02", want{"activity.facebook.followers.first": 128, "activity.facebook.followers.last": 131,
		"activity.together.followers.last": 131})
	if e := b.report("2014-03-01", "2014-03-02").Epochs["activity.facebook.followers"]; len(e) != 1 || e[0].Metric != "page_likes" {
		t.Errorf("%+v", e)
	}
}
