package handlers

import (
	"fmt"
	"strings"
	"time"

	"tandem/aggregates/importers"
	"tandem/aggregates/imports"
	"tandem/aggregates/metric"
	"tandem/views/format"
	view "tandem/views/imports"
)

// trialOf words what the first records of a file would become.
func trialOf(t imports.Trial) *view.MapTrial {
	m := &view.MapTrial{Title: "of all its rows"}
	if t.Sampled {
		m.Title = "of its first " + format.Plural(t.Rows, "row", "rows")
	}
	put := func(label, text string) { m.Facts = append(m.Facts, view.MapFact{Label: label, Text: text}) }
	put("Rows", format.Count(t.Rows))
	if t.Posts > 0 {
		put("Posts", format.Count(int64(t.Posts)))
	}
	if len(t.Accounts) > 0 {
		put("Pages or accounts", format.Count(int64(len(t.Accounts))))
	} else if t.Owner.String() != "" {
		put("Page or account", t.Owner.String())
	}
	if days := daysText(t.First, t.Last); days != "" {
		put("Days", days)
	}
	for _, c := range metric.Catalogue {
		if v, ok := t.Sums[c.Name]; ok {
			put(c.Label+" in all", format.Count(v))
		}
	}
	for i, label := range adLabels {
		if v := t.Ads[i]; label != "" && v != 0 {
			put(label+" in all", adText(i, v, t.Currency))
		}
	}
	for _, e := range t.Examples {
		m.Examples = append(m.Examples, exampleText(e))
	}
	for _, x := range t.Rejections {
		m.Rejected = append(m.Rejected, view.Rejection{Line: x.Line, Field: x.Field, Reason: x.Reason})
	}
	if t.Rejected > 0 {
		m.Left = format.Plural(t.Rejected, "row", "rows") + " would be left out"
	}
	m.Notes = t.Notes
	if t.Asks {
		m.Notes = append(m.Notes, "Whether it is of Facebook or Instagram is asked when it is imported.")
	}
	return m
}

// adLabels name the figures of an ads row that a trial adds up; people are not.
var adLabels = [importers.AdFigures]string{importers.AdSpend: "Money spent", importers.AdImpressions: "Impressions", importers.AdClicks: "Clicks",
	importers.AdLinkClicks: "Link clicks"}

func adText(figure int, v int64, currency string) string {
	if figure == importers.AdSpend {
		return strings.TrimSpace(fmt.Sprintf("%d.%02d %s", v/1_000_000, v%1_000_000/10_000, currency))
	}
	return format.Count(v)
}

// exampleText is one record in a line.
func exampleText(e imports.Example) string {
	var said []string
	switch {
	case e.Post != nil:
		p := e.Post
		said = append(said, "post "+p.ID)
		if !p.Published.IsZero() {
			said = append(said, p.Published.UTC().Format("2006-01-02 15:04")+" UTC")
		}
		if p.Format != "" {
			said = append(said, p.Format)
		}
		for _, n := range metric.OfPost {
			if v, ok := p.Values.Get(n); ok {
				said = append(said, counted(n, v))
			}
		}
	case e.Ad != nil:
		a := e.Ad
		said = append(said, format.Range(a.First.Time(), a.Last.Time()))
		for _, name := range []string{a.CampaignName, a.AdSetName, a.AdName} {
			if name != "" {
				said = append(said, name)
			}
		}
		if a.Segment != "" {
			said = append(said, strings.ReplaceAll(a.Segment, importers.Separator, ", "))
		}
		for i, label := range adLabels {
			if label != "" && a.Has(i) {
				said = append(said, strings.ToLower(label)+" "+adText(i, a.Figures[i], ""))
			}
		}
	default:
		for n, v := range e.Values {
			if n == 0 {
				said = append(said, format.Day(v.Last.Time()))
			}
			said = append(said, counted(v.Metric, v.Value))
		}
	}
	return fmt.Sprintf("Line %d: %s", e.Line, strings.Join(said, " · "))
}

func counted(n metric.Name, v int64) string {
	m, _ := metric.Find(n)
	return strings.ToLower(m.Label) + " " + format.Count(v)
}

// momentOf is an instant in the property's zone.
func momentOf(r *Request, at time.Time) string {
	return format.MomentYear(at.In(r.Property.Location()))
}
