package seeds

import "fmt"

// bothCounted is on how many days the Page counted views and, still, impressions.
const bothCounted = 21

// viewed are the days for which Page views can be exported.
func (w *world) viewed() span {
	if !w.oldPage {
		return w.span
	}
	return span{max(w.span.first, viewsEpoch-bothCounted), w.span.last}
}

// exportOldPage writes the Page by day as its classic Insights had it: fans,
// impressions, and people by day, week and four weeks. Impressions count no
// replays, so they are fewer than the views of the same day.
func (w *world) exportOldPage(out *folder) {
	if !w.oldPage || w.span.first >= viewsEpoch {
		return
	}
	c := newChance(w.name + "/old page")
	s := w.accountDays(facebook)
	fans := round(w.facebookViews * 2.4 * w.start)
	level, impressions := map[day]int{}, map[day]int{}
	for d := w.span.first; d < viewsEpoch; d++ {
		fans += s.follows[d] - c.count(float64(s.follows[d])*0.35)
		level[d] = fans
		impressions[d] = round(float64(s.views[d]) / c.between(1.12, 1.3))
	}
	for _, part := range (span{w.span.first, viewsEpoch - 1}).windows(180, overlap) {
		t := newTable("Date", "Lifetime Total Likes", "Daily Total Reach", "Weekly Total Reach", "28 Days Total Reach", "Daily Total Impressions")
		t.row("", "Lifetime: the total number of people who have liked the Page (Unique Users)", "Daily: the number of people who saw anything of the Page (Unique Users)",
			"Weekly: the number of people who saw anything of the Page (Unique Users)", "28 Days: the number of people who saw anything of the Page (Unique Users)",
			"Daily: the number of times anything of the Page entered a screen (Total Count)")
		for d := part.first; d <= part.last; d++ {
			t.row(d.String(), number(level[d]), number(s.reach[d]), w.people(s, d, 7), w.people(s, d, 28), number(impressions[d]))
		}
		out.put(fmt.Sprintf("facebook/Page %s to %s.csv", part.first, part.last), "", w.end(min(part.last+2, w.span.last)), t.bytes())
	}
}

// people is the reach of the days up to d: many were met on several of them.
// Blank where the history does not go back so far.
func (w *world) people(s *series, d day, days int) string {
	if d-day(days)+1 < w.span.first {
		return ""
	}
	sum, largest := 0, 0
	for at := d - day(days) + 1; at <= d; at++ {
		sum += s.reach[at]
		largest = max(largest, s.reach[at])
	}
	share := 0.62
	if days > 7 {
		share = 0.38
	}
	return number(max(largest, round(float64(sum)*share)))
}
