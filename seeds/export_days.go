package seeds

import (
	"fmt"
	"slices"
	"time"
)

// dayFile is one Insights file: its usual name, its title and what it holds.
type dayFile struct {
	name, title string
	mute        bool // the title does not say which platform
	values      map[day]int
	span        span
	// sparse files list only days that had something.
	sparse bool
	// people are counted by another pipeline of Meta's, which the outage spared.
	people bool
	// blankUnder leaves the cell of smaller values empty.
	blankUnder int
}

// exportDays writes the account days of both channels, a folder for each
// export. A day of an outage is in no file but those of people. The routine of
// the last weeks fetches them on Mondays.
func (w *world) exportDays(out *folder) {
	for _, channel := range []string{facebook, instagram} {
		until := w.span.last
		if channel == instagram {
			until -= day(w.lag)
		}
		files := w.dayFiles(channel)
		exports := w.exports(until)
		for _, e := range w.again(until) {
			if e.last.weekday() == time.Sunday {
				exports = append(exports, e)
			}
		}
		for _, e := range exports {
			for _, f := range files {
				f.span = span{max(f.span.first, e.first), min(f.span.last, e.last)}
				if f.span.days() <= 0 {
					continue
				}
				platform := ""
				if f.mute {
					platform = channel
				}
				s := newSheet()
				w.dayBlock(s, f, channel, e.made)
				if f.name == "Visits.csv" && e.first == w.span.first && w.damage {
					if channel == instagram {
						continue // stands in the Page's file, as its second block
					}
					w.secondBlock(s, e)
				}
				out.put(fmt.Sprintf("%s/days %s to %s/%s", channel, e.first, e.last, f.name), platform, e.made, s.bytes())
			}
		}
	}
}

// dayFiles are the series that a channel offers, over its whole history.
func (w *world) dayFiles(channel string) []dayFile {
	s := w.accountDays(channel)
	all := w.span
	var files []dayFile
	if channel == facebook {
		files = []dayFile{
			{name: "Views.csv", title: "Views", mute: true, values: s.views, span: w.viewed()},
			{name: "Reach.csv", title: "Facebook reach", values: s.reach, span: span{all.first, min(all.last, reachRetired-1)}, people: true},
			{name: "Viewers.csv", title: "Viewers", mute: true, values: s.viewers, span: span{max(all.first, viewsEpoch), all.last}, people: true},
			{name: "Interactions.csv", title: "Content interactions", mute: true, values: s.interactions, span: all},
			{name: "Follows.csv", title: "Facebook follows", values: s.follows, span: all},
			{name: "Visits.csv", title: "Facebook visits", values: s.visits, span: all},
			{name: "Link clicks.csv", title: "Facebook link clicks", values: s.linkClicks, span: all},
		}
	} else {
		files = []dayFile{
			{name: "Views.csv", title: "Views", mute: true, values: s.views, span: all},
			{name: "Reach.csv", title: "Reach", mute: true, values: s.reach, span: all, people: true},
			{name: "Viewers.csv", title: "Viewers", mute: true, values: s.viewers, span: span{max(all.first, viewsEpoch), all.last}, people: true},
			{name: "Interactions.csv", title: "Content interactions", mute: true, values: s.interactions, span: all},
			{name: "Follows.csv", title: "Instagram follows", values: s.follows, span: all, sparse: true},
			{name: "Visits.csv", title: "Instagram profile visits", values: s.visits, span: all},
			{name: "Link clicks.csv", title: "Instagram link clicks", values: s.linkClicks, span: all},
		}
		if w.tooSmall {
			files = files[:2] // a small account is shown no viewers
			files[1].blankUnder = 25
		}
	}
	if w.days < 100 { // a small client exports the four that matter
		files = slices.DeleteFunc(files, func(f dayFile) bool { return f.name == "Visits.csv" || f.name == "Link clicks.csv" })
	}
	return files
}

// secondBlock adds Instagram's visits to the Page's file, under an empty line.
func (w *world) secondBlock(s *sheet, e export) {
	for _, f := range w.dayFiles(instagram) {
		if f.name == "Visits.csv" {
			f.span = e.span
			s.gap()
			w.dayBlock(s, f, instagram, e.made)
		}
	}
}

// dayBlock writes title, header and days of one series as they were at made.
func (w *world) dayBlock(s *sheet, f dayFile, channel string, made time.Time) {
	s.row(f.title)
	s.row("Date", "Primary")
	for d := f.span.first; d <= f.span.last; d++ {
		n := w.reported(f.values[d], d, channel, made)
		if (w.outages.has(d) && !f.people) || (f.sparse && n == 0) {
			continue
		}
		cell := number(n)
		if n < f.blankUnder {
			cell = ""
		}
		s.row(w.stamp(d, channel), cell)
	}
}

// settles is the share of its final count that a day has so many days after it
// ended; Meta counts on for a while.
var settles = map[string][]float64{facebook: {0.93, 0.985}, instagram: {0.86, 0.95, 0.98}}

// reported is the count of day d as an export made at that time has it.
func (w *world) reported(n int, d day, channel string, made time.Time) int {
	age := int(made.Sub(w.end(d)).Hours() / 24)
	if s := settles[channel]; age >= 0 && age < len(s) {
		return int(float64(n) * s[age])
	}
	return n
}

// stamp is a day as the files write it. The Page's files carry hour 01 on days
// that begin in Pacific standard time, Instagram's always 00.
func (w *world) stamp(d day, channel string) string {
	hour := "00"
	if channel == facebook && !d.midnight(w.pacific).IsDST() {
		hour = "01"
	}
	return d.noon().Format(time.DateOnly) + "T" + hour + ":00:00"
}

// exportAudience writes who follows, in shares, for each channel large enough.
func (w *world) exportAudience(out *folder) {
	c := newChance(w.name + "/audience")
	ages := []struct{ name, facebook, instagram string }{
		{"18-24", "3.1", "9.6"}, {"25-34", "14.2", "26.8"}, {"35-44", "17.9", "15.3"}, {"45-54", "13.4", "7.1"}, {"55-64", "8.8", "2.9"}, {"65+", "5.6", "1.2"},
	}
	for _, channel := range []string{facebook, instagram} {
		if channel == instagram && w.tooSmall {
			continue
		}
		s := newSheet()
		topList(s, "Top cities", w.towns, c)
		s.gap()
		s.row("Age & gender")
		s.row("", "Women", "Men")
		for _, a := range ages {
			women := map[string]string{facebook: a.facebook, instagram: a.instagram}[channel]
			s.row(a.name, women, men(women, c))
		}
		s.gap()
		topList(s, "Top countries", w.countries, c)
		out.put(channel+"/Audience.csv", channel, w.end(w.span.last), s.bytes())
	}
}

// men is the other half of an age group: fewer, by a varying factor.
func men(women string, c chance) string {
	var n float64
	fmt.Sscan(women, &n)
	return fmt.Sprintf("%.1f", n*c.between(0.45, 0.7))
}

// topList writes names over shares, a little different on each channel.
func topList(s *sheet, title string, list []share, c chance) {
	var names, shares []string
	for _, l := range list {
		names = append(names, l.name)
		shares = append(shares, fmt.Sprintf("%.1f", l.percent*c.between(0.93, 1.04)))
	}
	s.row(title)
	s.row(names...)
	s.row(shares...)
}
