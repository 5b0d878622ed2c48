package metric

import (
	"bytes"
	_ "embed" // the list of seams
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"tandem/aggregates/period"
)

// Seam is a day on which the definition of a metric changed. Values of its metrics on both sides are never compared.
type Seam struct {
	Day     period.Day // first day of the new definition
	Channel string
	Metrics []Name
	// Older and Newer are what counted the same thing before and since; both empty where nothing took the older one's place.
	Older, Newer Name
	Sure         Sure
	Source       string // who says so
	Text         string // one sentence for the chart
}

// Sure says how well the day of a seam is known.
type Sure string

// How sure a day is.
const (
	Stated Sure = "stated" // Meta names the day
	Latest Sure = "latest" // Meta names it as the day by which it would be done; it may have come earlier
	Agreed Sure = "agreed" // several independent sources name the day
)

// Sentence says what is not sure about the day; empty where Meta states it.
func (s Sure) Sentence() string {
	switch s {
	case Latest:
		return "Meta named this as the last day for it; it may have come earlier."
	case Agreed:
		return "The day is the one that independent sources name."
	}
	return ""
}

// seamData is the dated list. A release extends it by a line: day, channel, the metrics that it cuts, what counted before and since, how sure the day is, who says so,
// and one sentence.
//
//go:embed seams.csv
var seamData []byte

// Seams is the dated list, oldest first.
var Seams = mustReadSeams(seamData)

// mustReadSeams panics on a wrong list, since it is part of the binary; a test reads it.
func mustReadSeams(data []byte) []Seam {
	list, err := readSeams(data)
	if err != nil {
		panic(err)
	}
	return list
}

// readSeams reads the list and refuses what would draw a wrong mark: unknown channels, metrics and degrees, a wrong day, no sentence, days out of order.
func readSeams(data []byte) ([]Seam, error) {
	lines, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("seams: %w", err)
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("seams: no head")
	}
	var list []Seam
	for i, l := range lines[1:] {
		s := Seam{Channel: l[1], Older: Name(l[3]), Newer: Name(l[4]), Sure: Sure(l[5]), Source: l[6], Text: l[7]}
		for _, n := range strings.Fields(l[2]) {
			s.Metrics = append(s.Metrics, Name(n))
		}
		if s.Day, err = period.ParseDay(l[0]); err == nil {
			err = s.check()
		}
		if err == nil && len(list) > 0 && list[len(list)-1].Day > s.Day {
			err = fmt.Errorf("stands behind a later day")
		}
		if err != nil {
			return nil, fmt.Errorf("seams, line %d: %w", i+2, err)
		}
		list = append(list, s)
	}
	return list, nil
}

func (s Seam) check() error {
	names := append([]Name{}, s.Metrics...)
	if s.Older != "" || s.Newer != "" {
		names = append(names, s.Older, s.Newer)
	}
	for _, n := range names {
		if _, ok := Find(n); !ok {
			return fmt.Errorf("%q is no metric", n)
		}
	}
	switch {
	case s.Channel != Facebook && s.Channel != Instagram:
		return fmt.Errorf("%q is no channel", s.Channel)
	case len(s.Metrics) == 0:
		return fmt.Errorf("it cuts no metric")
	case s.Sure != Stated && s.Sure != Latest && s.Sure != Agreed:
		return fmt.Errorf("%q says not how sure the day is", s.Sure)
	case s.Source == "" || !strings.HasSuffix(s.Text, "."):
		return fmt.Errorf("it needs a source and a whole sentence")
	}
	return nil
}

// Cuts reports whether values of a metric on both sides of the seam are never compared.
func (s Seam) Cuts(n Name) bool { return slices.Contains(s.Metrics, n) }

// SeamsOf lists the seams of a metric on a channel inside r, oldest first. A seam on r's first day does not cut r.
func SeamsOf(n Name, channel string, r period.Range) []Seam {
	var out []Seam
	for _, s := range Seams {
		if s.Channel == channel && s.Cuts(n) && s.Day > r.From && s.Day <= r.To {
			out = append(out, s)
		}
	}
	return out
}

// Epochs lists a metric and the older definitions of it, newest first.
func Epochs(n Name) []Name {
	out := []Name{n}
	for _, m := range Catalogue {
		if m.EpochOf == n {
			out = append(out, m.Name)
		}
	}
	return out
}
