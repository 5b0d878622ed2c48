package ads

import (
	"fmt"
	"slices"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/sheet"
)

// sampleRows is how many rows decide what an unknown column is and which levels are filled.
const sampleRows = 300

// plan is how one report is read: which column is what, and the cut that follows from them.
type plan struct {
	headerLine int
	names      []string // headers as written
	language   language.Header
	at         [fields][]int
	breakdowns []breakdown
	cut        importers.Cut
	about      []int // columns that name the object of the cut's level; none for the account
	above      []int // columns that name the objects above it
	currency   string
	notes      []string
}

// breakdown is a column that slices the money.
type breakdown struct {
	at    int
	name  string
	known bool // a blank cell of a known breakdown marks a total; of an unknown column it is a value like any other
}

// newPlan reads the header and looks at a sample of the rows below it. columns is what a person mapped.
func newPlan(head []sheet.Row, columns map[string]string) (*plan, error) {
	i := headerRow(head, columns)
	if i < 0 {
		return nil, fault.Wrap(fault.Invalid, importers.ErrColumns, "This is no Ads Manager report: its first rows name neither “Amount spent (…)” nor “Reporting starts” and “Reporting ends”.")
	}
	p := &plan{headerLine: head[i].Line, names: head[i].Cells}
	p.language = language.Read(language.Ads, p.names, columns)
	folded := p.language.Names
	if note := p.language.Note(); note != "" {
		p.notes = append(p.notes, note)
	}
	sample := head[i+1:]
	taken := p.place(folded, sample)
	if err := p.findCurrency(); err != nil {
		return nil, err
	}
	p.findLevel(sample)
	p.findBreakdowns(folded, taken, sample)
	if err := p.findStep(); err != nil {
		return nil, err
	}
	if len(p.at[fieldSpend])+len(p.at[fieldImpressions])+len(p.at[fieldResults])+len(p.at[fieldReach]) == 0 {
		return nil, fault.Wrap(fault.Invalid, importers.ErrColumns, "This report has none of the columns “Amount spent (…)”, “Impressions”, “Reach” and “Results”, so it has nothing to keep. It has: %s.", p.list())
	}
	return p, nil
}

// place gives each field its columns. A short name such as “Ads” can also head a count: then it names nothing.
func (p *plan) place(folded []string, sample []sheet.Row) (taken []bool) {
	taken = make([]bool, len(folded))
	for f := field(1); f < fields; f++ {
		for _, want := range headers[f] {
			for i, h := range folded {
				if taken[i] || !spells(h, want) {
					continue
				}
				if f <= fieldAdName && !strings.HasSuffix(want, " name") && !strings.HasSuffix(want, " id") && !hasWords(sample, i) {
					continue
				}
				p.at[f], taken[i] = append(p.at[f], i), true
			}
		}
	}
	return taken
}

// findCurrency takes the currency from the headers. With two, nobody could say in which of them a sum is.
func (p *plan) findCurrency() error {
	var found []string
	for _, name := range p.names {
		if m := written.FindStringSubmatch(name); m != nil && !slices.Contains(found, m[1]) {
			found = append(found, m[1])
		}
	}
	slices.Sort(found)
	switch len(found) {
	case 0:
	case 1:
		p.currency = found[0]
	default:
		return fault.Invalidf("This report has columns in %s. Export it in one currency: amounts of two are never added.", strings.Join(found, " and "))
	}
	return nil
}

// findLevel takes the deepest level that the rows fill. Where no row fills any (a report of totals only), the headers decide.
func (p *plan) findLevel(sample []sheet.Row) {
	levels := []struct {
		name     string
		id, word field
	}{{"campaign", fieldCampaignID, fieldCampaignName}, {"ad_set", fieldAdSetID, fieldAdSetName}, {"ad", fieldAdID, fieldAdName}}
	p.cut.Level = "account"
	for _, always := range []bool{false, true} {
		for _, l := range levels {
			columns := slices.Concat(p.at[l.id], p.at[l.word])
			if len(columns) == 0 || !always && !slices.ContainsFunc(columns, func(i int) bool { return filled(sample, i) }) {
				continue
			}
			p.above = append(p.above, p.about...)
			p.about, p.cut.Level = columns, l.name
			p.cut.Ids = slices.ContainsFunc(p.at[l.id], func(i int) bool { return filled(sample, i) })
		}
		if p.cut.Level != "account" {
			return
		}
	}
}

// findBreakdowns takes the known breakdown columns that are filled, and the unknown ones that hold words.
func (p *plan) findBreakdowns(folded []string, taken []bool, sample []sheet.Row) {
	var ignored []string
	for i, h := range folded {
		if taken[i] || h == "" {
			continue
		}
		name, known := breakdowns[h]
		switch {
		case known && !filled(sample, i) && len(sample) > 0:
		case known:
			p.breakdowns = append(p.breakdowns, breakdown{i, name, true})
		case among(attributes, h) || among(figures, h):
		case hasWords(sample, i):
			p.breakdowns = append(p.breakdowns, breakdown{i, strings.NewReplacer(",", " ", "=", " ", importers.Separator, " ").Replace(h), false})
			p.notes = append(p.notes, fmt.Sprintf("Nobody here knows the column “%s”. It holds words, so the report counts as broken down by it.", p.names[i]))
		default:
			ignored = append(ignored, "“"+p.names[i]+"”")
		}
	}
	slices.SortStableFunc(p.breakdowns, func(a, b breakdown) int { return strings.Compare(a.name, b.name) })
	var names []string
	for _, b := range p.breakdowns {
		if !slices.Contains(names, b.name) {
			names = append(names, b.name)
		}
	}
	p.cut.Breakdown = strings.Join(names, ",")
	if n := len(ignored); n > 8 {
		ignored = append(ignored[:8], fmt.Sprintf("%d more", n-8))
	}
	if len(ignored) > 0 {
		p.notes = append(p.notes, "Columns that are not kept: "+strings.Join(ignored, ", ")+".")
	}
}

func (p *plan) findStep() error {
	switch {
	case len(p.at[fieldDay]) > 0:
		p.cut.Step = "day"
	case len(p.at[fieldWeek]) > 0:
		p.cut.Step = "week"
	case len(p.at[fieldMonth]) > 0:
		p.cut.Step = "month"
	case len(p.at[fieldStarts]) > 0 && len(p.at[fieldEnds]) > 0:
		p.cut.Step = "span"
	default:
		return fault.Wrap(fault.Invalid, importers.ErrColumns, "This report does not say its days: neither “Day”, “Week” or “Month” nor “Reporting starts” with “Reporting ends” is among its columns, which are %s. Add one of them and export it again.", p.list())
	}
	return nil
}

// list names the columns, shortened.
func (p *plan) list() string {
	names := slices.Clone(p.names)
	if len(names) > 12 {
		names = append(names[:12], fmt.Sprintf("%d more", len(p.names)-12))
	}
	return strings.Join(names, ", ")
}

// filled reports whether any row of the sample has something in column i.
func filled(sample []sheet.Row, i int) bool {
	return slices.ContainsFunc(sample, func(r sheet.Row) bool { return i < len(r.Cells) && !isBlank(sheet.Trim(r.Cells[i])) })
}

// hasWords reports whether any cell of the column is neither blank nor a number, a share or a date.
func hasWords(sample []sheet.Row, i int) bool {
	return slices.ContainsFunc(sample, func(r sheet.Row) bool {
		if i >= len(r.Cells) {
			return false
		}
		cell := sheet.Trim(r.Cells[i])
		if isBlank(cell) || !strings.ContainsFunc(cell, func(c rune) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c > 0x7f }) {
			return false
		}
		if _, _, err := sheet.ParseMicros(cell); err == nil {
			return false
		}
		_, _, err := sheet.ParseDate(cell[:min(10, len(cell))])
		return err != nil
	})
}

// isBlank knows the marks that stand for nothing.
func isBlank(cell string) bool { return cell == "" || cell == "-" || cell == "—" || cell == "N/A" }

// among looks a header up in a list whose entries may end in * for “begins with”.
func among(list []string, h string) bool {
	return slices.ContainsFunc(list, func(want string) bool {
		if start, ok := strings.CutSuffix(want, "*"); ok {
			return strings.HasPrefix(h, start)
		}
		return spells(h, want)
	})
}
