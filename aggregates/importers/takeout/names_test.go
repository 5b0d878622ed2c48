package takeout

import "testing"

func TestWantsKnowsEveryTree(t *testing.T) {
	for name, want := range map[string]bool{
		"your_instagram_activity/media/posts_1.json":                                true,
		"instagram-shop-2026-11-01-x/your_instagram_activity/content/posts_12.json": true,
		"content/posts_1.json":                                                                    true,
		"your_instagram_activity/media/reels.json":                                                true,
		"your_instagram_activity/media/stories.json":                                              true,
		"connections/followers_and_following/followers_2.json":                                    true,
		"connections/followers_and_following/following.json":                                      false,
		"logged_information/past_instagram_insights/posts.json":                                   true,
		"past_instagram_insights/audience_insights.json":                                          true,
		"your_instagram_activity/messages/inbox/ana_123/message_1.json":                           true,
		`messages\inbox\ana_123\message_2.json`:                                                   true,
		"this_profile's_activity_across_facebook/messages/archived_threads/a_1/message_1.json":    true,
		"inbox/ana_123/message_1.json":                                                            false,
		"personal_information/personal_information/personal_information.json":                     true,
		"this_profile's_activity_across_facebook/posts/profile_posts_1.json":                      true,
		"this_profile's_activity_across_facebook/posts/videos.json":                               true,
		"your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json":            true,
		"posts/your_posts_1.json":                                                                 true,
		"media/posts/202611/a.jpg":                                                                false,
		"posts_1.json":                                                                            false,
		"media/posts_1.json/../../etc/passwd":                                                     false,
		"this_profile's_activity_across_facebook/comments_and_reactions/likes_and_reactions.json": false,
		"": false,
	} {
		if got := Wants(name); got != want {
			t.Errorf("Wants(%q) = %v", name, got)
		}
	}
}
