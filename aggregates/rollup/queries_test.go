package rollup

import (
	"os"
	"testing"

	"tandem/aggregates/store/storetest"
)

func TestQueries(t *testing.T) {
	storetest.Prepare(t, queries)
	storetest.Walks(t, queries,
		// verify recomputes everything
		"ads_figure.All", "ads_total.All", "ads_window.All", "best_post.All", "figure.All", "figure_window.All", "post.All", "post_age.All", "same_post.All", "twin.All", "twin_doubt.All", "settling.All", "settling.ClearAll", "known_run.All", "known_run.ClearAll",
		"ads_figure.ClearAll", "ads_sum.ClearAll", "ads_total.ClearAll", "ads_window.ClearAll", "best_post.ClearAll", "figure.ClearAll", "figure_window.ClearAll",
		"post_age.ClearAll", "same_post.ClearAll", "twin.ClearAll", "twin_doubt.ClearAll", "dirty_day.MarkActivity", "dirty_day.MarkAds", "dirty_day.MarkContent", "dirty_post.MarkAll",
		"dirty_post.Next", "same_post.Any", // stop early: the first marks, the first pair
		"known_run.Windows", // what an ad account's reports cover, some rows a month
		"channel_link.Of")   // a Page has a few ids

	storetest.Called(t, queries, os.DirFS("."))
}
