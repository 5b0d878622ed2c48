package seeds

import "time"

// Annotation is what somebody marked: the days From to To (midnights in UTC of
// days of the property), one of the product's kinds, and words.
type Annotation struct {
	From, To   time.Time
	Kind, Text string
	Everywhere bool // it stands on every property's charts
}

// annotations are what the owner of a long history marked.
func (w *world) annotations() []Annotation {
	if w.outages.last < w.outages.first {
		return nil
	}
	at := func(first, last day, kind, text string) Annotation {
		midnight := func(d day) time.Time { return d.midnight(time.UTC) }
		return Annotation{From: midnight(first), To: midnight(last), Kind: kind, Text: text}
	}
	last := w.span.last
	studio := at(last-182, last-182, "other", "Exports twice a week from here on")
	studio.Everywhere = true
	return []Annotation{
		studio,
		at(last-140, last-140, "opening", "Second room opens"),
		at(last-25, last-12, "campaign", "Winter menu"),
		at(w.outages.first, w.outages.last, "outage", "Meta showed no figures"),
	}
}
