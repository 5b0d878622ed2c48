package ads

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
)

// progressRows is after how many records the sink is told how far the reading is.
const progressRows = 1000

// report is one pass over a file.
type report struct {
	*plan
	sink   importers.Sink
	dates  dates
	words  words
	fact   importers.AdFact
	check  check
	points sheet.Points

	account  string // the ad account's id, else its name
	accounts bool   // the account was told to the sink
}

// read passes over the file.
func read(ctx context.Context, f *sheet.File, o importers.Options, s importers.Sink) error {
	head, err := f.Head(importers.HeadRows + sampleRows)
	if err != nil {
		return err
	}
	p, err := newPlan(head, o.Columns)
	if err != nil {
		return err
	}
	rows, err := f.Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	r := &report{plan: p, sink: s, words: newWords(p.language)}
	if o.Columns != nil {
		if r.dates.clock, err = p.clock(ctx, f, o.Dates); err != nil {
			return err
		}
	}
	if r.dates.clock == nil {
		if r.dates.column, err = p.days(ctx, f, head); err != nil {
			return err
		}
	}
	for _, n := range p.notes {
		s.Note(n)
	}
	if err := s.Cut(p.cut); err != nil {
		return err
	}
	for n := 1; ; n++ {
		row, err := rows.Next()
		if err == io.EOF {
			break
		}
		if err := r.take(row, err); err != nil {
			return err
		}
		if n%progressRows == 0 {
			s.Read(rows.Offset())
		}
	}
	s.Read(rows.Offset())
	if d := r.dates.column; d != nil {
		d.Resaved = d.Seen() // equal days are read once
		if note := d.Note("days of the report"); note != "" {
			s.Note(note)
		}
	}
	return r.end()
}

// take handles one record, or the error that stands for one.
func (r *report) take(row sheet.Row, err error) error {
	var broken *sheet.RowError
	switch {
	case errors.As(err, &broken):
		r.check.rejected++
		return r.sink.Reject(broken.Line, "", broken.Reason)
	case err != nil:
		return err
	case row.Line <= r.headerLine || blankRow(row.Cells):
		return nil
	}
	if len(row.Cells) > len(r.names) && !blankRow(row.Cells[len(r.names):]) {
		return r.reject(row, -1, fmt.Errorf("The record has %d cells under %d headers.", len(row.Cells), len(r.names)))
	}
	if err := r.owner(row.Cells); err != nil {
		return err
	}
	if kind := r.totalKind(row.Cells); kind != notTotal {
		return r.total(row, kind)
	}
	at, err := r.fill(row)
	if err != nil {
		return r.reject(row, at, err)
	}
	if !r.check.add(&r.fact) {
		return fault.Invalidf("Up to line %d the rows of this report come to more than any account has: its figures cannot be right. Export it again.", row.Line)
	}
	return r.sink.Ad(&r.fact)
}

func (r *report) reject(row sheet.Row, at int, err error) error {
	name := ""
	if at >= 0 && at < len(r.names) {
		name = r.names[at]
	}
	r.check.rejected++
	return r.sink.Reject(row.Line, name, err.Error())
}

// owner tells the sink whose report it is, once, and refuses a report of two: their money would become one account's.
func (r *report) owner(cells []string) error {
	_, id := first(cells, r.at[fieldAccountID])
	_, name := first(cells, r.at[fieldAccountName])
	_, currency := first(cells, r.at[fieldCurrency])
	mark := id
	if mark == "" {
		mark = name
	}
	if currency = strings.ToUpper(currency); len(currency) == 3 {
		if r.currency == "" {
			r.currency = strings.Clone(currency)
		}
		if currency != r.currency {
			return fault.Invalidf("This report has amounts in %s and %s. Export it in one currency: amounts of two are never added.", r.currency, currency)
		}
	}
	if mark != "" && r.account != "" && mark != r.account {
		return fault.Invalidf("This report is of two ad accounts, %s and %s. Export each account's report by itself.", r.account, mark)
	}
	if r.account == "" && mark != "" {
		r.account = strings.Clone(mark)
	}
	if r.accounts {
		return nil
	}
	if id != "" {
		if _, _, err := sheet.ParseID(strings.TrimPrefix(id, "act_")); err != nil {
			return fault.Invalidf("The ad account's id cannot be read: %s", err.Error())
		}
	}
	r.accounts = true
	return r.sink.Account(strings.TrimPrefix(strings.Clone(id), "act_"), strings.Clone(name), r.currency)
}

// fill reads a record into the fact. at is the column at fault.
func (r *report) fill(row sheet.Row) (at int, err error) {
	cells, a := row.Cells, &r.fact
	*a = importers.AdFact{Line: row.Line}
	days, at, err := r.window(&r.dates, cells)
	if err != nil {
		return at, err
	}
	a.First, a.Last = days.From, days.To
	for _, id := range [...]struct {
		f  field
		to *string
	}{{fieldCampaignID, &a.CampaignID}, {fieldAdSetID, &a.AdSetID}, {fieldAdID, &a.AdID}} {
		if len(r.at[id.f]) == 0 {
			continue
		}
		at, cell := first(cells, r.at[id.f])
		if *id.to, _, err = sheet.ParseID(cell); err != nil {
			return at, err
		}
	}
	_, a.CampaignName = first(cells, r.at[fieldCampaignName])
	_, a.AdSetName = first(cells, r.at[fieldAdSetName])
	_, a.AdName = first(cells, r.at[fieldAdName])
	seg := r.words.segment(r.breakdowns, cells)
	a.Segment, a.Platform, a.Placement = seg.key, seg.platform, seg.placement
	_, kind := first(cells, r.at[fieldResultKind])
	a.ResultKind = r.words.result(kind)
	_, a.Attribution = first(cells, r.at[fieldAttribution])
	_, a.Delivery = first(cells, r.at[fieldDelivery])
	r.budget(cells)
	return r.figures(cells)
}

// counted are the fields that are whole counts, decimals those with a fraction.
var (
	counted = [...]struct {
		f      field
		figure int
	}{{fieldImpressions, importers.AdImpressions}, {fieldReach, importers.AdReach}, {fieldClicks, importers.AdClicks},
		{fieldLinkClicks, importers.AdLinkClicks}, {fieldPurchases, importers.AdPurchases}, {fieldLandingPageViews, importers.AdLandingPageViews}}
	decimals = [...]struct {
		f      field
		figure int
	}{{fieldSpend, importers.AdSpend}, {fieldResults, importers.AdResults}, {fieldPurchaseValue, importers.AdPurchaseValue}}
)

// most bounds a figure: a hundred billion of any currency, counts likewise. mostTogether bounds what the rows of a report come to, so that no sum exceeds 64 bits.
const (
	most         = 100_000_000_000_000_000
	mostTogether = 4_000_000_000_000_000_000
)

func (r *report) figures(cells []string) (at int, err error) {
	for _, c := range counted {
		if len(r.at[c.f]) == 0 {
			continue
		}
		at, cell := first(cells, r.at[c.f])
		v, ok, err := sheet.ParseCount(cell)
		if err == nil && v > most {
			err = fmt.Errorf("“%s” is more than any account has.", cell)
		}
		if err != nil {
			return at, err
		}
		if ok {
			r.fact.Set(c.figure, v)
		}
	}
	for _, c := range decimals {
		if len(r.at[c.f]) == 0 {
			continue
		}
		at, cell := first(cells, r.at[c.f])
		r.points.See(cell)
		v, ok, err := sheet.ParseMicros(cell)
		if err == nil && (v > most || v < -most) {
			err = fmt.Errorf("“%s” is more than any account has.", cell)
		}
		if err != nil {
			return at, err
		}
		if ok {
			r.fact.Set(c.figure, v)
		}
	}
	return -1, nil
}

// budget takes the first amount among the budget columns; a text such as “Using campaign budget” says what kind it is.
func (r *report) budget(cells []string) {
	_, kind := first(cells, r.at[fieldBudgetKind])
	for _, i := range r.at[fieldBudget] {
		if i >= len(cells) {
			continue
		}
		cell := sheet.Trim(cells[i])
		if isBlank(cell) {
			continue
		}
		r.points.See(cell)
		v, ok, err := sheet.ParseMicros(cell)
		switch {
		case err == nil && ok:
			r.fact.Set(importers.AdBudget, v)
		case kind == "":
			kind = cell
		}
		if ok {
			break
		}
	}
	r.fact.BudgetKind = r.words.lower(kind)
}

func blankRow(cells []string) bool {
	for _, c := range cells {
		if sheet.Trim(c) != "" {
			return false
		}
	}
	return true
}
