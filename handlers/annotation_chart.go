package handlers

import (
	"tandem/aggregates/annotation"
	"tandem/aggregates/period"
	view "tandem/views/annotation"
	"tandem/views/charts"
	"tandem/views/shell"
)

// flags are the annotations of the period on the buckets of its chart, as far as they touch one. A week or month carries the flags of its days.
func (o *overviewPage) flags(buckets []period.Range) (out []charts.Flag) {
	for _, a := range o.marks {
		f := o.flagOf(a)
		f.First = -1
		for i, b := range buckets {
			if a.Days.From <= b.To && b.From <= a.Days.To {
				if f.First < 0 {
					f.First = i
				}
				f.Last = i
			}
		}
		if f.First < 0 {
			continue
		}
		out = append(out, f)
	}
	return out
}

// flagOf is an annotation in the words of every picture; where it stands in one is the picture's.
func (r *Request) flagOf(a annotation.Annotation) charts.Flag {
	f := charts.Flag{Days: span(a.Days.From, a.Days.To), Text: a.Text, Note: string(a.Kind)}
	if a.Property == 0 {
		f.Note += ", all properties"
	}
	if r.MayChange() { // what stood on a past day may be gone since
		f.Href = annotationPath(a.ID, r.Organization, "")
	}
	return f
}

// markedOutage explains days without a value where a person marked them as an outage. It is a word of people and changes no figure.
func (o *overviewPage) markedOutage(r period.Range) bool {
	for _, a := range o.marks {
		if a.Kind == annotation.Outage && r.Inside(a.Days) {
			return true
		}
	}
	return false
}

// outageMarked is the reason of a gap that a person explained.
const outageMarked = "outage (marked by a person)"

// markControl is the form beside the chart. It is of the person and never kept with the page.
func (o *overviewPage) markControl(f shell.Frame) *view.Mark {
	m := &view.Mark{Href: annotationsPath(o.Organization), Past: o.past != nil}
	if !o.MayChange() {
		return m
	}
	v := o.period.Values()
	v.Set("metric", string(o.metric))
	if o.currency != "" {
		v.Set("currency", o.currency)
	}
	m.Form = &view.Form{Action: propertyPath(o.Property.ID) + "/annotations", CSRF: f.CSRF, First: min(o.period.To, max(o.Today(), o.period.From)).String(),
		Kinds: kindOptions(), Everywhere: len(f.Properties) > 1, Longest: annotation.LongestText, Back: v.Encode(), Submit: "Mark the day"}
	return m
}
