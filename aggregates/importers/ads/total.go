package ads

import (
	"fmt"
	"strings"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
)

type totalKind int

const (
	notTotal   totalKind = iota
	subtotal             // of a campaign, a day or a breakdown value
	grandTotal           // of the whole report
)

// totalKind knows a total by what it leaves blank where other rows are filled: the name, the day, or the value of a breakdown.
func (r *report) totalKind(cells []string) totalKind {
	blank := func(columns []int) bool {
		_, c := first(cells, columns)
		return c == ""
	}
	some, all := false, true
	see := func(isBlank bool) {
		some, all = some || isBlank, all && isBlank
	}
	if len(r.about) > 0 {
		_, name := first(cells, r.about)
		see(name == "" || summaryName(name))
	}
	if len(r.above) > 0 {
		if !blank(r.above) {
			all = false
		}
	}
	for _, b := range r.breakdowns {
		if b.known {
			see(b.at >= len(cells) || isBlank(sheet.Trim(cells[b.at])))
		}
	}
	switch r.cut.Step {
	case "day":
		see(blank(r.at[fieldDay]))
	case "week":
		see(blank(r.at[fieldWeek]))
	case "month":
		see(blank(r.at[fieldMonth]))
	}
	switch {
	case !some:
		return notTotal
	case all:
		return grandTotal
	case len(r.about) > 0 && len(r.breakdowns) == 0 && blank(r.about) && (len(r.above) == 0 || blank(r.above)) && r.wholeSpan(cells):
		return grandTotal
	}
	return subtotal
}

// wholeSpan reports whether the day of a nameless record is written as the report's whole span, as some exports do in their total row.
func (r *report) wholeSpan(cells []string) bool {
	report, _, err := (&plan{at: r.at, cut: importers.Cut{Step: "span"}}).reporting(&r.dates, cells)
	if err != nil || report.To == 0 || r.cut.Step == "span" {
		return false
	}
	days, _, err := r.window(&r.dates, cells)
	return err != nil || days == report
}

// summaryName knows the first cell of a copied table: “Results from 12 campaigns”.
func summaryName(name string) bool {
	rest, ok := strings.CutPrefix(strings.ToLower(name), "results from ")
	return ok && rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

// total takes a total row. Only the whole report's is compared: the sum of subtotals would say nothing more.
func (r *report) total(row sheet.Row, kind totalKind) error {
	if kind == subtotal {
		r.check.subtotals++
		return nil
	}
	r.fact = importers.AdFact{Line: row.Line}
	if _, err := r.figures(row.Cells); err != nil {
		r.check.unreadable = true
		return nil
	}
	report, _, err := (&plan{at: r.at, cut: importers.Cut{Step: "span"}}).reporting(&r.dates, row.Cells)
	if err == nil {
		r.fact.First, r.fact.Last = report.From, report.To
	}
	r.check.totals = append(r.check.totals, r.fact)
	return r.sink.Total(&r.fact)
}

// check holds a report's total row against the sum of its rows. Reach is left out: people are not added.
type check struct {
	rows, rejected, subtotals int
	sums                      [importers.AdFigures]int64
	sizes                     [importers.AdFigures]int64 // the same without signs
	known                     uint16
	totals                    []importers.AdFact
	unreadable                bool
}

// add takes a row in; false says that some sum has become too large to be true.
func (c *check) add(a *importers.AdFact) bool {
	c.rows++
	c.known |= a.Known
	for i, v := range a.Figures { // 0 where unknown
		c.sums[i] += v
		c.sizes[i] += max(v, -v)
		if c.sizes[i] > mostTogether {
			return false
		}
	}
	return true
}

// cent is the largest difference that still counts as equal: total rows are written with two decimals.
const cent = 10_000

// end writes the notes about totals.
func (r *report) end() error {
	c := &r.check
	if err := r.points.Err(); err != nil {
		return err
	}
	if !r.accounts {
		if err := r.sink.Account("", "", r.currency); err != nil {
			return err
		}
	}
	if c.subtotals > 0 {
		r.sink.Note(fmt.Sprintf("%d %s left out: the rows they sum up are in the report.", c.subtotals, choose(c.subtotals, "subtotal was", "subtotals were")))
	}
	if c.unreadable {
		r.sink.Note("The report's total row could not be read, so the sum of its rows was not checked.")
	}
	if len(c.totals) == 0 {
		return nil
	}
	if c.rows == 0 && c.rejected == 0 {
		r.sink.Note(fmt.Sprintf("This report holds only a total (%s), no campaigns: there is nothing to store. Export it with its rows.", r.said(&c.totals[0])))
		return nil
	}
	for i := range c.totals {
		r.sink.Note(r.compared(&c.totals[i]))
	}
	return nil
}

// compared is the sentence about one total row.
func (r *report) compared(t *importers.AdFact) string {
	c := &r.check
	sum := importers.AdFact{}
	agrees, shared := true, false
	for _, f := range [...]struct {
		figure       int
		sum, allowed int64
	}{{importers.AdSpend, c.sums[importers.AdSpend], cent - 1}, {importers.AdImpressions, c.sums[importers.AdImpressions], 0}} {
		if !t.Has(f.figure) || c.known&(1<<f.figure) == 0 {
			continue
		}
		shared = true
		sum.Set(f.figure, f.sum)
		if d := f.sum - t.Figures[f.figure]; d > f.allowed || d < -f.allowed {
			agrees = false
		}
	}
	rest := ""
	if c.rejected > 0 {
		rest = fmt.Sprintf(" %d rejected %s not in the sum.", c.rejected, choose(c.rejected, "record is", "records are"))
	}
	switch {
	case !shared:
		return "The report's total row has neither spend nor impressions to check the sum of its rows by."
	case agrees:
		return fmt.Sprintf("The report's total row agrees with the sum of its rows: %s.%s", r.said(&sum), rest)
	}
	return fmt.Sprintf("The report's total row says %s, but its rows add up to %s.%s", r.said(t), r.said(&sum), rest)
}

// said writes spend and impressions as far as they are known.
func (r *report) said(a *importers.AdFact) string {
	var parts []string
	if a.Has(importers.AdSpend) {
		parts = append(parts, strings.TrimSpace(amount(a.Figures[importers.AdSpend])+" "+r.currency)+" spent")
	}
	if a.Has(importers.AdImpressions) {
		n := a.Figures[importers.AdImpressions]
		parts = append(parts, fmt.Sprintf("%d %s", n, choose(int(n), "impression", "impressions")))
	}
	if len(parts) == 0 {
		return "no spend and no impressions"
	}
	return strings.Join(parts, " and ")
}

// amount writes millionths with two decimals, or with as many as it takes.
func amount(micros int64) string {
	sign := ""
	if micros < 0 {
		sign, micros = "-", -micros
	}
	whole := fmt.Sprintf("%s%d", sign, micros/1_000_000)
	part := fmt.Sprintf("%06d", micros%1_000_000)
	return whole + "." + part[:2] + strings.TrimRight(part[2:], "0")
}

func choose(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
