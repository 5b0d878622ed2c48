package takeout

import (
	"fmt"
	"path"

	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// follower is an entry of the list of those who follow. Only the time is decoded: names and links of people are not even read into memory as such.
type follower struct {
	Entries []struct {
		Timestamp int64 `json:"timestamp"`
	} `json:"string_list_data"`
}

// crowd counts those who still follow by the day on which they began to.
type crowd struct {
	days    map[period.Day]int64
	total   int64
	folder  string // of the list's documents
	part    int    // of the list's numbered documents, the last one read
	gap     bool   // some of the list is elsewhere or unreadable
	several bool   // lists of several archives
}

// document notes a further document of the list. They are numbered from 1, and a gap means that some of the list is elsewhere.
func (c *crowd) document(d document) {
	folder := path.Dir(d.name)
	c.several = c.several || c.part > 0 && folder != c.folder
	c.folder = folder
	if n := number(d.name); n > 0 {
		c.gap = c.gap || n != c.part+1
		c.part = n
	}
}

// follow counts one entry.
func (r *reading) follow(d document, n int, item *follower) error {
	var seconds int64
	if len(item.Entries) > 0 {
		seconds = item.Entries[0].Timestamp
	}
	when, ok := instant(seconds)
	if !ok {
		r.crowd.gap = true // one more follows, but the level must not be guessed
		return r.reject(at(d, n), fmt.Sprintf("%d is no time in seconds at which anybody can have begun to follow.", seconds))
	}
	if r.crowd.days == nil {
		r.crowd.days = map[period.Day]int64{}
	}
	day := period.DayOf(when.In(r.zone))
	r.crowd.days[day]++
	r.crowd.total++
	r.seen(when)
	return nil
}

// following hands on the crowd: for every day from the first entry to the archive's last day how many who began to follow on it are still there, which for a day
// without an entry is a known 0, and the level on the last day.
func (r *reading) following() error {
	c := &r.crowd
	if c.several {
		r.sink.Note("Lists of followers of several archives stand side by side, and nobody can say which is the newer, so none is stored. Import each archive by itself.")
		return nil
	}
	if c.total == 0 {
		return nil
	}
	last := r.last
	first := last
	for d := range c.days {
		first = min(first, d)
	}
	for d := first; d <= last; d++ {
		r.line++
		if err := r.sink.Value(importers.ValueFact{Line: r.line, Platform: metric.Instagram, Metric: metric.Stayed, First: d, Last: d, Value: c.days[d]}); err != nil {
			return err
		}
	}
	days := int(last-first) + 1
	r.sink.Note(fmt.Sprintf("The archive lists %d followers with the day each began to follow. They are kept as %d days of \"%s\": at least so many began to follow on each, since "+
		"those who left are not listed. It is a metric of its own and never takes the place of Meta's new follows. No names are kept.", c.total, days, stayedLabel()))
	if c.gap {
		r.sink.Note("A part of the list of followers is missing or unreadable, so no number of followers is stored.")
		return nil
	}
	r.sink.Note(fmt.Sprintf("The number of followers on %s is that of the list, as far as the archive was asked for all time.", last))
	return r.sink.Value(importers.ValueFact{Line: r.line, Platform: metric.Instagram, Metric: metric.Followers, First: last, Last: last, Value: c.total})
}

func stayedLabel() string {
	m, _ := metric.Find(metric.Stayed)
	return m.Label
}
