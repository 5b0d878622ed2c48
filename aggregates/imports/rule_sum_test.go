package imports_test

import (
	"testing"

	"tandem/aggregates/imports"
)

func TestRule12ASumIsOfTheKnownPartsAndSaysWhereOneIsMissing(t *testing.T) {
	b := ruled(t)
	b.put("a.csv", facebookFile(
		onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "100", "Reach": "70", "Reactions": "4", "Comments": "1", "Shares": "2", "Total clicks": "9", "Link Clicks": "3"}),
		onFacebook("12", "03/11/2025 12:00", "cake", rec{"Views": "50", "Reach": "", "Reactions": "1", "Comments": "0", "Total clicks": "0"})), imports.Choice{})
	b.expect("2025-03-10", "2025-03-11", want{"content.facebook.posts": 2, "content.facebook.views": 150, "reasons/content.facebook.views": "",
		"content.facebook.reach.lower": 70, "content.facebook.reach.upper": 70, "reasons/content.facebook.reach": "partial",
		"content.facebook.reactions": 5, "content.facebook.comments": 1, "content.facebook.shares": 2, "reasons/content.facebook.shares": "partial",
		"content.facebook.interactions": 8, "reasons/content.facebook.interactions": "partial",
		"content.facebook.clicks": 9, "content.facebook.link_clicks": 3, "reasons/content.facebook.link_clicks": "partial",
		"content.facebook.saves": nil, "reasons/content.facebook.saves": "not_offered", "content.facebook.follows": nil, "reasons/content.facebook.follows": "not_offered"})
}

func TestRule12TheFilesOwnSumOfInteractionsStandsInForMissingParts(t *testing.T) {
	b := ruled(t)
	b.put("a.csv", facebookFile(
		onFacebook("11", "03/10/2025 12:00", "soup", rec{"Reactions, Comments and Shares": "12", "Reactions": "4"}),
		onFacebook("12", "03/10/2025 13:00", "cake", rec{"Reactions, Comments and Shares": "3", "Reactions": "3"}),
		onFacebook("13", "03/10/2025 14:00", "tea", rec{"Reactions, Comments and Shares": "7"})), imports.Choice{})
	b.expect("2025-03-10", "2025-03-10", want{"content.facebook.interactions": 22, "reasons/content.facebook.interactions": "",
		"content.facebook.reactions": 7, "reasons/content.facebook.reactions": "partial"})
}

func TestRule12ReachOverPostsIsTheLargestToTheSum(t *testing.T) {
	b := ruled(t)
	b.put("a.csv", instagramFile(onInstagram("21", "03/10/2025 12:00", "a", rec{"Reach": "40"}), onInstagram("22", "03/11/2025 12:00", "b", rec{"Reach": "90"}),
		onInstagram("23", "03/12/2025 12:00", "c", rec{"Reach": "20"})), imports.Choice{})
	b.put("b.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "d", rec{"Reach": "60"})), imports.Choice{})
	b.expect("2025-03-10", "2025-03-12", want{"content.instagram.reach.lower": 90, "content.instagram.reach.upper": 150,
		"content.together.reach.lower": 90, "content.together.reach.upper": 210, "reasons/content.together.reach": ""})
}

func TestRule12TogetherLeavesOutWhatIsNotOfferedAndMarksWhatIsMissing(t *testing.T) {
	b := ruled(t)
	b.put("f.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "a", rec{"Views": "10", "Reactions": "1", "Total clicks": "5", "Comments": "2"})), imports.Choice{})
	b.put("i.csv", instagramFile(onInstagram("21", "03/10/2025 13:00", "b", rec{"Views": "20", "Likes": "3", "Saves": "4", "Follows": "1"})), imports.Choice{})
	b.expect("2025-03-10", "2025-03-10", want{"content.together.posts": 2, "content.together.views": 30, "reasons/content.together.views": "",
		"content.together.reactions": 4, "content.together.saves": 4, "reasons/content.together.saves": "", "content.together.clicks": 5,
		"reasons/content.together.clicks": "", "content.together.follows": 1, "reasons/content.together.follows": "",
		"content.together.comments": 2, "reasons/content.together.comments": "partial", "reasons/content.instagram.comments": "not_imported",
		"content.together.shares": nil, "reasons/content.together.shares": "not_imported",
		"content.instagram.interactions": 7, "reasons/content.instagram.interactions": "partial"})
}

// A business whose Instagram posts nobody imported for these days: the sum of both is of Facebook alone and says so.
func TestRule12TogetherSaysWhereOneChannelIsMissing(t *testing.T) {
	b := ruled(t)
	b.put("f.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "a", rec{"Views": "10", "Reach": "8"})), imports.Choice{})
	b.put("i.csv", instagramFile(onInstagram("21", "01/10/2025 13:00", "b", rec{"Views": "20"})), imports.Choice{})
	b.expect("2025-03-01", "2025-03-31", want{"content.instagram.posts": nil, "reasons/content.instagram.posts": "not_imported", "content.together.posts": 1,
		"reasons/content.together.posts": "partial", "content.together.views": 10, "reasons/content.together.views": "partial",
		"content.together.reach.upper": 8, "reasons/content.together.reach": "partial"})
}

func TestRule12NothingImportedIsNullWithAReasonAndNeverZero(t *testing.T) {
	b := ruled(t)
	b.put("v.csv", dayFile(dayBlock("Facebook visits", "2025-03-10 4")), imports.Choice{})
	b.expect("2025-03-10", "2025-03-10", want{"content.facebook.posts": nil, "reasons/content.facebook.posts": "not_imported",
		"content.facebook.stories.posts": nil, "content.together.posts": nil, "content.together.reach.lower": nil, "activity.facebook.visits": 4,
		"activity.facebook.followers.last": nil, "reasons/activity.facebook.followers": "not_imported", "activity.instagram.days": 0})
	b.put("f.csv", facebookFile(onFacebook("11", "03/01/2025 12:00", "a", rec{"Views": "10"}), onFacebook("12", "03/20/2025 12:00", "b", rec{"Views": "10"})), imports.Choice{})
	b.expect("2025-03-10", "2025-03-12", want{"content.facebook.posts": 0, "reasons/content.facebook.posts": "", "content.facebook.views": nil})
	b.expect("2025-04-10", "2025-04-12", want{"content.facebook.posts": nil, "reasons/content.facebook.posts": "not_imported"})
}

func TestRule12StoriesAreCountedApart(t *testing.T) {
	b := ruled(t)
	b.put("s.csv", export(storyColumns, onInstagram("31", "03/10/2025 12:00", "", rec{"Post type": "IG story", "Views": "40", "Reach": "30", "Replies": "2", "Navigation": "9", "Likes": "1", "Shares": "1"}),
		onInstagram("32", "03/10/2025 13:00", "", rec{"Post type": "IG story", "Views": "60", "Reach": "50", "Replies": "1"})), imports.Choice{})
	b.put("i.csv", instagramFile(onInstagram("21", "03/10/2025 13:00", "b", rec{"Views": "20", "Likes": "3"})), imports.Choice{})
	b.expect("2025-03-10", "2025-03-10", want{"content.instagram.posts": 1, "content.instagram.views": 20, "content.instagram.reactions": 3,
		"content.instagram.stories.posts": 2, "content.instagram.stories.views": 100, "content.instagram.stories.reach.lower": 50,
		"content.instagram.stories.reach.upper": 80, "content.instagram.stories.replies": 3, "content.instagram.stories.navigation": 9,
		"reasons/content.instagram.stories.navigation": "partial", "content.together.stories.posts": 2})
}
