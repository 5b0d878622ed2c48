package seeds

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// overlap is how many days an export reaches back into the one before it.
const overlap = 6

// export is one file of a series of exports: what it covers, when it was made,
// and its place in the series.
type export struct {
	span
	made time.Time
	n    int
	// routine marks the small exports of somebody who looks twice a week.
	routine bool
}

// exports cuts the history the way its owner exported it: some days after each
// window ended, the last one at the end of the last day.
func (w *world) exports(until day) []export {
	var all []export
	for n, s := range (span{w.span.first, until}).windows(w.exportEvery, overlap) {
		all = append(all, export{s, w.end(min(s.last+4, w.span.last)), n, false})
	}
	return all
}

// looks are the days after which somebody looks: the file is made when the day is over.
var looks = map[time.Weekday]bool{time.Sunday: true, time.Wednesday: true}

// again gives the exports of the last weeks, in which somebody looks at the
// figures on Monday and on Thursday morning: each holds the five weeks before,
// so that most posts and days are reported several times as they grow.
func (w *world) again(until day) []export {
	var all []export
	for d := max(w.span.last-day(7*w.weeks)+1, w.span.first); d < until; d++ {
		if looks[d.weekday()] {
			all = append(all, export{span{max(d-34, w.span.first), d}, w.end(d), len(all), true})
		}
	}
	return all
}

// fileName is Meta's: the range in words, then the number of an export job.
func (e export) fileName(job uint64) string {
	const form = "Jan-02-2006"
	return fmt.Sprintf("%s_%s_%d.csv", e.first.noon().Format(form), e.last.noon().Format(form), job)
}

// published gives the posts of a channel in the window by Pacific date, newest
// first. The first window also takes the Pacific evening before it.
func (w *world) published(e export, channel string) []*post {
	var found []*post
	for _, p := range w.posts {
		d := max(dayOf(p.at.In(w.pacific)), w.span.first)
		if p.channel == channel && e.has(d) {
			found = append(found, p)
		}
	}
	slices.Reverse(found)
	return found
}

// exportContent writes the posts of both channels.
func (w *world) exportContent(out *folder) {
	c := newChance(w.name + "/jobs")
	for _, e := range append(w.exports(w.span.last), w.again(w.span.last)...) {
		job := 1_000_000_000_000_000 + c.Uint64N(900_000_000_000_000)
		out.put("facebook/"+e.fileName(job), "", e.made, w.facebookContent(e))
		out.put("instagram/"+e.fileName(job+uint64(1+c.IntN(99999))), "", e.made, w.instagramContent(e))
	}
}

const lifetime = "Lifetime"

func publishTime(t time.Time, pacific *time.Location) string {
	return t.In(pacific).Format("01/02/2006 15:04")
}

var (
	facebookLead = []string{"Post ID", "Page ID", "Page name", "Title", "Description", "Duration (sec)", "Publish time", "Caption type", "Permalink", "Is crosspost", "Is share", "Post type", "Languages", "Custom labels", "Funded content status", "Data comment", "Date"}
	// The two column choices of a Page's content export.
	facebookPlain = []string{"Views", "Reach", "Reactions, Comments and Shares", "Reactions", "Comments", "Shares", "Total clicks", "Link Clicks", "Other Clicks", "Matched Audience Targeting Consumption (Photo Click)", "Seconds viewed", "Average Seconds viewed", "Estimated earnings (USD)", "Ad impressions"}
	facebookWide  = []string{"Views", "Reach", "Reactions, Comments and Shares", "Reactions", "Comments", "Shares", "Total clicks", "Views", "Reach from Organic posts", "Reach from Boosted posts", "3-second video views", "1-minute video views", "3-Second viewers", "1-minute viewers", "3-second video views from Boosted posts", "3-second video views from Organic posts", "Negative feedback from users", "Unique negative feedback from users", "Other Clicks", "Matched Audience Targeting Consumption (Photo Click)", "Link Clicks"}
)

// facebookContent is the 31-column form in the first half of the exports and
// the 38-column form in the second.
func (w *world) facebookContent(e export) []byte {
	wide := e.first > w.span.first+day(w.span.days()/2)-overlap
	metrics := facebookPlain
	if wide {
		metrics = facebookWide
	}
	t := newTable(slices.Concat(facebookLead, metrics)...)
	posts := w.published(e, facebook)
	for i, p := range posts {
		cells := slices.Concat(w.facebookCells(p, e), facebookFigures(p, p.by(e.made), wide))
		if w.damage && !wide && p.seconds == 0 && i%29 == 3 {
			cells = cells[:len(cells)-4] // Meta leaves blank ends out now and then
		}
		t.row(cells...)
		if w.damage && wide && !e.routine && e.last < w.span.last && i == len(posts)/2 {
			t.row(brokenRow(len(cells))...)
		}
	}
	return t.bytes()
}

// brokenRow is the record that stands for a post Meta could not look up.
func brokenRow(width int) []string {
	cells := make([]string, width)
	cells[slices.Index(facebookLead, "Data comment")] = "An error occurred while computing metadata for content with ID 931004417720388"
	return cells
}

func (w *world) facebookCells(p *post, e export) []string {
	title, description, caption := p.text, "", "N/A"
	permalink := "https://www.facebook.com/" + w.page + "/posts/" + p.low
	if e.n%2 == 1 {
		permalink = "https://www.facebook.com/" + w.page + "/posts/" + pfbid(p.id, e.n)
	}
	if p.format == reel {
		title, description, permalink = "", p.text, "https://www.facebook.com/reel/"+p.low+"/"
		if strings.HasSuffix(p.id, "7") {
			caption = "uploaded"
		}
	}
	return []string{p.id, w.page, w.pageName, title, description, number(p.seconds), publishTime(p.at, w.pacific), caption, permalink,
		flag(p.crosspost), "0", p.format.facebook, "", "", "", "", lifetime}
}

func flag(yes bool) string {
	if yes {
		return "1"
	}
	return "0"
}

// facebookFigures gives the cells after Date. Figures of films are blank for
// what does not move.
func facebookFigures(p *post, f figures, wide bool) []string {
	clicks := f.linkClicks + f.otherClicks + f.photoClicks
	cells := []string{number(f.views), number(f.reach), number(f.reactions + f.comments + f.shares), number(f.reactions), number(f.comments), number(f.shares), number(clicks)}
	film := func(n int) string {
		if p.format != reel {
			return ""
		}
		return number(n)
	}
	if wide {
		organic := f.reach
		boosted := ""
		if p.boosted {
			boosted, organic = number(f.boostedReach), max(f.reach-f.boostedReach, f.reach/5)
		}
		return append(cells, film(f.views), number(organic), boosted, film(f.shortViews), film(f.longViews), film(f.shortViews*9/10), film(f.longViews),
			film(0), film(f.shortViews), "0", "0", number(f.otherClicks), number(f.photoClicks), number(f.linkClicks))
	}
	average := ""
	if p.format == reel && f.views > 0 {
		average = strconv.FormatFloat(float64(f.secondsViewed)/float64(f.views), 'f', 3, 64)
	}
	return append(cells, number(f.linkClicks), number(f.otherClicks), number(f.photoClicks), film(f.secondsViewed), average, "", "")
}
