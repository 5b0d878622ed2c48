package handlers

import (
	"strconv"
	"strings"
	"time"

	"tandem/aggregates/works"
	"tandem/views/format"
	"tandem/views/parts"
	view "tandem/views/works"
)

// hours is the matrix of a channel with its answer in words.
func (w worksModel) hours(c works.Channel) view.Hours {
	m := view.Hours{Channel: c.Kind, Sub: parts.ChannelName(c.Kind) + ", " + format.Plural(int64(c.Compared), "post", "posts")}
	if c.Compared == 0 || c.Median == 0 {
		text := "None of its posts of this year can be compared."
		if c.Compared > 0 {
			text = "Half of its posts have no " + w.by() + " at all, so no time can be held against the others."
		}
		m.State = &parts.StateModel{Icon: "clock", Title: "Too few to say", Text: text}
		return m
	}
	m.Verdict, m.Note, m.Clear = w.best(c.Hours)
	for b := range works.Blocks {
		m.Heads = append(m.Heads, view.Block{From: b * works.BlockHours, To: (b + 1) * works.BlockHours})
	}
	m.Heads = append(m.Heads, view.Block{})
	for d := range c.Hours.Days {
		name := weekdayName(d)
		row := view.Weekday{Name: name, Short: name[:3]}
		for b, cell := range c.Hours.Cells[d] {
			row.Cells = append(row.Cells, w.cell(cell, name+" "+blockName(b)))
		}
		row.Cells = append(row.Cells, w.cell(c.Hours.Days[d], name+", all hours"))
		m.Rows = append(m.Rows, row)
	}
	last := view.Weekday{Name: "All days", Short: "All", Whole: true}
	for b, cell := range c.Hours.Blocks {
		last.Cells = append(last.Cells, w.cell(cell, "All days "+blockName(b)))
	}
	last.Cells = append(last.Cells, view.Cell{Posts: int64(c.Compared), Ratio: ratioText(1), Title: "All posts: the median is " + format.Count(int64(c.Median+0.5)) + " " + w.by()})
	m.Rows = append(m.Rows, last)
	m.Foot = []parts.FootModel{{Text: "1.0× is the channel's median of " + format.Count(int64(c.Median+0.5)) + " " + w.by() + ". Below it stands the number of posts."},
		{Text: "Hours of " + w.timezone + "."}}
	return m
}

func (w worksModel) cell(c works.Cell, when string) view.Cell {
	out := view.Cell{Posts: int64(c.Posts), Few: c.Posts < works.FewestTinted}
	if c.Ratio == nil {
		return out
	}
	out.Ratio, out.Step = ratioText(*c.Ratio), tint(*c.Ratio)
	out.Title = when + ": " + out.Ratio + " the channel's median, " + format.Plural(int64(c.Posts), "post", "posts")
	if out.Few {
		out.Title += ", too few to say"
	}
	return out
}

// best is the answer: the time that is clearly better, if any is.
func (w worksModel) best(h works.Hours) (verdict, note string, clear bool) {
	b := h.Best
	switch {
	case h.Looked == 0:
		return "Too few to say.", "No time has " + strconv.Itoa(works.FewestToName) + " posts.", false
	case b == nil:
		return "No time is clearly better.", "Of " + format.Plural(int64(h.Looked), "time", "times") + " with " + strconv.Itoa(works.FewestToName) +
			" posts or more, none differs by more than chance can.", false
	}
	when := ""
	switch {
	case b.Block == nil:
		when = "On " + weekdayName(*b.Weekday) + "s"
	case b.Weekday == nil:
		when = "From " + strings.Replace(blockName(*b.Block), format.Dash, " to ", 1)
	default:
		when = "On " + weekdayName(*b.Weekday) + "s from " + strings.Replace(blockName(*b.Block), format.Dash, " to ", 1)
	}
	return when + " posts clearly do better: " + ratioText(b.Ratio) + " the usual " + w.by() + ".",
		format.Plural(int64(b.Posts), "post", "posts") + ", interval " + ratioText(b.Low) + format.Dash + ratioText(b.High) + ", widened for the " +
			format.Plural(int64(h.Looked), "time", "times") + " looked at.", true
}

// weekdayName is a weekday by its place in a week from Monday.
func weekdayName(d int) string { return time.Weekday((d + 1) % 7).String() }

func blockName(b int) string {
	return hourText(b*works.BlockHours) + format.Dash + hourText((b+1)*works.BlockHours)
}

func hourText(h int) string {
	if h < 10 {
		return "0" + strconv.Itoa(h) + ":00"
	}
	return strconv.Itoa(h) + ":00"
}

// ratioText is a factor with one decimal, without one from ten up.
func ratioText(r float64) string {
	if r >= 9.95 {
		return strconv.FormatFloat(r, 'f', 0, 64) + "×"
	}
	return strconv.FormatFloat(r, 'f', 1, 64) + "×"
}

// tint is one of seven steps: within 15 % of the usual is as usual; the outermost begin at the double and the half.
func tint(ratio float64) int {
	for step, bound := range []float64{1.15, 1.5, 2} {
		if ratio < bound && ratio > 1/bound {
			if ratio < 1 {
				return -step
			}
			return step
		}
	}
	if ratio < 1 {
		return -3
	}
	return 3
}
