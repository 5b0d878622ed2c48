package handlers

import (
	"slices"
	"strconv"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/imports"
	"tandem/aggregates/metric"
	"tandem/aggregates/people"
	"tandem/aggregates/period"
	"tandem/views/format"
	view "tandem/views/imports"
	"tandem/views/parts"
)

const (
	outcomeLines = 8
	// freshRefusal is how long a refused file stands at the top of the page; after that it is in the list only.
	freshRefusal = 30 * time.Minute
	refusedShown = 5
)

// fillHistory puts in what came to an end, and of that what is news.
func (s *Site) fillHistory(r *Request, m *view.Model, page int) error {
	if r.Property.ID == 0 {
		var err error
		if m.Outcome, err = s.outcomeOfAll(r); err != nil || page > 1 {
			return err
		}
		return s.fillRefusedOfAll(r, m)
	}
	list, err := s.Imports.History(r.Context(), r.Scope(), r.Property.ID, historyPage, (page-1)*historyPage)
	if err != nil {
		return err
	}
	total, err := s.Imports.CountHistory(r.Context(), r.Scope(), r.Property.ID)
	if err != nil {
		return err
	}
	byID := map[int64]imports.Import{}
	for _, i := range list {
		byID[i.ID] = i
		m.History = append(m.History, s.line(r, i))
		if fresh := i.State == imports.Refused && r.Now().Sub(i.Created) < freshRefusal; fresh && m.MayImport && page == 1 {
			if len(m.Refused) == refusedShown {
				m.MoreRefused++
				continue
			}
			m.Refused = append(m.Refused, view.Refused{File: i.File, Href: importPath(r.Property.ID, i.ID), Reason: i.Error})
		}
	}
	m.Pager = pager(importsPath(r.Property.ID), page, historyPage, len(list), total, "imports")
	m.Outcome = s.outcome(r, byID)
	return nil
}

// outcome is what came of the tasks that ended last. It waits for the last of them, so that the way on is shown once.
func (s *Site) outcome(r *Request, rows map[int64]imports.Import) *view.Outcome {
	o := &view.Outcome{}
	list := s.tasks.of(r.hall(), s.Clock())
	// What somebody may have to look at comes first, since only so many lines are shown.
	slices.SortStableFunc(list, func(a, b task) int { return int(b.state) - int(a.state) })
	for _, t := range list {
		if t.state.open() {
			return nil
		}
		if (t.kind == taskSum || t.kind == taskRead) && t.state == taskDone {
			continue
		}
		o.Lines = append(o.Lines, s.outcomeLine(r, t, rows))
		if (t.state == taskDone || t.state == taskSame) && r.Property.ID != 0 {
			o.Overview = propertyPath(r.Property.ID)
		}
	}
	if len(o.Lines) == 0 {
		return nil
	}
	if len(o.Lines) > outcomeLines {
		o.Lines, o.More = gathered(o.Lines)
	}
	return o
}

// gathered are many lines as few: what somebody may have to look at each by itself, of all others only how many there are of a kind. more is how many were left out.
func gathered(all []view.OutcomeLine) (few []view.OutcomeLine, more int) {
	alike := map[string]int64{}
	var kinds []view.OutcomeLine
	for _, l := range all {
		switch looks := l.Tone == parts.ToneLoss || l.Tone == parts.ToneSoon; {
		case looks && len(few) < outcomeLines:
			few = append(few, l)
		case looks:
			more++
		default:
			if alike[l.Word]++; alike[l.Word] == 1 {
				kinds = append(kinds, view.OutcomeLine{Tone: l.Tone, Word: l.Word})
			}
		}
	}
	for _, k := range kinds {
		k.File = format.Plural(alike[k.Word], "file", "files")
		few = append(few, k)
	}
	return few, more
}

func (s *Site) outcomeLine(r *Request, t task, rows map[int64]imports.Import) view.OutcomeLine {
	l := view.OutcomeLine{File: t.file}
	if t.outcome != 0 && r.Property.ID != 0 {
		l.Href = importPath(r.Property.ID, t.outcome)
	}
	if i, ok := rows[t.outcome]; ok && i.Property != nil {
		l.Href = importPath(*i.Property, t.outcome)
	}
	switch {
	case t.state == taskFailed && t.kind == taskRead:
		l.Tone, l.Word, l.Text = parts.ToneLoss, "not read to its end", t.sentence
	case t.state == taskFailed && t.kind == taskSum:
		l.Tone, l.Word, l.Text = parts.ToneLoss, "not added up", t.sentence
	case t.state == taskFailed && t.kind == taskUndo:
		l.Tone, l.Word, l.Text = parts.ToneLoss, "not undone", t.sentence
	case t.state == taskFailed:
		l.Tone, l.Word, l.Text = parts.ToneLoss, "not imported", t.sentence
	case t.kind == taskUndo:
		l.Tone, l.Word, l.Text = parts.ToneNeutral, "undone", "Its values are out and what they had replaced is back. To have it again, import the file once more."
	case t.state == taskSame:
		l.Tone, l.Word = parts.ToneNeutral, "unchanged"
		l.Text = "The same bytes are import " + strconv.FormatInt(t.outcome, 10) + " already. Nothing changed."
	default:
		l.Tone, l.Word = parts.ToneNew, "imported"
		if i, ok := rows[t.outcome]; ok {
			l.Text = countsText(i)
			if i.State == imports.Partial {
				l.Word = "partly imported"
				l.Tone = parts.ToneSoon
			}
		}
	}
	return l
}

// outcomeOfAll is outcome for the organization's page, which has no list of its own to read the rows from.
func (s *Site) outcomeOfAll(r *Request) (*view.Outcome, error) {
	rows := map[int64]imports.Import{}
	for _, t := range s.tasks.of(r.hall(), s.Clock()) {
		if t.outcome == 0 || len(rows) > outcomeLines {
			continue
		}
		i, err := s.Imports.Find(r.Context(), r.Scope(), t.outcome)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return nil, err
		}
		rows[t.outcome] = i
	}
	return s.outcome(r, rows), nil
}

func countsText(i imports.Import) string {
	text := format.Count(i.Stored) + " of " + format.Plural(i.Rows, "row", "rows") + " stored"
	if i.Unchanged > 0 {
		text += ", " + format.Count(i.Unchanged) + " unchanged"
	}
	if i.Rejected > 0 {
		text += ", " + format.Count(i.Rejected) + " rejected"
	}
	return text
}

// line is one import as the list shows it.
func (s *Site) line(r *Request, i imports.Import) view.Line {
	l := view.Line{File: i.File, Archive: i.Archive, Href: importPath(r.Property.ID, i.ID), Kind: "Unknown file", Size: format.Bytes(i.Bytes), Days: daysText(i.First, i.Last),
		When: format.MomentYear(i.Created.In(r.Property.Location())), By: broughtBy(i), Counted: i.State != imports.Refused && i.State != imports.Staged,
		Rows: i.Rows, Stored: i.Stored, Unchanged: i.Unchanged, Rejected: i.Rejected, State: stateChip(i)}
	if i.Platform != nil {
		l.Platform = markOf(*i.Platform)
	}
	for _, layout := range s.Imports.Layouts {
		if i.Kind != nil && layout.Kind == *i.Kind {
			l.Kind = layout.Label
		}
	}
	if i.Live() && r.Role.AtLeast(people.Analyst) && !s.tasks.busy(i.ID) {
		l.Undo = l.Href + "/undo"
	}
	return l
}

// broughtBy names who brought an import in.
func broughtBy(i imports.Import) string {
	switch {
	case i.By != "":
		return i.By
	case i.Via == "api":
		return "API"
	case i.Via == "demo":
		return "demo"
	}
	return "command line"
}

func stateChip(i imports.Import) parts.ChipModel {
	switch i.State {
	case imports.Stored:
		if i.Stored == 0 && i.Unchanged > 0 {
			return parts.ChipModel{Tone: parts.ToneNeutral, Text: "nothing new", Title: "Every row was known already, with the same values."}
		}
		return parts.ChipModel{Tone: parts.ToneNew, Text: "stored"}
	case imports.Partial:
		return parts.ChipModel{Tone: parts.ToneSoon, Text: "partly stored", Title: "Some rows were rejected; all others are stored."}
	case imports.Refused:
		return parts.ChipModel{Tone: parts.ToneLoss, Text: "refused", Title: i.Error}
	case imports.Undone:
		return parts.ChipModel{Tone: parts.ToneRefused, Text: "undone", Title: "Taken out again. Import the file once more to have it back."}
	case imports.Running:
		return parts.ChipModel{Tone: parts.ToneNeutral, Icon: "clock", Text: "being imported"}
	}
	return parts.ChipModel{Tone: parts.ToneSoon, Icon: "clock", Text: "waits for you"}
}

// markOf is the channel whose mark a platform has; an ads report has none.
func markOf(platform string) string {
	if platform == metric.Ads {
		return ""
	}
	return platform
}

// daysText is a span of days, empty where the file proves none.
func daysText(first, last *period.Day) string {
	if first == nil || last == nil {
		return ""
	}
	return format.Range(first.Time(), last.Time())
}

// fillRefusedOfAll puts in what the last drops on the organization's page brought that was refused: such files are of no property, whose list would show them.
func (s *Site) fillRefusedOfAll(r *Request, m *view.Model) error {
	drops, err := s.Imports.Drops(r.Context(), r.Scope(), 0, dropsShown)
	for _, d := range drops {
		if err != nil || !s.ofHall(r, d) || r.Now().Sub(d.Created) >= freshRefusal {
			continue
		}
		var list []imports.DropFile
		list, err = s.Imports.DropFiles(r.Context(), r.Scope(), d.ID, imports.Refused, refusedShown+1, 0)
		for _, f := range list {
			if len(m.Refused) == refusedShown {
				m.MoreRefused++
				continue
			}
			m.Refused = append(m.Refused, view.Refused{File: f.File, Href: r.hall().path("/drops/"+strconv.FormatInt(d.ID, 10), "state=refused"), Reason: f.Error})
		}
	}
	return err
}
