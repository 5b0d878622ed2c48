package handlers

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tandem/aggregates/loss"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
	"tandem/views/format"
	view "tandem/views/overview"
	"tandem/views/parts"
)

// mostGaps is how many gaps of a kind of data are listed one by one.
const mostGaps = 8

// saved fills the two cards that rest on what is saved: what needs attention, and what is kept here. cause is why the figures failed; what is held is of the same question.
func (o *overviewPage) saved(b *totals.Band, cause error) (a view.Attention, k view.Kept) {
	var states []loss.State
	if cause == nil {
		states, cause = loss.Find(o.Context(), o.Scope(), loss.Question{Property: o.Property.ID, Channels: o.channels, Held: o.held, Zone: o.Property.Location(), Today: o.Today()})
	}
	if cause != nil {
		o.failed("kept", cause)
		a.State.Failed, k.State.Failed = failedCard("What waits could not be read"), failedCard("What is kept could not be read")
		return a, k
	}
	states = slices.DeleteFunc(states, func(s loss.State) bool { return s.Channel != metric.Ads && !o.shows(s.Channel) })
	return o.attention(b, states), o.kept(states)
}

// kept draws who has which days: a bar for each kind of data with days of its own, words for the others.
func (o *overviewPage) kept(states []loss.State) view.Kept {
	var m view.Kept
	axis := axisOf(states, o.Today())
	old := false
	for _, s := range states {
		row := o.keptRow(s, axis)
		old = old || row.Stale != "" || row.Never
		if s.Hold == loss.Span {
			m.Rows = append(m.Rows, row)
		} else {
			m.Only = append(m.Only, row)
		}
	}
	m.Years = marksOf(axis)
	if href := o.importHref(); href != "" && old {
		m.Action = &parts.Action{Text: "Import now", Href: href, Icon: "imports"}
	}
	if len(states) == 0 {
		m.State.Empty = &parts.StateModel{Icon: "imports", Title: "Nothing is linked yet", Text: "The first file that comes in links its channel; from then on this card says what is saved and what Meta deletes when."}
	}
	return m
}

// axisOf spans all that is saved and all that Meta still holds of what has days, up to the last whole day.
func axisOf(states []loss.State, today period.Day) period.Range {
	r := period.Range{From: today - 364, To: today - 1}
	for _, s := range states {
		if s.Hold != loss.Span {
			continue
		}
		r.From = min(r.From, s.Horizon)
		if saved := s.Saved(); saved.Valid() {
			r.From = min(r.From, saved.From)
		}
	}
	return r
}

// marksOf are the years of an axis, as many as have room.
func marksOf(r period.Range) []view.KeptMark {
	first, last := r.From.Time().Year()+1, r.To.Time().Year()
	every := 1 + (last-first)/6
	var out []view.KeptMark
	for y := first; y <= last; y += every {
		at := float64(period.Date(y, time.January, 1)-r.From) / float64(r.Days())
		if at < 0.93 {
			out = append(out, view.KeptMark{Text: period.Date(y, time.January, 1).Time().Format("2006"), At: at})
		}
	}
	return out
}

var keptWhere = map[loss.Where]string{loss.OnlyHere: "only", loss.Both: "both", loss.AtMeta: "meta", loss.Lost: "lost"}

func (o *overviewPage) keptRow(s loss.State, axis period.Range) view.KeptRow {
	row := view.KeptRow{Mark: s.Channel, What: keptName(s.Channel, s.What), Keeps: "Meta keeps " + s.Rule.Words, Never: len(s.Runs) == 0}
	if s.Hold == loss.Present {
		row.Keeps = "Meta shows only the present"
	}
	if s.Channel == metric.Ads {
		row.Mark, row.Icon = "", "ads"
	}
	n := float64(axis.Days())
	for _, p := range s.Pieces(axis) {
		row.Pieces = append(row.Pieces, view.KeptPiece{Where: keptWhere[p.Where], From: float64(p.From-axis.From) / n, To: float64(p.To+1-axis.From) / n})
	}
	row.Words, row.Said = o.keptWords(s), o.keptSaid(s)
	if late := s.Behind.Days(); late >= loss.StaleDays && s.Hold == loss.Span {
		row.Stale = format.Plural(int64(late+1), "day", "days") + " old"
	}
	o.keptFacts(&row, s)
	return row
}

// keptName is a kind of data of a channel, as it stands alone.
func keptName(channel string, what totals.Supply) string {
	switch {
	case what == totals.HeldAds:
		return "Ads"
	case what == totals.HeldActivity:
		return parts.ChannelName(channel) + " by day"
	}
	return parts.ChannelName(channel) + " " + strings.ToLower(supplyName(what))
}

// about puts the word before a day that follows from a span nobody promises.
func (o *overviewPage) about(s loss.State, d period.Day) string {
	if s.About {
		return "about " + dayOf(d, o.Today())
	}
	return dayOf(d, o.Today())
}

// keptWords are what matters most of a kind of data: saved until when, and what is lost next.
func (o *overviewPage) keptWords(s loss.State) string {
	saved := s.Saved()
	switch {
	case !saved.Valid():
		return "one more day is lost each day"
	case s.Hold == loss.Present:
		return "as of " + dayOf(saved.To, o.Today())
	case s.Hold == loss.Open:
		return "saved to " + dayOf(saved.To, o.Today())
	case isStories(s.What):
		if s.Behind.Valid() {
			return "saved to " + dayOf(saved.To, o.Today()) + " · those since are lost"
		}
		return "saved to " + dayOf(saved.To, o.Today()) + " · each is lost after 24 hours"
	}
	text := "saved to " + dayOf(saved.To, o.Today()) + " · next loss " + o.about(s, s.Next.Gone)
	if s.Lost > 0 {
		text += " · " + format.Plural(s.Lost, "day", "days") + " lost"
	}
	return text
}

func isStories(what totals.Supply) bool { return what == totals.HeldStories }

// keptSaid is the bar in words.
func (o *overviewPage) keptSaid(s loss.State) string {
	saved := s.Saved()
	if !saved.Valid() {
		return "nothing is saved. Meta holds it from " + format.DayYear(s.Horizon.Time()) + "."
	}
	text := "saved from " + format.Range(saved.From.Time(), saved.To.Time())
	if s.OnlyHere > 0 {
		text += ", " + format.Plural(s.OnlyHere, "day", "days") + " of it only here"
	}
	if s.Hold == loss.Span {
		text += ". Meta holds it from " + format.DayYear(s.Horizon.Time())
	}
	if s.Lost > 0 {
		text += ". " + format.Plural(s.Lost, "day is", "days are") + " lost"
	}
	return text + "."
}

// keptFacts fills what stands behind the details: when it came, gaps with what can be done, what Meta has beside it, and where the rule is from.
func (o *overviewPage) keptFacts(row *view.KeptRow, s loss.State) {
	fact := func(text string) { row.Facts = append(row.Facts, text) }
	saved := s.Saved()
	if saved.Valid() && s.Hold == loss.Span {
		fact("Saved " + format.Range(saved.From.Time(), saved.To.Time()) + importedWords(s, o.Now()) + ".")
	} else if saved.Valid() {
		fact("As of " + format.DayYear(saved.To.Time()) + importedWords(s, o.Now()) + ".")
	}
	if s.Hold == loss.Span && !isStories(s.What) {
		o.keptGaps(row, s)
	}
	if isStories(s.What) && s.Behind.Valid() {
		row.Gaps = append(row.Gaps, view.KeptGap{Text: "Stories since " + format.DayYear(s.Behind.From.Time()) + ": figures of those older than 24 hours are lost."})
	}
	if saved.Valid() && s.Hold == loss.Span && s.Horizon < saved.From {
		fact("Meta may hold older days, from " + o.about(s, s.Horizon) + ".")
	}
	if s.OnlyHere > 0 && s.Hold == loss.Span {
		fact(format.Plural(s.OnlyHere, "day is", "days are") + " saved that Meta no longer holds.")
	}
	fact(row.Keeps + ". " + s.Source)
}

func importedWords(s loss.State, now time.Time) string {
	if s.Imported.IsZero() {
		return ""
	}
	return ", imported " + format.Ago(s.Imported, now)
}

func (o *overviewPage) keptGaps(row *view.KeptRow, s loss.State) {
	var gaps []loss.Forgotten
	for _, g := range s.Gaps {
		gaps = append(gaps, loss.Forgotten{Gap: g})
	}
	gaps = append(gaps, s.Forgotten...)
	// the newest can be filled longest, yet stand first: they are those a person remembers
	slices.SortStableFunc(gaps, func(a, b loss.Forgotten) int { return cmp.Compare(b.From, a.From) })
	for i, g := range gaps {
		if i == mostGaps {
			row.Gaps = append(row.Gaps, view.KeptGap{Text: format.Plural(int64(len(gaps)-i), "older gap", "older gaps") + "."})
			break
		}
		missing := rangeWords(g.Range) + " missing"
		if len(g.Metrics) > 0 {
			missing = rangeWords(g.Range) + ": " + seriesName(s.Channel, g.Metrics) + " missing"
		}
		gap := view.KeptGap{Text: missing + ": lost at Meta."}
		if g.Fillable() {
			gap.Text = missing + ": Meta keeps " + those(g.Days()) + " until " + o.aboutYear(s, g.On) + "."
			if href := o.importHref(); href != "" {
				gap.Link = &parts.LinkModel{Text: "Export " + these(g.Days()), Href: href + "#guide"}
			}
		}
		row.Gaps = append(row.Gaps, gap)
	}
}

func (o *overviewPage) aboutYear(s loss.State, d period.Day) string {
	if s.About {
		return "about " + format.DayYear(d.Time())
	}
	return format.DayYear(d.Time())
}

func those(days int) string {
	if days == 1 {
		return "it"
	}
	return "them"
}

func these(days int) string {
	if days == 1 {
		return "this day"
	}
	return "these days"
}

// rangeWords is a run of days with its year, as short as it can be said.
func rangeWords(r period.Range) string {
	from, to := r.From.Time(), r.To.Time()
	if r.From != r.To && from.Year() == to.Year() && from.Month() == to.Month() {
		return from.Format("2") + "–" + format.DayYear(to)
	}
	return format.Range(from, to)
}
